package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"alongside/server/seal"
)

func masterOf(t *testing.T, b byte) seal.Master {
	t.Helper()
	master, err := seal.NewMaster(bytes.Repeat([]byte{b}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return master
}

// filled is a vault on disk with three keys.
func filled(t *testing.T) (*Vault, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "KEYS")
	v, err := New(path, masterOf(t, 1))
	if err == nil {
		_, err = v.Add([]byte("admin key, which has 32 bytes..."), []byte("vouching key, that has 32 bytes."), []byte("the key of a scope, of 32 bytes."))
	}
	if err != nil {
		t.Fatal(err)
	}
	return v, path
}

func TestADestroyedKeyIsGoneFromTheFile(t *testing.T) {
	v, path := filled(t)
	before, _ := os.ReadFile(path)
	wrapped := before[int(Others)*slotSize : int(Others)*slotSize+slotSize]
	if err := v.Destroy(Others); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(path); bytes.Contains(after, wrapped) || len(after) != len(before) {
		t.Error("it is still in the file, or others moved")
	}
	again, err := Open(path, masterOf(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []*Vault{v, again} {
		if _, err := v.Raw(Others); !errors.Is(err, ErrDestroyed) || !v.Destroyed(Others) {
			t.Errorf("%v", err)
		}
		if raw, err := v.Raw(Vouch); err != nil || string(raw) != "vouching key, that has 32 bytes." {
			t.Errorf("another key: %q, %v", raw, err)
		}
	}
	if slot, err := again.Add(seal.NewRaw()); err != nil || slot != 3 {
		t.Errorf("the slot is used again: %d, %v", slot, err)
	}
}

func TestARotationRefusesTheOldMaster(t *testing.T) {
	v, path := filled(t)
	if err := v.Destroy(Others); err != nil {
		t.Fatal(err)
	}
	old, err := os.Open(path) // keeps the file that was before
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if err := v.Rotate(masterOf(t, 2)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, masterOf(t, 1)); !errors.Is(err, ErrOtherMaster) {
		t.Errorf("the old master: %v", err)
	}
	again, err := Open(path, masterOf(t, 1), masterOf(t, 2))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []*Vault{v, again} {
		if raw, err := v.Raw(Admin); err != nil || string(raw) != "admin key, which has 32 bytes..." {
			t.Errorf("%q, %v", raw, err)
		}
		if !v.Destroyed(Others) {
			t.Error("what was destroyed came back")
		}
	}
	left := make([]byte, 3*slotSize)
	if _, err := old.ReadAt(left, 0); err != nil || !allZero(left) {
		t.Error("the file that was before still holds keys")
	}
}

func TestDamageIsTold(t *testing.T) {
	_, path := filled(t)
	text, _ := os.ReadFile(path)
	text[int(Others)*slotSize+5] ^= 1
	if err := os.WriteFile(path, text[:len(text)-0], 0o600); err != nil {
		t.Fatal(err)
	}
	v, err := Open(path, masterOf(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, slot := range []Slot{Others, 9} {
		if _, err := v.Raw(slot); !errors.Is(err, ErrDamaged) {
			t.Errorf("slot %d: %v", slot, err)
		}
	}
}
