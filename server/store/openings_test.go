package store

import (
	"fmt"
	"testing"
	"time"

	"alongside/server/place"
)

const why = "Somebody rang and fears for Jo tonight"

func TestAnOpeningIsToldToEverybodyConcerned(t *testing.T) {
	w := newWard(t)
	w.begin(w.actor(w.ben))
	jo := w.themself()
	stew := w.as(w.member("Stew", place.Steward))
	before, _ := partOf(w.ada.pull(nil, 0), w.person)
	opening, err := w.OpenRecord(stew, w.person[7:], "  "+why+" ", 30)
	must(t, opening, err)
	for name, phone := range map[string]*phone{"Ada": w.ada, "Ben": w.ben, "Jo": jo} {
		part, _ := partOf(phone.pull(map[string]uint64{w.person: before.To}, 0), w.person)
		if len(part.Changes) != 1 {
			t.Fatalf("%s is told %d things", name, len(part.Changes))
		}
		told := string(part.Changes[0].Content)
		is(t, "the server says it", part.Changes[0].Device, w.server)
		is(t, name, told, fmt.Sprintf(`"kind":"opened","id":%q,"set":{"by":"member:%s","from":%d,"on":"%s","until":%d,"why":%q}`,
			opening.ID, stew.Member, opening.From, w.now.Format(time.DateOnly), opening.From+30*60_000, why))
	}
	is(t, "the circle is as it was", w.sees(w.ada, w.person) && w.sees(w.ben, w.person), true)
	w.checkAll()

	again, err := w.OpenRecord(stew, w.person[7:], "another reason altogether", 240)
	is(t, "the same", must(t, again, err), opening)
	list, err := w.Openings(stew)
	is(t, "listed once", fmt.Sprint(must(t, list, err)), fmt.Sprint([]place.Opening{opening}))
}

func TestAnOpeningIsOnesOwnAndEnds(t *testing.T) {
	w := newWard(t)
	w.begin()
	m, n := w.member("Stew", place.Steward), w.member("Ward", place.Steward)
	stew, other := w.as(m), w.as(n)
	opens := func(by place.Actor) bool {
		_, ok, err := w.OpeningOf(by, w.person[7:])
		return must(t, ok, err)
	}
	is(t, "before", opens(stew), false)
	opening, err := w.OpenRecord(stew, w.person[7:], why, place.OpeningMinutes)
	must(t, opening, err)
	is(t, "his own", opens(stew), true)
	is(t, "nobody else's", opens(other), false)
	is(t, "not of somebody else", func() bool { _, ok, _ := w.OpeningOf(stew, w.newID()); return ok }(), false)
	is(t, "gives no scope by sync", w.sees(w.enrol(m), w.person), false)
	coach := stew
	coach.Role = place.Coach
	is(t, "not in another role", opens(coach), false)
	w.now = w.now.Add(59 * time.Minute)
	is(t, "to the end", opens(stew), true)
	w.now = w.now.Add(time.Minute)
	is(t, "after it", opens(stew), false)
	next, err := w.OpenRecord(stew, w.person[7:], why, 1)
	is(t, "a new one", must(t, next, err).ID != opening.ID, true)
}

func TestAnOpeningNeedsAReasonAndATime(t *testing.T) {
	w := newWard(t)
	w.begin()
	stew := w.as(w.member("Stew", place.Steward))
	for _, c := range []struct {
		by             place.Actor
		person, reason string
		minutes        int64
		code           place.Code
	}{
		{stew, w.person[7:], "", 60, place.Invalid},
		{stew, w.person[7:], "ref 12", 60, place.Invalid},
		{stew, w.person[7:], "aaaaaaaaaaaaaaaaaaaaaaaaaa", 60, place.Invalid},
		{stew, w.person[7:], why, 0, place.Invalid},
		{stew, w.person[7:], why, 241, place.Invalid},
		{stew, w.newID(), why, 60, place.NotFound},
		{stew, "", why, 60, place.NotFound},
		{w.as(w.ada.member), w.person[7:], why, 60, place.Forbidden},
		{w.as(w.member("C", place.Commissioner)), w.person[7:], why, 60, place.Forbidden},
		{w.as(w.member("A", place.Auditor)), w.person[7:], why, 60, place.Forbidden},
		{w.as(w.member("P", place.Person)), w.person[7:], why, 60, place.Forbidden},
	} {
		_, err := w.OpenRecord(c.by, c.person, c.reason, c.minutes)
		is(t, fmt.Sprint(c.by.Role, c.reason, c.minutes), codeOf(err), c.code)
	}
	list, err := w.Openings(stew)
	is(t, "none was made", len(must(t, list, err)), 0)
	_, err = w.Openings(w.as(w.ada.member))
	is(t, "listed for stewards", codeOf(err), place.Forbidden)
}
