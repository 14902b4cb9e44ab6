package figures

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Cell is one line of a table; which fields it has follows from the table's shape.
type Cell struct {
	shape   Shape
	AtLeast int      // percent; 1 stands for "some"
	Key     string   // of an option, or the keys of several joined by "+"
	Of      []string // the options that it takes together
	Words   string
	People  Count
	Percent Count
	Times   Count
	Minor   Minor // minor units
}

// Minor is a sum as it is told, in minor units; a withheld one is "*".
type Minor int64

// MarshalJSON writes a number, or "*".
func (m Minor) MarshalJSON() ([]byte, error) {
	if m == Minor(Withheld) {
		return []byte(`"*"`), nil
	}
	return strconv.AppendInt(nil, int64(m), 10), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Minor) UnmarshalJSON(text []byte) error {
	if string(text) == `"*"` {
		*m = Minor(Withheld)
		return nil
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	*m = Minor(n)
	return err
}

func (m Minor) String() string {
	if m == Minor(Withheld) {
		return Withheld.String()
	}
	return strconv.FormatInt(int64(m), 10)
}

// The forms of a cell, by shape.
type (
	curveCell struct {
		AtLeast int   `json:"at_least"`
		People  Count `json:"people"`
		Percent Count `json:"percent"`
	}
	answerCell struct {
		Key     string   `json:"key"`
		Of      []string `json:"of"`
		Words   string   `json:"words"`
		People  Count    `json:"people"`
		Percent Count    `json:"percent"`
	}
	sumCell struct {
		Key    string   `json:"key"`
		Of     []string `json:"of"`
		Words  string   `json:"words"`
		People Count    `json:"people"`
		Minor  Minor    `json:"minor_units"`
	}
	rowCell struct {
		Key   string `json:"key"`
		Times Count  `json:"times"`
		Minor Minor  `json:"minor_units"`
	}
)

// MarshalJSON writes the fields of the cell's shape, in a fixed order.
func (c Cell) MarshalJSON() ([]byte, error) {
	switch c.shape {
	case ShapeChoice:
		return encode(answerCell{c.Key, c.Of, c.Words, c.People, c.Percent})
	case ShapeMoney:
		return encode(sumCell{c.Key, c.Of, c.Words, c.People, c.Minor})
	case ShapeTally:
		return encode(rowCell{c.Key, c.Times, c.Minor})
	}
	return encode(curveCell{c.AtLeast, c.People, c.Percent})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Cell) UnmarshalJSON(text []byte) error {
	var all struct {
		AtLeast int    `json:"at_least"`
		Key     string `json:"key"`
		Of      []string
		Words   string
		People  Count
		Percent Count
		Times   Count
		Minor   Minor `json:"minor_units"`
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	*c = Cell{"", all.AtLeast, all.Key, all.Of, all.Words, all.People, all.Percent, all.Times, all.Minor}
	return nil
}

func curveCells(c Curve, m mask) []Cell {
	out := []Cell{}
	for i, at := range points {
		if m&(1<<i) != 0 {
			out = append(out, Cell{AtLeast: at, People: rounded(c.At[i]), Percent: percent(c.At[i], c.Base)})
		}
	}
	return out
}

// joined is the cell of the options from one to another taken together.
func (t *Table) joined(block [2]int) Cell {
	c := Cell{shape: t.Shape}
	var words []string
	for _, o := range t.Options[block[0]:block[1]] {
		c.Of = append(c.Of, o.Key)
		words = append(words, o.Words)
	}
	c.Key, c.Words = strings.Join(c.Of, "+"), strings.Join(words, " / ")
	return c
}

// each is a cell for every option, all withheld.
func (t *Table) each() (out []Cell) {
	for i := range t.Options {
		c := t.joined([2]int{i, i + 1})
		c.People, c.Percent, c.Minor = Withheld, Withheld, Minor(Withheld)
		out = append(out, c)
	}
	return out
}

func answerCells(t *Table, p *Published) []Cell {
	if p.Scale == "" || !p.told() {
		return t.each()
	}
	out, counts := []Cell{}, p.Counts[p.Mode]
	bands := counts.bands(p.points())
	for i, block := range t.blocks(p.points()) {
		c := t.joined(block)
		c.People, c.Percent = rounded(bands[i]), percent(bands[i], counts.Base)
		out = append(out, c)
	}
	return out
}

func totalOf(p *Published) *Minor {
	total := Minor(Withheld)
	if p.Money.Shown {
		total = Minor(p.Money.Total.Sum)
	}
	return &total
}

func sumCells(t *Table, p *Published) []Cell {
	if p.Money.Blocks == nil {
		return t.each()
	}
	out := []Cell{}
	for i, block := range t.blocks(p.Points) {
		c, b := t.joined(block), p.Money.Blocks[i]
		c.People, c.Minor = rounded(b.People), Minor(roundedSum(b.Sum))
		out = append(out, c)
	}
	return out
}

func rowCells(p *Published) []Cell {
	out := []Cell{}
	for _, row := range p.Rows {
		c := Cell{shape: ShapeTally, Key: row.Key, Times: shownOr(row.People, !few(row.People)), Minor: Minor(Withheld)}
		if row.told() {
			c.Minor = Minor(roundedSum(row.Sum))
		}
		out = append(out, c)
	}
	return out
}

// noteOfSums says in words what a table of sums or times withholds.
func (p *Published) noteOfSums(t *Table) string {
	few := "A * stands where a number is withheld: it would stand for fewer than 8 times, or one of them is more than half of the sum."
	switch {
	case t.Shape == ShapeTally && p.anyFew():
		return few
	case t.Shape == ShapeTally:
		return ""
	case !p.Money.Shown:
		return "Nothing is shown here: it would be the money of fewer than 10 people, or more than half of it one person's."
	case p.Money.Blocks == nil:
		return "The total alone is shown: some sum within it would be the money of fewer than 8 people, or more than half of it one person's."
	}
	return ""
}

func (p *Published) anyFew() bool {
	for _, row := range p.Rows {
		if !row.told() {
			return true
		}
	}
	return false
}
