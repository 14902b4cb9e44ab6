package demo

import (
	"slices"
	"time"
)

// tellLife tells one life from the first meeting to now, or to the goodbye.
func tellLife(b *book, l *life) {
	l.begin(b)
	for at := b.working(l.joined.AddDate(0, 0, 3)); at.Before(b.now) && l.here(at); {
		l.visit(b, at)
		at = b.working(at.AddDate(0, 0, b.between(l.rhythm*6/10, l.rhythm*14/10)))
	}
	if !l.left.IsZero() && l.left.Before(b.now) {
		l.goodbye(b)
		return
	}
	l.promiseForThisWeek(b)
}

func (l *life) begin(b *book) {
	set := fields{"called": l.called, "home_team": l.team.id, "joined_on": day(l.joined)}
	some := func(percent int, field string, from []string) {
		if b.chance(percent) {
			set[field] = pick(b, from)
		}
	}
	some(85, "matters", l.main.matters)
	some(45, "good_life", goodLives)
	some(60, "good_to_know", goodToKnow)
	some(70, "reach", reaches)
	some(70, "how_we_met", howWeMet)
	if b.chance(90) {
		set["said_yes_on"] = day(l.joined)
	}
	if b.chance(4) {
		set["in_figures"] = false
	}
	b.put(&write{at: l.joined, by: l.lead, scope: l.scope, kind: "person", id: l.id, set: set,
		add: map[string][]string{"circle": {"member:" + l.lead.id, "team:" + l.team.id}}})
	l.baseline(b)
	for i := range b.between(2, 5) {
		l.newGoal(b, l.joined.Add(time.Duration(i)*26*time.Hour+40*time.Minute))
	}
}

func (l *life) baseline(b *book) {
	for i := range b.between(1, 3) {
		t := l.theme(b)
		if words := l.fresh(b, t.known); words != "" {
			at := later(l.joined, 20+9*i)
			b.say(l.lead, at, l.scope, "known", fields{"words": words, "about": t.about,
				"known": pick(b, []string{"told_us", "told_us", "we_saw"}), "said_by": l.called, "on": day(at)})
		}
	}
	l.strength(b, later(l.joined, 55), "")
}

func (l *life) strength(b *book, at time.Time, visit string) {
	t := l.theme(b)
	s := pick(b, t.strengths)
	if l.used[s.words] {
		return
	}
	l.used[s.words] = true
	w := &write{at: at, by: l.lead, scope: l.scope, kind: "strength", set: fields{"words": s.words, "of": s.of}}
	if visit != "" {
		w.add = map[string][]string{"visits": {visit}}
	}
	l.strengths = append(l.strengths, b.put(w))
}

func (l *life) newGoal(b *book, at time.Time) {
	t := l.theme(b)
	for _, i := range b.dice.Perm(len(t.goals)) {
		a := t.goals[i]
		if l.used[a.words] {
			continue
		}
		l.used[a.words] = true
		made := at
		if l.before > 0 && at.Sub(l.joined) < 7*24*time.Hour {
			made = at.AddDate(0, 0, -b.between(0, l.before))
		}
		set := fields{"words": a.words, "whose": pick(b, whose), "made_on": day(at), "order": len(l.goals) + 1}
		if b.chance(75) {
			set["because"] = a.because
		}
		if b.chance(70) {
			set["what_done_looks_like"] = a.done
		}
		need := time.Duration(b.between(60, 330)) * 24 * time.Hour * 100 / time.Duration(l.pace)
		if b.chance(12) {
			need *= 8
		}
		l.goals = append(l.goals, &goal{write: b.say(l.lead, at, l.scope, "goal", set), made: made, need: need})
		return
	}
}

var whose = []string{"mine", "mine", "mine", "mine", "mine", "mine", "mine", "ours", "ours", "worker"}

// promiseForThisWeek leaves something on the first screen of whoever leads, and
// in the team that visitors may be in on a colleague's too.
func (l *life) promiseForThisWeek(b *book) {
	shown := l.team == b.shown
	if shown || b.chance(70) {
		l.promiseBy(b, l.lead)
	}
	if shown && b.chance(70) {
		l.promiseBy(b, l.second)
	}
}

func (l *life) promiseBy(b *book, by *coach) {
	words := l.fresh(b, slices.Concat(l.main.threads, l.other.threads))
	if words == "" {
		return
	}
	at := b.working(b.now.AddDate(0, 0, -b.between(2, 9)))
	set := fields{"words": words, "state": "open", "who_has_it": "member:" + by.id,
		"promised_for": day(b.now.AddDate(0, 0, b.between(-1, 6)))}
	if b.chance(15) {
		set["who_has_it"] = "person:" + l.id
	}
	b.say(by, at, l.scope, "thread", set)
}

// goodbye is the last word: goals judged once more, and how things went on.
func (l *life) goodbye(b *book) {
	l.judge(b, later(l.left, -30), true)
	set := fields{"left_on": day(l.left)}
	b.put(&write{at: l.left, by: l.lead, scope: l.scope, kind: "person", id: l.id, set: set})
	if after := b.working(l.left.AddDate(0, 0, b.between(40, 90))); b.chance(55) {
		b.put(&write{at: after, by: l.lead, scope: l.scope, kind: "person", id: l.id,
			set: fields{"afterwards": pick(b, afterwards)}})
	}
}
