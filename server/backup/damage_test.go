package backup

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// What is done to a segment. Every one must be noticed, whatever the segment is.
var damage = map[string]func(t *testing.T, path string){
	"gone":                  func(t *testing.T, path string) { check(t, os.Remove(path)) },
	"empty":                 func(t *testing.T, path string) { check(t, os.Truncate(path, 0)) },
	"cut in its header":     func(t *testing.T, path string) { check(t, os.Truncate(path, headerSize-1)) },
	"cut after its header":  func(t *testing.T, path string) { check(t, os.Truncate(path, headerSize)) },
	"cut at its end":        func(t *testing.T, path string) { check(t, os.Truncate(path, size(t, path)-1)) },
	"flipped in its header": func(t *testing.T, path string) { flip(t, path, 40) },
	"flipped behind it":     func(t *testing.T, path string) { flip(t, path, headerSize+400) },
	"flipped at its end":    func(t *testing.T, path string) { flip(t, path, int(size(t, path))-1) },
	"longer":                func(t *testing.T, path string) { grow(t, path) },
	"zeros":                 func(t *testing.T, path string) { check(t, os.WriteFile(path, make([]byte, size(t, path)), 0o600)) },
}

func size(t *testing.T, path string) int64 {
	t.Helper()
	about, err := os.Stat(path)
	check(t, err)
	return about.Size()
}

func grow(t *testing.T, path string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	check(t, err)
	_, err = file.Write([]byte("more"))
	check(t, err)
	check(t, file.Close())
}

// The folder holds full1, part, part, full2, part, part: whichever of them is
// damaged, the newest that can still be had is found, and what cannot is told.
func TestDamagedSegmentsArePassedOver(t *testing.T) {
	b := newBed(t)
	for _, step := range []string{"1", "2", "3", "night", "4", "5"} {
		if step == "night" {
			b.now = b.now.Add(24 * time.Hour)
			b.ship()
			continue
		}
		b.write(step)
		check(t, b.shipper.ship(t.Context(), false))
	}
	all := b.all()
	if kinds := kindsOf(all); kinds != "full part part full part part" {
		t.Fatal(kinds)
	}
	for at, want := range map[int]string{0: "12345", 1: "12345", 2: "12345", 3: "12345", 4: "123", 5: "1234"} {
		for name, do := range damage {
			dir := b.copied()
			do(t, filepath.Join(dir, all[at]))
			folder := b.key()
			folder.Dir = dir
			var told []string
			state, err := folder.Find(t.Context(), time.Time{}, func(words string) { told = append(told, words) })
			check(t, err)
			if got := steps(all, state); got != want {
				t.Errorf("segment %d %s: found up to %q, not %q", at, name, got, want)
			}
			needed := at >= 3 && !(name == "gone" && (at == 3 || at == 5))
			if needed && told == nil {
				t.Errorf("segment %d %s: nothing was told", at, name)
			}
		}
	}
}

func kindsOf(all []string) string {
	var kinds []string
	for _, name := range all {
		kinds = append(kinds, namePattern.FindStringSubmatch(name)[2])
	}
	return strings.Join(kinds, " ")
}

// steps is what was written by the end of a state.
func steps(all []string, state State) string {
	return map[int]string{0: "1", 1: "12", 2: "123", 3: "123", 4: "1234", 5: "12345"}[slices.Index(all, state.End().Name)]
}

// Two damaged at once: the newest full and, of the chain that goes past it, a part.
func TestAChainWithTwoHoles(t *testing.T) {
	b := newBed(t)
	b.write("1")
	b.ship()
	b.write("2")
	lost := b.ship()
	b.now = b.now.Add(24 * time.Hour)
	full := b.ship()
	b.write("3")
	b.ship()
	flip(t, filepath.Join(b.folder(), lost.Name), headerSize+300)
	flip(t, filepath.Join(b.folder(), full.Name), headerSize+300)
	got, told := b.restored(time.Time{})
	equal(t, "restored", got, []string{"1"})
	if last := told[len(told)-1]; !strings.Contains(last, "cannot be used") || !strings.Contains(last, "is not in what is found") {
		t.Errorf("told %q", told)
	}
}

// A segment in the place of another, under its name or with its header, is damage.
func TestSwappedSegments(t *testing.T) {
	b := newBed(t)
	b.write("1")
	b.ship()
	b.write("2")
	one := b.ship()
	b.write("3")
	two := b.ship()
	first, second := filepath.Join(b.folder(), one.Name), filepath.Join(b.folder(), two.Name)
	mine, err := os.ReadFile(first)
	check(t, err)
	theirs, err := os.ReadFile(second)
	check(t, err)
	for _, forged := range [][]byte{theirs, append(slices.Clone(mine[:headerSize]), theirs[headerSize:]...)} {
		check(t, os.WriteFile(first, forged, 0o600))
		got, _ := b.restored(time.Time{})
		equal(t, "restored", got, []string{"1"})
	}
}

// Whatever there was before, pruning leaves the newest state, the one without the
// newest full, and the last full of each of the newest days.
func TestPruningLeavesWhatARestoreNeeds(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
		var segments []Segment
		for range rapid.IntRange(1, 60).Draw(r, "segments") {
			at = at.Add(time.Duration(rapid.IntRange(1, 40).Draw(r, "hours")) * time.Hour / 2)
			kind := rapid.SampledFrom([]Kind{Part, Part, Full}).Draw(r, "kind")
			segments = append(segments, Segment{Name: at.String(), header: header{About: About{Kind: kind, Taken: at}}})
		}
		days := rapid.IntRange(1, 5).Draw(r, "days")
		gone := map[string]bool{}
		for _, s := range needless(segments, days) {
			gone[s.Name] = true
		}
		fulls, seen := 0, map[string]bool{}
		for _, s := range slices.Backward(segments) {
			day := s.Taken.Format(time.DateOnly)
			ofDay := s.Kind == Full && !seen[day] && len(seen) < days
			if gone[s.Name] && (fulls < 2 || ofDay) {
				r.Fatalf("%s of %v may go, after %d fulls", s.Kind, s.Taken, fulls)
			}
			if !gone[s.Name] && fulls >= 2 && !ofDay {
				r.Fatalf("%s of %v stays", s.Kind, s.Taken)
			}
			if s.Kind == Full {
				fulls++
				seen[day] = seen[day] || len(seen) < days
			}
		}
	})
}

// Days and days of it, on disk.
func TestPrunedFoldersRestore(t *testing.T) {
	b := newBed(t)
	var want []string
	for range 6 {
		for range 3 {
			want = append(want, "word")
			b.write("word")
			b.ship()
		}
		got, _ := b.restored(time.Time{})
		equal(t, "restored", got, want)
		b.now = b.now.Add(24 * time.Hour)
	}
	if fulls := b.fulls(); fulls != b.options().KeepDays {
		t.Errorf("%d fulls are kept", fulls)
	}
}

// A disk that gives back other bytes than it took: the segment does not count, and
// nothing of it is left.
func TestWhatReadsBackOtherwiseDoesNotCount(t *testing.T) {
	b := newBed(t)
	b.write("1")
	b.ship()
	before := b.all()
	about := About{Format: format, Epoch: b.store.Epoch(), Kind: Part, From: b.shipper.end.To, To: b.shipper.end.To + 1,
		Before: b.shipper.end.link(), Taken: b.now.Add(time.Hour)}
	spoilt := false
	_, err := b.shipper.folder.write(about, func(to io.Writer) (uint64, error) {
		now := b.store.Snapshot()
		defer now.Release()
		if _, err := to.Write(make([]byte, 1<<17)); err != nil { // enough to reach the file
			return 0, err
		}
		flip(t, filepath.Join(b.folder(), incoming+nameOf(about)), headerSize+300)
		spoilt = true
		return now.Write(t.Context(), to)
	}, func(r *bufio.Reader) (uint64, error) {
		_, err := io.Copy(io.Discard, r)
		return 0, err
	})
	if !spoilt || !errors.Is(err, ErrBroken) {
		t.Errorf("spoilt %v: %v", spoilt, err)
	}
	left, err := os.ReadDir(b.folder())
	check(t, err)
	equal(t, "left", fileNames(left), before)
}

// Two copies of one store went on by themselves. What one has shipped does not go on
// from what the other has, even where the numbers would fit.
func TestAPartOfAnotherBranch(t *testing.T) {
	b := newBed(t)
	b.write("one")
	b.ship()
	b.stop()
	fork := *b
	fork.dir = filepath.Join(t.TempDir(), "fork")
	check(t, os.CopyFS(fork.dir, os.DirFS(b.dir)))
	b.open()
	b.ships()
	b.write("two")
	b.ship()
	fork.open()
	fork.ships()
	fork.write("another two")
	fork.ship()
	fork.write("three")
	part := fork.ship()
	fork.stop()
	if part.From != b.shipper.end.To {
		t.Fatalf("the numbers do not fit: %d after %d", part.From, b.shipper.end.To)
	}
	check(t, os.Rename(filepath.Join(fork.folder(), part.Name), filepath.Join(b.folder(), part.Name)))
	got, told := b.restored(time.Time{})
	equal(t, "restored", got, []string{"one", "two"})
	if len(told) == 0 {
		t.Error("nothing was told")
	}
}
