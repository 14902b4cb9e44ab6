package merge

import (
	"slices"
	"sort"

	"alongside/sync/hlc"
)

// Version is one of the values that stand side by side in a versions field.
type Version struct {
	ID    hlc.Stamp // the identity, by which over names it
	At    hlc.Stamp // the effective stamp
	Value string
}

// Add is one living add of a member of a set.
type Add struct {
	ID hlc.Stamp // the identity, by which drop names it
	At hlc.Stamp // the effective stamp
}

// Value is the value of a latest or once field, and whether one was written.
// The value may be nil: a latest field that somebody cleared.
func (r Record) Value(name string) (any, bool) {
	f := r.find(name)
	if f == nil || f.at == "" {
		return nil, false
	}
	return f.value, true
}

// FieldStamp is the effective stamp of the value of a latest or once field, and
// of the newest version of a versions field; "" where there is none.
func (r Record) FieldStamp(name string) hlc.Stamp {
	f := r.find(name)
	if f == nil {
		return ""
	}
	newest := f.at
	for _, v := range f.versions {
		newest = max(newest, v.effective())
	}
	return newest
}

// Versions are the values that stand side by side in a versions field, newest
// first. Values that are no strings are passed over.
func (r Record) Versions(name string) []Version {
	f := r.find(name)
	if f == nil {
		return nil
	}
	out := make([]Version, 0, len(f.versions))
	for _, v := range f.versions {
		if text, ok := v.value.(string); ok {
			out = append(out, Version{ID: v.id, At: v.effective(), Value: text})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].At > out[j].At })
	return out
}

// Members are the members of a set in bytewise order, each once.
func (r Record) Members(name string) []string {
	f := r.find(name)
	if f == nil {
		return nil
	}
	var out []string
	for _, a := range f.adds {
		if len(out) == 0 || out[len(out)-1] != a.value {
			out = append(out, a.value)
		}
	}
	return out
}

// Adds are the living adds of one member of a set: what a drop of the member
// has to name.
func (r Record) Adds(name, value string) []Add {
	f := r.find(name)
	if f == nil {
		return nil
	}
	var out []Add
	for _, a := range f.adds {
		if a.value == value {
			out = append(out, Add{ID: a.id, At: a.effective()})
		}
	}
	return out
}

// Fields are the names of the folded fields in bytewise order.
func (r Record) Fields() []string {
	names := make([]string, len(r.fields))
	for i := range r.fields {
		names[i] = r.fields[i].name
	}
	return names
}

// Unfolded says whether the record keeps writes to fields that had no rule.
func (r Record) Unfolded() bool { return len(r.kept) > 0 }

// Immutable names the once fields to which c would give another value than the
// one that r has, in bytewise order.
func Immutable(rules Rules, r Record, c Change) []string {
	var names []string
	for name, value := range c.Set {
		if rules[c.Kind][name] != Once {
			continue
		}
		if had, ok := r.Value(name); ok && compareValues(had, value) != 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Merge folds two states of the same record into one. Neither is altered.
func Merge(rules Rules, a, b Record) Record {
	known := rules[a.Kind]
	out := a.Clone()
	out.learn(known)
	if out.First == "" || b.First != "" && b.First < out.First {
		out.First = b.First
	}
	out.Last = max(out.Last, b.Last)
	for _, f := range b.fields {
		out.field(f.name, f.rule).absorb(f)
	}
	for _, w := range b.kept {
		out.keepWrite(w)
	}
	out.learn(known)
	return out
}

// Clone is a copy that shares nothing that Apply alters.
func (r Record) Clone() Record {
	r.fields = slices.Clone(r.fields)
	for i := range r.fields {
		f := &r.fields[i]
		f.versions = slices.Clone(f.versions)
		f.over = slices.Clone(f.over)
		f.adds = slices.Clone(f.adds)
		f.drops = slices.Clone(f.drops)
	}
	r.kept = slices.Clone(r.kept)
	return r
}
