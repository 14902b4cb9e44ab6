package ledger

import (
	"cmp"
	"slices"
	"strings"

	"alongside/sync/merge"
)

// Forgotten is what decisions of somebody who was erased came to: out of one pot, or
// out of none, without a word of them or of the person.
type Forgotten struct {
	On         string // the day of the erasure
	Pot, Team  string // ids
	Currency   string
	MinorUnits int64
}

// Spent is what decisions took out of a pot, or out of none.
type Spent struct {
	Pot string
	// Currency is "" where nobody said: it is the pot's own then.
	Currency   string
	MinorUnits int64
}

// SpentIn adds up the decisions that count among some records. The sums are sorted,
// and none is 0.
func SpentIn(sources []Source) []Spent {
	var entries []Entry
	currencies := map[string]string{}
	for _, s := range sources {
		if rec := s.Record; rec.Kind == "decision" {
			e := Entry{ID: rec.ID, scope: s.Scope, written: rec.First, Corrects: text(rec, "corrects"),
				Pot: &Ref{ID: text(rec, "pot")}, MinorUnits: number(rec, "minor_units")}
			entries = append(entries, e)
			currencies[s.Scope+"/"+rec.ID] = text(rec, "currency")
		}
	}
	settle(entries)
	type in struct{ pot, currency string }
	sums := map[in]int64{}
	for _, e := range entries {
		if e.Counts {
			sums[in{e.Pot.ID, currencies[e.scope+"/"+e.ID]}] += e.MinorUnits
		}
	}
	var out []Spent
	for at, sum := range sums {
		if sum != 0 {
			out = append(out, Spent{at.pot, at.currency, sum})
		}
	}
	slices.SortFunc(out, func(a, b Spent) int {
		return cmp.Or(strings.Compare(a.Pot, b.Pot), strings.Compare(a.Currency, b.Currency))
	})
	return out
}

func isForgotten(r merge.Record) bool { return value(r, "forgotten") == true }

// forgotten are the sums that erasures have left.
func (r *reader) forgotten(sources []Source) []Forgotten {
	var out []Forgotten
	for _, s := range sources {
		if s.Record.Kind != "pot_entry" || !isForgotten(s.Record) {
			continue
		}
		pot := text(s.Record, "pot")
		team := r.potTeam[pot]
		if _, id, _ := strings.Cut(s.Scope, "team:"); team == nil && id != "" {
			team = &Ref{ID: id}
		}
		out = append(out, Forgotten{On: text(s.Record, "on"), Pot: pot, Team: refID(team),
			Currency: cmp.Or(currencyOf(s.Record), r.potCurrency[pot], r.Currency), MinorUnits: -number(s.Record, "minor_units")})
	}
	return out
}

// KeepForgotten says whether a sum of people who were erased is one of those that are
// meant. None is where the filter asks for what such a sum no longer says.
func (f Filter) KeepForgotten(sum Forgotten) bool {
	switch {
	case f.Person != "" || f.ChosenBy != "" || f.Words != "" || f.Least != 0:
		return false
	case f.From != "" && sum.On < f.From || f.To != "" && sum.On > f.To:
		return false
	}
	return (f.Team == "" || f.Team == sum.Team) && (f.Pot == "" || f.Pot == sum.Pot) &&
		(f.Currency == "" || f.Currency == sum.Currency)
}
