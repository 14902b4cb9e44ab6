package store

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"

	"alongside/server/seal"
)

// entry is one log entry as it lies in the store:
//
//	version(1)=1 | received ms(8) | n(8) | device | at | was | hash(32) | digest(8) | chain(32) | sealed
//
// where device, at and was are each a length byte and that many bytes. All up
// to hash is the header. hash is SHA-256 over sealed, so that both chain and
// digest outlive an erased payload. chain is SHA-256 over the chain of the entry
// before and the header. sealed holds what wire.AppendContent writes, so that
// a pull can pass it on unparsed.
type entry struct {
	received        int64
	n               uint64
	device, at, was string
	hash            [32]byte
	digest          uint64 // of the log up to and with this entry
	chain           [32]byte
	sealed          []byte
}

const entryVersion = 1

var errEntry = errors.New("store: broken log entry")

func (e *entry) header() []byte { return e.appendHeader(make([]byte, 0, e.headerSize())) }

func (e *entry) headerSize() int {
	return 1 + 8 + 8 + 3 + len(e.device) + len(e.at) + len(e.was) + sha256.Size
}

func (e *entry) appendHeader(out []byte) []byte {
	out = append(out, entryVersion)
	out = binary.BigEndian.AppendUint64(out, uint64(e.received))
	out = binary.BigEndian.AppendUint64(out, e.n)
	for _, text := range []string{e.device, e.at, e.was} {
		out = append(out, byte(len(text)))
		out = append(out, text...)
	}
	return append(out, e.hash[:]...)
}

// store seals content for the place at, sets sealed, hash and chain, and returns
// the entry's stored form.
func (e *entry) store(before [32]byte, key seal.Key, at, content []byte) []byte {
	front := e.headerSize() + 8 + sha256.Size
	out := make([]byte, front, front+len(content)+seal.Overhead)
	out = key.AppendSeal(out, content, at)
	e.sealed = out[front:]
	e.hash = sha256.Sum256(e.sealed)
	header := e.appendHeader(out[:0])
	e.chain = chainAfter(before, header)
	binary.BigEndian.PutUint64(out[len(header):], e.digest)
	copy(out[len(header)+8:], e.chain[:])
	return out
}

// stub is the stored form of an entry without its payload: that of an erased scope.
func (e *entry) stub() []byte {
	out := e.appendHeader(make([]byte, 0, e.headerSize()+8+sha256.Size))
	out = binary.BigEndian.AppendUint64(out, e.digest)
	return append(out, e.chain[:]...)
}

// holds says whether the payload is the one that was logged, or was erased.
func (e *entry) holds(h *head) bool {
	return e.hash == sha256.Sum256(e.sealed) || h.Erased != 0 && len(e.sealed) == 0
}

func chainAfter(before [32]byte, header []byte) [32]byte {
	var room [512]byte // a header's: three texts of at most 255 bytes do not come together
	return sha256.Sum256(append(append(room[:0], before[:]...), header...))
}

// parseEntry reads an entry's stored form; the result refers into value.
func parseEntry(value []byte) (entry, error) {
	var e entry
	if len(value) < 17 || value[0] != entryVersion {
		return e, errEntry
	}
	e.received = int64(binary.BigEndian.Uint64(value[1:]))
	e.n = binary.BigEndian.Uint64(value[9:])
	end := 17
	for range 3 {
		if len(value) <= end {
			return e, errEntry
		}
		end += 1 + int(value[end])
	}
	if len(value) < end+72 {
		return e, errEntry
	}
	texts, rest := string(value[17:end]), value[end:] // one piece of memory for all three
	for _, text := range []*string{&e.device, &e.at, &e.was} {
		next := 1 + int(texts[0])
		*text, texts = texts[1:next], texts[next:]
	}
	copy(e.hash[:], rest)
	e.digest = binary.BigEndian.Uint64(rest[32:])
	copy(e.chain[:], rest[40:])
	e.sealed = rest[72:]
	return e, nil
}
