package figures

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// event is one logged change, as plain as it can be.
type event struct {
	person, kind, id string
	stamp            string // effective
	day              Day    // of the stamp
	received         Day
	set              map[string]any
}

// newest is the value of a field that the highest stamp wrote, first that of
// the lowest; nil where nobody did.
func newest(log []event, kind, id, field string) any { return pick(log, kind, id, field, +1) }
func first(log []event, kind, id, field string) any  { return pick(log, kind, id, field, -1) }

func pick(log []event, kind, id, field string, sign int) (value any) {
	best := ""
	for _, e := range log {
		if v, ok := e.set[field]; ok && e.kind == kind && e.id == id {
			if best == "" || sign*cmp.Compare(e.stamp, best) > 0 {
				best, value = e.stamp, v
			}
		}
	}
	return value
}

func dayIn(v any) Day {
	text, _ := v.(string)
	day, _ := ParseDay(text)
	return day
}

func idsOf(log []event, kind string) []string {
	ids := map[string]bool{}
	for _, e := range log {
		if e.kind == kind {
			ids[e.id] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}

// slow is the contribution of one person, read straight from the definitions.
func slow(log []event, q Quarter) (c Contribution) {
	person := log[0].person
	joined, left := dayIn(newest(log, "person", person, "joined_on")), dayIn(newest(log, "person", person, "left_on"))
	if newest(log, "person", person, "gone") == true || joined == 0 || joined > q.Last() || left != 0 && left < q.First() {
		return c
	}
	c.Alongside, c.Team = true, slowHome(log, q.Last())
	if newest(log, "person", person, "in_figures") == false {
		c.LeftOut = true
		return c
	}
	for _, goal := range idsOf(log, "goal") {
		slowGoal(log, goal, q, &c)
	}
	c.NoGoal = c.Counted == 0
	slowChoices(log, q, &c)
	if c.Counted == 0 {
		c.Choices = [choices]uint8{}
	}
	return c
}

func slowHome(log []event, end Day) string {
	var writes []event
	for _, e := range log {
		if _, ok := e.set["home_team"]; ok {
			writes = append(writes, e)
		}
	}
	slices.SortFunc(writes, func(a, b event) int { return cmp.Compare(a.stamp, b.stamp) })
	if len(writes) == 0 {
		return ""
	}
	team := writes[0].set["home_team"]
	for _, w := range writes {
		if w.day <= end {
			team = w.set["home_team"]
		}
	}
	return team.(string)
}

func slowGoal(log []event, goal string, q Quarter, c *Contribution) {
	whose, made := newest(log, "goal", goal, "whose"), dayIn(newest(log, "goal", goal, "made_on"))
	if whose != "mine" && whose != "ours" || newest(log, "goal", goal, "gone") == true || made == 0 || made > q.Last() {
		return
	}
	c.Added = c.Added || made >= q.First()
	if aside := dayIn(newest(log, "goal", goal, "set_aside_on")); aside != 0 && aside <= q.Last() {
		c.SetAside = c.SetAside || aside >= q.First()
		return
	}
	c.Counted++
	var all, self, far *spoken
	heard := false
	for _, w := range slowWords(log) {
		if w.by == "worker" || w.goal != goal || w.day > q.Last() {
			continue
		}
		heard = heard || w.day >= q.First()
		all = &w
		if w.by == "self" {
			self = &w
		}
		if w.howFar != nil {
			far = &w
		}
	}
	c.NotHeard += one(!heard)
	c.Achieved += one(all != nil && all.done)
	c.AchievedSelf += one(self != nil && self.done)
	if far != nil {
		c.Heard++
		c.HowFar += far.howFar.(int)
	}
}

type spoken struct {
	goal, by, stamp, id string
	day                 Day
	done                bool
	howFar              any
}

// slowWords are all assessments, oldest first, each with what
// its newest correction says.
func slowWords(log []event) (out []spoken) {
	when := func(id string) (stamp string, day, received Day) {
		for _, e := range log {
			if e.kind == "assessment" && e.id == id {
				if stamp == "" || e.stamp < stamp {
					stamp, day = e.stamp, e.day
				}
				if received == 0 || e.received < received {
					received = e.received
				}
			}
		}
		return stamp, day, received
	}
	ids := idsOf(log, "assessment")
	roots := map[string]bool{}
	for _, id := range ids {
		root, ok := first(log, "assessment", id, "corrects").(string)
		if !ok {
			root = id
		}
		roots[root] = true // one that is corrected may be missing still
	}
	for id := range roots {
		says, saidAt := id, ""
		for _, other := range ids {
			if first(log, "assessment", other, "corrects") == id {
				if at, _, _ := when(other); at > saidAt || at == saidAt && other > says {
					says, saidAt = other, at
				}
			}
		}
		field := func(name string) any { return first(log, "assessment", says, name) }
		goal, on, dated := field("goal"), dayIn(field("on")), says
		if goal == nil {
			goal = first(log, "assessment", id, "goal")
		}
		if on == 0 {
			on, dated = dayIn(first(log, "assessment", id, "on")), id
		}
		if !slices.Contains(ids, id) {
			id, dated = says, says
		}
		stamp, _, _ := when(id)
		_, written, received := when(dated)
		if on == 0 {
			on = written
		}
		w := spoken{stamp: stamp, id: id, day: min(on, received), done: field("done") == true, howFar: field("how_far")}
		w.goal, _ = goal.(string)
		w.by, _ = field("by").(string)
		if w.by != "" {
			out = append(out, w)
		}
	}
	slices.SortFunc(out, func(a, b spoken) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.stamp, b.stamp), cmp.Compare(a.id, b.id))
	})
	return out
}

// take puts an event into the facts, as the store does: records as they stand
// after it, and what only the entry knows.
func take(f *Facts, seen []event, e event) {
	text := func(v any) string { s, _ := v.(string); return s }
	switch e.kind {
	case "person":
		f.Joined, f.Left = dayIn(newest(seen, "person", e.id, "joined_on")), dayIn(newest(seen, "person", e.id, "left_on"))
		f.LeftOut = newest(seen, "person", e.id, "in_figures") == false
		f.Gone = newest(seen, "person", e.id, "gone") == true
		if team, ok := e.set["home_team"]; ok {
			f.LivedAt(Home{e.stamp, e.day, team.(string)})
		}
	case "goal":
		whose := newest(seen, "goal", e.id, "whose")
		f.PutGoal(Goal{ID: e.id, Own: whose == "mine" || whose == "ours", Gone: newest(seen, "goal", e.id, "gone") == true,
			Made: dayIn(newest(seen, "goal", e.id, "made_on")), SetAside: dayIn(newest(seen, "goal", e.id, "set_aside_on"))})
	case "life_check", "visit", "contact", "gain", "decision":
		takeNoted(f, seen, e)
	case "assessment":
		field := func(name string) any { return first(seen, "assessment", e.id, name) }
		howFar := int8(Unsaid)
		if n, ok := field("how_far").(int); ok {
			howFar = int8(n)
		}
		f.PutSaid(Said{ID: e.id, Goal: text(field("goal")), Corrects: text(field("corrects")), Voice: ParseVoice(text(field("by"))),
			Done: field("done") == true, HowFar: howFar, On: dayIn(field("on")), Stamp: e.stamp, Written: e.day, Received: e.received})
	}
}

func logOf(log []event, person string) (own []event) {
	for _, e := range log {
		if e.person == person {
			own = append(own, e)
		}
	}
	return own
}

// At some moment somebody is erased; what is said of them then, or was, counts for nothing.
func TestIncrementalEqualsRecount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := history(t)
		erased, when := fmt.Sprint("p", rapid.IntRange(0, 3).Draw(t, "erased")), rapid.IntRange(0, len(log)).Draw(t, "when")
		from, _ := ParseQuarter("2025-Q1")
		to := from + 5
		state := NewState(from, to, func(func(string, *Facts) bool) {})
		people := map[string]*Facts{}
		for i, e := range log {
			if i == when && people[erased] != nil {
				state.Change(people[erased], nil)
				delete(people, erased)
			}
			if e.person != erased || i < when {
				if people[e.person] == nil {
					people[e.person] = &Facts{}
				}
				f := people[e.person]
				before := f.Clone()
				take(f, logOf(log[:i+1], e.person), e)
				state.Change(before, f)
			}
			if i%10 != 0 && i != len(log)-1 {
				continue
			}
			counts := slices.DeleteFunc(slices.Clone(log[:i+1]), func(e event) bool { return e.person == erased && i >= when })
			if got, want := state.tallies, slowTallies(counts, from, to); !equalTallies(got, want) {
				t.Fatalf("after %d events\n got %v\nwant %v", i+1, show(got), show(want))
			}
			again := NewState(from, to, maps.All(people))
			if !equalTallies(state.tallies, again.tallies) {
				t.Fatalf("after %d events, kept and counted anew differ", i+1)
			}
		}
	})
}

func equalTallies(a, b map[spot]*Tally) bool {
	return maps.EqualFunc(a, b, func(x, y *Tally) bool { return fmt.Sprint(*x) == fmt.Sprint(*y) })
}

func show(all map[spot]*Tally) (lines []string) {
	for at, t := range all {
		lines = append(lines, fmt.Sprint(at, *t, "\n"))
	}
	slices.Sort(lines)
	return lines
}

func slowTallies(log []event, from, to Quarter) map[spot]*Tally {
	out := map[spot]*Tally{}
	people := map[string]bool{}
	for _, e := range log {
		people[e.person] = true
	}
	for person := range people {
		for q := from; q <= to; q++ {
			c := slow(logOf(log, person), q)
			if !c.Alongside {
				continue
			}
			key := spot{q, c.Team}
			if out[key] == nil {
				out[key] = &Tally{Curves: make([]Curve, len(Tables))}
			}
			out[key].add(&c, 1)
		}
	}
	return out
}

func TestAnyOrderGivesTheSameFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := logOf(history(t), "p0")
		facts := func(order []event) string {
			f := &Facts{}
			for i, e := range order {
				take(f, order[:i+1], e)
			}
			return string(f.Append(nil))
		}
		want := facts(log)
		if got := facts(rapid.Permutation(log).Draw(t, "order")); got != want {
			t.Fatalf("facts differ with the order of the log")
		}
		if back, err := ParseFacts([]byte(want)); err != nil || string(back.Append(nil)) != want {
			t.Fatalf("facts do not come back from their stored form: %v", err)
		}
	})
}
