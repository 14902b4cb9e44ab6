package store

import (
	"runtime"
	"strings"
	"sync"

	"alongside/server/figures"
)

const (
	// countedAtOnce is how many owners' facts go from reading to counting together.
	countedAtOnce = 64
	// mostCounters is how many count at most; one reads for all of them.
	mostCounters = 4
)

// sealedFacts are one owner's facts on their way to being counted.
type sealedFacts struct {
	scope             string
	key, sealed, head []byte
}

// recount counts the quarters up to the one that today lies in. One walks over the
// facts, the others open and count them, each for itself: what is in memory grows
// with teams and quarters, not with people.
func (v view) recount(today figures.Day) (*figures.State, error) {
	counters := make([]counter, min(mostCounters, runtime.GOMAXPROCS(0)))
	full := make(chan []sealedFacts, len(counters))
	var counting sync.WaitGroup
	for i := range counters {
		c := &counters[i]
		c.store, c.state = v.store, emptyState(today)
		counting.Go(func() { c.count(full) })
	}
	err := v.sealedFacts(func(some []sealedFacts) { full <- some })
	close(full)
	counting.Wait()
	for i := range counters {
		if err == nil {
			err = counters[i].err
		}
		if i > 0 {
			counters[0].state.Join(counters[i].state)
		}
	}
	return counters[0].state, err
}

func emptyState(today figures.Day) *figures.State {
	last := figures.QuarterOf(today)
	return figures.NewState(last-countedQuarters+1, last, func(func(string, *figures.Facts) bool) {})
}

// sealedFacts gives everybody's facts and heads as they lie in the store, some at
// once; these are the callee's.
func (v view) sealedFacts(give func([]sealedFacts)) error {
	prefix := figuresKey(factsPart, "")
	var some []sealedFacts
	err := v.each(prefix, true, func(key, sealed []byte) error {
		scope := scopeOfOwner(strings.TrimPrefix(string(key), string(prefix)))
		head, err := v.get(thingKey(headTable, scope))
		if err != nil {
			return err
		}
		some = append(some, sealedFacts{scope, key, append([]byte(nil), sealed...), head})
		if len(some) == countedAtOnce {
			give(some)
			some = make([]sealedFacts, 0, countedAtOnce)
		}
		return nil
	})
	if err == nil {
		give(some)
	}
	return err
}

// counter counts a share of the facts; its room is used again for each.
type counter struct {
	store *Store
	state *figures.State
	facts figures.Facts
	plain []byte
	err   error
}

// count counts what comes, up to the first error; it takes the rest all the same,
// so that whoever reads does not wait for it.
func (c *counter) count(from <-chan []sealedFacts) {
	for some := range from {
		for i := 0; i < len(some) && c.err == nil; i++ {
			c.err = c.one(&some[i])
		}
	}
}

func (c *counter) one(s *sealedFacts) error {
	h, err := c.store.decodeHead(s.scope, s.head)
	if err != nil || h.Erased != 0 {
		return err
	}
	if c.plain, err = h.key.AppendOpen(c.plain[:0], s.sealed, s.key); err != nil {
		return err
	}
	if err := c.facts.Parse(c.plain); err != nil {
		return err
	}
	c.state.Change(nil, &c.facts)
	return nil
}
