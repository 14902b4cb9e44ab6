package store

import (
	"encoding/hex"
	"errors"
	"fmt"

	"alongside/server/audit"
	"alongside/server/place"
)

// The beginning of the trail may be cut off once its time is up. First an entry is added
// that says up to which number, and what the chain is there; then the entries go, a
// stretch in each transaction, and the tip moves on with them. So whatever the power
// does the trail begins where its tip says, and goes on from a chain that an entry
// which nobody can make without the place's key vouches for.

// cutStep is how many entries one transaction takes away.
const cutStep = 256

// cutKind is the Kind of the entry that says so: Count is the number, Record the chain
// in hex.
const cutKind = string(place.RetainTrail)

// retainedTrail counts the trail by when its entries were noted. Due are those up to
// the first that is not: a clock that was set back keeps some longer.
func (v view) retainedTrail(of term) (part place.RetentionPart, err error) {
	part = place.RetentionPart{Kind: place.RetainTrail, Items: []place.RetentionItem{}}
	tip, err := v.trailTip()
	if err != nil {
		return part, err
	}
	part.All = int(tip.Number - tip.Cut)
	due, err := v.store.before(of.due)
	soon, wrong := v.store.before(of.soon)
	if err := errors.Join(err, wrong); err != nil {
		return part, err
	}
	err = v.each([]byte{trailTable}, true, func(key, value []byte) error {
		e, err := audit.Decode(value)
		if err != nil {
			return err
		}
		if part.Oldest == "" {
			part.Oldest = v.store.dayAt(e.At)
		}
		switch {
		case e.At < due && part.Soon == 0:
			part.Due++
			part.Through = lastNumber(append([]byte{0}, key...))
		case e.At < soon:
			part.Soon++
		default:
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return part, err
}

// CutTrail takes away the entries up to a number, as far as they are due by the rules
// that hold. Errors: forbidden, invalid.
func (s *Store) CutTrail(by place.Actor, through uint64) (out place.LetGo, err error) {
	if err := by.Must(place.KeepRetention); err != nil {
		return out, err
	}
	if through == 0 {
		return out, place.Faulty(place.Problem{Path: "/through", Code: "required", Detail: "must be the number of the last entry that is to go"})
	}
	s.erasing.Lock()
	defer s.erasing.Unlock()
	out = place.LetGo{Kind: place.RetainTrail, Stayed: []place.Stayed{}}
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.KeepRetention); err != nil {
			return err
		}
		tip, to, err := t.dueCut(through)
		if err != nil || to == 0 {
			out.Gone = 0
			return err
		}
		out.Gone = int(to - tip.Cut)
		return t.sayCut(by, to)
	})
	if err != nil {
		return out, err
	}
	return out, s.finishCut()
}

// dueCut is up to where the trail may be cut now; 0 for nowhere.
func (t *tx) dueCut(through uint64) (tip trailTip, to uint64, err error) {
	kept, err := t.retention()
	if err != nil {
		return tip, 0, err
	}
	of, err := t.store.term(kept.Rules[place.RetainTrail])
	if err != nil {
		return tip, 0, err
	}
	part, err := t.retainedTrail(of)
	if err != nil {
		return tip, 0, err
	}
	tip, err = t.trailEnd()
	if to = min(part.Through, through); to <= tip.Cut {
		to = 0
	}
	return tip, to, err
}

func (t *tx) sayCut(by place.Actor, to uint64) error {
	chain, there, err := t.trailChain(to)
	if err != nil || !there {
		return errors.Join(err, errDamaged)
	}
	t.traceBy(by, "", audit.Detail{Act: audit.Expired, Kind: cutKind, Count: int(to), Record: hex.EncodeToString(chain[:])})
	tip := t.openTrail()
	tip.CutBy = tip.Number
	return t.failed
}

// finishCut takes away what the newest entry of its kind says is to go.
func (s *Store) finishCut() error {
	for done := false; !done; {
		err := s.urgent(func(t *tx) (err error) {
			done, err = t.cutSome()
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) cutSome() (done bool, err error) {
	tip, err := t.trailEnd()
	if err != nil || tip.CutBy == 0 {
		return true, err
	}
	to, _, err := t.saidCut(tip)
	if err != nil || tip.Cut >= to {
		return true, err
	}
	end, chain := min(to, tip.Cut+cutStep), tip.chain
	for number := tip.Cut + 1; number <= end; number++ {
		value, err := t.get(trailKey(number))
		if err != nil || value == nil {
			return false, errors.Join(err, errDamaged)
		}
		e, err := audit.Decode(value)
		if err != nil {
			return false, err
		}
		chain = e.Chain
		t.remove(trailKey(number))
		t.remove(aboutKey(e.Scope, number))
	}
	moved := t.openTrail()
	moved.Cut, moved.CutChain = end, chain[:]
	return end == to, t.failed
}

// saidCut is what the entry CutBy of a tip says.
func (v view) saidCut(tip trailTip) (to uint64, chain string, err error) {
	_, d, there, err := v.trailEntry(tip.CutBy)
	if err == nil && (!there || d.Act != audit.Expired || d.Kind != cutKind) {
		err = errDamaged
	}
	return uint64(d.Count), d.Record, err
}

// checkCut says whether the trail was cut off where an entry of it says so, or is on
// the way there.
func (v view) checkCut(tip trailTip) error {
	if tip.Cut == 0 && tip.CutBy == 0 {
		return nil
	}
	unsaid := fmt.Errorf("it was cut off up to entry %d, and no entry says so", tip.Cut)
	to, said, err := v.saidCut(tip)
	if err != nil || tip.Cut > to || to >= tip.CutBy {
		return unsaid
	}
	is := tip.CutChain
	if tip.Cut < to {
		chain, there, err := v.trailChain(to)
		if err != nil || !there {
			return unsaid
		}
		is = chain[:]
	}
	if hex.EncodeToString(is) != said {
		return unsaid
	}
	return nil
}
