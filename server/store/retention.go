package store

import (
	"time"

	"alongside/server/audit"
	"alongside/server/place"
)

// retentionValue is what a place has chosen, as stored.
type retentionValue struct {
	Rules place.RetentionRules `json:"rules"`
	At    int64                `json:"at"`
	By    string               `json:"by"` // member id
}

func (v view) retention() (kept retentionValue, err error) {
	_, err = v.getSealed(metaKey(retentionFact), &kept)
	if kept.Rules == nil {
		kept.Rules = place.RetentionRules{}
	}
	return kept, err
}

// Retention is for how long the place keeps what. Errors: forbidden.
func (s *Store) Retention(by place.Actor) (out place.Retention, err error) {
	if err := by.Must(place.KeepRetention); err != nil {
		return out, err
	}
	err = s.view(func(v view) error {
		kept, err := v.retention()
		out = v.told(kept)
		return err
	})
	return out, err
}

func (v view) told(kept retentionValue) place.Retention {
	out := place.Retention{Rules: kept.Rules, Least: place.MonthsLeast, ByName: v.memberName(kept.By)}
	if kept.At != 0 {
		out.ChangedOn = v.store.dayAt(kept.At)
	}
	return out
}

// SetRetention changes that. Nothing goes by it: whatever is due by then is listed, and
// goes once a steward confirms it. Errors: forbidden, invalid.
func (s *Store) SetRetention(by place.Actor, rules place.RetentionRules) (out place.Retention, err error) {
	if err := rules.Check(); err != nil {
		return out, err
	}
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.KeepRetention); err != nil {
			return err
		}
		before, err := t.retention()
		if err != nil {
			return err
		}
		after := retentionValue{Rules: rules, At: s.nowMS(), By: by.Member}
		for _, kind := range place.RetentionKinds {
			if before.Rules[kind] != rules[kind] {
				t.traceBy(by, "", audit.Detail{Act: audit.Kept, Kind: string(kind), Count: rules[kind]})
			}
		}
		t.putSealed(metaKey(retentionFact), after)
		out = t.told(after)
		return t.failed
	})
	return out, err
}

// RetentionPlan is what would go by the rules given, or where there are none by those
// that hold. Nothing is changed. Errors: forbidden, invalid.
func (s *Store) RetentionPlan(by place.Actor, rules place.RetentionRules) (out place.RetentionPlan, err error) {
	if err := by.Must(place.KeepRetention); err != nil {
		return out, err
	}
	if rules != nil {
		if err := rules.Check(); err != nil {
			return out, err
		}
	}
	err = s.view(func(v view) error {
		if rules == nil {
			kept, err := v.retention()
			if err != nil {
				return err
			}
			rules = kept.Rules
		}
		out = place.RetentionPlan{Rules: rules, On: s.today().String(), Parts: []place.RetentionPart{}}
		for _, kind := range place.RetentionKinds {
			part, err := v.retentionPart(kind, rules[kind])
			if err != nil {
				return err
			}
			out.Parts = append(out.Parts, part)
		}
		return nil
	})
	return out, err
}

// term is how long something is kept, as of today.
type term struct {
	months int    // 0 for ever
	due    string // the last day of which something is due
	soon   string // the same, some days from now
}

func (s *Store) term(months int) (of term, err error) {
	if of.months = months; months == 0 {
		return of, nil
	}
	now := s.opts.Now()
	if of.due, err = place.LastDue(s.dayAt(now.UnixMilli()), months); err != nil {
		return of, err
	}
	of.soon, err = place.LastDue(s.dayAt(now.AddDate(0, 0, place.DaysAhead).UnixMilli()), months)
	return of, err
}

// state is where something stands that is kept from a day on; empty where its time is
// far off.
func (of term) state(lastOn string) place.RetentionState {
	switch {
	case of.months == 0 || lastOn > of.soon:
		return ""
	case lastOn > of.due:
		return place.RetentionSoon
	}
	return place.RetentionDue
}

// before is the moment up to which what was noted is due, or with ahead soon will be; 0
// for none.
func (s *Store) before(day string) (int64, error) {
	if day == "" {
		return 0, nil
	}
	last, err := time.ParseInLocation(time.DateOnly, day, s.zone())
	return last.AddDate(0, 0, 1).UnixMilli(), err
}
