package store

import (
	"slices"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/sync/hlc"
)

// circleChange adds and drops actors in the circle of the ward's person; drops
// name the adds that the server holds.
func (w *ward) circleChange(p *phone, add, drop []string) sent {
	w.t.Helper()
	c := p.next(w.person, "person", w.person[7:], nil)
	record, _, err := w.Record(w.person, "person", w.person[7:])
	must(w.t, record, err)
	if len(add) > 0 {
		c.Add = map[string][]string{"circle": add}
	}
	for _, actor := range drop {
		var ids []string
		for _, held := range record.Adds("circle", actor) {
			ids = append(ids, string(held.ID))
		}
		if c.Drop == nil {
			c.Drop = map[string]map[string][]string{"circle": {}}
		}
		c.Drop["circle"][actor] = ids
	}
	return c
}

func (w *ward) actor(p *phone) string { return place.MemberActor(p.member.ID) }

func (w *ward) sees(p *phone, scope string) bool {
	return slices.Contains(p.pull(nil, 0).Granted, scope)
}

func TestAnUnknownScopeIsStartedByItsFirstChange(t *testing.T) {
	w := newWard(t)
	between := "between:" + w.newID()
	is(t, "parked", codes(w.ada.push(w.ada.visit(between, "just us"))), []string(nil))
	part, _ := partOf(w.ada.pull(nil, 0), between)
	is(t, "entries", len(part.Changes), 2)
	is(t, "the first is the server's", part.Changes[0].Device, w.server)
	is(t, "numbered from 1", part.Changes[0].N, 1)
	is(t, "Ada reads it", w.sees(w.ada, between), true)
	is(t, "Ben does not", w.sees(w.ben, between), false)

	own := w.ada.next(w.person, "person", w.person[7:], map[string]any{"called": "Jo"})
	own.Drop = map[string]map[string][]string{"circle": {w.actor(w.ada): {own.At}}}
	w.ada.push(own)
	part, _ = partOf(w.ada.pull(nil, 0), w.person)
	is(t, "one entry", len(part.Changes), 1)
	is(t, "Ada reads it all the same", w.sees(w.ada, w.person), true)
	is(t, "the hash is of what was sent", w.ada.push(own).Have, 2)
}

func TestAParkedFirstChangeStartsNothing(t *testing.T) {
	w := newWard(t)
	bad := w.ada.next(w.person, "visit", w.newID(), map[string]any{"on": "x"})
	is(t, "parked", codes(w.ada.push(bad)), []string{"1:invalid"})
	is(t, "known", w.sees(w.ada, w.person), false)
	w.ben.push(w.ben.visit(w.person, "mine then"))
	is(t, "Ben started it", w.sees(w.ben, w.person), true)
}

func TestCirclesGiveAndEndAccess(t *testing.T) {
	w := newWard(t)
	w.begin()
	is(t, "before", codes(w.ben.push(w.ben.visit(w.person, "no"))), []string{"1:scope_denied"})
	w.ada.push(w.circleChange(w.ada, []string{w.actor(w.ben)}, nil))
	is(t, "a grant's start is not compared", codes(w.ben.push(sentAt(w.ben, -time.Hour, w.person))), []string(nil))
	cursors := map[string]uint64{w.person: 3, "person:" + w.newID(): 9}
	is(t, "nothing dropped", w.ben.pull(cursors, 0).Dropped, []string(nil))

	w.now = w.now.Add(time.Hour)
	before := w.ben.visit(w.person, "written while still allowed")
	w.now = w.now.Add(time.Minute)
	w.ada.push(w.circleChange(w.ada, nil, []string{w.actor(w.ben)}))
	w.now = w.now.Add(time.Minute)
	after := w.ben.visit(w.person, "too late")
	is(t, "by when it was written", codes(w.ben.push(before, after)), []string{"4:scope_denied"})
	reply := w.ben.pull(cursors, 0)
	is(t, "dropped", reply.Dropped, []string{w.person})
	// Since then Ben's phone was in touch: what it claims to be older is not believed.
	is(t, "after contact", codes(w.ben.push(sentAt(w.ben, -time.Hour, w.person))), []string{"5:scope_denied"})
}

// sentAt is a visit stamped some time before or after now.
func sentAt(p *phone, d time.Duration, scope string) sent {
	c := p.visit(scope, "then")
	c.At = string(hlc.Make(p.w.now.Add(d).UnixMilli(), 0, p.id))
	return c
}

func TestTheGraceEndsAfterThirtyDays(t *testing.T) {
	for _, days := range []int{29, 31} {
		w := newWard(t)
		w.begin(w.actor(w.ben))
		w.now = w.now.Add(time.Hour)
		c := w.ben.visit(w.person, "offline")
		w.now = w.now.Add(time.Hour)
		w.ada.push(w.circleChange(w.ada, nil, []string{w.actor(w.ben)}))
		w.now = w.now.AddDate(0, 0, days)
		is(t, "parked", len(w.ben.push(c).Parked), map[int]int{29: 0, 31: 1}[days])
	}
}

func TestTeamsInCircles(t *testing.T) {
	w := newWard(t)
	w.begin(place.TeamActor(w.team.ID))
	is(t, "Ben by his team", codes(w.ben.push(w.ben.visit(w.person, "hello"))), []string(nil))
	is(t, "Cleo is of another", w.sees(w.cleo, w.person), false)
	w.now = w.now.Add(time.Hour)
	before := w.ben.visit(w.person, "before he left")
	w.now = w.now.Add(time.Minute)
	_, err := w.PatchMember(place.Host, w.ben.member.ID, place.MemberPatch{Teams: &[]string{}})
	must(t, 0, err)
	after := w.ben.next("team:"+w.team.ID, "pot", w.newID(), map[string]any{"name": "x"})
	after.At = string(hlc.Make(w.now.Add(time.Second).UnixMilli(), 0, w.ben.id))
	is(t, "left the team", codes(w.ben.push(before, after)), []string{"3:scope_denied"})
	is(t, "reads no more", w.sees(w.ben, w.person), false)
}

func TestSomebodyStays(t *testing.T) {
	w := newWard(t)
	w.begin(w.actor(w.ben))
	byAda := w.circleChange(w.ada, nil, []string{w.actor(w.ben)})
	byBen := w.circleChange(w.ben, nil, []string{w.actor(w.ada)})
	byAda.At = string(hlc.Make(w.now.UnixMilli()+5, 0, w.ada.id))
	w.ada.push(byAda)
	is(t, "the second who drops the other", codes(w.ben.push(byBen)), []string{"1:last_in_circle"})
	is(t, "the last", codes(w.ada.push(w.circleChange(w.ada, nil, []string{w.actor(w.ada)}))), []string{"3:last_in_circle"})
	swap := w.circleChange(w.ada, []string{w.actor(w.cleo)}, []string{w.actor(w.ada)})
	is(t, "handing over", codes(w.ada.push(swap)), []string(nil))
	is(t, "Cleo sees it", w.sees(w.cleo, w.person), true)
	is(t, "Ada does not", w.sees(w.ada, w.person), false)
}

func TestEndedMembers(t *testing.T) {
	w := newWard(t)
	w.begin(w.actor(w.ben))
	w.now = w.now.Add(time.Hour)
	before := w.ben.visit(w.person, "before the end")
	w.now = w.now.Add(time.Hour)
	today := w.now.Format(time.DateOnly)
	_, err := w.PatchMember(place.Host, w.ben.member.ID, place.MemberPatch{EndedOn: &today})
	must(t, 0, err)
	w.now = w.now.Add(time.Hour)
	who, err := w.Who(w.ben.id)
	is(t, "ended", must(t, who, err).Ended, true)
	after := w.ben.visit(w.person, "after it")
	req := w.ben.request(map[string]any{"cursors": map[string]uint64{w.person: 1, "place": 0}}, before, after)
	reply, err := w.Sync(t.Context(), w.ben.id, req)
	is(t, "what was written until then", codes(must(t, reply, err)), []string{"2:scope_denied"})
	is(t, "nothing pulled", len(reply.Scopes)+len(reply.Granted), 0)
	is(t, "all dropped", reply.Dropped, []string{w.person, "place"})
	_, err = w.ben.try()
	is(t, "nothing left to send", codeOf(err), place.DeviceRevoked)
	back := ""
	_, err = w.PatchMember(place.Host, w.ben.member.ID, place.MemberPatch{EndedOn: &back})
	must(t, 0, err)
	is(t, "taken back", w.sees(w.ben, w.person), true)
}

func TestAnEndInTheFutureComesAtTheEndOfThatDay(t *testing.T) {
	w := newWard(t)
	w.now = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	day := "2026-07-03"
	_, err := w.PatchMember(place.Host, w.ben.member.ID, place.MemberPatch{EndedOn: &day})
	must(t, 0, err)
	for at, want := range map[string]bool{"2026-07-03T22:59:59Z": false, "2026-07-03T23:00:00Z": true} {
		w.now, _ = time.Parse(time.RFC3339, at)
		who, err := w.Who(w.ben.id)
		is(t, at, must(t, who, err).Ended, want)
	}
}

func TestUnattendedCircles(t *testing.T) {
	w := newWard(t)
	w.begin()
	stewardAdds := func() sent { return w.circleChange(w.sam, []string{w.actor(w.ben)}, nil) }
	is(t, "attended", codes(w.sam.push(stewardAdds())), []string{"1:scope_denied"})
	is(t, "attended, by hand", codeOf(w.AddToCircle(w.as(w.sam.member), w.person, w.ben.member.ID)), place.Forbidden)
	today := w.now.Format(time.DateOnly)
	_, err := w.PatchMember(place.Host, w.ada.member.ID, place.MemberPatch{EndedOn: &today})
	must(t, 0, err)
	list, err := w.Unattended(w.as(w.sam.member))
	is(t, "unattended", len(must(t, list, err)), 1)
	is(t, "a coach may not mend it", codeOf(w.AddToCircle(w.as(w.cleo.member), w.person, w.cleo.member.ID)), place.Forbidden)
	must(t, 0, w.AddToCircle(w.as(w.sam.member), w.person, w.ben.member.ID))
	is(t, "Ben sees it", w.sees(w.ben, w.person), true)
	part, _ := partOf(w.ben.pull(nil, 0), w.person)
	is(t, "by an entry of the server's", part.Changes[1].Device, w.server)
	list, err = w.Unattended(w.as(w.sam.member))
	is(t, "mended", len(must(t, list, err)), 0)
	w.checkAll()

	_, err = w.PatchMember(place.Host, w.ben.member.ID, place.MemberPatch{EndedOn: &today})
	must(t, 0, err)
	is(t, "a steward may push it too", codes(w.sam.push(w.circleChange(w.sam, []string{w.actor(w.cleo)}, nil))), []string(nil))
	more := w.circleChange(w.sam, []string{w.actor(w.sam)}, nil)
	is(t, "once", codes(w.sam.push(more)), []string{"3:scope_denied"})
}
