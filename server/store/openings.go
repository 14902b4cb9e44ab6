package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"alongside/server/audit"
	"alongside/server/place"
	"alongside/sync/merge"
)

// OpenRecord breaks the glass: by may read what is kept about a person for some
// minutes. In the same commit the person's scope gets the record that tells the
// person and their circle of it. While one of by's runs, a second is the same.
// Errors: forbidden, invalid, not_found.
func (s *Store) OpenRecord(by place.Actor, person, reason string, minutes int64) (opening place.Opening, err error) {
	reason = strings.TrimSpace(reason)
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.OpenRecord); err != nil {
			return err
		}
		if err := place.CheckOpening(reason, minutes); err != nil {
			return err
		}
		scope := string(place.PersonScope) + ":" + person
		h := t.head(scope)
		if h == nil || h.erased() || !place.ValidID(person) {
			return place.Refuse(place.NotFound, "There is nobody of that id here.")
		}
		running, runs, err := t.openingOf(by, person)
		if err != nil || runs {
			opening = running
			return err
		}
		now := s.opts.Now()
		opening = place.Opening{ID: s.newID(), Person: person, By: by.Member, Reason: reason, From: now.UnixMilli(),
			Until: now.Add(time.Duration(minutes) * time.Minute).UnixMilli()}
		t.traceBy(by, scope, audit.Detail{Act: audit.Opening, ID: opening.ID, Reason: reason, Until: opening.Until})
		return t.tellOpened(scope, h, opening)
	})
	return opening, err
}

// tellOpened logs the record of an opening.
func (t *tx) tellOpened(scope string, h *head, o place.Opening) error {
	zone, err := time.LoadLocation(t.directory().place.Zone)
	if err != nil {
		return err
	}
	return t.logByServer(scope, h, merge.Change{Kind: place.OpenedKind, ID: o.ID, At: t.serverStamp(h), Set: map[string]any{
		"by": place.MemberActor(o.By), "why": o.Reason, "from": o.From, "until": o.Until,
		"on": time.UnixMilli(o.From).In(zone).Format(time.DateOnly),
	}}, nil)
}

// OpeningOf is the opening under which an actor may read what is kept about a
// person; ok is false where none runs, or their role has none.
func (s *Store) OpeningOf(by place.Actor, person string) (opening place.Opening, ok bool, err error) {
	err = s.view(func(v view) error {
		opening, ok, err = v.openingOf(by, person)
		return err
	})
	return opening, ok, err
}

func (v view) openingOf(by place.Actor, person string) (opening place.Opening, ok bool, err error) {
	if !by.Role.May(place.ReadOpened) || by.Member == "" {
		return opening, false, nil
	}
	now := v.store.nowMS()
	err = v.eachOpening(string(place.PersonScope)+":"+person, func(o place.Opening) {
		if o.By == by.Member && o.From <= now && now < o.Until {
			opening, ok = o, true
		}
	})
	return opening, ok, err
}

// Openings lists every opening of anybody's record, newest first: no steward opens
// one unseen by the others.
func (s *Store) Openings(by place.Actor) ([]place.Opening, error) {
	if err := by.Must(place.SeeOpenings); err != nil {
		return nil, err
	}
	s.opened.reading.Lock()
	defer s.opened.reading.Unlock()
	ask := s.opened.begin()
	out := []place.Opening{}
	err := s.view(func(v view) error {
		found, err := v.withAny(ask, []string{place.OpenedKind})
		if err != nil {
			return err
		}
		for _, scope := range s.opened.end(found) {
			if err := v.eachOpening(scope, func(o place.Opening) { out = append(out, o) }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.opened.forget()
	}
	slices.SortFunc(out, func(a, b place.Opening) int { return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(a.ID, b.ID)) })
	return out, err
}

// eachOpening calls fn for the openings of one person's record.
func (v view) eachOpening(scope string, fn func(place.Opening)) error {
	h, err := v.head(scope)
	if h == nil || err != nil || h.Erased != 0 {
		return err
	}
	_, person, _ := place.SplitScope(scope)
	return v.each(recordKey(scope, place.OpenedKind, ""), false, func(key, _ []byte) error {
		r, _, ok, err := v.recordAt(h, key)
		if ok && err == nil {
			fn(openingFrom(person, r))
		}
		return err
	})
}

func openingFrom(person string, r merge.Record) place.Opening {
	text := func(name string) string { value, _ := r.Value(name); text, _ := value.(string); return text }
	number := func(name string) int64 { value, _ := r.Value(name); n, _ := value.(int64); return n }
	return place.Opening{ID: r.ID, Person: person, By: strings.TrimPrefix(text("by"), "member:"), Reason: text("why"),
		From: number("from"), Until: number("until")}
}
