package figures

// Shape is how a table answers, and with it which rules it goes through.
type Shape string

const (
	ShapeCurve  Shape = "curve"  // how many people reached at least so much
	ShapeChoice Shape = "choice" // how many people stand for each answer
	ShapeMoney  Shape = "money"  // sums of money
	ShapeTally  Shape = "tally"  // how often something happened
)

// Option is one cell that a table can have.
type Option struct {
	Key   string `json:"key"`
	Words string `json:"words"`
}

// Table is one question that is answered about every quarter. A new question is a
// new entry in Tables: how it is kept, guarded, shown and described follows.
type Table struct {
	Name       string
	Title      string
	Question   string
	Definition string
	Theme      string // which of the commissioner's questions it belongs to
	Shape      Shape
	By         []string // the groupings that it is told by
	Options    []Option // in order; neighbours are taken together where one is few
	Scales     []Scale  // from the finest to the coarsest (rule 7)
	// Value packs what one person stands for; 0 where the question does not reach
	// them. It is what rule 6 compares.
	Value func(*Contribution) uint64
	// Alone, where there is one, reads it from what the person judged alone.
	Alone func(*Contribution) uint64
	// Sums, of money alone, are one person's sums by option.
	Sums func(*Contribution) [moneyCells]int64
}

// reached is how many of the table's points a value reaches.
func (t *Table) reached(value uint64) int {
	switch t.Shape {
	case ShapeCurve:
		return shareOf(value).points()
	case ShapeChoice:
		return int(value - 1)
	}
	return 0
}

// reach is how many of the table's points somebody reaches, and whether the
// question reaches them at all: what reached says of Value, without marking sums.
func (t *Table) reach(c *Contribution) (reached int, counts bool) {
	switch t.Shape {
	case ShapeMoney:
		return 0, t.Sums(c) != [moneyCells]int64{}
	case ShapeTally:
		return 0, c.Met != nil
	}
	value := t.Value(c)
	if value == 0 {
		return 0, false
	}
	return t.reached(value), true
}

// Tables are all that can be asked. There are no other queries (rule 1).
var Tables = []Table{attainment, progress, betterLifeTable, voicesTable, gainedTable, rightFirstTable, waitsTable,
	handOversTable, reassessedTable, easeTable, moraleTable, whoChoseTable, spendingByMonth, spendingByWhat, gainsTable, barriersTable}

// The commissioner's questions.
const (
	themeGoals       = "goals"
	themeLife        = "better_life"
	themeVoices      = "voices"
	themeEfficient   = "efficient"
	themeSustainable = "sustainable"
	themeMoney       = "money"
	themeBarriers    = "barriers"
)

// FindTable is the table of that name.
func FindTable(name string) (*Table, bool) {
	for i := range Tables {
		if Tables[i].Name == name {
			return &Tables[i], true
		}
	}
	return nil, false
}

var attainment = Table{
	Name:     "attainment",
	Title:    "What people achieved of what they set out to do",
	Question: "How many people have achieved how much of what they set out to do?",
	Definition: "Everybody who was alongside in the quarter and has a goal of their own is counted once. A goal is" +
		" achieved when the newest thing that the person said about it by the end of the quarter, alone or together" +
		" with their coach, is that they have done it or enough of it. Each line says how many people achieved at" +
		" least that percentage of their own goals. Goals that were set aside do not count; a goal that nobody" +
		" has ever asked about counts as not achieved.",
	Theme: themeGoals, Shape: ShapeCurve, By: By, Scales: curveScales,
	Value: func(c *Contribution) uint64 { return Share{uint32(c.Achieved), uint32(c.Counted)}.value() },
	Alone: func(c *Contribution) uint64 { return Share{uint32(c.AchievedSelf), uint32(c.Counted)}.value() },
}

var progress = Table{
	Name:     "progress",
	Title:    "How far people feel that they have come",
	Question: "How far do people feel that they have come with what they set out to do?",
	Definition: "Everybody who was alongside in the quarter and ever said, alone or together with their coach, how far" +
		" they are with a goal of their own is counted once. Each goal stands for the newest answer by the end of" +
		" the quarter, from 0 to 100; a person stands for the mean of their goals. Each line says how many people" +
		" have come at least that far on average. Goals that were set aside do not count.",
	Theme: themeGoals, Shape: ShapeCurve, By: By, Scales: curveScales,
	Value: func(c *Contribution) uint64 { return Share{uint32(c.HowFar), uint32(100 * c.Heard)}.value() },
}

// Share is how much of their own a person has: Part of Whole. A Whole of 0
// stands for a person whom the question does not reach.
type Share struct{ Part, Whole uint32 }

// reaches tells whether the share is at least so many hundredths.
func (s Share) reaches(percent int) bool {
	return s.Whole > 0 && 100*uint64(s.Part) >= uint64(percent)*uint64(s.Whole)
}

// points is how many of the points of a curve it reaches.
func (s Share) points() int {
	for i, p := range points {
		if !s.reaches(p) {
			return i
		}
	}
	return len(points)
}
