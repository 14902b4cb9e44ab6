package store

import (
	"fmt"

	"alongside/server/audit"
)

// trailChain is the chain of the trail at a number; there is false where that was
// cut off.
func (v view) trailChain(number uint64) (chain [32]byte, there bool, err error) {
	value, err := v.get(trailKey(number))
	if value == nil || err != nil {
		return chain, false, err
	}
	e, err := audit.Decode(value)
	return e.Chain, err == nil, err
}

// checkTrailEnd checks the end of the trail, which is where the newest commit says: a
// start does that.
func (v view) checkTrailEnd(commit, number uint64) error {
	tip, err := v.trailTip()
	if err != nil {
		return err
	}
	broken := fmt.Errorf("%w: the trail of who saw what near its entry %d, which commit %d names", errDamaged, number, commit)
	if tip.Number != number || tip.Cut > number {
		return broken
	}
	before := tip.Cut
	chain := [32]byte(append(tip.CutChain, make([]byte, 32)...)[:32])
	if number > tip.Cut+1 {
		before = number - 1
		there := false
		if chain, there, err = v.trailChain(before); err != nil || !there {
			return broken
		}
	}
	if number > before {
		value, err := v.get(trailKey(number))
		if err != nil || value == nil {
			return broken
		}
		e, err := audit.Decode(value)
		if err != nil || !e.Whole(number, chain) {
			return broken
		}
		chain = e.Chain
	}
	if chain != tip.chain {
		return broken
	}
	return nil
}

// trail checks all of the trail, entry by entry, and each scope's list of its own.
func (v *verifier) trail() error {
	where := "the trail of who saw what"
	return v.guarded(where, func() error {
		tip, err := v.trailTip()
		if err != nil {
			return err
		}
		c := &trailCheck{verifier: v, where: where, number: tip.Cut}
		copy(c.chain[:], tip.CutChain)
		if err := v.each([]byte{trailTable}, true, c.entry); err != nil {
			return err
		}
		switch {
		case c.number != tip.Number:
			v.fault(where, "it ends at entry %d and its tip says %d", c.number, tip.Number)
		case c.chain != tip.chain:
			v.fault(where, "its tip has another chain than entry %d", tip.Number)
		}
		if err := v.checkCut(tip); err != nil {
			v.fault(where, "%v", err)
		}
		if err := v.trailCommitted(tip.Number); err != nil {
			v.fault(where, "%v", err)
		}
		listed := 0
		err = v.each([]byte{aboutTable}, false, func(_, _ []byte) error { listed++; return nil })
		if err == nil && listed != v.Trail {
			v.fault(where, "it has %d entries, and %d are listed by what they are about", v.Trail, listed)
		}
		return err
	})
}

// trailCommitted holds the end of the trail against the newest commit.
func (v view) trailCommitted(number uint64) error {
	ring, err := v.commits()
	if err != nil || len(ring) == 0 {
		return err
	}
	newest, said := ring[len(ring)-1], uint64(0)
	if len(newest.moved) > 0 && newest.moved[0].scope == trailScope {
		said = newest.moved[0].seq
	}
	if said != number {
		return fmt.Errorf("it ends at entry %d, and commit %d says %d", number, newest.number, said)
	}
	return nil
}

type trailCheck struct {
	*verifier
	where  string
	number uint64
	chain  [32]byte
}

func (c *trailCheck) entry(key, value []byte) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	c.Trail++
	number := lastNumber(append([]byte{0}, key...))
	at := fmt.Sprintf("%s, entry %d", c.where, number)
	if number != c.number+1 {
		c.fault(c.where, "entries %d to %d are missing", c.number+1, number-1)
	}
	c.number = number
	e, err := audit.Decode(value)
	if err != nil {
		c.fault(at, "cannot be read")
		return nil
	}
	if !e.Whole(number, c.chain) {
		c.fault(at, "does not follow from the one before, or is not what was written")
	}
	c.chain = e.Chain
	if _, err := c.openNote(key, e); err != nil {
		c.fault(at, "cannot be opened: %v", err)
	}
	list, err := c.get(aboutKey(e.Scope, number))
	if err == nil && list == nil {
		c.fault(at, "is not listed by what it is about")
	}
	return err
}
