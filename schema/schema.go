// Package schema declares every kind of record that the place keeps: its
// fields, how each merges, what it may hold, and for whose eyes it is.
//
// The structs in life.go and shared.go are the only declaration. The rule
// table, the checks of Validate, the TypeScript in schema.gen.ts and the table
// that phones check with are all read from their tags:
//
//	json      the field's name, exact
//	rule      how it merges: latest, versions, set or once
//	validate  what a value may be (go-playground/validator v10, or checks.go)
//	scopes    the scope types that may hold the field, when fewer than its kind's
//	doc       by whom the field is read, and to what end
//
// Once released, a rule or type stays: what should mean something else gets a field of its own.
package schema

//go:generate go -C .. run ./schema/gen

import (
	"fmt"
	"reflect"
	"strings"

	"alongside/sync/merge"
)

// Version is sent with every round; it grows by one with each release that adds
// kinds or fields.
const Version = 2

// MaxChangeBytes is how long the JSON of one change may be.
const MaxChangeBytes = 64 << 10

// Type says what a field's value is in JSON.
type Type string

const (
	Text Type = "text" // a string
	Bool Type = "bool"
	Int  Type = "int"  // a whole number within +-(2^53-1)
	List Type = "list" // an array of objects with the fields in Items, or of strings
)

// Kind is one kind of record.
type Kind struct {
	Name    string
	Scopes  []string // the scope types that may hold it
	Fields  []Field  // in the order of declaration
	HasGone bool     // false for kinds with once fields, which are corrected and never removed
	Doc     string

	byName map[string]*Field
}

// Field is one field of a kind, or of the entries of a List field.
type Field struct {
	Name   string
	Rule   merge.Rule // empty for entries of a list
	Type   Type       // of one member, where the rule is set
	Checks []Check    // of the value, or of one member where the rule is set
	Most   int        // how many members or entries one change may carry; 0 if it is neither
	Items  []Field    // of a List of objects
	Scopes []string   // empty: all of its kind's
	Doc    string

	tag string // Checks as the validator reads them
}

// Check is one validator tag, such as max=200.
type Check struct{ Name, Arg string }

// Kinds returns all kinds in the order of declaration. It is not to be written to.
func Kinds() []Kind { return kinds }

// Rules returns how each field of each kind merges. It is not to be written to.
func Rules() merge.Rules { return rules }

var (
	kinds  = readKinds(declared)
	rules  = rulesOf(kinds)
	byName = indexOf(kinds)
)

type declaration struct {
	name   string
	scopes string
	fields any
	doc    string
}

func readKinds(from []declaration) []Kind {
	read := make([]Kind, 0, len(from))
	for _, d := range from {
		k := Kind{Name: d.name, Scopes: strings.Fields(d.scopes), Doc: d.doc}
		k.Fields = readFields(reflect.TypeOf(d.fields), d.name)
		k.byName = make(map[string]*Field, len(k.Fields))
		for i := range k.Fields {
			f := &k.Fields[i]
			if k.byName[f.Name] != nil {
				panic(fmt.Sprintf("schema: %s.%s is declared twice", d.name, f.Name))
			}
			k.byName[f.Name] = f
			k.HasGone = k.HasGone || f.Name == "gone"
		}
		read = append(read, k)
	}
	return read
}

func readFields(t reflect.Type, where string) []Field {
	var fields []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Anonymous {
			fields = append(fields, readFields(sf.Type, where)...)
			continue
		}
		fields = append(fields, readField(sf, where))
	}
	return fields
}

func readField(sf reflect.StructField, where string) Field {
	tag := sf.Tag
	f := Field{
		Name: tag.Get("json"), Rule: merge.Rule(tag.Get("rule")), Doc: tag.Get("doc"),
		Scopes: strings.Fields(tag.Get("scopes")), tag: tag.Get("validate"),
	}
	t := sf.Type
	if t.Kind() == reflect.Slice {
		head, rest, _ := strings.Cut(f.tag, ",dive")
		f.tag = strings.TrimPrefix(rest, ",")
		fmt.Sscanf(head, "max=%d", &f.Most)
		if f.Most == 0 {
			panic(fmt.Sprintf("schema: %s.%s has no limit", where, f.Name))
		}
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		f.Type = Text
	case reflect.Bool:
		f.Type = Bool
	case reflect.Int64:
		f.Type = Int
	case reflect.Struct:
		f.Items = readFields(t, where+"."+f.Name)
	default:
		panic(fmt.Sprintf("schema: %s.%s has no type of ours", where, f.Name))
	}
	if f.Most > 0 && f.Rule != merge.Set {
		f.Type = List
	}
	f.Checks = readChecks(f.tag)
	return f
}

func readChecks(tag string) []Check {
	var checks []Check
	for one := range strings.SplitSeq(tag, ",") {
		if one != "" {
			name, arg, _ := strings.Cut(one, "=")
			checks = append(checks, Check{name, arg})
		}
	}
	return checks
}

func rulesOf(kinds []Kind) merge.Rules {
	all := merge.Rules{}
	for _, k := range kinds {
		all[k.Name] = map[string]merge.Rule{}
		for _, f := range k.Fields {
			all[k.Name][f.Name] = f.Rule
		}
	}
	return all
}

func indexOf(kinds []Kind) map[string]*Kind {
	index := make(map[string]*Kind, len(kinds))
	for i := range kinds {
		index[kinds[i].Name] = &kinds[i]
	}
	return index
}
