package store

import (
	"errors"
	"fmt"

	"alongside/server/audit"
	"alongside/server/erasures"
	"alongside/server/figures"
	"alongside/server/place"
	"alongside/server/vault"

	"github.com/dgraph-io/badger/v4"
)

// stubStep is how many entries or records one transaction of an erasure rewrites.
const stubStep = 256

// undone is one erasure with those of its scopes that the store is not done with.
type undone struct {
	erasure string
	at      int64
	scopes  []*goingScope
}

type goingScope struct {
	scope string
	mark  erasedValue
	ended [][]byte // keys of grants that had ended
}

// carryOutAll erases whatever the ledger has and the store is not done with.
func (s *Store) carryOutAll() error {
	var all []*undone
	at := map[string]*undone{}
	for _, e := range s.opts.Ledger.Entries() {
		going, err := s.going(e)
		if err != nil {
			return err
		}
		if going == nil {
			continue
		}
		if at[e.Erasure] == nil {
			at[e.Erasure] = &undone{erasure: e.Erasure, at: e.At}
			all = append(all, at[e.Erasure])
		}
		at[e.Erasure].scopes = append(at[e.Erasure].scopes, going)
	}
	for _, u := range all {
		if err := s.carryOut(u); err != nil {
			return err
		}
	}
	return nil
}

// going is what there is to do about one entry of the ledger; nil for nothing.
func (s *Store) going(e erasures.Entry) (*goingScope, error) {
	g := &goingScope{scope: e.Scope}
	err := s.view(func(v view) error {
		_, err := v.getJSON(thingKey(erasedTable, e.Scope), &g.mark)
		return err
	})
	if err != nil || g.mark.Done {
		return nil, err
	}
	g.mark.Erasure, g.mark.At = e.Erasure, e.At
	g.ended, err = s.endedOf(e.Scope)
	return g, err
}

// carryOut erases the scopes of one erasure. Each step can be repeated: first nobody
// reads or writes them any more, and in the same transaction what was spent stays as
// a sum and the trail tells of it; then keys are destroyed; then what those sealed is
// removed.
func (s *Store) carryOut(u *undone) error {
	sums, err := s.sumsOf(u)
	if err != nil {
		return err
	}
	if err := s.urgent(func(t *tx) error { return t.shutAll(u, sums) }); err != nil {
		return err
	}
	for _, g := range u.scopes {
		if err := s.finish(g); err != nil {
			return fmt.Errorf("erasing a %s: %w", kindOf(g.scope), err)
		}
	}
	return nil
}

func (t *tx) shutAll(u *undone, sums []keptSum) error {
	begun := false
	for _, g := range u.scopes {
		var mark erasedValue
		found, err := t.getJSON(thingKey(erasedTable, g.scope), &mark)
		t.fail(err)
		begun = begun || found
	}
	for _, g := range u.scopes {
		if err := t.shut(g.scope, &g.mark, g.ended); err != nil {
			return err
		}
		if kind, _, _ := place.SplitScope(g.scope); kind == place.PersonScope && !begun {
			t.fail(t.traceErased(u, g.scope))
		}
	}
	if begun {
		return t.failed // what was spent was kept then
	}
	for _, sum := range sums {
		t.fail(t.keepSum(u, sum))
	}
	return t.failed
}

// traceErased tells the trail who erased a person and why, under the place's own key
// and without a name. Nobody and no reason stand there where only the ledger knows.
func (t *tx) traceErased(u *undone, scope string) error {
	var told Erasure
	if _, err := t.getSealed(thingKey(erasureTable, u.erasure), &told); err != nil {
		return err
	}
	t.trace(t.store.nowMS(), "", audit.Detail{Act: audit.Erased, Member: told.By, Role: string(t.directory().members[told.By].Role),
		Whom: scope, Reason: told.Reason, ID: u.erasure, At: u.at})
	return t.failed
}

// finish destroys the key of a scope that was shut, and removes what it sealed.
func (s *Store) finish(g *goingScope) error {
	if g.mark.Slot != 0 {
		if err := s.opts.keys.Destroy(g.mark.Slot); err != nil {
			return err
		}
		s.keys.forget(g.mark.Slot)
	}
	if owner := ownerIn(g.scope); owner != "" {
		if err := s.leaveStandings(owner); err != nil {
			return err
		}
	}
	if err := s.stub(g.scope); err != nil {
		return err
	}
	g.mark.Done = true
	return s.urgent(func(t *tx) error { t.putJSON(thingKey(erasedTable, g.scope), g.mark); return nil })
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
