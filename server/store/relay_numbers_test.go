package store

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"alongside/server/place"
	"alongside/sync/wire"
)

// TestNumbersAboveHaveWait relays the later half of what Ada wrote, then lets her
// return in several ways.
func TestNumbersAboveHaveWait(t *testing.T) {
	type bed struct {
		*ward
		changes []sent
	}
	start := func(t *testing.T) bed {
		w := newWard(t)
		w.begin(w.actor(w.ben))
		copied := w.copied()
		var changes []sent
		for n := range 4 {
			scope := w.person
			if n%2 == 0 {
				scope = "self:" + w.ada.member.ID // that Ben never reads
			}
			c := w.ada.next(scope, "reflection", w.newID(), map[string]any{"worked": fmt.Sprint(n)})
			if scope == w.person {
				c.Kind, c.Set = "visit", map[string]any{"story": fmt.Sprint(n)}
			}
			changes = append(changes, c)
			w.ada.push(c)
		}
		bens := w.ben.newShelf().fill(0)
		w.restored(copied)
		w.ben.relay(bens.pieces(w.person)...)
		is(t, "have stays before the gap", w.ada.push().Have, 1)
		return bed{w, changes}
	}
	t.Run("all again", func(t *testing.T) {
		b := start(t)
		is(t, "have", b.ada.push(b.changes...).Have, 5)
		b.checkAll()
	})
	t.Run("one by one, backwards", func(t *testing.T) {
		b := start(t)
		for i, want := range []uint64{1, 1, 1, 3} {
			is(t, "have", b.ada.push(b.changes[3-i]).Have, want)
		}
		is(t, "the other gap", b.ada.push(b.changes[2]).Have, 5)
		b.checkAll()
	})
	t.Run("nothing kept", func(t *testing.T) {
		b := start(t)
		skip := sent{N: 2, Skip: "not_kept", Through: 7}
		is(t, "have", b.ada.push(skip).Have, 7)
		is(t, "again", b.ada.push(skip).Have, 7)
		is(t, "in part", b.ada.push(sent{N: 3, Skip: "not_kept", Through: 9}).Have, 9)
		is(t, "still in the log", len(b.logged(b.person)), 3)
		b.checkAll()
	})
	t.Run("undone", func(t *testing.T) {
		b := start(t)
		_, err := b.ada.try(sent{N: 2, Skip: "undone", Through: 4})
		is(t, "what others have was not undone", codeOf(err), place.DeviceForked)
		is(t, "first such n", err.(*place.Error).Extra["n"], 3)
	})
	t.Run("a fork above have", func(t *testing.T) {
		b := start(t)
		other := b.changes[1]
		other.Set = map[string]any{"story": "other"}
		_, err := b.ada.try(other)
		is(t, "noticed", codeOf(err), place.DeviceForked)
	})
	t.Run("stamps in their order", func(t *testing.T) {
		b := start(t)
		reply := b.ada.push(b.changes[0], b.changes[2])
		is(t, "not restamped for what others relayed", len(reply.Restamped), 0)
		is(t, "have", reply.Have, 5)
	})
	t.Run("over a restart", func(t *testing.T) {
		b := start(t)
		b.crash()
		is(t, "have", b.ada.push(b.changes[0]).Have, 3)
	})
}

// TestALargeRelayIsHalved brings so many large records at once that no transaction
// holds them.
func TestALargeRelayIsHalved(t *testing.T) {
	w := newWard(t)
	w.begin()
	var records []string
	words := strings.Repeat("語", 20000)
	for range 6 {
		id := w.newID()
		records = append(records, id)
		for range 12 {
			reply := w.ada.push(w.ada.next(w.person, "visit", id, map[string]any{"story": words}))
			is(t, "parked", reply.Parked, []wire.Parked(nil))
		}
	}
	copied := w.copied()
	var tiny []sent
	for _, id := range records {
		tiny = append(tiny, w.ada.next(w.person, "visit", id, map[string]any{"on": "2026-03-02"}))
	}
	w.ada.push(tiny...)
	cursor := uint64(1 + 6*12)
	shelf := w.ada.newShelf().fill(wholeLog)
	whole := shelf.piece(w.person, shelf.endBefore(w.person, cursor+1)+1, cursor+6)
	var commits atomic.Int32
	w.restored(copied, func(o *Options) { o.BeforeCommit = func() error { commits.Add(1); return nil } })
	before := commits.Load()
	w.ada.relay(whole)
	if parts := commits.Load() - before; parts < 2 {
		t.Errorf("one transaction held it: %d", parts)
	}
	is(t, "entries", len(w.logged(w.person)), int(cursor)+6)
	is(t, "have", w.ada.push().Have, w.ada.n)
	w.checkAll()
}

// wholeLog is more than any of these logs has.
const wholeLog = 1 << 20

// endBefore is the last sealed point below seq.
func (s *shelf) endBefore(scope string, seq uint64) uint64 {
	end := uint64(0)
	for at := range s.points[scope] {
		if at < seq {
			end = max(end, at)
		}
	}
	return end
}
