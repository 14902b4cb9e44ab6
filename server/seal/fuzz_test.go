package seal

import (
	"bytes"
	"errors"
	"testing"
)

// Nothing but what was sealed opens, for its own place, and every other answer
// is ErrBroken.
func FuzzOpen(f *testing.F) {
	master, err := NewMaster(make([]byte, KeySize))
	if err != nil {
		f.Fatal(err)
	}
	nonce := make([]byte, nonceSize) // the same in every process of the fuzzer
	sealed := master.aead.Seal(nonce, nonce, []byte("words"), []byte("here"))
	f.Add(sealed, []byte("here"))
	f.Add(sealed, []byte("there"))
	f.Add(sealed[:nonceSize], []byte("here"))
	f.Add([]byte{}, []byte{})
	f.Fuzz(func(t *testing.T, value, where []byte) {
		plain, err := master.Open(value, where)
		whole := bytes.Equal(value, sealed) && string(where) == "here"
		switch {
		case err == nil && (!whole || string(plain) != "words"):
			t.Fatalf("%q opened at %q as %q", value, where, plain)
		case err != nil && (whole || !errors.Is(err, ErrBroken)):
			t.Fatalf("%q at %q: %v", value, where, err)
		}
	})
}
