package figures

import "fmt"

// release reads all tables of a release, and what ties them to each other.
func (r *jointly) release(m *moment) {
	for _, d := range m.truth {
		if d.table.counts() {
			r.table(m, d)
		}
	}
	for _, g := range m.truth[0].all() {
		r.sides(m, g)
	}
	at := func(table string) *about {
		return r.curves[fmt.Sprintf("%s.%d %s place 0", m.quarter, m.number, table)]
	}
	// These are about the same people.
	for _, same := range [][2]string{{"waits", "hand_overs"}, {"waits", "reassessed"}} {
		r.holds(0, 0, times{at(same[0]).base, 1}, times{at(same[1]).base, -1})
	}
	for _, g := range m.truth[0].all() {
		for mode := range modes { // whoever ever said how far they are has a goal
			a, p := r.name(m, &attainment, g.id, mode), r.name(m, &progress, g.id, mode)
			if g.id == PlaceGroup || mode == alone {
				r.holds(0, boundless, times{r.curves[a].base, 1}, times{r.curves[p].base, -1})
			}
		}
	}
	r.among(m, at)
	r.self(m)
}

// among says whom the tables of answers are about: those with a goal that counts; and
// money: those alongside.
func (r *jointly) among(m *moment, at func(string) *about) {
	alongside := r.curves[fmt.Sprintf("%s.%d alongside place", m.quarter, m.number)].base
	counted := at("attainment").base
	r.holds(0, 0, times{counted, 1}, times{at("gained").base, -1})
	for _, name := range []string{"better_life", "voices", "right_first_time", "waits", "who_chose"} {
		r.holds(0, boundless, times{counted, 1}, times{at(name).base, -1})
	}
	for _, name := range []string{"spending_by_month", "gains"} {
		g := m.pages[name+"/place"].Groups[0]
		if m.changed[name+"/place"] && g.People != Withheld {
			n := r.called(r.number(), len(valuesOf(m, name)), name)
			r.within(n, int(g.People)-2, boundless) // or it is capped, where it is as many as have goals
			if counted := m.pages["gained/place"].Groups[0].People; g.People != counted {
				r.rounds(n, g.People)
			}
			r.holds(0, boundless, times{alongside, 1}, times{n, -1})
		}
	}
}

func valuesOf(m *moment, table string) Values {
	for _, d := range m.truth {
		if d.table.Name == table {
			return d.place.now.Curve[alone]
		}
	}
	return nil
}

// sides reads the numbers beside the curve of a group. All of them who are in
// the figures have a goal that counts, or none yet.
func (r *jointly) sides(m *moment, g *group) {
	by, i := "org", 0
	if g.id == PlaceGroup {
		by = "place"
	}
	for n, o := range m.truth[0].orgs {
		if o == g {
			i = n
		}
	}
	name := fmt.Sprintf("%s.%d alongside %s", m.quarter, m.number, g.id)
	alongside := &about{counted: &counted{base: r.called(r.number(), g.now.Of[noGoal], name)}}
	r.curves[name] = alongside
	page := m.pages["attainment/"+by]
	fresh := m.changed["attainment/"+g.id]
	told := [sides]Count{}
	if fresh {
		p := page.Groups[i]
		told = [sides]Count{p.LeftOut, p.SetAside, p.Added, p.NoGoal}
	}
	for s := range sides {
		truth := len(g.now.Sides[s])
		n := r.called(r.number(), truth, fmt.Sprint(name, " side ", s))
		of := g.now.Of[noGoal]
		others := r.called(r.number(), of-truth*one(s != leftOut), fmt.Sprint(name, " not side ", s))
		whole := []times{{alongside.base, 1}, {n, -1}, {others, -1}}
		if s == leftOut {
			whole = []times{{alongside.base, 1}, {others, -1}}
		}
		r.holds(0, 0, whole...)
		if s == noGoal {
			r.holds(0, 0, times{others, 1}, times{r.curves[r.name(m, &attainment, g.id, alone)].base, -1})
		}
		switch {
		case !fresh || m.number > 0 || told[s] == Withheld && by == "org":
		case told[s] == Withheld:
			if !off[2] && len(m.truth[0].orgs) == 0 {
				r.oneIsFew([]int{n, others})
			}
		default:
			r.rounds(n, told[s])
			r.enough(n)
			r.enough(others)
		}
		if told[s] == Withheld {
			r.secrets = append(r.secrets, secret{n, 0})
		}
	}
}

// self reads the curve of what people judged alone.
func (r *jointly) self(m *moment) {
	g := m.pages["attainment/place"].Groups[0]
	if m.number > 0 || g.Self == nil {
		return
	}
	mode := alone
	if g.Quarters == pooledQuarters {
		mode = pooled
	}
	all := r.curves[r.name(m, &attainment, PlaceGroup, mode)]
	self := r.count(&attainment, m.truth[0].place.now.Alone[mode].curve(&attainment), r.name(m, &attainment, "self", mode), 0)
	r.holds(0, 0, times{all.base, 1}, times{self.base, -1})
	read := Group{People: g.Self.People, Scale: g.Self.Scale, Cells: g.Self.Cells}
	if read.Scale != "" {
		told := map[int]bool{}
		shown := pointsOf(&attainment, &read)
		for _, cell := range read.Cells {
			for i, p := range points {
				if p == cell.AtLeast {
					r.rounds(self.at[i], cell.People)
					told[self.at[i]] = true
				}
			}
		}
		for _, b := range self.parts(shown) {
			r.enough(r.bounds.band(self.counted, b))
		}
		r.keep(self, told)
	} else {
		r.keep(self, nil)
	}
}

// quarters holds each quarter beside the four that are pooled with it, where
// nothing came late: those pooled are all who were there in any of them.
func (r *jointly) quarters() {
	first, _ := ParseQuarter(firstOfTwelve)
	for q := first; q < first+12; q++ {
		for _, t := range []*Table{&attainment, &progress, &betterLifeTable, &voicesTable, &waitsTable} {
			at := func(q Quarter, mode mode) *about { return r.curves[fmt.Sprintf("%s.0 %s place %d", q, t.Name, mode)] }
			pool := at(q, pooled)
			if pool == nil {
				continue
			}
			every := []times{{pool.base, -1}}
			for before := q; before > q-pooledQuarters && at(before, alone) != nil; before-- {
				every = append(every, times{at(before, alone).base, 1})
				r.holds(0, boundless, times{pool.base, 1}, times{at(before, alone).base, -1})
			}
			if q >= first+pooledQuarters {
				r.holds(0, boundless, every...)
			}
		}
	}
}
