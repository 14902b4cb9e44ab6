package store

import "runtime"

// steps is the committer of a store that is stepped: nothing is written but in
// Step, so that a simulator decides what happens between any two commits.
type steps struct {
	held   *job  // gathered, and too big for the last batch
	failed error // why the last commit failed
}

func (s *Store) startCommitting() {
	if !s.opts.Stepped {
		go s.commitLoop()
		return
	}
	s.fatal = func(err error) { s.steps.failed = err }
}

// stopCommitting waits until all that was handed in is committed.
func (s *Store) stopCommitting() {
	if s.opts.Stepped {
		s.drain()
		close(s.committed)
	}
	<-s.committed
}

// Step commits what waits, as much as the committer would take at once, and
// writes contacts even where nothing waits. Where the commit failed nothing is
// written and nobody was answered: the store must be crashed then.
func (s *Store) Step() error {
	var batch []*job
	if s.steps.held != nil {
		batch = []*job{s.steps.held}
	} else {
		select {
		case j := <-s.queue:
			batch = []*job{j}
		default:
		}
	}
	batch, s.steps.held = s.gather(batch)
	s.settle(batch)
	return s.steps.failed
}

// Waiting is how many jobs wait for a step.
func (s *Store) Waiting() int {
	if s.steps.held != nil {
		return len(s.queue) + 1
	}
	return len(s.queue)
}

// Crash ends a stepped store as a power cut between two steps does: what waits is
// neither written nor answered, and all that was not written is forgotten. It
// opens the next store over the same data.
func (s *Store) Crash() (*Store, error) {
	s.close.Do(func() {
		s.watches.end("")
		close(s.closing)
		close(s.committed)
	})
	return openOver(s.db, s.opts)
}

// Stepped runs something that waits for commits, and steps where nothing else
// commits.
func (s *Store) Stepped(run func() error) error {
	if !s.opts.Stepped {
		return run()
	}
	done := make(chan error, 1)
	go func() { done <- run() }()
	for {
		select {
		case err := <-done:
			return err
		default:
		}
		if s.Waiting() == 0 {
			runtime.Gosched()
		} else if err := s.Step(); err != nil {
			return err
		}
	}
}
