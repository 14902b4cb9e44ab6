package store

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestRandomErasures lets two phones write about three people while some of them are
// erased, the store is closed and opened, folded, and restored from before, and what
// it lost relayed. At the end verify finds nothing, no word about the erased can be
// read from the files, and all that was written about the others is there.
func TestRandomErasures(t *testing.T) {
	histories := 0
	rapid.Check(t, func(r *rapid.T) {
		if histories++; histories > 25 {
			return // each opens a store on disk several times over
		}
		h := newErasing(t)
		defer h.Close()
		for range rapid.IntRange(5, 25).Draw(r, "steps") {
			h.step(r)
		}
		h.settled()
	})
}

type erasing struct {
	*ward
	people  []string
	between []string // about the person of the same place in people
	gone    map[string]bool
	written map[*phone][]sent
	shelves map[*phone][]*shelf
	kept    []byte // a snapshot
	ever    int    // words written
}

func newErasing(t *testing.T) *erasing {
	h := &erasing{ward: newWardIn(newWorld(t, true)), gone: map[string]bool{},
		written: map[*phone][]sent{}, shelves: map[*phone][]*shelf{}}
	for range 3 {
		person, between := "person:"+h.newID(), "between:"+h.newID()
		h.people, h.between = append(h.people, person), append(h.between, between)
		first := h.ada.next(person, "person", person[7:], map[string]any{"called": "Jo"})
		first.Add = map[string][]string{"circle": {h.actor(h.ben)}}
		second := h.ada.next(between, "between", between[8:], map[string]any{"about": person[7:]})
		second.Add = map[string][]string{"circle": {h.actor(h.ben)}}
		h.save(h.ada, first)
		h.save(h.ada, second)
	}
	for _, p := range []*phone{h.ada, h.ben} {
		h.shelves[p] = []*shelf{p.newShelf()}
	}
	h.snapshot()
	return h
}

func (h *erasing) save(p *phone, c sent) {
	h.written[p] = append(h.written[p], c)
	if reply := p.push(c); reply.Have != c.N || len(reply.Parked) > 0 != h.gone[c.Scope] {
		h.t.Fatalf("have %d of %d, parked %+v, erased %v", reply.Have, c.N, reply.Parked, h.gone[c.Scope])
	}
}

func (h *erasing) snapshot() {
	n := h.Snapshot()
	defer n.Release()
	var out bytes.Buffer
	must(h.t, 0, second(n.Write(h.t.Context(), &out)))
	h.kept = out.Bytes()
}

func (h *erasing) step(r *rapid.T) {
	p := rapid.SampledFrom([]*phone{h.ada, h.ben}).Draw(r, "phone")
	i := rapid.IntRange(0, len(h.people)-1).Draw(r, "person")
	switch rapid.IntRange(0, 11).Draw(r, "step") {
	case 0:
		h.gone[h.people[i]], h.gone[h.between[i]] = true, true
		is(h.t.(*testing.T), "scopes", len(h.erase(h.people[i]).Scopes), 2)
	case 1:
		h.reopen()
	case 2:
		h.snapshot()
	case 3:
		h.restore()
	case 4:
		must(h.t, 0, h.Compact(h.people[i], uint64(rapid.IntRange(0, 9).Draw(r, "up to"))))
	case 5, 6:
		h.shelves[p][len(h.shelves[p])-1].fill(rapid.SampledFrom([]int{1, 500, 1 << 20}).Draw(r, "bytes"))
	default:
		scope := rapid.SampledFrom([]string{h.people[i], h.between[i]}).Draw(r, "scope")
		h.ever++
		h.save(p, p.visit(scope, fmt.Sprintf("words %d about %s.", h.ever, h.people[i])))
	}
}

// restore puts back the snapshot, lets the phones relay what they hold, and send what
// they wrote.
func (h *erasing) restore() {
	dir := h.t.TempDir()
	must(h.t, 0, h.Close())
	l, err := NewLoader(dir, h.loaderOptions())
	must(h.t, l, err)
	must(h.t, 0, second(l.Load(h.t.Context(), bufio.NewReader(bytes.NewReader(h.kept)))))
	s, err := l.Finish()
	must(h.t, s, err)
	must(h.t, 0, s.Close())
	h.dir, h.ledger = dir, h.opts.Ledger
	h.open()
	for _, p := range []*phone{h.ada, h.ben} {
		for _, shelf := range h.shelves[p] {
			reply, said := p.tryRelay(shelf.pieces())
			for i, code := range said {
				if want := map[bool]string{true: "erased", false: "ok"}[h.gone[reply.Relayed[i].Scope]]; code != want {
					h.t.Fatalf("a piece was answered %s, not %s", code, want)
				}
			}
		}
		if reply := p.push(h.written[p]...); reply.Have != p.n {
			h.t.Fatalf("have %d of %d", reply.Have, p.n)
		}
		h.shelves[p] = append(h.shelves[p], p.newShelf())
	}
	h.snapshot()
}

func (h *erasing) loaderOptions() Options {
	opts := h.opts
	opts.keys = nil
	return opts
}

func (h *erasing) settled() {
	h.checkAll()
	if found := h.faults(); len(found) > 0 {
		h.t.Fatal(found)
	}
	must(h.t, 0, h.Close())
	found := recovered(h.t.(*testing.T), h.dir, h.master)
	for p, changes := range h.written {
		for _, c := range changes {
			words, _ := c.Set["story"].(string)
			if words == "" || strings.Contains(found, words) != h.gone[c.Scope] {
				continue
			}
			h.t.Fatalf("%q of %s is there: %v", words, p.id, !h.gone[c.Scope])
		}
	}
}
