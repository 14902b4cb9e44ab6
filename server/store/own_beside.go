package store

import (
	"slices"
	"strings"

	"alongside/schema"
	"alongside/server/place"
	"alongside/sync/merge"
)

// SayBeside puts the words of the person themself beside a record that was told to a
// few alone. Their device holds no such scope and sends nothing into it, so the
// server writes the words down for them, where those few and nobody else read them.
func (s *Store) SayBeside(who place.Who, scope, kind, of, words string) error {
	words = strings.TrimSpace(words)
	if words == "" {
		return place.Faulty(place.Problem{Path: "/words", Code: "required", Detail: "must say how you see it"})
	}
	return s.checked(who.Actor, func(t *tx, by place.Actor) error {
		if err := by.Must(place.ReadOwnKept); err != nil {
			return err
		}
		told, err := t.betweensFor(place.Who{Device: who.Device, Actor: by}, by.Person)
		if err != nil {
			return err
		}
		h := t.head(scope)
		if h == nil || !slices.Contains(told, scope) {
			return place.Refuse(place.NotFound, "Nothing of that is shown to you here.")
		}
		r, _, there, err := t.record(h, scope, kind, of)
		if err != nil {
			return err
		}
		if withheld, _ := r.Value("withheld"); !there || withheld == true {
			return place.Refuse(place.NotFound, "Nothing of that is shown to you here.")
		}
		c := merge.Change{Kind: "beside", ID: s.newID(), At: t.serverStamp(h), Set: map[string]any{
			"of_kind": kind, "of": of, "words": words, "how": "own_hand", "on": s.dayAt(s.nowMS())}}
		if found := schema.Validate(scope, c, false); len(found) > 0 {
			return place.Faulty(place.Problem{Path: "/words", Code: found[0].Code, Detail: found[0].Detail})
		}
		return t.logByServer(scope, h, c, nil)
	})
}
