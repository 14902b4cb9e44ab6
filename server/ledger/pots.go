package ledger

import (
	"cmp"
	"slices"
	"strings"

	"alongside/server/place"
	"alongside/sync/merge"
)

// Pot is a pot of money with its account.
type Pot struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Team       *Ref   `json:"team,omitempty"`
	Person     string `json:"person,omitempty"` // pseudonym, for a personal budget
	Source     string `json:"source,omitempty"`
	Conditions string `json:"conditions,omitempty"`
	Currency   string `json:"currency"`
	// Balance is what is left, in minor units; below 0 where more was spent than paid in.
	Balance int64 `json:"balance"`
	// Lines are oldest first.
	Lines []Line `json:"lines"`
	// Mixed is true where something is in another currency: it is in no balance.
	Mixed bool `json:"mixed,omitempty"`
	Gone  bool `json:"gone,omitempty"`
}

// Line is one movement of a pot.
type Line struct {
	ID         string `json:"id"`
	Sort       string `json:"sort"` // in, out, spent, or forgotten: what decisions of people who were erased came to
	On         string `json:"on"`
	Words      string `json:"words,omitempty"`
	Person     string `json:"person,omitempty"`
	MinorUnits int64  `json:"minor_units"` // below 0 for out and spent
	Balance    int64  `json:"balance"`     // after it
}

// accounts are the pots by name, and those that decisions name but nobody has
// declared.
func (r *reader) accounts(sources []Source, entries []Entry) []Pot {
	pots := map[string]*Pot{}
	for _, s := range sources {
		if s.Record.Kind == "pot" {
			pots[s.Record.ID] = r.account(s)
		}
	}
	for _, m := range r.paid(sources) {
		if where, known := r.potScope[m.pot]; !known || where == m.scope {
			add(pots, m.pot, m.currency, m.line)
		}
	}
	for _, e := range entries {
		if e.Pot == nil || !e.Counts || e.MinorUnits == 0 {
			continue
		}
		add(pots, e.Pot.ID, e.Currency, Line{ID: e.ID, Sort: "spent", On: e.On, Words: e.What, Person: e.Person, MinorUnits: -e.MinorUnits})
	}
	out := make([]Pot, 0, len(pots))
	for _, p := range pots {
		p.run()
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b Pot) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return out
}

func (r *reader) account(s Source) *Pot {
	kind, id, _ := place.SplitScope(s.Scope)
	p := &Pot{ID: s.Record.ID, Name: r.pots[s.Record.ID].Name, Team: r.potTeam[s.Record.ID],
		Source:     r.masked(s.Scope, newest(s.Record, "source")),
		Conditions: r.masked(s.Scope, newest(s.Record, "conditions")),
		Currency:   cmp.Or(text(s.Record, "currency"), r.Currency),
		Gone:       value(s.Record, "gone") == true, Lines: []Line{}}
	if kind == place.PersonScope {
		p.Person = r.Pseudonym(id)
	}
	return p
}

// payment is money into a pot, or out of it other than by a decision.
type payment struct {
	pot, scope, currency string
	line                 Line
}

// paid are the entries of pots as they count now.
func (r *reader) paid(sources []Source) []payment {
	var rows []Entry
	byKey := map[string]Source{}
	for _, s := range sources {
		if s.Record.Kind == "pot_entry" {
			rows = append(rows, Entry{ID: s.Record.ID, scope: s.Scope, written: s.Record.First, Corrects: text(s.Record, "corrects")})
			byKey[s.Scope+"/"+s.Record.ID] = s
		}
	}
	settle(rows)
	var out []payment
	for _, row := range rows {
		if row.Counts {
			out = append(out, r.payment(byKey[row.scope+"/"+row.ID]))
		}
	}
	return out
}

func (r *reader) payment(s Source) payment {
	minor := number(s.Record, "minor_units")
	line := Line{ID: s.Record.ID, Sort: "in", MinorUnits: minor,
		On:    cmp.Or(text(s.Record, "on"), r.Day(s.Record.First.MS())),
		Words: r.masked(s.Scope, text(s.Record, "words"))}
	if minor < 0 {
		line.Sort = "out"
	}
	if isForgotten(s.Record) {
		line.Sort = "forgotten"
	}
	return payment{text(s.Record, "pot"), s.Scope, currencyOf(s.Record), line}
}

func currencyOf(r merge.Record) string { return text(r, "currency") }

// add puts a line into a pot; one without a currency is in the pot's own.
func add(pots map[string]*Pot, id, currency string, line Line) {
	p := pots[id]
	switch {
	case p == nil && id == "":
		return
	case p == nil:
		p = &Pot{ID: id, Currency: currency, Lines: []Line{}}
		pots[id] = p
	}
	if currency != "" && p.Currency != "" && currency != p.Currency {
		p.Mixed = true
		return
	}
	p.Lines = append(p.Lines, line)
}

// run sorts the lines and works out the balance after each. On one day money
// comes in before it goes out.
func (p *Pot) run() {
	slices.SortFunc(p.Lines, func(a, b Line) int {
		return cmp.Or(strings.Compare(a.On, b.On), cmp.Compare(sortOf(a), sortOf(b)), strings.Compare(a.ID, b.ID))
	})
	for i := range p.Lines {
		p.Balance += p.Lines[i].MinorUnits
		p.Lines[i].Balance = p.Balance
	}
}

func sortOf(l Line) int {
	if l.Sort == "in" {
		return 0
	}
	return 1
}
