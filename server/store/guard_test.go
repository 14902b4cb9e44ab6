package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/vault"

	"github.com/dgraph-io/badger/v4"
	"github.com/rs/zerolog"
)

// put copies one file of a folder over that of another.
func put(t *testing.T, name, from, to string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(from, name))
	must(t, data, err)
	must(t, 0, os.WriteFile(filepath.Join(to, name), data, 0o600))
}

func TestAStoreBehindItsWitnessIsRefused(t *testing.T) {
	w := newWorld(t, true)
	w.org("One")
	before := copyOf(t, w.dir)
	w.org("Two")
	after := copyOf(t, w.dir)
	must(t, 0, w.Close())

	t.Run("behind", func(t *testing.T) {
		put(t, witnessName, after, before)
		_, err := w.in(before)
		if !errors.Is(err, errBehind) || !strings.Contains(err.Error(), "alongside restore") {
			t.Errorf("an older log: %v", err)
		}
	})
	t.Run("behind, with nothing left to replay", func(t *testing.T) {
		dir := copyOf(t, w.dir)
		said, err := readWitness(dir)
		must(t, said, err)
		said.number++
		x, err := newWitness(dir, said, nil)
		must(t, x, err)
		must(t, 0, x.close())
		if _, err := w.in(dir); !errors.Is(err, errBehind) {
			t.Errorf("%v", err)
		}
	})
}

func TestAWitnessThatIsOlderIsNoAlarm(t *testing.T) {
	w := newWorld(t, true)
	old := copyOf(t, w.dir)
	for range ringSize/256 + 3 {
		w.org("One more")
	}
	dir := copyOf(t, w.dir)
	put(t, witnessName, old, dir)
	found, err := w.in(dir)
	must(t, found, err)
	is(t, "organisations", len(found.Store.directory.Load().orgs), ringSize/256+3)
	must(t, 0, found.Close())
}

func TestAWitnessOfAnotherHistoryIsRefused(t *testing.T) {
	w, other := newWorld(t, true), newWorld(t, true)
	w.org("One")
	other.org("Other")
	dir := copyOf(t, w.dir)
	put(t, witnessName, other.dir, dir)
	if _, err := w.in(dir); err == nil || !strings.Contains(err.Error(), "another history") {
		t.Errorf("another store's: %v", err)
	}
	for name, at := range map[string]int{"chain": 20} {
		dir := copyOf(t, w.dir)
		said, err := readWitness(dir)
		must(t, said, err)
		said.chain[at] ^= 1
		x, err := newWitness(dir, said, nil)
		must(t, x, err)
		must(t, 0, x.close())
		if _, err := w.in(dir); err == nil || !strings.Contains(err.Error(), "another history") {
			t.Errorf("another %s: %v", name, err)
		}
	}
}

func TestAMissingOrBrokenWitness(t *testing.T) {
	w := newWorld(t, true)
	w.org("One")
	w.org("Two")
	lost := copyOf(t, w.dir)
	must(t, 0, os.Remove(filepath.Join(lost, witnessName)))
	if _, err := w.in(lost); !errors.Is(err, errNoWitness) || !strings.Contains(err.Error(), "alongside adopt") {
		t.Errorf("missing: %v", err)
	}
	for slot := range 2 {
		dir := copyOf(t, w.dir)
		spoil(t, filepath.Join(dir, witnessName), slot*slotEvery+30)
		found, err := w.in(dir)
		must(t, found, err)
		must(t, 0, found.Close())
	}
	both := copyOf(t, w.dir)
	spoil(t, filepath.Join(both, witnessName), 30)
	spoil(t, filepath.Join(both, witnessName), slotEvery+30)
	if _, err := w.in(both); !errors.Is(err, errBrokenWitness) {
		t.Errorf("both slots: %v", err)
	}
}

// spoil flips a byte.
func spoil(t *testing.T, path string, at int) {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, data, err)
	data[at] ^= 0x10
	must(t, 0, os.WriteFile(path, data, 0o600))
}

func TestAnEmptiedFolderIsNotBegunAnew(t *testing.T) {
	w := filled(t)
	for _, gone := range []string{"MANIFEST", ".sst", ".mem"} {
		dir := copyOf(t, w.dir)
		for _, path := range files(t, dir, gone) {
			must(t, 0, os.Remove(path))
		}
		if _, err := w.in(dir); !errors.Is(err, errDamaged) {
			t.Errorf("without %s: %v", gone, err)
		}
	}
}

func TestANoteOfDamageKeepsAStoreShut(t *testing.T) {
	w := newWorld(t, true)
	dir := copyOf(t, w.dir)
	must(t, 0, os.WriteFile(filepath.Join(dir, damagedName), []byte("000001.sst\n"), 0o600))
	if _, err := w.in(dir); err == nil || !strings.Contains(err.Error(), "000001.sst") {
		t.Errorf("%v", err)
	}
}

func TestAStoreInUseIsLeftAlone(t *testing.T) {
	w := newWorld(t, true)
	if _, err := w.in(w.dir); !errors.Is(err, ErrInUse) {
		t.Errorf("%v", err)
	}
}

// A store of format 1 had no commits, no roll and no witness, and all up to format 3
// had their keys among what they seal.
func TestOlderStoresAreUpgraded(t *testing.T) {
	for _, from := range []int{1, 2, 3} {
		t.Run(strconv.Itoa(from), func(t *testing.T) { upgrades(t, from) })
	}
}

func upgrades(t *testing.T, from int) {
	w := newWorld(t, true)
	p := w.enrol(w.member("Ada", place.Coach))
	p.push(p.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}))
	w.downgrade(from)
	w.open()
	is(t, "members", len(w.Store.directory.Load().members), 1)
	w.org("New")
	w.reopen()
	head, err := w.AuditHead()
	must(t, 0, head.Check(w.AuditKey(), w.Place().ID))
	must(t, 0, err)
	w.checkAll()
	is(t, "keys in old files", w.verified().Open, true)
	next, err := seal.NewMaster(bytes.Repeat([]byte{4}, seal.KeySize))
	must(t, 0, err)
	must(t, 0, w.Rotate(next))
	w.master = next
	w.reopen()
	is(t, "keys in old files after a rotation", w.verified().Open, false)
	w.checkAll()
}

// downgrade closes a store and makes it one of an older format.
func (w *world) downgrade(to int) {
	t := w.t
	t.Helper()
	old := map[string][]byte{string(metaKey(formatFact)): []byte(strconv.Itoa(to))}
	must(t, 0, w.view(func(v view) error {
		return v.each([]byte{headTable}, true, func(key, value []byte) error {
			out, err := w.headOutward(string(key[1:]), value)
			old[string(key)] = out
			return err
		})
	}))
	admin, err := w.wrappedFor(vault.Admin, adminFact)
	old[string(metaKey(adminFact))] = must(t, admin, err)
	must(t, 0, w.change((*tx).withoutCourses))
	must(t, 0, w.Close())
	db, err := badger.Open(badgerOptions(w.dir, Options{Log: zerolog.Nop()}))
	must(t, db, err)
	must(t, 0, db.Update(func(txn *badger.Txn) error {
		for key, value := range old {
			must(t, 0, txn.Set([]byte(key), value))
		}
		must(t, 0, txn.Delete(metaKey(vouchFact)))
		if to < 4 {
			must(t, 0, txn.Delete(metaKey(notaryFact)))
		}
		for slot := range uint64(ringSize) {
			if to == 1 {
				must(t, 0, txn.Delete(commitKey(slot)))
			}
		}
		if to == 1 {
			must(t, 0, txn.Delete(metaKey(rollFact)))
		}
		return nil
	}))
	must(t, 0, db.Close())
	must(t, 0, os.Remove(filepath.Join(w.dir, keysName)))
	if to == 1 {
		must(t, 0, os.Remove(filepath.Join(w.dir, witnessName)))
	}
}

// Every commit is in the ring once, whatever it wrote, and the newest of more than
// the ring holds are all there.
func TestTheRingHoldsTheNewestCommits(t *testing.T) {
	w := newWorld(t, false)
	for range 3 {
		w.org("Some")
	}
	var ring []commit
	read := func() {
		t.Helper()
		must(t, 0, w.view(func(v view) (err error) { ring, err = v.commits(); return err }))
	}
	read()
	is(t, "commits", len(ring), 4)
	is(t, "last", ring[3].chain == w.last.chain, true)
	w.last.number = 3 * ringSize // as if so many had been
	for range 5 {
		w.org("More")
	}
	read()
	is(t, "newest", ring[len(ring)-1].number, 3*ringSize+5)
}

// TestALogThatWasOnlyBegun: the process is killed after it made a log and before that
// had a size, of either kind.
func TestALogThatWasOnlyBegun(t *testing.T) {
	w := filled(t)
	killed := copyOf(t, w.dir)
	want := contentOf(t, w, killed)
	for _, name := range []string{"00099.mem", "000099.vlog"} {
		dir := copyOf(t, killed)
		must(t, 0, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
		found, err := w.in(dir)
		must(t, found, err)
		is(t, name, found.content(), want)
		must(t, 0, found.Close())
		checked, err := VerifyFolder(context.Background(), dir, w.opts, func(f Fault) { t.Errorf("%s: %s", name, f) })
		must(t, checked, err)
	}
}
