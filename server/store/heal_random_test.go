package store

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestRandomHealing lets three phones write, pull, and give back what a restored
// server lost, in any order and with new writes in between, over several restores.
// Whatever was acknowledged and is on a shelf or with its author is in the log
// once at the end, verify finds nothing, and a phone that pulls has the same.
func TestRandomHealing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHealing(t)
		defer h.Close()
		for range rapid.IntRange(1, 3).Draw(r, "restores") {
			h.write(r, "before the copy")
			copied := h.copied()
			h.write(r, "after the copy")
			h.restored(copied)
			h.heal(r)
		}
		h.settled()
	})
}

type healing struct {
	*ward
	phones  []*phone
	written map[*phone][]sent
	shelves map[*phone][]*shelf // of every epoch
}

func newHealing(t *testing.T) *healing {
	h := &healing{ward: newWard(t), written: map[*phone][]sent{}, shelves: map[*phone][]*shelf{}}
	h.phones = []*phone{h.ada, h.ben, h.cleo}
	first := h.ada.next(h.person, "person", h.person[7:], map[string]any{"called": "Jo"})
	first.Add = map[string][]string{"circle": {h.actor(h.ben), h.actor(h.cleo)}}
	h.written[h.ada] = append(h.written[h.ada], first)
	h.ada.push(first)
	for _, p := range h.phones {
		h.shelves[p] = []*shelf{p.newShelf()}
	}
	return h
}

// write lets phones save, send and fill their shelves.
func (h *healing) write(r *rapid.T, when string) {
	for range rapid.IntRange(0, 8).Draw(r, when) {
		p := rapid.SampledFrom(h.phones).Draw(r, "phone")
		if rapid.IntRange(0, 2).Draw(r, "pulls") == 0 {
			shelves := h.shelves[p]
			shelves[len(shelves)-1].fill(rapid.SampledFrom([]int{1, 500, 1 << 20}).Draw(r, "bytes"))
			continue
		}
		h.save(r, p)
	}
}

// save writes one change and sends it.
func (h *healing) save(r *rapid.T, p *phone) {
	scope, kind, set := h.person, "visit", map[string]any{"story": "x"}
	if rapid.Bool().Draw(r, "place") {
		scope, kind, set = "place", "barrier", map[string]any{"what": "x"}
	}
	c := p.next(scope, kind, h.newID(), set)
	h.written[p] = append(h.written[p], c)
	if reply := p.push(c); reply.Have != c.N || len(reply.Parked) > 0 {
		h.t.Fatalf("have %d of %d, parked %+v", reply.Have, c.N, reply.Parked)
	}
}

// heal lets every phone do what a phone does at a new epoch, in turns with the
// others: first all its pieces, from the oldest epoch on, then what it wrote itself.
func (h *healing) heal(r *rapid.T) {
	left := map[*phone][]brought{}
	for _, p := range h.phones {
		for _, s := range h.shelves[p] {
			left[p] = append(left[p], s.pieces()...)
		}
	}
	waiting := slices.Clone(h.phones)
	for len(waiting) > 0 {
		p := rapid.SampledFrom(waiting).Draw(r, "turn")
		if n := min(len(left[p]), rapid.IntRange(1, 4).Draw(r, "pieces")); n > 0 {
			p.relay(left[p][:n]...)
			left[p] = left[p][n:]
			continue
		}
		if reply := p.push(h.written[p]...); reply.Have != p.n || len(reply.Parked) > 0 {
			h.t.Fatalf("have %d of %d, parked %+v", reply.Have, p.n, reply.Parked)
		}
		h.shelves[p] = append(h.shelves[p], p.newShelf())
		waiting = slices.DeleteFunc(waiting, func(one *phone) bool { return one == p })
		if rapid.Bool().Draw(r, "goes on writing") {
			h.save(r, p)
		}
	}
}

func (h *healing) settled() {
	logged := map[string]int{}
	for _, scope := range []string{h.person, "place"} {
		must(h.t, 0, h.Log(scope, 0, func(l Logged) error {
			logged[fmt.Sprint(l.Device, "·", l.N)]++
			return nil
		}))
	}
	count := 0
	for _, p := range h.phones {
		for _, c := range h.written[p] {
			count++
			if times := logged[fmt.Sprint(p.id, "·", c.N)]; times != 1 {
				h.t.Fatalf("%d of %s is in the logs %d times", c.N, p.id, times)
			}
		}
	}
	if len(logged) != count {
		h.t.Fatalf("%d entries for %d changes", len(logged), count)
	}
	h.checkAll()
	if found := h.faults(); len(found) > 0 {
		h.t.Fatal(found)
	}
	reader := h.ben.reader()
	for reader.round(700) {
	}
	reader.agrees()
}
