package store

import (
	"fmt"
	"strings"
)

const (
	checkedCommits = 64  // newest commits whose links a start makes again
	checkedScopes  = 512 // scopes that moved last, whose ends a start reads
)

// checkStart looks at what was written last, and at what no log can bring back. It
// costs the same for a small store and a large one.
func (v view) checkStart(ring []commit) error {
	if err := v.checkRoll(); err != nil {
		return err
	}
	ends := map[string]bool{}
	unnamed := false // a newer commit moved logs that it does not name
	for i := len(ring) - 1; i >= 0 && i >= len(ring)-checkedCommits; i-- {
		for _, m := range ring[i].moved {
			if ends[m.scope] || len(ends) >= checkedScopes {
				continue
			}
			ends[m.scope] = true
			if err := v.checkMoved(ring[i].number, m, unnamed); err != nil {
				return err
			}
		}
		unnamed = unnamed || !ring[i].whole
		if i > 0 {
			if err := v.checkLink(ring[i-1], ring[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v view) checkRoll() error {
	said, err := v.storedRoll()
	if err != nil {
		return err
	}
	is, err := v.countRoll()
	if err == nil && is != said {
		return fmt.Errorf("%w: somebody or something who belongs to the place is missing or changed", errDamaged)
	}
	return err
}

// checkMoved checks the end of a log that a commit, the newest to name it, moved;
// one that does not name it may have moved it on.
func (v view) checkMoved(number uint64, m commitMove, unnamed bool) error {
	if m.scope == trailScope {
		return v.checkTrailEnd(number, m.seq)
	}
	h, err := v.head(m.scope)
	if err != nil {
		return err
	}
	if h == nil || h.Seq < m.seq || h.Seq > m.seq && !unnamed {
		return fmt.Errorf("%w: commit %d moved the log of a %s to %d, where it does not end",
			errDamaged, number, kindOf(m.scope), m.seq)
	}
	return v.checkEnd(m.scope, h)
}

// checkLink makes a commit's chain again out of the logs that it moved, as far as
// their entries are there.
func (v view) checkLink(before, c commit) error {
	if !c.whole {
		return nil
	}
	chains := map[string][32]byte{}
	for _, m := range c.moved {
		chain, there, err := v.chainAt(m)
		if err != nil || !there {
			return err // folded away since, or missed where the log is checked
		}
		chains[m.scope] = chain
	}
	again := nextCommit(before, c.moved, func(scope string) [32]byte { return chains[scope] })
	if again.chain != c.chain {
		return fmt.Errorf("%w: commit %d does not follow from the one before it", errDamaged, c.number)
	}
	return nil
}

// chainAt is the chain of the entry that a commit moved a log, or the trail, to.
func (v view) chainAt(m commitMove) (chain [32]byte, there bool, err error) {
	if m.scope == trailScope {
		return v.trailChain(m.seq) // or cut off since
	}
	value, err := v.get(logKey(m.scope, m.seq))
	if value == nil || err != nil {
		return chain, false, err
	}
	e, err := parseEntry(value)
	return e.chain, true, err
}

// checkEnd compares a head with the end of its log: the last entry is there,
// follows from the one before, and nothing lies behind it.
func (v view) checkEnd(scope string, h *head) error {
	broken := fmt.Errorf("%w: the log of a %s near its entry %d", errDamaged, kindOf(scope), h.Seq)
	from := max(h.Seq, 2) - 1
	last := entry{}
	count := uint64(0)
	err := v.eachEntry(scope, from, func(seq uint64, e entry) error {
		follows := count == 0 && seq > 1 || e.chain == chainAfter(last.chain, e.header())
		if seq != from+count || !follows || !e.holds(h) {
			return broken
		}
		last = entry{chain: e.chain, digest: e.digest}
		count++
		return nil
	})
	if err == nil && (from+count-1 != h.Seq || last.chain != h.Chain || last.digest != h.Digest) {
		return broken
	}
	return err
}

// failUnlessNew fails the transaction where a scope that has no head has a log:
// its head cannot be read any more, and a new one would lock its words away.
func (t *tx) failUnlessNew(scope string) {
	first, err := t.get(logKey(scope, 1))
	t.fail(err)
	if first != nil {
		t.fail(fmt.Errorf("%w: a %s has a log and no head", errDamaged, kindOf(scope)))
	}
}

// kindOf is the part of a scope that may be told: its kind, never its id.
func kindOf(scope string) string {
	kind, _, _ := strings.Cut(scope, ":")
	return kind
}
