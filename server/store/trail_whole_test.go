package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"alongside/server/audit"
	"alongside/server/place"

	"github.com/dgraph-io/badger/v4"
	"pgregory.net/rapid"
)

// Each of these is something taken out of the trail, put elsewhere or changed in it.
func TestVerifyMissesNothingOfTheTrail(t *testing.T) {
	for name, do := range map[string]func(w *ward, txn *badger.Txn) error{
		"an entry omitted":       func(_ *ward, txn *badger.Txn) error { return txn.Delete(trailKey(3)) },
		"the last omitted":       func(w *ward, txn *badger.Txn) error { return txn.Delete(trailKey(w.tip().Number)) },
		"the first omitted":      func(_ *ward, txn *badger.Txn) error { return txn.Delete(trailKey(1)) },
		"a header flipped":       func(_ *ward, txn *badger.Txn) error { return flip(txn, trailKey(3), 4) },
		"a scope flipped":        func(_ *ward, txn *badger.Txn) error { return flip(txn, trailKey(6), 14) },
		"what was sealed":        func(_ *ward, txn *badger.Txn) error { return flip(txn, trailKey(3), -1) },
		"a chain flipped":        func(_ *ward, txn *badger.Txn) error { return flip(txn, trailKey(3), 50) },
		"a list without it":      func(w *ward, txn *badger.Txn) error { return txn.Delete(aboutKey(w.person, 5)) },
		"a list with too much":   func(w *ward, txn *badger.Txn) error { return txn.Set(aboutKey(w.person, 1), nil) },
		"another tip":            func(_ *ward, txn *badger.Txn) error { return flip(txn, metaKey(trailFact), 10) },
		"two in another order":   swapEntries,
		"the end cut off neatly": shorten,
	} {
		t.Run(name, func(t *testing.T) {
			w := newWard(t)
			w.begin("member:" + w.ben.member.ID)
			w.ben.pull(nil, 0)
			must(t, 0, w.db.Update(func(txn *badger.Txn) error { return do(w, txn) }))
			if found := w.faults(); len(found) == 0 {
				t.Error("nothing was found")
			}
		})
	}
}

func swapEntries(_ *ward, txn *badger.Txn) error {
	a, err := txn.Get(trailKey(3))
	b, wrong := txn.Get(trailKey(4))
	if err := errors.Join(err, wrong); err != nil {
		return err
	}
	first, err := a.ValueCopy(nil)
	second, wrong := b.ValueCopy(nil)
	return errors.Join(err, wrong, txn.Set(trailKey(3), second), txn.Set(trailKey(4), first))
}

// shorten takes the last entry out of everything that tells of it within the trail
// itself: the commits alone still know.
func shorten(w *ward, txn *badger.Txn) error {
	tip := w.tip()
	e, _, _, err := trailEntryOf(w, tip.Number)
	if err != nil {
		return err
	}
	before, _, _, err := trailEntryOf(w, tip.Number-1)
	tip.Number, tip.Chain = tip.Number-1, before.Chain[:]
	text, wrong := encode(tip)
	return errors.Join(err, wrong, txn.Delete(trailKey(tip.Number+1)), txn.Delete(aboutKey(e.Scope, tip.Number+1)),
		txn.Set(metaKey(trailFact), text))
}

func trailEntryOf(w *ward, number uint64) (e audit.Entry, d audit.Detail, ok bool, err error) {
	err = w.view(func(v view) error { e, d, ok, err = v.trailEntry(number); return err })
	return e, d, ok, err
}

func TestAStartLooksAtTheEndOfTheTrail(t *testing.T) {
	for name, do := range map[string]func(w *ward, txn *badger.Txn) error{
		"omitted": func(w *ward, txn *badger.Txn) error { return txn.Delete(trailKey(w.tip().Number)) },
		"flipped": func(w *ward, txn *badger.Txn) error { return flip(txn, trailKey(w.tip().Number), -1) },
		"cut off": shorten,
	} {
		w := newWard(t)
		w.begin()
		must(t, 0, w.db.Update(func(txn *badger.Txn) error { return do(w, txn) }))
		err := w.view(func(v view) error {
			ring, err := v.commits()
			must(t, ring, err)
			return v.checkStart(ring)
		})
		if !errors.Is(err, errDamaged) {
			t.Errorf("the last entry %s: %v", name, err)
		}
	}
}

func TestHeadsAreMet(t *testing.T) {
	w := newWard(t)
	w.begin()
	early, err := w.AuditHead()
	must(t, early, err)
	w.enrol(w.member("Dan", place.Coach))
	missing, err := w.Meets(w.Epoch(), early)
	is(t, "missing", must(t, missing, err), 0)
	late, err := w.AuditHead()
	must(t, late, err)
	other := newWard(t)
	if _, err := other.Meets(other.Epoch(), early); !errors.Is(err, ErrTrail) {
		t.Errorf("a head of another place: %v", err)
	}
	forged := early
	forged.Number--
	if _, err := w.Meets(w.Epoch(), forged); !errors.Is(err, ErrTrail) {
		t.Errorf("a head that was altered: %v", err)
	}
	history := w.Epoch()
	must(t, 0, w.Diverge())
	missing, err = w.Meets(history, late)
	is(t, "missing in the history that goes on", must(t, missing, err), 0)
	lost := audit.Sign(w.notary, w.Place().ID, late.Number+3, [32]byte{7})
	missing, err = w.Meets(history, lost)
	is(t, "missing of what another copy had", must(t, missing, err), 3)
	late, err = w.AuditHead()
	must(t, late, err)
	must(t, 0, w.db.Update(func(txn *badger.Txn) error { return shorten(w, txn) }))
	missing, err = w.Meets(w.Epoch(), late)
	is(t, "missing of what was cut off", must(t, missing, err), 1)
}

// TestRandomTrails lets phones write, fetch and note things in any order, over starts
// and folded logs; whatever happens the trail is whole, and all that was acknowledged
// stands in it once.
func TestRandomTrails(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t, r, false)
		defer h.Close()
		noted := map[string]int{}
		for range rapid.IntRange(3, 20).Draw(r, "steps") {
			p := rapid.SampledFrom(h.phones).Draw(r, "phone")
			switch rapid.IntRange(0, 4).Draw(r, "step") {
			case 0:
				p.pull(nil, rapid.IntRange(1, 5000).Draw(r, "room"))
			case 1:
				notes := []place.SeenNote{p.note(rapid.SampledFrom(h.scopes[2:]).Draw(r, "scope"), h.now)}
				notes = append(notes, notes[0])
				refused, err := h.Opened(p.id, notes)
				must(t, refused, err)
				noted[notes[0].Scope] += 1 - min(1, len(refused))
			case 2:
				h.compact(rapid.SampledFrom(h.scopes).Draw(r, "compacted"), uint64(rapid.IntRange(0, 20).Draw(r, "up to")))
			default:
				h.write(r)
			}
		}
		is(t, "faults", h.faults(), []string{})
		for scope, n := range noted {
			count := 0
			for _, line := range h.tale(scope) {
				if strings.HasPrefix(line, "opened") {
					count++
				}
			}
			is(t, "notes", count, n)
		}
	})
}

// TestACrashLosesNothingOfTheTrailThatWasAcknowledged crashes before, at and after
// the commit of a note and of a first fetch.
func TestACrashLosesNothingOfTheTrailThatWasAcknowledged(t *testing.T) {
	cut := false
	w := steppedWard(t, func() error {
		if cut {
			return errors.New("cut")
		}
		return nil
	})
	for what, do := range map[string]func(i int) error{
		"opened Ben": func(int) error {
			_, err := w.Opened(w.ben.id, []place.SeenNote{w.ben.note(w.person, w.now)})
			return err
		},
		"given Ben": func(int) error {
			_, err := w.SyncAt(context.Background(), w.now, w.ben.id, w.ben.request(map[string]any{"cursors": map[string]uint64{}}))
			return err
		},
		"seen_read Ada": func(int) error {
			_, err := w.Seen(place.Who{Actor: w.as(w.ada.member)}, w.person[7:], "", "")
			return err
		},
	} {
		for i, moment := range []string{"before", "at", "after"} {
			w.now = w.now.Add(time.Hour)
			had := count(w.tale(w.person), what)
			answered := make(chan error, 1)
			go func() { answered <- do(i) }()
			for w.Waiting() == 0 {
				runtime.Gosched()
			}
			cut = moment == "at"
			for step := 0; step < 2 && moment != "before"; step++ {
				if err := w.Step(); (err != nil) != (cut && step == 1) {
					t.Fatal(moment, step, err)
				}
			}
			next, err := w.Crash()
			if err := <-answered; (err == nil) != (moment == "after") {
				t.Errorf("%s: a crash %s the commit answers %v", what, moment, err)
			}
			w.Store, cut = must(t, next, err), false
			kept := count(w.tale(w.person), what) - had
			is(t, fmt.Sprintf("%s: kept after a crash %s the commit", what, moment), kept, map[bool]int{true: 1}[moment == "after"])
			is(t, "faults", w.faults(), []string{})
		}
	}
}

// steppedWard is a ward whose store is stepped, with a person whom a team sees.
func steppedWard(t *testing.T, beforeCommit func() error) *ward {
	w := &ward{world: newWorld(t, false)}
	opts := w.opts
	opts.Stepped, opts.BeforeCommit = true, beforeCommit
	must(t, 0, w.Close())
	s, err := Open("", opts)
	w.Store = must(t, s, err)
	must(t, 0, w.Stepped(func() error {
		w.team = w.world.team(w.org("Harbour"), "North")
		w.ada = w.enrol(w.member("Ada", place.Coach, w.team.ID))
		w.ben = w.enrol(w.member("Ben", place.Coach, w.team.ID))
		w.person = "person:" + w.newID()
		w.begin("team:" + w.team.ID)
		return nil
	}))
	return w
}

func count(lines []string, line string) int {
	return len(slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return l != line }))
}
