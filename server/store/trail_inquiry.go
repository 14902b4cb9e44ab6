package store

import (
	"time"

	"alongside/server/audit"
	"alongside/server/place"
)

const (
	inquiryLife = 72 * time.Hour
	inquiryKept = 90 * 24 * time.Hour // for which Inquiries lists them
	maxReason   = 2000                // code points
)

// Inquire gives a steward leave to read who saw a person's record, for 72 hours. The
// reason stands in the person's own list. Of somebody who was erased there is left what
// lies under the place's own key: that, by whom and why. Errors: forbidden, invalid, not_found.
func (s *Store) Inquire(by place.Who, person, reason string) (q place.Inquiry, err error) {
	err = s.checked(by.Actor, func(t *tx, actor place.Actor) error {
		if err := actor.Must(place.Inquire); err != nil {
			return err
		}
		reason, ok := trimmed(reason, maxReason)
		if !ok {
			return place.Faulty(place.Problem{Path: "/reason", Code: "required", Detail: "must say why, in at most 2000 characters"})
		}
		scope := personScope(person)
		if !place.ValidID(person) || t.head(scope) == nil {
			return place.Refuse(place.NotFound, "There is no such record.")
		}
		now := s.nowMS()
		q = place.Inquiry{ID: s.newID(), Person: person, By: actor.Member, Reason: reason, At: now, Until: now + inquiryLife.Milliseconds()}
		d := audit.Detail{Act: audit.Inquired, Device: by.Device, ID: q.ID, Until: q.Until, Reason: reason}
		if q.Erased = t.head(scope).erased(); !q.Erased {
			t.traceBy(actor, scope, d)
			d.Reason = ""
		}
		d.Whom = scope
		t.traceBy(actor, "", d)
		return t.failed
	})
	return q, err
}

// openInquiry is the inquiry about a scope that a steward has under way.
func (v view) openInquiry(by place.Actor, scope string) (open place.Inquiry, ok bool, err error) {
	if !by.Role.May(place.Inquire) || by.Member == "" {
		return open, false, nil
	}
	now := v.store.nowMS()
	err = v.eachInquiry(now-inquiryLife.Milliseconds(), func(q place.Inquiry) {
		if personScope(q.Person) == scope && q.By == by.Member && now < q.Until {
			open, ok = q, true
		}
	})
	return open, ok, err
}

// Inquiries lists those that were made lately, by any steward, newest first.
func (s *Store) Inquiries(by place.Actor) (out []place.Inquiry, err error) {
	if err := by.Must(place.Inquire); err != nil {
		return nil, err
	}
	out = []place.Inquiry{}
	err = s.view(func(v view) error {
		return v.eachInquiry(s.nowMS()-inquiryKept.Milliseconds(), func(q place.Inquiry) { out = append(out, q) })
	})
	return out, err
}

// eachInquiry goes back through what the trail says of nobody in particular, where
// every inquiry stands too, as far as a moment.
func (v view) eachInquiry(since int64, fn func(place.Inquiry)) error {
	it, err := v.backwards(pairKey(aboutTable, "", ""), ^uint64(0))
	if err != nil {
		return err
	}
	defer it.Close()
	for ; it.Valid(); it.Next() {
		number := lastNumber(it.Item().Key())
		e, d, ok, err := v.trailEntry(number)
		if err != nil || !ok || e.At < since {
			return err
		}
		if d.Act != audit.Inquired {
			continue
		}
		_, person, _ := place.SplitScope(d.Whom)
		q := place.Inquiry{ID: d.ID, Person: person, By: d.Member, Reason: d.Reason, At: e.At, Until: d.Until}
		// Inquire writes the one with the reason right before this one.
		if _, told, there, err := v.trailEntry(number - 1); q.Reason == "" && err == nil && there && told.ID == d.ID {
			q.Reason = told.Reason
		}
		h, err := v.head(d.Whom)
		if err != nil {
			return err
		}
		q.Erased = h == nil || h.erased()
		fn(q)
	}
	return nil
}
