package demo

import "time"

// chronicle is a life told in full. Days are counted from its start; by is the
// place of a coach in the team.
type chronicle struct {
	called    string
	person    fields
	start     time.Time
	known     []knownAs
	visits    []told
	spends    []bought
	asks      []asked
	changes   []seen
	gains     []gained
	threads   []promised
	strengths []shown
	goals     []wanted
	checks    []checked
	thanks    []thanked
}

type knownAs struct {
	day                              int
	words, about, when, saidBy, sort string
}

type told struct {
	day, by              int
	where, story, theirs string
	right                bool // right first time
}

type bought struct {
	day, by         int
	what, why       string
	pence           int
	from, chosen    string
	goal            int // from 1 on; 0 for none
	wentOn          []any
	inKind          bool
	came, ifNobody  string
	cameDays, ifDay int
}

type asked struct {
	day, by                int
	actor, asked, answered string
	after                  int // days until the answer
	handedOn, system       string
	assessed               bool
}

type seen struct {
	day            int
	words, noticed string
	first          bool
}

type gained struct {
	day, pence       int
	words, per, from string
}

type promised struct {
	day, by          int
	words, has, next string // has: empty for the coach, "self" for the person
	due, done        int    // done 0: still open
}

type shown struct {
	day       int
	words, of string
	visits    []int // the days on which it was seen again
}

type wanted struct {
	day                  int
	words, because, done string
	whose                string
	judged               []judged
}

type judged struct {
	day, far  int
	done      bool
	by, words string
}

type checked struct {
	day               int
	answer, by, words string
}

type thanked struct {
	day         int
	words, from string
}

// teller tells one chronicle into the book.
type teller struct {
	chronicle
	b      *book
	team   *team
	id     string
	scope  string
	visits map[int]string // visit ids by day
	goals  []*write
}

// at is a moment of a day, so many minutes into the visit.
func (t *teller) at(day, minutes int) time.Time {
	y, m, d := t.start.AddDate(0, 0, day).Date()
	return later(time.Date(y, m, d, 9+day%7, day*17%60, 0, 0, t.start.Location()), minutes)
}

func (t *teller) day(n int) string { return day(t.at(n, 0)) }

func (t *teller) say(by, when, minutes int, kind string, set fields) *write {
	return t.b.say(t.team.coaches[by], t.at(when, minutes), t.scope, kind, set.pruned())
}

// pruned leaves out what was not said.
func (f fields) pruned() fields {
	for name, value := range f {
		if value == "" {
			delete(f, name)
		}
	}
	return f
}

// tellChronicle writes all of it and returns the teller for what goes beyond.
func tellChronicle(b *book, tm *team, c chronicle) *teller {
	t := &teller{chronicle: c, b: b, team: tm, visits: map[int]string{}}
	t.id = b.id(t.at(0, 0))
	t.scope = "person:" + t.id
	set := fields{"called": c.called, "home_team": tm.id, "joined_on": t.day(0), "said_yes_on": t.day(0)}
	for name, words := range c.person {
		set[name] = words
	}
	b.put(&write{at: t.at(0, 0), by: tm.coaches[0], scope: t.scope, kind: "person", id: t.id, set: set,
		add: map[string][]string{"circle": {"member:" + tm.coaches[0].id, "team:" + tm.id}}})
	for i, k := range c.known {
		t.say(0, k.day, 31+i, "known", fields{"words": k.words, "about": k.about, "when": k.when,
			"said_by": k.saidBy, "known": k.sort, "on": t.day(k.day)})
	}
	t.tellVisits()
	t.tellGoals()
	t.tellSpends()
	t.tellAsks()
	t.tellThreads()
	t.tellRest()
	return t
}

func (t *teller) tellVisits() {
	for _, v := range t.chronicle.visits {
		set := fields{"on": t.day(v.day), "where": v.where, "story": v.story, "their_words": v.theirs}
		if v.right {
			set["right_first_time"] = true
		}
		t.visits[v.day] = t.say(v.by, v.day, 45, "visit", set).id
	}
	for _, s := range t.strengths {
		w := &write{at: t.at(s.day, 50), by: t.team.coaches[0], scope: t.scope, kind: "strength",
			set: fields{"words": s.words, "of": s.of}}
		t.b.put(w)
		for _, again := range s.visits {
			if id := t.visits[again]; id != "" {
				t.b.put(&write{at: t.at(again, 52), by: t.team.coaches[0], scope: t.scope, kind: "strength", id: w.id,
					add: map[string][]string{"visits": {id}}})
			}
		}
	}
}

func (t *teller) tellGoals() {
	for i, g := range t.chronicle.goals {
		w := t.say(0, g.day, 55+i, "goal", fields{"words": g.words, "because": g.because, "what_done_looks_like": g.done,
			"whose": g.whose, "made_on": t.day(g.day), "order": i + 1})
		t.goals = append(t.goals, w)
		for _, j := range g.judged {
			set := fields{"goal": w.id, "done": j.done, "how_far": j.far, "by": j.by, "words": j.words, "on": t.day(j.day)}
			switch j.by {
			case "self":
				set["how"] = "own_hand"
			case "together":
				set["how"] = "told_us"
			}
			t.say(0, j.day, 65+i, "assessment", set)
		}
	}
}

func (t *teller) tellSpends() {
	for i, s := range t.spends {
		set := fields{"what": s.what, "why": s.why, "minor_units": s.pence, "currency": "GBP", "from": s.from,
			"chosen_by": s.chosen, "visit": t.visits[s.day], "on": t.day(s.day)}
		if s.pence > 0 {
			set["pot"] = t.team.pot.id
		}
		if s.goal > 0 {
			set["goal"] = t.goals[s.goal-1].id
		}
		if s.inKind {
			set["in_kind"] = true
		}
		if s.wentOn != nil {
			set["went_on"] = s.wentOn
		}
		w := t.say(s.by, s.day, 70+i%9, "decision", set)
		if s.came != "" {
			t.b.again(w, t.team.coaches[s.by], t.at(s.day+s.cameDays, 75), fields{"came_of_it": s.came})
		}
		if s.ifNobody != "" {
			t.b.again(w, t.team.coaches[s.by], t.at(s.ifDay, 76), fields{"if_nobody_had": s.ifNobody})
		}
	}
}

func (t *teller) tellAsks() {
	for i, a := range t.asks {
		set := fields{"actor": a.actor, "asked": a.asked, "asked_on": t.day(a.day), "visit": t.visits[a.day],
			"handed_on_to": a.handedOn, "system": a.system}
		if a.assessed {
			set["assessed"] = true
		}
		sameDay := a.answered != "" && a.after == 0
		if sameDay {
			set["answered"], set["answered_on"] = a.answered, t.day(a.day)
		}
		w := t.say(a.by, a.day, 80+i%9, "contact", set)
		if a.answered != "" && !sameDay {
			t.b.again(w, t.team.coaches[a.by], t.at(a.day+a.after, 85),
				fields{"answered": a.answered, "answered_on": t.day(a.day + a.after)})
		}
	}
}

func (t *teller) tellThreads() {
	for i, p := range t.threads {
		has := p.has
		switch has {
		case "":
			has = "member:" + t.team.coaches[p.by].id
		case "self":
			has = "person:" + t.id
		}
		w := t.say(p.by, p.day, 90+i%9, "thread", fields{"words": p.words, "state": "open", "who_has_it": has,
			"next": p.next, "promised_for": t.day(p.due), "visit": t.visits[p.day]})
		if p.done > 0 {
			t.b.again(w, t.team.coaches[p.by], t.at(p.done, 95), fields{"state": "done"})
		}
	}
}

func (t *teller) tellRest() {
	for i, c := range t.changes {
		t.say(0, c.day, 100+i%9, "change_seen", fields{"words": c.words, "noticed_by": c.noticed, "first_time": c.first,
			"on": t.day(c.day), "visit": t.visits[c.day]})
	}
	for _, g := range t.gains {
		t.say(0, g.day, 110, "gain", fields{"words": g.words, "minor_units": g.pence, "currency": "GBP", "per": g.per,
			"from": g.from, "on": t.day(g.day)})
	}
	for _, c := range t.checks {
		set := fields{"answer": c.answer, "by": c.by, "words": c.words, "on": t.day(c.day)}
		t.say(0, c.day, 112, "life_check", set)
	}
	for _, s := range t.thanks {
		t.say(0, s.day, 114, "feedback", fields{"words": s.words, "from": s.from, "to": "team:" + t.team.id, "on": t.day(s.day)})
	}
}
