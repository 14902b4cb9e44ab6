package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"alongside/server/seal"
	"alongside/server/vault"
)

// A backup has no vault. In it every key lies wrapped by the master beside what it
// seals, in the head of its scope, as it did in stores before format 3.

// outward is an item as a backup carries it.
func (s *Store) outward(item Item) (Item, error) {
	if item.Gone {
		return item, nil
	}
	var err error
	switch key := item.Key; {
	case key[0] == headTable:
		item.Value, err = s.headOutward(string(key[1:]), item.Value)
	case string(key) == string(metaKey(adminFact)):
		item.Value, err = s.wrappedFor(vault.Admin, adminFact)
	case string(key) == string(metaKey(vouchFact)):
		item.Value, err = s.wrappedFor(vault.Vouch, vouchFact)
	case isStandingKey(key):
		item.Value, err = s.standingsOutward(string(key), item.Value)
	}
	return item, err
}

// headOutward puts the key into a head; none where it was destroyed.
func (s *Store) headOutward(scope string, value []byte) ([]byte, error) {
	h := &head{}
	if err := json.Unmarshal(value, h); err != nil || h.Erased != 0 {
		return value, err
	}
	var err error
	h.Key, err = s.wrappedFor(h.Slot, scope)
	h.Slot = 0
	if err != nil {
		return nil, err
	}
	return encode(h)
}

// wrappedFor is the key in a slot wrapped for a name; nil where it was destroyed.
func (s *Store) wrappedFor(slot vault.Slot, name string) ([]byte, error) {
	raw, err := s.opts.keys.Raw(slot)
	if errors.Is(err, vault.ErrDestroyed) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the key of a %s: %w", kindOf(name), err)
	}
	return s.opts.keys.Master().Seal(raw, wrapPlace(name)), nil
}

// inward takes the keys out of what a backup carries, into the vault of the store
// that is being loaded.
type inward struct {
	master seal.Master
	keys   *vault.Vault // in memory until all is loaded
	slots  map[string]vault.Slot
	held   map[string][]string // by the key of a release's standings: names in slots
	lost   vault.Slot          // of scopes whose key had been destroyed: a destroyed one
}

func newInward(master seal.Master) (*inward, error) {
	keys, err := vault.New("", master)
	if err != nil {
		return nil, err
	}
	// The first two stand in for the keys that every store has, which come later.
	if _, err := keys.Add(seal.NewRaw(), master.Voucher(), seal.NewRaw()); err != nil {
		return nil, err
	}
	in := &inward{master: master, keys: keys, slots: map[string]vault.Slot{}, held: map[string][]string{}, lost: vault.Others}
	return in, keys.Destroy(in.lost)
}

func (in *inward) item(item Item) (Item, error) {
	var err error
	switch key := item.Key; {
	case item.Gone && isStandingKey(key):
		err = in.dropStandings(string(key), nil)
	case item.Gone:
	case key[0] == headTable:
		item.Value, err = in.head(string(key[1:]), item.Value)
	case string(key) == string(metaKey(adminFact)):
		err = in.own(vault.Admin, adminFact, item.Value)
		item.Value = nothing
	case string(key) == string(metaKey(vouchFact)):
		err = in.own(vault.Vouch, vouchFact, item.Value)
		item.Value = nothing
	case string(key) == string(metaKey(openFact)):
		item.Gone, item.Value = true, nil // it is of the files of the store that was backed up
	case isStandingKey(key):
		item.Value, err = in.standingsInward(string(key), item.Value)
	}
	return item, err
}

func (in *inward) own(slot vault.Slot, name string, wrapped []byte) error {
	raw, err := in.unwrap(name, wrapped)
	if err == nil {
		in.keys.Set(slot, raw)
	}
	return err
}

func (in *inward) unwrap(name string, wrapped []byte) ([]byte, error) {
	raw, err := in.master.Open(wrapped, wrapPlace(name))
	if err != nil {
		return nil, errors.New("the master key is not the one under which this backup was made: give that one, " +
			"which was in use at the time; if it was rotated since, run `alongside rotate-key` after the restore")
	}
	return raw, nil
}

func (in *inward) head(scope string, value []byte) ([]byte, error) {
	h := &head{}
	if err := json.Unmarshal(value, h); err != nil {
		return nil, err
	}
	if h.Erased != 0 {
		h.Slot, h.Key = in.lost, nil
		if err := in.drop(scope); err != nil {
			return nil, err
		}
		return encode(h)
	}
	slot, err := in.slot(scope, h.Key)
	if err != nil {
		return nil, err
	}
	h.Key, h.Slot = nil, slot
	return encode(h)
}

// slot is where a key lies that was wrapped for a name.
func (in *inward) slot(name string, wrapped []byte) (vault.Slot, error) {
	if len(wrapped) == 0 {
		return in.lost, in.drop(name)
	}
	raw, err := in.unwrap(name, wrapped)
	if err != nil {
		return 0, err
	}
	if slot, known := in.slots[name]; known {
		if was, err := in.keys.Raw(slot); err == nil && bytes.Equal(was, raw) {
			return slot, nil
		}
		if err := in.drop(name); err != nil {
			return 0, err
		}
	}
	slot, err := in.keys.Add(raw)
	in.slots[name] = slot
	return slot, err
}

func (in *inward) drop(name string) error {
	slot, known := in.slots[name]
	if !known {
		return nil
	}
	delete(in.slots, name)
	return in.keys.Destroy(slot)
}
