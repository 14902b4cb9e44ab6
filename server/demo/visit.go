package demo

import (
	"strings"
	"time"
)

// visit tells one visit, and what came of it.
func (l *life) visit(b *book, at time.Time) {
	by := l.who(b)
	t := l.theme(b)
	set := fields{"on": day(at), "where": pick(b, places), "story": l.story(b, t)}
	if b.chance(22) {
		set["their_words"] = pick(b, t.theirs)
	}
	if b.chance(45) {
		set["right_first_time"] = b.chance(72)
	}
	w := &write{at: later(at, b.between(30, 120)), by: by, scope: l.scope, kind: "visit", set: set}
	w.add = l.touched(b, by)
	b.put(w)
	l.cameOfIt(b, t, w)
	if at.Sub(l.judged) > time.Duration(38+l.rhythm)*24*time.Hour && len(l.goals) > 0 {
		l.judge(b, later(at, 25), false)
	}
	if at.Sub(l.asked) > 80*24*time.Hour && b.chance(70) {
		l.lifeCheck(b, later(at, 28))
	}
}

func (l *life) story(b *book, t theme) string {
	middle := l.fresh(b, t.visits)
	if middle == "" || b.chance(25) {
		middle = pick(b, plainVisits)
	}
	return strings.TrimSpace(strings.Join([]string{pick(b, openings), middle, pick(b, closings)}, " "))
}

// touched links a visit with who else was there, and with strengths and goals.
func (l *life) touched(b *book, by *coach) map[string][]string {
	links := map[string][]string{}
	if b.chance(12) {
		other := l.lead
		if by == l.lead {
			other = l.second
		}
		links["with"] = []string{"member:" + other.id}
	}
	if len(l.strengths) > 0 && b.chance(35) {
		links["strengths"] = []string{pick(b, l.strengths).id}
	}
	if len(l.goals) > 0 && b.chance(40) {
		links["goals"] = []string{pick(b, l.goals).write.id}
	}
	return links
}

// cameOfIt is what one visit led to: nothing, mostly.
func (l *life) cameOfIt(b *book, t theme, v *write) {
	at := later(v.at, 1)
	if b.chance(14) {
		l.spend(b, pick(b, t.spends), v, at)
	}
	if b.chance(17) {
		l.ask(b, pick(b, t.asks), v, at)
	}
	if b.chance(12) {
		l.changed(b, t, v, at)
	}
	if b.chance(20) {
		l.promise(b, t, v, at)
	}
	if b.chance(6) {
		l.strength(b, at, v.id)
	}
	if b.chance(5) {
		l.newGoal(b, at)
	}
	if b.chance(4) {
		l.gain(b, pick(b, t.gains), at)
	}
	if b.chance(2) {
		said := pick(b, thanks)
		from := said.of
		if from == "" {
			from = l.called
		}
		b.say(v.by, at, l.scope, "feedback", fields{"words": said.words, "from": from, "to": "team:" + l.team.id, "on": day(at)})
	}
	l.letGo(b, at)
}

func (l *life) spend(b *book, s spend, v *write, at time.Time) {
	pence := b.between(s.low*100, s.high*100) / 5 * 5
	set := fields{"what": s.what, "why": s.why, "minor_units": pence, "currency": "GBP", "pot": l.team.pot.id,
		"chosen_by": pick(b, []string{"person", "together", "together", "worker"}), "visit": v.id, "on": day(at)}
	if s.from != "" {
		set["from"] = s.from
	}
	if b.chance(9) {
		set["in_kind"] = true
		delete(set, "pot")
	}
	if pence > 3000 {
		set["receipts"] = []any{"In the team's tin, " + day(at)}
	}
	if len(l.goals) > 0 && b.chance(40) {
		set["goal"] = pick(b, l.goals).write.id
	}
	w := b.say(v.by, at, l.scope, "decision", set)
	if s.came != "" {
		b.again(w, v.by, b.working(at.AddDate(0, 0, b.between(7, 24))), fields{"came_of_it": s.came})
	}
}

func (l *life) ask(b *book, a ask, v *write, at time.Time) {
	set := fields{"actor": a.actor, "asked": a.asked, "asked_on": day(at), "visit": v.id}
	if b.chance(24) {
		set["handed_on_to"] = pick(b, nextDoors)
	}
	if b.chance(15) {
		set["assessed"] = true
	}
	w := b.say(v.by, at, l.scope, "contact", set)
	if a.answered != "" {
		answered := b.working(at.AddDate(0, 0, b.between(1, pick(b, []int{6, 16, 25, 60}))))
		b.again(w, v.by, answered, fields{"answered": a.answered, "answered_on": day(answered)})
	}
}

func (l *life) changed(b *book, t theme, v *write, at time.Time) {
	words := l.fresh(b, t.changes)
	if words == "" {
		return
	}
	b.say(v.by, at, l.scope, "change_seen", fields{"words": words, "on": day(at), "visit": v.id,
		"noticed_by": pick(b, []string{"worker", "worker", "person", "neighbour", "other"}), "first_time": b.chance(40)})
}

// promise opens a thread that is done, or dropped, some days later.
func (l *life) promise(b *book, t theme, v *write, at time.Time) {
	words := l.fresh(b, t.threads)
	if words == "" {
		return
	}
	w := b.say(v.by, at, l.scope, "thread", fields{"words": words, "state": "open", "visit": v.id,
		"who_has_it": "member:" + v.by.id, "promised_for": day(at.AddDate(0, 0, b.between(2, 9)))})
	state := "done"
	if b.chance(12) {
		state = "dropped"
	}
	b.again(w, v.by, b.working(at.AddDate(0, 0, b.between(2, 14))), fields{"state": state})
}

func (l *life) gain(b *book, f found, at time.Time) {
	if l.used[f.words] {
		return
	}
	l.used[f.words] = true
	b.say(l.lead, at, l.scope, "gain", fields{"words": f.words, "minor_units": f.pounds * 100, "currency": "GBP",
		"per": f.per, "from": f.from, "on": day(at)})
}

// letGo sets a goal aside now and then, or takes one up again.
func (l *life) letGo(b *book, at time.Time) {
	for _, g := range l.goals {
		switch {
		case g.aside && b.chance(3):
			g.aside = false
			b.again(g.write, l.lead, at, fields{"set_aside_on": nil})
		case !g.aside && !g.done && at.Sub(g.made) > 60*24*time.Hour && b.chance(1):
			g.aside = true
			b.again(g.write, l.lead, at, fields{"set_aside_on": day(at), "set_aside_by": pick(b, []string{"self", "self", "together"})})
		}
	}
}

func (l *life) lifeCheck(b *book, at time.Time) {
	l.asked = at
	answer := pick(b, []string{"yes", "yes", "yes", "a_bit", "a_bit", "a_bit", "not_really", "not_today"})
	set := fields{"answer": answer, "by": pick(b, []string{"self", "self", "together"}), "on": day(at)}
	if words := pick(b, lifeWords[answer]); words != "" {
		set["words"] = words
	}
	b.say(l.lead, at, l.scope, "life_check", set)
}

// judge asks about some of the goals, or about every one at the end.
func (l *life) judge(b *book, at time.Time, everyOne bool) {
	l.judged = at
	for i, g := range l.goals {
		tooNew := at.Sub(g.made) < 12*24*time.Hour
		settled := tooNew || g.aside || g.done && !b.chance(9)
		if !settled && (everyOne || b.chance(70)) {
			l.judgeOne(b, g, later(at, i))
		}
	}
}

func (l *life) judgeOne(b *book, g *goal, at time.Time) {
	far := int(100*at.Sub(g.made)/g.need) + b.between(-15, 15)
	far = max(0, min(100, far)) / 10 * 10
	voice := pick(b, []string{"self", "self", "self", "self", "self", "self", "together", "together", "together", "worker", "worker"})
	done := far >= 90 && !(g.done && b.chance(30))
	set := fields{"goal": g.write.id, "done": done, "how_far": far, "by": voice, "on": day(at)}
	switch voice {
	case "self":
		set["how"] = pick(b, []string{"own_hand", "own_hand", "told_us"})
	case "together":
		set["how"] = "told_us"
	}
	if words := pick(b, howFar[min(far/25, 4)]); words != "" && voice != "worker" {
		set["words"] = words
	}
	if voice != "worker" {
		g.done = done
	}
	b.say(l.lead, at, l.scope, "assessment", set)
}
