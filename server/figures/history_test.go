package figures

import (
	"fmt"

	"pgregory.net/rapid"
)

// history draws a log: late and early days, wrong clocks, records written in
// parts and out of order, corrections, goals set aside, gone and back again.
func history(t *rapid.T) (log []event) {
	from, _ := ParseQuarter("2025-Q1")
	day := func() Day { // mostly the edges of quarters, where mistakes are made
		q := from + Quarter(rapid.IntRange(0, 5).Draw(t, "quarter"))
		return q.First() + Day(rapid.SampledFrom([]int{0, 0, 40, 88, 89, 90}).Draw(t, "day"))
	}
	some := func(yes bool) bool { return rapid.IntRange(0, 3).Draw(t, "some") > 0 == yes }
	for i := range rapid.IntRange(1, 90).Draw(t, "events") {
		e := event{person: fmt.Sprint("p", rapid.IntRange(0, 2).Draw(t, "who")), day: day(), set: map[string]any{}}
		e.received = max(e.day, day())
		e.stamp = fmt.Sprintf("%s-%03d", e.day, (i*7)%1000)
		set := func(field string, value any) {
			if some(true) {
				e.set[field] = value
			}
		}
		which := rapid.IntRange(0, 1).Draw(t, "which")
		switch rapid.IntRange(0, 8).Draw(t, "kind") {
		case 6, 7, 8:
			drawNoted(t, &e, day, set)
		case 0:
			e.kind, e.id = "person", e.person
			set("joined_on", min(day(), day()).String())
			set("home_team", fmt.Sprint("t", which))
			if some(false) {
				set("left_on", rapid.SampledFrom([]any{day().String(), nil}).Draw(t, "left"))
				set("in_figures", rapid.Bool().Draw(t, "in"))
				set("gone", which == 0)
			}
		case 1, 2:
			e.kind, e.id = "goal", fmt.Sprint(e.person, "g", which)
			set("whose", rapid.SampledFrom([]string{"mine", "mine", "ours", "worker"}).Draw(t, "whose"))
			set("made_on", min(day(), day(), day()).String())
			if some(false) {
				set("set_aside_on", rapid.SampledFrom([]any{day().String(), nil}).Draw(t, "aside"))
				set("gone", rapid.Bool().Draw(t, "gone"))
			}
		default:
			e.kind, e.id = "assessment", fmt.Sprint(e.person, "a", rapid.IntRange(0, 7).Draw(t, "assessment"))
			if e.id[len(e.id)-1] > '5' { // the last two always correct
				e.set["corrects"] = fmt.Sprint(e.person, "a", 3*which)
			}
			set("goal", fmt.Sprint(e.person, "g", which))
			set("done", rapid.Bool().Draw(t, "done"))
			set("how_far", 10*rapid.IntRange(0, 10).Draw(t, "far"))
			set("by", rapid.SampledFrom([]string{"self", "together", "worker"}).Draw(t, "by"))
			set("on", day().String())
		}
		log = append(log, e)
	}
	return log
}
