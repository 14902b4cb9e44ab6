package store

import (
	"bytes"
	"testing"
	"time"

	"alongside/server/figures"
	"alongside/server/place"
	"alongside/server/vault"
)

// TestStandingsSurviveARestore: a restore gives every key another slot. What a
// release is compared with still opens, and the next release destroys its key and
// no other.
func TestStandingsSurviveARestore(t *testing.T) {
	w := newWorld(t, true)
	team := w.team(w.org("Harbour"), "North")
	ada := w.enrol(w.member("Ada", place.Coach, team.ID))
	w.crowd(ada, team, 12, true)
	w.now = time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)
	w.released("2026-Q1.1")
	was := w.Snapshot()
	var full, part bytes.Buffer
	must(t, 0, second(was.Write(t.Context(), &full)))
	defer was.Release()
	w.crowd(ada, team, 12, true)
	w.released("2026-Q1.2")
	next := w.Snapshot()
	must(t, 0, second(next.WriteSince(&part, was)))
	next.Release()

	restored := w.loaded(t.TempDir(), full.Bytes(), part.Bytes())
	before, after := w.standingOf("2026-Q1.2"), restored.standingOf("2026-Q1.2")
	if before.Now.Slot == after.Now.Slot {
		t.Fatal("the slots did not change, so this shows nothing")
	}
	must(t, 0, restored.Diverge())
	restored.reopen()
	restored.verified()
	bea := restored.enrol(restored.member("Bea", place.Coach, team.ID))
	restored.crowd(bea, team, 12, true)
	restored.released("2026-Q1.3")
	if !restored.opts.keys.Destroyed(after.Now.Slot) {
		t.Error("the key of what stood before is still there")
	}
	restored.reopen()
	restored.checkAll()
}

// TestAStandingCutShortLeavesNoKey: one that was never used is destroyed by the
// next try.
func TestAStandingCutShortLeavesNoKey(t *testing.T) {
	w := newWorld(t, true)
	team := w.team(w.org("Harbour"), "North")
	w.crowd(w.enrol(w.member("Ada", place.Coach, team.ID)), team, 12, true)
	w.now = time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)
	w.released("2026-Q1.1")
	var standing figures.Standing
	must(t, 0, w.view(func(v view) (err error) { standing, err = v.standing("2026-Q1.1"); return err }))
	unused := must2(w.keepStanding("2026-Q1.1", standing))
	w.reopen()
	w.verified()
	must(t, 0, w.forgetStanding("2026-Q1.1", true))
	if !w.opts.keys.Destroyed(unused.Slot) {
		t.Error("its key is still there")
	}
	w.checkAll()
	var left []vault.Slot
	held := w.standingOf("2026-Q1.1")
	for _, one := range held.all() {
		left = append(left, one.Slot)
	}
	if len(left) != 1 || w.opts.keys.Destroyed(left[0]) {
		t.Errorf("the one in use: %v", left)
	}
}

func (w *world) released(release string) {
	w.t.Helper()
	info, moved, err := w.Release(place.Host, release[:7])
	if must(w.t, info, err); !moved || info.Release != release {
		w.t.Fatalf("%s was not made: %+v, moved %v", release, info, moved)
	}
}

func (w *world) standingOf(release string) (held heldStandings) {
	w.t.Helper()
	must(w.t, 0, w.view(func(v view) (err error) { held, err = v.heldStandings(release); return err }))
	return held
}
