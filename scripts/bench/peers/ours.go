package main

import (
	"os/exec"
	"path/filepath"
	"time"

	"alongside/scripts/phone"

	"github.com/valyala/fastjson"
)

// startOurs is the real binary as anybody would start it.
func (at places) startOurs(addr, store string, _ job) *exec.Cmd {
	return exec.Command(at.ours, "--addr", addr, "--data", store, "--links", filepath.Join(filepath.Dir(store), "links.json"))
}

// openOurs enrols a coach with a phone for each client and lets each write into a
// person's scope of its own; the fresh phone is a coach of the same team.
func openOurs(addr, dir string, j job) (session, error) {
	base := "http://" + addr
	if err := phone.Ready(base, 10*time.Second); err != nil {
		return nil, err
	}
	steward, err := phone.Found(base, filepath.Join(dir, "links.json"))
	if err != nil {
		return nil, err
	}
	return openPhones(j, steward.Coach, func(p *phone.Phone) (string, error) { return p.NewPerson(steward.Team) })
}

func (at places) startReference(addr, store string, _ job) *exec.Cmd {
	return exec.Command(at.reference, "-addr", addr, "-data", store)
}

// openReference speaks as our phones do to the server that only keeps and gives back.
func openReference(addr, _ string, j job) (session, error) {
	enrol := func() (*phone.Phone, error) { return phone.Enrol("http://"+addr, "anybody") }
	return openPhones(j, enrol, func(*phone.Phone) (string, error) { return "person:" + phone.NewID(), nil })
}

func openPhones(j job, enrol func() (*phone.Phone, error), scopeOf func(*phone.Phone) (string, error)) (session, error) {
	s := &httpSession{job: j}
	for i := range j.clients + 1 {
		p, err := enrol()
		if err != nil {
			return nil, err
		}
		rounds, err := packRounds(p, scopeOf, visits(i, j))
		if err != nil {
			return nil, err
		}
		s.sends = append(s.sends, func(b int) error { return p.SendPacked(rounds[b]) })
	}
	fresh, err := enrol()
	if err != nil {
		return nil, err
	}
	s.fetch = func() (int, error) { return pullRounds(fresh) }
	return s.warmed()
}

func packRounds(p *phone.Phone, scopeOf func(*phone.Phone) (string, error), batches [][]visit) ([]phone.Packed, error) {
	scope, err := scopeOf(p)
	if err != nil {
		return nil, err
	}
	rounds := make([]phone.Packed, len(batches))
	for b, batch := range batches {
		changes := make([]map[string]any, len(batch))
		for i, v := range batch {
			changes[i] = p.Change(scope, "visit", phone.NewID(), map[string]any{"set": v})
		}
		if rounds[b], err = p.Pack(changes); err != nil {
			return nil, err
		}
	}
	return rounds, nil
}

// pullRounds does what a fresh phone asks: round after round from nothing. It reads
// of each reply what it needs for the next, as the clients of the peers do.
func pullRounds(p *phone.Phone) (total int, err error) {
	cursors := map[string]uint64{}
	var parser fastjson.Parser
	for {
		var reply []byte
		err := p.Call("POST", "/v1/sync", map[string]any{
			"protocol": 1, "schema": 1, "device": p.Device,
			"push": map[string]any{"changes": []any{}},
			"pull": map[string]any{"cursors": cursors, "max_bytes": 262144},
		}, &reply)
		if err != nil {
			return total, err
		}
		got, err := parser.ParseBytes(reply)
		if err != nil {
			return total, err
		}
		for _, part := range got.GetArray("scopes") {
			cursors[string(part.GetStringBytes("scope"))] = part.GetUint64("to")
			total += len(part.GetArray("changes"))
		}
		if !got.GetBool("more") {
			return total, nil
		}
	}
}
