package store

import (
	"context"
	"errors"
	"fmt"
)

// Fault is one thing that does not agree with the rest of a store. It names kinds
// and positions, never anybody and never content.
type Fault struct {
	Where string // such as "the log of a person, entry 12"
	What  string
}

func (f Fault) String() string { return f.Where + ": " + f.What }

// Checked counts what a Verify looked at.
type Checked struct {
	Scopes, Entries, Records, Folded        int
	Devices, Outcomes                       int
	Grants, Ended, Facts                    int
	Orgs, Teams, Members, Invites, Releases int
	Commits, Trail                          int
	Erased                                  int  // scopes
	Open                                    bool // keys that lay in Badger once may be found in its files: see rotate-key
	Faults                                  int
}

// verifier is one Verify under way, on one snapshot.
type verifier struct {
	view
	ctx    context.Context
	report func(Fault)
	Checked

	heads   map[string]uint64     // how far each log goes, by scope
	circles int                   // members of all circles
	ended   int                   // grants that the logs say have ended
	folded  bool                  // some log has a horizon: what lies below it cannot be counted again
	taken   map[string]*numberSet // entries in logs, by device
}

// numberSet is a set of numbers, as far as a comparison needs it.
type numberSet struct {
	count int
	sum   uint64
}

func (s *numberSet) add(n uint64) {
	s.count++
	// The finaliser of SplitMix64 (Steele, Lea and Flood 2014), so that sums of
	// different sets differ.
	n ^= n >> 30
	n *= 0xbf58476d1ce4e5b9
	n ^= n >> 27
	n *= 0x94d049bb133111eb
	s.sum += n ^ n>>31
}

// Verify reads everything that the store holds and reports what does not agree:
//
//   - every log runs without gaps from its beginning, or from its horizon; chain and
//     digest lead to the head; every payload has the hash that its entry says, opens
//     and can be read;
//   - the merged records, and the facts of the figures, are what the log folds to;
//   - every number that a device has used has one outcome, and what was taken stands
//     in a log once;
//   - grants are what the circles say;
//   - organisations, teams, members, devices, invites, releases and commits can be
//     read and refer to what is there;
//   - the trail of who saw what runs without gaps from its beginning, or from where it
//     was cut, to its tip; every entry seals what it says, and each scope's list names its own;
//   - of what the ledger says was erased there are headers alone: no key, no payload,
//     no record, no fact, nobody who may read it;
//   - nothing lies in the store that belongs to nothing.
//
// The error says that it could not go on; what it found until then is in Checked.
func (s *Store) Verify(ctx context.Context, report func(Fault)) (Checked, error) {
	v := &verifier{ctx: ctx, report: report, heads: map[string]uint64{}, taken: map[string]*numberSet{}}
	err := s.view(func(read view) error {
		v.view = read
		for _, part := range []func() error{
			v.commitsAndRoll, v.logs, v.devices, v.grants, v.directoryParts, v.invites, v.asked, v.releases, v.trail, v.erasures, v.strays,
		} {
			if err := part(); err != nil {
				return err
			}
		}
		return nil
	})
	return v.Checked, err
}

func (v *verifier) fault(where, what string, args ...any) {
	v.Faults++
	if v.report != nil {
		v.report(Fault{where, fmt.Sprintf(what, args...)})
	}
}

// guarded runs the check of one thing; what Badger throws at a block that it cannot
// read is a fault like any other.
func (v *verifier) guarded(where string, check func() error) (err error) {
	if err := v.ctx.Err(); err != nil {
		return err
	}
	defer func() {
		if recover() != nil {
			v.fault(where, "cannot be read from the disk")
			err = nil
		}
	}()
	if err := check(); err != nil {
		if errors.Is(err, v.ctx.Err()) && v.ctx.Err() != nil {
			return err
		}
		v.fault(where, "cannot be read: %v", err)
	}
	return nil
}

func (v *verifier) commitsAndRoll() error {
	return v.guarded("the commits", func() error {
		ring, err := v.commits()
		if err != nil {
			return err
		}
		v.Commits = len(ring)
		for i := 1; i < len(ring); i++ {
			if ring[i].number != ring[i-1].number+1 {
				v.fault("the commits", "%d to %d are missing", ring[i-1].number+1, ring[i].number-1)
			} else if err := v.checkLink(ring[i-1], ring[i]); err != nil {
				v.fault("the commits", "%v", err)
			}
		}
		if err := v.checkRoll(); err != nil {
			v.fault("the roll", "%v", err)
		}
		return nil
	})
}
