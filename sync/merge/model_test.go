package merge_test

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"alongside/sync/hlc"
	"alongside/sync/merge"
)

// The slow and obvious reading of the rules: look at all changes at once.

func modelVersions(changes []merge.Change, field string) []string {
	var out []string
	for _, c := range changes {
		value, wrote := c.Set[field].(string)
		replaced := slices.ContainsFunc(changes, func(other merge.Change) bool {
			return other.Identity() != c.Identity() && slices.Contains(other.Over[field], string(c.Identity()))
		})
		if wrote && !replaced {
			out = append(out, string(c.Identity())+" "+value)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func modelMembers(changes []merge.Change, field string) []string {
	var out []string
	for _, c := range changes {
		for _, member := range c.Add[field] {
			dropped := slices.ContainsFunc(changes, func(other merge.Change) bool {
				return other.Identity() != c.Identity() &&
					slices.Contains(other.Drop[field][member], string(c.Identity()))
			})
			if !dropped {
				out = append(out, member)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// modelBest takes the write whose stamp, then value, is the best by sign.
func modelBest(changes []merge.Change, field string, sign int) []byte {
	var at hlc.Stamp
	var best []byte
	for _, c := range changes {
		value, wrote := c.Set[field]
		if !wrote {
			continue
		}
		canonical := merge.Canonical(value)
		order := bytes.Compare([]byte(c.At), []byte(at))
		if order == 0 {
			order = bytes.Compare(canonical, best)
		}
		if best == nil || order*sign > 0 {
			at, best = c.At, canonical
		}
	}
	return best
}

func canonicalOf(r merge.Record, field string) []byte {
	value, ok := r.Value(field)
	if !ok {
		return nil
	}
	return merge.Canonical(value)
}

func TestAgainstTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := drawChanges(t, "changes")
		r := fold(rules, changes)
		var shown []string
		for _, v := range r.Versions("words") {
			shown = append(shown, string(v.ID)+" "+v.Value)
		}
		slices.Sort(shown)
		if want := modelVersions(changes, "words"); !slices.Equal(shown, want) {
			t.Fatalf("words are %q, want %q", shown, want)
		}
		if got, want := r.Members("tags"), modelMembers(changes, "tags"); !slices.Equal(got, want) {
			t.Fatalf("tags are %q, want %q", got, want)
		}
		if got, want := canonicalOf(r, "on"), modelBest(changes, "on", 1); !bytes.Equal(got, want) {
			t.Fatalf("on is %q, wants %q", got, want)
		}
		if got, want := canonicalOf(r, "fact"), modelBest(changes, "fact", -1); !bytes.Equal(got, want) {
			t.Fatalf("fact is %q, wants %q", got, want)
		}
	})
}

// phone is a replica that writes what its owner does while looking at it.
type phone struct {
	clock  *hlc.Clock
	record merge.Record
}

// history lets three phones write and hear of each other at random. The clock
// of one is years ahead; the server puts its stamps right, and the others only
// ever learn of both stamps.
type history struct {
	t       *rapid.T
	phones  []phone
	changes []merge.Change
	now     int64
}

const years = int64(3 * 365 * 24 * 3600 * 1000)

func newHistory(t *rapid.T) *history {
	h := &history{t: t, now: years * 10}
	for _, device := range devices {
		h.phones = append(h.phones, phone{hlc.NewClock(device), merge.Record{Kind: kind, ID: id}})
	}
	return h
}

// write lets phone i make a change from what it shows.
func (h *history) write(i int, fill func(c *merge.Change, shown merge.Record)) merge.Change {
	h.now++
	p := &h.phones[i]
	c := merge.Change{Kind: kind, ID: id, At: p.clock.Tick(h.now)}
	if i == 0 {
		c.Was = hlc.Make(h.now+years, 0, devices[0])
	}
	fill(&c, p.record)
	h.changes = append(h.changes, c)
	h.hear(i, c)
	return c
}

func (h *history) hear(i int, c merge.Change) {
	h.phones[i].clock.See(c.At)
	merge.Apply(rules, &h.phones[i].record, c)
}

// gossip lets phone i hear of some of the changes so far.
func (h *history) gossip(i int) {
	for _, c := range h.changes {
		if rapid.Bool().Draw(h.t, "hears") {
			h.hear(i, c)
		}
	}
}

func rewrite(value string) func(*merge.Change, merge.Record) {
	return func(c *merge.Change, shown merge.Record) {
		c.Set = map[string]any{"words": value, "on": value}
		c.Over = map[string][]string{}
		for _, v := range shown.Versions("words") {
			c.Over["words"] = append(c.Over["words"], string(v.ID))
		}
	}
}

func TestCausalWritesWinAndConcurrentWordsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory(t)
		for range rapid.IntRange(1, 12).Draw(t, "writes") {
			i := rapid.IntRange(0, 2).Draw(t, "phone")
			h.gossip(i)
			h.write(i, rewrite(rapid.StringN(1, 3, -1).Draw(t, "words")))
			shown := h.phones[i].record.Versions("words")
			if len(shown) != 1 {
				t.Fatalf("after a rewrite %d versions are shown", len(shown))
			}
		}
		all := fold(rules, h.changes)
		last := h.changes[len(h.changes)-1]
		if got := all.Versions("words"); !slices.ContainsFunc(got, func(v merge.Version) bool { return v.ID == last.Identity() }) {
			t.Fatalf("the last words are gone: %v", got)
		}
		for i := range h.phones {
			for _, c := range h.changes {
				h.hear(i, c)
			}
		}
		final := h.write(1, rewrite("final"))
		end := fold(rules, h.changes)
		if got := end.Versions("words"); len(got) != 1 || got[0].ID != final.Identity() {
			t.Fatalf("a write that saw everything left %v", got)
		}
		if on, _ := end.Value("on"); on != "final" {
			t.Fatalf("a date written last is %v", on)
		}
	})
}

func TestAddWins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory(t)
		add := func(c *merge.Change, _ merge.Record) { c.Add = map[string][]string{"tags": {"x"}} }
		drop := func(c *merge.Change, shown merge.Record) {
			ids := []string{}
			for _, a := range shown.Adds("tags", "x") {
				ids = append(ids, string(a.ID))
			}
			c.Drop = map[string]map[string][]string{"tags": {"x": ids}}
		}
		for range rapid.IntRange(0, 10).Draw(t, "writes") {
			i := rapid.IntRange(0, 2).Draw(t, "phone")
			h.gossip(i)
			if rapid.Bool().Draw(t, "add") {
				h.write(i, add)
				continue
			}
			h.write(i, drop)
			if len(h.phones[i].record.Members("tags")) != 0 {
				t.Fatal("what was dropped is still shown")
			}
		}
		unseen := h.write(0, add)
		for _, c := range h.changes[:len(h.changes)-1] {
			h.hear(1, c)
		}
		h.write(1, drop)
		end := fold(rules, h.changes)
		if got := end.Adds("tags", "x"); len(got) != 1 || got[0].ID != unseen.Identity() {
			t.Fatalf("the unseen add is not what is left: %v", got)
		}
	})
}

func TestImmutable(t *testing.T) {
	at := func(ms int64) hlc.Stamp { return hlc.Make(ms, 0, devices[0]) }
	r := fold(rules, []merge.Change{{Kind: kind, ID: id, At: at(1), Set: map[string]any{"fact": "a", "on": "b"}}})
	cases := []struct {
		set  map[string]any
		want []string
	}{
		{map[string]any{"fact": "a"}, nil},
		{map[string]any{"fact": "b", "on": "c"}, []string{"fact"}},
		{map[string]any{"later_fact": "b"}, nil},
		{map[string]any{"fact": nil}, []string{"fact"}},
	}
	for _, c := range cases {
		change := merge.Change{Kind: kind, ID: id, At: at(0), Set: c.set}
		if got := merge.Immutable(rules, r, change); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, wants %v", c.set, got, c.want)
		}
	}
}
