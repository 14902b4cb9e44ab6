package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"alongside/server/store/inspect"

	"github.com/rs/zerolog"
)

// resume takes up a store that exists: its commits must agree with the witness,
// the directory with its roll, and the logs that moved last with their heads.
func (s *Store) resume(seen *survey) error {
	return s.view(func(v view) error {
		ring, err := v.commits()
		if err != nil && seen != nil {
			return refuse(seen.dir, restoreAdvice, errors.Join(err, errDamaged), "its commits cannot be read")
		}
		if err != nil {
			return err
		}
		if seen != nil {
			err = s.holds(ring, seen)
		} else if len(ring) > 0 {
			s.last = ring[len(ring)-1]
		}
		if err != nil {
			return err
		}
		if err := v.load(); err != nil {
			return err
		}
		if err := v.checkStart(ring); err != nil {
			return refuse(v.dir(seen), restoreAdvice, errors.Join(err, errDamaged), "%v", err)
		}
		return s.openWitness(seen)
	})
}

func (v view) dir(seen *survey) string {
	if seen == nil {
		return "(in memory)"
	}
	return seen.dir
}

// openWitness opens the witness for writing, with what the store holds by now. A
// store that is being adopted has none until it was.
func (s *Store) openWitness(seen *survey) (err error) {
	if seen == nil || s.opts.adopt {
		return nil
	}
	s.witness, err = newWitness(seen.dir, mark{s.epoch, s.last.number, s.last.chain}, func(err error) { s.fatal(err) })
	return err
}

// commitAlone commits a transaction before the committer runs. The witness is
// there first, since a store of this format is not taken without.
func (s *Store) commitAlone(seen *survey, t *tx) error {
	if s.witness == nil {
		if err := s.openWitness(seen); err != nil {
			return err
		}
	}
	t.putCommit()
	if t.failed != nil {
		return t.failed
	}
	if err := t.own.commit(s.db); err != nil {
		return err
	}
	return s.follow(t)
}

// tablePause keeps reading tables in the background from being felt.
const tablePause = 100 * time.Millisecond

// keepReading reads the tables that the start did not get to, and then all of them
// once a day, until the store closes. Damage ends the process: Badger would go on
// as if what it cannot read were not there.
func (s *Store) keepReading(seen *survey) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-s.closing:
			cancel()
		case <-ctx.Done():
		}
	}()
	names := seen.unread
	for {
		var damage *inspect.Damage
		if err := inspect.Tables(ctx, seen.dir, names, s.usesTable, tablePause); errors.As(err, &damage) {
			s.spoilt(damage.Error())
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(24 * time.Hour):
		}
		names = s.tableNames()
	}
}

func (s *Store) tableNames() (names []string) {
	for _, table := range s.db.Tables() {
		names = append(names, fmt.Sprintf("%06d.sst", table.ID))
	}
	return names
}

func (s *Store) usesTable(name string) bool { return slices.Contains(s.tableNames(), name) }

// spoilt ends the process because of damage, and leaves a note that keeps the next
// from starting.
func (s *Store) spoilt(what string) {
	if s.room.dir == "" {
		s.fatal(fmt.Errorf("%w: %s", errDamaged, what))
		return
	}
	note := fmt.Sprintf("%s, found %s\n", what, s.opts.Now().UTC().Format(time.RFC3339))
	err := os.WriteFile(filepath.Join(s.room.dir, damagedName), []byte(note), 0o600)
	s.fatal(errors.Join(refuse(s.room.dir, restoreAdvice, errDamaged, "%s", what), err))
}

// end ends the process: going on could acknowledge what is not on the disk.
func (s *Store) end(err error) {
	s.opts.Log.Fatal().Err(err).Msg("stopped at once, so that nothing is acknowledged that is not on the disk; " +
		"see to the disk (its space, the kernel's log), then start again: a start compares what is there with the witness, " +
		"and `alongside verify` checks all of it")
}

// badgerLog passes Badger's warnings on and keeps its chatter to itself. Badger
// tells of some failures nowhere else, and goes on: broken hears of those.
type badgerLog struct {
	log    zerolog.Logger
	broken func(error)
}

// failures begin what Badger says when it could not write in the background.
var failures = []string{"error flushing memtable", "writeRequests:", "[Compactor: %d] LOG Compact FAILED",
	"While running doCompact", "Error while curlf sync", "While trying to flush memtable"}

func (b badgerLog) heard(format string, args []any) {
	for _, failure := range failures {
		if strings.HasPrefix(format, failure) && b.broken != nil {
			b.broken(fmt.Errorf("badger: "+format, args...))
		}
	}
}

func (b badgerLog) Errorf(format string, args ...any) {
	b.log.Error().Msgf("badger: "+format, args...)
	b.heard(format, args)
}

func (b badgerLog) Warningf(format string, args ...any) {
	b.log.Warn().Msgf("badger: "+format, args...)
	b.heard(format, args)
}

func (b badgerLog) Infof(string, ...any)  {}
func (b badgerLog) Debugf(string, ...any) {}

// breaker passes what Badger fails at on to the store, once there is one.
type breaker struct{ store atomic.Pointer[Store] }

func (b *breaker) broken(err error) {
	if s := b.store.Load(); s != nil {
		s.fatal(err)
	}
}
