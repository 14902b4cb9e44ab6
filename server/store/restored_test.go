package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"alongside/sync/wire"

	"github.com/dgraph-io/badger/v4"
)

// copied is the whole store as it is now.
func (w *world) copied() []byte {
	w.t.Helper()
	var out bytes.Buffer
	_, err := w.db.Backup(&out, 0)
	must(w.t, 0, err)
	return out.Bytes()
}

// restored puts a copy in the place of the store, as another history of it: a new
// epoch, and a new device of the server's own.
func (w *world) restored(copied []byte, alter ...func(*Options)) {
	w.t.Helper()
	options := w.opts
	for _, one := range alter {
		one(&options)
	}
	must(w.t, 0, w.Close())
	db, err := badger.Open(badgerOptions(w.t.TempDir(), options))
	must(w.t, db, err)
	must(w.t, 0, db.Load(bytes.NewReader(copied), 16))
	must(w.t, 0, db.Update(func(txn *badger.Txn) error {
		s := &Store{opts: options, db: db}
		v := view{store: s, txn: txn}
		former, err := v.formerEpochs()
		must(w.t, former, err)
		epoch, err := v.get(metaKey(epochFact))
		must(w.t, epoch, err)
		text, err := json.Marshal(append(former, string(epoch)))
		must(w.t, text, err)
		must(w.t, 0, txn.Set(metaKey(epochsFact), text))
		must(w.t, 0, txn.Set(metaKey(epochFact), []byte(s.newID())))
		return txn.Set(metaKey(serverFact), []byte(s.newID()))
	}))
	s, err := openOver(db, options)
	must(w.t, s, err)
	s.fatal = func(err error) { panic(err) }
	w.Store = s
}

// shelf is what a phone keeps of the logs that it pulled under one epoch.
type shelf struct {
	phone   *phone
	epoch   string
	cursors map[string]uint64
	points  map[string]map[uint64]sealedPoint // by scope and sequence number
	entries map[string][]json.RawMessage      // by scope, from 1
}

type sealedPoint struct {
	Digest string `json:"digest"`
	Seal   string `json:"seal"`
}

func (p *phone) newShelf() *shelf {
	return &shelf{phone: p, epoch: p.w.Epoch(), cursors: map[string]uint64{},
		points: map[string]map[uint64]sealedPoint{}, entries: map[string][]json.RawMessage{}}
}

// fill pulls to the end, maxBytes a round.
func (s *shelf) fill(maxBytes int) *shelf {
	s.phone.w.t.Helper()
	pages := map[string]any{}
	for more := true; more; {
		asked := map[string]any{"cursors": s.cursors, "max_bytes": maxBytes, "snapshots": pages}
		reply, err := s.phone.w.SyncAt(context.Background(), s.phone.w.now, s.phone.id, s.phone.request(asked))
		more = must(s.phone.w.t, reply, err).More
		for _, part := range reply.Scopes {
			s.cursors[part.Scope] = part.To
			if delete(pages, part.Scope); part.Snapshot != nil && part.Snapshot.Next != "" {
				pages[part.Scope] = map[string]any{"to": part.Snapshot.To, "next": part.Snapshot.Next}
			}
			if s.points[part.Scope] == nil {
				s.points[part.Scope] = map[uint64]sealedPoint{0: {Digest: wire.DigestHex(0)}}
			}
			if part.To > 0 {
				s.points[part.Scope][part.To] = sealedPoint{part.Digest, part.Seal}
			}
			for _, entry := range part.Changes {
				s.entries[part.Scope] = append(s.entries[part.Scope], wire.AppendEntry(nil, entry))
			}
		}
	}
	return s
}

// brought is a piece as a phone writes it.
type brought struct {
	Scope   string            `json:"scope"`
	Epoch   string            `json:"epoch"`
	From    uint64            `json:"from"`
	To      uint64            `json:"to"`
	Before  sealedPoint       `json:"before"`
	Digest  string            `json:"digest"`
	Seal    string            `json:"seal"`
	Changes []json.RawMessage `json:"changes"`
}

// piece is one stretch of what is on the shelf; both ends must have seals.
func (s *shelf) piece(scope string, from, to uint64) brought {
	before, beforeOK := s.points[scope][from-1]
	after, afterOK := s.points[scope][to]
	if !beforeOK || !afterOK {
		s.phone.w.t.Fatalf("no seal for %d..%d", from, to)
	}
	return brought{Scope: scope, Epoch: s.epoch, From: from, To: to, Before: before,
		Digest: after.Digest, Seal: after.Seal, Changes: slices.Clone(s.entries[scope][from-1 : to])}
}

// pieces are all there are of some scopes, of all where none is named.
func (s *shelf) pieces(scopes ...string) []brought {
	if len(scopes) == 0 {
		scopes = slices.Sorted(maps.Keys(s.points))
	}
	var out []brought
	for _, scope := range scopes {
		ends := slices.Sorted(maps.Keys(s.points[scope]))
		for i := 1; i < len(ends); i++ {
			out = append(out, s.piece(scope, ends[i-1]+1, ends[i]))
		}
	}
	return out
}

// tryRelay does one round that relays and says what became of each piece, "ok" or
// the code.
func (p *phone) tryRelay(pieces []brought, changes ...sent) (wire.Reply, []string) {
	p.w.t.Helper()
	body, err := json.Marshal(map[string]any{"protocol": 1, "device": p.id, "epoch": p.w.Epoch(),
		"push": map[string]any{"changes": changes, "relay": pieces}})
	must(p.w.t, body, err)
	req, fault := wire.DecodeRequest(body)
	if fault != nil {
		p.w.t.Fatal(fault, fault.Errors)
	}
	reply, err := p.w.SyncAt(context.Background(), p.w.now, p.id, req)
	must(p.w.t, reply, err)
	var said []string
	for _, r := range reply.Relayed {
		if r.OK {
			r.Code = "ok"
		}
		said = append(said, r.Code)
	}
	return reply, said
}

// relay hands pieces over that must all be taken.
func (p *phone) relay(pieces ...brought) wire.Reply {
	p.w.t.Helper()
	reply, said := p.tryRelay(pieces)
	for i, code := range said {
		if code != "ok" {
			p.w.t.Fatalf("piece %d: %+v", i, reply.Relayed[i])
		}
	}
	if len(said) != len(pieces) {
		p.w.t.Fatalf("%d of %d pieces were answered", len(said), len(pieces))
	}
	return reply
}

// logged lists a scope's log as "device·n·stamp", sorted.
func (w *world) logged(scope string) []string {
	w.t.Helper()
	var out []string
	must(w.t, 0, w.Log(scope, 0, func(l Logged) error {
		out = append(out, fmt.Sprint(l.Device, "·", l.N, "·", l.Change.At))
		return nil
	}))
	slices.Sort(out)
	return out
}
