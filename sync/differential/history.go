package main

import (
	"math/rand/v2"

	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

const (
	kind   = "note"
	record = "01hzzzzzzzzzzzzzzzzzzzzzz1"
	start  = int64(1_800_000_000_000)
	year   = int64(365 * 24 * 3600 * 1000)
)

var older = merge.Rules{kind: {
	"on": merge.Latest, "words": merge.Versions, "tags": merge.Set, "fact": merge.Once,
}}

// rules know three fields more than older, and still not the one called constructor.
var rules = merge.Rules{kind: {
	"on": merge.Latest, "words": merge.Versions, "tags": merge.Set, "fact": merge.Once,
	"colour": merge.Latest, "letters": merge.Versions, "marks": merge.Set,
}}

var devices = []string{
	"01arz3ndektsv4rrffq69g5fav", "01bx5zzkbkactav9wevgemmvrz", "0192f3a4-b5c6-7abc-8def-0123456789ab",
}

// texts are words that Go and JavaScript sort, escape or store differently.
var texts = []string{
	"", "a", "b", "ab", "é", "e\u0301", "😀", "\ufffd", "\uffee", "a\x00b", "\u2028", "__proto__", "constructor",
	"</script>", "\"\\\n", "\u202e", "𐀀",
}

// phone is one device: its clock, and what it has heard of.
type phone struct {
	device string
	clock  *hlc.Clock
	skew   int64
	n      uint64
	shows  merge.Record
}

// history is a log in the making.
type history struct {
	rnd     *rand.Rand
	phones  []*phone
	entries []wire.Entry
	ids     []string
	last    hlc.Stamp
	now     int64
}

func newHistory(rnd *rand.Rand) *history {
	h := &history{rnd: rnd, now: start}
	for _, device := range devices {
		skew := []int64{0, 0, -year, 3 * year}[rnd.IntN(4)]
		h.phones = append(h.phones, &phone{
			device: device, clock: hlc.NewClock(device), skew: skew,
			shows: merge.Record{Kind: kind, ID: record},
		})
	}
	for range 1 + rnd.IntN(25) {
		h.step(h.phones[rnd.IntN(len(h.phones))])
	}
	return h
}

// step lets a phone hear of some entries and write one change, which the server
// puts right where the phone's clock is wrong.
func (h *history) step(p *phone) {
	for _, e := range h.entries {
		if h.rnd.IntN(2) == 0 {
			p.clock.See(hlc.Stamp(e.At))
			merge.Apply(rules, &p.shows, changeOf(e))
		}
	}
	h.now += h.rnd.Int64N(3)
	p.n++
	id := p.clock.Tick(h.now + p.skew)
	if h.rnd.IntN(20) == 0 && len(h.ids) > 0 {
		id = hlc.Stamp(h.ids[h.rnd.IntN(len(h.ids))])
	}
	e := wire.Entry{
		Seq: uint64(len(h.entries) + 1), Device: p.device, N: p.n, At: string(id), Scope: "place",
		Kind: kind, ID: record, Set: map[string]any{}, Over: map[string][]string{},
		Add: map[string][]string{}, Drop: map[string]map[string][]string{},
	}
	if id.MS() > h.now+300_000 || h.rnd.IntN(6) == 0 {
		h.last = hlc.Next(h.last, h.now, p.device)
		e.At, e.Was = string(h.last), string(id)
	}
	h.last = max(h.last, hlc.Stamp(e.At))
	for range 1 + h.rnd.IntN(3) {
		h.write(p, &e)
	}
	h.ids = append(h.ids, string(id))
	h.entries = append(h.entries, e)
	merge.Apply(rules, &p.shows, changeOf(e))
}

// write adds a write to one field. A field may get parts that its rule has no
// use for.
func (h *history) write(p *phone, e *wire.Entry) {
	switch field := h.pick([]string{"on", "fact", "words", "words", "tags", "tags", "colour", "letters", "marks", "constructor"}); field {
	case "on", "fact", "colour":
		e.Set[field] = h.value(0)
	case "words", "letters":
		e.Set[field] = h.pick(texts)
		e.Over[field] = h.seen(p, field)
	case "tags", "marks":
		h.member(p, e, field)
	default:
		e.Set[field] = h.value(0)
		e.Over[field] = h.someIDs()
		h.member(p, e, field)
	}
}

func (h *history) member(p *phone, e *wire.Entry, field string) {
	member := h.pick(texts)
	if h.rnd.IntN(5) < 3 {
		e.Add[field] = append(e.Add[field], member)
		return
	}
	if members := p.shows.Members(field); len(members) > 0 && h.rnd.IntN(3) > 0 {
		member = h.pick(members)
	}
	ids := h.someIDs()
	for _, a := range p.shows.Adds(field, member) {
		ids = append(ids, string(a.ID))
	}
	if e.Drop[field] == nil {
		e.Drop[field] = map[string][]string{}
	}
	e.Drop[field][member] = ids
}

// seen names what the phone shows, and now and then anything else.
func (h *history) seen(p *phone, field string) []string {
	ids := h.someIDs()
	for _, v := range p.shows.Versions(field) {
		ids = append(ids, string(v.ID))
	}
	return ids
}

// someIDs names a few identities, some of which come later or never.
func (h *history) someIDs() []string {
	ids := []string{}
	if h.rnd.IntN(4) > 0 {
		return ids
	}
	for range h.rnd.IntN(3) {
		if len(h.ids) > 0 && h.rnd.IntN(2) == 0 {
			ids = append(ids, h.pick(h.ids))
		} else {
			ids = append(ids, string(hlc.Make(h.now+h.rnd.Int64N(4), 0, h.pick(devices))))
		}
	}
	return ids
}

func (h *history) value(depth int) any {
	switch h.rnd.IntN(8) {
	case 0:
		return nil
	case 1:
		return h.rnd.IntN(2) == 0
	case 2:
		return h.rnd.Int64N(1<<54-1) - (1<<53 - 1)
	case 3:
		return h.rnd.Int64N(20) - 10
	case 4:
		if depth < 3 {
			return []any{h.value(depth + 1), h.value(depth + 1)}
		}
	case 5:
		if depth < 3 {
			return map[string]any{h.pick(texts): h.value(depth + 1), h.pick(texts): h.value(depth + 1)}
		}
	}
	return h.pick(texts)
}

func (h *history) pick(list []string) string { return list[h.rnd.IntN(len(list))] }
