package figures

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func nobody(func(string, *Facts) bool) {}

// factsOf are everybody's facts after a log, and what is noted of no person.
func factsOf(t *rapid.T, log []event) map[string]*Facts {
	all := map[string]*Facts{}
	for i, e := range log {
		if all[e.person] == nil {
			all[e.person] = &Facts{}
		}
		take(all[e.person], logOf(log[:i+1], e.person), e)
	}
	for i, kind := range []NotedKind{Met, Weekly, Barrier} {
		from, _ := ParseQuarter("2025-Q1")
		f := &Facts{}
		f.PutNoted(Noted{Kind: kind, ID: "n", Barrier: "b", Sum: int64(rapid.IntRange(-1, 2).Draw(t, "sum")),
			Ease: uint8(rapid.IntRange(0, 5).Draw(t, "ease")), Stamp: "1",
			On: from.First() + Day(rapid.IntRange(0, 500).Draw(t, "on"))})
		all[fmt.Sprint("other", i)] = f
	}
	return all
}

// plainly adds up what everybody adds to each quarter, nothing left out.
func plainly(people map[string]*Facts, from, to Quarter) map[spot]*Tally {
	out := map[spot]*Tally{}
	for _, f := range people {
		for q := from; q <= to; q++ {
			c := f.Read().In(q)
			key := spot{q, c.Team}
			if out[key] == nil {
				out[key] = &Tally{Curves: make([]Curve, len(Tables))}
			}
			if c.Alongside || c.Met != nil || c.Choices != [choices]uint8{} {
				out[key].add(&c, +1)
			}
		}
	}
	maps.DeleteFunc(out, func(_ spot, t *Tally) bool { return t.Alongside+t.Others == 0 })
	return out
}

// From any facts to any others, in one step, and by states of some people each.
func TestAnyChangeEqualsRecount(t *testing.T) {
	from, _ := ParseQuarter("2025-Q1")
	to := from + 5
	rapid.Check(t, func(t *rapid.T) {
		before, now := factsOf(t, history(t)), factsOf(t, history(t))
		one, two, room := NewState(from, to, maps.All(before)), NewState(from, to, nobody), &Facts{}
		for person, f := range before {
			one.Change(f, now[person])
		}
		joined := NewState(from, to, nobody)
		for _, person := range slices.Sorted(maps.Keys(now)) {
			f := now[person]
			if before[person] == nil {
				one.Change(nil, f)
			}
			stored := f.Append(nil)
			if err := room.Parse(stored); err != nil || string(room.Append(nil)) != string(stored) {
				t.Fatalf("facts in the room of others differ: %v", err)
			}
			if rapid.Bool().Draw(t, "two") {
				two.Change(nil, room)
			} else {
				joined.Change(nil, room)
			}
		}
		joined.Join(two)
		want := plainly(now, from, to)
		if !equalTallies(one.tallies, want) {
			t.Fatalf("changed\n got %v\nwant %v", show(one.tallies), show(want))
		}
		if !equalTallies(joined.tallies, want) {
			t.Fatalf("joined\n got %v\nwant %v", show(joined.tallies), show(want))
		}
	})
}
