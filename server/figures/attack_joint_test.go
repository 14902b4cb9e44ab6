package figures

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// jointly is the attacker who reads all tables of all releases of twelve quarters
// together. He knows the rules, which tables are about the same people and which
// about some of them, and his own record.
type jointly struct {
	known
	secrets []secret
	curves  map[string]*about // by quarter, number, table, group and mode
	own     *Life             // his own, or nil
}

// about is one group in one table, with its name, what is true of it, and what he
// stands for in it himself, 0 for nothing.
type about struct {
	*counted
	what  string
	truth Curve
	mine  uint64
}

// count sets up what he thinks about of one group in one table.
func (r *jointly) count(t *Table, truth Curve, what string, mine uint64) *about {
	c := &about{r.bounds.count(t, ^mask(0)), what, truth, mine}
	for i, n := range c.at {
		r.called(n, truth.At[i], fmt.Sprint(what, " at ", i))
	}
	for _, b := range slices.Clone(c.bands) {
		r.band(c, b.part)
	}
	r.called(c.base, truth.Base, what)
	return c
}

// band is the number of people between two points.
func (r *jointly) band(c *about, part [2]int) int {
	n := r.bounds.band(c.counted, part)
	from, to := c.truth.Base, 0
	if part[0] >= 0 {
		from = c.truth.At[part[0]]
	}
	if part[1] < len(c.at) {
		to = c.truth.At[part[1]]
	}
	return r.called(n, from-to, fmt.Sprint(c.what, " from ", part[0], " to ", part[1]))
}

// in tells whether he himself is among those between two points.
func (c *about) in(b [2]int) int {
	if c.mine == 0 {
		return 0
	}
	reached := c.table.reached(c.mine)
	return one((b[0] < 0 || reached > b[0]) && (b[1] == len(c.at) || reached <= b[1]))
}

// rounds says that a number was told, rounded.
func (r *jointly) rounds(n int, told Count) {
	if off[4] {
		r.within(n, int(told), int(told))
		return
	}
	r.within(n, int(told)-2, int(told)+2)
}

func (r *jointly) enough(n int) {
	if !off[2] {
		r.within(n, minimum, boundless)
	}
}

// keep makes secrets of all bands that he was not told.
func (r *jointly) keep(c *about, told map[int]bool) {
	for _, b := range c.bands {
		if !told[b.number] {
			r.secrets = append(r.secrets, secret{b.number, c.in(b.part)})
		}
		if c.in(b.part) > 0 {
			r.within(b.number, 1, boundless)
		}
	}
}

// reads takes in what one page says of one group.
func (r *jointly) reads(c *about, g *Group, place bool) {
	told := map[int]bool{}
	defer func() { r.keep(c, told) }()
	if g.People == Withheld {
		if place && !off[2] {
			r.within(c.base, 0, minimum-1)
		}
		return
	}
	r.rounds(c.base, g.People)
	r.enough(c.base)
	told[c.base] = true
	sure := map[int]bool{c.base: true}
	shown := pointsOf(c.table, g)
	for i, b := range c.parts(shown) {
		n := r.bounds.band(c.counted, b)
		if off[7] {
			n = r.band(c, b)
		} else if shown != 0 {
			r.enough(n)
			sure[n] = true
		}
		if c.table.Shape == ShapeChoice && shown != 0 {
			r.rounds(n, g.Cells[i].People)
			told[n] = true
		}
	}
	if c.table.Shape == ShapeCurve {
		for _, cell := range g.Cells {
			i := slices.Index(points[:], cell.AtLeast)
			r.rounds(c.at[i], cell.People)
			r.enough(c.at[i])
			told[c.at[i]] = true
		}
	}
	r.around(c.counted, sure)
	if place && g.Scale != c.table.Scales[0].Name && !off[7] && !off[2] {
		r.refused(c.counted)
	}
}

// pointsOf are the points that a page shows of a group.
func pointsOf(t *Table, g *Group) (m mask) {
	if g.Scale == "" {
		return 0
	}
	at := 0
	for i, cell := range g.Cells {
		if t.Shape == ShapeCurve {
			m |= maskOf(cell.AtLeast)
		} else if at += len(cell.Of); i < len(g.Cells)-1 {
			m |= 1 << (at - 1)
		}
	}
	return m
}

// table reads one table of a release.
func (r *jointly) table(m *moment, d *draft) {
	t := d.table
	groups := [][modes]*counted{plainOf(r.group(m, d, d.place, "place", 0))}
	fresh := m.changed[t.Name+"/place"]
	for i, g := range d.orgs {
		groups = append(groups, plainOf(r.group(m, d, g, "org", i)))
		fresh = fresh && m.changed[t.Name+"/"+g.id]
	}
	if len(d.orgs) == 0 {
		return
	}
	var rest [modes]*about
	for mode := range modes {
		rest[mode] = r.rest(m, t, mode, r.curves[r.name(m, t, PlaceGroup, mode)], d.orgs)
	}
	if fresh {
		r.guarded(seenIn(m, t, d), append(groups, plainOf(rest)))
	}
}

func plainOf(all [modes]*about) (out [modes]*counted) {
	for m, c := range all {
		out[m] = c.counted
	}
	return out
}

// seenIn is what the pages show of which group is told how, which is all that the
// rules about the rest ask.
func seenIn(m *moment, t *Table, d *draft) *draft {
	seen := &draft{table: t, place: &group{}}
	read := func(g *Group) (p Published) {
		p.Mode, p.Scale, p.Points = mode(one(g.Quarters == pooledQuarters)), g.Scale, pointsOf(t, g)
		p.Withheld = g.People == Withheld
		p.Counts[p.Mode].Base = int(g.People)
		return p
	}
	seen.place.pub = read(&m.pages[t.Name+"/place"].Groups[0])
	for i := range d.orgs {
		seen.orgs = append(seen.orgs, &group{pub: read(&m.pages[t.Name+"/org"].Groups[i])})
	}
	return seen
}

// group reads what is told of one group, alone or pooled: pooled are those of the
// quarter and those whose newest was earlier.
func (r *jointly) group(m *moment, d *draft, g *group, by string, i int) (out [modes]*about) {
	t := d.table
	var mine [modes]uint64
	for id := range m.facts {
		for mode := range modes {
			for _, e := range g.now.Curve[mode] {
				if e.Person == id && r.own != nil {
					mine[mode] = e.Value
				}
			}
		}
	}
	for mode := range modes {
		out[mode] = r.count(t, g.now.Curve[mode].curve(t), r.name(m, t, g.id, mode), mine[mode])
		r.curves[out[mode].what] = out[mode]
	}
	r.pools(out[alone].counted, out[pooled].counted)
	page := m.pages[t.Name+"/"+by]
	if !m.changed[t.Name+"/"+g.id] {
		return out // held: what was told of an earlier day says nothing sure of today
	}
	told := &page.Groups[i]
	shown := out[alone]
	if told.Quarters == pooledQuarters {
		shown = out[pooled]
		r.keep(out[alone], nil)
		if by == "place" && !off[7] && !off[2] {
			r.refused(out[alone].counted)
		}
	}
	r.reads(shown, told, by == "place")
	return out
}

func (r *jointly) name(m *moment, t *Table, group string, mode mode) string {
	return fmt.Sprintf("%s.%d %s %s %d", m.quarter, m.number, t.Name, group, mode)
}

// rest is the place less the organisations that share.
func (r *jointly) rest(m *moment, t *Table, mode mode, place *about, shares []*group) *about {
	truth, parts := place.truth, []*counted{}
	for _, g := range shares {
		c := r.curves[r.name(m, t, g.id, mode)]
		truth.plus(c.truth, -1)
		parts = append(parts, c.counted)
	}
	rest := r.count(t, truth, r.name(m, t, "rest", mode), 0)
	r.shares(place.counted, append(parts, rest.counted))
	r.keep(rest, nil)
	return rest
}

// attackJointly lets him read everything of random villages, as somebody from
// elsewhere and as one of its people.
func attackJointly(t *testing.T, people, villages int) (all found) {
	t.Helper()
	for seed := range uint64(villages) {
		again := int(seed % 3)
		history := newVillage(seed, people).history(t, again)
		for _, own := range []*Life{nil, {}} {
			r := &jointly{curves: map[string]*about{}, own: own}
			for _, m := range history {
				r.release(&m)
			}
			if again == 0 {
				r.quarters()
			}
			r.settle()
			if wrong := r.mistaken(); wrong != "" {
				t.Fatalf("seed %d of %d people: the attacker is mistaken: %s", seed, people, wrong)
			}
			all.add(r.finds(r.secrets))
		}
	}
	return all
}

func (f *found) add(o found) {
	f.outputs, f.exact, f.present, f.narrow = f.outputs+o.outputs, f.exact+o.exact, f.present+o.present, f.narrow+o.narrow
	f.first = append(f.first, o.first...)
}

func TestAttackerReadsEverythingTogether(t *testing.T) {
	for people, villages := range map[int]int{40: 3, 180: 2, 5000: 1} {
		if f := attackJointly(t, people, villages); f.any() > 0 || f.outputs < 1000 {
			t.Errorf("%d people: %v\n%s", people, f, strings.Join(f.first, "\n"))
		}
	}
	for _, rule := range []int{2, 3, 4, 5} {
		if f := without(func() found { return attackJointly(t, 40, 1) }, rule); f.any() == 0 {
			t.Errorf("rule %d off: nothing found of %d", rule, f.outputs)
		}
	}
}
