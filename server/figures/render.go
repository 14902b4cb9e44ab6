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

// Cell is one line of a curve.
type Cell struct {
	AtLeast int   `json:"at_least"` // percent; 1 stands for "some"
	People  Count `json:"people"`
	Percent Count `json:"percent"`
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
	Note     string `json:"note"`
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
func rounded(n int) Count { return Count((n + 2) / 5 * 5) }

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

func completeness(heard notHeard, devices int) Complete {
	return Complete{
		GoalsNotHeard:   shownOr(heard.Goals, !few(heard.Goals) && !few(heard.People)),
		DevicesNotHeard: shownOr(devices, !few(devices)),
	}
}

func (g *group) render(t *Table) Group {
	p := &g.pub
	at := func(s side) Count { return shownOr(p.Sides[s].N, p.Sides[s].Shown) }
	out := Group{Group: g.id, Name: g.name, People: shownOr(p.base(), p.told()),
		LeftOut: at(leftOut), SetAside: at(setAside), Added: at(added), NoGoal: at(noGoal),
		Quarters: 1, Cells: []Cell{}, Note: p.note()}
	if p.Mode == pooled {
		out.Quarters = pooledQuarters
	}
	if p.told() {
		out.Scale, out.Cells = p.Scale, cells(p.Counts[p.Mode], p.Scale)
	}
	if t.Alone != nil && g.id == PlaceGroup {
		out.Self = &Alone{People: shownOr(p.Self.Counts.Base, p.Self.Scale != ""),
			Scale: p.Self.Scale, Cells: cells(p.Self.Counts, p.Self.Scale)}
	}
	return out
}

func cells(c Curve, scale string) []Cell {
	out := []Cell{}
	for i, at := range points {
		if scaleNamed(scale).points&(1<<i) != 0 {
			out = append(out, Cell{AtLeast: at, People: rounded(c.At[i]), Percent: percent(c.At[i], c.Base)})
		}
	}
	return out
}

// note says in words what is withheld and why; "" where nothing is.
func (p *Published) note() string {
	if !p.told() { // one sentence for both reasons: which of them it is would tell something
		return "Nothing is shown here: the numbers would stand for fewer than 8 people, or let such a number be worked out."
	}
	var says []string
	if p.Mode == pooled {
		says = append(says, "This quarter and the three before it are taken together, each person by their newest quarter,"+
			" because one quarter alone would tell on a few people.")
	}
	switch p.Scale {
	case scales[0].Name:
	case "":
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
