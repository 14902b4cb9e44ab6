package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"alongside/server/erasures"
	"alongside/server/judge"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/vault"
	"alongside/sync/wire"
)

const fuzzDevice = "01arz3ndektsv4rrffq69g5fav"

// What is read as a log entry is the very bytes that it is written as.
func FuzzEntry(f *testing.F) {
	key, err := seal.NewKey(make([]byte, seal.KeySize))
	if err != nil {
		f.Fatal(err)
	}
	e := entry{received: 1, n: 7, device: fuzzDevice, at: "0192f3a4b5c6-0003-" + fuzzDevice}
	stored := e.store([32]byte{1}, key, []byte("here"), []byte(`"kind":"visit"`))
	f.Add(stored)
	f.Add(stored[:40])
	f.Add([]byte{entryVersion})
	long := entry{device: strings.Repeat("d", 255)} // a length that no header has, and a damaged byte may
	f.Add(long.store([32]byte{1}, key, []byte("here"), []byte("{}")))
	f.Fuzz(func(t *testing.T, value []byte) {
		e, err := parseEntry(value)
		if err != nil {
			return
		}
		if header := e.header(); !bytes.HasPrefix(value, header) || len(value) != len(header)+40+len(e.sealed) {
			t.Fatalf("%q has the header %q and %d sealed bytes", value, header, len(e.sealed))
		}
	})
}

// An outcome that is read is written and read again as the same.
func FuzzOutcome(f *testing.F) {
	hash := sha256.Sum256(nil)
	for _, o := range []judge.Outcome{
		{Hash: hash, Kept: judge.Taken, At: "0192f3a4b5c6-0003-" + fuzzDevice},
		{Hash: hash, Kept: judge.Taken, Relayed: true},
		{Hash: hash, Kept: judge.Skipped, Through: 9},
		{Hash: hash, Kept: judge.Parked, Code: place.Invalid, Detail: "no", Errors: []wire.Problem{{Path: "/set", Code: "type"}}},
	} {
		value, err := encodeOutcome(o)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(value)
	}
	f.Add(append(hash[:], parkedLetter, '{'))
	f.Add(append(hash[:], 'x'))
	f.Fuzz(func(t *testing.T, value []byte) {
		o, err := decodeOutcome(1, value)
		if err != nil {
			return
		}
		written, err := encodeOutcome(o)
		if err != nil {
			t.Fatal(err)
		}
		again, err := decodeOutcome(1, written)
		if err != nil || again.Kept != o.Kept || again.Through != o.Through || again.At != o.At || len(again.Errors) != len(o.Errors) {
			t.Fatalf("%+v became %+v: %v", o, again, err)
		}
	})
}

// A head is opened whole or refused.
func FuzzHead(f *testing.F) {
	master, err := seal.NewMaster(make([]byte, seal.KeySize))
	if err != nil {
		f.Fatal(err)
	}
	const scope = "person:" + fuzzDevice
	keys, err := vault.New("", master)
	must(f, keys, err)
	must(f, 0, second(keys.Add(seal.NewRaw(), seal.NewRaw(), seal.NewRaw())))
	ledger, err := erasures.Open("")
	must(f, ledger, err)
	s := &Store{opts: Options{keys: keys, Ledger: ledger}}
	h := newHead()
	h.Slot = vault.Others
	value, err := h.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(value)
	f.Add([]byte(`{"seq":1,"digest":"x"}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, value []byte) {
		h, err := s.decodeHead(scope, value)
		if err != nil || h.Erased != 0 {
			return
		}
		if sealed := h.key.Seal([]byte("words"), nil); len(sealed) != 5+seal.Overhead {
			t.Fatal("the head has no key")
		}
	})
}

// A stream of items that is read to its end is written again as the same items, and
// none that was cut short is read to its end.
func FuzzItems(f *testing.F) {
	f.Add(streamOf(f))
	f.Add(streamOf(f, Item{Key: []byte("a"), Value: []byte("b"), Expires: 9}, Item{Key: []byte("c"), Gone: true}))
	f.Add([]byte{itemValue, 0, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, data []byte) {
		items, read, err := itemsOf(data)
		if err != nil {
			return
		}
		again, _, err := itemsOf(streamOf(t, items...))
		must(t, 0, err)
		is(t, "items", again, items)
		if _, _, err := itemsOf(data[:read-1]); err == nil {
			t.Fatal("a stream that was cut short was read to its end")
		}
	})
}

func streamOf(t testing.TB, items ...Item) []byte {
	t.Helper()
	var out bytes.Buffer
	w := itemWriter{to: bufio.NewWriter(&out)}
	for _, item := range items {
		must(t, 0, w.add(item))
	}
	must(t, 0, w.end())
	return out.Bytes()
}

// itemsOf reads a stream; read is how many bytes it has.
func itemsOf(data []byte) (items []Item, read int, err error) {
	from := bytes.NewReader(data)
	r := bufio.NewReader(from)
	count, err := ReadItems(r, func(item Item) error {
		if item.Gone {
			item.Value = nil
		}
		items = append(items, item)
		return nil
	})
	if err == nil && count != uint64(len(items)) {
		err = fmt.Errorf("%d items were given, not %d", len(items), count)
	}
	return items, len(data) - from.Len() - r.Buffered(), err
}
