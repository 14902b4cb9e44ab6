package figures

import "slices"

// The audit (rule 5) asks of everything withheld what a reader could work out who
// knows every rule, the order of the scales and all that is published. Its answer
// rests on worlds: for each hidden count it must find one in which it is nobody
// and one in which it is at least spread people, both of which would be published
// exactly alike; or know that it is never fewer than minimum. It looks at what
// would be published alone, so that its own answer tells nothing more.

// spread is how far apart the values of a hidden count must be able to lie.
const spread = 5

// audited tells whether a scale may be shown: tried are those before it, which
// were refused because some block of theirs was few.
func (t *Table) audited(c Curve, s Scale, tried []Scale) bool {
	if off[5] {
		return true
	}
	atoms := t.atoms()
	blocks := cut(atoms, s.points)
	for _, finer := range tried {
		for _, band := range cut(atoms, finer.points) {
			if !slices.ContainsFunc(blocks, func(b [2]int) bool { return b == band }) && !t.hides(c, s, blocks, tried, band) {
				return false
			}
		}
	}
	return true
}

// auditIn is the audit of a curve of one mode.
func (t *Table) auditIn(counts [modes]Curve, m mode) func(Curve, Scale, []Scale) bool {
	if m == alone || off[5] {
		return t.audited
	}
	return func(c Curve, s Scale, tried []Scale) bool {
		return t.besideAlone(counts, s) && t.audited(c, s, tried)
	}
}

// atoms is how many parts the table's points cut people into.
func (t *Table) atoms() int {
	if t.Shape == ShapeCurve {
		return len(points) + 1
	}
	return len(t.Options)
}

// cut is what a set of points takes together: of each part the first atom and the
// one behind its last.
func cut(atoms int, m mask) (out [][2]int) {
	from := 0
	for i := range atoms {
		if i == atoms-1 || m&(1<<i) != 0 {
			out = append(out, [2]int{from, i + 1})
			from = i + 1
		}
	}
	return out
}

// hides tells whether a band of a finer scale can be nobody and can be many, or
// is surely enough people.
func (t *Table) hides(c Curve, s Scale, blocks [][2]int, tried []Scale, band [2]int) bool {
	counts := c.bands(s.points) // each at least minimum
	none, many := false, false
	worlds(blocks, counts, func(world []int) bool {
		if !refusedAll(world, tried) {
			return true
		}
		n := 0
		for _, people := range world[band[0]:band[1]] {
			n += people
		}
		none, many = none || n == 0, many || n >= spread
		return !none || !many
	})
	if none && many {
		return true
	}
	for i, b := range blocks {
		whole := band[0] <= b[0] && b[1] <= band[1]
		allButFew := b[0] <= band[0] && band[1] <= b[1] && leastOf(counts[i])-(minimum-1) >= minimum
		if whole || allButFew {
			return true
		}
	}
	return false
}

// leastOf is the smallest count that would be told like n.
func leastOf(n int) int { return max(minimum, int(rounded(n))-2) }

// mostOf is the greatest.
func mostOf(n int) int { return int(rounded(n)) + 2 }

// refusedAll tells whether every scale would be refused in the world.
func refusedAll(world []int, tried []Scale) bool {
	for _, s := range tried {
		refused, n := false, 0
		for i, people := range world { // as cut takes them together
			n += people
			if i == len(world)-1 || s.points&(1<<i) != 0 {
				refused, n = refused || few(n), 0
			}
		}
		if !refused {
			return false
		}
	}
	return true
}

// worlds calls try with every way to put each block's people into one atom of it,
// until it returns false. There are a few hundred at most.
func worlds(blocks [][2]int, counts []int, try func(world []int) bool) {
	world := make([]int, blocks[len(blocks)-1][1])
	var place func(i int) bool
	place = func(i int) bool {
		if i == len(blocks) {
			return try(world)
		}
		for atom := blocks[i][0]; atom < blocks[i][1]; atom++ {
			world[atom] = counts[i]
			goOn := place(i + 1)
			world[atom] = 0
			if !goOn {
				return false
			}
		}
		return true
	}
	place(0)
}

// auditRest is the same for people of groups that are not shown. Where the place
// and some organisations are told and others not, the rest could be nobody only
// in a world whose one hidden organisation is no bigger than those shown: else
// another would have been hidden. Where that cannot be, and the rest could still
// be few, the next smallest is hidden too.
func (d *draft) auditRest() {
	for g := d.swappable(); g != nil; g = d.swappable() {
		g.pub.Withheld, g.pub.Scale, g.pub.Points = true, "", 0
		d.guardRest() // what is hidden now must not be known by what is told of the others
	}
	d.guardRest()
}

// swappable is the organisation to hide next so that two hidden groups could change
// places; nil where they can, or nothing is new.
func (d *draft) swappable() *group {
	if !d.place.pub.told() || off[5] {
		return nil
	}
	hidden, least := leastOf(d.place.pub.base()), 0
	shown, withheld := 0, 0
	for _, g := range d.orgs {
		if !g.pub.told() {
			withheld++
			continue
		}
		most := mostOf(g.pub.base())
		hidden -= most
		if least == 0 || most < least {
			least = most
		}
		shown++
	}
	if shown == 0 || withheld == 0 || hidden <= least || hidden-least >= minimum {
		return nil
	}
	return d.fewest(func(g *group) bool { return g.moved && g.pub.told() })
}
