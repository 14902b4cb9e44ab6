package store

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"alongside/server/place"
)

// Preview is what an erasure of a person would take away. It tells nothing of what
// was written.
type Preview struct {
	Person   string         `json:"person"`
	Betweens int            `json:"betweens"` // how many are about the person
	Changes  uint64         `json:"changes"`  // entries of all their logs
	Records  map[string]int `json:"records"`  // by kind
	Circle   []string       `json:"circle"`   // actors who can see any of it
	Copies   []Copy         `json:"copies"`   // records elsewhere that say that they came from there
}

// Copy is a record elsewhere that was copied from what is erased. It stays.
type Copy struct {
	Scope string `json:"scope"`
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	By    string `json:"by"` // the member who made it; "" for one who is not known
}

// ErasurePreview counts what an erasure would take away. Errors: forbidden,
// not_found.
func (s *Store) ErasurePreview(by place.Actor, person string) (Preview, error) {
	out := Preview{Person: person, Records: map[string]int{}, Circle: []string{}, Copies: []Copy{}}
	if err := by.Must(place.Erase); err != nil {
		return out, err
	}
	scopes, err := s.scopesOf(person)
	if err != nil {
		return out, err
	}
	if len(scopes) == 0 {
		return out, place.Refuse(place.NotFound, "There is nobody of that id, or they were erased.")
	}
	err = s.view(func(v view) error {
		for _, scope := range scopes {
			if err := v.countIn(scope, &out); err != nil {
				return err
			}
		}
		return v.copies(scopes, &out)
	})
	out.Circle = slices.Compact(sorted(out.Circle))
	return out, err
}

func (v view) countIn(scope string, out *Preview) error {
	h, err := v.head(scope)
	if h == nil || err != nil {
		return err
	}
	if kind, _, _ := place.SplitScope(scope); kind == place.BetweenScope {
		out.Betweens++
	}
	out.Changes += h.Seq
	out.Circle = append(out.Circle, h.Circle...)
	return v.each(pairKey(recordTable, scope, ""), false, func(key, _ []byte) error {
		kind, _, _ := strings.Cut(secondOf(key), "\x00")
		out.Records[kind]++
		return nil
	})
}

// copies finds them where copies go: in what teams, the place and members keep.
func (v view) copies(scopes []string, out *Preview) error {
	d := v.store.directory.Load()
	err := v.eachHead(func(scope string, h *head) error {
		if kind, _, _ := place.SplitScope(scope); kind.HasCircle() {
			return nil
		}
		return v.each(pairKey(recordTable, scope, ""), true, func(key, value []byte) error {
			text, err := openAt(h.key, key, value)
			if err != nil || !bytes.Contains(text, []byte(`"source"`)) {
				return err
			}
			r, _, _, err := v.recordAt(h, key)
			from, _, _ := strings.Cut(textIn(r, "source"), "/")
			if err == nil && slices.Contains(scopes, from) {
				out.Copies = append(out.Copies, Copy{Scope: scope, Kind: r.Kind, ID: r.ID, By: d.devices[r.First.Device()].Member})
			}
			return err
		})
	})
	slices.SortFunc(out.Copies, func(a, b Copy) int { return cmp.Or(strings.Compare(a.Scope, b.Scope), strings.Compare(a.ID, b.ID)) })
	return err
}
