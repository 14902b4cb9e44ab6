package backup

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestPartsLeadToEveryMoment(t *testing.T) {
	b := newBed(t)
	b.write("one")
	full := b.ship()
	b.write("two")
	second := b.ship()
	b.write("three")
	b.write("four")
	b.ship()
	if full.Kind != Full || second.Kind != Part || b.fulls() != 1 {
		t.Fatalf("shipped %v and %v, %d fulls", full.Kind, second.Kind, b.fulls())
	}
	for _, c := range []struct {
		until time.Time
		want  []string
	}{
		{time.Time{}, []string{"one", "two", "three", "four"}},
		{second.Taken, []string{"one", "two"}},
		{second.Taken.Add(-time.Millisecond), []string{"one"}},
		{full.Taken, []string{"one"}},
	} {
		got, told := b.restored(c.until)
		equal(t, "restored", got, c.want)
		equal(t, "told", told, nil)
	}
	if _, err := b.key().Find(t.Context(), full.Taken.Add(-time.Second), nil); err == nil {
		t.Error("a state was found of before the first backup")
	}
}

func TestStableStandsUntilVerified(t *testing.T) {
	b := newBed(t)
	if got := b.write("one"); got.Have != 1 || got.Stable != 0 {
		t.Errorf("before a backup: %+v", got)
	}
	b.ship()
	if got := b.write("two"); got.Stable != 1 {
		t.Errorf("after a full: stable %d", got.Stable)
	}
	lame := filepath.Join(b.dir, "elsewhere")
	check(t, os.Rename(b.folder(), lame))
	check(t, os.WriteFile(b.folder(), nil, 0o600)) // what is there now is no folder
	for range 2 {
		b.now = b.now.Add(time.Minute)
		if err := b.shipper.Ship(t.Context()); err == nil || b.shipper.Status().Err == nil {
			t.Fatal("shipped into a file")
		}
	}
	if got := b.round(); got.Have != 2 || got.Stable != 1 {
		t.Errorf("while the backup fails: have %d, stable %d", got.Have, got.Stable)
	}
	check(t, os.Remove(b.folder()))
	check(t, os.Rename(lame, b.folder()))
	b.ship()
	if got := b.round(); got.Stable != 2 || b.shipper.Status().Err != nil || b.shipper.Status().Failed != 2 || b.fulls() != 1 {
		t.Errorf("stable %d, %+v, %d fulls", got.Stable, b.shipper.Status(), b.fulls())
	}
	got, _ := b.restored(time.Time{})
	equal(t, "restored", got, []string{"one", "two"})
}

func TestAStartGoesOn(t *testing.T) {
	b := newBed(t)
	b.write("one")
	b.ship()
	b.write("two")
	b.stop()
	b.open()
	b.ships()
	b.write("three")
	b.ship()
	if b.fulls() != 1 {
		t.Errorf("%d fulls after a stop and a start", b.fulls())
	}
	got, _ := b.restored(time.Time{})
	equal(t, "restored after a stop", got, []string{"one", "two", "three"})

	b.write("four")
	b.kill() // four was never shipped
	check(t, os.WriteFile(filepath.Join(b.folder(), incoming+"x"), []byte("half"), 0o600))
	b.open()
	b.ships()
	b.ship()
	if b.fulls() != 2 {
		t.Errorf("%d fulls after a kill", b.fulls())
	}
	if _, err := os.Stat(filepath.Join(b.folder(), incoming+"x")); err == nil {
		t.Error("what a killed writer left is still there")
	}
	got, _ = b.restored(time.Time{})
	equal(t, "restored after a kill", got, []string{"one", "two", "three", "four"})
}

// After a restore the backups go on in the same folder, as another history.
func TestBackupsOfARestoredStore(t *testing.T) {
	b := newBed(t)
	b.write("one")
	b.ship()
	b.write("two")
	b.stop()
	first := b.store.Epoch()
	folder := b.key()
	state, err := folder.Find(t.Context(), b.shipper.lastFull, func(string) {})
	check(t, err)
	check(t, os.RemoveAll(b.data()))
	kept, err := folder.Restore(t.Context(), state, b.data(), storeOptions(b))
	check(t, err)
	check(t, kept.Close())
	b.open()
	if got := b.store.Epochs(); len(got) != 1 || got[0] != first {
		t.Errorf("former epochs %v", got)
	}
	b.ships()
	b.n = b.round().Have
	if b.n != 1 {
		t.Fatalf("the restored store has %d", b.n)
	}
	b.write("another two")
	b.ship()
	got, _ := b.restored(time.Time{})
	equal(t, "restored", got, []string{"one", "another two"})
}

func TestANightlyFull(t *testing.T) {
	b := newBed(t)
	for _, name := range []string{"one", "two", "three"} {
		b.write(name)
		b.ship()
		b.now = b.now.Add(24 * time.Hour)
	}
	if b.fulls() != 3 {
		t.Errorf("%d fulls in three days", b.fulls())
	}
	newest := b.all()[len(b.all())-1]
	check(t, os.Truncate(filepath.Join(b.folder(), newest), 900))
	got, told := b.restored(time.Time{})
	equal(t, "restored from the full before and the parts since", got, []string{"one", "two", "three"})
	if len(told) != 1 || !strings.Contains(told[0], newest) {
		t.Errorf("told %q", told)
	}
}

func TestASegmentThatIsGoneBeginsAnew(t *testing.T) {
	b := newBed(t)
	b.write("one")
	b.ship()
	b.write("two")
	part := b.ship()
	check(t, os.Remove(filepath.Join(b.folder(), part.Name)))
	b.write("three")
	b.ship()
	got, _ := b.restored(time.Time{})
	equal(t, "restored", got, []string{"one", "two", "three"})
	if b.fulls() != 2 {
		t.Errorf("%d fulls", b.fulls())
	}
}

func TestKeysAndFoldersThatAreRefused(t *testing.T) {
	b := newBed(t)
	about, err := os.Stat(b.options().KeyFile)
	check(t, err)
	if about.Mode().Perm() != 0o600 {
		t.Errorf("the key may be read by others: %v", about.Mode())
	}
	b.write("one")
	b.ship()
	options := b.options()
	options.KeyFile = filepath.Join(b.dir, "other.key")
	b.refuses("is not there", options)
	if _, err := os.Stat(options.KeyFile); err == nil {
		t.Error("a second key was made for the same folder")
	}
	_, err = makeKey(options.KeyFile)
	check(t, err)
	b.refuses("made with another one", options)
	options = b.options()
	for _, inside := range []string{b.data(), b.folder()} {
		options.KeyFile = filepath.Join(inside, "backup.key")
		b.refuses("must lie neither", options)
	}
	options = b.options()
	options.Dir = filepath.Join(b.data(), "backups")
	b.refuses("must lie apart", options)
	options.Dir, options.Data = b.folder(), filepath.Join(b.dir, "no")
	if err := Begin(options); !Misused(err) {
		t.Errorf("a new store beside backups of another: %v", err)
	}
	key, err := LoadKey(filepath.Join(b.dir, "other.key"))
	check(t, err)
	if _, err := (Folder{Dir: b.folder(), Key: key}).Find(t.Context(), time.Time{}, func(string) {}); err == nil ||
		!strings.Contains(err.Error(), "another one") {
		t.Errorf("restoring with another key: %v", err)
	}
}

// Another store's backups, and a store that was put back by hand to before its own.
func TestHistoriesThatDoNotFit(t *testing.T) {
	b, other := newBed(t), newBed(t)
	b.write("one")
	b.ship()
	b.stop()
	old := filepath.Join(t.TempDir(), "old")
	check(t, os.CopyFS(old, os.DirFS(b.data())))
	b.open()
	b.ships()
	b.write("two")
	b.ship()
	options := other.options()
	options.Dir, options.KeyFile = b.folder(), b.options().KeyFile
	other.refuses("does not descend from", options)

	b.kill()
	check(t, os.RemoveAll(b.data()))
	check(t, os.CopyFS(b.data(), os.DirFS(old)))
	b.open()
	b.refuses("older than its own backup", b.options())
}

// Nothing is left in a folder into which a restore failed.
func TestAFailedRestoreLeavesNothing(t *testing.T) {
	b := newBed(t)
	b.write("one")
	b.ship()
	b.write("two")
	part := b.ship()
	folder := b.key()
	state, err := folder.Find(t.Context(), time.Time{}, func(string) {})
	check(t, err)
	flip(t, filepath.Join(b.folder(), part.Name), headerSize+300)
	to := t.TempDir()
	if _, err := folder.Restore(t.Context(), state, to, storeOptions(b)); err == nil {
		t.Error("a damaged segment was restored")
	}
	left, err := os.ReadDir(to)
	check(t, err)
	equal(t, "left", fileNames(left), nil)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := folder.Restore(ended, state, to, storeOptions(b)); err == nil {
		t.Error("a restore went on that was called off")
	}
}

func fileNames(entries []fs.DirEntry) (out []string) {
	for _, entry := range entries {
		out = append(out, entry.Name())
	}
	return out
}

// A folder that takes nothing for long is not waited for with everything that was
// removed meanwhile still in sight: a new chain begins.
func TestALongFailureBeginsAnew(t *testing.T) {
	b := newBed(t)
	b.write("one")
	b.ship()
	b.write("two")
	aside := b.folder() + ".aside"
	check(t, os.Rename(b.folder(), aside))
	for _, wait := range []time.Duration{holdFor / 2, holdFor} {
		b.now = b.now.Add(wait)
		if err := b.shipper.Ship(t.Context()); err == nil {
			t.Fatal("shipped into no folder")
		}
		if held := b.shipper.held != nil; held != (wait < holdFor) {
			t.Errorf("after %v: held %v", wait, held)
		}
	}
	check(t, os.Rename(aside, b.folder()))
	if again := b.ship(); again.Kind != Full {
		t.Errorf("then a %s", again.Kind)
	}
	got, _ := b.restored(time.Time{})
	equal(t, "restored", got, []string{"one", "two"})
}

// On the store's own disk a backup leaves room for the store.
func TestTheStoresOwnDiskIsNotFilled(t *testing.T) {
	b := newBed(t)
	if _, same := freeBeside(b.data(), b.folder()); !same {
		t.Skip("it cannot be told here whose disk that is")
	}
	b.write("one")
	b.shipper.opts.Spare = 1 << 62
	if err := b.shipper.Ship(t.Context()); err == nil || !strings.Contains(err.Error(), "the store's own") {
		t.Errorf("shipped: %v", err)
	}
	equal(t, "segments", b.all(), nil)
	b.shipper.opts.Spare = 1
	b.ship()
	got, _ := b.restored(time.Time{})
	equal(t, "restored", got, []string{"one"})
}

// A store that may not be written to, since its disk is nearly full, is backed up
// all the same.
func TestAStoreThatOnlyReadsIsBackedUp(t *testing.T) {
	b := newBed(t)
	b.write("one")
	b.kill()
	b.minFree = 1 << 62
	b.open()
	if b.store.Low() == nil {
		t.Skip("it cannot be told here how full a disk is")
	}
	b.ships()
	b.ship()
	if got := b.round(); got.Have != 1 || got.Stable != 0 || b.shipper.Status().Err != nil {
		t.Errorf("have %d, stable %d, %v", got.Have, got.Stable, b.shipper.Status().Err)
	}
	got, _ := b.restored(time.Time{})
	equal(t, "restored", got, []string{"one"})
	b.kill()
	b.minFree = 0
	b.open()
	b.ships()
	b.ship()
	if got := b.round(); got.Stable != 1 {
		t.Errorf("stable %d once there is room", got.Stable)
	}
}
