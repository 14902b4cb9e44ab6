package api

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"alongside/sync/hlc"
)

// write is one change of a phone's own, made now.
func (p *phone) write(n int, scope, kind, id string, set m) m {
	return m{"n": n, "scope": scope, "kind": kind, "id": id, "set": set,
		"at": string(hlc.Make(time.Now().UnixMilli(), uint16(n), p.id))}
}

// round does one round and returns its answer, which must be 200.
func (p *phone) round(cursors m, changes ...m) m {
	p.bed.t.Helper()
	got := p.bed.call("POST", "/v1/sync", p.token, m{"protocol": 1, "schema": 1, "device": p.id,
		"push": m{"changes": changes}, "pull": m{"cursors": cursors}})
	if got.status != http.StatusOK {
		p.bed.t.Fatalf("round: %v", got)
	}
	return got.object()
}

func TestTwoPhonesShareATeam(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	scope := "team:" + b.teams[0].ID
	id := newID()
	sent := coach.round(m{}, coach.write(1, scope, "pot", id, m{"name": "Café & <b>bus</b>"}))
	if sent["have"] != 1.0 || len(sent["parked"].([]any)) != 0 {
		t.Fatalf("sent: %v", sent)
	}
	text, err := json.Marshal(peer.round(m{}))
	must(t, err)
	if !strings.Contains(string(text), id) {
		t.Errorf("the peer does not have it: %s", text)
	}
	b.saysNothing("Café", scope)
}

func TestRepliesAreWrittenPlainly(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	scope := "team:" + b.teams[0].ID
	var changes []m
	for n := 1; n <= 40; n++ {
		changes = append(changes, coach.write(n, scope, "pot", newID(), m{"name": "Café & <b>bus</b>"}))
	}
	coach.round(m{}, changes...)
	ask := m{"protocol": 1, "device": coach.id, "pull": m{"cursors": m{}}}
	plain := b.call("POST", "/v1/sync", coach.token, ask)
	if !bytes.Contains(plain.body, []byte("Café & <b>bus</b>")) {
		t.Errorf("escaped: %.300s", plain.body)
	}
	data, err := json.Marshal(ask)
	must(t, err)
	packed := b.send("POST", "/v1/sync", coach.token, "application/json", data, "Accept-Encoding", "br, gzip")
	if packed.header.Get("Content-Encoding") != "gzip" || len(packed.body) > len(plain.body)/4 {
		t.Fatalf("packed: %v, %d of %d bytes", packed.header, len(packed.body), len(plain.body))
	}
	reader, err := gzip.NewReader(bytes.NewReader(packed.body))
	must(t, err)
	unpacked, err := io.ReadAll(reader)
	must(t, err)
	if !bytes.Equal(unpacked, plain.body) {
		t.Errorf("unpacked to %.300s", unpacked)
	}
	refused := b.send("POST", "/v1/sync", coach.token, "application/json", data, "Accept-Encoding", "gzip;q=0")
	if refused.header.Get("Content-Encoding") != "" {
		t.Errorf("packed although refused")
	}
}

func TestAForkIsTold(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	scope, id := "team:"+b.teams[0].ID, newID()
	coach.round(m{}, coach.write(1, scope, "pot", id, m{"name": "One"}))
	got := b.call("POST", "/v1/sync", coach.token, m{"protocol": 1, "device": coach.id,
		"push": m{"changes": []m{coach.write(1, scope, "pot", id, m{"name": "Two"})}}})
	if got.status != 409 || got.text("code") != "device_forked" || got.object()["n"] != 1.0 {
		t.Errorf("fork: %v", got)
	}
}

// listen opens an event stream and gives its lines until it ends.
func (p *phone) listen() (<-chan string, func()) {
	p.bed.t.Helper()
	request, err := http.NewRequest("GET", p.bed.base+"/v1/events", nil)
	must(p.bed.t, err)
	request.Header.Set("Authorization", "Bearer "+p.token)
	got, err := http.DefaultTransport.RoundTrip(request)
	must(p.bed.t, err)
	if got.StatusCode != 200 || got.Header.Get("Content-Type") != "text/event-stream" || got.Header.Get("Alongside-Time") == "" {
		p.bed.t.Fatalf("events: %d %v", got.StatusCode, got.Header)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(got.Body)
		for scanner.Scan() {
			if scanner.Text() != "" {
				lines <- scanner.Text()
			}
		}
	}()
	if first := p.bed.next(lines, 2*time.Second); !strings.HasPrefix(first, ":") {
		p.bed.t.Fatalf("the stream began with %q", first)
	}
	return lines, func() { got.Body.Close() }
}

// next waits for a line; "" is the end of the stream.
func (b *bed) next(lines <-chan string, within time.Duration) string {
	b.t.Helper()
	select {
	case line := <-lines:
		return line
	case <-time.After(within):
		b.t.Fatalf("nothing came within %v", within)
		return ""
	}
}

func TestEventsWithinASecond(t *testing.T) {
	b := newBed(t)
	coach, peer, other := b.phones["coach"], b.phones["peer"], b.phones["other"]
	heard, stop := peer.listen()
	defer stop()
	unheard, stopOther := other.listen()
	defer stopOther()
	scope := "team:" + b.teams[0].ID
	coach.round(m{}, coach.write(1, scope, "pot", newID(), m{"name": "Pot"}))
	if got, want := b.next(heard, time.Second), fmt.Sprintf(`data: {"head":1,"scope":%q}`, scope); got != want {
		t.Errorf("heard %q, want %q", got, want)
	}
	select {
	case line := <-unheard:
		t.Errorf("another team heard %q", line)
	case <-time.After(200 * time.Millisecond):
	}
}

func TestEventsEnd(t *testing.T) {
	b := newBed(t)
	peer, coach := b.phones["peer"], b.phones["coach"]
	heard, stop := peer.listen()
	defer stop()
	b.call("POST", "/v1/admin/devices/"+peer.id+"/revoke", b.phones["steward"].token, nil)
	if got := b.next(heard, time.Second); got != "" {
		t.Errorf("a revoked device heard %q", got)
	}
	var streams []<-chan string
	for range streamsOfOne + 1 {
		lines, stop := coach.listen()
		defer stop()
		streams = append(streams, lines)
	}
	if got := b.next(streams[0], time.Second); got != "" {
		t.Errorf("the first stream of too many heard %q", got)
	}
	b.server.stop()
	if got := b.next(streams[streamsOfOne], time.Second); got != "" {
		t.Errorf("a stopping server said %q", got)
	}
}

// TestEventsEndWithTheToken lets the server's clock stand just before expiry.
func TestEventsEndWithTheToken(t *testing.T) {
	b := newBed(t)
	b.server.Now = func() time.Time { return time.Now().Add(10*time.Minute - 2*time.Second) }
	lines, stop := b.phones["coach"].listen()
	defer stop()
	if got := b.next(lines, 4*time.Second); got != "" {
		t.Errorf("heard %q", got)
	}
}

// TestTendingACircle lets a coach leave a person alone, and a steward find them
// another coach.
func TestTendingACircle(t *testing.T) {
	b := newBed(t)
	steward, coach, peer := b.phones["steward"].token, b.phones["coach"], b.phones["peer"]
	id := newID()
	scope := "person:" + id
	coach.round(m{}, coach.write(1, scope, "person", id, m{"called": "Somebody"}))
	b.call("PATCH", "/v1/admin/members/"+coach.member, steward, m{"ended_on": time.Now().Format(time.DateOnly)})
	if left := b.call("GET", "/v1/admin/unattended", steward, nil); !bytes.Contains(left.body, []byte(scope)) {
		t.Errorf("unattended: %v", left)
	}
	body := m{"scope": scope, "member": peer.member}
	if got := b.call("POST", "/v1/admin/unattended", steward, body); got.status != 200 {
		t.Errorf("tending: %v", got)
	}
	if granted := fmt.Sprint(peer.round(m{})["granted"]); !strings.Contains(granted, scope) {
		t.Errorf("the new coach has %s", granted)
	}
	if got := b.call("POST", "/v1/admin/unattended", steward, body); got.status < 400 {
		t.Errorf("tending a circle that is attended: %v", got)
	}
}
