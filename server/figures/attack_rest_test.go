package figures

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// attackRest enumerates places of two organisations that share and the rest, by how
// many people each has, and learns what is published of each.
func attackRest() found {
	const most = 44
	var a attacker
	for x := 0; x <= most; x++ {
		for y := 0; y <= most; y++ {
			for z := 0; z <= most; z++ {
				d := sharing(x, y, z)
				d.guardRest()
				d.auditRest()
				output := fmt.Sprint(rounded(x + y + z))
				if few(x + y + z) {
					output = "*"
				}
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
	// Beyond what was enumerated there are worlds that would be published alike.
	for output := range a.outputs {
		var place int
		if n, _ := fmt.Sscan(output, &place); n == 1 && place > most-minimum {
			delete(a.outputs, output)
		}
	}
	return a.found()
}

// sharing is a draft of a place with so many people in two organisations and the rest.
func sharing(a, b, rest int) *draft {
	of := func(n int) *group {
		c := Curve{Base: n}
		return &group{moved: true, pub: Published{Counts: [modes]Curve{c, c}}}
	}
	d := &draft{table: &attainment, place: of(a + b + rest), orgs: []*group{of(a), of(b)}}
	d.first = d
	return d
}

func TestAttackerFindsNothingOfTheRest(t *testing.T) {
	if f := attackRest(); f.any() > 0 || f.outputs < 40 {
		t.Errorf("with all rules: %v", f)
	}
	for _, rule := range []int{2, 3, 5} {
		f := without(attackRest, rule)
		if f.any() == 0 {
			t.Errorf("rule %d off: nothing found in %d outputs", rule, f.outputs)
		}
		t.Logf("rule %d off: %v", rule, f)
	}
}

// attackReleases watches a place for twelve quarters of random histories, several
// releases of each: whatever moves for fewer people than the hold asks tells of
// them. It counts moves, and those that tell.
func attackReleases(seeds int) (moves, tells int) {
	for seed := range seeds {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		w := &town{people: map[string]*Facts{}}
		w.quarter, _ = ParseQuarter("2024-Q1")
		w.share("a", "b")
		for i := range 30 + r.IntN(120) {
			w.person(fmt.Sprintf("p%04d", i), w.team(r), r.IntN(5), 4)
		}
		for range 12 {
			w.standing, w.pages, w.count, w.truly = Standing{}, nil, 0, nil
			for step := range 3 {
				before := w.standing
				if out, err := Release(w.input()); err == nil && out.Moved {
					w.standing, w.count = out.Standing, w.count+1
					if step > 0 {
						m, n := w.movedForFew(before)
						moves, tells = moves+m, tells+n
					}
					w.remember(before)
				}
				for range 1 + r.IntN(12) {
					w.change(r, step)
				}
			}
			w.quarter++
		}
	}
	return moves, tells
}

func (w *town) movedForFew(before Standing) (moves, tells int) {
	for name, table := range w.standing.Tables {
		for id, g := range table.Groups {
			was := before.Tables[name].Groups[id]
			if was == nil || string(was.JSON) == string(g.JSON) {
				continue
			}
			moves++
			fewest := minimum
			for m := range modes {
				if g.Pub.Mode == m || was.Pub.Mode == m {
					fewest = min(fewest, slowChanged(w.truly[name+"/"+id].Curve[m], g.Values.Curve[m]))
				}
			}
			tells += one(fewest < minimum)
		}
	}
	return moves, tells
}

func TestAttackerLearnsNothingFromReleases(t *testing.T) {
	if moves, tells := attackReleases(4); tells > 0 || moves < 20 {
		t.Errorf("with all rules: %d of %d moves tell of few people", tells, moves)
	}
	off[6] = true
	defer func() { off[6] = false }()
	if moves, tells := attackReleases(2); tells < 20 {
		t.Errorf("rule 6 off: %d of %d moves tell of few people", tells, moves)
	}
}

// attackMoney looks at tables of sums in random places where some have much: a sum
// that is a few people's, or more than half one person's, tells what they had.
func attackMoney() (told, tells int) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 400 {
		d := &draft{table: &spendingByMonth, place: &group{}}
		var all [][moneyCells]int64
		for range r.IntN(40) {
			var sums [moneyCells]int64
			for i := range sums {
				if r.IntN(2) == 0 {
					sums[i] = int64(1 + r.IntN(5000)*(1+r.IntN(2)*r.IntN(40)))
				}
			}
			if sums == [moneyCells]int64{} {
				continue
			}
			all = append(all, sums)
			d.place.now.addMoney(d.table, sums)
		}
		m := d.money(&d.place.now)
		if !m.Shown {
			continue
		}
		for i := range m.Blocks {
			people, sum, most := 0, int64(0), int64(0)
			for _, s := range all {
				people, sum, most = people+one(s[i] > 0), sum+s[i], max(most, s[i])
			}
			told++
			tells += one(people < minimum || 2*most > sum)
		}
	}
	return told, tells
}

func TestAttackerLearnsNothingFromMoney(t *testing.T) {
	if told, tells := attackMoney(); tells > 0 || told < 100 {
		t.Errorf("with all rules: %d of %d sums tell", tells, told)
	}
	off[8] = true
	defer func() { off[8] = false }()
	if told, tells := attackMoney(); tells < 50 {
		t.Errorf("rule 8 off: %d of %d sums tell", tells, told)
	}
}
