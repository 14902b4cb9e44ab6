package figures

import "slices"

// counted are the numbers of one group in one table that a reader thinks about: all
// of them, those who reach each point, and the bands between points that any scale
// tells of.
type counted struct {
	table *Table
	base  int
	at    []int // -1 where the point is not thought about
	bands []band
	known [(len(points) + 2) * (len(points) + 2)]int // 1 + the number of a band, by placeOf
}

// band is a number of people between two points; -1 is the start, len(at) the end.
type band struct {
	part   [2]int
	number int
}

func placeOf(part [2]int) int { return (part[0]+1)*(len(points)+2) + part[1] + 1 }

// count sets these up for some points, with what holds between them whatever they are.
func (b *bounds) count(t *Table, thought mask) *counted {
	c := &counted{table: t, base: b.number(), at: make([]int, 0, t.atoms()), bands: make([]band, 0, 48)}
	above := c.base
	for i := range t.atoms() - 1 {
		if thought&(1<<i) == 0 {
			c.at = append(c.at, -1)
			continue
		}
		at := b.number()
		b.holds(0, boundless, times{above, 1}, times{at, -1})
		c.at = append(c.at, at)
		above = at
	}
	for _, s := range t.Scales {
		for _, part := range c.parts(s.points & thought) {
			b.band(c, part)
		}
	}
	for i := range c.at {
		if t.shows(i) && c.at[i] >= 0 {
			b.band(c, [2]int{-1, i})
			b.band(c, [2]int{i, len(c.at)})
		}
	}
	return c
}

// shows tells whether any scale shows a point.
func (t *Table) shows(point int) bool {
	return slices.ContainsFunc(t.Scales, func(s Scale) bool { return s.points&(1<<point) != 0 })
}

// parts are the bands of a set of points, neighbour by neighbour.
func (c *counted) parts(m mask) (out [][2]int) {
	from := -1
	for i := range c.at {
		if m&(1<<i) != 0 {
			out = append(out, [2]int{from, i})
			from = i
		}
	}
	return append(out, [2]int{from, len(c.at)})
}

// band is the number of people between two points.
func (b *bounds) band(c *counted, part [2]int) int {
	if n := c.known[placeOf(part)]; n > 0 {
		return n - 1
	}
	from := c.base
	if part[0] >= 0 {
		from = c.at[part[0]]
	}
	if part == [2]int{-1, len(c.at)} {
		return c.base
	}
	n := from
	if part[1] < len(c.at) {
		n = b.number()
		b.holds(0, 0, times{from, 1}, times{c.at[part[1]], -1}, times{n, -1})
	}
	c.known[placeOf(part)] = n + 1
	c.bands = append(c.bands, band{part, n})
	return n
}

// around says that whoever is in one band that is surely told is in those around it.
func (b *bounds) around(c *counted, told map[int]bool) {
	for _, inner := range c.bands {
		if !told[inner.number] {
			continue
		}
		for _, outer := range c.bands {
			if outer.number != inner.number && outer.part[0] <= inner.part[0] && inner.part[1] <= outer.part[1] {
				b.holds(0, boundless, times{outer.number, 1}, times{inner.number, -1})
			}
		}
	}
}

// pools says that the people of a quarter are among those of four, each in the same
// band: the others were there earlier.
func (b *bounds) pools(alone, pooled *counted) {
	earlier := b.number()
	b.holds(0, 0, times{pooled.base, 1}, times{alone.base, -1}, times{earlier, -1})
	for _, in := range alone.bands {
		of := b.band(pooled, in.part)
		b.holds(0, boundless, times{of, 1}, times{in.number, -1})
		b.holds(0, boundless, times{earlier, 1}, times{of, -1}, times{in.number, 1})
	}
}

// shares says that a whole is made of its parts, band by band.
func (b *bounds) shares(whole *counted, parts []*counted) {
	terms := make([]times, 0, len(parts)+1)
	for _, of := range whole.bands {
		terms = append(terms[:0], times{of.number, 1})
		for _, c := range parts {
			terms = append(terms, times{b.band(c, of.part), -1})
		}
		b.holds(0, 0, terms...)
	}
}

// reads takes in what is published of a group.
func (b *bounds) reads(c *counted, p *Published) {
	if !p.told() {
		return
	}
	counts, told := p.Counts[p.Mode], map[int]bool{c.base: true}
	b.within(c.base, leastOf(counts.Base), mostOf(counts.Base))
	if p.Scale != "" {
		bands := counts.bands(p.points())
		for i, part := range c.parts(p.points()) {
			n := b.band(c, part)
			b.within(n, minimum, boundless)
			told[n] = true
			switch {
			case c.table.Shape == ShapeChoice:
				b.within(n, leastOf(bands[i]), mostOf(bands[i]))
			case part[1] < len(c.at):
				at := counts.At[part[1]]
				b.within(c.at[part[1]], leastOf(at), mostOf(at))
				told[c.at[part[1]]] = true
			}
		}
	}
	b.around(c, told)
}

// finds tells whether of some band it is known that it is somebody and not that it is
// enough people, or its values lie too close together.
func (b *bounds) finds(c *counted) bool {
	for i := range c.bands {
		n := c.bands[i].number
		least, most := b.least[n], b.most[n]
		if least < minimum && (least > 0 || most-least < spread-1) {
			return true
		}
	}
	return false
}
