package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"

	"pgregory.net/rapid"
)

// busy fills the ward's person with changes of every sort.
func (w *ward) busy(changes int) {
	w.t.Helper()
	w.begin(w.actor(w.ben))
	ids := []string{w.newID(), w.newID(), w.newID()}
	for i := range changes {
		id := ids[i%3]
		c := w.ada.next(w.person, "visit", id, map[string]any{"story": strings.Repeat("walk ", i), "on": "2026-03-02"})
		if i > 6 {
			c.Add = map[string][]string{"goals": {w.newID()}}
		}
		w.ada.push(c)
	}
}

func TestCompactKeepsEverythingButTheChanges(t *testing.T) {
	w := newWard(t)
	w.busy(40)
	before := w.ben.reader()
	for before.round(0) {
	}
	seqs, _ := w.ben.fetch(1 << 20)
	is(t, "from change 1", seqs[w.person][0], 1)
	for _, upTo := range []uint64{0, 1, 10, 9, 10, 25, 1 << 40} {
		must(t, 0, w.Compact(w.person, upTo))
		w.checkAll()
	}
	is(t, "entries that stay", len(w.logged(w.person)), leftInLog)
	is(t, "unknown scope", codeOf(w.Compact("person:"+w.newID(), 5)), place.NotFound)
	w.ada.push(w.ada.visit(w.person, "since"))
	before.round(0)
	before.agrees()
	fresh := w.ben.reader()
	for fresh.round(0) {
	}
	fresh.agrees()
	is(t, "the same", len(fresh.scopes[w.person].records), len(before.scopes[w.person].records))
	reply := w.ada.push(w.ada.visit(w.person, "more"))
	is(t, "numbers go on", reply.Have, w.ada.n)
	w.crash()
	w.checkAll()
}

func TestSnapshotsByCursor(t *testing.T) {
	w := newWard(t)
	w.busy(20) // 21 entries
	must(t, 0, w.Compact(w.person, 12))
	at := func(cursor uint64) wire.ScopePart {
		part, _ := partOf(w.ben.pull(map[string]uint64{w.person: cursor}, 1<<20), w.person)
		return part
	}
	for _, cursor := range []uint64{0, 1, 11} {
		part := at(cursor)
		if part.Snapshot == nil || part.Snapshot.Next != "" || part.Snapshot.To != 12 {
			t.Fatalf("cursor %d: %+v", cursor, part.Snapshot)
		}
		is(t, "what follows it", fmt.Sprint(part.From, part.To, len(part.Changes), part.Seal != ""), "13 21 9 true")
	}
	for _, cursor := range []uint64{12, 13, 20} {
		part := at(cursor)
		is(t, "changes alone", fmt.Sprint(part.Snapshot == nil, part.From, part.To), fmt.Sprint(true, cursor+1, 21))
	}
	is(t, "beyond the head", len(w.ben.pull(map[string]uint64{w.person: 99}, 0).Scopes), 3)
	reply := w.ben.pull(nil, 1)
	first, _ := partOf(reply, w.person)
	is(t, "a first page", fmt.Sprint(first.From, first.To, first.Seal == "", len(first.Snapshot.Records), reply.More),
		"1 0 true 1 true")
	is(t, "without a digest of the log", first.Digest, wire.DigestHex(0))
	is(t, "granted", slices.Contains(reply.Granted, w.person), true)
	full := w.ada.next("between:"+w.newID(), "visit", w.newID(), map[string]any{"story": "x"})
	w.ada.push(full)
	part, _ := partOf(w.ada.pull(nil, 1), w.person)
	is(t, "no room left", fmt.Sprint(part.From, part.To, part.Snapshot == nil), "1 0 true")
}

func TestMarksThatAreNoneOfOurs(t *testing.T) {
	w := newWard(t)
	w.busy(20)
	must(t, 0, w.Compact(w.person, 12))
	first, _ := partOf(w.ben.pull(map[string]uint64{w.person: 0}, 1), w.person)
	ask := func(to uint64, next string) *wire.Snapshot {
		reply, err := w.Sync(t.Context(), w.ben.id, w.ben.request(map[string]any{"cursors": map[string]any{w.person: 0},
			"snapshots": map[string]any{w.person: map[string]any{"to": to, "next": next}}, "max_bytes": 1}))
		part, _ := partOf(must(t, reply, err), w.person)
		return part.Snapshot
	}
	second := ask(12, first.Snapshot.Next)
	if string(second.Records[0]) == string(first.Snapshot.Records[0]) {
		t.Error("the second page is the first")
	}
	for _, mark := range []wire.SnapshotMark{{To: 11, Next: first.Snapshot.Next}, {To: 12}, {To: 12, Next: "x"},
		{To: 12, Next: "visit/"}, {To: 12, Next: "/" + w.newID()}, {To: 12, Next: "a\x00b/" + w.newID()}} {
		is(t, fmt.Sprintf("%+v begins again", mark), string(ask(mark.To, mark.Next).Records[0]), string(first.Snapshot.Records[0]))
	}
	end := ask(12, "zzz/"+w.newID())
	is(t, "behind the last one", fmt.Sprint(len(end.Records), end.Next == ""), "0 true")
	must(t, 0, w.Compact(w.person, 14))
	is(t, "the horizon has moved on", ask(12, first.Snapshot.Next).To, 14)
}

// TestSnapshotsWhileTheHorizonMoves lets a phone page with any max_bytes while
// others write, compact and restart: it ends with what the store holds.
func TestSnapshotsWhileTheHorizonMoves(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := newWard(t)
		defer w.Close()
		w.busy(rapid.IntRange(3, 30).Draw(r, "changes"))
		p := w.ben.reader()
		for range rapid.IntRange(1, 30).Draw(r, "steps") {
			switch rapid.IntRange(0, 6).Draw(r, "step") {
			case 0:
				w.ada.push(w.ada.visit(w.person, rapid.StringN(0, 20, 80).Draw(r, "story")))
			case 1, 2:
				must(t, 0, w.Compact(w.person, uint64(rapid.IntRange(0, 40).Draw(r, "up to"))))
			case 3:
				w.crash()
			default:
				p.round(rapid.SampledFrom([]int{1, 300, 2000, 1 << 20}).Draw(r, "bytes"))
			}
		}
		for p.round(rapid.SampledFrom([]int{1, 300, 2000, 1 << 20}).Draw(r, "bytes to the end")) {
		}
		p.agrees()
		w.checkAll()
	})
}

// TestFoldingInTwoParts is the law that snapshots rest on: what all changes come
// to is what the later ones come to upon the state that the earlier ones had, read
// back from its text, fields and kinds without a rule included.
func TestFoldingInTwoParts(t *testing.T) {
	rules := merge.Rules{"visit": {"on": merge.Latest, "story": merge.Versions, "goals": merge.Set, "paid": merge.Once}}
	device := []string{"01arz3ndektsv4rrffq69g5fav", "01bx5zzkbkactav9wevgemmvrz"}
	rapid.Check(t, func(r *rapid.T) {
		stamp := rapid.Custom(func(r *rapid.T) hlc.Stamp {
			return hlc.Make(int64(rapid.IntRange(1, 6).Draw(r, "ms")), 0, rapid.SampledFrom(device).Draw(r, "device"))
		})
		texts := rapid.SliceOfN(rapid.Map(stamp, func(s hlc.Stamp) string { return string(s) }), 0, 3)
		kind := rapid.SampledFrom([]string{"visit", "visit", "opinion"}).Draw(r, "kind")
		var changes []merge.Change
		for range rapid.IntRange(0, 12).Draw(r, "count") {
			c := merge.Change{Kind: kind, ID: "01hzzzzzzzzzzzzzzzzzzzzzz1", At: stamp.Draw(r, "at")}
			if rapid.IntRange(0, 4).Draw(r, "restamped") == 0 {
				c.Was = hlc.Make(99, 0, c.At.Device())
			}
			field := rapid.SampledFrom([]string{"on", "story", "goals", "paid", "later"}).Draw(r, "field")
			switch rapid.IntRange(0, 2).Draw(r, "part") {
			case 0:
				c.Set = map[string]any{field: rapid.SampledFrom([]any{"a", "b", nil, int64(7)}).Draw(r, "value")}
				if rapid.Bool().Draw(r, "replaces") {
					c.Over = map[string][]string{field: texts.Draw(r, "over")}
				}
			case 1:
				c.Add = map[string][]string{field: {"x"}}
			default:
				c.Drop = map[string]map[string][]string{field: {"x": texts.Draw(r, "drop")}}
			}
			changes = append(changes, c)
		}
		cut := rapid.IntRange(0, len(changes)).Draw(r, "cut")
		whole := merge.Record{Kind: kind, ID: "01hzzzzzzzzzzzzzzzzzzzzzz1"}
		parts := whole
		for _, c := range changes {
			merge.Apply(rules, &whole, c)
		}
		unlearned := merge.Rules{}
		if rapid.Bool().Draw(r, "learned later") {
			unlearned = rules
		}
		for _, c := range changes[:cut] {
			merge.Apply(unlearned, &parts, c)
		}
		var read merge.Record
		if err := read.UnmarshalJSON(parts.AppendJSON(nil)); err != nil {
			r.Fatal(err)
		}
		merge.Learn(rules, &read)
		for _, c := range changes[cut:] {
			merge.Apply(rules, &read, c)
		}
		if got, want := string(read.AppendJSON(nil)), string(whole.AppendJSON(nil)); got != want {
			r.Fatalf("in two parts\n%s, at once\n%s", got, want)
		}
	})
}

func TestADamagedLogIsNotFolded(t *testing.T) {
	w := newWard(t)
	w.busy(10)
	must(t, 0, w.change(func(t *tx) error {
		value, err := t.get(logKey(w.person, 4))
		broken := slices.Clone(value)
		broken[len(broken)-1] ^= 1
		t.put(logKey(w.person, 4), broken)
		return err
	}))
	err := w.Compact(w.person, 8)
	if err == nil || !strings.Contains(err.Error(), errDamaged.Error()) {
		t.Fatalf("folded: %v", err)
	}
	entries := 0
	must(t, 0, w.view(func(v view) error {
		return v.eachEntry(w.person, 0, func(uint64, entry) error { entries++; return nil })
	}))
	is(t, "nothing is gone", entries, 11)
	is(t, "pushes go on", codes(w.ada.push(w.ada.visit(w.person, "x"))), []string(nil))
}

// TestOldLogsAreFolded runs what the daily round does: only long logs, and only
// what is old in them.
func TestOldLogsAreFolded(t *testing.T) {
	w := newWard(t)
	w.begin()
	fill := func(n int) {
		for range n / 100 {
			var changes []sent
			for range 100 {
				changes = append(changes, w.ada.visit(w.person, "x"))
			}
			w.ada.push(changes...)
		}
	}
	w.ada.push(w.ada.next("place", "barrier", w.newID(), map[string]any{"what": "x"}))
	fill(600)
	horizon := func() (h uint64) {
		must(t, 0, w.Folded(w.person, func(to uint64, _ merge.Record) error { h = to; return nil }))
		return h
	}
	w.now = w.now.AddDate(0, 0, 89)
	must(t, 0, w.compactOld())
	is(t, "within 90 days", horizon(), 0)
	fill(100)
	w.now = w.now.AddDate(0, 0, 2)
	must(t, 0, w.compactOld())
	is(t, "what is older than that", horizon(), 601)
	must(t, 0, w.compactOld())
	w.now = w.now.AddDate(0, 0, 90)
	must(t, 0, w.compactOld())
	is(t, "a short rest stays", horizon(), 601)
	is(t, "a short log stays", len(w.logged("place")), 1)
	w.checkAll()
	p := w.ada.reader()
	for p.round(0) {
	}
	p.agrees()
}
