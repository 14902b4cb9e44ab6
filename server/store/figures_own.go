package store

import (
	"slices"

	"alongside/server/figures"
	"alongside/server/place"
)

// OwnFigures is what a quarter says of the coach's own people, exactly.
type OwnFigures struct {
	Quarter string        `json:"quarter"`
	Open    bool          `json:"open"` // has not ended yet
	Teams   []string      `json:"teams"`
	Tables  []figures.Own `json:"tables"`
	// Next says in words what comes of them in what others see.
	Next string `json:"next"`
}

const (
	nextShared = "Your organisation shares its curve. The next release counts these people with the others of your organisation" +
		" and of the place, under the rules that keep secrets; of your team alone nothing is ever shown."
	nextPlace = "Your organisation does not share its curve. The next release counts these people in the place as a whole and" +
		" nowhere else; of your team alone nothing is ever shown."
)

// OwnFigures counts the people whose home team at the end of the quarter is one of
// the coach's, as far as the coach may read their records: what is counted is what
// they could count themselves. quarter "" is the one that today lies in. Errors:
// forbidden, invalid.
func (s *Store) OwnFigures(by place.Actor, quarter string) (out OwnFigures, err error) {
	if err := by.Must(place.SeeOwnFigs); err != nil {
		return out, err
	}
	q := figures.QuarterOf(s.today())
	if quarter != "" {
		asked, ok := figures.ParseQuarter(quarter)
		if !ok {
			return out, faultyQuarter()
		}
		q = asked
	}
	d := s.directory.Load()
	out = OwnFigures{Quarter: q.String(), Open: s.today() <= q.Last(), Teams: by.Teams, Next: nextPlace}
	for _, team := range by.Teams {
		if d.orgs[d.teams[team].Org].ShareFigures {
			out.Next = nextShared
		}
	}
	err = s.view(func(v view) error {
		scopes, err := v.readable(by)
		if err != nil {
			return err
		}
		var unread error
		out.Tables = figures.OwnFigures(q, d.place.Currency, func(yield func(string, *figures.Facts) bool) {
			unread = v.ownPeople(by, q, scopes, yield)
		})
		return unread
	})
	return out, err
}

// ownPeople yields the facts of those in the scopes whose home team is one of the
// coach's.
func (v view) ownPeople(by place.Actor, q figures.Quarter, scopes []string, yield func(string, *figures.Facts) bool) error {
	for _, scope := range scopes {
		kind, person, _ := place.SplitScope(scope)
		if kind != place.PersonScope {
			continue
		}
		h, err := v.head(scope)
		if err != nil || h == nil {
			return err
		}
		f, err := v.facts(h, person)
		if err != nil {
			return err
		}
		if slices.Contains(by.Teams, f.HomeAt(q.Last())) && !yield(person, f) {
			return nil
		}
	}
	return nil
}
