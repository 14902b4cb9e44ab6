package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"alongside/sync/hlc"
)

// at stamps a change so long after the moment given.
func (p *phone) at(c m, begun time.Time, later time.Duration) m {
	c["at"] = string(hlc.Make(begun.Add(later).UnixMilli(), 0, p.id))
	return c
}

// parkedOf lists what a round parked, as "n:code".
func parkedOf(round map[string]any) string {
	var out []string
	for _, parked := range round["parked"].([]any) {
		p := parked.(map[string]any)
		out = append(out, fmt.Sprint(p["n"], ":", p["code"]))
	}
	return strings.Join(out, " ")
}

// addOf is the identity of the add by which a circle holds an actor.
func (p *phone) addOf(scope, actor string) string {
	p.bed.t.Helper()
	for _, e := range p.pulled(scope) {
		add, _ := e["add"].(map[string]any)
		if circle, _ := add["circle"].([]any); strings.Contains(fmt.Sprint(circle), actor) {
			return e["at"].(string)
		}
	}
	p.bed.t.Fatalf("nobody added %s", actor)
	return ""
}

// pulled is the whole log of a scope as the phone gets it.
func (p *phone) pulled(scope string) (entries []map[string]any) {
	for _, part := range p.round(m{})["scopes"].([]any) {
		part := part.(map[string]any)
		if part["scope"] != scope {
			continue
		}
		for _, e := range part["changes"].([]any) {
			entries = append(entries, e.(map[string]any))
		}
	}
	return entries
}

// shared makes a person, two minutes ago, whom both coaches of a team see.
func (b *bed) shared() (scope, id string) {
	id = newID()
	scope = "person:" + id
	coach := b.phones["coach"]
	c := coach.at(coach.write(1, scope, "person", id, m{"called": "Somebody"}), time.Now(), -2*time.Minute)
	c["add"] = m{"circle": []string{"member:" + b.phones["coach"].member, "member:" + b.phones["peer"].member}}
	if parked := parkedOf(coach.round(m{}, c)); parked != "" {
		b.t.Fatal(parked)
	}
	return scope, id
}

func (p *phone) dropping(n int, scope, id string, actors ...string) m {
	drop := m{}
	for _, actor := range actors {
		drop[actor] = []string{p.addOf(scope, actor)}
	}
	return m{"n": n, "scope": scope, "kind": "person", "id": id, "drop": m{"circle": drop},
		"at": string(hlc.Make(time.Now().UnixMilli(), 0, p.id))}
}

// TestCoachesWhoDropEachOther has both written before either was sent.
func TestCoachesWhoDropEachOther(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	scope, id := b.shared()
	first := coach.dropping(2, scope, id, "member:"+peer.member)
	second := peer.dropping(1, scope, id, "member:"+coach.member)
	if parked := parkedOf(coach.round(m{}, first)); parked != "" {
		t.Errorf("the first: %s", parked)
	}
	// The peer was dropped a moment before their own drop was written.
	late := peer.round(m{}, peer.at(second, time.Now(), time.Second))
	if parked := parkedOf(late); parked != "1:scope_denied" {
		t.Errorf("the second, written later: %q", parked)
	}
	if len(coach.pulled(scope)) == 0 || len(peer.pulled(scope)) > 0 {
		t.Error("the first coach should have stayed, alone")
	}
	both := coach.dropping(3, scope, id, "member:"+coach.member)
	if parked := parkedOf(coach.round(m{}, both)); parked != "3:last_in_circle" {
		t.Errorf("the last: %q", parked)
	}
}

func TestTheSecondToDropTheOtherStays(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	scope, id := b.shared()
	begun := time.Now()
	first := coach.at(coach.dropping(2, scope, id, "member:"+peer.member), begun, 20*time.Second)
	second := peer.at(peer.dropping(1, scope, id, "member:"+coach.member), begun, 10*time.Second)
	coach.round(m{}, first)
	said := peer.round(m{}, second)
	if parked := parkedOf(said); parked != "1:last_in_circle" {
		t.Errorf("written in time, sent second: %q", parked)
	}
	if len(coach.pulled(scope)) == 0 {
		t.Error("nobody is left in the circle")
	}
}

// TestGrantsThatEnded sends, after a coach was dropped, what they wrote before
// that moment and what they wrote after it.
func TestGrantsThatEnded(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	scope, id := b.shared()
	now := time.Now()
	coach.round(m{}, coach.at(coach.dropping(2, scope, id, "member:"+peer.member), now, -60*time.Second))
	before := peer.at(peer.write(1, scope, "visit", newID(), m{"story": "Before"}), now, -90*time.Second)
	after := peer.at(peer.write(2, scope, "visit", newID(), m{"story": "After"}), now, -30*time.Second)
	said := peer.round(m{scope: 1}, before, after)
	if parked := parkedOf(said); parked != "2:scope_denied" || said["have"] != 2.0 {
		t.Errorf("parked %q, have %v", parked, said["have"])
	}
	if dropped := fmt.Sprint(said["dropped"]); dropped != "["+scope+"]" {
		t.Errorf("dropped %s", dropped)
	}
	text, err := json.Marshal(coach.pulled(scope))
	must(t, err)
	if !strings.Contains(string(text), "Before") || strings.Contains(string(text), "After") {
		t.Errorf("the log: %s", text)
	}
	// This round pushes nothing, so it is a contact: what claims to be older now is not believed.
	peer.round(m{})
	older := peer.at(peer.write(3, scope, "visit", newID(), m{"story": "Older"}), now, -80*time.Second)
	if parked := parkedOf(peer.round(m{}, older)); parked != "3:scope_denied" {
		t.Errorf("after a contact: %q", parked)
	}
}

// TestNewerSchemasPassUntouched lets a newer app write kinds and fields that the
// server has never heard of, with all four parts.
func TestNewerSchemasPassUntouched(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	scope, _ := b.shared()
	named := string(hlc.Make(5, 0, peer.id))
	parts := m{"set": m{"mood": []any{1.0, m{"deep": nil}}, "story": "Known"},
		"over": m{"mood": []any{named}}, "add": m{"colours": []any{"red"}}, "drop": m{"colours": m{"blue": []any{named}}}}
	change := func(n int, kind string) m {
		c := coach.write(n, scope, kind, newID(), nil)
		for name, part := range parts {
			c[name] = part
		}
		return c
	}
	ask := m{"protocol": 1, "schema": 99, "device": coach.id,
		"push": m{"changes": []m{change(2, "visit"), change(3, "opinion")}}, "pull": m{"cursors": m{}}}
	got := b.call("POST", "/v1/sync", coach.token, ask)
	if got.status != http.StatusOK || parkedOf(got.object()) != "" {
		t.Fatal(got)
	}
	passed := 0
	for _, e := range peer.pulled(scope) {
		if e["kind"] != "visit" && e["kind"] != "opinion" {
			continue
		}
		passed++
		for name, part := range parts {
			if fmt.Sprint(e[name]) != fmt.Sprint(part) {
				t.Errorf("%s: %s became %v, was %v", e["kind"], name, e[name], part)
			}
		}
	}
	if passed != 2 {
		t.Errorf("%d of 2 changes were passed on", passed)
	}
	if parked := parkedOf(coach.round(m{}, change(4, "opinion"))); parked != "4:invalid" {
		t.Errorf("from an app that should know: %q", parked)
	}
}
