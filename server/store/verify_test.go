package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"
)

// grown is a ward with a bit of everything in it: two scopes, goals, something
// parked, something skipped, somebody who left a circle, and a folded log.
func grown(t *testing.T) *ward {
	w := newWard(t)
	w.begin()
	goal := w.newID()
	w.ada.push(
		w.ada.next(w.person, "goal", goal, map[string]any{"words": "See the sea", "whose": "mine"}),
		w.ada.next(w.person, "assessment", w.newID(), map[string]any{"goal": goal, "by": "self", "how_far": 50, "on": "2026-03-01"}),
		w.ada.next(w.person, "no_such_kind", w.newID(), map[string]any{"x": "y"}),
		w.ada.skip("undone", 0),
		w.ada.visit(w.person, "Tea"),
		w.ada.visit("place", "not a thing of the place"))
	add := w.ada.next(w.person, "person", strings.TrimPrefix(w.person, "person:"), nil)
	add.Add = map[string][]string{"circle": {"member:" + w.sam.member.ID}}
	w.ada.push(add)
	drop := w.ada.next(w.person, "person", add.ID, nil)
	drop.Drop = map[string]map[string][]string{"circle": {"member:" + w.sam.member.ID: {add.At}}}
	w.ada.push(drop)
	for range 5 {
		w.ada.push(w.ada.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}))
	}
	must(t, 0, w.Compact("place", 2))
	return w
}

// faults verifies and lists what was found.
func (w *world) faults() []string {
	w.t.Helper()
	var out []string
	checked, err := w.Verify(context.Background(), func(f Fault) { out = append(out, f.String()) })
	must(w.t, checked, err)
	if checked.Faults != len(out) {
		w.t.Errorf("counted %d of %d faults", checked.Faults, len(out))
	}
	return out
}

func TestVerifyFindsNothingWrong(t *testing.T) {
	w := grown(t)
	if found := w.faults(); len(found) > 0 {
		t.Fatal(found)
	}
	checked := w.verified()
	for name, count := range map[string]int{"scopes": checked.Scopes, "entries": checked.Entries, "records": checked.Records,
		"folded": checked.Folded, "devices": checked.Devices, "outcomes": checked.Outcomes, "grants": checked.Grants,
		"ended": checked.Ended, "facts": checked.Facts, "members": checked.Members, "invites": checked.Invites, "commits": checked.Commits} {
		if count == 0 {
			t.Errorf("no %s were looked at", name)
		}
	}
}

// Each of these is one thing gone or changed in the store, as damage that Badger
// itself does not notice leaves it.
func TestVerifyFindsWhatIsWrong(t *testing.T) {
	for name, plant := range map[string]struct {
		says string
		do   func(w *ward, txn *badger.Txn) error
	}{
		"a lost entry":      {"missing", func(w *ward, txn *badger.Txn) error { return txn.Delete(logKey(w.person, 2)) }},
		"a lost last entry": {"its head says", func(w *ward, txn *badger.Txn) error { return txn.Delete(w.lastOf(w.person)) }},
		"another header":    {"does not follow", func(w *ward, txn *badger.Txn) error { return flip(txn, logKey(w.person, 2), 5) }},
		"another payload":   {"not what was logged", func(w *ward, txn *badger.Txn) error { return flip(txn, logKey(w.person, 2), -1) }},
		"a lost record":     {"are missing", func(w *ward, txn *badger.Txn) error { return txn.Delete(w.first(recordTable, w.person)) }},
		"another record":    {"not what it folds to", swapRecords},
		"a broken record":   {"cannot be read", func(w *ward, txn *badger.Txn) error { return flip(txn, w.first(recordTable, w.person), -1) }},
		"a lost folded one": {"", func(w *ward, txn *badger.Txn) error { return txn.Delete(w.first(foldedTable, "place")) }},
		"a lost head":       {"belongs to nothing", func(w *ward, txn *badger.Txn) error { return txn.Delete(thingKey(headTable, w.person)) }},
		"a lost outcome":    {"no outcome", func(w *ward, txn *badger.Txn) error { return txn.Delete(outcomeKey(w.ada.id, 2)) }},
		"a lost parking":    {"has no outcome", func(w *ward, txn *badger.Txn) error { return txn.Delete(outcomeKey(w.ada.id, 4)) }},
		"a lost watermark":  {"no watermark", func(w *ward, txn *badger.Txn) error { return txn.Delete(thingKey(watermarkTable, w.ada.id)) }},
		"a later outcome":   {"beyond its watermark", laterOutcome},
		"a lost grant":      {"has no grant", func(w *ward, txn *badger.Txn) error { return txn.Delete(grantKey("member:"+w.ada.member.ID, w.person)) }},
		"a grant too many": {"circles have", func(w *ward, txn *badger.Txn) error {
			return txn.Set(grantKey("member:"+w.sam.member.ID, w.person), nil)
		}},
		"a lost end": {"another time", func(w *ward, txn *badger.Txn) error { return txn.Delete(endedKey("member:"+w.sam.member.ID, w.person)) }},
		"other facts": {"the figures", func(w *ward, txn *badger.Txn) error {
			return txn.Delete(figuresKey(factsPart, w.person[len("person:"):]))
		}},
		"a lost member":   {"missing or changed", func(w *ward, txn *badger.Txn) error { return txn.Delete(thingKey(memberTable, w.sam.member.ID)) }},
		"a lost device":   {"missing or changed", func(w *ward, txn *badger.Txn) error { return txn.Delete(thingKey(deviceTable, w.sam.id)) }},
		"a lost commit":   {"are missing", func(w *ward, txn *badger.Txn) error { return txn.Delete(commitKey(w.last.number - 3)) }},
		"another commit":  {"does not follow", func(w *ward, txn *badger.Txn) error { return flip(txn, commitKey(w.last.number-1), 12) }},
		"a strange key":   {"belongs to nothing", func(_ *ward, txn *badger.Txn) error { return txn.Set([]byte("?"), nil) }},
		"a broken invite": {"an invite", func(w *ward, txn *badger.Txn) error { return flip(txn, w.first(inviteTable, ""), -1) }},
	} {
		t.Run(name, func(t *testing.T) {
			w := grown(t)
			must(t, 0, w.db.Update(func(txn *badger.Txn) error { return plant.do(w, txn) }))
			found := w.faults()
			if len(found) == 0 || !strings.Contains(strings.Join(found, "\n"), plant.says) {
				t.Errorf("found %q", found)
			}
			for _, text := range found {
				if strings.Contains(text, w.person[len("person:"):]) || strings.Contains(text, w.ada.id) {
					t.Errorf("names somebody: %s", text)
				}
			}
		})
	}
}

// flip changes one byte of a value; at -1 is the last.
func flip(txn *badger.Txn, key []byte, at int) error {
	item, err := txn.Get(key)
	if err != nil {
		return err
	}
	value, err := item.ValueCopy(nil)
	if at < 0 {
		at += len(value)
	}
	value[at] ^= 1
	return errors.Join(err, txn.Set(bytes.Clone(key), value))
}

// first is the first key of a table that belongs to a scope.
func (w *ward) first(table byte, scope string) (key []byte) {
	w.t.Helper()
	must(w.t, 0, w.view(func(v view) error {
		return v.each(append([]byte{table}, scope...), false, func(one, _ []byte) error {
			if key == nil {
				key = one
			}
			return nil
		})
	}))
	if key == nil {
		w.t.Fatalf("nothing in table %q", table)
	}
	return key
}

func (w *ward) lastOf(scope string) []byte {
	var h *head
	must(w.t, 0, w.view(func(v view) (err error) { h, err = v.head(scope); return err }))
	return logKey(scope, h.Seq)
}

// swapRecords writes a record that opens, and is that of an earlier moment.
func swapRecords(w *ward, txn *badger.Txn) error {
	var h *head
	if err := w.view(func(v view) (err error) { h, err = v.head(w.person); return err }); err != nil {
		return err
	}
	key := w.first(recordTable, w.person)
	record := []byte(`{"kind":"assessment","id":"x"}`)
	return txn.Set(key, sealAt(h.key, key, record))
}

func laterOutcome(w *ward, txn *badger.Txn) error {
	value := binary.BigEndian.AppendUint64(append(make([]byte, 32), skippedLetter), w.ada.n+2)
	return txn.Set(outcomeKey(w.ada.id, w.ada.n+2), value)
}

func TestVerifyOfAFolder(t *testing.T) {
	w := filled(t)
	killed := copyOf(t, w.dir)
	opts := w.opts
	if _, err := VerifyFolder(context.Background(), w.dir, opts, nil); !errors.Is(err, ErrInUse) {
		t.Errorf("while it is open: %v", err)
	}
	must(t, 0, w.Close())
	for name, dir := range map[string]string{"killed": killed, "closed": w.dir} {
		checked, err := VerifyFolder(context.Background(), dir, opts, func(f Fault) { t.Errorf("%s: %s", name, f) })
		must(t, checked, err)
		is(t, name+": entries", checked.Entries > 400, true)
	}
	table := files(t, w.dir, ".sst")[0]
	spoil(t, table, 300)
	var refusal *Refusal
	if _, err := VerifyFolder(context.Background(), w.dir, opts, nil); !errors.As(err, &refusal) || !strings.Contains(refusal.What, filepath.Base(table)) {
		t.Errorf("a broken block: %v", err)
	}
	if _, err := VerifyFolder(context.Background(), t.TempDir(), opts, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
}
