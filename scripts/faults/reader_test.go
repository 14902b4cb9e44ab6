package faults

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"alongside/scripts/phone"
	"alongside/sync/wire"
)

// logged is one change as it is pulled.
type logged struct {
	Seq, N     uint64
	Device, At string
	Kind, ID   string
	Set        map[string]any
	scope      string
}

// reader is a phone that pulls and keeps what it got. Whatever the server loses
// or changes of what was pulled before shows at the next pull: as a gap, or as a
// digest that is not the one of the changes.
type reader struct {
	*phone.Phone
	cursors map[string]uint64
	digests map[string]uint64
	log     map[string]map[uint64]logged // by device and number
}

func newReader(p *phone.Phone) *reader {
	p.Client.Timeout = 20 * time.Second
	return &reader{Phone: p, cursors: map[string]uint64{}, digests: map[string]uint64{}, log: map[string]map[uint64]logged{}}
}

// again is the same phone with nothing pulled yet.
func (r *reader) again() *reader { return newReader(r.Phone) }

// pull fetches everything new.
func (r *reader) pull(t testing.TB) {
	t.Helper()
	for more := true; more; {
		got, err := r.Round(nil, r.cursors)
		if phone.StatusOf(err) == 401 {
			check(t, r.SignIn())
			continue
		}
		check(t, err)
		for i := range got.Scopes {
			r.take(t, &got.Scopes[i])
		}
		more = got.More
	}
}

func (r *reader) take(t testing.TB, part *phone.Part) {
	t.Helper()
	at := r.cursors[part.Scope]
	if part.From != at+1 || part.To != at+uint64(len(part.Changes)) || part.Head < part.To {
		t.Fatalf("%s: pulled %d so far, and %d to %d of %d come with %d changes",
			part.Scope, at, part.From, part.To, part.Head, len(part.Changes))
	}
	for _, text := range part.Changes {
		var c logged
		check(t, json.Unmarshal(text, &c))
		at++
		if c.Seq != at {
			t.Fatalf("%s: entry %d comes where %d should", part.Scope, c.Seq, at)
		}
		c.scope = part.Scope
		r.digests[part.Scope] = wire.DigestAdd(r.digests[part.Scope], c.Device, c.N, c.At)
		r.keep(t, c)
	}
	r.cursors[part.Scope] = at
	if sum := wire.DigestHex(r.digests[part.Scope]); sum != part.Digest {
		t.Fatalf("%s up to %d: the changes have the digest %s and the server says %s", part.Scope, at, sum, part.Digest)
	}
}

func (r *reader) keep(t testing.TB, c logged) {
	t.Helper()
	if r.log[c.Device] == nil {
		r.log[c.Device] = map[uint64]logged{}
	}
	if _, twice := r.log[c.Device][c.N]; twice {
		t.Errorf("change %d of %s came twice", c.N, c.Device)
	}
	r.log[c.Device][c.N] = c
}

// has holds what was pulled against what a writer wrote: every change that was
// acknowledged and not parked is there, as it was written, and nothing else is.
func (r *reader) has(t testing.TB, w *writer) {
	t.Helper()
	w.Lock()
	defer w.Unlock()
	mine := r.log[w.Device]
	for i, written := range w.written {
		n := uint64(i + 1)
		got, there := mine[n]
		parked := strings.HasPrefix(w.outcomes[n], "parked")
		switch {
		case n <= w.acked && !there && !parked:
			t.Errorf("change %d of %s was acknowledged and is lost", n, w.Device)
		case there && parked:
			t.Errorf("change %d of %s was parked and is in the log", n, w.Device)
		case there && !sameChange(got, written):
			t.Errorf("change %d of %s was written as %v and came as %+v", n, w.Device, written, got)
		}
	}
	if most := len(w.written); len(mine) > most {
		t.Errorf("%s wrote %d changes and %d came", w.Device, most, len(mine))
	}
}

func sameChange(got logged, written map[string]any) bool {
	return got.scope == written["scope"] && got.Kind == written["kind"] && got.ID == written["id"] &&
		reflect.DeepEqual(got.Set, written["set"])
}
