package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"
	"time"

	"alongside/server/ledger"
	"alongside/server/place"
	"alongside/sync/merge"
)

// keptSum is what stays of the decisions of somebody who was erased: what they took
// out of one pot, or out of none, in one currency. It lies where the pot does.
type keptSum struct {
	scope string // "" for the place's own key, where only the auditor reads it
	ledger.Spent
}

// sumsOf adds up what was decided in scopes that are about to be erased. Where a pot
// is not known, or goes with them, the sum lies with a team that stood beside the
// person, so that the ledger comes to the same; where none did, under the place's key.
func (s *Store) sumsOf(u *undone) (out []keptSum, err error) {
	err = s.view(func(v view) error {
		var sources []ledger.Source
		for _, g := range u.scopes {
			if sources, err = v.readMoney(sources, map[string][]string{}, g.scope); err != nil {
				return err
			}
		}
		spent := ledger.SpentIn(sources)
		if len(spent) == 0 {
			return nil
		}
		pots, err := v.potsBeside(u)
		if err != nil {
			return err
		}
		team, err := v.teamBeside(u)
		out = placed(spent, pots, team, s.Place().Currency)
		return err
	})
	return out, err
}

// placed says where each sum is to lie.
func placed(spent []ledger.Spent, pots map[string]potPlace, team, currency string) (out []keptSum) {
	for _, one := range spent {
		pot := pots[one.Pot]
		sum := keptSum{pot.scope, one}
		sum.Currency = cmp.Or(one.Currency, pot.currency, currency)
		if sum.scope == "" {
			sum.scope, sum.Pot = team, ""
		}
		same := func(other keptSum) bool {
			return other.scope == sum.scope && other.Pot == sum.Pot && other.Currency == sum.Currency
		}
		if at := slices.IndexFunc(out, same); at >= 0 {
			out[at].MinorUnits += sum.MinorUnits
		} else {
			out = append(out, sum)
		}
	}
	return out
}

type potPlace struct{ scope, currency string }

// potsBeside says where every pot lies, but for those that go with the erasure.
func (v view) potsBeside(u *undone) (map[string]potPlace, error) {
	pots := map[string]potPlace{}
	scopes, err := v.withAny(ask{all: true}, []string{"pot"})
	if err != nil {
		return nil, err
	}
	for _, scope := range scopes {
		if u.takes(scope) {
			continue
		}
		h, err := v.head(scope)
		if err != nil {
			return nil, err
		}
		err = v.each(recordKey(scope, "pot", ""), false, func(key, _ []byte) error {
			r, _, ok, err := v.recordAt(h, key)
			if ok {
				pots[r.ID] = potPlace{scope, textIn(r, "currency")}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return pots, nil
}

func (u *undone) takes(scope string) bool {
	return slices.ContainsFunc(u.scopes, func(g *goingScope) bool { return g.scope == scope })
}

// teamBeside is the scope of the team that a person was with: their home, else one
// in their circle, else one of somebody in their circle; "" for none.
func (v view) teamBeside(u *undone) (string, error) {
	d := v.store.directory.Load()
	scopeOf := func(team string) string {
		if _, known := d.teams[team]; !known {
			return ""
		}
		return string(place.TeamScope) + ":" + team
	}
	for _, g := range u.scopes {
		h, err := v.head(g.scope)
		if err != nil {
			return "", err
		}
		if h == nil || h.erased() {
			continue
		}
		kind, id, _ := place.SplitScope(g.scope)
		r, _, _, err := v.record(h, g.scope, string(kind), id)
		if err != nil {
			return "", err
		}
		teams := []string{textIn(r, "home_team")}
		for _, actor := range h.Circle {
			if id, team, _ := place.SplitActor(actor); team {
				teams = append(teams, id)
			} else {
				teams = append(teams, d.members[id].Teams...)
			}
		}
		for _, team := range teams {
			if scope := scopeOf(team); scope != "" {
				return scope, nil
			}
		}
	}
	return "", nil
}

// keepSum logs what stays of a sum: no words, no person, and the day of the erasure
// alone. Its id is the same whenever one erasure is carried out, also after a
// restore, so that the sum is never there twice.
func (t *tx) keepSum(u *undone, sum keptSum) error {
	if sum.scope == "" {
		return t.keepForAuditor(u, sum.Spent)
	}
	name := sha256.Sum256([]byte(u.erasure + "\x00" + sum.scope + "\x00" + sum.Pot + "\x00" + sum.Currency))
	id := newULID(time.UnixMilli(u.at), bytes.NewReader(name[:]))
	h := t.makeHead(sum.scope)
	_, _, there, err := t.record(h, sum.scope, "pot_entry", id)
	if there || err != nil {
		return err
	}
	set := map[string]any{"minor_units": -sum.MinorUnits, "currency": sum.Currency, "on": t.store.dayAt(u.at), "forgotten": true}
	if sum.Pot != "" {
		set["pot"] = sum.Pot
	}
	return t.logByServer(sum.scope, h, merge.Change{Kind: "pot_entry", ID: id, At: t.serverStamp(h), Set: set}, nil)
}

// keepForAuditor adds a sum to what is kept of an erasure; once, like the others.
func (t *tx) keepForAuditor(u *undone, sum ledger.Spent) error {
	key, told := thingKey(erasureTable, u.erasure), Erasure{ID: u.erasure, At: rfc3339(u.at)}
	if _, err := t.getSealed(key, &told); err != nil {
		return err
	}
	same := func(other ledger.Spent) bool { return other.Currency == sum.Currency }
	if !slices.ContainsFunc(told.Sums, same) {
		told.Sums = append(told.Sums, sum)
		t.putSealed(key, told)
	}
	return t.failed
}

// forgottenBesideNobody are the sums that lie with no team.
func (v view) forgottenBesideNobody() (out []ledger.Forgotten, err error) {
	err = v.each([]byte{erasureTable}, false, func(key, _ []byte) error {
		var e Erasure
		if _, err := v.getSealed(key, &e); err != nil || len(e.Sums) == 0 {
			return err
		}
		at, err := time.Parse(time.RFC3339, e.At)
		for _, sum := range e.Sums {
			out = append(out, ledger.Forgotten{On: v.store.dayAt(at.UnixMilli()), Currency: sum.Currency, MinorUnits: sum.MinorUnits})
		}
		return err
	})
	return out, err
}
