package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"alongside/server/audit"
	"alongside/server/place"
)

// trailScope is how a commit names the trail among the logs that it moved. It is no
// scope, and comes first in their order.
const trailScope = "audit"

// trailTip is how far the trail has come, and up to where it was cut off: the entries
// 1 to Cut are gone, and the chain of Cut is what the rest goes on from. The entry CutBy
// says so: see trail_cut.go.
type trailTip struct {
	Number   uint64 `json:"number"`
	Chain    []byte `json:"chain"`
	Cut      uint64 `json:"cut,omitempty"`
	CutChain []byte `json:"cut_chain,omitempty"`
	CutBy    uint64 `json:"cut_by,omitempty"`
	// Ends says, by earlier history of the store, which entry is the last that this one
	// shares with it.
	Ends map[string]uint64 `json:"ends,omitempty"`

	chain [32]byte
}

func (v view) trailTip() (tip trailTip, err error) {
	_, err = v.getJSON(metaKey(trailFact), &tip)
	copy(tip.chain[:], tip.Chain)
	return tip, err
}

// openTrail is the tip as the transaction has it, to be moved.
func (t *tx) openTrail() *trailTip {
	if t.trail == nil {
		tip, err := t.trailTip()
		t.fail(err)
		t.trail = &tip
	}
	return t.trail
}

// trailEnd is the tip as the transaction has it.
func (t *tx) trailEnd() (trailTip, error) {
	if t.trail != nil {
		return *t.trail, nil
	}
	return t.trailTip()
}

func (t *tx) putTrail() {
	if t.trail == nil {
		return
	}
	t.trail.Chain = t.trail.chain[:]
	t.putJSON(metaKey(trailFact), t.trail)
}

// trace adds an entry to the trail, in the transaction of what it tells of. scope is
// whose key seals it; empty for what is about nobody in particular.
func (t *tx) trace(nowMS int64, scope string, d audit.Detail) {
	key := t.store.admin
	if scope != "" {
		h := t.head(scope)
		if h == nil {
			t.fail(fmt.Errorf("store: a note about a %s that is not there", kindOf(scope)))
			return
		}
		if h.erased() {
			return // nothing is told of it any more
		}
		key = h.key
	}
	text, err := encode(d)
	t.fail(err)
	tip := t.openTrail()
	tip.Number++
	at := trailKey(tip.Number)
	e := audit.New(tip.Number, tip.chain, nowMS, scope, sealAt(key, at, text))
	tip.chain = e.Chain
	t.put(at, e.Encode())
	t.put(aboutKey(scope, tip.Number), nil)
}

// traceBy is trace for something that a member did.
func (t *tx) traceBy(by place.Actor, scope string, d audit.Detail) {
	d.Member, d.Role = by.Member, string(by.Role)
	t.trace(t.store.nowMS(), scope, d)
}

// Note adds to the trail what a member did outside of any write, such as reading, and
// returns once it is on disk: whoever shows something calls it before.
func (s *Store) Note(by place.Who, scope string, d audit.Detail) error {
	d.Device = by.Device
	return s.commitSmall(1, func(t *tx) error {
		t.traceBy(by.Actor, scope, d)
		return t.failed
	})
}

// trailEntry reads and opens the entry of a number; ok is false where it was cut off.
func (v view) trailEntry(number uint64) (e audit.Entry, d audit.Detail, ok bool, err error) {
	key := trailKey(number)
	value, err := v.get(key)
	if value == nil || err != nil {
		return e, d, false, err
	}
	if e, err = audit.Decode(value); err != nil {
		return e, d, false, err
	}
	d, err = v.openNote(key, e)
	return e, d, err == nil, err
}

func (v view) openNote(key []byte, e audit.Entry) (d audit.Detail, err error) {
	by := v.store.admin
	if e.Scope != "" {
		h, err := v.head(e.Scope)
		if err != nil {
			return d, err
		}
		if h == nil {
			return d, errors.New("its scope is not there")
		}
		if h.erased() {
			return d, nil // it went with the scope's key
		}
		by = h.key
	}
	text, err := openAt(by, key, e.Sealed)
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(text, &d)
}

// AuditHead signs how far the trail had come; the zero head where it is empty.
func (v view) AuditHead() (audit.Head, error) {
	tip, err := v.trailTip()
	if err != nil || tip.Number == 0 || v.store.notary == nil {
		return audit.Head{}, err
	}
	return audit.Sign(v.store.notary, v.store.Place().ID, tip.Number, tip.chain), nil
}

// AuditHead signs how far the trail has come.
func (s *Store) AuditHead() (head audit.Head, err error) {
	err = s.view(func(v view) error { head, err = v.AuditHead(); return err })
	return head, err
}

// AuditKey is the public key by which heads of this place's trail are checked.
func (s *Store) AuditKey() ed25519.PublicKey {
	if s.notary == nil {
		return nil
	}
	return s.notary.Public().(ed25519.PublicKey)
}

// ErrTrail is wrapped where the trail is not the one whose head somebody holds.
var ErrTrail = errors.New("the trail of who saw what is not the one that was signed")

// Meets says whether the trail contains what a head says that it had come to in one
// history of the store. It returns how many entries are missing at the end, as they are
// after a restore; ErrTrail where another entry has that place, or where the head is
// not this place's.
func (s *Store) Meets(epoch string, h audit.Head) (missing uint64, err error) {
	if h.Number == 0 {
		return 0, nil
	}
	if err := h.Check(s.AuditKey(), s.Place().ID); err != nil {
		return 0, errors.Join(ErrTrail, err)
	}
	err = s.view(func(v view) error {
		tip, err := v.trailTip()
		if err != nil {
			return err
		}
		last := tip.Number
		if epoch != s.epoch {
			last = tip.Ends[epoch]
		}
		if h.Number > last {
			missing = h.Number - last
			return nil
		}
		chain, there, err := v.trailChain(h.Number)
		if err == nil && there && fmt.Sprintf("%x", chain) != h.Chain {
			err = fmt.Errorf("%w: entry %d", ErrTrail, h.Number)
		}
		return err
	})
	return missing, err
}

// endTrail notes that a history of the store ended here, and that another goes on.
func (t *tx) endTrail(epoch string) {
	tip := t.openTrail()
	tip.Ends = maps.Clone(tip.Ends)
	if tip.Ends == nil {
		tip.Ends = map[string]uint64{}
	}
	tip.Ends[epoch] = tip.Number
	t.trace(t.store.nowMS(), "", audit.Detail{Act: audit.Restored, Record: epoch})
}

// loadNotary reads the key that signs the trail's head.
func (v view) loadNotary() error {
	var seed []byte
	if _, err := v.getSealed(metaKey(notaryFact), &seed); err != nil || len(seed) != ed25519.SeedSize {
		return err
	}
	v.store.notary = ed25519.NewKeyFromSeed(seed)
	return nil
}

// makeNotary makes that key.
func (t *tx) makeNotary() {
	seed := make([]byte, ed25519.SeedSize)
	rand.Read(seed) // never fails: it ends the process instead
	t.putSealed(metaKey(notaryFact), seed)
	t.store.notary = ed25519.NewKeyFromSeed(seed)
}

// bringUp gives a store from before format 4 the key that signs its trail.
func (s *Store) bringUp() error {
	if s.notary != nil {
		return nil
	}
	return s.change(func(t *tx) error {
		t.makeNotary()
		return t.failed
	})
}
