package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"alongside/server/place"

	"github.com/dgraph-io/badger/v4"
)

const (
	maxGathered      = 4096      // changes in one transaction
	maxGatheredBytes = 512 << 10 // of their JSON; one push alone may hold more
	queueLength      = 64        // jobs that wait before callers do
	contactsEvery    = 5 * time.Second
)

var errClosed = errors.New("store: closed")

// job is one thing to be committed. run may be called several times, each time
// in a fresh transaction, and must set its results anew. A *place.Error from run
// refuses this job alone, so run must check before it writes.
type job struct {
	run   func(*tx) error
	count int  // changes
	size  int  // bytes of JSON, about
	small bool // and needed so much that it may use the last of the disk
	// halves splits a job that is too big for a transaction; nil if it cannot be.
	halves func() []*job
	// settled is called once the job is on disk; it may be nil.
	settled func()
	err     error
	done    chan struct{}
}

// commit hands a job to the committer and waits until it is on disk.
func (s *Store) commit(ctx context.Context, j *job) error {
	if err := s.admits(j); err != nil {
		return err
	}
	j.done = make(chan struct{})
	select {
	case s.queue <- j:
	case <-s.closing:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-j.done:
		return j.err
	case <-s.committed:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// change commits one administrative act.
func (s *Store) change(run func(*tx) error) error {
	return s.commit(context.Background(), &job{run: run, count: 1, size: 1 << 10})
}

// commitSmall commits something small that even a disk that is nearly full has to
// take; count is how many entries it writes.
func (s *Store) commitSmall(count int, run func(*tx) error) error {
	return s.commit(context.Background(), &job{run: run, count: count, size: count << 8, small: true})
}

// drain commits what waited when the store was closed.
func (s *Store) drain() {
	for {
		select {
		case j := <-s.queue:
			s.settle([]*job{j})
		default:
			s.settle(nil)
			return
		}
	}
}

// settle commits a batch that follows upon what is on disk, in parts where one
// transaction cannot hold it, and acknowledges. A commit that fails ends the
// process.
func (s *Store) settle(batch []*job) {
	culprit, err := s.attempt(batch)
	switch {
	case err == nil:
		for _, j := range batch {
			j.finish()
		}
	case errors.Is(err, badger.ErrTxnTooBig) && len(batch) > 1:
		s.settle(batch[:len(batch)/2])
		s.settle(batch[len(batch)/2:])
	case errors.Is(err, badger.ErrTxnTooBig) && len(batch) == 1:
		s.settleHalves(batch[0], err)
	case errors.Is(err, errUnsettled) && len(batch) > 1:
		s.settle(without(batch, culprit))
		s.settle([]*job{culprit})
	case culprit != nil:
		culprit.err = err
		culprit.finish()
		s.settle(without(batch, culprit))
	default:
		s.fatal(err)
	}
}

func without(batch []*job, culprit *job) []*job {
	return slices.DeleteFunc(slices.Clone(batch), func(j *job) bool { return j == culprit })
}

func (j *job) finish() {
	if j.settled != nil && j.err == nil {
		j.settled()
	}
	if j.done != nil {
		close(j.done)
	}
}

func (s *Store) settleHalves(whole *job, tooBig error) {
	var halves []*job
	whole.err = nil
	if whole.halves != nil {
		halves = whole.halves()
	}
	if len(halves) < 2 {
		whole.err = tooBig
	}
	for _, half := range halves {
		s.settle([]*job{half})
		if half.err != nil {
			whole.err = half.err
			break
		}
	}
	whole.finish()
}

// attempt runs every job in one transaction and commits it, synced. It fails
// with nothing written: with ErrTxnTooBig; with the job that could not read or
// encode what it needed; or without one where the commit itself failed.
func (s *Store) attempt(batch []*job) (culprit *job, err error) {
	t := s.begin(nil)
	defer t.discard()
	for _, j := range batch {
		if err := t.do(j); err != nil {
			return j, err
		}
	}
	t.putContacts()
	if err := t.complete(); err != nil {
		return nil, err
	}
	if err := t.commit(); err != nil {
		return nil, err
	}
	s.publish(t)
	return nil, nil
}

// do runs a job in the transaction. An error means that the transaction is of no
// use any more; a refusal is none.
func (t *tx) do(j *job) error {
	j.err = j.run(t)
	var refusal *place.Error
	if t.failed == nil && j.err != nil && !errors.As(j.err, &refusal) {
		t.failed = j.err
	}
	return t.failed
}

// complete writes what all jobs have in common; no job may be run after it.
func (t *tx) complete() error {
	t.putFigures()
	t.putHeads()
	t.putTrail()
	t.putCommit()
	return t.failed
}

// commit puts a complete transaction on disk, synced, and tells the witness.
func (t *tx) commit() error {
	if t.store.opts.BeforeCommit != nil {
		if err := t.store.opts.BeforeCommit(); err != nil {
			return err
		}
	}
	if err := t.own.commit(t.store.db); err != nil {
		return err
	}
	return t.store.follow(t)
}

// publish makes visible what a committed transaction changed.
func (s *Store) publish(t *tx) {
	if t.dir != nil {
		s.directory.Store(t.dir)
	}
	s.contacts.written(t.contacts)
	s.figures.publish(t)
	s.money.publish(t)
	s.consents.publish(t)
	s.opened.publish(t)
	for _, member := range t.unwatch {
		s.watches.end(member)
	}
	if len(t.moved) > 0 {
		s.watches.tell(s.directory.Load(), t.moved)
	}
}
