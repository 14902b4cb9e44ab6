package store

import "fmt"

// erased checks that of an erased scope nothing but headers is left, and that these
// are whole. A scope that a reader's snapshot was too old for counts as erased too.
func (l *logCheck) erased() error {
	l.Erased++
	if base := l.head.Base; base != nil {
		l.folded = true
		l.seq, l.digest = base.Seq, base.Digest
		copy(l.chain[:], base.Chain)
		l.top = l.head.Max
	}
	if err := l.entries(); err != nil {
		return err
	}
	if len(l.head.Circle) > 0 {
		l.fault(l.where, "it was erased, and its head has a circle")
	}
	if !l.store.opts.keys.Destroyed(l.head.Slot) {
		l.fault(l.where, "it was erased, and its key is still there")
	}
	for _, table := range []byte{recordTable, foldedTable} {
		if err := l.none(pairKey(table, l.scope, "")); err != nil {
			return err
		}
	}
	err := l.eachEntry(l.scope, 0, func(seq uint64, e entry) error {
		if len(e.sealed) > 0 {
			l.fault(fmt.Sprintf("%s, entry %d", l.where, seq), "it was erased, and its payload is still there")
		}
		return nil
	})
	owner := ownerIn(l.scope)
	for _, part := range []string{factsPart, horizonPart, coursePart} {
		if err == nil && owner != "" {
			err = l.none(figuresKey(part, owner))
		}
	}
	return err
}

func (l *logCheck) none(prefix []byte) error {
	return l.each(prefix, false, func(key, _ []byte) error {
		if key[0] != figuresTable || string(key) == string(prefix) {
			l.fault(l.where, "it was erased, and something of it is still there")
		}
		return nil
	})
}

// erasures holds the ledger against the store.
func (v *verifier) erasures() error {
	return v.guarded("the erasures", func() error {
		open, err := v.get(metaKey(openFact))
		v.Open = open != nil
		if err != nil {
			return err
		}
		for _, e := range v.store.opts.Ledger.Entries() {
			var mark erasedValue
			if _, err := v.getJSON(thingKey(erasedTable, e.Scope), &mark); err != nil {
				return err
			}
			h, err := v.head(e.Scope)
			switch {
			case err != nil:
				return err
			case h != nil && h.Erased == 0, !mark.Done && !v.store.opts.adopt:
				v.fault("the erasures", "a %s stands in the ledger and was not erased", kindOf(e.Scope))
			}
		}
		return v.erasedMarks()
	})
}

func (v *verifier) erasedMarks() error {
	err := v.each([]byte{erasedTable}, false, func(key, _ []byte) error {
		if !v.store.erased(string(key[1:])) && !v.store.opts.Relearn {
			v.fault("the erasures", "a %s was erased and does not stand in the ledger", kindOf(string(key[1:])))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.each([]byte{erasureTable}, false, func(key, _ []byte) error {
		var e Erasure
		_, err := v.getSealed(key, &e)
		return err
	})
}
