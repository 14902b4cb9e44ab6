package store

import (
	"errors"
	"fmt"

	"alongside/server/erasures"
	"alongside/server/figures"
	"alongside/server/place"
	"alongside/server/vault"

	"github.com/dgraph-io/badger/v4"
)

// stubStep is how many entries or records one transaction of an erasure rewrites.
const stubStep = 256

// carryOutAll erases whatever the ledger has and the store is not done with.
func (s *Store) carryOutAll() error {
	for _, e := range s.opts.Ledger.Entries() {
		var mark erasedValue
		err := s.view(func(v view) error {
			_, err := v.getJSON(thingKey(erasedTable, e.Scope), &mark)
			return err
		})
		if err == nil && !mark.Done {
			err = s.carryOut(e)
		}
		if err != nil {
			return fmt.Errorf("erasing a %s: %w", kindOf(e.Scope), err)
		}
	}
	return nil
}

// carryOut erases one scope. Each step can be repeated: first nobody reads or writes
// it any more, then its key is destroyed, then what that sealed is removed.
func (s *Store) carryOut(e erasures.Entry) error {
	ended, err := s.endedOf(e.Scope)
	if err != nil {
		return err
	}
	mark := erasedValue{Erasure: e.Erasure, At: e.At}
	if err := s.urgent(func(t *tx) error { return t.shut(e.Scope, &mark, ended) }); err != nil {
		return err
	}
	if mark.Slot != 0 {
		if err := s.opts.keys.Destroy(mark.Slot); err != nil {
			return err
		}
		s.keys.forget(mark.Slot)
	}
	if kind, person, _ := place.SplitScope(e.Scope); kind == place.PersonScope {
		if err := s.leaveStandings(person); err != nil {
			return err
		}
	}
	if err := s.stub(e.Scope); err != nil {
		return err
	}
	mark.Done = true
	return s.urgent(func(t *tx) error { t.putJSON(thingKey(erasedTable, e.Scope), mark); return nil })
}

// endedOf lists who once had a grant for a scope.
func (s *Store) endedOf(scope string) (keys [][]byte, err error) {
	err = s.view(func(v view) error {
		return v.each([]byte{endedTable}, false, func(key, _ []byte) error {
			if secondOf(key) == scope {
				keys = append(keys, key)
			}
			return nil
		})
	})
	return keys, err
}

// shut ends everybody's access to a scope, and takes the person out of the figures.
// It sets the slot in mark where there is a key left to destroy.
func (t *tx) shut(scope string, mark *erasedValue, ended [][]byte) error {
	mark.Slot = 0
	if h := t.head(scope); h != nil {
		circle := h.Circle
		for _, actor := range circle {
			t.remove(grantKey(actor, scope))
		}
		for _, key := range ended {
			t.remove(key)
		}
		t.forgetFacts(scope, h)
		h.Circle, h.Erased = nil, mark.At
		if h.raw == nil && h.Slot >= vault.Others {
			mark.Slot = h.Slot
		}
		t.changed[scope] = true
		t.moved[scope] = moved{head: h.Seq, circle: circle}
	}
	t.endOwnPage(scope)
	t.putJSON(thingKey(erasedTable, scope), *mark)
	t.putJSON(metaKey(erasuresFact), t.store.opts.Ledger.Mark())
	return t.failed
}

// erasedName stands where the name of somebody was who read their own record.
const erasedName = "Erased"

// endOwnPage ends the membership by which the person of a scope read what was kept
// about them, on all their devices.
func (t *tx) endOwnPage(scope string) {
	kind, person, _ := place.SplitScope(scope)
	if kind != place.PersonScope {
		return
	}
	d, now := t.directory(), t.store.nowMS()
	for _, m := range d.members {
		if m.Person != person || m.Name == erasedName {
			continue
		}
		m.Name, m.EndedOn, m.EndsAt = erasedName, t.store.today().String(), now
		t.putMember(m)
		for _, device := range d.devices {
			if device.Member == m.ID && !device.Revoked {
				device.Revoked, device.RevokedAt, device.Name = true, now, erasedName
				t.putDevice(device)
			}
		}
		t.unwatch = append(t.unwatch, m.ID)
	}
}

// forgetFacts takes what the figures keep of one person, or of what one wrote for
// oneself, out of the sums.
func (t *tx) forgetFacts(scope string, h *head) {
	owner := ownerIn(scope)
	if owner == "" {
		return
	}
	kept, err := t.keptFacts(scope, owner)
	t.fail(err)
	if err == nil {
		kept.now, kept.gone = &figures.Facts{}, true
	}
	t.remove(figuresKey(horizonPart, owner))
}

// ownerIn is the owner of the facts that lie under the key of an erased scope.
func ownerIn(scope string) string {
	switch kind, id, _ := place.SplitScope(scope); kind {
	case place.PersonScope:
		return id
	case place.SelfScope:
		return workerOwner + id
	}
	return ""
}

// stub removes what an erased scope sealed: entries keep their headers, digests and
// chains, records go.
func (s *Store) stub(scope string) error {
	from := uint64(0)
	for done := false; !done; {
		err := s.urgent(func(t *tx) (err error) {
			done, err = t.stubEntries(scope, &from)
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, table := range []byte{recordTable, foldedTable} {
		for done := false; !done; {
			err := s.urgent(func(t *tx) (err error) {
				done, err = t.removeSome(pairKey(table, scope, ""))
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tx) stubEntries(scope string, from *uint64) (done bool, err error) {
	next, count := *from, 0
	err = t.eachEntry(scope, next, func(seq uint64, e entry) error {
		if count == stubStep {
			return errEnough
		}
		count, next = count+1, seq+1
		if len(e.sealed) > 0 {
			t.put(logKey(scope, seq), e.stub())
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		*from = next
		return false, nil
	}
	return true, err
}

func (t *tx) removeSome(prefix []byte) (done bool, err error) {
	options := badger.DefaultIteratorOptions
	options.Prefix, options.PrefetchValues = prefix, false
	it, err := t.iterate(options)
	if err != nil {
		return false, err
	}
	defer it.Close()
	var keys [][]byte
	for it.Rewind(); it.Valid() && len(keys) < stubStep; it.Next() {
		keys = append(keys, it.Item().KeyCopy(nil))
	}
	done = !it.Valid()
	for _, key := range keys {
		t.remove(key)
	}
	return done, t.failed
}
