package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// flipsPerFile is how many bytes of each file are flipped; ALONGSIDE_FLIPS asks for more.
func flipsPerFile() int {
	if n, err := strconv.Atoi(os.Getenv("ALONGSIDE_FLIPS")); err == nil {
		return n
	}
	return 6
}

// TestAFlippedByteIsNoticed flips one byte at a time in every kind of file, of a
// store that was killed and of one that was closed. A store that opens all the same
// must hold all that it held, and the full check must agree.
func TestAFlippedByteIsNoticed(t *testing.T) {
	w := filled(t)
	killed := copyOf(t, w.dir)
	must(t, 0, w.Close()) // which writes a little more
	for name, dir := range map[string]string{"killed": killed, "closed": w.dir} {
		want := contentOf(t, w, dir)
		for _, kind := range []string{".mem", ".sst", ".vlog", "MANIFEST", "KEYREGISTRY", "DISCARD", "WITNESS"} {
			all := files(t, dir, kind)
			if kind == ".mem" && name == "closed" {
				continue // Badger keeps none
			}
			if len(all) == 0 {
				t.Fatalf("%s: only %d of %s", name, len(all), kind)
			}
			each := flipsPerFile()
			if kind == ".sst" { // compactions leave any number of them
				each = max(each, 18/len(all))
			}
			t.Run(name+" "+kind, func(t *testing.T) {
				refused, equal := 0, 0
				for _, path := range all {
					if isEmpty(t, path) { // Badger was about to fill it
						continue
					}
					for i := range each {
						if flipped(t, w, path, i, want) {
							refused++
						} else {
							equal++
						}
					}
				}
				t.Logf("%d files, %d flips refused, %d harmless", len(all), refused, equal)
				if must := kind == ".sst" || kind == "MANIFEST"; must && refused == 0 {
					t.Error("no flip was noticed")
				}
			})
		}
	}
}

func isEmpty(t *testing.T, path string) bool {
	about, err := os.Stat(path)
	must(t, about, err)
	return about.Size() == 0
}

func contentOf(t *testing.T, w *world, dir string) string {
	found, err := w.in(copyOf(t, dir))
	must(t, found, err)
	defer found.Close()
	return found.content()
}

// flipped flips one byte and says whether the store was refused for it.
func flipped(t *testing.T, w *world, path string, number int, want string) bool {
	t.Helper()
	dir := copyOf(t, filepath.Dir(path))
	path = filepath.Join(dir, filepath.Base(path))
	before, err := os.ReadFile(path)
	must(t, before, err)
	at, bit := placeToFlip(before, number)
	after := bytes.Clone(before)
	after[at] ^= bit
	must(t, 0, os.WriteFile(path, after, 0o600))
	if now, err := os.ReadFile(path); err != nil || bytes.Equal(now, before) || !bytes.Equal(now, after) {
		t.Fatalf("the byte was not flipped: %v", err)
	}
	found, err := w.in(dir)
	if err != nil {
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("%s, byte %d: refused without a word of advice: %v", filepath.Base(path), at, err)
		}
		return true
	}
	defer found.Close()
	if got := found.content(); got != want {
		t.Errorf("%s, byte %d ^ %#x of %d: opened, and holds %s instead of %s",
			filepath.Base(path), at, bit, len(before), got, want)
	}
	return false
}

// placeToFlip chooses a byte: the first and last few that are not zero, then any of
// those up to somewhat behind the last.
func placeToFlip(data []byte, number int) (at int, bit byte) {
	filled := len(bytes.TrimRight(data, "\x00"))
	random := rand.New(rand.NewPCG(uint64(number), uint64(len(data))))
	bit = 1 << random.IntN(8)
	switch number {
	case 0:
		return 0, bit
	case 1:
		return max(filled-1, 0), bit
	case 2:
		return max(filled-5, 0), bit
	}
	return random.IntN(min(filled+64, len(data))), bit
}
