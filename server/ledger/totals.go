package ledger

import (
	"cmp"
	"slices"
	"strings"
)

// Filter says which entries are meant; a zero field asks for nothing.
type Filter struct {
	From, To     string // days, both included
	Team, Pot    string // ids
	Person       string // pseudonym
	ChosenBy     string
	Currency     string
	Least        int64 // minor units
	Words        string
	CorrectedToo bool // those that no longer count, too
}

// Keep says whether the entry is one of them.
func (f Filter) Keep(e Entry) bool {
	if !f.CorrectedToo && !e.Counts {
		return false
	}
	for _, asked := range []struct{ want, has string }{
		{f.Team, refID(e.Team)}, {f.Pot, refID(e.Pot)}, {f.Person, e.Person},
		{f.ChosenBy, e.ChosenBy}, {f.Currency, e.Currency},
	} {
		if asked.want != "" && asked.want != asked.has {
			return false
		}
	}
	if f.From != "" && e.On < f.From || f.To != "" && e.On > f.To || e.MinorUnits < f.Least {
		return false
	}
	return f.Words == "" || e.says(strings.ToLower(f.Words))
}

func refID(r *Ref) string {
	if r == nil {
		return ""
	}
	return r.ID
}

func (e Entry) says(words string) bool {
	all := []string{e.What, e.Why, e.From, e.Who, e.Person}
	for _, part := range e.WentOn {
		all = append(all, part.What)
	}
	for _, said := range append(slices.Clone(e.CameOfIt), e.IfNobodyHad...) {
		all = append(all, said.Words)
	}
	return strings.Contains(strings.ToLower(strings.Join(append(all, e.Receipts...), "\n")), words)
}

// Total is what the entries that count come to in one currency.
type Total struct {
	Currency   string `json:"currency"`
	Decisions  int    `json:"decisions"`
	MinorUnits int64  `json:"minor_units"`
	// Free are decisions that cost nothing, and InKind those that came as a thing or as time.
	Free   int `json:"free"`
	InKind int `json:"in_kind"`
	// People are the pseudonyms among them, each once.
	People int `json:"people"`
	// Heard are those whose outcome somebody wrote down, and Receipted those with a receipt.
	Heard     int `json:"came_of_it"`
	Receipted int `json:"receipts"`
	// Forgotten is what decisions of people who were erased came to; it is in none of
	// the other sums.
	Forgotten int64   `json:"forgotten"`
	Months    []Month `json:"months"`
	Pots      []InPot `json:"pots"`
}

// Month is what was spent in a month.
type Month struct {
	Month      string `json:"month"` // YYYY-MM
	Decisions  int    `json:"decisions"`
	MinorUnits int64  `json:"minor_units"`
}

// InPot is what was spent out of a pot; out of none where ID is "".
type InPot struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Decisions  int    `json:"decisions"`
	MinorUnits int64  `json:"minor_units"`
}

// Totals adds up the entries that count, by currency, and what erasures have left.
func Totals(entries []Entry, forgotten []Forgotten) []Total {
	by := map[string]*sum{}
	in := func(currency string) *sum {
		if by[currency] == nil {
			by[currency] = &sum{Total: Total{Currency: currency}, people: map[string]bool{}, months: map[string]*Month{}, pots: map[string]*InPot{}}
		}
		return by[currency]
	}
	for _, e := range entries {
		if e.Counts {
			in(e.Currency).add(e)
		}
	}
	for _, f := range forgotten {
		in(f.Currency).Forgotten += f.MinorUnits
	}
	out := make([]Total, 0, len(by))
	for _, s := range by {
		out = append(out, s.done())
	}
	slices.SortFunc(out, func(a, b Total) int { return strings.Compare(a.Currency, b.Currency) })
	return out
}

type sum struct {
	Total
	people map[string]bool
	months map[string]*Month
	pots   map[string]*InPot
}

func (s *sum) add(e Entry) {
	s.Decisions++
	s.MinorUnits += e.MinorUnits
	s.Free += one(e.MinorUnits == 0)
	s.InKind += one(e.InKind)
	s.Heard += one(len(e.CameOfIt) > 0)
	s.Receipted += one(len(e.Receipts) > 0)
	if e.Person != "" {
		s.people[e.Person] = true
	}
	month := e.On[:min(7, len(e.On))]
	m := s.months[month]
	if m == nil {
		m = &Month{Month: month}
		s.months[month] = m
	}
	m.Decisions, m.MinorUnits = m.Decisions+1, m.MinorUnits+e.MinorUnits
	p := s.pots[refID(e.Pot)]
	if p == nil {
		p = &InPot{}
		if e.Pot != nil {
			p.ID, p.Name = e.Pot.ID, e.Pot.Name
		}
		s.pots[p.ID] = p
	}
	p.Decisions, p.MinorUnits = p.Decisions+1, p.MinorUnits+e.MinorUnits
}

func (s *sum) done() Total {
	s.People = len(s.people)
	s.Months, s.Pots = make([]Month, 0, len(s.months)), make([]InPot, 0, len(s.pots))
	for _, m := range s.months {
		s.Months = append(s.Months, *m)
	}
	for _, p := range s.pots {
		s.Pots = append(s.Pots, *p)
	}
	slices.SortFunc(s.Months, func(a, b Month) int { return strings.Compare(a.Month, b.Month) })
	slices.SortFunc(s.Pots, func(a, b InPot) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID)) })
	return s.Total
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
