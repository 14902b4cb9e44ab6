package api

import (
	"bytes"
	"compress/gzip"
	"errors"
	"testing"

	"alongside/server/place"
)

// Whatever a body is packed as, what comes out is within the limit, or refused
// with a code: no more, no less, and nothing of how the unpacking failed.
func FuzzInflate(f *testing.F) {
	pack := func(plain []byte) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		if _, err := w.Write(plain); err != nil {
			f.Fatal(err)
		}
		if err := w.Close(); err != nil {
			f.Fatal(err)
		}
		return out.Bytes()
	}
	small := pack([]byte(`{"protocol":1}`))
	f.Add(small, "gzip")
	f.Add(small[:len(small)/2], "gzip")
	f.Add(append(bytes.Clone(small), small...), "gzip")
	f.Add(append(bytes.Clone(small), 'x'), "gzip")
	f.Add(pack(make([]byte, bodyLimit)), "gzip")
	f.Add(pack(make([]byte, bodyLimit+1)), "x-gzip")
	f.Add(pack(make([]byte, 64<<20)), "gzip")
	f.Add([]byte("{}"), "")
	f.Add([]byte("{}"), "br")
	f.Fuzz(func(t *testing.T, sent []byte, coding string) {
		got, err := inflate(bytes.NewReader(sent), coding)
		if len(got) > bodyLimit {
			t.Fatalf("%d bytes came out of %d", len(got), len(sent))
		}
		var refused *place.Error
		if err != nil && (!errors.As(err, &refused) || refused.Code == "" || got != nil) {
			t.Fatalf("%d bytes and %v", len(got), err)
		}
	})
}
