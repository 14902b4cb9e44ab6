package figures

import (
	"fmt"
	"math/rand/v2"
)

// read is what a rule lets one read of a table of four answers: how many of them are
// told, and what follows of those that are not.
type read struct{ told, exact, present int }

// plainly publishes a table of four answers and its total by another rule, and lets
// the attacker draw his conclusions: span is what a number that is published says.
func (plain) read(world []int, says func(n int) (span, bool)) (out read) {
	var b bounds
	total, sum := b.number(), 0
	terms := []times{{total, 1}}
	hidden := []int{}
	put := func(number, n int) {
		s, told := says(n)
		b.within(number, s.least, s.most)
		out.told += one(told)
		if !told {
			hidden = append(hidden, number)
		}
	}
	for _, n := range world {
		cell := b.number()
		put(cell, n)
		terms = append(terms, times{cell, -1})
		sum += n
	}
	told := out.told
	put(total, sum)
	out.told = told
	b.holds(0, 0, terms...)
	b.settle()
	for _, n := range hidden {
		out.exact = max(out.exact, one(b.least[n] == b.most[n]))
		out.present = max(out.present, one(b.least[n] > 0 && b.least[n] < minimum && b.least[n] < b.most[n]))
	}
	return out
}

func naiveSays(n int) (span, bool) {
	if n < 5 {
		return span{0, 4}, false
	}
	return span{n, n}, true
}

func hesSays(n int) (span, bool) {
	switch {
	case n == 0:
		return span{0, 0}, true
	case n < 8:
		return span{1, 7}, false
	}
	r := (n + 2) / 5 * 5
	return span{max(8, r-2), r + 2}, true
}

// readable goes through 1,000 random quarters of a place.
func readable(people int, of func(world []int) read) (all read) {
	r := rand.New(rand.NewPCG(uint64(people), 11))
	for range 1000 {
		world, lean := make([]int, 4), 0.15+0.5*r.Float64()
		for range people {
			world[ownAnswer(r, lean)-1]++
		}
		one := of(world)
		all.told, all.exact, all.present = all.told+one.told, all.exact+one.exact, all.present+one.present
	}
	return all
}

// oursRead is the same by the rules here; what can be worked out the attacker knows
// from all worlds, and it is nothing.
func oursRead(world []int) (out read) {
	s := betterLifeTable.firstOf(curveOf(world), betterLifeTable.audited)
	if s.Name != "" {
		out.told = len(curveOf(world).bands(s.points))
	}
	return out
}

// attackShowAll is the rule that decision 18 weighs: where the rounded numbers leave
// the rest between nobody and several, all organisations are shown.
func attackShowAll() (f found, more int) {
	const most = 44
	var a attacker
	for x := minimum; x <= most; x++ {
		for y := minimum; y <= most; y++ {
			for z := 0; z <= most; z++ {
				d := sharing(x, y, z)
				left := int(rounded(x+y+z) - rounded(x) - rounded(y))
				if shownBefore := z >= minimum; left == 0 || left == 5 || shownBefore {
					more += one(!shownBefore)
				} else {
					d.guardRest()
					d.auditRest()
				}
				output := fmt.Sprint(rounded(x + y + z))
				for _, g := range d.orgs {
					if g.pub.told() {
						output += fmt.Sprint(" ", rounded(g.pub.base()))
					} else {
						output += " *"
					}
				}
				a.file(output, map[[2]int]int{{0, 0}: x, {1, 1}: y, {2, 2}: z})
			}
		}
	}
	for output := range a.outputs {
		var place int
		if n, _ := fmt.Sscan(output, &place); n == 1 && place > most-minimum {
			delete(a.outputs, output)
		}
	}
	return a.found(), more
}
