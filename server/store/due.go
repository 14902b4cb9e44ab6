package store

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"alongside/server/place"
)

// dueFor is for how long the list of those who are due is good: everybody has to be
// looked at for it. Whether one of them still is, is looked up each time.
const dueFor = time.Hour

// dueSoon remembers whose record was past its time, or soon will be.
type dueSoon struct {
	mu    sync.Mutex
	at    int64 // ms when it was made
	rules int64 // ms since when its rules hold
	all   []duePerson
}

type duePerson struct {
	retained
	kind place.RetentionKind
}

// DueSoon lists the people in an actor's circles whose record is past its time, or
// soon will be, by the rules that hold: whoever stands beside somebody is to know
// before a steward confirms it, and keeps the record by writing in it. Errors: forbidden.
func (s *Store) DueSoon(by place.Actor) (out []place.DuePerson, err error) {
	if err := by.Must(place.ReadKept); err != nil {
		return nil, err
	}
	out = []place.DuePerson{}
	err = s.view(func(v view) error {
		kept, err := v.retention()
		if err != nil || kept.Rules[place.RetainLeft]+kept.Rules[place.RetainQuiet] == 0 {
			return err
		}
		all, err := v.allDue(kept)
		for _, one := range all {
			if err == nil && by.Reaches(place.Read, place.Record, place.PersonOf(one.ID), one.Circle) {
				out, err = v.ifDue(out, kept, one)
			}
		}
		return err
	})
	slices.SortFunc(out, func(a, b place.DuePerson) int {
		return cmp.Or(strings.Compare(a.DueOn, b.DueOn), strings.Compare(a.ID, b.ID))
	})
	return out, err
}

// allDue is everybody who is due or soon will be, as it was at most dueFor ago.
func (v view) allDue(kept retentionValue) ([]duePerson, error) {
	d, now := &v.store.due, v.store.nowMS()
	d.mu.Lock()
	defer d.mu.Unlock()
	if age := now - d.at; d.at != 0 && d.rules == kept.At && age >= 0 && age < dueFor.Milliseconds() {
		return d.all, nil
	}
	var all []duePerson
	for _, kind := range []place.RetentionKind{place.RetainLeft, place.RetainQuiet} {
		of, err := v.store.term(kept.Rules[kind])
		if err != nil {
			return nil, err
		}
		if of.months == 0 {
			continue
		}
		found, err := v.retained(kind, of)
		if err != nil {
			return nil, err
		}
		for _, one := range found {
			if one.State != "" {
				all = append(all, duePerson{one, kind})
			}
		}
	}
	d.at, d.rules, d.all = now, kept.At, all
	return all, nil
}

// ifDue adds somebody unless something was written about them meanwhile.
func (v view) ifDue(out []place.DuePerson, kept retentionValue, one duePerson) ([]place.DuePerson, error) {
	last := one.LastOn
	for _, scope := range one.scopes {
		h, err := v.head(scope)
		if err != nil || h == nil || h.erased() {
			return out, err
		}
		taken, err := v.lastTaken(scope, h)
		if err != nil {
			return out, err
		}
		last = max(last, v.store.dayAt(taken))
	}
	of, err := v.store.term(kept.Rules[one.kind])
	if err != nil || of.state(last) == "" {
		return out, err
	}
	on, err := place.DueOn(last, of.months)
	return append(out, place.DuePerson{ID: one.ID, Kind: one.kind, DueOn: on, State: one.State}), err
}
