package merge_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"alongside/sync/hlc"
	"alongside/sync/merge"
)

const (
	kind = "note"
	id   = "01hzzzzzzzzzzzzzzzzzzzzzz1"
)

var devices = []string{
	"01arz3ndektsv4rrffq69g5fav", "01bx5zzkbkactav9wevgemmvrz", "0192f3a4-b5c6-7abc-8def-0123456789ab",
}

var rules = merge.Rules{kind: {
	"on": merge.Latest, "words": merge.Versions, "tags": merge.Set, "fact": merge.Once,
	"later_on": merge.Latest, "later_words": merge.Versions, "later_tags": merge.Set, "later_fact": merge.Once,
}}

// olderRules do not know the fields that begin with later.
var olderRules = merge.Rules{kind: {
	"on": merge.Latest, "words": merge.Versions, "tags": merge.Set, "fact": merge.Once,
}}

func fold(rules merge.Rules, changes []merge.Change) merge.Record {
	r := merge.Record{Kind: kind, ID: id}
	for _, c := range changes {
		r.Kind = c.Kind
		merge.Apply(rules, &r, c)
	}
	return r
}

func text(r merge.Record) string { return string(r.AppendJSON(nil)) }

// drawStamp makes stamps from so few times that ties and reuse are common.
func drawStamp(t *rapid.T) hlc.Stamp {
	ms := rapid.Int64Range(1, 12).Draw(t, "ms")
	return hlc.Make(ms, uint16(ms%2), rapid.SampledFrom(devices).Draw(t, "device"))
}

func drawValue(t *rapid.T) any {
	return rapid.OneOf(
		rapid.Map(rapid.SampledFrom([]string{"", "a", "b", "\ufffd", "😀", "a\x00"}), func(s string) any { return s }),
		rapid.Map(rapid.Int64Range(-2, 300), func(n int64) any { return n }),
		rapid.SampledFrom([]any{nil, true, false, []any{"a", int64(1)}, map[string]any{"b": nil, "a": "x"}}),
	).Draw(t, "value")
}

func drawIDs(t *rapid.T) []string {
	ids := []string{}
	for range rapid.IntRange(0, 3).Draw(t, "ids") {
		ids = append(ids, string(drawStamp(t)))
	}
	return ids
}

// drawChange makes any change at all: what it names may come later or never.
func drawChange(t *rapid.T) merge.Change {
	c := merge.Change{
		Kind: kind, ID: id, At: drawStamp(t),
		Set: map[string]any{}, Over: map[string][]string{}, Add: map[string][]string{},
		Drop: map[string]map[string][]string{},
	}
	if rapid.IntRange(0, 3).Draw(t, "restamped") == 0 {
		c.Was = drawStamp(t)
	}
	for range rapid.IntRange(1, 3).Draw(t, "writes") {
		drawWrite(t, c)
	}
	return c
}

func drawWrite(t *rapid.T, c merge.Change) {
	later := rapid.SampledFrom([]string{"", "later_"}).Draw(t, "later")
	member := rapid.SampledFrom([]string{"x", "y", "😀", "\ufffd"})
	switch rapid.IntRange(0, 4).Draw(t, "what") {
	case 0:
		c.Set[later+"on"] = drawValue(t)
	case 1:
		c.Set[later+"fact"] = drawValue(t)
	case 2:
		c.Set[later+"words"] = drawValue(t)
		c.Over[later+"words"] = drawIDs(t)
	case 3:
		c.Add[later+"tags"] = append(c.Add[later+"tags"], member.Draw(t, "member"))
	case 4:
		if c.Drop[later+"tags"] == nil {
			c.Drop[later+"tags"] = map[string][]string{}
		}
		c.Drop[later+"tags"][member.Draw(t, "member")] = drawIDs(t)
	}
}

func drawChanges(t *rapid.T, label string) []merge.Change {
	return rapid.SliceOfN(rapid.Custom(drawChange), 0, 12).Draw(t, label)
}

func same(t *rapid.T, what string, got, want merge.Record) {
	t.Helper()
	if text(got) != text(want) {
		t.Fatalf("%s:\n%s, wants\n%s", what, text(got), text(want))
	}
}

func TestAnyOrderAnyRepetition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := drawChanges(t, "changes")
		again := append(slices.Clone(changes), changes[:rapid.IntRange(0, len(changes)).Draw(t, "again")]...)
		shuffled := rapid.Permutation(again).Draw(t, "order")
		same(t, "in another order", fold(rules, shuffled), fold(rules, changes))
	})
}

func TestMergeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y, z := drawChanges(t, "x"), drawChanges(t, "y"), drawChanges(t, "z")
		a, b, c := fold(rules, x), fold(olderRules, y), fold(rules, z)
		before := text(a) + text(b) + text(c)
		all := slices.Concat(x, y, z)
		ab := merge.Merge(rules, a, b)
		same(t, "a+b and b+a", ab, merge.Merge(rules, b, a))
		same(t, "a+a and a", merge.Merge(rules, a, a), a)
		same(t, "(a+b)+c and a+(b+c)", merge.Merge(rules, ab, c), merge.Merge(rules, a, merge.Merge(rules, b, c)))
		same(t, "a+b+c and all changes", merge.Merge(rules, ab, c), fold(rules, all))
		for _, again := range all {
			merge.Apply(rules, &ab, restamped(again))
		}
		if text(a)+text(b)+text(c) != before {
			t.Fatal("Merge altered what it was given")
		}
	})
}

// restamped is the same write under a stamp that a server might have made.
func restamped(c merge.Change) merge.Change {
	c.Was, c.At = c.Identity(), hlc.Make(60, 0, devices[0])
	return c
}

func TestCloneIsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := drawChanges(t, "base")
		base := fold(olderRules, changes)
		before := text(base)
		shown := base.Clone()
		for _, c := range changes {
			merge.Apply(olderRules, &shown, restamped(c))
		}
		for _, c := range drawChanges(t, "outbox") {
			merge.Apply(rules, &shown, c)
		}
		if text(base) != before {
			t.Fatal("a change to the copy shows in the original")
		}
	})
}

func TestLearning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawChanges(t, "before"), drawChanges(t, "after")
		r := fold(olderRules, before)
		for _, c := range after {
			merge.Apply(rules, &r, c)
		}
		if len(after) == 0 {
			merge.Learn(rules, &r)
		}
		same(t, "learnt late", r, fold(rules, append(before, after...)))
		if r.Unfolded() {
			t.Fatal("something is still kept")
		}
	})
}

func TestStateSurvivesJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := fold(olderRules, drawChanges(t, "changes"))
		var back merge.Record
		if err := back.UnmarshalJSON([]byte(text(r))); err != nil {
			t.Fatal(err)
		}
		same(t, "read back", back, r)
		more := drawChange(t)
		merge.Apply(rules, &r, more)
		merge.Apply(rules, &back, more)
		same(t, "folded on", back, r)
	})
}

func TestStateRefuses(t *testing.T) {
	for _, state := range []string{
		``, `[]`, `{"kind":1}`, `{"other":1}`, `{"fields":{"a":{}}}`, `{"fields":{"a":{"latest":["x"]}}}`, `{"fields":{"a":{"latest":["x",1,2]}}}`,
		`{"fields":{"a":{"sum":1}}}`, `{"fields":{"a":{"set":["x"]}}}`, `{"fields":{"a":{"versions":[["x"]]}}}`, `{"kept":[{"what":1}]}`, `{}{}`,
	} {
		var r merge.Record
		if err := r.UnmarshalJSON([]byte(state)); err == nil {
			t.Errorf("%s was read as %s", state, text(r))
		}
	}
}

func ExampleRecord_AppendJSON() {
	r := merge.Record{Kind: kind, ID: id}
	at := hlc.Make(1700000000000, 0, devices[0])
	merge.Apply(rules, &r, merge.Change{Kind: kind, ID: id, At: at, Set: map[string]any{"on": "2026-11-23"}})
	fmt.Println(text(r))
	// Output: {"kind":"note","id":"01hzzzzzzzzzzzzzzzzzzzzzz1","first":"018bcfe56800-0000-01arz3ndektsv4rrffq69g5fav","last":"018bcfe56800-0000-01arz3ndektsv4rrffq69g5fav","fields":{"on":{"latest":["018bcfe56800-0000-01arz3ndektsv4rrffq69g5fav","2026-11-23"]}}}
}
