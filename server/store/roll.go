package store

import (
	"crypto/sha256"
	"crypto/subtle"
)

// The roll is the sum (bitwise exclusive or) of the SHA-256 of every key and value
// that the directory is made of. No log tells who belongs to the place, so that
// without it a member who has vanished from the disk would not be missed.
type roll [sha256.Size]byte

// turn adds a key and its value, or takes them out again.
func (r *roll) turn(key, value []byte) {
	sum := sha256.New()
	sum.Write([]byte{byte(len(key))})
	sum.Write(key)
	sum.Write(value)
	subtle.XORBytes(r[:], r[:], sum.Sum(nil))
}

// listed are the tables on the roll.
var listed = []byte{orgTable, teamTable, memberTable, deviceTable}

// putListed is putSealed for a value that is on the roll.
func (t *tx) putListed(key []byte, value any) {
	text, err := encode(value)
	t.fail(err)
	before, err := t.get(key)
	t.fail(err)
	sealed := sealAt(t.store.admin, key, text)
	if t.roll == nil {
		r, err := t.storedRoll()
		t.fail(err)
		t.roll = &r
	}
	if before != nil {
		t.roll.turn(key, before)
	}
	t.roll.turn(key, sealed)
	t.put(key, sealed)
	t.put(metaKey(rollFact), append([]byte{}, t.roll[:]...))
}

func (v view) storedRoll() (r roll, err error) {
	value, err := v.get(metaKey(rollFact))
	copy(r[:], value)
	return r, err
}

// countRoll makes the roll from what is there.
func (v view) countRoll() (r roll, err error) {
	for _, table := range listed {
		err := v.each([]byte{table}, true, func(key, value []byte) error {
			r.turn(key, value)
			return nil
		})
		if err != nil {
			return r, err
		}
	}
	return r, nil
}
