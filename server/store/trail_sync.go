package store

import (
	"slices"
	"strings"
	"sync"

	"alongside/server/audit"
	"alongside/server/judge"
	"alongside/server/place"
	"alongside/sync/wire"
)

// trailOf adds to the trail what a logged change means for who may see what: that a
// scope was begun, who came into its circle and who left, and consents. All else that
// was changed stands in the scope's own log.
func (t *tx) trailOf(nowMS int64, e *judge.Entry) {
	kind, id, _ := place.SplitScope(e.Scope)
	if !kind.HasCircle() {
		return
	}
	own := e.Change.Kind == string(kind) && e.Change.ID == id
	if !own && e.Change.Kind != "consent" {
		return
	}
	d := audit.Detail{Member: t.acting, Device: e.Device}
	if device, ok := t.directory().devices[e.Device]; ok {
		d.Member = device.Member
	}
	d.Role = string(t.directory().members[d.Member].Role)
	if e.Seq == 1 {
		d.Act = audit.Began
		t.trace(nowMS, e.Scope, d)
	}
	if own {
		t.traceCircle(nowMS, e, d)
	} else if !e.Existed {
		d.Act, d.Record = audit.ConsentTaken, e.Change.ID
		if given, _ := e.Change.Set["given"].(bool); given {
			d.Act = audit.ConsentGiven
		}
		t.trace(nowMS, e.Scope, d)
	}
}

func (t *tx) traceCircle(nowMS int64, e *judge.Entry, d audit.Detail) {
	before, after := e.Before.Members("circle"), e.After.Members("circle")
	for _, change := range []struct {
		act      audit.Act
		from, to []string
	}{{audit.CircleAdd, after, before}, {audit.CircleDrop, before, after}} {
		for _, actor := range change.from {
			if !slices.Contains(change.to, actor) {
				d.Act, d.Whom = change.act, actor
				t.trace(nowMS, e.Scope, d)
			}
		}
	}
}

// shown remembers, for a while, which scopes were given to which device, so that a
// reply that was lost on the way and asked for again is noted once.
type shown struct {
	mu    sync.Mutex
	at    map[string]int64 // ms, by device and scope
	later []gift           // those that the disk had no room for
}

// gift is scopes that a device was given from their beginning.
type gift struct {
	nowMS  int64
	who    place.Who
	scopes []string
}

const (
	shownFor  = 10 * 60 * 1000 // ms
	shownMost = 4096
)

// fresh lists the scopes that were not given to the device a moment ago.
func (s *shown) fresh(device string, nowMS int64, scopes []string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(scopes, func(scope string) bool {
		at, known := s.at[device+scope]
		return known && nowMS-at < shownFor && nowMS >= at
	})
}

// remember notes that something is on disk, or keeps for later what is not.
func (s *shown) remember(done []gift, kept bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !kept {
		s.later = append(s.later, done...)
		return
	}
	if s.at == nil || len(s.at) > shownMost {
		s.at = map[string]int64{}
	}
	for _, g := range done {
		for _, scope := range g.scopes {
			s.at[g.who.Device+scope] = g.nowMS
		}
	}
}

// waiting takes what is kept for later.
func (s *shown) waiting() []gift {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.later
	s.later = nil
	return out
}

// given notes that a round gives scopes to a device from their beginning, and waits
// until that is on disk: no other round waits for anything. A phone must be able to
// read where the disk has no room even for that; then it is noted once there is.
func (s *Store) given(nowMS int64, who place.Who, scopes []string) error {
	scopes = s.shown.fresh(who.Device, nowMS, scopes)
	if len(scopes) == 0 {
		return nil
	}
	gifts := append(s.shown.waiting(), gift{nowMS, who, scopes})
	err := s.commitSmall(len(scopes), func(t *tx) error {
		for _, g := range gifts {
			for _, scope := range g.scopes {
				t.trace(g.nowMS, scope, audit.Detail{Act: audit.Given, Member: g.who.Actor.Member, Role: string(g.who.Actor.Role), Device: g.who.Device})
			}
		}
		return t.failed
	})
	s.shown.remember(gifts, err == nil)
	if isLow(err) {
		return nil
	}
	return err
}

// begins says whether a part of a reply shows a scope from its beginning to a device
// that did not write all of it itself.
func (p *puller) begins(part *wire.ScopePart, device string) bool {
	if kind, _, _ := strings.Cut(part.Scope, ":"); !place.ScopeType(kind).HasCircle() {
		return false
	}
	if part.Snapshot != nil {
		mark := p.marks[part.Scope]
		return mark.Next == "" || p.foreign || mark.To != part.Snapshot.To
	}
	own := func(e wire.Entry) bool { return e.Device == device }
	return part.From == 1 && slices.ContainsFunc(part.Changes, func(e wire.Entry) bool { return !own(e) })
}
