// Package demo makes up a place for an empty store: its people, what
// happened to them over two years, and the figures that come of it. Everything
// goes through the store as ordinary rounds of ordinary phones, at the time that
// it is said to have happened, so that the history is a real one.
//
// The same now gives the same history; only the ids that the server itself makes
// (organisations, teams, members, devices) differ.
package demo

import (
	"context"
	"fmt"
	"time"

	"alongside/server/place"
	"alongside/server/store"
)

// Place is what a store for the demo is to be opened with.
func Place() place.Place {
	return place.Place{
		Name:     "Aberwennol Together",
		Purpose:  "That nobody in Aberwennol goes through a hard time alone, and that everybody can build a life they would call good.",
		Zone:     "Europe/London",
		Currency: "GBP",
	}
}

// Links are the members whom the demo invites its visitors to be.
type Links struct {
	Steward      string
	Coaches      [2]string // of one team; they share the two lives that are told in full
	OtherCoach   string    // of another organisation, or of the other team in a small place
	Commissioner string
	Auditor      string
}

// Fill writes the invented place into an empty store, as it would stand at now,
// and releases its eight quarters. People is how many it is alongside at once,
// FewestPeople to MostPeople, beside the two whose lives are told in full; or 0 for the
// ordinary place, which has met 178 over two years. A store that holds anything is left as it is; the links are then those of
// the demo's members, empty where it has none.
func Fill(ctx context.Context, s *store.Store, now time.Time, people int) (Links, error) {
	if !s.Empty() {
		return findLinks(s)
	}
	plan, err := planFor(people)
	if err != nil {
		return Links{}, err
	}
	zone, err := time.LoadLocation(s.Place().Zone)
	if err != nil {
		return Links{}, fmt.Errorf("demo: %w", err)
	}
	c, err := foundPlace(s, plan)
	if err != nil {
		return Links{}, fmt.Errorf("demo: found the place: %w", err)
	}
	b := newBook(now.In(zone))
	story := tell(b, c)
	carried, err := send(ctx, s, b)
	if err != nil {
		return Links{}, fmt.Errorf("demo: send: %w", err)
	}
	if err := release(s, b.quarters()); err != nil {
		return Links{}, fmt.Errorf("demo: release: %w", err)
	}
	if err := talk(s, carried, b, c, story); err != nil {
		return Links{}, fmt.Errorf("demo: talk: %w", err)
	}
	if err := c.retirePhones(s); err != nil {
		return Links{}, fmt.Errorf("demo: retire phones: %w", err)
	}
	return c.links, nil
}

// tell writes the whole history into the book, and returns the id of Gwen's story.
func tell(b *book, c *cast) (story string) {
	b.shown = c.teams[0]
	tellTeams(b, c)
	tellBarriers(b, c)
	for _, l := range gather(b, c) {
		tellLife(b, l)
	}
	harbour := c.teams[0]
	story = tellGwen(b, harbour)
	tellRhys(b, harbour)
	tellWorkers(b, c)
	return story
}

// release publishes quarters that have none yet, oldest first.
func release(s *store.Store, quarters []string) error {
	for _, quarter := range quarters {
		if _, _, err := s.Release(place.Host, quarter); err != nil {
			return err
		}
	}
	return nil
}
