package api

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"runtime/pprof"
	"slices"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
)

// inside counts the goroutines that have all of these in their stack trace.
func inside(words ...string) (count int) {
	var out bytes.Buffer
	_ = pprof.Lookup("goroutine").WriteTo(&out, 2)
	for stack := range strings.SplitSeq(out.String(), "\n\n") {
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(stack, word) }) {
			count++
		}
	}
	return count
}

// heldUp counts the streams whose listener takes no more: one goroutine waits for
// the connection, and one for it.
func heldUp() int {
	return min(inside("[IO wait", "poll.(*FD).Write("), inside("[select", "api.push(", "pipeConn).Write("))
}

// until waits for something that comes by itself.
func (b *bed) until(what string, within time.Duration, there func() bool) {
	b.t.Helper()
	for end := time.Now().Add(within); !there(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("%s: not within %v", what, within)
		}
	}
}

// deaf opens an event stream and never reads from it.
func (p *phone) deaf() net.Conn {
	p.bed.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.bed.base, "http://"))
	must(p.bed.t, err)
	must(p.bed.t, conn.(*net.TCPConn).SetReadBuffer(4096))
	_, err = fmt.Fprintf(conn, "GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n", p.token)
	must(p.bed.t, err)
	return conn
}

// tight gives connections hardly any room for what was not read yet.
type tight struct{ net.Listener }

func (l tight) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err == nil {
		err = conn.(*net.TCPConn).SetWriteBuffer(4096)
	}
	return conn, err
}

// crowded is a bed with many phones of one team, and many persons that it sees.
type crowded struct {
	*bed
	phones []*phone

	n int
}

func newCrowded(t *testing.T, phones int) *crowded {
	b := &crowded{bed: newBedOn(t, func(l net.Listener) net.Listener { return tight{l} })}
	for i := range phones {
		name := fmt.Sprint("crowd ", i)
		b.add(name, place.Coach, b.teams[0].ID)
		b.phones = append(b.phones, b.bed.phones[name])
	}
	return b
}

// move moves the logs of many persons, and that of the team at last.
func (b *crowded) move(scopes int) {
	b.t.Helper()
	coach := b.bed.phones["coach"]
	var changes []m
	for range scopes {
		b.n++
		id := newID()
		c := coach.write(b.n, "person:"+id, "person", id, m{"called": "Somebody"})
		c["add"] = m{"circle": []string{"team:" + b.teams[0].ID}}
		changes = append(changes, c)
	}
	coach.round(m{}, changes...)
}

// TestDeafListenersDelayNobody has some listeners who never read and hundreds who
// do: those hear everything, and all that served them is gone when they are.
func TestDeafListenersDelayNobody(t *testing.T) {
	b := newCrowded(t, 80)
	var deaf []net.Conn
	for _, p := range b.phones[:10] {
		deaf = append(deaf, p.deaf())
	}
	var streams []<-chan string
	var stops []func()
	for _, p := range b.phones[10:] {
		for range 3 {
			lines, stop := p.drained()
			streams, stops = append(streams, lines), append(stops, stop)
		}
	}
	for round := 0; heldUp() < len(deaf); round++ {
		if round == 30 {
			t.Fatal("the deaf listeners hold nothing up")
		}
		b.move(200)
	}
	b.n++
	place := b.bed.phones["coach"].write(b.n, "place", "barrier", newID(), m{"what": "No bus"})
	b.bed.phones["coach"].round(m{}, place)
	for i, lines := range streams {
		for {
			line := b.next(lines, 20*time.Second)
			if line == "" {
				t.Fatalf("stream %d ended", i)
			}
			if strings.Contains(line, `"scope":"place"`) {
				break
			}
		}
	}
	for _, stop := range stops {
		stop()
	}
	for _, conn := range deaf {
		conn.Close()
	}
	b.until("every stream has ended", 20*time.Second, func() bool {
		b.move(1) // a write or two tell the server that nobody is there
		return inside("api.stream(") == 0 && inside("store.(*watch).run") == 0
	})
}

// drained is a stream of which only what names the place is kept.
func (p *phone) drained() (<-chan string, func()) {
	all, stop := p.listen()
	kept := make(chan string, 8)
	go func() {
		defer close(kept)
		for line := range all {
			if strings.Contains(line, `"scope":"place"`) {
				kept <- line
			}
		}
	}()
	return kept, stop
}

// TestADeafListenerEndsWithTheToken and with the server, though a write to it is
// under way.
func TestADeafListenerEndsWithTheToken(t *testing.T) {
	for _, end := range []string{"token", "server"} {
		t.Run(end, func(t *testing.T) {
			b := newCrowded(t, 0)
			if end == "token" {
				b.server.Now = func() time.Time { return time.Now().Add(10*time.Minute - 8*time.Second) }
			}
			conn := b.bed.phones["peer"].deaf()
			defer conn.Close()
			for round := 0; heldUp() == 0; round++ {
				if round == 30 {
					t.Fatal("the deaf listener holds nothing up")
				}
				b.move(200)
			}
			b.server.Now = time.Now
			if end == "server" {
				within, cancel := context.WithTimeout(context.Background(), 10*time.Second)
				defer cancel()
				must(t, b.server.Shutdown(within))
			}
			b.until("its stream has ended", eventTime/2, func() bool { return inside("api.stream(") == 0 })
		})
	}
}
