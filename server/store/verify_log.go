package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"alongside/schema"
	"alongside/server/figures"
	"alongside/server/judge"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// logs checks every scope that has a head.
func (v *verifier) logs() error {
	return v.each([]byte{headTable}, true, func(key, value []byte) error {
		scope := string(key[1:])
		v.heads[scope] = 0
		where := "the log of a " + kindOf(scope)
		return v.guarded(where, func() error {
			h, err := v.store.decodeHead(scope, value)
			if err != nil {
				return err
			}
			v.Scopes++
			v.heads[scope] = h.Seq
			l := &logCheck{verifier: v, scope: scope, where: where, head: h,
				records: map[string]*merge.Record{}, facts: map[string]*figures.Facts{}, ends: map[string]int64{}}
			return l.run()
		})
	})
}

// logCheck is the check of one scope: what its log folds to, entry by entry.
type logCheck struct {
	*verifier
	scope, where string
	head         *head

	seq     uint64
	digest  uint64
	chain   [32]byte
	top     hlc.Stamp
	broken  bool                      // the log itself is not right: what it folds to says nothing
	records map[string]*merge.Record  // by kind·id
	facts   map[string]*figures.Facts // that the log folds to, by owner
	circle  []string
	ends    map[string]int64 // when a circle stopped holding an actor
}

func (l *logCheck) run() error {
	if l.head.Erased != 0 {
		return l.erased()
	}
	if err := l.begin(); err != nil {
		return err
	}
	if err := l.entries(); err != nil || l.broken {
		return err
	}
	return l.folds()
}

// entries checks the log itself, against its head.
func (l *logCheck) entries() error {
	if err := l.eachEntry(l.scope, 0, l.entry); err != nil {
		return err
	}
	h := l.head
	switch {
	case l.seq != h.Seq:
		l.wrong("it ends at entry %d and its head says %d", l.seq, h.Seq)
	case l.digest != h.Digest || l.chain != h.Chain:
		l.wrong("its head has another digest or chain than entry %d", h.Seq)
	case l.top > h.Max:
		l.wrong("its head does not know its highest stamp")
	}
	l.circles += len(h.Circle)
	return nil
}

// wrong reports a fault of the log itself.
func (l *logCheck) wrong(what string, args ...any) {
	l.broken = true
	l.fault(l.where, what, args...)
}

// begin sets where the log starts: at nothing, or at its horizon with what was
// folded there, which has only to be readable.
func (l *logCheck) begin() error {
	kind, id, _ := place.SplitScope(l.scope)
	base := l.head.Base
	if base == nil {
		return nil
	}
	l.folded = true
	l.seq, l.digest = base.Seq, base.Digest
	copy(l.chain[:], base.Chain)
	err := l.each(pairKey(foldedTable, l.scope, ""), false, func(key, _ []byte) error {
		r, _, ok, err := l.recordAt(l.head, key)
		if err != nil || !ok {
			return err
		}
		l.Folded++
		l.records[secondOf(key)] = &r
		l.top = max(l.top, r.Last)
		return nil
	})
	if first := l.records[string(kind)+"\x00"+id]; first != nil && kind.HasCircle() {
		l.circle = first.Members("circle")
	}
	return err
}

func (l *logCheck) entry(seq uint64, e entry) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	l.Entries++
	if seq != l.seq+1 {
		l.wrong("entries %d to %d are missing", l.seq+1, seq-1)
	}
	l.seq = seq
	l.digest = wire.DigestAdd(l.digest, e.device, e.n, e.at)
	l.chain = chainAfter(l.chain, e.header())
	l.top = max(l.top, hlc.Stamp(e.at))
	at := fmt.Sprintf("%s, entry %d", l.where, seq)
	if e.digest != l.digest || e.chain != l.chain {
		l.broken = true
		l.fault(at, "does not follow from the one before")
		l.digest, l.chain = e.digest, e.chain
	}
	if !e.holds(l.head) {
		l.broken = true
		l.fault(at, "its payload is not what was logged")
		return nil
	}
	if l.head.Erased != 0 {
		return l.outcomeOf(at, e)
	}
	c, err := e.change(l.head, l.scope, seq)
	if err != nil {
		l.broken = true
		l.fault(at, "its payload cannot be opened: %v", err)
	} else {
		if err := l.fold(e, c); err != nil {
			return err
		}
	}
	return l.outcomeOf(at, e)
}

// fold applies one entry to the record that it is about.
func (l *logCheck) fold(e entry, c merge.Change) error {
	name := c.Kind + "\x00" + c.ID
	if l.records[name] == nil {
		l.records[name] = &merge.Record{Kind: c.Kind, ID: c.ID}
	}
	merge.Apply(schema.Rules(), l.records[name], c)
	return l.follow(e, c, l.records[name])
}

// follow keeps the circle and the facts in step with the log.
func (l *logCheck) follow(e entry, c merge.Change, after *merge.Record) error {
	kind, id, _ := place.SplitScope(l.scope)
	if kind.HasCircle() && c.Kind == string(kind) && c.ID == id {
		circle := after.Members("circle")
		for _, actor := range l.circle {
			if !slices.Contains(circle, actor) {
				l.ends[actor] = max(c.At.MS(), 1)
			}
		}
		l.circle = circle
	}
	touched := Touched{Scope: l.scope, Received: e.received, Change: c, After: *after}
	owner := ownerOf(touched)
	if owner == "" {
		return nil
	}
	if err := l.know(owner); err != nil {
		return err
	}
	l.store.takeFacts(l.facts[owner], touched)
	return nil
}

// know reads what is known of an owner at the horizon.
func (l *logCheck) know(owner string) (err error) {
	if l.facts[owner] == nil {
		l.facts[owner], err = l.factsAt(l.head, figuresKey(horizonPart, owner))
	}
	return err
}

// outcomeOf checks that the number of an entry has the outcome that it was taken.
func (l *logCheck) outcomeOf(at string, e entry) error {
	if l.taken[e.device] == nil {
		l.taken[e.device] = &numberSet{}
	}
	l.taken[e.device].add(e.n)
	if _, enrolled := l.store.directory.Load().devices[e.device]; !enrolled {
		return nil // the server's own, under this epoch or an earlier one
	}
	value, err := l.get(outcomeKey(e.device, e.n))
	if err != nil {
		return err
	}
	if value == nil {
		l.fault(at, "no outcome says that it was taken")
		return nil
	}
	o, err := decodeOutcome(e.n, value)
	if err != nil {
		return err
	}
	if o.Kept != judge.Taken || o.At != "" && string(o.At) != e.at {
		l.fault(at, "its outcome says something else")
	}
	return nil
}

// folds compares what the log folds to with what is kept.
func (l *logCheck) folds() error {
	kept := 0
	err := l.each(pairKey(recordTable, l.scope, ""), true, func(key, value []byte) error {
		kept++
		text, err := openAt(l.head.key, key, value)
		if err != nil {
			return err
		}
		want := l.records[secondOf(key)]
		if want == nil || !bytes.Equal(text, want.AppendJSON(nil)) {
			l.fault(l.where, "a record kept is not what it folds to")
		}
		return nil
	})
	l.Records += kept
	if err != nil {
		return err
	}
	if kept < len(l.records) {
		l.fault(l.where, "%d records that it folds to are missing", len(l.records)-kept)
	}
	if err := l.sameFacts(); err != nil {
		return err
	}
	return l.sameCircle()
}

func (l *logCheck) sameFacts() error {
	for name := range l.records { // of those too that nothing behind the horizon is about
		kind, id, _ := strings.Cut(name, "\x00")
		if owner := ownerOf(Touched{Scope: l.scope, Change: merge.Change{Kind: kind, ID: id}}); owner != "" {
			if err := l.know(owner); err != nil {
				return err
			}
		}
	}
	for owner, facts := range l.facts {
		kept, err := l.view.facts(l.head, owner)
		if err != nil {
			return err
		}
		if !bytes.Equal(kept.Append(nil), facts.Append(nil)) {
			l.fault(l.where, "what the figures keep is not what it counts to")
		}
		if err := l.sameCourse(owner, facts); err != nil {
			return err
		}
		if value, err := l.get(figuresKey(factsPart, owner)); err != nil {
			return err
		} else if value != nil {
			l.Facts++
		}
	}
	return nil
}

func (l *logCheck) sameCourse(owner string, facts *figures.Facts) error {
	key := figuresKey(coursePart, owner)
	sealed, err := l.get(key)
	if err != nil || sealed == nil && len(facts.Append(nil)) == len((&figures.Facts{}).Append(nil)) {
		return err
	}
	kept, err := openAt(l.head.key, key, sealed)
	if want, _ := appendCourse(nil, facts); err != nil || !bytes.Equal(kept, want) {
		l.fault(l.where, "what the figures read is not what it counts to")
	}
	return nil
}

func (l *logCheck) sameCircle() error {
	if kind, _, _ := place.SplitScope(l.scope); !kind.HasCircle() {
		return nil
	}
	if !slices.Equal(sorted(l.circle), sorted(l.head.Circle)) {
		l.fault(l.where, "its head has another circle")
	}
	for _, actor := range l.head.Circle {
		value, err := l.get(grantKey(actor, l.scope))
		if err != nil {
			return err
		}
		if value == nil {
			l.fault(l.where, "somebody of its circle has no grant")
		}
	}
	l.ended += len(l.ends)
	for actor, ms := range l.ends {
		kept, err := l.endedAt(actor, l.scope)
		if err != nil {
			return err
		}
		if kept != ms {
			l.fault(l.where, "a grant ended at another time than it says")
		}
	}
	return nil
}
