package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"alongside/server/erasures"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/sync/hlc"
	"alongside/sync/wire"

	"github.com/rs/zerolog"
)

// world is a store with people in it, and a clock that tests set.
type world struct {
	*Store
	t      testing.TB
	dir    string
	now    time.Time
	master seal.Master
	// memTable and minFree are those of Options.
	memTable int64
	minFree  uint64
	ledger   *erasures.Ledger // nil for the one beside dir
}

var testStart = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func newWorld(t testing.TB, onDisk bool) *world {
	t.Helper()
	master, err := seal.NewMaster(bytes.Repeat([]byte{3}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, now: testStart, master: master}
	if onDisk {
		w.dir = t.TempDir()
	}
	w.open()
	t.Cleanup(func() { w.Close() })
	return w
}

func (w *world) open() {
	w.t.Helper()
	if err := w.tryOpen(); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) tryOpen() error {
	s, err := Open(w.dir, Options{Master: w.master, Now: func() time.Time { return w.now },
		Log: zerolog.Nop(), InMemory: w.dir == "", MemTable: w.memTable, MinFree: w.minFree, Ledger: w.ledger})
	if err == nil {
		s.fatal = func(err error) { panic(err) }
		w.Store = s
	}
	return err
}

func (w *world) reopen() {
	w.t.Helper()
	if err := w.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.open()
}

func (w *world) org(name string) place.Org {
	w.t.Helper()
	org, err := w.CreateOrg(place.Host, name)
	return must(w.t, org, err)
}

func (w *world) team(org place.Org, name string) place.Team {
	w.t.Helper()
	team, err := w.CreateTeam(place.Host, org.ID, name)
	return must(w.t, team, err)
}

func (w *world) member(name string, role place.Role, teams ...string) place.Member {
	w.t.Helper()
	m, err := w.CreateMember(place.Host, name, role, teams)
	return must(w.t, m, err)
}

// enrol gives a member a device by an invite of the host's.
func (w *world) enrol(m place.Member) *phone {
	w.t.Helper()
	invite, err := w.CreateInvite(place.Host, m.ID)
	must(w.t, invite, err)
	enrolled, err := w.Enrol(invite.Code, "phone", newKey(w.t))
	must(w.t, enrolled, err)
	return &phone{w: w, id: enrolled.Device, member: m, clock: hlc.NewClock(enrolled.Device)}
}

func (w *world) as(m place.Member) place.Actor { return w.Store.directory.Load().actor(m.ID) }

func must[T any](t testing.TB, value T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func newKey(t testing.TB) place.Key {
	public, _, err := ed25519.GenerateKey(rand.Reader)
	must(t, public, err)
	return place.Key{Kty: "OKP", Crv: "Ed25519", X: base64.RawURLEncoding.EncodeToString(public)}
}

func codeOf(err error) place.Code {
	var refusal *place.Error
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	if err != nil {
		return "?" + place.Code(err.Error())
	}
	return ""
}

// phone is a device that numbers and stamps its changes.
type phone struct {
	w      *world
	id     string
	member place.Member
	clock  *hlc.Clock
	n      uint64
}

// sent is a change as a phone writes it.
type sent struct {
	N       uint64                         `json:"n"`
	Scope   string                         `json:"scope,omitempty"`
	Kind    string                         `json:"kind,omitempty"`
	ID      string                         `json:"id,omitempty"`
	At      string                         `json:"at,omitempty"`
	Set     map[string]any                 `json:"set,omitempty"`
	Over    map[string][]string            `json:"over,omitempty"`
	Add     map[string][]string            `json:"add,omitempty"`
	Drop    map[string]map[string][]string `json:"drop,omitempty"`
	Skip    string                         `json:"skip,omitempty"`
	Through uint64                         `json:"through,omitempty"`
}

// next makes the phone's next change, a note of one sentence.
func (p *phone) next(scope, kind, id string, set map[string]any) sent {
	p.n++
	at := p.clock.Tick(p.w.now.UnixMilli())
	return sent{N: p.n, Scope: scope, Kind: kind, ID: id, At: string(at), Set: set}
}

func (p *phone) visit(scope, story string) sent {
	return p.next(scope, "visit", p.w.newID(), map[string]any{"story": story})
}

func (p *phone) skip(reason string, through uint64) sent {
	p.n++
	out := sent{N: p.n, Skip: reason, Through: through}
	p.n = max(p.n, through)
	return out
}

// request builds a round the way it comes in from outside.
func (p *phone) request(pull map[string]any, changes ...sent) wire.Request {
	p.w.t.Helper()
	round := map[string]any{"protocol": 1, "device": p.id, "epoch": p.w.Epoch(), "push": map[string]any{"changes": changes}}
	if pull != nil {
		round["pull"] = pull
	}
	body, err := json.Marshal(round)
	must(p.w.t, body, err)
	req, fault := wire.DecodeRequest(body)
	if fault != nil {
		p.w.t.Fatal(fault, fault.Errors)
	}
	return req
}

func (p *phone) try(changes ...sent) (wire.Reply, error) {
	return p.w.SyncAt(context.Background(), p.w.now, p.id, p.request(nil, changes...))
}

func (p *phone) push(changes ...sent) wire.Reply {
	p.w.t.Helper()
	reply, err := p.try(changes...)
	return must(p.w.t, reply, err)
}

// pull asks once, with the cursors given, for at most maxBytes (0 for any).
func (p *phone) pull(cursors map[string]uint64, maxBytes int) wire.Reply {
	p.w.t.Helper()
	if cursors == nil {
		cursors = map[string]uint64{}
	}
	reply, err := p.w.SyncAt(context.Background(), p.w.now, p.id,
		p.request(map[string]any{"cursors": cursors, "max_bytes": maxBytes}))
	return must(p.w.t, reply, err)
}

// codes lists what a reply parked, as "n:code".
func codes(reply wire.Reply) []string {
	var out []string
	for _, parked := range reply.Parked {
		out = append(out, fmt.Sprintf("%d:%s", parked.N, parked.Code))
	}
	return out
}

// partOf finds the part of one scope.
func partOf(reply wire.Reply, scope string) (wire.ScopePart, bool) {
	for _, part := range reply.Scopes {
		if part.Scope == scope {
			return part, true
		}
	}
	return wire.ScopePart{}, false
}
