package store

import (
	"errors"
	"strings"

	"alongside/schema"
	"alongside/server/figures"
	"alongside/sync/hlc"
	"alongside/sync/merge"
)

// upgradeFacts turns a store of format 2, whose figures read goals and judgements
// alone, into one of format 3: everybody's facts are counted again from the
// logs. A crash in between leaves format 2, and the next start begins anew.
func (s *Store) upgradeFacts(seen *survey) error {
	if err := s.resume(seen); err != nil {
		return err
	}
	return s.countFactsAgain(seen)
}

func (s *Store) countFactsAgain(seen *survey) error {
	var scopes []string
	err := s.view(func(v view) error {
		return v.eachHead(func(scope string, _ *head) error {
			scopes = append(scopes, scope)
			return nil
		})
	})
	for len(scopes) > 0 && err == nil {
		scopes, err = s.countSome(seen, scopes)
	}
	if err != nil {
		return err
	}
	t := s.begin(nil)
	defer t.discard()
	t.put(metaKey(formatFact), []byte("3"))
	return s.commitAlone(seen, t)
}

// countSome does it for as many scopes as go into one transaction, and returns
// those that are left.
func (s *Store) countSome(seen *survey, scopes []string) (left []string, err error) {
	const some = 256
	t := s.begin(nil)
	defer t.discard()
	n := 0
	for ; n < len(scopes) && n < some && (n == 0 || t.own.size < standingPiece); n++ {
		if err := t.countScope(scopes[n]); err != nil {
			return nil, err
		}
	}
	return scopes[n:], s.commitAlone(seen, t)
}

// countScope counts what one scope's log says, from its horizon on.
func (t *tx) countScope(scope string) error {
	h := t.head(scope)
	if h == nil {
		return nil
	}
	all := map[string]*figures.Facts{}
	records := map[string]*merge.Record{}
	err := t.each(pairKey(foldedTable, scope, ""), false, func(key, _ []byte) error {
		r, _, _, err := t.recordAt(h, key)
		if err != nil {
			return err
		}
		records[secondOf(key)] = &r
		return t.atHorizon(all, scope, h, secondOf(key), r)
	})
	if err != nil {
		return err
	}
	for owner, f := range all {
		key := figuresKey(horizonPart, owner)
		t.put(key, sealAt(h.key, key, f.Append(nil)))
	}
	err = t.eachEntry(scope, h.horizon()+1, func(seq uint64, e entry) error {
		c, err := e.change(h, scope, seq)
		if err != nil {
			return err
		}
		name := c.Kind + "\x00" + c.ID
		if records[name] == nil {
			records[name] = &merge.Record{Kind: c.Kind, ID: c.ID}
		}
		merge.Apply(schema.Rules(), records[name], c)
		touched := Touched{Scope: scope, Received: e.received, Change: c, After: *records[name]}
		owner := ownerOf(touched)
		if owner == "" {
			return nil
		}
		if err := t.knowOwner(all, h, owner); err != nil {
			return err
		}
		t.store.takeFacts(all[owner], touched)
		return nil
	})
	for owner, f := range all {
		t.putFacts(h, owner, f)
	}
	return errors.Join(err, t.failed)
}

func (t *tx) knowOwner(all map[string]*figures.Facts, h *head, owner string) (err error) {
	if all[owner] == nil {
		all[owner], err = t.factsAt(h, figuresKey(horizonPart, owner))
	}
	return err
}

// atHorizon takes in a folded record of a kind that format 2 did not count: with
// the first stamp that it still knows, and without the day of its receipt.
func (t *tx) atHorizon(all map[string]*figures.Facts, scope string, h *head, name string, r merge.Record) error {
	kind, id, _ := strings.Cut(name, "\x00")
	touched := Touched{Scope: scope, After: r, Change: merge.Change{Kind: kind, ID: id}}
	owner := ownerOf(touched)
	if owner == "" {
		return nil
	}
	if err := t.knowOwner(all, h, owner); err != nil {
		return err
	}
	if kind == "person" || kind == "goal" || kind == "assessment" {
		return nil
	}
	for _, field := range r.Fields() {
		if at := r.FieldStamp(field); touched.Change.At == hlc.Stamp("") || at < touched.Change.At {
			touched.Change.At = at
		}
	}
	t.store.takeFacts(all[owner], touched)
	return nil
}

// upgradeCourses writes down what everybody's facts come to, as stores have it from
// format 6 on, and counts it. A crash in between leaves some of it, which is written
// again.
func (s *Store) upgradeCourses(seen *survey) error {
	after := ""
	for more := true; more; {
		t := s.begin(nil)
		err := t.courseSome(&after, &more)
		if err == nil {
			err = s.commitAlone(seen, t)
		}
		if t.discard(); err != nil {
			return err
		}
	}
	return s.view(func(v view) (err error) {
		s.figures.state, err = v.recount(s.today())
		return err
	})
}

// courseSome does it for as many owners behind after as go into one transaction.
func (t *tx) courseSome(after *string, more *bool) error {
	prefix, n := figuresKey(factsPart, ""), 0
	some, size := int(t.store.db.MaxBatchCount()/4), t.store.db.MaxBatchSize()/4
	err := t.eachFrom(prefix, figuresKey(factsPart, *after+"\x00"), true, func(key, sealed []byte) error {
		if n == some || t.own.size > size {
			return errEnough
		}
		n++
		*after = string(key[len(prefix):])
		h, err := t.view.head(scopeOfOwner(*after))
		if err != nil || h == nil || h.Erased != 0 {
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
		t.putCourse(h, *after, f)
		return t.failed
	})
	*more = errors.Is(err, errEnough)
	if *more {
		err = nil
	}
	return err
}
