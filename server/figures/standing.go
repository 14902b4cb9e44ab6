package figures

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
)

// Forget takes a person out of a standing, and says whether they were in it. In each
// table an id takes their place that nobody has, another one in each, so that to the
// hold they have left, like anybody who leaves. Of what they added nothing stays but
// whether it was the same for the place as for an organisation; their sums of money
// count as if they could be the greatest of all.
func (s Standing) Forget(person string, fresh func() string) (found bool) {
	for _, name := range slices.Sorted(maps.Keys(s.Tables)) {
		table := s.Tables[name]
		f := forgetting{person: person, id: fresh()}
		f.mark(&table.Behind.Unheard)
		for _, g := range table.Groups {
			f.forget(&g.Values)
			for _, m := range g.Beside {
				f.forget(m)
			}
		}
		found = found || f.found
	}
	return found
}

// forgetting is one person on their way out of one table.
type forgetting struct {
	person, id string
	found      bool
	curves     [modes]marks
	alone      [modes]marks
	sides      [sides]marks
}

// marks are the values that were met so far; a value's mark is its place among them.
type marks []uint64

func (f *forgetting) forget(m *measured) {
	for i := range modes {
		f.replace(&m.Curve[i], f.curves[i].of)
		f.replace(&m.Alone[i], f.alone[i].of)
	}
	for s := range sides {
		f.replace(&m.Sides[s], f.sides[s].of)
	}
	for i := range m.Spent {
		spent := m.Spent[i]
		f.replace(&m.Spent[i], func(uint64) uint64 { return forgotten | spent.greatest() })
	}
	f.mark(&m.Unheard)
}

// mark is for a list of which nothing matters but who is in it.
func (f *forgetting) mark(v *Values) { f.replace(v, func(uint64) uint64 { return 1 }) }

func (m *marks) of(value uint64) uint64 {
	i := slices.Index(*m, value)
	if i < 0 {
		i = len(*m)
		*m = append(*m, value)
	}
	return uint64(i + 1)
}

func (f *forgetting) replace(v *Values, value func(uint64) uint64) {
	byPerson := func(e Entry, id string) int { return strings.Compare(e.Person, id) }
	i, found := slices.BinarySearchFunc(*v, f.person, byPerson)
	if !found {
		return
	}
	f.found = true
	e := Entry{f.id, value((*v)[i].Value)}
	out := slices.Delete(slices.Clone(*v), i, i+1)
	at, _ := slices.BinarySearchFunc(out, f.id, byPerson)
	*v = slices.Insert(out, at, e)
}

// forgotten marks the sum of somebody who was erased: the rest of the value is more
// than it can have been.
const forgotten = 1 << 63

// greatest is a power of two that no sum of the list is above.
func (v Values) greatest() (most uint64) {
	for _, e := range v {
		most = max(most, e.Value&^forgotten)
	}
	return 1 << bits.Len64(most)
}
