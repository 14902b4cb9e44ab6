package erasures

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func opened(t *testing.T, path string) *Ledger {
	t.Helper()
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTheLedgerIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.erasures")
	l := opened(t, path)
	if err := errors.Join(l.Begin(), l.Enter("e1", 7, "person:a", "between:b"), l.Enter("e2", 8, "person:c", "person:a")); err != nil {
		t.Fatal(err)
	}
	early := Mark{2, l.Entries()[1].Chain}
	again := opened(t, path)
	if got := again.Entries(); len(got) != 3 || got[2].Scope != "person:c" || got[2].N != 3 {
		t.Errorf("%+v", got)
	}
	if !again.Has("between:b") || again.Has("between:c") || again.Mark() != l.Mark() {
		t.Error("it is another ledger")
	}
	if !again.Includes(early) || !again.Includes(Mark{}) || again.Includes(Mark{2, "x"}) || again.Includes(Mark{4, early.Chain}) {
		t.Error("what it includes")
	}
}

func TestALineCutShortIsCutOffAndOthersAreDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.erasures")
	l := opened(t, path)
	if err := l.Enter("e1", 7, "person:a", "person:b"); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(path)
	write := func(text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(text[:len(text)-4])
	cut := opened(t, path)
	if len(cut.Entries()) != 1 {
		t.Errorf("%+v", cut.Entries())
	}
	if err := cut.Enter("e1", 7, "person:b"); err != nil {
		t.Fatal(err)
	}
	if whole, _ := os.ReadFile(path); string(whole) != string(text) {
		t.Errorf("%s", whole)
	}
	for name, at := range map[string]int{"its kind": 3, "an entry": len(firstLine) + 60} {
		damaged := append([]byte{}, text...)
		damaged[at] ^= 1
		write(damaged)
		if _, err := Open(path); !errors.Is(err, ErrDamaged) {
			t.Errorf("damage to %s: %v", name, err)
		}
	}
}
