package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"alongside/schema"
	"alongside/server/store"
	"alongside/sync/hlc"
	"alongside/sync/wire"
)

// inTouchEvery is how often the invented phones have signal.
const inTouchEvery = 7 * 24 * time.Hour

// phone is the pseudo-device of one coach.
type phone struct {
	device  string
	clock   *hlc.Clock
	n       uint64
	waiting []*write
}

func newPhone(device string) *phone { return &phone{device: device, clock: hlc.NewClock(device)} }

// post carries the book to the store.
type post struct {
	ctx    context.Context
	store  *store.Store
	phones []*phone
	// begun names, for a scope whose first write still waits, the phone that has it.
	begun map[string]*phone
	known map[string]bool
}

// send takes the whole book through the store, phone by phone and week by week. The
// post can carry more afterwards.
func send(ctx context.Context, s *store.Store, b *book) (*post, error) {
	p := &post{ctx: ctx, store: s, begun: map[string]*phone{}, known: map[string]bool{}}
	round := b.start
	for _, w := range b.inOrder() {
		for !w.at.Before(round.Add(inTouchEvery)) {
			round = round.Add(inTouchEvery)
			if err := p.all(round); err != nil {
				return nil, err
			}
		}
		if err := p.take(w); err != nil {
			return nil, err
		}
	}
	return p, p.all(b.now)
}

// take puts a write into its coach's outbox. Where a colleague's phone still
// holds the beginning of the scope, that one is sent first.
func (p *post) take(w *write) error {
	mine := w.by.phone
	if first := p.begun[w.scope]; first != nil && first != mine {
		if err := p.flush(first, w.at); err != nil {
			return err
		}
	}
	if !p.known[w.scope] {
		p.known[w.scope], p.begun[w.scope] = true, mine
	}
	if mine.n == 0 && len(mine.waiting) == 0 {
		p.phones = append(p.phones, mine)
	}
	w.stamp = mine.clock.Tick(w.at.UnixMilli())
	mine.waiting = append(mine.waiting, w)
	return nil
}

func (p *post) all(at time.Time) error {
	for _, phone := range p.phones {
		if err := p.flush(phone, at); err != nil {
			return err
		}
	}
	return nil
}

// flush sends what one phone holds, as one round or a few.
func (p *post) flush(from *phone, at time.Time) error {
	for len(from.waiting) > 0 {
		batch := from.waiting[:min(len(from.waiting), wire.MaxChanges)]
		if err := p.round(from, batch, at); err != nil {
			return err
		}
		from.waiting = from.waiting[len(batch):]
		for _, w := range batch {
			if p.begun[w.scope] == from {
				delete(p.begun, w.scope)
			}
		}
	}
	return nil
}

func (p *post) round(from *phone, batch []*write, at time.Time) error {
	body, err := json.Marshal(from.request(batch))
	if err != nil {
		return err
	}
	request, fault := wire.DecodeRequest(body)
	if fault != nil {
		return fault
	}
	reply, err := p.store.SyncAt(p.ctx, at, from.device, request)
	if err != nil {
		return err
	}
	if len(reply.Parked) > 0 {
		refused := reply.Parked[0]
		return fmt.Errorf("change %d of %s was parked: %s %v", refused.N, from.device, refused.Code, refused.Errors)
	}
	return nil
}

type request struct {
	Protocol int    `json:"protocol"`
	Schema   int    `json:"schema"`
	Device   string `json:"device"`
	Push     struct {
		Changes []change `json:"changes"`
	} `json:"push"`
}

type change struct {
	N     uint64                         `json:"n"`
	Scope string                         `json:"scope"`
	Kind  string                         `json:"kind"`
	ID    string                         `json:"id"`
	At    hlc.Stamp                      `json:"at"`
	Set   fields                         `json:"set,omitempty"`
	Over  map[string][]string            `json:"over,omitempty"`
	Add   map[string][]string            `json:"add,omitempty"`
	Drop  map[string]map[string][]string `json:"drop,omitempty"`
}

func (p *phone) request(batch []*write) request {
	r := request{Protocol: wire.Protocol, Schema: schema.Version, Device: p.device}
	for _, w := range batch {
		p.n++
		r.Push.Changes = append(r.Push.Changes, w.change(p.n))
	}
	return r
}

func (w *write) change(n uint64) change {
	c := change{N: n, Scope: w.scope, Kind: w.kind, ID: w.id, At: w.stamp, Set: w.set, Add: w.add, Over: identities(w.over)}
	for field, members := range w.drop {
		if c.Drop == nil {
			c.Drop = map[string]map[string][]string{}
		}
		c.Drop[field] = identities(members)
	}
	return c
}

func identities(of map[string][]*write) map[string][]string {
	var named map[string][]string
	for name, writes := range of {
		if named == nil {
			named = map[string][]string{}
		}
		for _, w := range writes {
			named[name] = append(named[name], string(w.stamp))
		}
	}
	return named
}
