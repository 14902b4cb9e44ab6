package store

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"alongside/server/place"
)

func hashOf(parts ...any) [32]byte { return sha256.Sum256([]byte(fmt.Sprint(parts...))) }

func TestPushThenPull(t *testing.T) {
	w := newWorld(t, true)
	team := w.team(w.org("Harbour"), "North")
	ada := w.enrol(w.member("Ada", place.Coach, team.ID))
	person := "person:" + w.newID()
	reply := ada.push(
		ada.next(person, "visit", w.newID(), map[string]any{"story": "We walked"}),
		ada.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}),
	)
	if reply.Have != 2 || reply.Stable != 2 || len(reply.Parked) != 0 {
		t.Fatalf("%+v", reply)
	}
	w.reopen()
	pulled := ada.pull(nil)
	text, _ := pulled.MarshalJSON()
	t.Logf("%s", text)
	if len(pulled.Scopes) != 4 || len(pulled.Granted) != 4 || pulled.More {
		t.Fatalf("%+v", pulled)
	}
}
