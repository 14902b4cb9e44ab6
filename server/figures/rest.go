package figures

import "slices"

// guardRest is rule 2 for what remains of the place when organisations that are
// shown are taken from it. Where it fails, the shown organisation with the
// fewest people (the first of these by name) goes to a coarser scale, then keeps
// its number of people alone, then nothing, and all is looked at again.
func (d *draft) guardRest() {
	for !off[3] && d.guarded != d.shape() && (!d.restHolds() || d.reveals()) {
		g, of := d.fewest(mayHide), d
		if g == nil { // the numbers of people beside the other curve tell it
			g, of = d.first.fewest(mayHide), d.first
		}
		switch {
		case g == nil && d.place.was != nil && d.place.moved:
			d.place.moved = false
			d.place.settle()
		case g == nil:
			return // nothing is new: what stands was guarded when it was published
		default:
			g.pub.Withheld = g.pub.Scale == ""
			s := of.table.coarser(&g.pub)
			g.pub.Scale, g.pub.Points = s.Name, s.points
			if of != d {
				of.auditRest()
			}
		}
	}
	d.guarded = d.shape()
}

// shape is how each group is told, on which it rests whether the rest is guarded: what
// there is to tell does not change any more.
func (d *draft) shape() string {
	out := make([]byte, 0, 64)
	for _, g := range append(d.first.all(), d.all()...) {
		p := &g.pub
		out = append(out, byte(one(g.moved)|one(p.Withheld)<<1|int(p.Mode)<<2), byte(p.points()), byte(p.points()>>8))
	}
	return string(out)
}

func mayHide(g *group) bool { return g.moved && !g.pub.Withheld }

// fewest is the organisation with the fewest people among those that may be.
func (d *draft) fewest(may func(*group) bool) (least *group) {
	for _, g := range d.orgs {
		if may(g) && (least == nil || g.pub.base() < least.pub.base()) {
			least = g
		}
	}
	return least
}

func (d *draft) restHolds() bool {
	shown := slices.DeleteFunc(slices.Clone(d.orgs), func(g *group) bool { return !g.pub.told() })
	if len(shown) == 0 || few(d.place.pub.base()) {
		return true
	}
	for m := range modes {
		if !safe(d.remains(shown, m), 0) || !d.boundsHold(shown, m) {
			return false
		}
		for _, common := range d.commonPoints(shown, m) {
			some := d.showing(shown, m, common)
			if len(some) > 0 && !safe(d.remains(some, m), common) {
				return false
			}
		}
	}
	return true
}

// showing are those whose curve shows all of some points.
func (d *draft) showing(shown []*group, m mode, common mask) []*group {
	return slices.DeleteFunc(slices.Clone(shown), func(g *group) bool {
		return g.pub.Mode != m || common&^g.pub.points() != 0
	})
}

// boundsHold looks at points that are not common too: a curve only falls, so an
// organisation's next point above the place's (or below it, for those who did not
// get there) bounds what the rest can be. That bound must be enough people.
func (d *draft) boundsHold(shown []*group, m mode) bool {
	if d.place.pub.Mode != m {
		return true
	}
	place, all := d.place.pub.points(), d.place.pub.Counts[m]
	for i := range points {
		if place&(1<<i) == 0 {
			continue
		}
		reached, below := all.At[i], all.Base-all.At[i]
		for _, g := range shown {
			if g.pub.Mode == m {
				above, under := g.pub.atLeast(i)
				reached, below = reached-above, below-under
			}
		}
		if few(reached) || few(below) {
			return false
		}
	}
	return true
}

// atLeast is how many people, by what is published, must have reached a point,
// and how many cannot have.
func (p *Published) atLeast(point int) (reached, below int) {
	c := p.Counts[p.Mode]
	for i := range points {
		if p.points()&(1<<i) == 0 {
			continue
		}
		if i <= point {
			below = c.Base - c.At[i]
		}
		if i >= point {
			return c.At[i], below
		}
	}
	return 0, below
}

// remains is the place's curve less those of some organisations.
func (d *draft) remains(without []*group, m mode) Curve {
	c := d.place.pub.Counts[m]
	for _, g := range without {
		c.plus(g.pub.Counts[m], -1)
	}
	return c
}

// commonPoints are all the sets of points that the place shares with some of the
// organisations: for each, those that show it can be taken from the place.
func (d *draft) commonPoints(shown []*group, m mode) []mask {
	if d.place.pub.Mode != m {
		return nil
	}
	sets := []mask{d.place.pub.points()}
	for _, g := range shown {
		if g.pub.Mode != m {
			continue
		}
		for _, set := range slices.Clone(sets) {
			if common := set & g.pub.points(); !slices.Contains(sets, common) {
				sets = append(sets, common)
			}
		}
	}
	return sets
}

// guardSides settles the numbers beside the curve by rules 2, 3 and 6.
func (d *draft) guardSides() {
	if d != d.first {
		d.place.pub.Sides = d.first.place.pub.Sides
		for i, g := range d.orgs {
			g.pub.Sides = d.first.orgs[i].pub.Sides
		}
		return
	}
	for s := range sides {
		for _, g := range append(slices.Clone(d.orgs), d.place) {
			if g.moved {
				g.pub.Sides[s] = d.number(g, s)
			}
		}
		d.hideTogether(s)
	}
}

// number is what a group may tell of one side, looked at alone. It moves only
// with enough people of its own.
func (d *draft) number(g *group, s side) Number {
	of := func(m *measured) Values { return m.Sides[s] }
	n := len(g.now.Sides[s])
	if g.was != nil {
		if diff := changed(of(&g.now), of(&g.was.Values)); diff > 0 && little(diff) || g == d.place && !d.restMoves(of) {
			g.basis.Sides[s] = g.was.Values.Sides[s]
			held := g.was.Pub.Sides[s]
			held.Shown = held.Shown && !g.pub.Withheld
			return held
		}
	}
	return Number{N: n, Shown: !g.pub.Withheld && !few(n) && !few(g.now.Of[s]-n)}
}

// hideTogether withholds more until those whose number is hidden, the rest of
// the place among them, are enough people together.
func (d *draft) hideTogether(s side) {
	place := &d.place.pub.Sides[s]
	for place.Shown && !off[3] {
		hidden, shown := place.N, 0
		for _, g := range d.orgs {
			if g.pub.Sides[s].Shown {
				hidden, shown = hidden-g.pub.Sides[s].N, shown+1
			}
		}
		if shown == 0 || !few(hidden) {
			return
		}
		g := d.fewest(func(g *group) bool { return g.moved && g.pub.Sides[s].Shown })
		switch {
		case g != nil:
			g.pub.Sides[s].Shown = false
		case d.place.moved:
			place.Shown = false
		default:
			return // nothing is new: what stands was guarded when it was published
		}
	}
}
