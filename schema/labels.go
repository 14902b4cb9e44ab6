package schema

import (
	_ "embed"
	"encoding/json"
)

// Labels are the words by which a record is shown to the person whom it is about:
// on their page, which imports the same file, and in the copy that they take away.
type Labels struct {
	Kinds   map[string]string `json:"kinds"`
	Fields  map[string]string `json:"fields"` // by field, or by <kind>.<field> where that reads better
	Choices map[string]string `json:"choices"`
	Far     []string          `json:"far"`  // how far something is, by tens
	Copy    map[string]string `json:"copy"` // sentences of the copy; {names} are filled in
}

//go:embed labels/en.json
var english []byte

//go:embed labels/cy.json
var welsh []byte

var labels = map[string]Labels{"en": readLabels(english), "cy": readLabels(welsh)}

func readLabels(text []byte) (l Labels) {
	must(json.Unmarshal(text, &l))
	return l
}

// LabelsIn are the labels in a language, English where there are none in it.
func LabelsIn(lang string) Labels {
	if l, ok := labels[lang]; ok {
		return l
	}
	return labels["en"]
}

// Field is how a field of a kind is called.
func (l Labels) Field(kind, field string) string {
	if own, ok := l.Fields[kind+"."+field]; ok {
		return own
	}
	return l.Fields[field]
}
