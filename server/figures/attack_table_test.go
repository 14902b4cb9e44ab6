package figures

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// plain is a way of publishing a table of answers that is not ours.
type plain func(n int) string

// naive hides counts under 5 and tells the rest, and the total, as they are.
func naive(n int) string {
	if n < 5 {
		return "*"
	}
	return fmt.Sprint(n)
}

// hes is the rule of NHS England's hospital statistics: 1 to 7 are hidden, nobody
// is told, all else is rounded to 5, and so is the total.
func hes(n int) string {
	switch {
	case n == 0:
		return "0"
	case n < 8:
		return "*"
	}
	return fmt.Sprint((n + 2) / 5 * 5)
}

// ours is what the rules here publish of a table of four answers.
func ours(world []int) string {
	c := curveOf(world)
	if few(c.Base) {
		return "*"
	}
	s := betterLifeTable.firstOf(c, rememberAudits(&betterLifeTable))
	out := s.Name + fmt.Sprint("/", rounded(c.Base))
	if s.Name == "" {
		return out
	}
	for _, n := range c.bands(s.points) {
		out += fmt.Sprint(" ", rounded(n))
	}
	return out
}

func curveOf(world []int) (c Curve) {
	for i, n := range world {
		c.Base += n
		for p := range i {
			c.At[p] += n
		}
	}
	return c
}

func (p plain) publish(world []int) string {
	out, total := "", 0
	for _, n := range world {
		out, total = out+" "+p(n), total+n
	}
	return p(total) + out
}

// randomTable draws up to most people's answers.
func randomTable(r *rand.Rand, most int) []int {
	world := make([]int, 4)
	weights := []float64{r.ExpFloat64(), r.ExpFloat64(), r.ExpFloat64(), r.ExpFloat64()}
	sum := weights[0] + weights[1] + weights[2] + weights[3]
	for range 15 + r.IntN(most-14) {
		at := r.Float64() * sum
		for i, w := range weights {
			if at -= w; at < 0 || i == 3 {
				world[i]++
				break
			}
		}
	}
	return world
}

// compare tells of random tables in how many a hidden answer is had exactly, in how
// many one is surely somebody and could be few, and how many numbers are told.
func compare(publish func([]int) string) (exact, present, told int) {
	const most, draws = 40, 2000
	var a attacker
	everyWorld(4, most, func(world []int) {
		hidden := map[[2]int]int{}
		for i, n := range world {
			hidden[[2]int{i, i}] = n
		}
		a.file(publish(world), hidden)
	})
	r := rand.New(rand.NewPCG(1, 2))
	for range draws {
		output := publish(randomTable(r, most))
		known, sure := false, false
		for _, s := range a.outputs[output] {
			if s.least >= minimum {
				continue
			}
			known = known || s.least == s.most && (s.least > 0 || !strings.Contains(output, " 0"))
			sure = sure || s.least > 0 && s.least < s.most
		}
		exact, present = exact+one(known), present+one(sure)
		told += max(0, len(strings.Fields(output))-1-strings.Count(output, " *"))
	}
	return 100 * exact / draws, 100 * present / draws, told * 10 / draws
}

// reached counts, of 1,000 random quarters of a place, on which scale it is told.
func reached(people int, table *Table, draw func(r *rand.Rand, lean float64) uint64) map[string]int {
	r := rand.New(rand.NewPCG(uint64(people), 9))
	out := map[string]int{}
	audited := rememberAudits(table)
	for range 1000 {
		lean, c := 0.15+0.5*r.Float64(), Curve{}
		for range people {
			c.add(table.reached(draw(r, lean)), 1)
		}
		out[table.firstOf(c, audited).Name]++
	}
	return out
}

// ownGoals is somebody with one to six goals; some people get far, others do not.
func ownGoals(r *rand.Rand, lean float64) uint64 {
	goals, done := 1+r.IntN(6), 0
	mine := lean + 0.6*(r.Float64()-0.5)
	for range goals {
		done += one(r.Float64() < mine)
	}
	return Share{uint32(done), uint32(goals)}.value()
}

func ownAnswer(r *rand.Rand, lean float64) uint64 {
	switch at := r.Float64(); {
	case at < lean:
		return 1
	case at < lean+0.25:
		return 2
	case at < lean+0.33:
		return 3
	}
	return 4
}

// Forty people must almost always be able to read something.
func TestFortyPeopleCanRead(t *testing.T) {
	if n := reached(40, &attainment, ownGoals)[""]; n > 100 {
		t.Errorf("nothing is told of forty people in %d of 1000 quarters", n)
	}
}

// TestTableOfAttacks writes the tables of docs/figures.md; scripts/attack runs it.
func TestTableOfAttacks(t *testing.T) {
	if os.Getenv("ATTACK") == "" {
		t.Skip("scripts/attack")
	}
	fmt.Println("\n| off | things that could be published | exactly known | surely somebody, and few | too narrow |\n| --- | --- | --- | --- | --- |")
	row := func(name string, f found) {
		fmt.Printf("| %s | %d | %d | %d | %d |\n", name, f.outputs, f.exact, f.present, f.narrow)
	}
	for _, attack := range []struct {
		name string
		run  func() found
		off  []int
	}{{"one group", attackGroups, []int{2, 4, 5, 7}}, {"organisations and the rest", attackRest, []int{2, 3, 4, 5}}} {
		row(attack.name+": none", attack.run())
		for _, rule := range attack.off {
			row(fmt.Sprintf("%s: rule %d", attack.name, rule), without(attack.run, rule))
		}
	}
	for _, rule := range []int{0, 6} {
		off[rule] = rule > 0
		moves, tells := attackReleases(6)
		fmt.Printf("releases, rule %d off: %d of %d moves tell of fewer than 8 people\n", rule, tells, moves)
		off[rule] = false
	}
	for _, rule := range []int{0, 8} {
		off[rule] = rule > 0
		told, tells := attackMoney()
		fmt.Printf("money, rule %d off: %d of %d sums tell what somebody had\n", rule, tells, told)
		off[rule] = false
	}
	for _, people := range []int{40, 180, 5000} {
		row(fmt.Sprintf("everything together, %d people", people), attackJointly(t, people, map[int]int{40: 12, 180: 6, 5000: 1}[people]))
	}
	for _, rule := range []int{2, 3, 4, 5} {
		row(fmt.Sprintf("everything together, 40 people: rule %d", rule), without(func() found { return attackJointly(t, 40, 3) }, rule))
	}
	for _, people := range []int{40, 180, 5000} {
		fmt.Println(people, "naive", readable(people, func(w []int) read { return plain(naive).read(w, naiveSays) }),
			"HES", readable(people, func(w []int) read { return plain(hes).read(w, hesSays) }), "ours", readable(people, oursRead))
	}
	all, more := attackShowAll()
	fmt.Println("all organisations shown where the rest could be nobody:", all, more)
	for name, publish := range map[string]func([]int) string{"naive": plain(naive).publish, "HES": plain(hes).publish, "ours": ours} {
		exact, present, told := compare(publish)
		fmt.Printf("%s: exact in %d%%, somebody for sure in %d%%, %d numbers told of ten tables\n", name, exact, present, told)
	}
	for _, people := range []int{40, 180, 5000} {
		for name, n := range map[string]map[string]int{"attainment": reached(people, &attainment, ownGoals), "better_life": reached(people, &betterLifeTable, ownAnswer)} {
			var lines []string
			for scale, times := range n {
				lines = append(lines, fmt.Sprintf("%s %d", scale, times))
			}
			slices.Sort(lines)
			fmt.Println(people, name, lines)
		}
	}
}
