package figures

import "slices"

// hold is rule 6: it settles which groups move. What does not move keeps all
// that was published.
func (d *draft) hold() {
	for _, g := range d.orgs {
		g.moved = off[6] || g.was == nil || g.enough()
	}
	for _, g := range d.orgs {
		g.settle()
	}
	p := d.place
	p.moved = off[6] || p.was == nil || p.enough() && d.explained() && p.sumsMove()
	p.settle()
}

// settle takes what was published where the group does not move.
func (g *group) settle() {
	g.basis = g.now
	g.basis.Unheard = nil // kept beside the tables
	if !g.moved {
		g.pub, g.basis = g.was.Pub, g.was.Values
	}
}

// enough tells whether enough people changed, in each of the modes that are told
// of before and after.
func (g *group) enough() bool {
	for _, m := range g.told() {
		if little(changed(g.now.Curve[m], g.was.Values.Curve[m])) {
			return false
		}
	}
	return true
}

func (g *group) told() []mode {
	return slices.Compact([]mode{g.was.Pub.Mode, g.pub.Mode})
}

// explained tells whether what changed in the place, less what the organisations
// publish of themselves now and published then, is nobody or enough people.
func (d *draft) explained() bool {
	for _, m := range d.place.told() {
		of := func(v *measured) Values { return v.Curve[m] }
		if !d.restMoves(of) {
			return false
		}
	}
	return true
}

// restMoves compares what remains of the place without the organisations that
// were published beside it then and are now.
func (d *draft) restMoves(of func(*measured) Values) bool {
	was := d.place.was
	var then, now []Values
	for _, g := range d.orgs {
		if beside, ok := was.Beside[g.id]; ok {
			then = append(then, of(beside))
			now = append(now, of(&g.basis))
		}
	}
	n := changed(residue(of(&was.Values), then), residue(of(&d.place.now), now))
	return n == 0 || !little(n)
}
