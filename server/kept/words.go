package kept

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"alongside/schema"
)

// told are the fields that a record is all about: they need no label.
var told = []string{"words", "story", "what", "name"}

// untold join records, or are told otherwise: as a day's heading, a part's, a sum.
var untold = []string{"on", "corrects", "source", "order", "currency", "circle", "of", "of_kind", "file"}

// lines puts what a record holds into words, in the order in which it is declared.
func (t *teller) lines(item Item) []line {
	var out []line
	for _, kind := range schema.Kinds() {
		if kind.Name != item.Kind {
			continue
		}
		for i := range kind.Fields {
			if l, ok := t.line(item, &kind.Fields[i]); ok {
				out = append(out, l)
			}
		}
	}
	return out
}

func (t *teller) line(item Item, f *schema.Field) (line, bool) {
	value, there := item.Fields[f.Name]
	if !there || hidden(item.Kind, f.Name) {
		return line{}, false
	}
	l := line{Label: t.labels.Field(item.Kind, f.Name)}
	if slices.Contains(told, f.Name) && item.Kind != "person" {
		l.Label = ""
	}
	if versions := item.Versions[f.Name]; len(versions) > 0 {
		l.Texts = append(l.Texts, t.labels.Copy["versions"])
		for _, v := range versions {
			l.Texts = append(l.Texts, t.member(v.By)+": "+v.Text)
		}
		return l, true
	}
	l.Texts = t.texts(item, f, value)
	return l, len(l.Texts) > 0
}

// hidden says whether a field is told otherwise, or holds no words for anybody.
func hidden(kind, field string) bool {
	switch kind {
	case "strength":
		return field != "of" && slices.Contains(untold, field)
	case "conversation", "contribution":
		return field == "about" || field == "reflection" || slices.Contains(untold, field)
	}
	return slices.Contains(untold, field)
}

func (t *teller) texts(item Item, f *schema.Field, value any) []string {
	switch value := value.(type) {
	case bool:
		if value {
			return []string{t.labels.Choices["yes"]}
		}
		return []string{t.labels.Choices["no"]}
	case int64:
		return []string{t.number(item, f.Name, value)}
	case string:
		return []string{t.text(f, value)}
	case []string:
		out := make([]string, 0, len(value))
		for _, one := range value {
			out = append(out, t.text(f, one))
		}
		return out
	case []any:
		return t.list(item, value)
	}
	return nil
}

func (t *teller) number(item Item, field string, n int64) string {
	switch field {
	case "how_far":
		return t.labels.Far[max(0, min(len(t.labels.Far)-1, int(n+5)/10))]
	case "minor_units":
		return money(n, item.Text("currency"))
	}
	return strconv.FormatInt(n, 10)
}

// list tells receipts, and the parts of what money went on.
func (t *teller) list(item Item, entries []any) []string {
	var out []string
	for _, entry := range entries {
		switch entry := entry.(type) {
		case string:
			out = append(out, entry)
		case map[string]any:
			what, _ := entry["what"].(string)
			sum, _ := entry["minor_units"].(int64)
			out = append(out, what+": "+money(sum, item.Text("currency")))
		}
	}
	return out
}

func (t *teller) text(f *schema.Field, value string) string {
	for _, check := range f.Checks {
		switch check.Name {
		case "day":
			return t.dayWords(value)
		case "actor", "circle", "member":
			return t.actor(value)
		case "oneof":
			return t.labels.Choices[value]
		case "id":
			return t.named(value)
		}
	}
	return value
}

// named is what a record that another one names is about.
func (t *teller) named(id string) string {
	if name, ok := t.record.Names["team:"+id]; ok {
		return name
	}
	item, ok := t.items[id]
	if !ok {
		return "–"
	}
	for _, field := range []string{"words", "name", "what"} {
		if text := item.Text(field); text != "" {
			return text
		}
	}
	return t.dayWords(t.dayOf(item))
}

// actor is the name of a member or a team, "you" for the person, else as written.
// Of another person there is no name: whose it is is not this record's to tell.
func (t *teller) actor(actor string) string {
	sort, id, named := strings.Cut(actor, ":")
	switch {
	case named && sort == "person" && id == t.record.Person:
		return t.labels.Copy["you"]
	case named && (sort == "member" || sort == "team" || sort == "person"):
		if name := t.record.Names[actor]; name != "" {
			return name
		}
		return t.labels.Copy["somebody"]
	}
	return actor
}

func (t *teller) member(id string) string { return t.actor("member:" + id) }

var months = map[string][]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"cy": {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"},
}

// dayWords writes 2026-03-01 as 1 March 2026; what is no day stays as it is.
func (t *teller) dayWords(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	names := months[t.lang]
	if names == nil {
		names = months["en"]
	}
	return fmt.Sprintf("%d %s %d", at.Day(), names[at.Month()-1], at.Year())
}

// exponents are how many digits of minor units currencies have, where not two (ISO 4217).
var exponents = map[string]int{"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "VND": 0, "BHD": 3, "KWD": 3, "TND": 3, "JOD": 3, "OMR": 3}

var signs = map[string]string{"GBP": "£", "EUR": "€", "": "£"}

func money(minor int64, currency string) string {
	digits, odd := exponents[currency]
	if !odd {
		digits = 2
	}
	minus := ""
	if minor < 0 {
		minus, minor = "-", -minor
	}
	text := fmt.Sprintf("%0*d", digits+1, minor)
	if digits > 0 {
		text = text[:len(text)-digits] + "." + text[len(text)-digits:]
	}
	if sign, ok := signs[currency]; ok {
		return minus + sign + text
	}
	return minus + currency + " " + text
}
