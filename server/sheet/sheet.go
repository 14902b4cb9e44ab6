// Package sheet writes tables as CSV (RFC 4180) and describes them as CSVW (W3C
// Tabular Data on the Web), in such a way that a spreadsheet shows what people
// wrote and never runs it.
package sheet

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
)

// Column is one column of a table of rows T.
type Column[T any] struct {
	Name, Title string
	Datatype    string // of CSVW: string, integer, date, boolean
	Null        string // what stands where there is no value; "" for the empty text
	Read        func(T) string
}

// Write makes the CSV, with a header of the columns' names.
func Write[T any](columns []Column[T], rows []T) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	line := make([]string, len(columns))
	for i, c := range columns {
		line[i] = c.Name
	}
	err := w.Write(line)
	for _, row := range rows {
		for i, c := range columns {
			line[i] = c.Read(row)
			if c.Datatype == "string" {
				line[i] = Plain(line[i])
			}
		}
		if err == nil {
			err = w.Write(line)
		}
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	if err != nil {
		return nil, fmt.Errorf("writing CSV: %w", err)
	}
	return out.Bytes(), nil
}

// Plain takes from a text what makes spreadsheets run it: one that begins like a
// formula is given an apostrophe, and so is one that does behind blanks.
func Plain(text string) string {
	first := strings.TrimLeft(text, " \u00a0")
	if text != "" && strings.ContainsRune("\t\r\n", rune(text[0])) ||
		first != "" && strings.ContainsAny(first[:1], "=+-@\t\r\n") {
		return "'" + text
	}
	return text
}

// About says what a table is, for its description.
type About struct {
	URL         string // of the CSV
	Title       string
	Description string
	Identifier  string // "" for none
	Issued      string // RFC 3339, "" for none
}

// Describe makes the CSVW metadata of what Write makes.
func Describe[T any](columns []Column[T], about About) ([]byte, error) {
	type object = map[string]any
	described := make([]object, 0, len(columns))
	for _, c := range columns {
		of := object{"name": c.Name, "titles": c.Title, "datatype": c.Datatype}
		if c.Null != "" {
			of["null"] = c.Null
		}
		described = append(described, of)
	}
	out := object{
		"@context":       []any{"http://www.w3.org/ns/csvw", object{"@language": "en"}},
		"url":            about.URL,
		"dc:title":       about.Title,
		"dc:description": about.Description,
		"tableSchema":    object{"columns": described},
	}
	if about.Identifier != "" {
		out["dc:identifier"] = about.Identifier
	}
	if about.Issued != "" {
		out["dc:issued"] = about.Issued
	}
	return json.Marshal(out)
}
