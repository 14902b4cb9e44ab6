package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// Entry is one entry of the trail as it is stored under its number:
//
//	version(1)=1 | ms(8) | length(1) | scope | hash(32) | chain(32) | sealed
//
// ms is when the server noted it. scope is whose key seals it, empty for the place's
// own. hash is SHA-256 over sealed, so that chain and positions outlive a key that
// was destroyed. chain is SHA-256 over the chain before, the number (8) and all up
// to hash.
type Entry struct {
	At     int64
	Scope  string
	Hash   [32]byte
	Chain  [32]byte
	Sealed []byte
}

const version = 1

// ErrEntry says that a stored entry cannot be read.
var ErrEntry = errors.New("audit: broken entry")

// New makes the entry that has a number and follows a chain.
func New(number uint64, before [32]byte, at int64, scope string, sealed []byte) Entry {
	e := Entry{At: at, Scope: scope, Hash: sha256.Sum256(sealed), Sealed: sealed}
	e.Chain = e.After(before, number)
	return e
}

// After is the chain that the entry has under a number behind another chain.
func (e *Entry) After(before [32]byte, number uint64) [32]byte {
	text := append(make([]byte, 0, 160), before[:]...)
	text = binary.BigEndian.AppendUint64(text, number)
	return sha256.Sum256(e.appendHeader(text))
}

func (e *Entry) appendHeader(out []byte) []byte {
	out = append(out, version)
	out = binary.BigEndian.AppendUint64(out, uint64(e.At))
	out = append(append(out, byte(len(e.Scope))), e.Scope...)
	return append(out, e.Hash[:]...)
}

// Encode gives the stored form.
func (e *Entry) Encode() []byte {
	out := e.appendHeader(make([]byte, 0, 74+len(e.Scope)+len(e.Sealed)))
	return append(append(out, e.Chain[:]...), e.Sealed...)
}

// Decode reads the stored form; the entry refers into value.
func Decode(value []byte) (e Entry, err error) {
	if len(value) < 10 || value[0] != version {
		return e, ErrEntry
	}
	e.At = int64(binary.BigEndian.Uint64(value[1:]))
	length := int(value[9])
	rest := value[10:]
	if len(rest) < length+64 {
		return e, ErrEntry
	}
	e.Scope = string(rest[:length])
	copy(e.Hash[:], rest[length:])
	copy(e.Chain[:], rest[length+32:])
	e.Sealed = rest[length+64:]
	return e, nil
}

// Whole says whether the entry seals what it says, and follows a chain.
func (e *Entry) Whole(number uint64, before [32]byte) bool {
	return e.Hash == sha256.Sum256(e.Sealed) && e.Chain == e.After(before, number)
}
