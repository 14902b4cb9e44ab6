package store

import (
	"fmt"
	"testing"
	"time"

	"alongside/server/place"

	"pgregory.net/rapid"
)

// TestRandomHistories lets three phones with bad clocks write into shared scopes
// and send in any order, again and again, over starts of the store. Whatever
// happens, every acknowledged change is in its log once, or parked, and the store
// agrees with its logs.
func TestRandomHistories(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t, r, true)
		defer h.Close()
		steps := rapid.IntRange(3, 25).Draw(r, "steps")
		for range steps {
			h.step(r)
		}
		h.settleAll()
	})
}

type history struct {
	*world
	phones  []*phone
	written map[*phone][]sent // by n-1
	acked   map[*phone]uint64
	folded  map[string]int // changes that were in a log and were folded
	scopes  []string
	records []string
}

func newHistory(t *testing.T, r *rapid.T, onDisk bool) *history {
	h := &history{world: newWorld(t, onDisk), written: map[*phone][]sent{}, folded: map[string]int{}, acked: map[*phone]uint64{}}
	team := h.team(h.org("Harbour"), "North")
	for i := range 3 {
		h.phones = append(h.phones, h.enrol(h.member(fmt.Sprint("Coach ", i), place.Coach, team.ID)))
	}
	h.scopes = []string{"place", "team:" + team.ID, "person:" + h.newID(), "between:" + h.newID()}
	for range 3 {
		h.records = append(h.records, h.newID())
	}
	return h
}

func (h *history) step(r *rapid.T) {
	p := rapid.SampledFrom(h.phones).Draw(r, "phone")
	switch rapid.IntRange(0, 9).Draw(r, "step") {
	case 0:
		h.now = h.now.Add(time.Duration(rapid.IntRange(1, 100).Draw(r, "hours")) * time.Hour)
	case 1:
		h.reopen()
	case 2:
		h.compact(rapid.SampledFrom(h.scopes).Draw(r, "compacted"), uint64(rapid.IntRange(0, 20).Draw(r, "up to")))
	case 3, 4, 5:
		for range rapid.IntRange(1, 6).Draw(r, "writes") {
			h.written[p] = append(h.written[p], h.change(r, p))
			if skipped := h.written[p][len(h.written[p])-1].Through; skipped > 0 {
				for uint64(len(h.written[p])) < skipped {
					h.written[p] = append(h.written[p], sent{})
				}
			}
		}
	default:
		h.send(r, p)
	}
}

// compact folds a log and notes what leaves it.
func (h *history) compact(scope string, upTo uint64) {
	before := h.numbersIn(scope)
	if err := h.Compact(scope, upTo); codeOf(err) != place.NotFound {
		must(h.t, 0, err)
	}
	after := h.numbersIn(scope)
	for name, count := range before {
		h.folded[name] += count - after[name]
	}
}

// numbersIn counts the changes in a log by device and number.
func (h *history) numbersIn(scope string) map[string]int {
	logged := map[string]int{}
	must(h.t, 0, h.Log(scope, 0, func(l Logged) error {
		logged[fmt.Sprint(l.Device, l.N)]++
		return nil
	}))
	return logged
}

// change draws one of the things that a phone may send.
func (h *history) change(r *rapid.T, p *phone) sent {
	scope := rapid.SampledFrom(h.scopes).Draw(r, "scope")
	record := rapid.SampledFrom(h.records).Draw(r, "record")
	var c sent
	switch kind, _, _ := place.SplitScope(scope); {
	case rapid.IntRange(0, 12).Draw(r, "skip") == 0:
		return p.skip("undone", p.n+1+uint64(rapid.IntRange(0, 2).Draw(r, "more")))
	case kind == place.PlaceScope:
		c = p.next(scope, "barrier", record, map[string]any{"what": rapid.StringN(0, 9, 40).Draw(r, "words")})
	case kind == place.TeamScope:
		c = p.next(scope, "pot", record, map[string]any{"name": "tin"})
	case rapid.Bool().Draw(r, "fact"):
		c = p.next(scope, "known", record, map[string]any{"words": rapid.SampledFrom([]string{"a", "b"}).Draw(r, "fact words")})
	default:
		c = p.next(scope, string(kind), scope[len(kind)+1:], nil)
		other := place.MemberActor(rapid.SampledFrom(h.phones).Draw(r, "other").member.ID)
		if rapid.Bool().Draw(r, "add") {
			c.Add = map[string][]string{"circle": {other}}
		} else {
			c.Drop = map[string]map[string][]string{"circle": {other: {c.At}}}
		}
	}
	skew := rapid.SampledFrom([]time.Duration{0, 0, 0, time.Minute, -time.Hour, 24 * 365 * time.Hour}).Draw(r, "skew")
	if skew != 0 {
		c.At = sentAt(&phone{w: h.world, id: p.id, clock: p.clock}, skew, scope).At
	}
	return c
}

// send pushes some of what a phone has written, in any order, some of it again.
func (h *history) send(r *rapid.T, p *phone) {
	if len(h.written[p]) == 0 {
		return
	}
	var batch []sent
	for _, c := range rapid.SliceOfN(rapid.SampledFrom(h.written[p]), 1, 12).Draw(r, "batch") {
		if c.N != 0 {
			batch = append(batch, c)
		}
	}
	h.pushed(p, batch)
}

func (h *history) pushed(p *phone, batch []sent) {
	if len(batch) == 0 {
		return
	}
	reply := p.push(batch...)
	if reply.Have < h.acked[p] {
		h.t.Fatalf("have went back from %d to %d", h.acked[p], reply.Have)
	}
	h.acked[p] = reply.Have
}

// settleAll sends what is left, then looks for every change in the logs.
func (h *history) settleAll() {
	h.reopen()
	parked := map[string]bool{}
	for _, p := range h.phones {
		var all []sent
		for _, c := range h.written[p] {
			if c.N != 0 {
				all = append(all, c)
			}
		}
		h.pushed(p, all)
		if h.acked[p] != p.n {
			h.t.Fatalf("have %d of %d", h.acked[p], p.n)
		}
		for _, c := range p.push(all...).Parked {
			parked[fmt.Sprint(p.id, c.N)] = true
		}
	}
	h.checkAll()
	logged := h.folded
	for _, scope := range h.scopes {
		for name, count := range h.numbersIn(scope) {
			logged[name] += count
		}
	}
	for _, p := range h.phones {
		for _, c := range h.written[p] {
			name, want := fmt.Sprint(p.id, c.N), 1
			if parked[name] || c.N == 0 || c.Skip != "" {
				want = 0
			}
			if logged[name] != want {
				h.t.Fatalf("change %d is in the log %d times, wanted %d", c.N, logged[name], want)
			}
		}
	}
}
