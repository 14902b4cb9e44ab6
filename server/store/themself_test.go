package store

import (
	"slices"
	"strings"
	"testing"

	"alongside/schema"
	"alongside/server/place"
)

// themself adds the person of the ward as a member with a phone of their own.
func (w *ward) themself() *phone {
	w.t.Helper()
	m := w.member("Jo", place.Person)
	m.Person = w.person[7:]
	must(w.t, m, w.change(func(t *tx) error { t.putMember(m); return nil }))
	return w.enrol(m)
}

func TestPeopleReadTheirOwnScopeAndNoOther(t *testing.T) {
	w := newWard(t)
	jo := w.themself()
	is(t, "before anything is written", jo.pull(nil, 0).Granted, []string{"self:" + jo.member.ID})
	w.begin()
	w.ada.push(w.ada.visit("between:"+w.newID(), "told Ada alone"))
	w.ada.push(w.ada.visit("person:"+w.newID(), "somebody else"))
	is(t, "own", jo.pull(nil, 0).Granted, []string{w.person, "self:" + jo.member.ID})
	heard, stop := w.Watch(jo.member.ID)
	defer stop()
	w.ada.push(w.ada.visit("person:"+w.newID(), "somebody else again")) // first, and not to be heard of
	w.ada.push(w.ada.visit(w.person, "tea"))
	is(t, "heard", (<-heard).Scope, w.person)
	// Being named in a circle gives a person nothing that their own id does not.
	other := w.newID()
	c := w.ada.next("person:"+other, "person", other, nil)
	c.Add = map[string][]string{"circle": {w.actor(jo)}}
	w.ada.push(c)
	is(t, "named in a circle", w.sees(jo, "person:"+other), false)
}

// whatIsTheirs has for each kind what a person writes with their own voice.
func whatIsTheirs(jo *phone) map[string]map[string]any {
	me := "person:" + jo.member.Person
	if jo.member.Person == "" {
		me = place.MemberActor(jo.member.ID)
	}
	return map[string]map[string]any{
		"person":      {"called": "Jo", "in_figures": false},
		"goal":        {"words": "walk to the shop", "whose": "mine", "set_aside_by": "self", "gone": true},
		"assessment":  {"goal": jo.member.ID, "how_far": 30, "by": "self", "how": "own_hand"},
		"life_check":  {"answer": "yes", "by": "self"},
		"consent":     {"to": "story", "given": true, "by": me, "how": "own_hand"},
		"known":       {"words": "nine years alone", "said_by": me},
		"change_seen": {"words": "I sleep", "noticed_by": "person"},
		"feedback":    {"words": "thank you", "from": me},
		"evidence":    {"caption": "the shelf", "gone": true},
		"story":       {"words": "how it was"},
		"beside":      {"words": "not how I remember it", "how": "own_hand"},
	}
}

func known(kind string) bool {
	return slices.ContainsFunc(schema.Kinds(), func(k schema.Kind) bool { return k.Name == kind })
}

func TestPeopleSayWhatIsTheirsToSay(t *testing.T) {
	w := newWard(t)
	w.begin()
	jo := w.themself()
	for kind, set := range whatIsTheirs(jo) {
		id := w.newID()
		if kind == "person" {
			id = w.person[7:]
		}
		if known(kind) {
			is(t, kind, codes(jo.push(jo.next(w.person, kind, id, set))), []string(nil))
		}
		if _, listed := place.Theirs[kind]; !listed {
			t.Errorf("%s is not listed", kind)
		}
	}
	clear := jo.next(w.person, "goal", w.newID(), map[string]any{"whose": nil, "set_aside_on": nil, "set_aside_by": nil})
	is(t, "taken up again", codes(jo.push(clear)), []string(nil))
	elsewhere := jo.push(jo.next("person:"+w.newID(), "goal", w.newID(), map[string]any{"words": "x"}))
	is(t, "elsewhere", elsewhere.Parked[0].Code, "scope_denied")
}

func TestPeopleDoNotSpeakForOthers(t *testing.T) {
	w := newWard(t)
	w.begin()
	jo := w.themself()
	theirs := w.ada.next(w.person, "assessment", w.newID(), map[string]any{"by": "worker", "how_far": 80})
	w.ada.push(theirs)
	goal := w.newID()
	for _, c := range []struct {
		kind, id, path string
		set            map[string]any
	}{
		{"visit", w.newID(), "kind", map[string]any{"story": "x"}},
		{"decision", w.newID(), "kind", map[string]any{"what": "x"}},
		{"thread", w.newID(), "kind", map[string]any{"words": "x"}},
		{"goal", goal, "set.whose", map[string]any{"words": "x", "whose": "worker"}},
		{"goal", goal, "set.source", map[string]any{"source": w.person + "/goal/" + goal}},
		{"assessment", w.newID(), "set.by", map[string]any{"by": "worker", "how_far": 10}},
		{"assessment", w.newID(), "set.by", map[string]any{"how_far": 10}},
		{"assessment", w.newID(), "set.how", map[string]any{"by": "self", "how": "told_us"}},
		{"assessment", theirs.ID, "set.by", map[string]any{"words": "mine now"}},
		{"life_check", w.newID(), "set.by", map[string]any{"by": "together", "answer": "yes"}},
		{"consent", w.newID(), "set.by", map[string]any{"given": true, "by": w.actor(w.ada)}},
		{"known", w.newID(), "set.said_by", map[string]any{"words": "x", "said_by": "the GP"}},
		{"change_seen", w.newID(), "set.noticed_by", map[string]any{"noticed_by": "neighbour"}},
		{"feedback", w.newID(), "set.from", map[string]any{"words": "x", "from": w.actor(w.ada)}},
		{"story", w.newID(), "set.what_it_teaches", map[string]any{"what_it_teaches": "x"}},
		{"person", w.person[7:], "set.home_team", map[string]any{"home_team": w.newID()}},
		{"person", w.person[7:], "set.good_to_know", map[string]any{"good_to_know": "x"}},
		{"opened", w.newID(), "kind", map[string]any{"why": "x"}},
	} {
		reply := jo.push(jo.next(w.person, c.kind, c.id, c.set))
		if len(reply.Parked) != 1 || reply.Parked[0].Code != "scope_denied" || reply.Parked[0].Errors[0].Path != c.path ||
			!strings.Contains(reply.Parked[0].Detail, " ") {
			t.Errorf("%s %v: %+v", c.kind, c.set, reply.Parked)
		}
	}
	circle := jo.next(w.person, "person", w.person[7:], nil)
	circle.Add = map[string][]string{"circle": {w.actor(w.ben)}}
	is(t, "the circle", codes(jo.push(circle))[0][3:], "scope_denied")
	circle = w.circleChange(jo, nil, []string{w.actor(w.ada)})
	is(t, "the circle", codes(jo.push(circle))[0][3:], "scope_denied")
	is(t, "nobody's but the server's", codes(w.ada.push(w.ada.next(w.person, "opened", w.newID(), map[string]any{"why": "x"})))[0][2:],
		"scope_denied")
}

// Theirs names fields that the schema has, and none that say who reads or counts.
func TestTheirsIsOfTheSchema(t *testing.T) {
	for name, said := range place.Theirs {
		if !known(name) {
			continue
		}
		at := slices.IndexFunc(schema.Kinds(), func(k schema.Kind) bool { return k.Name == name })
		kind := schema.Kinds()[at]
		if !slices.Contains(kind.Scopes, "person") {
			t.Errorf("%s is in no person's scope", name)
		}
		for _, field := range said.Fields {
			has := slices.ContainsFunc(kind.Fields, func(f schema.Field) bool { return f.Name == field })
			if !has || field == "circle" || field == "home_team" {
				t.Errorf("%s.%s", name, field)
			}
		}
	}
}

// A person's own phone gives nothing back to a server that was restored: what it
// would say cannot be told from what was written about them.
func TestAPersonsPhoneRelaysNothing(t *testing.T) {
	w := newWard(t)
	w.begin()
	jo := w.themself()
	copied := w.copied()
	w.ada.push(w.ada.visit(w.person, "not in the copy"))
	adas, jos := w.ada.newShelf().fill(0), jo.newShelf().fill(0)
	w.restored(copied)
	_, said := jo.tryRelay(jos.pieces(w.person))
	is(t, "refused", said, []string{"forbidden"})
	is(t, "of a coach it is taken", w.ada.relay(adas.pieces(w.person)...).Relayed[0].OK, true)
}
