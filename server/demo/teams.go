package demo

import (
	"slices"
	"time"
)

// tellTeams gives each team its pot of money, and something it decided for itself.
func tellTeams(b *book, c *cast) {
	for i, t := range c.teams {
		scope, lead := "team:"+t.id, t.coaches[0]
		at := b.working(b.start.AddDate(0, 3*t.from, 0))
		t.pot = b.say(lead, at, scope, "pot", fields{"name": t.name + "'s pot", "currency": "GBP",
			"source": potSources[i%len(potSources)], "conditions": potConditions[i%len(potConditions)]})
		for paid := at; paid.Before(b.now); paid = paid.AddDate(0, 3, 0) {
			b.say(lead, later(paid, 5), scope, "pot_entry", fields{"pot": t.pot.id, "minor_units": 60000 + 10000*t.people,
				"currency": "GBP", "words": "This quarter's share", "on": day(paid)})
		}
		for n, s := range teamSpends {
			when := b.working(at.AddDate(0, 1+2*n, b.between(0, 40)))
			by := t.coaches[(n+1)%len(t.coaches)]
			b.say(by, when, scope, "decision", fields{"what": s.what, "why": s.why, "currency": "GBP", "on": day(when),
				"minor_units": b.between(s.low, s.high) * 100, "pot": t.pot.id, "chosen_by": "worker"})
		}
	}
}

// tellWorkers writes what coaches noted for themselves, and what they shared.
func tellWorkers(b *book, c *cast) {
	for _, t := range c.teams {
		for n, one := range t.coaches {
			from := b.start.AddDate(0, 3*t.from, 5*n)
			for at := b.working(from.AddDate(0, 1, 0)); at.Before(b.now); at = b.working(at.AddDate(0, 0, b.between(70, 130))) {
				reflect(b, one, at)
			}
			for at := b.working(b.now.AddDate(0, -15, n)); at.Before(b.now); at = at.AddDate(0, 0, 14) {
				weekNote(b, one, at)
			}
		}
	}
}

// reflect is kept by its author; some are shared with the team, fewer with the
// place, as a copy that leaves out how it was for them.
func reflect(b *book, by *coach, at time.Time) {
	r := pick(b, reflections)
	set := fields{}
	for field, words := range map[string]string{"worked": r.worked, "did_not": r.didNot, "dont_know": r.dontKnow,
		"learnt": r.learnt, "next_try": r.nextTry, "how_it_was_for_me": r.forMe} {
		if words != "" {
			set[field] = words
		}
	}
	w := b.say(by, at, "self:"+by.id, "reflection", set)
	scope := ""
	switch n := b.dice.IntN(10); {
	case n < 4:
		scope = "team:" + by.team.id
	case n < 6:
		scope = "place"
	}
	if scope == "" {
		return
	}
	shared := fields{"source": w.scope + "/reflection/" + w.id}
	for field, words := range set {
		if field != "how_it_was_for_me" {
			shared[field] = words
		}
	}
	b.say(by, later(at, 12), scope, "reflection", shared)
}

func weekNote(b *book, by *coach, at time.Time) {
	set := fields{"week_of": day(at), "ease": b.between(2, 5), "morale": b.between(2, 5)}
	if b.chance(35) {
		set["what_made_it_hard"] = pick(b, hardThings)
	}
	b.say(by, at, "self:"+by.id, "week_note", set)
}

// tellBarriers writes what stood in many people's way, and how often it was met.
func tellBarriers(b *book, c *cast) {
	for i, one := range barriers {
		by := c.teams[i%len(c.teams)].coaches[0]
		begun := b.working(b.start.AddDate(0, 3*by.team.from+1+i, 3*i))
		w := &write{at: begun, by: by, scope: "place", kind: "barrier",
			set: fields{"what": one.what, "cost": one.cost * 100, "currency": "GBP"},
			add: map[string][]string{"who_could_help": one.who}}
		c.barriers = append(c.barriers, b.put(w))
		switch asked := begun.AddDate(0, 2, 3); {
		case one.they != "":
			asked = b.working(asked)
			b.again(w, by, asked, fields{"asked_on": day(asked)})
			b.again(w, by, b.working(asked.AddDate(0, 1, 0)), fields{"they_said": one.they})
		case slices.Contains(one.who, commissioners):
			b.again(w, by, asked, fields{"asked_on": day(asked)})
		}
		if one.did != "" {
			b.again(w, by, b.working(begun.AddDate(0, 5, 0)), fields{"we_did": one.did})
		}
		for at := begun; at.Before(b.now); at = b.working(at.AddDate(0, 0, b.between(30, 90))) {
			t := pick(b, c.teams)
			if at.After(b.start.AddDate(0, 3*t.from+1, 0)) {
				b.say(pick(b, t.coaches), at, "place", "met", fields{"barrier": w.id, "on": day(at), "team": t.id,
					"words": pick(b, one.met), "minor_units": b.between(0, 60) * 100, "currency": "GBP"})
			}
		}
	}
}
