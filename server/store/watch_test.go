package store

import (
	"testing"
	"time"

	"alongside/server/place"
)

// heard collects what a listener is told until it is quiet.
func heard(moved <-chan Moved) map[string]uint64 {
	out := map[string]uint64{}
	for {
		select {
		case m, open := <-moved:
			if !open {
				return out
			}
			out[m.Scope] = m.Head
		case <-time.After(50 * time.Millisecond):
			return out
		}
	}
}

func TestListenersHearOfReadableScopesOnly(t *testing.T) {
	w := newWard(t)
	w.begin(place.TeamActor(w.team.ID))
	ben, cancelBen := w.Watch(w.ben.member.ID)
	cleo, cancelCleo := w.Watch(w.cleo.member.ID)
	defer cancelCleo()
	for range 20 { // nobody listens meanwhile
		w.ada.push(w.ada.visit(w.person, "x"), w.ada.next("self:"+w.ada.member.ID, "reflection", w.newID(), map[string]any{"worked": "x"}))
	}
	w.ada.push(w.ada.next("place", "barrier", w.newID(), map[string]any{"what": "x"}))
	is(t, "Ben", heard(ben), map[string]uint64{w.person: 21, "place": 1})
	is(t, "Cleo", heard(cleo), map[string]uint64{"place": 1})
	cancelBen()
	cancelBen()
	if _, open := <-ben; open {
		t.Error("open after cancel")
	}
	w.Close()
	if _, open := <-cleo; open {
		t.Error("open after Close")
	}
	late, _ := w.Watch(w.ben.member.ID)
	if _, open := <-late; open {
		t.Error("a watch on a closed store")
	}
}

func TestAListenerIsBounded(t *testing.T) {
	l := &watch{pending: map[string]uint64{}, wake: make(chan struct{}, 1)}
	for i := range 3 * maxPending {
		l.add(string(rune(i+0x4e00)), 1)
	}
	if len(l.order) != maxPending || len(l.pending) != maxPending {
		t.Errorf("%d wait", len(l.order))
	}
}
