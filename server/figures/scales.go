package figures

// points are all the percentages that some curve's scale shows, rising. A table of
// answers has a point between each two neighbours: those who stand for a later one.
var points = [...]int{1, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100}

// mask is a set of points, by their index.
type mask uint16

func maskOf(percents ...int) (m mask) {
	for i, p := range points {
		for _, q := range percents {
			if p == q {
				m |= 1 << i
			}
		}
	}
	return m
}

// Scale names the points that are shown.
type Scale struct {
	Name   string
	points mask
}

// curveScales are declared from the finest to the coarsest (rule 7). 1 stands for
// "some": more than nothing.
var curveScales = []Scale{
	{"tenths", maskOf(10, 20, 30, 40, 50, 60, 70, 80, 90, 100)},
	{"quarters", maskOf(25, 50, 75, 100)},
	{"none_some_half_all", maskOf(1, 50, 100)},
	{"some_and_half", maskOf(1, 50)},
	{"half", maskOf(50)},
	{"some", maskOf(1)},
}

// after is the set of points behind the given options, counted from 1: those
// before and those behind a point are told apart.
func after(options ...int) (m mask) {
	for _, o := range options {
		m |= 1 << (o - 1)
	}
	return m
}

// The scales of tables of two, three and four answers: each answer by itself, then
// neighbours taken together.
var (
	twoAnswers   = []Scale{{"each", after(1)}}
	threeAnswers = []Scale{{"each", after(1, 2)}, {"first_or_other", after(1)}, {"last_or_other", after(2)}}
	fourAnswers  = []Scale{{"each", after(1, 2, 3)}, {"last_two_together", after(1, 2)}, {"two_and_two", after(2)}, {"first_or_other", after(1)}}
	// The scales of money tell every sum by itself, or the first, or the total alone.
	eachMonth = []Scale{{"each", after(1, 2)}}
	eachWhat  = []Scale{{"each", after(1, 2)}, {"first_or_other", after(1)}}
	eachGain  = []Scale{{"each", after(1)}}
)

func (t *Table) scale(name string) Scale {
	for _, s := range t.Scales {
		if s.Name == name {
			return s
		}
	}
	return Scale{}
}

// ScaleNames are those of the scales, the finest first.
func (t *Table) ScaleNames() []string {
	names := []string{}
	for _, s := range t.Scales {
		names = append(names, s.Name)
	}
	return names
}

// blocks are the options as a set of points takes them together: of each block
// the first option and the one behind its last.
func (t *Table) blocks(m mask) (out [][2]int) {
	from := 0
	for i := range t.Options {
		if i == len(t.Options)-1 || m&(1<<i) != 0 {
			out = append(out, [2]int{from, i + 1})
			from = i + 1
		}
	}
	return out
}

// Curve counts distinct people: all whom the question reaches, and those who
// reach each of the points.
type Curve struct {
	Base int
	At   [len(points)]int
}

// add counts somebody who reaches so many points.
func (c *Curve) add(reached, sign int) {
	c.Base += sign
	for i := range reached {
		c.At[i] += sign
	}
}

func (c *Curve) plus(o Curve, sign int) {
	c.Base += sign * o.Base
	for i := range c.At {
		c.At[i] += sign * o.At[i]
	}
}

// bands are the people between neighbouring points of m, from the base down;
// without points, the base alone.
func (c Curve) bands(m mask) []int {
	out, above := make([]int, 0, len(points)+1), c.Base
	for i := range points {
		if m&(1<<i) != 0 {
			out = append(out, above-c.At[i])
			above = c.At[i]
		}
	}
	return append(out, above)
}
