package seal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSealBindsKeyPlaceAndContent(t *testing.T) {
	master, _ := NewMaster(bytes.Repeat([]byte{7}, KeySize))
	raw := NewRaw()
	key, wrapped := MustKey(raw), master.Seal(raw, []byte("scope"))
	sealed := key.Seal([]byte("words"), []byte("here"))
	if len(sealed) != len("words")+Overhead || bytes.Contains(sealed, []byte("words")) {
		t.Fatalf("sealed is %d bytes: %x", len(sealed), sealed)
	}
	unwrapped, err := master.Open(wrapped, []byte("scope"))
	if err != nil {
		t.Fatal(err)
	}
	again := MustKey(unwrapped)
	plain, err := again.Open(sealed, []byte("here"))
	if err != nil || string(plain) != "words" {
		t.Fatalf("opened %q, %v", plain, err)
	}
	if _, err := again.Open(sealed, []byte("there")); !errors.Is(err, ErrBroken) {
		t.Error("a sealed value opened in another place")
	}
	if _, err := master.Open(wrapped, []byte("other")); !errors.Is(err, ErrBroken) {
		t.Error("a key unwrapped for another scope")
	}
	sealed[nonceSize] ^= 1
	if _, err := again.Open(sealed, []byte("here")); !errors.Is(err, ErrBroken) {
		t.Error("a changed value opened")
	}
	if _, err := again.Open(sealed[:5], nil); !errors.Is(err, ErrBroken) {
		t.Error("a short value opened")
	}
}

func TestLoadMaster(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.key")
	if _, err := (Source{File: path}).Load(false); err == nil || !strings.Contains(err.Error(), path) {
		t.Fatalf("an existing store without its key: %v", err)
	}
	made, err := Source{File: path}.Load(true)
	if err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	sealed := made.Seal([]byte("x"), nil)
	text, _ := os.ReadFile(path)
	for name, load := range map[string]func() (Master, error){
		"file": func() (Master, error) { return Source{File: path}.Load(false) },
		"env":  func() (Master, error) { return Source{Env: strings.TrimSpace(string(text))}.Load(false) },
	} {
		master, err := load()
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := master.Open(sealed, nil); err != nil {
			t.Error(name, err)
		}
	}
	short := base64.StdEncoding.EncodeToString([]byte("short"))
	if _, err := (Source{Env: short}).Load(false); err == nil {
		t.Error("a short key was taken")
	}
}
