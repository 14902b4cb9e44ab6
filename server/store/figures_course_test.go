package store

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"alongside/server/figures"
	"alongside/server/place"

	"github.com/dgraph-io/badger/v4"
	"github.com/rs/zerolog"
)

// told is a world on disk of which a history of so many pushes was written.
func told(t *testing.T, seed uint64, pushes int) *teller {
	w := newWorld(t, true)
	l := &teller{world: w, r: rand.New(rand.NewPCG(seed, 5)), here: w.team(w.org("A"), "A"), there: w.team(w.org("B"), "B")}
	p := w.enrol(w.member("Ada", place.Coach, l.here.ID))
	for range pushes {
		var changes []sent
		for range 20 {
			changes = append(changes, l.one(p))
		}
		p.push(changes...)
	}
	return l
}

// A store of format 5 has facts and no courses; so has a backup of one.
func TestAStoreOfFormatFiveIsGivenCourses(t *testing.T) {
	w := told(t, 2, 6)
	must(t, 0, w.change(func(t *tx) error {
		t.put(metaKey(formatFact), []byte("5"))
		return t.withoutCourses()
	}))
	var backup bytes.Buffer
	was := w.Snapshot()
	defer was.Release()
	must(t, 0, second(was.Write(t.Context(), &backup)))
	w.reopen()
	w.recounts("after an upgrade")
	w.checkAll()
	restored := w.loaded(t.TempDir(), backup.Bytes())
	restored.recounts("after a restore")
	restored.checkAll()
}

// Whatever stands where a course should, everybody is counted, by their facts, and the
// log says so. What is too long to have one is no fault.
func TestACourseThatCannotBeReadIsWorkedOutAgain(t *testing.T) {
	for name, damage := range map[string]func(h *head, key, sealed []byte) []byte{
		"a flipped bit":   func(_ *head, _, sealed []byte) []byte { sealed[len(sealed)/2] ^= 1; return sealed },
		"nothing":         func(*head, []byte, []byte) []byte { return nothing },
		"another version": func(h *head, key, _ []byte) []byte { return sealAt(h.key, key, []byte{99, 0, 0}) },
		"one too long":    func(h *head, key, _ []byte) []byte { return sealAt(h.key, key, figures.TooLong(nil)) },
	} {
		w := told(t, 2, 6)
		owner := w.people[0][1]
		want := w.Store.figures.state.Total(figures.QuarterOf(w.today()), nil).Alongside
		must(t, 0, w.db.Update(func(txn *badger.Txn) error {
			v := view{store: w.Store, txn: txn}
			h, err := v.head(scopeOfOwner(owner))
			must(t, h, err)
			key := figuresKey(coursePart, owner)
			sealed, err := v.get(key)
			must(t, sealed, err)
			return txn.Set(key, damage(h, key, sealed))
		}))
		must(t, 0, w.Close())
		var said bytes.Buffer
		s, err := Open(w.dir, Options{Master: w.master, Now: w.opts.Now, Log: zerolog.New(&said)})
		w.Store = must(t, s, err)
		w.recounts(name)
		if got := w.Store.figures.state.Total(figures.QuarterOf(w.today()), nil).Alongside; got != want || want == 0 {
			t.Errorf("%s: %d people, were %d", name, got, want)
		}
		if faulty := name != "one too long"; strings.Contains(said.String(), "worked out again") != faulty {
			t.Errorf("%s: the log says %s", name, said.String())
		}
		if found := w.faults(); len(found) != 1 || !strings.Contains(found[0], "the figures read") {
			t.Errorf("%s: verify says %q", name, found)
		}
		must(t, 0, w.Close())
	}
}
