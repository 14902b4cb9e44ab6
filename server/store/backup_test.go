package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"regexp"
	"testing"
	"time"

	"alongside/server/place"

	"github.com/dgraph-io/badger/v4"
	"github.com/rs/zerolog"
	"pgregory.net/rapid"
)

var slots = regexp.MustCompile(`"slot":\d+`)

// setAnew are the facts that a restored store has of its own.
var setAnew = []string{epochFact, serverFact, epochsFact, loadingFact, trailFact, signingFact}

// everything is all that a store holds, but for what a restore sets anew.
func everything(t testing.TB, v view) map[string]string {
	t.Helper()
	out := map[string]string{}
	must(t, out, v.each(nil, true, func(key, value []byte) error {
		if key[0] == commitTable {
			return nil // a restore adds one of its own; every start checks them
		}
		if key[0] == watermarkTable {
			mark, err := decodeWatermark(value)
			must(t, mark, err)
			mark.Stable = 0
			value, err = encode(mark)
			must(t, value, err)
		}
		if key[0] == headTable { // a restore deals out its own slots
			value = slots.ReplaceAll(value, []byte(`"slot":0`))
		}
		out[string(key)] = string(value)
		return nil
	}))
	for _, fact := range setAnew {
		delete(out, string(metaKey(fact)))
	}
	return out
}

func same(t testing.TB, what string, got, want map[string]string) {
	t.Helper()
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s: %q is %q, was %q", what, key, got[key], value)
		}
	}
	for key := range got {
		if _, ok := want[key]; !ok {
			t.Errorf("%s: %q was not there", what, key)
		}
	}
}

// loaded makes a store in dir, or in memory, from streams of items.
func (w *world) loaded(dir string, streams ...[]byte) *world {
	w.t.Helper()
	other := &world{t: w.t, now: w.now, dir: dir, master: w.master}
	l, err := NewLoader(dir, Options{Master: w.master, Now: func() time.Time { return w.now },
		Log: zerolog.Nop(), InMemory: dir == ""})
	must(w.t, l, err)
	for _, stream := range streams {
		count, err := l.Load(context.Background(), bufio.NewReader(bytes.NewReader(stream)))
		must(w.t, count, err)
	}
	s, err := l.Finish()
	other.Store = must(w.t, s, err)
	w.t.Cleanup(func() { other.Close() })
	return other
}

func second[A any](_ A, err error) error { return err }

// TestSnapshotsRestoreExactly lets phones write and lose access between
// snapshots, and restores what they hold.
func TestSnapshotsRestoreExactly(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t, r, false)
		defer h.Close()
		var held *Snapshot
		var streams [][]byte
		for range rapid.IntRange(1, 4).Draw(r, "snapshots") {
			for range rapid.IntRange(0, 8).Draw(r, "steps") {
				h.write(r)
			}
			next := h.Snapshot()
			var out bytes.Buffer
			if held == nil {
				must(t, 0, second(next.Write(context.Background(), &out)))
			} else {
				must(t, 0, second(next.WriteSince(&out, held)))
				held.Release()
			}
			held, streams = next, append(streams, out.Bytes())
		}
		defer held.Release()
		restored := h.loaded("", streams...)
		must(t, 0, restored.view(func(v view) error {
			got := everything(t, v)
			tip, err := v.trailTip() // a restore adds to the trail that it was one
			must(t, tip, err)
			delete(got, string(trailKey(tip.Number)))
			delete(got, string(aboutKey("", tip.Number)))
			same(t, "restored", got, everything(t, held.view))
			return nil
		}))
		restored.checkAll()
		must(t, 0, restored.Close())
	})
}

// write is a step that does not open the store anew.
func (h *history) write(r *rapid.T) {
	p := rapid.SampledFrom(h.phones).Draw(r, "phone")
	for range rapid.IntRange(1, 4).Draw(r, "writes") {
		h.written[p] = append(h.written[p], h.change(r, p))
	}
	h.send(r, p)
}

// TestRemovalsReachTheNextSnapshot ends a grant between two snapshots, and has
// Badger compact until it has forgotten the removal; then again with the first
// snapshot held, and it must not.
func TestRemovalsReachTheNextSnapshot(t *testing.T) {
	rounds := 0
	for _, holds := range []bool{false, true} {
		w := newWorld(t, true)
		must(t, 0, w.Close())
		s, err := Open(w.dir, Options{Master: w.master, Log: zerolog.Nop(), MemTable: 8 << 20})
		w.Store = must(t, s, err)
		held, removed := w.grantEnded()
		commit, err := held.lastCommit()
		must(t, commit, err)
		tells := func() bool { return w.tells(held.Version(), commit, removed) }
		if !holds {
			held.Release()
		}
		for round := 0; round < 50 && (round < rounds || !holds && tells()); round++ {
			w.compact()
			rounds = max(rounds, round+1)
		}
		is(t, "the removal is told of", tells(), holds)
		held.Release()
	}
	t.Logf("forgotten after %d rounds", rounds)
}

// grantEnded takes a snapshot, then ends a grant; it returns the key that went.
func (w *world) grantEnded() (*Snapshot, []byte) {
	team := w.team(w.org("Harbour"), "North")
	a, b := w.enrol(w.member("A", place.Coach, team.ID)), w.enrol(w.member("B", place.Coach, team.ID))
	scope, other := "person:"+w.newID(), place.MemberActor(b.member.ID)
	first := a.next(scope, "person", scope[7:], nil)
	first.Add = map[string][]string{"circle": {place.MemberActor(a.member.ID), other}}
	a.push(first)
	held := w.Snapshot()
	drop := a.next(scope, "person", scope[7:], nil)
	drop.Drop = map[string]map[string][]string{"circle": {other: {first.At}}}
	a.push(drop)
	return held, grantKey(other, scope)
}

// tells says whether what came since a snapshot has the removal of a key in it.
func (w *world) tells(version, commit uint64, removed []byte) (told bool) {
	w.t.Helper()
	next := w.Snapshot()
	defer next.Release()
	var part bytes.Buffer
	must(w.t, 0, second(next.writeSince(&part, version, commit)))
	must(w.t, 0, second(ReadItems(bufio.NewReader(&part), func(item Item) error {
		told = told || item.Gone && bytes.Equal(item.Key, removed)
		return nil
	})))
	return told
}

// compact fills a memtable, so that Badger writes it out, and merges its tables.
func (w *world) compact() {
	w.t.Helper()
	for i := range 40 {
		must(w.t, 0, w.db.Update(func(txn *badger.Txn) error {
			return txn.Set([]byte{'~', byte(i)}, bytes.Repeat([]byte{byte(i)}, 250<<10))
		}))
	}
	must(w.t, 0, w.db.Flatten(1))
}

func TestLoadingIsAllOrNothing(t *testing.T) {
	w := newWorld(t, true)
	w.team(w.org("Harbour"), "North")
	n := w.Snapshot()
	defer n.Release()
	var out bytes.Buffer
	must(t, 0, second(n.Write(t.Context(), &out)))
	dir := t.TempDir()
	opts := Options{Master: w.master, Log: zerolog.Nop()}
	l, err := NewLoader(dir, opts)
	must(t, l, err)
	short := out.Bytes()[:out.Len()-1]
	if _, err := l.Load(context.Background(), bufio.NewReader(bytes.NewReader(short))); !errors.Is(err, errItems) || !errors.Is(err, io.EOF) {
		t.Errorf("a stream that was cut short: %v", err)
	}
	must(t, 0, l.Abandon())
	if s, err := Open(dir, opts); err == nil {
		s.Close()
		t.Error("a store opened that was never loaded to its end")
	}
	if _, err := NewLoader(dir, opts); err == nil {
		t.Error("a filled folder was taken")
	}
}

// TestDivergedStore: a restored store has a history and a device of its own, and
// remembers those before.
func TestDivergedStore(t *testing.T) {
	w := newWorld(t, true)
	first, server := w.Epoch(), w.server
	n := w.Snapshot()
	var out bytes.Buffer
	must(t, 0, second(n.Write(t.Context(), &out)))
	n.Release()
	restored := w.loaded(t.TempDir(), out.Bytes())
	again := restored.Epoch()
	if again == first || restored.server == server {
		t.Errorf("epoch %s and server %s are those of before", again, server)
	}
	must(t, 0, restored.Diverge())
	restored.reopen()
	is(t, "former epochs", restored.Epochs(), []string{first, again})
	if restored.Epoch() == again {
		t.Error("diverging again kept the epoch")
	}
}

func TestStableMovesWithBackups(t *testing.T) {
	w := newWorld(t, true)
	team := w.team(w.org("Harbour"), "North")
	p := w.enrol(w.member("A", place.Coach, team.ID))
	is(t, "stable without backups", p.push(p.visit("person:"+w.newID(), "tea")).Stable, 1)
	w.Store.opts.BackedUp = true
	is(t, "stable before a backup", p.push(p.visit("person:"+w.newID(), "tea")).Stable, 0)
	n := w.Snapshot()
	defer n.Release()
	p.push(p.visit("person:"+w.newID(), "tea"))
	haves := map[string]uint64{}
	must(t, 0, n.Unsafe(func(device string, have uint64) { haves[device] = have }))
	must(t, 0, w.SetStable(haves))
	reply := p.push()
	is(t, "stable", reply.Stable, 2)
	is(t, "have", reply.Have, 3)
	must(t, 0, w.SetStable(map[string]uint64{p.id: 1}))
	is(t, "stable that would go back", p.push().Stable, 2)
	must(t, 0, w.SetStable(map[string]uint64{p.id: 9}))
	is(t, "stable beyond have", p.push().Stable, 3)

	p.push(p.visit("person:"+w.newID(), "tea"))
	later := w.Snapshot()
	defer later.Release()
	var out bytes.Buffer
	must(t, 0, second(later.Write(t.Context(), &out)))
	restored := w.loaded("", out.Bytes())
	restored.opts.BackedUp = true
	stable, err := restored.Stable(p.id)
	must(t, stable, err)
	is(t, "stable of what was restored from a backup", stable, 4)
}

// A snapshot in which an entry or a commit cannot be found is not one.
func TestSnapshotsWithHolesAreRefused(t *testing.T) {
	w := newWard(t)
	held := w.Snapshot()
	defer held.Release()
	for range 3 {
		w.ada.push(w.ada.visit(w.person, "tea"))
	}
	last := w.last.number
	for name, key := range map[string][]byte{"an entry": logKey(w.person, 3), "a commit": commitKey(last - 1), "the last entry": logKey(w.person, 4)} {
		var value []byte
		must(t, 0, w.view(func(v view) (err error) {
			value, err = v.get(key)
			return err
		}))
		if value == nil {
			t.Fatalf("%s is not there", name)
		}
		must(t, 0, w.db.Update(func(txn *badger.Txn) error { return txn.Delete(key) }))
		next := w.Snapshot()
		if count, err := next.WriteSince(io.Discard, held); !errors.Is(err, errDamaged) {
			t.Errorf("without %s: %d items, %v", name, count, err)
		}
		next.Release()
		must(t, 0, w.db.Update(func(txn *badger.Txn) error { return txn.Set(key, value) }))
	}
}
