package merge

import (
	"slices"

	"alongside/sync/hlc"
)

// write is what one change wrote to one field whose rule is not known, in a
// form that is the same however it was sent: sorted and without repetition.
type write struct {
	field string
	stamped
	wrote bool
	value any
	over  []hlc.Stamp
	adds  []string
	drops []drop
}

// keep stores the parts of a change that have no rule.
func (r *Record) keep(known map[string]Rule, c Change) {
	var names []string
	note := func(name string) {
		if _, ok := known[name]; !ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for name := range c.Set {
		note(name)
	}
	for name := range c.Over {
		note(name)
	}
	for name := range c.Add {
		note(name)
	}
	for name := range c.Drop {
		note(name)
	}
	for _, name := range names {
		r.keepWrite(writeOf(c, name))
	}
}

func writeOf(c Change, name string) write {
	w := write{field: name, stamped: stampedOf(c)}
	w.value, w.wrote = c.Set[name]
	for _, id := range c.Over[name] {
		w.over = append(w.over, hlc.Stamp(id))
	}
	w.over = sorted(w.over, compare)
	w.adds = sorted(slices.Clone(c.Add[name]), compare)
	for value, ids := range c.Drop[name] {
		for _, id := range ids {
			w.drops = append(w.drops, drop{value, hlc.Stamp(id)})
		}
	}
	w.drops = sorted(w.drops, compareDrops)
	return w
}

func sorted[T comparable](list []T, order func(a, b T) int) []T {
	slices.SortFunc(list, order)
	return slices.Compact(list)
}

func (r *Record) keepWrite(w write) {
	at, found := slices.BinarySearchFunc(r.kept, w, compareWrites)
	if !found {
		r.kept = slices.Insert(r.kept, at, w)
	}
}

// compareWrites orders by field, stamps and content. A write that came under two
// effective stamps is kept under both: which of them counts is for the rule to
// say once it is known.
func compareWrites(a, b write) int {
	if order := compare(a.field, b.field); order != 0 {
		return order
	}
	if order := compare(a.id, b.id); order != 0 {
		return order
	}
	if order := compare(a.at, b.at); order != 0 {
		return order
	}
	return compareValues(a.content(), b.content())
}

// content is a write without its stamps, as a value to compare.
func (w write) content() any {
	content := map[string]any{}
	if w.wrote {
		content["set"] = w.value
	}
	putList(content, "over", texts(w.over))
	putList(content, "add", texts(w.adds))
	putList(content, "drop", pairs(w.drops))
	return content
}

func putList(object map[string]any, name string, list []any) {
	if len(list) > 0 {
		object[name] = list
	}
}

func texts[T ~string](list []T) []any {
	out := make([]any, len(list))
	for i, text := range list {
		out[i] = string(text)
	}
	return out
}

func pairs(drops []drop) []any {
	out := make([]any, len(drops))
	for i, d := range drops {
		out[i] = []any{d.value, string(d.id)}
	}
	return out
}

// learn folds kept writes whose fields have a rule by now.
func (r *Record) learn(known map[string]Rule) {
	if !slices.ContainsFunc(r.kept, func(w write) bool { return known[w.field] != "" }) {
		return
	}
	rest := r.kept[:0:0]
	for _, w := range r.kept {
		rule, ok := known[w.field]
		if !ok {
			rest = append(rest, w)
			continue
		}
		r.field(w.field, rule).foldWrite(w)
	}
	r.kept = rest
}

func (f *field) foldWrite(w write) {
	if w.wrote {
		f.set(w.stamped, w.value)
	}
	switch f.rule {
	case Versions:
		for _, id := range w.over {
			if id != w.id {
				f.retire(id)
			}
		}
	case Set:
		f.add(w.stamped, w.adds)
		for _, d := range w.drops {
			if d.id != w.id {
				f.end(d)
			}
		}
	}
}
