package faults

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"syscall"
	"testing"
	"time"

	"alongside/scripts/phone"
	"alongside/sync/wire"
)

// survivor is a phone that lives through restores: it keeps all that it wrote, says
// which history it knows, and sends again from where a new one ends.
type survivor struct {
	*phone.Phone
	scope   string
	written []map[string]any // written[i] has the number i+1

	epoch        string
	have, stable uint64
	back         uint64 // changes that were acknowledged, and that a restore took back
	restores     int    // that it noticed
	wrong        []error
}

func newSurvivor(t testing.TB, s *server) *survivor {
	t.Helper()
	w := writerOn(s.coach(), s.steward.Team)
	return &survivor{Phone: w.Phone, scope: w.scope, written: w.written}
}

func (s *survivor) write(count int) { s.written = append(s.written, s.Visits(s.scope, count)...) }

// round sends what the server lacks, and holds the answer against what was promised.
func (s *survivor) round() error {
	rest := s.written[min(s.have, uint64(len(s.written))):]
	got, err := s.Ask(map[string]any{"epoch": s.epoch, "push": map[string]any{"changes": rest[:min(len(rest), mostInPush)]}})
	if phone.StatusOf(err) == http.StatusUnauthorized {
		return s.SignIn()
	}
	if err != nil {
		return err
	}
	switch {
	case s.epoch != "" && got.Epoch != s.epoch:
		if got.Have < s.stable {
			s.wrong = append(s.wrong, fmt.Errorf("%d changes were stable, and a restore kept %d", s.stable, got.Have))
		}
		s.restores++
		s.back += s.have - min(s.have, got.Have)
	case got.Have < s.have || got.Stable < s.stable:
		s.wrong = append(s.wrong, fmt.Errorf("have went from %d to %d, stable from %d to %d", s.have, got.Have, s.stable, got.Stable))
	}
	if got.Stable > got.Have || len(got.Parked) > 0 {
		s.wrong = append(s.wrong, fmt.Errorf("stable %d, have %d, parked %v", got.Stable, got.Have, got.Parked))
	}
	s.epoch, s.have, s.stable = got.Epoch, got.Have, got.Stable
	return nil
}

// run writes and sends until ctx ends.
func (s *survivor) run(ctx context.Context) {
	for ctx.Err() == nil {
		if s.have == uint64(len(s.written)) {
			s.write(1 + rand.IntN(mostInBatch))
		}
		if err := s.round(); err != nil {
			if status := phone.StatusOf(err); status != 0 && status != http.StatusServiceUnavailable {
				s.wrong = append(s.wrong, err)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// until does rounds until one brings what is waited for.
func (s *survivor) until(t testing.TB, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; {
		if err := s.round(); err != nil && !errors.Is(err, syscall.ECONNREFUSED) {
			t.Fatal(err)
		}
		if done() {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s never came: have %d, stable %d of %d", what, s.have, s.stable, len(s.written))
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// sent waits until all is acknowledged, safe until it is in a backup too.
func (s *survivor) sent(t testing.TB) {
	t.Helper()
	s.until(t, "have", func() bool { return s.have == uint64(len(s.written)) })
}

func (s *survivor) safe(t testing.TB) {
	t.Helper()
	s.until(t, "stable", func() bool { return s.stable == uint64(len(s.written)) })
}

// isIn holds what a reader pulled against what the phone wrote: each change is there
// once, as it was written.
func (s *survivor) isIn(t testing.TB, r *reader) {
	t.Helper()
	for _, err := range s.wrong {
		t.Error(err)
	}
	mine := r.log[s.Device]
	for i, written := range s.written {
		if got, there := mine[uint64(i+1)]; !there || !sameChange(got, written) {
			t.Errorf("change %d was written as %v and came as %+v", i+1, written, got)
		}
	}
	if len(mine) != len(s.written) {
		t.Errorf("%d changes were written and %d came", len(s.written), len(mine))
	}
}

// shelf is what a phone keeps for others: the parts that it pulled, as they came,
// between the seals that vouch for them.
type shelf struct {
	*phone.Phone
	epoch   string
	cursors map[string]uint64
	pieces  []map[string]any
	last    map[string]map[string]any // the newest seal of each scope
}

func newShelf(p *phone.Phone) *shelf {
	return &shelf{Phone: p, cursors: map[string]uint64{}, last: map[string]map[string]any{}}
}

func (s *shelf) pull(t testing.TB) {
	t.Helper()
	for more := true; more; {
		got, err := s.Ask(map[string]any{"pull": map[string]any{"cursors": s.cursors, "max_bytes": 4096}})
		check(t, err)
		s.epoch, more = got.Epoch, got.More
		for _, part := range got.Scopes {
			s.keep(part)
		}
	}
}

func (s *shelf) keep(part phone.Part) {
	before := s.last[part.Scope]
	if before == nil {
		before = map[string]any{"digest": wire.DigestHex(0), "seal": ""}
	}
	s.last[part.Scope], s.cursors[part.Scope] = map[string]any{"digest": part.Digest, "seal": part.Seal}, part.To
	if len(part.Changes) > 0 {
		s.pieces = append(s.pieces, map[string]any{"scope": part.Scope, "epoch": s.epoch, "from": part.From, "to": part.To,
			"before": before, "digest": part.Digest, "seal": part.Seal, "changes": append([]json.RawMessage{}, part.Changes...)})
	}
}

// relay brings all of it to the server, under the epoch that it has now.
func (s *shelf) relay(t testing.TB) (taken int) {
	t.Helper()
	now, err := s.Ask(map[string]any{"epoch": s.epoch})
	check(t, err)
	if now.Epoch == s.epoch {
		t.Fatal("there is no new epoch to relay to")
	}
	for _, piece := range s.pieces {
		got, err := s.Ask(map[string]any{"epoch": now.Epoch, "push": map[string]any{"changes": []any{}, "relay": []any{piece}}})
		check(t, err)
		for _, r := range got.Relayed {
			if !r.OK {
				t.Errorf("%s %d to %d was refused: %s", r.Scope, r.From, r.To, r.Code)
			}
			taken++
		}
	}
	return taken
}
