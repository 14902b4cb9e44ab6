package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/sync/hlc"
)

// ward is a world with two coaches of one team and one of another.
type ward struct {
	*world
	team                place.Team
	ada, ben, cleo, sam *phone // cleo is of another team, sam a steward
	person              string
}

func newWard(t *testing.T) *ward { return newWardIn(newWorld(t, false)) }

func newWardIn(in *world) *ward {
	w := &ward{world: in}
	org := w.org("Harbour")
	w.team = w.world.team(org, "North")
	other := w.world.team(org, "South")
	w.ada = w.enrol(w.member("Ada", place.Coach, w.team.ID))
	w.ben = w.enrol(w.member("Ben", place.Coach, w.team.ID))
	w.cleo = w.enrol(w.member("Cleo", place.Coach, other.ID))
	w.sam = w.enrol(w.member("Sam", place.Steward))
	w.person = "person:" + w.newID()
	return w
}

// begin makes the person, seen by Ada and by whoever else is named.
func (w *ward) begin(others ...string) {
	w.t.Helper()
	c := w.ada.next(w.person, "person", w.person[7:], map[string]any{"called": "Jo"})
	if len(others) > 0 {
		c.Add = map[string][]string{"circle": others}
	}
	if reply := w.ada.push(c); len(reply.Parked) > 0 {
		w.t.Fatalf("%+v", reply.Parked)
	}
}

func is(t *testing.T, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestGapsWait(t *testing.T) {
	w := newWard(t)
	a, b, c := w.ada.visit(w.person, "one"), w.ada.visit(w.person, "two"), w.ada.visit(w.person, "three")
	is(t, "have with 2 missing", w.ada.push(c, a).Have, 1)
	is(t, "have beyond a gap", w.ada.push(c).Have, 1)
	is(t, "have with the gap filled", w.ada.push(c, b).Have, 3)
	part, _ := partOf(w.ada.pull(nil, 0), w.person)
	var ns []uint64
	for _, entry := range part.Changes[1:] {
		ns = append(ns, entry.N)
	}
	is(t, "order in the log", ns, []uint64{1, 2, 3})
}

func TestSkipsFillNumbers(t *testing.T) {
	w := newWard(t)
	first := w.ada.skip("undone", 4)
	last := w.ada.visit(w.person, "five")
	is(t, "have", w.ada.push(first, last).Have, 5)
	is(t, "have again", w.ada.push(first, last).Have, 5)
	is(t, "within what was skipped", w.ada.push(sent{N: 2, Skip: "undone", Through: 3}).Have, 5)
	_, err := w.ada.try(sent{N: 2, Skip: "undone", Through: 9})
	is(t, "a skip beyond what was skipped", codeOf(err), place.DeviceForked)
	_, err = w.ada.try(sent{N: 1, Skip: "not_kept", Through: 4})
	is(t, "another reason", codeOf(err), place.DeviceForked)
	reply := w.ada.push(sent{N: 6, Skip: "because"})
	is(t, "an unknown reason", codes(reply), []string{"6:invalid"})
	is(t, "goes on behind it", reply.Have, 6)
}

func TestReplaysSayTheSame(t *testing.T) {
	w := newWard(t)
	w.begin()
	early := w.ada.visit(w.person, "early")
	ahead := w.ada.visit(w.person, "ahead")
	ahead.At = string(hlc.Make(w.now.Add(24*time.Hour).UnixMilli(), 0, w.ada.id))
	bad := w.ada.next(w.person, "visit", w.newID(), map[string]any{"on": "yesterday"})
	other := w.ada.visit("person:"+w.newID(), "after")
	first := w.ada.push(early, ahead, bad, other)
	is(t, "have", first.Have, 5)
	is(t, "parked", codes(first), []string{"4:invalid"})
	if len(first.Restamped) != 1 || first.Restamped[0].N != 3 {
		t.Fatalf("restamped %+v", first.Restamped)
	}
	w.now = w.now.Add(time.Hour)
	again := w.ada.push(other, bad, ahead, early, ahead)
	is(t, "restamped again", again.Restamped, first.Restamped)
	is(t, "parked again", fmt.Sprintf("%+v", again.Parked), fmt.Sprintf("%+v", first.Parked))
	part, _ := partOf(w.ada.pull(nil, 0), w.person)
	is(t, "entries", len(part.Changes), 3)
}

func TestRestamping(t *testing.T) {
	w := newWard(t)
	w.begin()
	stamp := func(d time.Duration, counter uint16) string {
		return string(hlc.Make(w.now.Add(d).UnixMilli(), counter, w.ada.id))
	}
	near, far := w.ada.visit(w.person, "near"), w.ada.visit(w.person, "far")
	behind, past := w.ada.visit(w.person, "behind"), w.ada.visit(w.person, "past")
	near.At, far.At = stamp(4*time.Minute, 0), stamp(10000*time.Hour, 0)
	behind.At, past.At = stamp(time.Minute, 0), stamp(-20*365*24*time.Hour, 0)
	reply := w.ada.push(near, far, behind, past)
	var got []string
	for _, r := range reply.Restamped {
		got = append(got, fmt.Sprintf("%d %s", r.N, r.At))
	}
	above := func(n int) string { return stamp(4*time.Minute, uint16(n)) }
	is(t, "effective stamps", got, []string{"3 " + above(1), "4 " + above(2), "5 " + above(3)})
	part, _ := partOf(w.ada.pull(nil, 0), w.person)
	is(t, "identity kept", part.Changes[2].Was, far.At)
	is(t, "no was for its own", part.Changes[1].Was, "")
	pot := w.ben.next("team:"+w.team.ID, "pot", w.newID(), map[string]any{"name": "Tin"})
	is(t, "nobody else's clock moved", len(w.ben.push(pot).Restamped), 0)
}

func TestForks(t *testing.T) {
	w := newWard(t)
	a, b := w.ada.visit(w.person, "one"), w.ada.visit(w.person, "two")
	w.ada.push(a)
	other := a
	other.Set = map[string]any{"story": "something else"}
	_, err := w.ada.try(b, other)
	is(t, "other content", codeOf(err), place.DeviceForked)
	is(t, "first such n", err.(*place.Error).Extra["n"], 1)
	is(t, "nothing was taken", w.ada.push().Have, 1)
	twice := b
	twice.Set = map[string]any{"story": "twice"}
	_, err = w.ada.try(b, twice)
	is(t, "one number twice in a push", codeOf(err), place.DeviceForked)
	is(t, "of the same content", w.ada.push(b, b).Have, 2)
	moved := a
	moved.At, moved.Over = string(w.ada.clock.Tick(w.now.UnixMilli())), nil
	is(t, "another stamp is no fork", w.ada.push(moved).Have, 2)
}

func TestParkedForWhatTheyAre(t *testing.T) {
	w := newWard(t)
	w.begin()
	known := w.newID()
	foreign := func(c sent) sent { c.At = string(hlc.Make(w.now.UnixMilli(), 0, w.ben.id)); return c }
	big := strings.Repeat("long ", 14000)
	cases := []struct {
		name, code string
		change     sent
	}{
		{"another device's stamp", "invalid", foreign(w.ada.visit(w.person, "x"))},
		{"an unknown kind", "invalid", w.ada.next(w.person, "opinion", w.newID(), map[string]any{"words": "x"})},
		{"an unknown field", "invalid", w.ada.next(w.person, "visit", w.newID(), map[string]any{"rating": "5"})},
		{"another id than the scope's", "invalid", w.ada.next(w.person, "person", w.newID(), map[string]any{"called": "x"})},
		{"no such scope", "invalid", w.ada.visit("club:"+w.newID(), "x")},
		{"65 KiB", "too_large", w.ada.visit(w.person, big)},
		{"a fact", "", w.ada.next(w.person, "known", known, map[string]any{"words": "Owes 100"})},
		{"the same fact", "", w.ada.next(w.person, "known", known, map[string]any{"words": "Owes 100"})},
		{"the fact rewritten", "immutable", w.ada.next(w.person, "known", known, map[string]any{"words": "Owes 50"})},
		{"somebody's self", "scope_denied", w.ada.next("self:"+w.ben.member.ID, "reflection", w.newID(), map[string]any{"worked": "x"})},
		{"an unknown team", "scope_denied", w.ada.next("team:"+w.newID(), "pot", w.newID(), map[string]any{"name": "x"})},
		{"their own self", "", w.ada.next("self:"+w.ada.member.ID, "reflection", w.newID(), map[string]any{"worked": "x"})},
		{"their team", "", w.ada.next("team:"+w.team.ID, "pot", w.newID(), map[string]any{"name": "x"})},
		{"the place", "", w.ada.next("place", "barrier", w.newID(), map[string]any{"what": "x"})},
	}
	var changes []sent
	var want []string
	for _, c := range cases {
		changes = append(changes, c.change)
		if c.code != "" {
			want = append(want, fmt.Sprintf("%d:%s", c.change.N, c.code))
		}
	}
	reply := w.ada.push(changes...)
	is(t, "have", reply.Have, w.ada.n)
	is(t, "parked", codes(reply), want)
	is(t, "parked again", codes(w.ada.push(changes...)), want)
}

func TestNewerSchemasAreKept(t *testing.T) {
	w := newWard(t)
	w.begin()
	c := w.ada.next(w.person, "opinion", w.newID(), map[string]any{"rating": 5})
	req := w.ada.request(nil, c)
	req.Schema = 99
	reply, err := w.Sync(t.Context(), w.ada.id, req)
	is(t, "parked", codes(must(t, reply, err)), []string(nil))
	part, _ := partOf(w.ada.pull(nil, 0), w.person)
	is(t, "passed on", strings.Contains(string(part.Changes[1].Content), `"rating":5`), true)
}

func TestRoles(t *testing.T) {
	w := newWard(t)
	w.begin()
	phones := map[place.Role]*phone{place.Coach: w.cleo, place.Steward: w.sam}
	for _, role := range []place.Role{place.Commissioner, place.Auditor, place.Person} {
		phones[role] = w.enrol(w.member(string(role), role))
	}
	for role, p := range phones {
		reply := p.push(
			p.visit(w.person, "not theirs"),
			p.visit("person:"+w.newID(), "new"),
			p.next("place", "barrier", w.newID(), map[string]any{"what": "x"}),
			p.next("self:"+p.member.ID, "reflection", w.newID(), map[string]any{"worked": "x"}),
		)
		want := map[place.Role][]string{
			place.Coach:        {"1:scope_denied"},
			place.Steward:      {"1:scope_denied", "2:scope_denied"},
			place.Commissioner: {"1:scope_denied", "2:scope_denied", "3:scope_denied"},
			place.Auditor:      {"1:scope_denied", "2:scope_denied", "3:scope_denied"},
			place.Person:       {"1:scope_denied", "2:scope_denied", "3:scope_denied"},
		}
		is(t, string(role)+" may not write", codes(reply), want[role])
		var reads []string
		for _, scope := range p.pull(nil, 0).Granted {
			kind, _, _ := place.SplitScope(scope)
			reads = append(reads, string(kind))
		}
		slices.Sort(reads)
		wantReads := map[place.Role][]string{place.Coach: {"person", "place", "self", "team"}, place.Person: {"self"}}[role]
		if wantReads == nil {
			wantReads = []string{"place", "self"}
		}
		is(t, string(role)+" reads", reads, wantReads)
	}
}
