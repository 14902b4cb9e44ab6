package store

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"alongside/server/place"
)

// hand is a pipeline that a test turns; its commits wait to be let through.
type hand struct {
	*world
	*pipeline
	let  chan error // what comes of the next commit
	ada  *phone
	org  place.Org
	died error
}

func newHand(t *testing.T) *hand {
	h := &hand{world: newWorld(t, false)}
	if err := h.world.Close(); err != nil {
		t.Fatal(err)
	}
	opts := h.world.opts
	opts.Stepped, opts.BeforeCommit = true, func() error {
		if h.let == nil {
			return nil
		}
		return <-h.let
	}
	s, err := Open("", opts)
	h.world.Store = must(t, s, err)
	must(t, 0, s.Stepped(func() error {
		h.org = h.world.org("Harbour")
		h.ada = h.enrol(h.member("Ada", place.Coach, h.team(h.org, "North").ID))
		return nil
	}))
	s.fatal = func(err error) { h.died = err }
	h.pipeline = &pipeline{Store: s}
	h.let = make(chan error, 1)
	return h
}

func (h *hand) pushed(changes ...sent) *job {
	j := h.world.newPush(h.world.nowMS(), h.ada.id, h.ada.request(nil, changes...)).job()
	j.done = make(chan struct{})
	return j
}

// lands lets the commit under way through, or has it fail.
func (h *hand) lands(err error) bool {
	h.let <- err
	return h.land(h.flying.wait())
}

func (j *job) answered() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

// TestJobsBuildUponACommitUnderWay has the second push need everything that the
// first one wrote: its record, head, skips, watermark, facts and team.
func TestJobsBuildUponACommitUnderWay(t *testing.T) {
	h := newHand(t)
	person, goal := h.world.newID(), h.world.newID()
	scope := "person:" + person
	first := h.pushed(
		h.ada.next(scope, "person", person, map[string]any{"joined_on": "2026-01-05"}),
		h.ada.next(scope, "goal", goal, map[string]any{"words": "See the sea", "whose": "mine", "made_on": "2026-01-06"}),
		h.ada.skip("undone", 6))
	rename := &job{done: make(chan struct{}), run: func(tx *tx) error {
		org := tx.directory().orgs[h.org.ID]
		org.Name += " and shore"
		tx.putOrg(org)
		return nil
	}}
	h.take(first)
	h.take(rename)
	h.launch()
	skip := sent{N: 4, Skip: "undone", Through: 5}
	second := h.pushed(skip, h.ada.next(scope, "goal", goal, map[string]any{"set_aside_on": "2026-02-01"}))
	again := &job{done: make(chan struct{}), run: rename.run}
	h.take(second)
	h.take(again)
	is(t, "answered before it is on disk", first.answered(), false)
	h.lands(nil)
	is(t, "answered", fmt.Sprint(first.answered(), first.err, second.answered()), "true <nil> false")
	h.launch()
	h.lands(nil)
	is(t, "the second", fmt.Sprint(second.answered(), second.err), "true <nil>")
	h.let = nil
	is(t, "renamed twice", h.world.Store.directory.Load().orgs[h.org.ID].Name, "Harbour and shore and shore")
	record, _, err := h.world.Record(scope, "goal", goal)
	made, _ := must(t, record, err).Value("made_on")
	aside, _ := record.Value("set_aside_on")
	is(t, "folded upon each other", fmt.Sprint(made, " ", aside), "2026-01-06 2026-02-01")
	h.checkAll()
	h.recounts("after two commits")
}

// TestNothingIsAnsweredThatBuildsUponAFailedCommit fails the first of two.
func TestNothingIsAnsweredThatBuildsUponAFailedCommit(t *testing.T) {
	h := newHand(t)
	scope := "person:" + h.world.newID()
	first, second := h.pushed(h.ada.visit(scope, "Tea")), h.pushed(h.ada.visit(scope, "Cake"))
	h.take(first)
	h.launch()
	h.take(second)
	is(t, "goes on", h.lands(errors.New("the disk is gone")), false)
	is(t, "told", fmt.Sprint(h.died, first.answered(), second.answered()), "the disk is gone false false")
	is(t, "waits for the next", len(h.jobs), 0)
	h.let = nil
}

// TestAWalkWaitsForTheCommitUnderWay walks over keys that are not on disk yet,
// among jobs of which one is refused and one fails.
func TestAWalkWaitsForTheCommitUnderWay(t *testing.T) {
	h := newHand(t)
	scope := "person:" + h.world.newID()
	h.take(h.pushed(h.ada.visit(scope, "Tea")))
	h.launch()
	entries := 0
	walk := &job{done: make(chan struct{}), run: func(t *tx) error {
		entries = 0
		return t.each(pairKey(logTable, scope, ""), false, func(_, _ []byte) error { entries++; return nil })
	}}
	broken := &job{done: make(chan struct{}), run: func(t *tx) error { return context.Canceled }}
	third := h.pushed(h.ada.visit(scope, "Cake"))
	h.take(third)
	close(h.let) // all commits go through from now on
	h.take(walk)
	is(t, "entries, after its neighbour's", entries, 3)
	is(t, "all answered", fmt.Sprint(third.answered(), third.err, walk.answered(), walk.err), "true <nil> true <nil>")
	h.take(broken)
	is(t, "a failure is its own", fmt.Sprint(broken.answered(), broken.err), "true context canceled")
	h.checkAll()
}
