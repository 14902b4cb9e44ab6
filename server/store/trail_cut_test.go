package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"alongside/server/audit"
	"alongside/server/place"

	"github.com/dgraph-io/badger/v4"
	"pgregory.net/rapid"
)

// reads adds entries to the trail, one an hour.
func (w *ward) reads(n int) {
	w.t.Helper()
	for range n {
		w.now = w.now.Add(time.Hour)
		must(w.t, 0, w.Note(place.Who{Actor: w.as(w.ada.member)}, w.person, audit.Detail{Act: audit.Read}))
	}
}

func (w *ward) cut(through uint64) int {
	w.t.Helper()
	gone, err := w.CutTrail(w.as(w.sam.member), through)
	return must(w.t, gone, err).Gone
}

// aged is a ward with a long trail of March, of which the steward keeps a year, and a
// few entries of the next one.
func aged(t *testing.T) (w *ward, through uint64) {
	w = newWard(t)
	w.begin("member:" + w.ben.member.ID)
	w.reads(2*cutStep + 10)
	through = w.tip().Number
	w.on("2027-09-01")
	w.keepFor(place.RetentionRules{place.RetainTrail: 12})
	w.reads(3)
	return w, through
}

func TestTheTrailIsCutWhereItsTimeIsUp(t *testing.T) {
	w, through := aged(t)
	early := must2(w.AuditHead())
	part := w.part(place.RetainTrail)
	is(t, "due", fmt.Sprint(part.Due, part.Through, part.Soon, part.Oldest), fmt.Sprint(through, through, 0, "2026-03-02"))
	is(t, "no more than was shown", w.cut(100), 100)
	is(t, "cut", w.tip().Cut, 100)
	is(t, "faults", w.faults(), []string{})
	is(t, "no more than is due", w.cut(through+4), int(through-100))
	is(t, "cut to the end", w.tip().Cut, through)
	is(t, "again", w.cut(through), 0)
	is(t, "faults at the end", w.faults(), []string{})
	is(t, "what is left of nobody", w.tale(""), []string{"kept Sam", "expired Sam", "expired Sam"})
	is(t, "what is left of the person", w.tale(w.person), []string{"read Ada", "read Ada", "read Ada"})
	part = w.part(place.RetainTrail)
	is(t, "then", fmt.Sprint(part.Due, part.Through, part.All, part.Oldest), fmt.Sprint(0, 0, 6, "2027-09-01"))
	missing, err := w.Meets(w.Epoch(), early)
	is(t, "a head from before", must(t, missing, err), 0)
	page, err := w.Seen(place.Who{Actor: w.as(w.ada.member)}, w.person[7:], "", "")
	is(t, "the person's list", len(must(t, page, err).Items), 4) // and that it was begun, which its log says
	must(t, 0, w.view(func(v view) error {
		ring, err := v.commits()
		must(t, ring, err)
		return v.checkStart(ring)
	}))
	w.restored(w.copied())
	is(t, "faults after a restore", w.faults(), []string{})
	is(t, "cut after a restore", w.tip().Cut, through)
}

// A cut that no entry vouches for is one that somebody else made.
func TestVerifySeesATrailThatSomebodyElseCut(t *testing.T) {
	change := func(w *ward, txn *badger.Txn, alter func(*trailTip)) error {
		tip := w.tip()
		alter(&tip)
		text, err := encode(tip)
		return errors.Join(err, txn.Set(metaKey(trailFact), text))
	}
	forward := func(w *ward, txn *badger.Txn, to uint64, by uint64) error {
		for n := w.tip().Cut + 1; n <= to; n++ {
			e, _, _, err := trailEntryOf(w, n)
			if err := errors.Join(err, txn.Delete(trailKey(n)), txn.Delete(aboutKey(e.Scope, n))); err != nil {
				return err
			}
			if n == to {
				return change(w, txn, func(tip *trailTip) { tip.Cut, tip.CutChain, tip.CutBy = to, e.Chain[:], max(by, tip.CutBy) })
			}
		}
		return nil
	}
	for name, do := range map[string]func(w *ward, txn *badger.Txn) error{
		"neatly, where nothing was cut":  func(w *ward, txn *badger.Txn) error { return forward(w, txn, 20, 0) },
		"naming an entry of another act": func(w *ward, txn *badger.Txn) error { return forward(w, txn, 20, 30) },
		"further than was said":          func(w *ward, txn *badger.Txn) error { return forward(w, txn, 60, 0) },
		"an older word of it": func(w *ward, txn *badger.Txn) error {
			return change(w, txn, func(tip *trailTip) { tip.CutBy = 0 })
		},
		"another chain": func(w *ward, txn *badger.Txn) error {
			return change(w, txn, func(tip *trailTip) { tip.CutChain[4] ^= 1 })
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := aged(t)
			if name != "neatly, where nothing was cut" && name != "naming an entry of another act" {
				w.cut(50)
			}
			is(t, "faults before", w.faults(), []string{})
			must(t, 0, w.db.Update(func(txn *badger.Txn) error { return do(w, txn) }))
			if len(w.faults()) == 0 {
				t.Error("nothing was found")
			}
		})
	}
}

// A crash between any two commits of a cut leaves a trail that is whole, and the next
// one goes on.
func TestACutThatIsInterrupted(t *testing.T) {
	failAt := -1
	w := steppedWard(t, func() error {
		if failAt--; failAt == 0 {
			return errors.New("cut")
		}
		return nil
	})
	must(t, 0, w.Stepped(func() error {
		w.sam = w.enrol(w.member("Sam", place.Steward))
		w.reads(2*cutStep + 10)
		w.on("2027-09-01")
		w.keepFor(place.RetentionRules{place.RetainTrail: 12})
		return nil
	}))
	through := w.part(place.RetainTrail).Through
	var cuts []uint64
	for commits := 1; commits <= 4; commits++ {
		failAt = commits
		err := w.Stepped(func() error {
			_, err := w.CutTrail(w.as(w.sam.member), through)
			return err
		})
		if (err == nil) != (commits == 4) {
			t.Fatalf("a crash at commit %d answers %v", commits, err)
		}
		if err != nil {
			next, err := w.Crash()
			w.Store = must(t, next, err)
		}
		is(t, fmt.Sprint("faults after a crash at commit ", commits), w.faults(), []string{})
		cuts = append(cuts, w.tip().Cut)
	}
	is(t, "cut", fmt.Sprint(cuts), fmt.Sprint([]uint64{0, 0, cutStep, through}))
}

// TestRandomCuts lets time pass, things be noted and the trail be cut, over starts and
// restores: it is whole whatever happens, and nothing that is not due goes.
func TestRandomCuts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := newWard(t)
		defer w.Close()
		w.begin()
		w.keepFor(place.RetentionRules{place.RetainTrail: 12})
		for range rapid.IntRange(3, 8).Draw(r, "steps") {
			switch rapid.IntRange(0, 4).Draw(r, "step") {
			case 0:
				w.reads(rapid.IntRange(1, 40).Draw(r, "reads"))
			case 1:
				w.now = w.now.AddDate(0, rapid.IntRange(-3, 9).Draw(r, "months"), 0)
			case 2:
				w.cutsWhatIsDue(r)
			case 3:
				w.restored(w.copied())
			case 4:
				w.letGo(place.RetainQuiet, w.person[7:])
			}
			if found := w.faults(); len(found) > 0 {
				r.Fatalf("%v", found)
			}
		}
	})
}

// cutsWhatIsDue cuts up to some number, and looks at what went.
func (w *ward) cutsWhatIsDue(r *rapid.T) {
	noted, was := map[uint64]int64{}, w.tip()
	for n := was.Cut + 1; n <= was.Number; n++ {
		e, _, _, err := trailEntryOf(w, n)
		noted[n] = must(w.t, e, err).At
	}
	through := rapid.Uint64Range(1, was.Number+2).Draw(r, "through")
	w.cut(through)
	due := w.now.AddDate(-1, 0, 1).UnixMilli()
	for n := was.Cut + 1; n <= w.tip().Cut; n++ {
		if noted[n] >= due || n > through {
			r.Fatalf("entry %d of %d went, noted %v", n, was.Number, time.UnixMilli(noted[n]))
		}
	}
}
