package phone

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Reply is what a round answers, as far as it is read here.
type Reply struct {
	Epoch     string
	Have      uint64
	Stable    uint64
	More      bool
	Restamped []struct {
		N  uint64
		At string
	}
	Parked []struct {
		N    uint64
		Code string
	}
	Relayed []struct {
		Scope    string
		From, To uint64
		OK       bool
		Code     string
	}
	Scopes []Part
}

// Part is what a reply brings of one scope.
type Part struct {
	Scope          string
	From, To, Head uint64
	Digest, Seal   string
	Changes        []json.RawMessage
}

// Refused is an answer that is not 2xx.
type Refused struct {
	Status int
	Code   string // of the problem; empty where there is none
	Said   string
}

func (r *Refused) Error() string { return fmt.Sprintf("%d %s", r.Status, r.Said) }

func refused(answer *http.Response, body io.Reader) error {
	said, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	r := &Refused{Status: answer.StatusCode, Said: string(said)}
	var problem struct{ Code string }
	if json.Unmarshal(said, &problem) == nil {
		r.Code = problem.Code
	}
	return r
}

// StatusOf is the HTTP status of a refusal, 0 for every other error.
func StatusOf(err error) int {
	var r *Refused
	if errors.As(err, &r) {
		return r.Status
	}
	return 0
}

// NewPerson makes a person whom the team can see, and returns the scope.
func (p *Phone) NewPerson(team string) (string, error) {
	id := NewID()
	return "person:" + id, p.SendRound([]map[string]any{p.Change("person:"+id, "person", id, map[string]any{
		"set": map[string]any{"called": "Gwen"}, "add": map[string]any{"circle": []string{"member:" + p.Member, "team:" + team}},
	})})
}

// Change numbers and stamps the next change; parts hold what it says.
func (p *Phone) Change(scope, kind, id string, parts map[string]any) map[string]any {
	p.N++
	parts["n"], parts["scope"], parts["kind"], parts["id"] = p.N, scope, kind, id
	parts["at"] = fmt.Sprintf("%012x-%04x-%s", time.Now().UnixMilli(), p.N&0xffff, p.Device)
	return parts
}

// Push sends count small visits into scope as one batch and checks that all were taken.
func (p *Phone) Push(scope string, count int) error { return p.SendRound(p.Visits(scope, count)) }

// Visits are the next count small visits into scope.
func (p *Phone) Visits(scope string, count int) []map[string]any {
	changes := make([]map[string]any, count)
	for i := range changes {
		changes[i] = p.Change(scope, "visit", NewID(), map[string]any{
			"set": map[string]any{"on": "2026-11-02", "story": fmt.Sprintf("Walked to the allotment, number %d", p.N)},
		})
	}
	return changes
}

// Round pushes changes, and pulls what lies behind cursors unless they are nil.
func (p *Phone) Round(changes []map[string]any, cursors map[string]uint64) (got Reply, err error) {
	ask := map[string]any{"push": map[string]any{"changes": append([]map[string]any{}, changes...)}}
	if cursors != nil {
		ask["pull"] = map[string]any{"cursors": cursors, "max_bytes": 262144}
	}
	return p.Ask(ask)
}

// Ask does a round of which the caller says everything but who asks.
func (p *Phone) Ask(parts map[string]any) (got Reply, err error) {
	parts["protocol"], parts["schema"], parts["device"] = 1, 1, p.Device
	err = p.Call("POST", "/v1/sync", parts, &got)
	return got, err
}

// SendRound pushes changes and checks that all were taken.
func (p *Phone) SendRound(changes []map[string]any) error {
	round, err := p.Pack(changes)
	if err != nil {
		return err
	}
	return p.SendPacked(round)
}

// Packed is a push as it goes out, and how far the server has to be after it.
type Packed struct {
	body []byte
	upTo uint64
}

// Pack makes a push of the newest changes, to be sent later.
func (p *Phone) Pack(changes []map[string]any) (Packed, error) {
	body, err := pack(map[string]any{
		"protocol": 1, "schema": 1, "device": p.Device, "push": map[string]any{"changes": changes},
	})
	return Packed{body, p.N}, err
}

// SendPacked pushes and checks that all was taken.
func (p *Phone) SendPacked(packed Packed) error {
	var got Reply
	err := p.send("POST", "/v1/sync", packed.body, &got)
	if err == nil && (got.Have != packed.upTo || len(got.Parked) > 0) {
		err = fmt.Errorf("have %d of %d, parked: %v", got.Have, packed.upTo, got.Parked)
	}
	return err
}

// Pull fetches everything that the phone may read, from nothing, and counts it.
func (p *Phone) Pull() (int, error) {
	cursors, total := map[string]uint64{}, 0
	for {
		got, err := p.Round(nil, cursors)
		if err != nil {
			return total, err
		}
		for _, part := range got.Scopes {
			cursors[part.Scope] = part.To
			total += len(part.Changes)
		}
		if !got.More {
			return total, nil
		}
	}
}
