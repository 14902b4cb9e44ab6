package figures

import "slices"

// The audit of what is read together: the place, its organisations and the rest; a
// quarter and the four that are pooled with it. It works out from what is told what a
// reader could, rounding and all.

// reveals tells whether something that is not told could be worked out from all that
// is published of a table, and of the one about people among whom its own are. It is
// asked of readers who know more and less of how many people of the place a quarter
// had: more knowledge can make a number surely enough.
func (d *draft) reveals() bool {
	if off[5] || !d.table.counts() {
		return false
	}
	thought := d.thought() | d.first.thought()
	if d == d.first && thought == 0 {
		return false // there are numbers of people alone, which guardRest and auditRest look at
	}
	var b bounds
	groups := b.groups(d, thought)
	places := []quarterOf{{&d.place.pub, groups[0][alone]}}
	if d != d.first && d.table.Theme == d.first.table.Theme {
		among := b.groups(d.first, thought)
		for i, g := range d.all() {
			if g.moved && d.first.all()[i].moved {
				b.holds(0, boundless, times{among[i][alone].base, 1}, times{groups[i][alone].base, -1})
			}
		}
		groups, places = append(groups, among...), append(places, quarterOf{&d.first.place.pub, among[0][alone]})
	}
	return b.tellsReaders(places, groups)
}

// knowledge is what a reader knows, beside one table, of how many people of the place
// it is about in the quarter alone: other tables tell, each rounded for itself, so that
// some know it to the person. Who comes later knows all that those before do.
type knowledge int

const (
	fromHere knowledge = iota
	roughly
	exactly
	readers
)

// quarterOf is what is published of a place, and what is thought about of the quarter.
type quarterOf struct {
	pub   *Published
	alone *counted
}

// tellsReaders tells whether any of the readers finds something.
func (b *bounds) tellsReaders(places []quarterOf, groups [][modes]*counted) bool {
	for knows := range readers {
		for _, p := range places {
			b.knows(knows, p)
		}
		b.settle()
		for _, g := range groups {
			if b.finds(g[alone]) || b.finds(g[pooled]) {
				return true
			}
		}
	}
	return false
}

// knows says what a reader knows from elsewhere of how many people there are in the
// quarter, even where this table is told of four.
func (b *bounds) knows(knows knowledge, p quarterOf) {
	switch n := p.pub.Counts[alone].Base; {
	case few(n):
	case knows == roughly:
		b.within(p.alone.base, leastOf(n), mostOf(n))
	case knows == exactly:
		b.within(p.alone.base, n, n)
	}
}

// thought are the points that it is worth to think about: those that are shown of
// anybody, and those of the finest scale where any is.
func (d *draft) thought() (m mask) {
	for _, g := range d.all() {
		if g.pub.told() {
			m |= g.pub.points()
		}
	}
	if m != 0 {
		m |= d.table.Scales[0].points
	}
	return m
}

// groups are those of a table, the place first and the rest last.
func (b *bounds) groups(d *draft, thought mask) (out [][modes]*counted) {
	for i, g := range d.all() {
		out = append(out, b.group(d.table, &g.pub, i == 0, thought))
	}
	rest := [modes]*counted{b.count(d.table, thought), b.count(d.table, thought)}
	b.pools(rest[alone], rest[pooled])
	out = append(out, rest)
	for m := range modes {
		var parts []*counted
		for _, g := range out[1:] {
			parts = append(parts, g[m])
		}
		b.shares(out[0][m], parts)
	}
	b.guarded(d, out)
	return out
}

// guarded says what every reader knows of the rest who knows rule 2: where enough is
// told to take organisations from the place, enough people remain. Groups are as in
// groups.
func (b *bounds) guarded(d *draft, groups [][modes]*counted) {
	shown := slices.DeleteFunc(slices.Clone(d.orgs), func(g *group) bool { return !g.pub.told() })
	if len(shown) == 0 || !d.place.pub.told() || off[2] || off[3] {
		return
	}
	for m := range modes {
		rest := groups[len(groups)-1][m]
		sure := map[int]bool{}
		remain := func(taken []*group, part [2]int) {
			left := []times{{b.band(rest, part), 1}}
			for i, g := range d.orgs {
				if !slices.Contains(taken, g) {
					left = append(left, times{b.band(groups[1+i][m], part), 1})
				}
			}
			b.holds(minimum, boundless, left...)
			sure[left[0].number] = len(left) == 1
		}
		remain(shown, [2]int{-1, len(rest.at)})
		for _, common := range d.commonPoints(shown, m) {
			if some := d.showing(shown, m, common); len(some) > 0 {
				for _, part := range rest.parts(common) {
					remain(some, part)
				}
			}
		}
		b.around(rest, sure)
	}
}

// group is what is told of a group, of a quarter and of four.
func (b *bounds) group(t *Table, p *Published, place bool, thought mask) (out [modes]*counted) {
	for m := range modes {
		out[m] = b.count(t, thought)
	}
	b.pools(out[alone], out[pooled])
	b.reads(out[p.Mode], p)
	if place && p.told() && t.Scales[0].points&^thought == 0 {
		if p.Mode == pooled {
			b.refused(out[alone])
		}
		if p.Scale != t.Scales[0].Name {
			b.refused(out[p.Mode])
		}
	}
	return out
}

// refused says that the finest scale is not shown: some band of it is few.
func (b *bounds) refused(c *counted) {
	var bands []int
	for _, part := range c.parts(c.table.Scales[0].points) {
		bands = append(bands, b.band(c, part))
	}
	b.oneIsFew(bands)
}

// besideAlone tells whether four quarters may be told on a scale, beside what is known
// of the quarter itself.
func (t *Table) besideAlone(counts [modes]Curve, s Scale) bool {
	p := &Published{Mode: pooled, Scale: s.Name, Points: s.points, Counts: counts}
	var b bounds
	g := b.group(t, p, true, s.points|t.Scales[0].points)
	return !b.tellsReaders([]quarterOf{{p, g[alone]}}, [][modes]*counted{g})
}
