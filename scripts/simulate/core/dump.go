package main

import (
	"encoding/json"

	"alongside/server/place"
	"alongside/server/store"
	"alongside/sync/wire"
)

// dumped is all that the store holds, for the model to judge.
type dumped struct {
	Epoch   string                `json:"epoch"`
	Members []dumpedMember        `json:"members"`
	Devices map[string]dumpedHave `json:"devices"`
	Scopes  []dumpedScope         `json:"scopes"`
	Erased  []string              `json:"erased"`
}

type dumpedMember struct {
	place.Member
	Readable []string `json:"readable"` // as the store has it
}

type dumpedHave struct {
	Member  string `json:"member"`
	Have    uint64 `json:"have"`
	Revoked bool   `json:"revoked"`
}

type dumpedScope struct {
	Scope   string            `json:"scope"`
	Entries []dumpedEntry     `json:"entries"`
	Records []json.RawMessage `json:"records"`
}

// dumpedEntry is an entry with the moment at which it was received.
type dumpedEntry struct {
	seq      uint64
	kind, id string
	Received int64           `json:"received"`
	Entry    json.RawMessage `json:"entry"`
}

func (w *world) devices() (map[string]dumpedHave, error) {
	list, err := w.store.Devices(place.Host)
	out := map[string]dumpedHave{}
	for _, d := range list {
		out[d.ID] = dumpedHave{Member: d.Member, Have: d.Have, Revoked: d.Revoked}
	}
	return out, err
}

func (w *world) dump() (out dumped, err error) {
	out.Epoch, out.Scopes = w.store.Epoch(), []dumpedScope{}
	if out.Devices, err = w.devices(); err != nil {
		return out, err
	}
	members, err := w.store.Members(place.Host)
	if err != nil {
		return out, err
	}
	for _, m := range members {
		me, err := w.store.Me(m.ID)
		if err != nil {
			return out, err
		}
		out.Members = append(out.Members, dumpedMember{Member: m, Readable: me.Scopes})
	}
	scopes, err := w.store.Scopes()
	if err != nil {
		return out, err
	}
	out.Erased = []string{}
	for _, e := range w.ledger.Entries() {
		out.Erased = append(out.Erased, e.Scope)
	}
	for _, scope := range scopes {
		if w.ledger.Has(scope) {
			continue
		}
		one, err := w.dumpScope(scope)
		if err != nil {
			return out, err
		}
		out.Scopes = append(out.Scopes, one)
	}
	return out, nil
}

func (w *world) dumpScope(scope string) (dumpedScope, error) {
	out := dumpedScope{Scope: scope, Entries: []dumpedEntry{}, Records: []json.RawMessage{}}
	left := w.archive[scope]
	seen := map[[2]string]bool{}
	note := func(e dumpedEntry) error {
		out.Entries = append(out.Entries, e)
		if name := [2]string{e.kind, e.id}; !seen[name] {
			seen[name] = true
			r, _, err := w.store.Record(scope, e.kind, e.id)
			out.Records = append(out.Records, r.AppendJSON(nil))
			return err
		}
		return nil
	}
	first := true
	err := w.store.Log(scope, 1, func(l store.Logged) error {
		for i := 0; first && i < len(left) && left[i].seq < l.Seq; i++ {
			if err := note(left[i]); err != nil {
				return err
			}
		}
		first = false
		return note(dumpEntry(l))
	})
	return out, err
}

func dumpEntry(l store.Logged) dumpedEntry {
	c := l.Change
	e := wire.Entry{Seq: l.Seq, Device: l.Device, N: l.N, At: string(c.At), Scope: l.Scope,
		Content: wire.AppendContent(nil, c)}
	if c.Was != c.At {
		e.Was = string(c.Was)
	}
	return dumpedEntry{seq: l.Seq, kind: c.Kind, id: c.ID, Received: l.Received, Entry: wire.AppendEntry(nil, e)}
}
