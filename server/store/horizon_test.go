package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"alongside/sync/hlc"
	"alongside/sync/wire"
)

// TestWhatFollowsAHorizonIsRelayed lets a phone that began with a snapshot give
// back the changes that came on the snapshot's last page.
func TestWhatFollowsAHorizonIsRelayed(t *testing.T) {
	w := newWard(t)
	w.busy(20)
	must(t, 0, w.Compact(w.person, 12))
	copied := w.copied()
	w.ada.push(w.ada.visit(w.person, "not in the copy"))
	part, _ := partOf(w.ben.pull(nil, 0), w.person)
	is(t, "one part with both", fmt.Sprint(part.Snapshot.Next == "", part.From, part.To), "true 13 22")
	before := w.logged(w.person)
	var changes []json.RawMessage
	for _, entry := range part.Changes {
		changes = append(changes, wire.AppendEntry(nil, entry))
	}
	piece := brought{Scope: w.person, Epoch: w.Epoch(), From: part.From, To: part.To, Changes: changes,
		Before: sealedPoint{part.Snapshot.Digest, part.Snapshot.Seal}, Digest: part.Digest, Seal: part.Seal}
	w.restored(copied)
	is(t, "entries that are lost", len(before)-len(w.logged(w.person)), 1)
	wrong := piece
	wrong.Before.Seal = part.Seal
	_, said := w.ben.tryRelay([]brought{wrong})
	is(t, "under another seal", said, []string{"bad_seal"})
	w.ben.relay(piece)
	is(t, "the log again", w.logged(w.person), before)
	w.checkAll()
}

// TestOnlyWhatIsBackedUpIsFolded lets the daily round meet old changes that no
// backup holds.
func TestOnlyWhatIsBackedUpIsFolded(t *testing.T) {
	w := newWard(t)
	w.opts.BackedUp = true
	w.begin()
	for range 6 {
		var changes []sent
		for range 100 {
			changes = append(changes, w.ada.visit(w.person, "x"))
		}
		w.ada.push(changes...)
	}
	w.now = w.now.AddDate(0, 0, 91)
	must(t, 0, w.compactOld())
	is(t, "without a backup", len(w.logged(w.person)), 601)
	must(t, 0, w.SetStable(map[string]uint64{w.ada.id: 550}))
	must(t, 0, w.compactOld())
	is(t, "with a backup of most", len(w.logged(w.person)), 51)
	w.checkAll()
}

// Whatever a phone says that it has read, its page begins within the snapshot of
// its scope: behind the record it names, or at the first.
func FuzzSnapshotNext(f *testing.F) {
	const scope, horizon = "person:" + fuzzDevice, 12
	f.Add(uint64(horizon), "")
	f.Add(uint64(horizon), "visit/"+fuzzDevice)
	f.Add(uint64(horizon), "visit/")
	f.Add(uint64(horizon-1), "person/"+fuzzDevice)
	f.Add(uint64(horizon), "a\x00b/"+fuzzDevice)
	f.Add(uint64(horizon), "\xff\xff/"+fuzzDevice)
	f.Fuzz(func(t *testing.T, to uint64, next string) {
		p := puller{marks: map[string]wire.SnapshotMark{scope: {To: to, Next: next}}}
		start, first := p.pageStart(&head{Base: &base{Seq: horizon}}, scope), pairKey(foldedTable, scope, "")
		within, ok := bytes.CutPrefix(start, first)
		if !ok || to != horizon && len(within) > 0 {
			t.Fatalf("a page after %d %q begins at %q", to, next, start)
		}
		if len(within) == 0 {
			return
		}
		kind, id, _ := strings.Cut(next, nextMark)
		if string(within) != kind+"\x00"+id+"\x00" || !hlc.ValidID(id) {
			t.Fatalf("a page after %q begins at %q", next, within)
		}
	})
}
