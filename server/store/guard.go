package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"alongside/server/store/inspect"
)

// readBudget is for how long a start reads the blocks of tables, newest first. What
// it did not get to is read while the server runs.
const readBudget = 700 * time.Millisecond

// allOfIt is a budget without end.
const allOfIt = -1

// damagedName is a file in the data folder that says what a running server found
// to be damaged; while it is there no server starts.
const damagedName = "DAMAGED"

// Refusal says why a data folder is not taken as it is, and what to do. It never
// holds content.
type Refusal struct {
	Dir  string
	What string // what is wrong
	Do   string // what to do about it
	err  error
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("the data folder %s is not used: %s. %s", r.Dir, r.What, r.Do)
}

func (r *Refusal) Unwrap() error { return r.err }

const (
	restoreAdvice = "Nothing was changed. Keep a copy of the folder. Then restore the last backup into a new folder with " +
		"`alongside restore`, and start on that: the phones send again what it lacks. " +
		"`alongside verify` says more about what is damaged"
	behindAdvice = restoreAdvice + ". Without a backup, `alongside adopt` takes the folder as it is, if what it holds is " +
		"whole, and the phones send again what they still have"
	adoptAdvice = "Nothing was changed. Keep a copy of the folder and restore the last backup with `alongside restore`, or run " +
		"`alongside adopt`: it checks all of the folder and, if that is whole, goes on from it in a new history, so that phones " +
		"send again what it lacks"
	openAdvice = "If that says that something may not be read or written, or that there is no room, see to that and start again. " +
		"Else: " + restoreAdvice
	lockAdvice = "A server is running on it: stop that first"
)

var errDamaged = errors.New("store: damaged")

func refuse(dir, do string, err error, what string, args ...any) error {
	return &Refusal{Dir: dir, What: fmt.Sprintf(what, args...), Do: do, err: err}
}

// survey is what is known of a folder before Badger opens it.
type survey struct {
	dir     string
	witness mark
	missing bool     // there is no witness
	unread  []string // tables whose blocks were not read
	logged  uint64   // the newest commit in the write-ahead logs, or 0
}

// look inspects a folder before Badger may touch it. It refuses what Badger would
// cut off, delete or die of. With adopt it bears what Adopt is there for.
func look(dir string, budget time.Duration, adopt bool) (seen survey, err error) {
	seen.dir = dir
	if busy, err := inUse(dir); err != nil || busy {
		return seen, refuse(dir, lockAdvice, errors.Join(err, ErrInUse), "another process has it open")
	}
	if note, err := os.ReadFile(filepath.Join(dir, damagedName)); err == nil && budget != allOfIt {
		return seen, refuse(dir, restoreAdvice, errDamaged, "a server that ran on it found damage: %s", note)
	}
	seen.witness, err = readWitness(dir)
	switch {
	case errors.Is(err, errNoWitness), errors.Is(err, errBrokenWitness) && adopt:
		seen.missing = true
	case errors.Is(err, errBrokenWitness):
		return seen, refuse(dir, adoptAdvice, err, "%v", err)
	case err != nil:
		return seen, err
	}
	found, err := inspect.Folder(dir, inspect.Options{Budget: budget, Prefix: []byte{commitTable}, Logged: seen.follow})
	seen.unread = found.Unread
	var damage *inspect.Damage
	if errors.As(err, &damage) {
		return seen, refuse(dir, restoreAdvice, errors.Join(err, errDamaged), "%v", damage)
	}
	if err != nil {
		return seen, err
	}
	if seen.logged > 0 && seen.logged < seen.witness.number && !adopt {
		return seen, behind(dir, seen.logged, seen.witness.number)
	}
	return seen, nil
}

// ErrInUse says that another process has the store open.
var ErrInUse = errors.New("store: in use")

// errBehind says that acknowledged commits are missing at the end.
var errBehind = errors.New("store: behind its witness")

func behind(dir string, has, said uint64) error {
	return refuse(dir, behindAdvice, errors.Join(errBehind, errDamaged),
		"it ends at commit %d and its witness says %d, so that something acknowledged is missing", has, said)
}

// follow sees the commits in the write-ahead logs, in order.
func (s *survey) follow(value []byte) error {
	c, err := decodeCommit(value)
	if err != nil {
		return &inspect.Damage{File: "the write-ahead log", What: "holds a commit that cannot be read"}
	}
	if s.logged != 0 && c.number != s.logged+1 {
		return &inspect.Damage{File: "the write-ahead log",
			What: fmt.Sprintf("goes from commit %d to %d", s.logged, c.number)}
	}
	s.logged = c.number
	return nil
}

// holds compares the commits that the open store has with the witness, and sets
// the last. The ring must be without gaps.
func (s *Store) holds(ring []commit, seen *survey) error {
	for i := 1; i < len(ring); i++ {
		if ring[i].number != ring[i-1].number+1 {
			return refuse(seen.dir, restoreAdvice, errDamaged,
				"commits %d to %d are missing in it", ring[i-1].number+1, ring[i].number-1)
		}
	}
	if len(ring) == 0 {
		return behind(seen.dir, 0, seen.witness.number)
	}
	s.last = ring[len(ring)-1]
	oldest := ring[0].number
	if want := min(s.last.number, ringSize); uint64(len(ring)) != want {
		return refuse(seen.dir, restoreAdvice, errDamaged, "commits before %d are missing in it", oldest)
	}
	switch said := seen.witness; {
	case s.opts.adopt:
		return nil
	case seen.missing:
		return refuse(seen.dir, adoptAdvice, errNoWitness, "its witness is missing (the file %s)", witnessName)
	case s.last.number < said.number:
		return behind(seen.dir, s.last.number, said.number)
	case said.epoch != s.epoch && !slices.Contains(s.former, said.epoch),
		said.number >= oldest && ring[said.number-oldest].chain != said.chain:
		return refuse(seen.dir, behindAdvice, errDamaged, "it holds another history than its witness saw")
	}
	return nil
}
