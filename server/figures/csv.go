package figures

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// column is one column of the CSV form: one row per line of a curve, or one row
// without a line where no curve is told.
type column struct {
	name, title, datatype string
	read                  func(row) string
}

type row struct {
	page  *readPage
	group *Group
	voice string
	cell  *Cell // nil where no curve is told
}

type readPage struct {
	page
	Complete Complete `json:"complete"`
	Groups   []Group  `json:"groups"`
}

var columns = []column{
	{"table", "Table", "string", func(r row) string { return r.page.Table }},
	{"quarter", "Quarter", "string", func(r row) string { return r.page.Quarter }},
	{"release", "Release", "string", func(r row) string { return r.page.Release }},
	{"group", "Group", "string", func(r row) string { return r.group.Group }},
	{"name", "Name of the group", "string", func(r row) string { return r.group.Name }},
	{"people", "People that the group's curve is about", "integer", func(r row) string { return r.group.People.String() }},
	{"left_out", "People who asked to be left out", "integer", func(r row) string { return r.group.LeftOut.String() }},
	{"set_aside", "People who set a goal aside in the quarter", "integer", func(r row) string { return r.group.SetAside.String() }},
	{"added", "People who added a goal in the quarter", "integer", func(r row) string { return r.group.Added.String() }},
	{"no_goal_yet", "People without a goal that counts", "integer", func(r row) string { return r.group.NoGoal.String() }},
	{"quarters", "Quarters taken together", "integer", func(r row) string { return strconv.Itoa(r.group.Quarters) }},
	{"voice", "Whose voice is heard: self_or_together, or self alone", "string", func(r row) string { return r.voice }},
	{"at_least", "At least so many percent; 1 stands for some", "integer", func(r row) string {
		return ofCell(r, func(c *Cell) string { return strconv.Itoa(c.AtLeast) })
	}},
	{"cell_people", "People who reached that", "integer", func(r row) string {
		return ofCell(r, func(c *Cell) string { return c.People.String() })
	}},
	{"cell_percent", "The same as a percentage of the people", "integer", func(r row) string {
		return ofCell(r, func(c *Cell) string { return c.Percent.String() })
	}},
	{"note", "What is withheld, and why", "string", func(r row) string { return r.group.Note }},
	{"goals_not_heard", "Goals of the place that nobody was heard about", "integer", func(r row) string { return r.page.Complete.GoalsNotHeard.String() }},
	{"devices_not_heard", "Devices of the place not in touch since", "integer", func(r row) string { return r.page.Complete.DevicesNotHeard.String() }},
}

func ofCell(r row, read func(*Cell) string) string {
	if r.cell == nil {
		return Withheld.String()
	}
	return read(r.cell)
}

// CSV writes a frozen page as CSV with a header (RFC 4180). Text that a
// spreadsheet would take for a formula begins with an apostrophe.
func CSV(frozen []byte) ([]byte, error) {
	var p readPage
	if err := json.Unmarshal(frozen, &p); err != nil {
		return nil, fmt.Errorf("reading a frozen page: %w", err)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	var header []string
	for _, c := range columns {
		header = append(header, c.name)
	}
	lines := [][]string{header}
	for i := range p.Groups {
		g := &p.Groups[i]
		lines = appendLines(lines, row{page: &p, group: g, voice: "self_or_together"}, g.Cells)
		if g.Self != nil && len(g.Self.Cells) > 0 {
			own := *g
			own.People = g.Self.People
			lines = appendLines(lines, row{page: &p, group: &own, voice: "self"}, g.Self.Cells)
		}
	}
	if err := w.WriteAll(lines); err != nil {
		return nil, fmt.Errorf("writing CSV: %w", err)
	}
	return out.Bytes(), nil
}

func appendLines(lines [][]string, r row, cells []Cell) [][]string {
	all := make([]*Cell, 0, len(cells)+1)
	for i := range cells {
		all = append(all, &cells[i])
	}
	if len(all) == 0 {
		all = append(all, nil)
	}
	for _, r.cell = range all {
		var line []string
		for _, c := range columns {
			text := c.read(r)
			if c.datatype == "string" {
				text = plain(text)
			}
			line = append(line, text)
		}
		lines = append(lines, line)
	}
	return lines
}

// plain takes from a text what makes spreadsheets run it.
func plain(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}

// CSVW describes the CSV at url (W3C Tabular Data on the Web).
func CSVW(frozen []byte, url string) ([]byte, error) {
	var p page
	if err := json.Unmarshal(frozen, &p); err != nil {
		return nil, fmt.Errorf("reading a frozen page: %w", err)
	}
	described, ok := FindTable(p.Table)
	if !ok {
		described = &Table{Title: p.Table}
	}
	type property = map[string]any
	var schema []property
	for _, c := range columns {
		of := property{"name": c.name, "titles": c.title, "datatype": c.datatype}
		if c.datatype == "integer" {
			of["null"] = Withheld.String()
		}
		schema = append(schema, of)
	}
	return encode(property{
		"@context":       []any{"http://www.w3.org/ns/csvw", property{"@language": "en"}},
		"url":            url,
		"dc:title":       described.Title + ", " + p.Quarter,
		"dc:description": described.Definition,
		"dc:identifier":  p.Release,
		"dc:issued":      p.ReleasedAt,
		"tableSchema":    property{"columns": schema},
	})
}
