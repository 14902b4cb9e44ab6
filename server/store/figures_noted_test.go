package store

import (
	"slices"
)

// note is a record of one of the other kinds that the figures read: new, written
// again, corrected or removed.
func (l *teller) note(p *phone) sent {
	if l.noted == nil {
		l.noted = map[string][][2]string{}
	}
	kind := pick(l, "life_check", "visit", "contact", "gain", "decision", "week_note", "barrier", "met")
	scope := l.people[l.r.IntN(len(l.people))][0]
	switch kind {
	case "week_note":
		scope = "self:" + p.member.ID
	case "barrier", "met":
		scope = "place"
	}
	known := l.noted[kind]
	set := l.fieldsOf(kind)
	if len(known) > 0 && l.r.IntN(3) == 0 {
		old := known[l.r.IntN(len(known))]
		switch {
		case slices.Contains([]string{"visit", "barrier"}, kind):
			set["gone"] = l.r.IntN(2) == 0
			return p.next(old[0], kind, old[1], set)
		case kind != "week_note":
			scope, set["corrects"] = old[0], old[1]
			return p.next(scope, kind, l.newID(), set)
		}
	}
	c := p.next(scope, kind, l.newID(), set)
	if kind == "barrier" {
		c.Add = map[string][]string{"who_could_help": {pick(l, "DWP", "the surgery", "housing")}}
	}
	l.noted[kind] = append(known, [2]string{c.Scope, c.ID})
	return c
}

func pick(l *teller, from ...string) string { return from[l.r.IntN(len(from))] }

// fieldsOf makes up what such a record says; now and then without a day.
func (l *teller) fieldsOf(kind string) map[string]any {
	voice := pick(l, "self", "together", "worker")
	set := map[string]map[string]any{
		"life_check": {"answer": pick(l, "yes", "a_bit", "not_really", "not_today"), "by": voice},
		"visit":      {"right_first_time": l.r.IntN(2) == 0},
		"contact":    {"asked": "Would you?", "asked_on": l.day(), "assessed": l.r.IntN(2) == 0},
		"gain":       {"minor_units": l.r.IntN(9000), "currency": pick(l, "GBP", "EUR"), "per": pick(l, "once", "week", "month")},
		"decision": {"what": "A lamp", "minor_units": l.r.IntN(9000), "currency": "GBP", "in_kind": l.r.IntN(4) == 0,
			"chosen_by": pick(l, "person", "together", "worker")},
		"week_note": {"week_of": l.day(), "ease": 1 + l.r.IntN(5), "morale": 1 + l.r.IntN(5)},
		"barrier":   {"what": "The form"},
		"met":       {"minor_units": l.r.IntN(9000), "currency": "GBP"},
	}[kind]
	if l.r.IntN(3) > 0 && kind != "week_note" && kind != "contact" && kind != "barrier" {
		set["on"] = l.day()
	}
	if kind == "contact" && l.r.IntN(2) == 0 {
		set["answered_on"], set["handed_on_to"] = l.day(), "the next door"
	}
	if b := l.noted["barrier"]; kind == "met" && len(b) > 0 {
		set["barrier"] = b[l.r.IntN(len(b))][1]
	}
	return set
}
