package faults

import (
	"context"
	crand "crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"alongside/scripts/phone"
)

const (
	mostInBatch = 8
	mostInPush  = 400
)

// writer is a phone that goes on writing and sending whatever happens to the
// server: what was not acknowledged is sent again, as a phone does.
type writer struct {
	*phone.Phone
	scope string
	pause time.Duration // at most, between two rounds
	noise int           // random bytes in each story

	sync.Mutex
	written  []map[string]any // written[i] has the number i+1
	acked    uint64
	outcomes map[uint64]string // of numbers that were parked or restamped
	cut      int               // rounds that were sent and never answered
	refused  map[int]int       // by status
	renewed  int               // tokens fetched after a 401
	wrong    []error
}

// newWriter enrols a phone and writes the person whom it will visit.
func newWriter(t testing.TB, s *server) *writer {
	t.Helper()
	return writerOn(s.coach(), s.steward.Team)
}

// newWriterAt is one that reaches the server under another address.
func newWriterAt(t testing.TB, s *server, base string) *writer {
	t.Helper()
	w := newWriter(t, s)
	w.At(base)
	return w
}

func writerOn(p *phone.Phone, team string) *writer {
	p.Client.Timeout = 20 * time.Second
	w := &writer{Phone: p, pause: 10 * time.Millisecond, outcomes: map[uint64]string{}, refused: map[int]int{}}
	id := phone.NewID()
	w.scope = "person:" + id
	w.written = append(w.written, p.Change(w.scope, "person", id, map[string]any{
		"set": map[string]any{"called": "Gwen"}, "add": map[string]any{"circle": []string{"member:" + p.Member, "team:" + team}},
	}))
	return w
}

// write adds visits; some are parked and some have a stamp of tomorrow, so that
// there are outcomes to be told again.
func (w *writer) write(count int) {
	w.Lock()
	defer w.Unlock()
	for range count {
		n := len(w.written) + 1
		kind := "visit"
		if n%13 == 0 {
			kind = "nonsense"
		}
		c := w.Change(w.scope, kind, phone.NewID(), map[string]any{
			"set": map[string]any{"on": "2026-11-02", "story": fmt.Sprintf("Walked to the allotment, number %d%s", n, noisy(w.noise))},
		})
		if n%17 == 0 {
			c["at"] = fmt.Sprintf("%012x-%04x-%s", time.Now().Add(24*time.Hour).UnixMilli(), n&0xffff, w.Device)
		}
		w.written = append(w.written, c)
	}
}

// from is what a push holds that begins behind a number.
func (w *writer) from(after uint64) []map[string]any {
	w.Lock()
	defer w.Unlock()
	rest := w.written[min(after, uint64(len(w.written))):]
	return slices.Clone(rest[:min(len(rest), mostInPush)])
}

func (w *writer) Acked() uint64 {
	w.Lock()
	defer w.Unlock()
	return w.acked
}

// run writes and sends until ctx ends. Nothing but a refusal that no phone
// should ever get stops it before.
func (w *writer) run(ctx context.Context) {
	for ctx.Err() == nil {
		batch := w.from(w.Acked())
		if len(batch) == 0 {
			w.write(1 + rand.IntN(mostInBatch))
			continue
		}
		w.send(batch)
		time.Sleep(rand.N(w.pause + 1))
	}
}

// send pushes once and takes the answer, if one comes.
func (w *writer) send(batch []map[string]any) {
	got, err := w.Round(batch, nil)
	status := phone.StatusOf(err)
	w.Lock()
	if err == nil {
		w.take(&got)
	} else {
		w.failed(status, err)
	}
	w.Unlock()
	switch {
	case status == http.StatusUnauthorized:
		if w.SignIn() == nil {
			w.Lock()
			w.renewed++
			w.Unlock()
		}
	case err != nil:
		time.Sleep(10 * time.Millisecond)
	}
}

func (w *writer) take(got *phone.Reply) {
	if got.Have < w.acked {
		w.wrong = append(w.wrong, fmt.Errorf("%d changes were acknowledged, and now %d", w.acked, got.Have))
	}
	w.acked = max(w.acked, got.Have)
	for n, outcome := range outcomesOf(got) {
		if before, told := w.outcomes[n]; told && before != outcome {
			w.wrong = append(w.wrong, fmt.Errorf("change %d: %s, and now %s", n, before, outcome))
		}
		w.outcomes[n] = outcome
	}
}

func outcomesOf(got *phone.Reply) map[uint64]string {
	out := map[uint64]string{}
	for _, p := range got.Parked {
		out[p.N] = "parked " + p.Code
	}
	for _, r := range got.Restamped {
		out[r.N] = "restamped " + r.At
	}
	return out
}

func (w *writer) failed(status int, err error) {
	switch status {
	case 0:
		if !errors.Is(err, syscall.ECONNREFUSED) {
			w.cut++
		}
	case http.StatusUnauthorized, http.StatusServiceUnavailable, http.StatusInsufficientStorage:
		w.refused[status]++
	default:
		w.wrong = append(w.wrong, err)
	}
}

// drain sends what waits, without writing more, until all is acknowledged.
func (w *writer) drain(t testing.TB) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; {
		batch := w.from(w.Acked())
		if len(batch) == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("the queue is stuck behind change %d of %d: %v", w.Acked(), len(w.written), w.wrong)
		}
		w.send(batch)
	}
	for _, err := range w.wrong {
		t.Error(err)
	}
}

// replay sends everything once more and holds the answers against what was
// answered the first time.
func (w *writer) replay(t testing.TB) {
	t.Helper()
	for after := uint64(0); after < uint64(len(w.written)); after += mostInPush {
		batch := w.from(after)
		got, err := w.Round(batch, nil)
		if phone.StatusOf(err) == http.StatusUnauthorized {
			check(t, w.SignIn())
			got, err = w.Round(batch, nil)
		}
		check(t, err)
		if got.Have != uint64(len(w.written)) {
			t.Errorf("have %d of %d", got.Have, len(w.written))
		}
		told := outcomesOf(&got)
		for n := after + 1; n <= after+uint64(len(batch)); n++ {
			if told[n] != w.outcomes[n] {
				t.Errorf("change %d was %q at first and is %q when sent again", n, w.outcomes[n], told[n])
			}
		}
	}
}

// noisy are words that do not get shorter by packing.
func noisy(bytes int) string {
	raw := make([]byte, bytes)
	crand.Read(raw)
	return base64.StdEncoding.EncodeToString(raw)
}
