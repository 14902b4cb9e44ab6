package schema

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"

	"alongside/sync/merge"
)

// Problem is one thing wrong with a change. Path is a JSON pointer into the
// change, Code is stable, Detail says in English what to do about it.
type Problem struct {
	Path   string `json:"path"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// MaxSafeInt is the greatest whole number that every engine holds exactly.
const MaxSafeInt = 1<<53 - 1

const (
	// MaxMembers is how many members of one set one change may add, or drop.
	MaxMembers = 200
	// MaxIdentities is how many one field's over, or one member's drop, may name.
	MaxIdentities = 500
)

// Validate returns what is wrong with a change, sorted by path; nil if nothing.
// scopeType is one of person, between, team, place, self; given a whole scope
// (person:<id>), a person or between record must bear the scope's id. newer says
// that the sender's schema is newer than ours: kinds and fields that we do not
// know pass then. Values are those of wire.Parse: string, int64, bool, nil,
// []any, map[string]any.
func Validate(scopeType string, c merge.Change, newer bool) []Problem {
	scopeType, scopeID, _ := strings.Cut(scopeType, ":")
	v := validation{scope: scopeType, newer: newer}
	if !isID(c.ID) {
		v.found("/id", "not_an_id")
	}
	v.kind = byName[c.Kind]
	if v.kind == nil {
		if !newer {
			v.found("/kind", "unknown_kind")
		}
		return v.problems
	}
	if !slices.Contains(v.kind.Scopes, scopeType) {
		v.found("/kind", "wrong_scope")
		return v.problems
	}
	if scopeID != "" && (c.Kind == "person" || c.Kind == "between") && c.ID != scopeID {
		v.found("/id", "wrong_id")
	}
	v.set(c)
	v.over(c)
	v.add(c)
	v.drop(c)
	slices.SortStableFunc(v.problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	return v.problems
}

type validation struct {
	kind     *Kind
	scope    string
	newer    bool
	problems []Problem
}

func (v *validation) found(path, code string) { v.foundIn(path, code, "") }

func (v *validation) foundIn(path, code, arg string) {
	v.problems = append(v.problems, Problem{path, code, detail(code, arg)})
}

// field returns the declared field for an operation that only some rules allow,
// or nil after noting what is wrong.
func (v *validation) field(path, name string, allowed ...merge.Rule) *Field {
	f := v.kind.byName[name]
	switch {
	case f == nil && !v.newer:
		v.found(path, "unknown_field")
	case f == nil:
	case !slices.Contains(allowed, f.Rule):
		v.foundIn(path, "wrong_operation", operation[f.Rule])
	case len(f.Scopes) > 0 && !slices.Contains(f.Scopes, v.scope):
		v.found(path, "wrong_scope")
	default:
		return f
	}
	return nil
}

var operation = map[merge.Rule]string{
	merge.Latest: "set", merge.Once: "set", merge.Versions: "set and over", merge.Set: "add and drop",
}

func (v *validation) set(c merge.Change) {
	for name := range c.Set {
		path := "/set/" + escape(name)
		f := v.field(path, name, merge.Latest, merge.Once, merge.Versions)
		if f == nil {
			continue
		}
		value := c.Set[name]
		switch {
		case value == nil && f.Rule != merge.Latest:
			v.found(path, "not_null")
		case value == nil:
		case f.Type == List:
			v.list(path, f, value)
		default:
			v.value(path, f, value)
		}
		if s, is := value.(string); is && name == "source" && v.scope == "place" && namesPerson(s) {
			v.found(path, "names_a_person")
		}
	}
}

// namesPerson reports whether a source would tell the whole place of one person.
func namesPerson(source string) bool {
	return strings.HasPrefix(source, "person:") || strings.HasPrefix(source, "between:")
}

func (v *validation) over(c merge.Change) {
	for _, name := range slices.Sorted(maps.Keys(c.Over)) {
		path := "/over/" + escape(name)
		if f := v.field(path, name, merge.Versions); f != nil {
			if _, written := c.Set[name]; !written {
				v.found(path, "over_without_set")
			}
			v.identities(path, c.Over[name])
		}
	}
}

func (v *validation) add(c merge.Change) {
	for _, name := range slices.Sorted(maps.Keys(c.Add)) {
		path := "/add/" + escape(name)
		f := v.field(path, name, merge.Set)
		if f == nil {
			continue
		}
		if len(c.Add[name]) > f.Most {
			v.foundIn(path, "too_many", strconv.Itoa(f.Most))
			continue
		}
		for i, member := range c.Add[name] {
			v.value(path+"/"+strconv.Itoa(i), f, member)
		}
	}
}

func (v *validation) drop(c merge.Change) {
	for _, name := range slices.Sorted(maps.Keys(c.Drop)) {
		path := "/drop/" + escape(name)
		if f := v.field(path, name, merge.Set); f == nil {
			continue
		}
		if len(c.Drop[name]) > MaxMembers {
			v.foundIn(path, "too_many", strconv.Itoa(MaxMembers))
			continue
		}
		for _, member := range slices.Sorted(maps.Keys(c.Drop[name])) {
			v.identities(path+"/"+escape(member), c.Drop[name][member])
		}
	}
}

func (v *validation) identities(path string, named []string) {
	if len(named) > MaxIdentities {
		v.foundIn(path, "too_many", strconv.Itoa(MaxIdentities))
		return
	}
	for i, stamp := range named {
		if !isStamp(stamp) {
			v.found(path+"/"+strconv.Itoa(i), "not_a_stamp")
		}
	}
}

func (v *validation) list(path string, f *Field, value any) {
	entries, is := value.([]any)
	if !is {
		v.foundIn(path, "wrong_type", "a list")
		return
	}
	if len(entries) > f.Most {
		v.foundIn(path, "too_many", strconv.Itoa(f.Most))
		return
	}
	for i, entry := range entries {
		at := path + "/" + strconv.Itoa(i)
		if f.Items == nil {
			v.text(at, f, entry)
			continue
		}
		v.entry(at, f, entry)
	}
}

// entry checks one object of a list: all of its fields and no others.
func (v *validation) entry(path string, f *Field, value any) {
	object, is := value.(map[string]any)
	if !is {
		v.foundIn(path, "wrong_type", "an object")
		return
	}
	for i := range f.Items {
		item := &f.Items[i]
		if inner, there := object[item.Name]; there {
			v.value(path+"/"+item.Name, item, inner)
		} else {
			v.found(path+"/"+item.Name, "missing")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if !slices.ContainsFunc(f.Items, func(item Field) bool { return item.Name == name }) && !v.newer {
			v.found(path+"/"+escape(name), "unknown_field")
		}
	}
}

func (v *validation) value(path string, f *Field, value any) {
	switch f.Type {
	case Bool:
		if _, is := value.(bool); !is {
			v.foundIn(path, "wrong_type", "true or false")
		}
	case Int:
		v.number(path, f, value)
	default:
		v.text(path, f, value)
	}
}

func (v *validation) number(path string, f *Field, value any) {
	var n int64
	switch given := value.(type) {
	case int64:
		n = given
	case int:
		n = int64(given)
	default:
		v.foundIn(path, "wrong_type", "a whole number")
		return
	}
	if n > MaxSafeInt || n < -MaxSafeInt {
		v.foundIn(path, "wrong_type", "a whole number within 2^53")
		return
	}
	v.check(path, f, n)
}

func (v *validation) text(path string, f *Field, value any) {
	s, is := value.(string)
	if !is {
		v.foundIn(path, "wrong_type", "text")
		return
	}
	if !utf8.ValidString(s) {
		v.found(path, "not_text")
		return
	}
	v.check(path, f, s)
}

// check runs the field's validator tags and notes the first that fails.
func (v *validation) check(path string, f *Field, value any) {
	if f.tag == "" {
		return
	}
	var failed validator.ValidationErrors
	if errors.As(checker.Var(value, f.tag), &failed) {
		v.foundIn(path, codeOf(failed[0].Tag(), f.Type), failed[0].Param())
	}
}

// escape writes a name as a token of a JSON pointer (RFC 6901).
func escape(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}
