package sheet

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
)

func TestFormulasAreTold(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"a coat":             "a coat",
		"=1+1":               "'=1+1",
		"+44":                "'+44",
		"-2":                 "'-2",
		"@SUM(A1)":           "'@SUM(A1)",
		"\t=1":               "'\t=1",
		"\r=1":               "'\r=1",
		"\nx":                "'\nx",
		"  =HYPERLINK(\"\")": "'  =HYPERLINK(\"\")",
		"a = b":              "a = b",
	} {
		if got := Plain(text); got != want {
			t.Errorf("Plain(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestRowsComeBackAsTheyWere(t *testing.T) {
	columns := []Column[[2]string]{
		{Name: "words", Title: "Words", Datatype: "string", Read: func(r [2]string) string { return r[0] }},
		{Name: "sum", Title: "Sum", Datatype: "integer", Null: "*", Read: func(r [2]string) string { return r[1] }},
	}
	text, err := Write(columns, [][2]string{{"two\nlines, \"quoted\"", "-5"}, {"=A1", "*"}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"words", "sum"}, {"two\nlines, \"quoted\"", "-5"}, {"'=A1", "*"}}
	for i := range want {
		for j := range want[i] {
			if got[i][j] != want[i][j] {
				t.Errorf("row %d: %q, want %q", i, got[i][j], want[i][j])
			}
		}
	}
	meta, err := Describe(columns, About{URL: "x.csv", Title: "X"})
	var read struct {
		TableSchema struct {
			Columns []struct{ Name, Datatype, Null string }
		} `json:"tableSchema"`
	}
	if err != nil || json.Unmarshal(meta, &read) != nil || len(read.TableSchema.Columns) != 2 || read.TableSchema.Columns[1].Null != "*" {
		t.Errorf("%s %v", meta, err)
	}
}
