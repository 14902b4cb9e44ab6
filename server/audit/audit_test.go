package audit

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestAnEntryComesBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		sealed := rapid.SliceOf(rapid.Byte()).Draw(r, "sealed")
		scope := rapid.StringMatching(`(person:[0-9a-z]{26})?`).Draw(r, "scope")
		number := rapid.Uint64().Draw(r, "number")
		e := New(number, [32]byte{1}, rapid.Int64().Draw(r, "at"), scope, sealed)
		back, err := Decode(e.Encode())
		if err != nil || !bytes.Equal(back.Encode(), e.Encode()) || !back.Whole(number, [32]byte{1}) {
			t.Fatalf("%+v came back as %+v: %v", e, back, err)
		}
		if back.Whole(number+1, [32]byte{1}) || back.Whole(number, [32]byte{2}) {
			t.Fatal("an entry follows where it does not")
		}
	})
}

// Whatever bit of an entry changes, it is not whole any more.
func TestEveryBitCounts(t *testing.T) {
	e := New(7, [32]byte{9}, 1234567890123, "person:01kjpzv28000000000000000aa", []byte("what was sealed"))
	stored := e.Encode()
	for i := range stored {
		for bit := range 8 {
			changed := bytes.Clone(stored)
			changed[i] ^= 1 << bit
			if back, err := Decode(changed); err == nil && back.Whole(7, [32]byte{9}) {
				t.Errorf("bit %d of byte %d can change unseen", bit, i)
			}
		}
	}
}

func TestAHeadIsSignedByItsPlace(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	other, _, _ := ed25519.GenerateKey(nil)
	h := Sign(private, "here", 12, [32]byte{3})
	if err := h.Check(public, "here"); err != nil {
		t.Error(err)
	}
	longer, chain := h, h
	longer.Number++
	chain.Chain = "00" + chain.Chain[2:]
	for name, wrong := range map[string]error{
		"another key": h.Check(other, "here"), "another place": h.Check(public, "there"),
		"another number": longer.Check(public, "here"), "another chain": chain.Check(public, "here"),
		"no head": Head{}.Check(public, "here"), "no key": h.Check(nil, "here"),
	} {
		if !errors.Is(wrong, ErrSignature) {
			t.Errorf("%s: %v", name, wrong)
		}
	}
}

func FuzzEntry(f *testing.F) {
	e := New(1, [32]byte{}, 1, "place", []byte("x"))
	f.Add(e.Encode())
	f.Fuzz(func(t *testing.T, value []byte) {
		if e, err := Decode(value); err == nil && !bytes.Equal(e.Encode(), value) {
			t.Fatal("an entry is not what was read")
		}
	})
}
