package figures

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"alongside/server/sheet"
)

// row is one line of the CSV form: one per cell, or one without a cell where a
// table tells none.
type row struct {
	page  *readPage
	group *Group
	voice string
	cell  *Cell
}

type readPage struct {
	page
	Complete Complete `json:"complete"`
	Groups   []Group  `json:"groups"`
}

type column = sheet.Column[row]

func text(name, title string, read func(row) string) column {
	return column{Name: name, Title: title, Datatype: "string", Read: read}
}

func number(name, title string, read func(row) string) column {
	return column{Name: name, Title: title, Datatype: "integer", Null: Withheld.String(), Read: read}
}

func ofCell(read func(*Cell) string) func(row) string {
	return func(r row) string {
		if r.cell == nil {
			return Withheld.String()
		}
		return read(r.cell)
	}
}

// The columns that every table begins with, those of its shape's cells, and those
// that every table ends with.
var (
	firstColumns = []column{
		text("table", "Table", func(r row) string { return r.page.Table }),
		text("quarter", "Quarter", func(r row) string { return r.page.Quarter }),
		text("release", "Release", func(r row) string { return r.page.Release }),
		text("group", "Group", func(r row) string { return r.group.Group }),
		text("name", "Name of the group", func(r row) string { return r.group.Name }),
		number("people", "People that the group's figures are about", func(r row) string { return r.group.People.String() }),
		number("left_out", "People who asked to be left out", func(r row) string { return r.group.LeftOut.String() }),
		number("set_aside", "People who set a goal aside in the quarter", func(r row) string { return r.group.SetAside.String() }),
		number("added", "People who added a goal in the quarter", func(r row) string { return r.group.Added.String() }),
		number("no_goal_yet", "People without a goal that counts", func(r row) string { return r.group.NoGoal.String() }),
		number("quarters", "Quarters taken together", func(r row) string { return strconv.Itoa(r.group.Quarters) }),
	}
	keyColumn  = text("key", "Which cell", ofCell(func(c *Cell) string { return c.Key }))
	wordColumn = text("words", "What the cell is", ofCell(func(c *Cell) string { return c.Words }))
	headCount  = number("cell_people", "People whom the cell stands for", ofCell(func(c *Cell) string { return c.People.String() }))
	cellSum    = number("cell_minor_units", "Money, in minor units of the currency", ofCell(func(c *Cell) string { return c.Minor.String() }))
	inCurrency = text("currency", "Currency (ISO 4217)", func(r row) string { return r.group.Currency })
	percentage = number("cell_percent", "The same as a percentage of the people", ofCell(func(c *Cell) string { return c.Percent.String() }))

	shapeColumns = map[Shape][]column{
		ShapeCurve: {
			text("voice", "Whose voice is heard: self_or_together, or self alone", func(r row) string { return r.voice }),
			number("at_least", "At least so many percent; 1 stands for some", ofCell(func(c *Cell) string { return strconv.Itoa(c.AtLeast) })),
			headCount, percentage},
		ShapeChoice: {keyColumn, wordColumn, headCount, percentage},
		ShapeMoney: {keyColumn, wordColumn, headCount, cellSum, inCurrency,
			number("total_minor_units", "The group's total, in minor units of the currency", func(r row) string { return r.group.MinorUnits.String() })},
		ShapeTally: {keyColumn, number("times", "How often it was met", ofCell(func(c *Cell) string { return c.Times.String() })), cellSum, inCurrency},
	}
	lastColumns = []column{
		text("note", "What is withheld, and why", func(r row) string { return r.group.Note }),
		number("goals_not_heard", "Goals of the place that nobody was heard about", func(r row) string { return r.page.Complete.GoalsNotHeard.String() }),
		number("devices_not_heard", "Devices of the place not in touch since", func(r row) string { return r.page.Complete.DevicesNotHeard.String() }),
	}
)

// columns are those of a page; pages of old have no shape and are curves.
func (p *page) columns() []column {
	shape := p.Shape
	if shape == "" {
		shape = ShapeCurve
	}
	return slices.Concat(firstColumns, shapeColumns[shape], lastColumns)
}

// CSV writes a frozen page as CSV with a header.
func CSV(frozen []byte) ([]byte, error) {
	var p readPage
	if err := json.Unmarshal(frozen, &p); err != nil {
		return nil, fmt.Errorf("reading a frozen page: %w", err)
	}
	var rows []row
	for i := range p.Groups {
		g := &p.Groups[i]
		rows = appendRows(rows, row{page: &p, group: g, voice: "self_or_together"}, g.Cells)
		if g.Self != nil && len(g.Self.Cells) > 0 {
			own := *g
			own.People = g.Self.People
			rows = appendRows(rows, row{page: &p, group: &own, voice: "self"}, g.Self.Cells)
		}
	}
	return sheet.Write(p.columns(), rows)
}

func appendRows(rows []row, r row, cells []Cell) []row {
	if len(cells) == 0 {
		return append(rows, r)
	}
	for i := range cells {
		r.cell = &cells[i]
		rows = append(rows, r)
	}
	return rows
}

// CSVW describes the CSV at url.
func CSVW(frozen []byte, url string) ([]byte, error) {
	var p page
	if err := json.Unmarshal(frozen, &p); err != nil {
		return nil, fmt.Errorf("reading a frozen page: %w", err)
	}
	described, ok := FindTable(p.Table)
	if !ok {
		described = &Table{Title: p.Table}
	}
	return sheet.Describe(p.columns(), sheet.About{URL: url, Title: described.Title + ", " + p.Quarter,
		Description: strings.TrimSpace(described.Definition), Identifier: p.Release, Issued: p.ReleasedAt})
}
