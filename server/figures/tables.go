package figures

// Share is how much of their own a person has: Part of Whole. A Whole of 0
// stands for a person whom the question does not reach.
type Share struct{ Part, Whole uint32 }

// reaches tells whether the share is at least so many hundredths.
func (s Share) reaches(percent int) bool {
	return s.Whole > 0 && 100*uint64(s.Part) >= uint64(percent)*uint64(s.Whole)
}

// Table is one question that is answered about every quarter. Both of the first
// tables are curves: cells say how many people reached at least so much.
type Table struct {
	Name       string
	Title      string
	Question   string
	Definition string
	// Share reads one person's part of the answer.
	Share func(Contribution) Share `json:"-"`
	// Alone, where there is one, reads it from what the person judged alone.
	Alone func(Contribution) Share `json:"-"`
}

// Tables are all that can be asked. There are no other queries (rule 1).
var Tables = []Table{
	{
		Name:     "attainment",
		Title:    "What people achieved of what they set out to do",
		Question: "How many people have achieved how much of what they set out to do?",
		Definition: "Everybody who was alongside in the quarter and has a goal of their own is counted once. A goal is" +
			" achieved when the newest thing that the person said about it by the end of the quarter, alone or together" +
			" with their coach, is that they have done it or enough of it. Each line says how many people achieved at" +
			" least that percentage of their own goals. Goals that were set aside do not count; a goal that nobody" +
			" asked about counts as not achieved.",
		Share: func(c Contribution) Share { return Share{uint32(c.Achieved), uint32(c.Counted)} },
		Alone: func(c Contribution) Share { return Share{uint32(c.AchievedSelf), uint32(c.Counted)} },
	},
	{
		Name:     "progress",
		Title:    "How far people feel that they have come",
		Question: "How far do people feel that they have come with what they set out to do?",
		Definition: "Everybody who was alongside in the quarter and ever said, alone or together with their coach, how far" +
			" they are with a goal of their own is counted once. Each goal stands for the newest answer by the end of" +
			" the quarter, from 0 to 100; a person stands for the mean of their goals. Each line says how many people" +
			" have come at least that far on average. Goals that were set aside do not count.",
		Share: func(c Contribution) Share { return Share{uint32(c.HowFar), uint32(100 * c.Heard)} },
	},
}

// FindTable is the table of that name.
func FindTable(name string) (*Table, bool) {
	for i := range Tables {
		if Tables[i].Name == name {
			return &Tables[i], true
		}
	}
	return nil, false
}

// points are all the percentages that some scale shows, rising.
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

// Scale names the points that a curve shows.
type Scale struct {
	Name   string
	points mask
}

// scales are declared from the finest to the coarsest (rule 7). 1 stands for
// "some": more than nothing.
var scales = []Scale{
	{"tenths", maskOf(10, 20, 30, 40, 50, 60, 70, 80, 90, 100)},
	{"quarters", maskOf(25, 50, 75, 100)},
	{"none_some_half_all", maskOf(1, 50, 100)},
	{"some_and_half", maskOf(1, 50)},
	{"half", maskOf(50)},
	{"some", maskOf(1)},
}

func scaleNamed(name string) Scale {
	for _, s := range scales {
		if s.Name == name {
			return s
		}
	}
	return Scale{}
}

// Curve counts distinct people: all whom the question reaches, and those who
// reach each of the points.
type Curve struct {
	Base int
	At   [len(points)]int
}

func (c *Curve) add(s Share, sign int) {
	if s.Whole == 0 {
		return
	}
	c.Base += sign
	for i, p := range points {
		if !s.reaches(p) {
			return
		}
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
