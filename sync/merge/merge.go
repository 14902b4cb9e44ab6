// Package merge folds changes into records and records into each other. It
// gives the same record whatever the order of the changes and however often
// each arrived: Apply and Merge are commutative, associative and idempotent.
//
// The package knows no record kinds. Which field merges by which rule is handed
// in as Rules. A field that the rules do not know is kept as it was written,
// and folded as soon as they do.
//
// Fold a change only with its final stamps, as the log has them. A change whose
// effective stamp may still be altered by a server is shown by folding it into
// a Clone.
package merge

import (
	"slices"

	"alongside/sync/hlc"
)

// Rule says how the writes of one field merge.
type Rule string

// The four rules of protocol 1.
const (
	// Latest keeps the value with the highest effective stamp; of two with the
	// same stamp the one whose Canonical bytes are higher.
	Latest Rule = "latest"
	// Versions keeps every value that no other write has named as replaced.
	Versions Rule = "versions"
	// Set keeps the members of which at least one add was not dropped by name.
	Set Rule = "set"
	// Once keeps the value with the lowest effective stamp; of two with the same
	// stamp the one whose Canonical bytes are lower.
	Once Rule = "once"
)

// Rules gives each kind's fields their rules.
type Rules map[string]map[string]Rule

// Change is one save: some fields of one record.
//
// At is the effective stamp, Was the stamp that the device wrote; "" means that
// the two are the same. Set holds values of latest, once and versions fields.
// Over names, by field, the identities that a versions write replaces. Add and
// Drop hold the members of sets; Drop names the identities of the adds it ends.
// A part that a field's rule has no use for is passed over.
type Change struct {
	Kind, ID string
	At, Was  hlc.Stamp
	Set      map[string]any
	Over     map[string][]string
	Add      map[string][]string
	Drop     map[string]map[string][]string
}

// Identity is the stamp that the device wrote, by which others refer to the change.
func (c Change) Identity() hlc.Stamp {
	if c.Was == "" {
		return c.At
	}
	return c.Was
}

// Record is the merged state of one record. The zero value with Kind and ID is
// a record that nothing was written to. Copies share memory: use Clone before
// applying a change to a copy.
type Record struct {
	Kind, ID string
	// First and Last are the lowest and the highest effective stamp folded in.
	First, Last hlc.Stamp

	fields []field
	kept   []write
}

// field is the state of one folded field; rule says which members are in use.
type field struct {
	name     string
	rule     Rule
	at       hlc.Stamp
	value    any
	versions []version
	over     []hlc.Stamp
	adds     []add
	drops    []drop
}

// stamped is an identity with its effective stamp, which is "" where the two
// are the same.
type stamped struct {
	id hlc.Stamp
	at hlc.Stamp
}

func (s stamped) effective() hlc.Stamp {
	if s.at == "" {
		return s.id
	}
	return s.at
}

// settle gives the effective stamp to believe of two for one identity: the one
// that a server made, and of two such the higher.
func settle(a, b hlc.Stamp) hlc.Stamp { return max(a, b) }

type version struct {
	stamped
	value any
}

type add struct {
	value string
	stamped
}

type drop struct {
	value string
	id    hlc.Stamp
}

// Apply folds one change into r, which must be of the same kind and id. Neither
// the order of changes nor repetition matters. The change is not kept by
// reference except for the values in Set.
func Apply(rules Rules, r *Record, c Change) {
	known := rules[c.Kind]
	r.learn(known)
	if r.First == "" || c.At < r.First {
		r.First = c.At
	}
	r.Last = max(r.Last, c.At)
	w := stampedOf(c)
	if r.fields == nil {
		r.fields = make([]field, 0, len(c.Set)+len(c.Add))
	}
	for name, value := range c.Set {
		if f := r.known(known, name); f != nil {
			f.set(w, value)
		}
	}
	for name, ids := range c.Over {
		if f := r.known(known, name); f != nil && f.rule == Versions {
			f.replace(w.id, ids)
		}
	}
	for name, values := range c.Add {
		if f := r.known(known, name); f != nil && f.rule == Set {
			f.add(w, values)
		}
	}
	for name, values := range c.Drop {
		if f := r.known(known, name); f != nil && f.rule == Set {
			f.drop(w.id, values)
		}
	}
	r.keep(known, c)
}

// Learn folds what was kept of fields that the rules have come to know.
func Learn(rules Rules, r *Record) { r.learn(rules[r.Kind]) }

func stampedOf(c Change) stamped {
	w := stamped{id: c.Identity()}
	if c.At != w.id {
		w.at = c.At
	}
	return w
}

// known finds or makes the field if it has a rule, and gives nil if not.
func (r *Record) known(known map[string]Rule, name string) *field {
	rule, ok := known[name]
	if !ok {
		return nil
	}
	return r.field(name, rule)
}

func (r *Record) field(name string, rule Rule) *field {
	at, found := slices.BinarySearchFunc(r.fields, name, func(f field, name string) int {
		return compare(f.name, name)
	})
	if !found {
		r.fields = slices.Insert(r.fields, at, field{name: name, rule: rule})
	}
	return &r.fields[at]
}

func (r Record) find(name string) *field {
	for i := range r.fields {
		if r.fields[i].name == name {
			return &r.fields[i]
		}
	}
	return nil
}

func compare[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
