package store

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"alongside/server/figures"
	"alongside/server/place"
)

// What the figures keep, by the second byte of its key:
//
//	fp<owner>                         = figures.Facts of one owner (sealed, key of the owner's scope)
//	fh<owner>                         = the same, of the entries up to the horizon of that scope's log
//	fv<owner>                         = figures.Course: what the facts come to (sealed, the same key)
//	fr<quarter>·<number>              = ReleaseInfo as JSON (sealed)
//	fg<release>·<table>·<by>          = the page as it was frozen (sealed)
//	fk<release>                       = slot(4) of the key of the figures.Standing behind a release
//	fs<release>·<slot(4)><number>     = a piece of that (sealed, that key)
//
// Only the standing of a quarter's newest release is kept; pages are for ever. The
// owner of facts is a person (by id), a worker (w and the member's id) or a record
// of the place about barriers (m and its id).
const (
	factsPart    = "p"
	horizonPart  = "h"
	coursePart   = "v"
	releasePart  = "r"
	pagePart     = "g"
	standingPart = "s"
	standingKey  = "k"
)

// countedQuarters is how many quarters, the open one last, are counted in memory.
const countedQuarters = 13

func figuresKey(part, name string) []byte { return append([]byte{figuresTable}, part+name...) }

// counted holds the sums that follow every commit.
type counted struct {
	mu        sync.Mutex
	state     *figures.State
	releasing sync.Mutex // one release at a time
	zone      atomic.Pointer[time.Location]
}

const (
	workerOwner = "w"
	placeOwner  = "m"
)

// keptFacts are one owner's facts before and after a transaction.
type keptFacts struct {
	before, now *figures.Facts
	adds        figures.Adder // what now comes to
	gone        bool          // the person was erased
}

// keepFigures is called once for every logged change, in log order, inside the
// transaction that logs it; records of the whole push are already written then.
// It costs the reading of one person's facts, once in a transaction.
func (t *tx) keepFigures(c Touched) error {
	owner := ownerOf(c)
	if owner == "" {
		return nil
	}
	kept, err := t.keptFacts(c.Scope, owner)
	if err != nil {
		return err
	}
	t.store.takeFacts(kept.now, c)
	return nil
}

// ownerOf names whose facts a change can alter; "" where nobody's.
func ownerOf(c Touched) string {
	kind, id, _ := place.SplitScope(c.Scope)
	switch {
	case kind == place.PersonScope && (c.Change.Kind != "person" || c.Change.ID == id) && takers[c.Change.Kind] != nil:
		return id
	case kind == place.SelfScope && c.Change.Kind == "week_note":
		return workerOwner + id
	case kind == place.PlaceScope && (c.Change.Kind == "barrier" || c.Change.Kind == "met"):
		return placeOwner + c.Change.ID
	}
	return ""
}

// scopeOfOwner is the scope under whose key the owner's facts are sealed.
func scopeOfOwner(owner string) string {
	if member, is := strings.CutPrefix(owner, workerOwner); is {
		return string(place.SelfScope) + ":" + member
	}
	if strings.HasPrefix(owner, placeOwner) {
		return string(place.PlaceScope)
	}
	return personScope(owner)
}

func (t *tx) keptFacts(scope, owner string) (*keptFacts, error) {
	if kept, ok := t.kept[owner]; ok {
		return kept, nil
	}
	before, err := t.facts(t.makeHead(scope), owner)
	if err != nil {
		return nil, err
	}
	kept := &keptFacts{before: before, now: before.Clone()}
	if t.kept == nil {
		t.kept = map[string]*keptFacts{}
	}
	t.kept[owner] = kept
	return kept, nil
}

// facts reads what is known of one owner; empty facts where nothing is.
func (v view) facts(h *head, owner string) (*figures.Facts, error) {
	return v.factsAt(h, figuresKey(factsPart, owner))
}

func (v view) factsAt(h *head, key []byte) (*figures.Facts, error) {
	sealed, err := v.get(key)
	if err != nil || sealed == nil || h.Erased != 0 {
		return &figures.Facts{}, err
	}
	text, err := openAt(h.key, key, sealed)
	if err != nil {
		return nil, err
	}
	return figures.ParseFacts(text)
}

// putFigures writes the facts that the transaction changed, and what they come to.
func (t *tx) putFigures() {
	for owner, kept := range t.kept {
		if kept.adds = kept.now.Read(); kept.gone {
			t.remove(figuresKey(factsPart, owner))
			t.remove(figuresKey(coursePart, owner))
			continue
		}
		h := t.makeHead(scopeOfOwner(owner))
		kept.adds = t.putFacts(h, owner, kept.now)
	}
}

// putFacts writes one owner's facts, and their course.
func (t *tx) putFacts(h *head, owner string, f *figures.Facts) figures.Adder {
	key := figuresKey(factsPart, owner)
	t.scratch = f.Append(t.scratch[:0])
	t.put(key, sealAt(h.key, key, t.scratch))
	return t.putCourse(h, owner, f)
}

func (t *tx) putCourse(h *head, owner string, f *figures.Facts) (adds figures.Adder) {
	key := figuresKey(coursePart, owner)
	t.scratch, adds = appendCourse(t.scratch[:0], f)
	t.put(key, sealAt(h.key, key, t.scratch))
	return adds
}

func appendCourse(out []byte, f *figures.Facts) ([]byte, figures.Adder) {
	life := f.Read()
	course, ok := life.Course()
	if !ok {
		return figures.TooLong(out), life
	}
	return course.Append(out), &course
}

// publish makes the sums follow a committed transaction.
func (c *counted) publish(t *tx) {
	if len(t.kept) == 0 && t.recounted == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.recounted != nil {
		c.state = t.recounted
	}
	for _, kept := range t.kept {
		c.state.Replace(kept.before.Read(), kept.adds)
	}
}

func personScope(person string) string { return string(place.PersonScope) + ":" + person }

// zone is the place's own; it was checked when the store was made.
func (s *Store) zone() *time.Location {
	if zone := s.figures.zone.Load(); zone != nil {
		return zone
	}
	zone, err := time.LoadLocation(s.Place().Zone)
	if err != nil {
		return time.UTC
	}
	s.figures.zone.Store(zone)
	return zone
}

func (s *Store) today() figures.Day { return figures.DayAt(s.nowMS(), s.zone()) }
