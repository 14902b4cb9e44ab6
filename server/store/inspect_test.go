package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"alongside/server/place"
	"alongside/server/store/inspect"
)

// A flipped bit anywhere in the manifest is seen before Badger deletes the tables
// that it then no longer names, or dies of it.
func TestEveryBitOfTheManifestCounts(t *testing.T) {
	w := filled(t)
	dir := copyOf(t, w.dir)
	path := filepath.Join(dir, "MANIFEST")
	whole, err := os.ReadFile(path)
	must(t, whole, err)
	for at := range whole {
		for bit := range 8 {
			bad := bytes.Clone(whole)
			bad[at] ^= 1 << bit
			must(t, 0, os.WriteFile(path, bad, 0o600))
			var damage *inspect.Damage
			if found, err := inspect.Folder(dir, inspect.Options{}); !errors.As(err, &damage) {
				t.Errorf("byte %d, bit %d: %+v, %v", at, bit, found, err)
			}
		}
	}
}

// A record at the end of the manifest that was not written to its end is no damage.
func TestACutManifestIsNoDamage(t *testing.T) {
	w := filled(t)
	dir := copyOf(t, w.dir)
	path := filepath.Join(dir, "MANIFEST")
	whole, err := os.ReadFile(path)
	must(t, whole, err)
	must(t, 0, os.WriteFile(path, append(whole, 0, 0, 0, 20, 1, 2, 3, 4, 5), 0o600))
	found, err := inspect.Folder(dir, inspect.Options{})
	must(t, found, err)
	if found.Tables == 0 {
		t.Errorf("%+v", found)
	}
}

// After a power cut the witness may be older than the log. Wrong bytes in the
// middle are told from an end that was cut by what lies behind them.
func TestWrongBytesAreToldFromACutLog(t *testing.T) {
	w := newWorld(t, true)
	old := copyOf(t, w.dir)
	p := w.enrol(w.member("Ada", place.Coach))
	for range 8 {
		p.push(p.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}))
	}
	last := w.last.number // before the contacts are written, some seconds later
	killed := copyOf(t, w.dir)
	put(t, witnessName, old, killed)
	log := filepath.Base(files(t, killed, ".mem")[0])
	data, err := os.ReadFile(filepath.Join(killed, log))
	must(t, data, err)
	end := len(bytes.TrimRight(data, "\x00"))

	cut := copyOf(t, killed)
	torn := bytes.Clone(data)
	clear(torn[end-60:])
	must(t, 0, os.WriteFile(filepath.Join(cut, log), torn, 0o600))
	found, err := w.in(cut)
	must(t, found, err)
	is(t, "commits lost", last-found.last.number, 1)
	must(t, 0, found.Close())

	middle := copyOf(t, killed)
	spoil(t, filepath.Join(middle, log), end/2)
	if _, err := w.in(middle); err == nil || !strings.Contains(err.Error(), "more behind them") {
		t.Errorf("wrong bytes in the middle: %v", err)
	}
}

// Only what is whole counts: of several logs none may be missing in the middle.
func TestALogMissingInTheMiddleIsNoticed(t *testing.T) {
	seen := survey{}
	for _, number := range []uint64{7, 8, 10} {
		err := seen.follow(commit{number: number}.encode())
		var damage *inspect.Damage
		if missing := errors.As(err, &damage); missing != (number == 10) {
			t.Errorf("%d: %v", number, err)
		}
	}
}

// Badger empties a table before it removes the file. Read in that moment it is no
// damage, unless the store still needs it.
func TestATableThatIsBeingRemovedIsNoDamage(t *testing.T) {
	w := filled(t)
	dir := copyOf(t, w.dir)
	path := files(t, dir, ".sst")[0]
	whole, err := os.ReadFile(path)
	must(t, whole, err)
	for _, size := range []int{0, len(whole) / 2, len(whole) - 1} {
		must(t, 0, os.WriteFile(path, whole[:size], 0o600))
		for _, needed := range []bool{true, false} {
			err := inspect.Tables(t.Context(), dir, []string{filepath.Base(path)}, func(string) bool { return needed }, 0)
			var damage *inspect.Damage
			if errors.As(err, &damage) != needed || !needed && err != nil {
				t.Errorf("%d bytes left, needed %v: %v", size, needed, err)
			}
		}
	}
}

// Reading all tables, again and again, beside writes that keep Badger compacting
// finds nothing.
func TestReadingTablesBesideCompactions(t *testing.T) {
	w := filled(t)
	done := make(chan error)
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if err := w.readTables(t.Context()); err != nil {
				done <- err
				return
			}
		}
	}()
	p := w.enrol(w.member("Cai", place.Coach))
	before := w.tableNames()
	stays := func() bool {
		after := w.tableNames()
		return slices.ContainsFunc(before, func(name string) bool { return slices.Contains(after, name) })
	}
	for round := 0; stays(); round++ {
		if round == 3000 {
			t.Fatal("nothing was compacted")
		}
		var batch []sent
		for range 10 {
			batch = append(batch, p.next("place", "barrier", w.newID(), map[string]any{"what": strings.Repeat("No bus. ", 60)}))
		}
		p.push(batch...)
	}
	close(stop)
	must(t, 0, <-done)
}
