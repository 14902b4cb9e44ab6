package store

import (
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"alongside/server/figures"
	"alongside/server/place"
	"alongside/sync/merge"
)

// What the figures keep, by the second byte of its key:
//
//	fp<person>                        = figures.Facts of one person (sealed, key of the person's scope)
//	fh<person>                        = the same, of the entries up to the horizon of the person's log
//	fr<quarter>·<number>              = ReleaseInfo as JSON (sealed)
//	fg<release>·<table>·<by>          = the page as it was frozen (sealed)
//	fs<release>·<number>              = a piece of the figures.Standing behind a release (sealed)
//
// Only the standing of a quarter's newest release is kept; pages are for ever.
const (
	factsPart    = "p"
	horizonPart  = "h"
	releasePart  = "r"
	pagePart     = "g"
	standingPart = "s"
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

// keptFacts are one person's facts before and after a transaction.
type keptFacts struct {
	before, now *figures.Facts
}

// keepFigures is called once for every logged change, in log order, inside the
// transaction that logs it; records of the whole push are already written then.
// It costs the reading of one person's facts, once in a transaction.
func (t *tx) keepFigures(c Touched) error {
	kind, person, ok := place.SplitScope(c.Scope)
	if !ok || kind != place.PersonScope {
		return nil
	}
	if !counts(c, person) {
		return nil
	}
	kept, err := t.keptFacts(c.Scope, person)
	if err != nil {
		return err
	}
	take(kept.now, c, t.store.zone())
	return nil
}

// counts says whether a change of a person's scope can alter the person's facts.
func counts(c Touched, person string) bool {
	switch c.Change.Kind {
	case "person":
		return c.Change.ID == person
	case "goal", "assessment":
		return true
	}
	return false
}

func (t *tx) keptFacts(scope, person string) (*keptFacts, error) {
	if kept, ok := t.kept[person]; ok {
		return kept, nil
	}
	before, err := t.facts(t.makeHead(scope), person)
	if err != nil {
		return nil, err
	}
	kept := &keptFacts{before: before, now: before.Clone()}
	if t.kept == nil {
		t.kept = map[string]*keptFacts{}
	}
	t.kept[person] = kept
	return kept, nil
}

// facts reads what is known of one person; empty facts where nothing is.
func (v view) facts(h *head, person string) (*figures.Facts, error) {
	return v.factsAt(h, figuresKey(factsPart, person))
}

func (v view) factsAt(h *head, key []byte) (*figures.Facts, error) {
	sealed, err := v.get(key)
	if err != nil || sealed == nil {
		return &figures.Facts{}, err
	}
	text, err := openAt(h.key, key, sealed)
	if err != nil {
		return nil, err
	}
	return figures.ParseFacts(text)
}

// putFigures writes the facts that the transaction changed.
func (t *tx) putFigures() {
	for person, kept := range t.kept {
		key := figuresKey(factsPart, person)
		h := t.makeHead(personScope(person))
		t.scratch = kept.now.Append(t.scratch[:0])
		t.put(key, sealAt(h.key, key, t.scratch))
	}
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
		c.state.Change(kept.before, kept.now)
	}
}

// take puts one logged change into the facts: the record as it stands, and what
// the entry alone knows. It gives the same facts for a log in any order.
func take(f *figures.Facts, c Touched, zone *time.Location) {
	stamp, written := string(c.Change.At), figures.DayAt(c.Change.At.MS(), zone)
	switch c.Change.Kind {
	case "person":
		f.Joined, f.Left = dayIn(c.After, "joined_on"), dayIn(c.After, "left_on")
		f.LeftOut = valueIn(c.After, "in_figures") == false
		f.Gone = valueIn(c.After, "gone") == true
		if team, ok := c.Change.Set["home_team"]; ok {
			name, _ := team.(string)
			f.LivedAt(figures.Home{Stamp: stamp, Day: written, Team: name})
		}
	case "goal":
		whose := textIn(c.After, "whose")
		f.PutGoal(figures.Goal{ID: c.Change.ID, Own: whose == "mine" || whose == "ours",
			Gone: valueIn(c.After, "gone") == true,
			Made: dayIn(c.After, "made_on"), SetAside: dayIn(c.After, "set_aside_on")})
	case "assessment":
		f.PutSaid(figures.Said{ID: c.Change.ID, Goal: textIn(c.After, "goal"), Corrects: textIn(c.After, "corrects"),
			Voice: figures.ParseVoice(textIn(c.After, "by")), Done: valueIn(c.After, "done") == true,
			HowFar: howFarIn(c.After), On: dayIn(c.After, "on"),
			Stamp: stamp, Written: written, Received: figures.DayAt(c.Received, zone)})
	}
}

func valueIn(r merge.Record, field string) any {
	value, _ := r.Value(field)
	return value
}

func textIn(r merge.Record, field string) string {
	text, _ := valueIn(r, field).(string)
	return text
}

func dayIn(r merge.Record, field string) figures.Day {
	day, _ := figures.ParseDay(textIn(r, field))
	return day
}

func howFarIn(r merge.Record) int8 {
	n, ok := valueIn(r, "how_far").(int64)
	if !ok || n < 0 || n > 100 {
		return figures.Unsaid
	}
	return int8(n)
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

// people calls yield for everybody of whom there are facts, by id, until it is
// false. The facts are the caller's.
func (v view) people(yield func(string, *figures.Facts) bool) error {
	prefix := figuresKey(factsPart, "")
	stop := false
	return v.each(prefix, true, func(key, sealed []byte) error {
		if stop {
			return nil
		}
		person := strings.TrimPrefix(string(key), string(prefix))
		h, err := v.head(personScope(person))
		if err != nil {
			return err
		}
		text, err := openAt(h.key, key, sealed)
		if err != nil {
			return err
		}
		f, err := figures.ParseFacts(text)
		if err != nil {
			return err
		}
		stop = !yield(person, f)
		return nil
	})
}

// recount counts the quarters up to the one that today lies in.
func (v view) recount(today figures.Day) (*figures.State, error) {
	last := figures.QuarterOf(today)
	state := figures.NewState(last-countedQuarters+1, last, maps.All(map[string]*figures.Facts(nil)))
	err := v.people(func(_ string, f *figures.Facts) bool {
		state.Change(nil, f)
		return true
	})
	return state, err
}

func (s *Store) today() figures.Day { return figures.DayAt(s.nowMS(), s.zone()) }
