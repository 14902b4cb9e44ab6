package figures

import (
	"cmp"
	"fmt"
	"slices"

	"pgregory.net/rapid"
)

// drawNoted makes an event of one of the kinds that answer questions and hold
// sums; the last of each kind's records corrects the first.
func drawNoted(t *rapid.T, e *event, day func() Day, set func(string, any)) {
	n := rapid.IntRange(0, 2).Draw(t, "record")
	e.kind = rapid.SampledFrom([]string{"life_check", "visit", "contact", "gain", "decision"}).Draw(t, "noted")
	e.id = fmt.Sprint(e.person, e.kind, n)
	if n == 2 && e.kind != "visit" {
		e.set["corrects"] = fmt.Sprint(e.person, e.kind, 0)
	}
	set("on", day().String())
	switch e.kind {
	case "life_check":
		set("answer", rapid.IntRange(1, 4).Draw(t, "answer"))
		set("by", rapid.SampledFrom([]string{"self", "together", "worker"}).Draw(t, "by"))
	case "visit":
		set("right", rapid.SampledFrom([]int{1, -1}).Draw(t, "right"))
		set("gone", rapid.IntRange(0, 3).Draw(t, "gone") == 0)
	case "contact":
		set("until", day().String())
		set("handed", rapid.Bool().Draw(t, "handed"))
		set("assessed", rapid.Bool().Draw(t, "assessed"))
	case "gain":
		set("sum", rapid.IntRange(0, 3).Draw(t, "sum"))
		set("per", rapid.IntRange(0, 5).Draw(t, "per"))
	case "decision":
		set("sum", rapid.IntRange(0, 3).Draw(t, "sum"))
		set("kind", rapid.Bool().Draw(t, "in_kind"))
		set("goal", "g")
		set("by", rapid.SampledFrom([]string{"self", "together", "worker"}).Draw(t, "by"))
	}
}

var notedKinds = map[string]NotedKind{"life_check": Checked, "visit": Visited, "contact": Asked, "gain": Gained, "decision": Decided}

// takeNoted puts such an event into the facts, as the store does. A visit's fields
// are the newest written, those of the others the first.
func takeNoted(f *Facts, seen []event, e event) {
	n := slowNoted(seen, e.kind, e.id)
	n.Stamp, n.Written, n.Received = e.stamp, e.day, e.received
	f.PutNoted(n)
}

func slowNoted(log []event, kind, id string) Noted {
	sign := -1
	if kind == "visit" {
		sign = +1
	}
	field := func(name string) any { return pick(log, kind, id, name, sign) }
	number := func(name string) int { n, _ := field(name).(int); return n }
	text := func(name string) string { s, _ := field(name).(string); return s }
	n := Noted{Kind: notedKinds[kind], ID: id, Corrects: text("corrects"), Gone: field("gone") == true,
		Voice: ParseVoice(text("by")), Answer: uint8(number("answer") + number("per")), Right: int8(number("right")),
		Until: dayIn(field("until")), HandedOn: field("handed") == true, Assessed: field("assessed") == true,
		InKind: field("kind") == true, Goal: text("goal"), Sum: NoSum, On: dayIn(field("on"))}
	if sum, ok := field("sum").(int); ok {
		n.Sum = int64(sum)
	}
	return n
}

// slowSaid is one record with the newest correction in its place, and its day.
type slowSaid struct {
	Noted
	at Day
}

// slowRecords are the records of a kind that count, in the order of their days.
func slowRecords(log []event, kind string) (out []slowSaid) {
	read := func(id string) (n Noted) {
		n = slowNoted(log, kind, id)
		for _, e := range log {
			if e.kind == kind && e.id == id {
				if n.Stamp == "" || e.stamp < n.Stamp {
					n.Stamp, n.Written = e.stamp, e.day
				}
				if n.Received == 0 || e.received < n.Received {
					n.Received = e.received
				}
			}
		}
		return n
	}
	ids := idsOf(log, kind)
	for _, id := range ids {
		n := read(id)
		if n.Corrects != "" && slices.Contains(ids, n.Corrects) {
			continue
		}
		for _, other := range ids { // there is one correction of a kind, written again or not
			if c := read(other); c.Corrects == id {
				day := n
				if c.On != 0 {
					day = c
				}
				stamp, root := n.Stamp, n.ID
				n = c
				n.On, n.Written, n.Received, n.Stamp, n.ID = day.On, day.Written, day.Received, stamp, root
			}
		}
		at := n.On
		if at == 0 {
			at = n.Written
		}
		if !n.Gone {
			out = append(out, slowSaid{n, min(at, n.Received)})
		}
	}
	slices.SortFunc(out, func(a, b slowSaid) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.Stamp, b.Stamp), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// slowChoices reads the other tables' answers straight from their definitions.
func slowChoices(log []event, q Quarter, c *Contribution) {
	in := func(kind string) (out []slowSaid) {
		for _, n := range slowRecords(log, kind) {
			if n.at >= q.First() && n.at <= q.Last() {
				out = append(out, n)
			}
		}
		return out
	}
	for _, voice := range []string{"worker", "together", "self"} {
		for _, w := range slowWords(log) {
			if w.by == voice && w.day >= q.First() && w.day <= q.Last() {
				c.Choices[voices] = uint8(ParseVoice(voice))
			}
		}
		for _, n := range in("decision") {
			if n.Voice == ParseVoice(voice) {
				c.Choices[whoChose] = uint8(n.Voice)
			}
		}
	}
	for _, n := range in("life_check") {
		if n.Answer > 0 && (n.Voice == Self || n.Voice == Together) {
			c.Choices[betterLife] = n.Answer
		}
	}
	said := map[int8]int{}
	for _, n := range in("visit") {
		said[n.Right]++
	}
	switch {
	case said[1] > 0 && said[-1] > 0:
		c.Choices[rightFirst] = 2
	case said[1] > 0:
		c.Choices[rightFirst] = 1
	case said[-1] > 0:
		c.Choices[rightFirst] = 3
	}
	slowAsked(in("contact"), q, c)
	c.Choices[gained] = 2
	for _, n := range in("gain") {
		c.Choices[gained] = 1
		if n.Sum > 0 && n.Answer == 0 {
			c.Sums[gains][0] += n.Sum
		} else if n.Sum > 0 {
			c.Sums[gains][1] += n.Sum * []int64{0, 52, 26, 12, 3, 1}[n.Answer]
		}
	}
	for _, n := range in("decision") {
		if n.Sum < 0 {
			continue
		}
		c.Sums[byMonth][(int(n.at.date().Month())-1)%3] += n.Sum
		what := 1
		if n.Goal != "" {
			what = 0
		}
		if n.InKind {
			what = 2
		}
		c.Sums[byWhat][what] += n.Sum
	}
}

func slowAsked(asked []slowSaid, q Quarter, c *Contribution) {
	if len(asked) == 0 {
		return
	}
	c.Choices[handOvers], c.Choices[reassessed], c.Choices[waits] = 1, 1, 1
	for _, n := range asked {
		if n.HandedOn {
			c.Choices[handOvers] = min(3, c.Choices[handOvers]+1)
		}
		if n.Assessed {
			c.Choices[reassessed] = min(3, c.Choices[reassessed]+1)
		}
		wait := uint8(1)
		switch {
		case n.Until == 0 || n.Until > q.Last():
			wait = 4
		case n.Until-n.at > 31:
			wait = 3
		case n.Until-n.at > 7:
			wait = 2
		}
		c.Choices[waits] = max(c.Choices[waits], wait)
	}
}
