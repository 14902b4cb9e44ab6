package figures

import (
	"strconv"
	"strings"
)

// Count is a number as it is told; a withheld one is the JSON string "*".
type Count int

// Withheld is the Count that is not told.
const Withheld Count = -1

// MarshalJSON writes a number, or "*".
func (c Count) MarshalJSON() ([]byte, error) {
	if c == Withheld {
		return []byte(`"*"`), nil
	}
	return strconv.AppendInt(nil, int64(c), 10), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Count) UnmarshalJSON(text []byte) error {
	if string(text) == `"*"` {
		*c = Withheld
		return nil
	}
	n, err := strconv.Atoi(string(text))
	*c = Count(n)
	return err
}

func (c Count) String() string {
	if c == Withheld {
		return "*"
	}
	return strconv.Itoa(int(c))
}

// Group is what is told of the place or of one organisation.
type Group struct {
	Group    string `json:"group"`
	Name     string `json:"name"`
	People   Count  `json:"people"`
	LeftOut  Count  `json:"left_out"`
	SetAside Count  `json:"set_aside"`
	Added    Count  `json:"added"`
	NoGoal   Count  `json:"no_goal_yet"`
	// Scale names the points of cells; "" where no curve can be told.
	Scale string `json:"scale"`
	// Quarters is 1, or 4 where four quarters are taken together.
	Quarters int    `json:"quarters"`
	Cells    []Cell `json:"cells"`
	Self     *Alone `json:"self,omitempty"`
	// Times is how often it happened, of a tally, which counts no people.
	Times *Count `json:"times,omitempty"`
	// Currency and MinorUnits, the total, are told by tables of money.
	Currency   string `json:"currency,omitempty"`
	MinorUnits *Minor `json:"minor_units,omitempty"`
	Note       string `json:"note"`
}

// Alone is the curve of what people judged by themselves.
type Alone struct {
	People Count  `json:"people"`
	Scale  string `json:"scale"`
	Cells  []Cell `json:"cells"`
}

// Complete says how much was not heard of.
type Complete struct {
	GoalsNotHeard   Count `json:"goals_not_heard"`
	DevicesNotHeard Count `json:"devices_not_heard"`
}

// rounded is rule 4: to the nearest 5.
func rounded(n int) Count {
	if off[4] {
		return Count(n)
	}
	return Count((n + 2) / 5 * 5)
}

// percent is rule 4 too: of rounded numbers, half up; base is not rounded yet.
func percent(n, base int) Count {
	if base < percentFrom {
		return Withheld
	}
	part, whole := int(rounded(n)), int(rounded(base))
	return Count((200*part + whole) / (2 * whole))
}

func shownOr(n int, shown bool) Count {
	if !shown {
		return Withheld
	}
	return rounded(n)
}

// cap tells of no more people than have a goal that counts: more would tell that
// somebody has none, of whom there may be few.
func (first *draft) cap(g *Group) {
	counted := len(first.place.now.Curve[alone])
	if few(counted) || off[5] {
		return
	}
	g.People = min(g.People, rounded(counted))
	for i := range g.Cells {
		g.Cells[i].People = min(g.Cells[i].People, rounded(counted))
	}
}

func (g *group) render(d *draft, currency string) Group {
	p, t := &g.pub, d.table
	at := func(s side) Count { return shownOr(p.Sides[s].N, p.Sides[s].Shown) }
	out := Group{Group: g.id, Name: g.name, People: shownOr(p.base(), p.told()),
		LeftOut: at(leftOut), SetAside: at(setAside), Added: at(added), NoGoal: at(noGoal),
		Quarters: 1, Cells: []Cell{}, Note: p.note(t)}
	if p.Mode == pooled && p.told() { // which it would have been must not be told of what is withheld
		out.Quarters = pooledQuarters
	}
	if p.told() {
		out.Scale = p.Scale
	}
	switch t.Shape {
	case ShapeCurve:
		out.Cells = curveCells(p.Counts[p.Mode], p.points())
	case ShapeChoice:
		out.Cells = answerCells(t, p)
	case ShapeMoney:
		out.Currency, out.MinorUnits, out.Cells = currency, totalOf(p), sumCells(t, p)
		if !p.Money.Shown {
			out.People = Withheld
		}
		d.first.cap(&out)
	case ShapeTally:
		times := shownOr(p.base(), p.timesTold())
		out.Currency, out.Cells, out.Times, out.People = currency, rowCells(p), &times, Withheld
	}
	if t.Alone != nil && g.id == PlaceGroup {
		out.Self = &Alone{People: shownOr(p.Self.Counts.Base, p.Self.Scale != ""),
			Scale: p.Self.Scale, Cells: curveCells(p.Self.Counts, t.scale(p.Self.Scale).points)}
	}
	return out
}

// note says in words what is withheld and why; "" where nothing is.
func (p *Published) note(t *Table) string {
	if t.Shape == ShapeMoney || t.Shape == ShapeTally {
		return p.noteOfSums(t)
	}
	if !p.told() { // one sentence for both reasons: which of them it is would tell something
		return "Nothing is shown here: the numbers would stand for fewer than 8 people, or let such a number be worked out."
	}
	var says []string
	if p.Mode == pooled {
		says = append(says, "This quarter and the three before it are taken together, each person by their newest quarter,"+
			" because one quarter alone would tell on a few people.")
	}
	switch {
	case p.Scale == t.Scales[0].Name:
	case p.Scale == "" && t.Shape == ShapeChoice:
		says = append(says, "No answer is shown by itself: some would stand for fewer than 8 people, or let such a number be worked out.")
	case t.Shape == ShapeChoice:
		says = append(says, "Some answers are taken together: by themselves they would stand for fewer than 8 people, or let such a number be worked out.")
	case p.Scale == "":
		says = append(says, "No curve is shown: on every scale some step would stand for fewer than 8 people, or let such a number be worked out.")
	default:
		says = append(says, "Finer steps are not shown: some would stand for fewer than 8 people, or let such a number be worked out.")
	}
	if p.base() < percentFrom && p.Scale != "" {
		says = append(says, "Percentages are withheld: there are fewer than 20 people.")
	}
	for _, s := range p.Sides {
		if !s.Shown {
			says = append(says, "A * stands where a number is withheld: it would stand for fewer than 8 people, or give away such a number.")
			break
		}
	}
	return strings.Join(says, " ")
}
