package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"alongside/server/erasures"
	"alongside/server/ledger"
	"alongside/server/place"
	"alongside/server/vault"
	"alongside/sync/merge"
)

// Erasure is one person who was erased, or with no Person what a member wrote for
// themself. Reason and By are "" where it was done again after a restore and the
// backup had not heard of it. Rule is there where they went because their time was up.
type Erasure struct {
	ID     string         `json:"id"`
	Person string         `json:"person"`
	Scopes []string       `json:"scopes"`
	At     string         `json:"at"` // RFC 3339, UTC
	Reason string         `json:"reason"`
	By     string         `json:"by"`
	Rule   *RetentionRule `json:"rule,omitempty"`

	// Sums is what was spent on somebody beside whom no team stood, for the auditor
	// alone: Erasures does not tell it.
	Sums []ledger.Spent `json:"sums,omitempty"`
}

// RetentionRule is for how many months something of a kind was kept.
type RetentionRule struct {
	Kind   place.RetentionKind `json:"kind"`
	Months int                 `json:"months"`
}

// erasedValue marks a scope as erased, one too that the store never had. Done says
// that nothing is left to be removed.
type erasedValue struct {
	Erasure string     `json:"erasure"`
	At      int64      `json:"at"`
	Slot    vault.Slot `json:"slot,omitempty"`
	Done    bool       `json:"done,omitempty"`
}

// maxErasureReason is how many bytes the reason for an erasure may have.
const maxErasureReason = 2000

// urgent commits what may use the last of the disk.
func (s *Store) urgent(run func(*tx) error) error {
	return s.commit(context.Background(), &job{run: run, count: 1, size: 1 << 10, small: true})
}

// erased says whether a scope was erased: from the moment on at which the ledger
// has it.
func (s *Store) erased(scope string) bool { return s.opts.Ledger.Has(scope) }

// Erase destroys the keys of all that is kept of a person, and what they sealed:
// the scope person:<id> and every between that is about them. It cannot be undone.
// It goes into the ledger first, so that it is finished whatever happens then; asked
// again it answers the same. Errors: forbidden, invalid, not_found.
func (s *Store) Erase(by place.Actor, person, reason string) (Erasure, error) {
	if err := by.Must(place.Erase); err != nil {
		return Erasure{}, err
	}
	scope := personScope(person)
	reason = strings.TrimSpace(reason)
	if _, _, ok := place.SplitScope(scope); !ok {
		return Erasure{}, place.Faulty(place.Problem{Path: "/person", Code: "unknown", Detail: "is not the id of a person"})
	}
	if reason == "" || len(reason) > maxErasureReason {
		return Erasure{}, place.Faulty(place.Problem{Path: "/reason", Code: "required", Detail: "says why, in 1 to 2000 bytes"})
	}
	s.erasing.Lock()
	defer s.erasing.Unlock()
	if s.erased(scope) {
		return s.erasureOf(person)
	}
	about, err := s.scopesOf(person)
	if err != nil {
		return Erasure{}, err
	}
	if len(about) == 0 {
		return Erasure{}, place.Refuse(place.NotFound, "There is nobody of that id.")
	}
	id, now := s.newID(), s.nowMS()
	if err := s.enterAll(id, now, person, about); err != nil {
		return Erasure{}, err
	}
	done := Erasure{ID: id, Person: person, At: rfc3339(now), Reason: reason, By: by.Member}
	for _, e := range s.opts.Ledger.Entries() {
		if e.Erasure == id {
			done.Scopes = append(done.Scopes, e.Scope)
		}
	}
	if err := s.urgent(func(t *tx) error { t.putSealed(thingKey(erasureTable, id), done); return nil }); err != nil {
		return Erasure{}, err
	}
	return done, s.carryOutAll()
}

// enterAll enters the scopes, and those that came to be about the person until the
// ledger kept any more from coming.
func (s *Store) enterAll(id string, now int64, person string, about []string) error {
	if !slices.Contains(about, personScope(person)) {
		about = append(about, personScope(person))
	}
	if err := s.opts.Ledger.Enter(id, now, about...); err != nil {
		return err
	}
	if err := s.urgent(func(*tx) error { return nil }); err != nil { // what was judged before is on disk now
		return err
	}
	more, err := s.scopesOf(person)
	if err != nil {
		return err
	}
	return s.opts.Ledger.Enter(id, now, more...)
}

// scopesOf lists the scopes that are about one person, or their own, where they read
// along themself: sorted, and none that was erased.
func (s *Store) scopesOf(person string) (out []string, err error) {
	members := s.directory.Load().members
	err = s.view(func(v view) error {
		return v.eachHead(func(scope string, h *head) error {
			kind, id, _ := place.SplitScope(scope)
			switch {
			case h.Erased != 0:
				return nil
			case kind == place.SelfScope && members[id].Person == person:
			case !kind.HasCircle():
				return nil
			case kind == place.PersonScope && id != person:
				return nil
			case kind == place.BetweenScope:
				r, _, _, err := v.record(h, scope, string(kind), id)
				if err != nil || textIn(r, "about") != person {
					return err
				}
			}
			out = append(out, scope)
			return nil
		})
	})
	return out, err
}

func textIn(r merge.Record, field string) string {
	text, _ := valueIn(r, field).(string)
	return text
}

func rfc3339(ms int64) string { return time.UnixMilli(ms).UTC().Format(time.RFC3339) }

// Erasures lists them, newest first. Errors: forbidden.
func (s *Store) Erasures(by place.Actor) ([]Erasure, error) {
	if err := by.Must(place.Erase); err != nil {
		return nil, err
	}
	return s.listErasures()
}

func (s *Store) listErasures() ([]Erasure, error) {
	told := map[string]Erasure{}
	err := s.view(func(v view) error {
		return v.each([]byte{erasureTable}, false, func(key, _ []byte) error {
			var e Erasure
			_, err := v.getSealed(key, &e)
			told[e.ID] = e
			return err
		})
	})
	out := []Erasure{}
	at := map[string]int{}
	for _, entry := range s.opts.Ledger.Entries() {
		i, known := at[entry.Erasure]
		if !known {
			i = len(out)
			at[entry.Erasure] = i
			e := told[entry.Erasure]
			out = append(out, Erasure{ID: entry.Erasure, At: rfc3339(entry.At), Reason: e.Reason, By: e.By, Rule: e.Rule})
		}
		out[i].Scopes = append(out[i].Scopes, entry.Scope)
		if kind, id, _ := place.SplitScope(entry.Scope); kind == place.PersonScope {
			out[i].Person = id
		}
	}
	out = slices.DeleteFunc(out, func(e Erasure) bool { return e.Person == "" && e.Rule == nil })
	slices.Reverse(out)
	return out, err
}

func (s *Store) erasureOf(person string) (Erasure, error) {
	all, err := s.listErasures()
	for _, e := range all {
		if e.Person == person {
			return e, err
		}
	}
	return Erasure{}, err
}

// catchUp compares the ledger with the store and erases what only the ledger knows
// of, or what was cut short. Where the ledger was lost it is refused, or with
// Options.Relearn made anew from what the store knows.
func (s *Store) catchUp() error {
	s.erasing.Lock()
	defer s.erasing.Unlock()
	if s.opts.Relearn {
		if err := s.relearn(); err != nil {
			return err
		}
	}
	if s.opts.loading {
		if err := s.enterLost(); err != nil {
			return err
		}
	}
	return s.carryOutAll()
}

// eraseFound enters scopes that turned out to be about somebody who was erased. The
// round that brought them goes on to carry it out.
func (t *tx) eraseFound(scopes []string) {
	if len(scopes) == 0 || t.failed != nil {
		return
	}
	t.fail(t.store.opts.Ledger.Enter(t.store.newID(), t.store.nowMS(), scopes...))
	t.store.unfinished.Store(true)
}

// finishFound carries out what eraseFound has entered.
func (s *Store) finishFound() error {
	if !s.unfinished.Load() {
		return nil
	}
	s.erasing.Lock()
	defer s.erasing.Unlock()
	s.unfinished.Store(false)
	return s.carryOutAll()
}

// checkLedger refuses a store that knows of erasures that its ledger does not.
func (v view) checkLedger() error {
	s := v.store
	var known erasures.Mark
	_, err := v.getJSON(metaKey(erasuresFact), &known)
	if err != nil || s.opts.Relearn || s.opts.Ledger.Includes(known) {
		return err
	}
	return refuse(s.opts.dir, "Nothing was changed. Name the right file with --erasures: it lies beside the data folder that it belongs "+
		"to and not in any backup. Where it is lost for good, people who were erased since the backup come back: "+
		"`alongside restore` and `alongside adopt` make a new one of what the store knows with --without-erasures", nil,
		"it knows of %d erased scopes, and the ledger of erasures %s does not", known.Count, s.opts.Ledger.Path())
}

// relearn enters what the store knows into a ledger that does not.
func (s *Store) relearn() error {
	type known struct {
		erasedValue
		scope string
	}
	var all []known
	err := s.view(func(v view) error {
		return v.each([]byte{erasedTable}, false, func(key, _ []byte) error {
			k := known{scope: string(key[1:])}
			_, err := v.getJSON(key, &k.erasedValue)
			all = append(all, k)
			return err
		})
	})
	slices.SortStableFunc(all, func(a, b known) int { return int(a.At - b.At) })
	for _, k := range all {
		if err == nil {
			err = s.opts.Ledger.Enter(k.Erasure, k.At, k.scope)
		}
	}
	if err != nil {
		return err
	}
	return s.urgent(func(t *tx) error { t.putJSON(metaKey(erasuresFact), s.opts.Ledger.Mark()); return nil })
}

// enterLost enters scopes that were loaded without a key: it was destroyed while the
// backup was made.
func (s *Store) enterLost() error {
	var lost []string
	err := s.view(func(v view) error {
		return v.eachHead(func(scope string, h *head) error {
			if h.Erased != 0 && !s.erased(scope) {
				lost = append(lost, scope)
			}
			return nil
		})
	})
	if err != nil || len(lost) == 0 {
		return err
	}
	return s.opts.Ledger.Enter(s.newID(), s.nowMS(), lost...)
}
