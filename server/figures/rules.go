package figures

// minimum is the fewest people a told number may stand for (rule 2), and the
// fewest whose change may move one (rule 6).
const minimum = 8

// percentFrom is the fewest people, before rounding, of whom a percentage is told.
const percentFrom = 20

// Rule is one of the rules by which figures keep people's secrets, and the step
// that a table goes through for it.
type Rule struct {
	Number int
	Name   string
	Says   string
	step   func(*draft) // nil where the rule is kept elsewhere, or is to come
}

// Rules are all the rules, in the order in which they are applied. What rule 4
// asks is done last, when the numbers are written.
var Rules = [...]Rule{
	{1, "no free queries", "There are only the declared tables, by quarter. What was released is kept as it was, byte by byte.", nil},
	{8, "money", "The place's total is exact from 10 people up; the sums within it are to 100 of the currency. A sum is withheld" +
		" where it is fewer than 8 people's, or more than half of it is one person's.", (*draft).sums},
	{7, "finest scale", "A curve is shown on the finest scale on which nothing is withheld: tenths, quarters, none/some/half/all," +
		" some and half, half, some; then the same for four quarters pooled; then nothing, in words.", (*draft).finest},
	{6, "hold", "What was published stands until at least 8 people's part in it has changed; the place also stands while the change" +
		" outside the groups that move is 1 to 7 people.", (*draft).hold},
	{2, "few people", "Only distinct people are counted. A count of 0 to 7 is withheld: each point, each band between points, and" +
		" the same in what remains of the place without the organisations that are shown, as far as it can be worked out or bounded.", (*draft).guardRest},
	{5, "audit", "Before anything is told, the range that each withheld number could lie in is worked out from all that would be" +
		" published and from the rules themselves. It must include nobody and be at least 5 wide, or else lie above 7; if not," +
		" a coarser scale is taken, the next smallest organisation hidden, or nothing shown.", (*draft).auditRest},
	{3, "never one alone", "What is withheld cannot be worked out by taking the other numbers from a total: at least two share" +
		" what is hidden, and they are 8 people together. In a yes/no number both answers are 8 people or more.", (*draft).guardSides},
	{0, "the person's own voice", "The curve of what people judged alone stands beside the curve of all, under the same rules, on" +
		" points of the same scale, where at each point at least 8 people lie between the two.", (*draft).addSelf},
	{4, "rounding", "Every count is rounded to 5 by itself; percentages are of rounded counts, and withheld under 20 people.", nil},
}

// apply takes all tables through each rule before the next: what one table tells may
// have to be hidden for the sake of another.
func apply(drafts []*draft) {
	for _, rule := range Rules {
		for _, d := range drafts {
			if rule.step != nil {
				rule.step(d)
			}
		}
	}
}

// off switches rules off by their numbers, so that the attacker in the tests can
// show what each is for. Nothing else writes it.
var off [9]bool

// few tells whether a count must be withheld.
func few(n int) bool { return n < minimum && !off[2] }

// little tells whether too few people changed for a number to move.
func little(n int) bool { return n < minimum && !off[6] }

// safe tells whether no band of the curve between the points is withheld.
func safe(c Curve, m mask) bool {
	for _, band := range c.bands(m) {
		if few(band) {
			return false
		}
	}
	return true
}

// finest is rule 7, for each group on its own.
func (d *draft) finest() {
	for _, g := range d.all() {
		for m := range modes {
			g.pub.Counts[m] = g.now.Curve[m].curve(d.table)
		}
		if d.table.counts() {
			m, s := d.table.finestOf(g.pub.Counts)
			g.pub.Mode, g.pub.Scale, g.pub.Points = m, s.Name, s.points
		}
	}
}

// counts tells whether the table counts people by what they reached or answered.
func (t *Table) counts() bool { return t.Shape == ShapeCurve || t.Shape == ShapeChoice }

func (t *Table) finestOf(counts [modes]Curve) (mode, Scale) {
	for m := range modes {
		if s := t.firstOf(counts[m], t.auditIn(counts, m)); s.Name != "" {
			return m, s
		}
	}
	return alone, Scale{}
}

// firstOf is the finest scale that may be shown; none where there is none.
func (t *Table) firstOf(c Curve, audited func(Curve, Scale, []Scale) bool) Scale {
	if off[7] {
		return Scale{t.Scales[0].Name, c.manyAt(t.Scales[0].points)}
	}
	for i, s := range t.Scales {
		if safe(c, s.points) && audited(c, s, t.Scales[:i]) {
			return s
		}
	}
	return Scale{}
}

// manyAt are the points that enough people reach and enough do not.
func (c Curve) manyAt(m mask) (out mask) {
	for i := range points {
		if m&(1<<i) != 0 && !few(c.At[i]) && !few(c.Base-c.At[i]) {
			out |= 1 << i
		}
	}
	return out
}

// coarser is the next scale on which the group's own curve is safe, in the same
// mode; none where there is none.
func (t *Table) coarser(p *Published) Scale {
	passed, audited := false, t.auditIn(p.Counts, p.Mode)
	for i, s := range t.Scales {
		if passed && safe(p.Counts[p.Mode], s.points) && audited(p.Counts[p.Mode], s, t.Scales[:i]) {
			return s
		}
		passed = passed || s.Name == p.Scale
	}
	return Scale{}
}

// told tells whether at least the number of people is told.
func (p *Published) told() bool { return !p.Withheld && !few(p.base()) }

// base is the people that the curve is about.
func (p *Published) base() int { return p.Counts[p.Mode].Base }

// points are those of the scale; what was kept before they were has the name alone.
func (p *Published) points() mask {
	if p.Points == 0 && p.Scale != "" {
		return attainment.scale(p.Scale).points
	}
	return p.Points
}

// addSelf tells what people judged alone, of the place.
func (d *draft) addSelf() {
	g := d.place
	if d.table.Alone == nil || !g.moved {
		return
	}
	counts := g.now.Alone[g.pub.Mode].curve(d.table)
	if g.was != nil && g.was.Pub.Mode == g.pub.Mode {
		if n := changed(g.now.Alone[g.pub.Mode], g.was.Values.Alone[g.pub.Mode]); n > 0 && little(n) {
			// Held: it moves with people of its own.
			counts, g.basis.Alone = g.was.Pub.Self.Counts, g.was.Values.Alone
		}
	}
	g.pub.Self.Counts = counts
	for _, s := range d.table.Scales {
		if s.points&^g.pub.points() == 0 && safe(counts, s.points) && apart(g.pub.Counts[g.pub.Mode], counts, s.points) {
			g.pub.Self.Scale = s.Name
			return
		}
	}
}

// apart tells whether at each of the points enough people lie between the curves.
func apart(all, self Curve, m mask) bool {
	for i := range points {
		if m&(1<<i) != 0 && few(all.At[i]-self.At[i]) {
			return false
		}
	}
	return true
}
