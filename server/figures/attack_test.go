package figures

import (
	"fmt"
	"testing"
)

// found is what an attacker finds among all that could be published.
type found struct {
	outputs int      // different things that could be published
	exact   int      // of these, with a hidden count that has one possible value
	present int      // with a hidden count that is surely somebody and could be few
	narrow  int      // with a hidden count whose values lie too close together
	first   []string // some of what was found, in words
}

func (f found) any() int { return f.exact + f.present + f.narrow }

func (f found) String() string {
	return fmt.Sprintf("%d outputs: %d exact, %d present, %d narrow", f.outputs, f.exact, f.present, f.narrow)
}

// seen is the least and the most that a count can be, over all worlds of an output.
type seen struct{ least, most int }

// ranges are those of each hidden count of one output.
type ranges map[[2]int]seen

// attacker enumerates worlds, files each under what would be published of it, and
// so knows of every output exactly which worlds lie behind it.
type attacker struct {
	outputs map[string]ranges
}

func (a *attacker) file(output string, hidden map[[2]int]int) {
	if a.outputs == nil {
		a.outputs = map[string]ranges{}
	}
	r := a.outputs[output]
	if r == nil {
		r = ranges{}
		a.outputs[output] = r
	}
	for what, n := range hidden {
		s, known := r[what]
		if !known {
			s = seen{n, n}
		}
		r[what] = seen{min(s.least, n), max(s.most, n)}
	}
}

func (a *attacker) found() (f found) {
	f.outputs = len(a.outputs)
	for _, r := range a.outputs {
		exact, present, narrow := false, false, false
		for _, s := range r {
			switch {
			case s.least >= minimum: // enough people, whoever they are
			case s.least == s.most:
				exact = true
			case s.least > 0:
				present = true
			case s.most-s.least < spread-1:
				narrow = true
			}
		}
		f.exact, f.present, f.narrow = f.exact+one(exact), f.present+one(present), f.narrow+one(narrow)
	}
	return f
}

// everyWorld calls try with every way in which up to most people can be spread
// over so many atoms.
func everyWorld(atoms, most int, try func([]int)) {
	world := make([]int, atoms)
	var place func(i, left int)
	place = func(i, left int) {
		if i == atoms {
			try(world)
			return
		}
		for n := 0; n <= left; n++ {
			world[i] = n
			place(i+1, left-n)
		}
		world[i] = 0
	}
	place(0, most)
}

// attackGroup enumerates all worlds of one table and one group in which people
// stand for the given values, and learns what is published of each.
func attackGroup(t *Table, reach []int, most int) found {
	var a attacker
	audited := rememberAudits(t)
	everyWorld(len(reach), most, func(world []int) {
		var c Curve
		for i, n := range world {
			c.Base += n
			for p := range reach[i] {
				c.At[p] += n
			}
		}
		output, s := "withheld", Scale{}
		if !few(c.Base) {
			s = t.firstOf(c, audited)
			output = fmt.Sprint(s.points, rounded(c.Base))
			for i := range points {
				if s.points&(1<<i) != 0 {
					output += fmt.Sprint(" ", rounded(c.At[i]))
				}
			}
		}
		a.file(t.Name+" "+s.Name+" "+output, bandsOf(world))
	})
	return a.found()
}

// rememberAudits is the audit, which depends on what is told alone, with a memory.
func rememberAudits(t *Table) func(Curve, Scale, []Scale) bool {
	remembered := map[string]bool{}
	return func(c Curve, s Scale, tried []Scale) bool {
		key := s.Name
		for _, n := range c.bands(s.points) {
			key += fmt.Sprint(" ", leastOf(n))
		}
		yes, known := remembered[key]
		if !known {
			yes = t.audited(c, s, tried)
			remembered[key] = yes
		}
		return yes
	}
}

// bandsOf counts every run of neighbouring atoms, told or not: what is told is
// enough people, and all else must not be known to be few.
func bandsOf(world []int) map[[2]int]int {
	out := map[[2]int]int{}
	for from := range world {
		n := 0
		for to := from; to < len(world); to++ {
			n += world[to]
			out[[2]int{from, to}] = n
		}
	}
	return out
}

// groupTables are what the attacker tries: tables of answers, and a curve of people
// who all have four goals, which the attacker knows.
var groupTables = []struct {
	table *Table
	reach []int
	most  int
}{
	{&gainedTable, []int{0, 1}, 70},
	{&voicesTable, []int{0, 1, 2}, 60},
	{&betterLifeTable, []int{0, 1, 2, 3}, 44},
	{&attainment, []int{0, 4, 7, 10, 13}, 28},
}

// without runs the attack with some rules off.
func without(attack func() found, rules ...int) found {
	for _, r := range rules {
		off[r] = true
	}
	defer func() { off = [len(off)]bool{} }()
	return attack()
}

func attackGroups() (all found) {
	for _, g := range groupTables {
		f := attackGroup(g.table, g.reach, g.most)
		all.outputs, all.exact = all.outputs+f.outputs, all.exact+f.exact
		all.present, all.narrow = all.present+f.present, all.narrow+f.narrow
	}
	return all
}

func TestAttackerFindsNothingInAGroup(t *testing.T) {
	if f := attackGroups(); f.any() > 0 || f.outputs < 400 {
		t.Errorf("with all rules: %v", f)
	}
	for _, rule := range []int{2, 5, 7} {
		f := without(attackGroups, rule)
		if f.any() == 0 {
			t.Errorf("rule %d off: nothing found in %d outputs", rule, f.outputs)
		}
		t.Logf("rule %d off: %v", rule, f)
	}
}
