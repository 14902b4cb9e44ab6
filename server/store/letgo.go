package store

import (
	"fmt"
	"slices"

	"alongside/server/audit"
	"alongside/server/place"
)

// LetGoMost is how many people or members one confirmation may name: each of them is
// erased before it is answered.
const LetGoMost = 50

// LetGo takes away what a steward confirms, if it is due by the rules that hold at that
// very moment; what is not stays, and the answer says why. People and what members
// wrote for themselves are erased, as by Erase. Errors: forbidden, invalid.
func (s *Store) LetGo(by place.Actor, kind place.RetentionKind, ids []string) (out place.LetGo, err error) {
	if err := by.Must(place.KeepRetention); err != nil {
		return out, err
	}
	switch {
	case kind == place.RetainTrail || !slices.Contains(place.RetentionKinds, kind):
		return out, place.Faulty(place.Problem{Path: "/kind", Code: "unknown", Detail: "must be left, quiet, own, asked or trail"})
	case len(ids) == 0:
		return out, place.Faulty(place.Problem{Path: "/ids", Code: "required", Detail: "must name what is to go"})
	case len(ids) > LetGoMost:
		return out, place.Faulty(place.Problem{Path: "/ids", Code: "too_many", Detail: fmt.Sprintf("must name at most %d at a time", LetGoMost)})
	}
	s.erasing.Lock()
	defer s.erasing.Unlock()
	let := &letting{kind: kind, ids: sorted(ids), erased: map[string]Erasure{}}
	if err := s.checked(by, let.run); err != nil {
		return out, err
	}
	return let.out, s.carryOutAll()
}

// letting is one confirmation on its way through the committer. Whether something is
// due is looked up where nothing else is judged, so that a change which is taken while
// the steward confirms keeps the record.
type letting struct {
	kind   place.RetentionKind
	ids    []string
	erased map[string]Erasure // entered in the ledger already, where run is called again
	out    place.LetGo
}

func (l *letting) run(t *tx, by place.Actor) error {
	if err := by.Must(place.KeepRetention); err != nil {
		return err
	}
	if t.unsettled() {
		return errUnsettled
	}
	kept, err := t.retention()
	if err != nil {
		return err
	}
	of, err := t.store.term(kept.Rules[l.kind])
	if err != nil {
		return err
	}
	all, err := t.retained(l.kind, of)
	if err != nil {
		return err
	}
	known := map[string]retained{}
	for _, one := range all {
		known[one.ID] = one
	}
	l.out = place.LetGo{Kind: l.kind, Stayed: []place.Stayed{}}
	for _, id := range l.ids {
		if why := l.stays(known, id); why != "" {
			l.out.Stayed = append(l.out.Stayed, place.Stayed{ID: id, Code: why})
			continue
		}
		l.out.Gone++
		if err := l.let(t, by, known[id], id, of.months); err != nil {
			return err
		}
	}
	if l.out.Gone > 0 {
		t.traceBy(by, "", audit.Detail{Act: audit.Expired, Kind: string(l.kind), Count: l.out.Gone})
	}
	return t.failed
}

// unsettled says whether an earlier job has changed a log that is not on disk yet.
func (t *tx) unsettled() bool {
	return len(t.changed) > 0 || t.before != nil && len(t.before.changed) > 0
}

func (l *letting) stays(known map[string]retained, id string) (why string) {
	one, there := known[id]
	_, begun := l.erased[id]
	switch {
	case begun || one.State == place.RetentionDue:
		return ""
	case !there:
		return "unknown"
	case one.State == place.RetentionWaits:
		return "waits"
	}
	return "not_due"
}

// let removes a request, or begins an erasure, which LetGo carries out.
func (l *letting) let(t *tx, by place.Actor, one retained, id string, months int) error {
	if l.kind == place.RetainAsked {
		t.remove(askedKey(id))
		return t.each(pairKey(askedTable, id, ""), false, func(key, _ []byte) error {
			t.remove(key)
			return nil
		})
	}
	e, begun := l.erased[id]
	if !begun {
		now := t.store.nowMS()
		e = Erasure{ID: t.store.newID(), At: rfc3339(now), By: by.Member, Scopes: sorted(one.scopes),
			Rule: &RetentionRule{l.kind, months}, Reason: fmt.Sprintf("Kept for %d months: the rule %q", months, l.kind)}
		if l.kind != place.RetainOwn {
			e.Person, e.Scopes = id, sorted(append(e.Scopes, personScope(id)))
		}
		if err := t.store.opts.Ledger.Enter(e.ID, now, e.Scopes...); err != nil {
			return err
		}
		l.erased[id] = e
	}
	t.putSealed(thingKey(erasureTable, e.ID), e)
	return t.failed
}
