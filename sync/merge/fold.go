package merge

import (
	"bytes"
	"slices"

	"alongside/sync/hlc"
)

// set folds a value by whichever rule the field has.
func (f *field) set(w stamped, value any) {
	switch f.rule {
	case Latest:
		f.latest(w.effective(), value)
	case Once:
		f.once(w.effective(), value)
	case Versions:
		f.version(version{w, value})
	}
}

func (f *field) latest(at hlc.Stamp, value any) {
	if at > f.at || at == f.at && compareValues(value, f.value) > 0 {
		f.at, f.value = at, value
	}
}

func (f *field) once(at hlc.Stamp, value any) {
	if f.at == "" || at < f.at || at == f.at && compareValues(value, f.value) < 0 {
		f.at, f.value = at, value
	}
}

// version puts a value beside the others, unless it is known to be replaced. A
// stamp used twice by mistake makes two versions, so that no words are lost.
func (f *field) version(v version) {
	if has(f.over, v.id) {
		return
	}
	at, found := slices.BinarySearchFunc(f.versions, v, compareVersions)
	if found {
		f.versions[at].at = settle(f.versions[at].at, v.at)
		return
	}
	f.versions = slices.Insert(f.versions, at, v)
}

// replace remembers identities as replaced. A write cannot replace itself.
func (f *field) replace(own hlc.Stamp, ids []string) {
	for _, id := range ids {
		if hlc.Stamp(id) != own {
			f.retire(hlc.Stamp(id))
		}
	}
}

// retire remembers an identity as replaced and takes its versions away.
func (f *field) retire(id hlc.Stamp) {
	at, found := slices.BinarySearch(f.over, id)
	if found {
		return
	}
	f.over = slices.Insert(f.over, at, id)
	f.versions = slices.DeleteFunc(f.versions, func(v version) bool { return v.id == id })
}

func (f *field) add(w stamped, values []string) {
	for _, value := range values {
		f.member(add{value, w})
	}
}

func (f *field) member(a add) {
	if _, dropped := slices.BinarySearchFunc(f.drops, drop{a.value, a.id}, compareDrops); dropped {
		return
	}
	at, found := slices.BinarySearchFunc(f.adds, a, compareAdds)
	if found {
		f.adds[at].at = settle(f.adds[at].at, a.at)
		return
	}
	f.adds = slices.Insert(f.adds, at, a)
}

// drop remembers adds as dropped. A write cannot drop its own add.
func (f *field) drop(own hlc.Stamp, values map[string][]string) {
	for value, ids := range values {
		for _, text := range ids {
			if id := hlc.Stamp(text); id != own {
				f.end(drop{value, id})
			}
		}
	}
}

func (f *field) end(d drop) {
	at, found := slices.BinarySearchFunc(f.drops, d, compareDrops)
	if found {
		return
	}
	f.drops = slices.Insert(f.drops, at, d)
	if i, held := slices.BinarySearchFunc(f.adds, add{d.value, stamped{id: d.id}}, compareAdds); held {
		f.adds = slices.Delete(f.adds, i, i+1)
	}
}

// absorb folds the state of the same field of another record into this one.
func (f *field) absorb(other field) {
	switch f.rule {
	case Latest:
		f.latest(other.at, other.value)
	case Once:
		f.once(other.at, other.value)
	case Versions:
		for _, id := range other.over {
			f.retire(id)
		}
		for _, v := range other.versions {
			f.version(v)
		}
	case Set:
		for _, d := range other.drops {
			f.end(d)
		}
		for _, a := range other.adds {
			f.member(a)
		}
	}
}

func has(sorted []hlc.Stamp, id hlc.Stamp) bool {
	_, found := slices.BinarySearch(sorted, id)
	return found
}

func compareVersions(a, b version) int {
	if order := compare(a.id, b.id); order != 0 {
		return order
	}
	return compareValues(a.value, b.value)
}

func compareAdds(a, b add) int {
	if order := compare(a.value, b.value); order != 0 {
		return order
	}
	return compare(a.id, b.id)
}

func compareDrops(a, b drop) int {
	if order := compare(a.value, b.value); order != 0 {
		return order
	}
	return compare(a.id, b.id)
}

// compareValues orders values by their canonical bytes.
func compareValues(a, b any) int {
	if x, ok := a.(string); ok {
		if y, ok := b.(string); ok {
			return compare(x, y)
		}
	}
	return bytes.Compare(Canonical(a), Canonical(b))
}
