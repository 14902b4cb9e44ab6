package figures

import (
	"slices"
	"strings"
)

// Rename puts another id in the place of a person's wherever a standing has it, and
// says whether it did. What the person added stays, as that of somebody who is not
// there any more: to the hold they have left, like anybody who leaves.
func (s Standing) Rename(person, to string) (found bool) {
	for _, table := range s.Tables {
		found = table.Behind.Unheard.rename(person, to) || found
		for _, g := range table.Groups {
			found = g.Values.rename(person, to) || found
			for name, m := range g.Beside {
				if m.rename(person, to) {
					g.Beside[name], found = m, true
				}
			}
		}
	}
	return found
}

func (m *measured) rename(person, to string) (found bool) {
	for _, all := range [][]Values{m.Curve[:], m.Alone[:], m.Sides[:], m.Spent[:]} {
		for i := range all {
			found = all[i].rename(person, to) || found
		}
	}
	return found
}

func (v *Values) rename(person, to string) bool {
	byPerson := func(e Entry, id string) int { return strings.Compare(e.Person, id) }
	i, found := slices.BinarySearchFunc(*v, person, byPerson)
	if !found {
		return false
	}
	e := (*v)[i]
	out := slices.Delete(slices.Clone(*v), i, i+1)
	e.Person = to
	at, _ := slices.BinarySearchFunc(out, to, byPerson)
	*v = slices.Insert(out, at, e)
	return true
}
