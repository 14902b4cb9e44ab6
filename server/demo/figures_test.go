package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"alongside/server/place"
	"alongside/server/store"
)

type page struct {
	Release string
	Groups  []struct {
		Name     string
		Scale    string
		People   any
		LeftOut  any `json:"left_out"`
		SetAside any `json:"set_aside"`
		Cells    []struct {
			AtLeast any `json:"at_least"`
			People  any
			Percent any
		}
	}
}

func (p page) String() string {
	var b strings.Builder
	for _, g := range p.Groups {
		fmt.Fprintf(&b, " | %s, %v people, aside %v, %s:", g.Name, g.People, g.SetAside, g.Scale)
		for _, c := range g.Cells {
			fmt.Fprintf(&b, " %v+ %v", c.AtLeast, c.Percent)
		}
	}
	return b.String()
}

// counted adds up what a page shows and what it withholds.
func (p page) counted() (shown, withheld int) {
	tell := func(value any) {
		if value == "*" {
			withheld++
		} else {
			shown++
		}
	}
	for _, g := range p.Groups {
		tell(g.People)
		tell(g.LeftOut)
		tell(g.SetAside)
		for _, c := range g.Cells {
			tell(c.People)
			tell(c.Percent)
		}
	}
	return shown, withheld
}

func readPage(t *testing.T, s *store.Store, table, quarter, by string) page {
	t.Helper()
	text, err := s.Figures(place.Actor{Role: place.Commissioner}, table, quarter, by, "")
	if err != nil {
		t.Fatal(err)
	}
	var p page
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestQuartersSayAndWithholdSomething(t *testing.T) {
	s := openStore(t, "")
	fill(t, s)
	withheld, silent := 0, 0
	for i, quarter := range newBook(testNow).quarters() {
		for _, table := range []string{"attainment", "progress"} {
			whole := readPage(t, s, table, quarter, "place")
			t.Logf("%s %s%v", quarter, table, whole)
			if len(whole.Groups) != 1 || len(whole.Groups[0].Cells) == 0 {
				silent++
				if i >= 4 {
					t.Errorf("%s %s says nothing of the place", table, quarter)
				}
			}
			byOrg := readPage(t, s, table, quarter, "org")
			t.Logf("%s %s%v", quarter, table, byOrg)
			_, hidden := byOrg.counted()
			withheld += hidden
		}
	}
	if silent > 1 {
		t.Errorf("%d tables of the first year say nothing of the place", silent)
	}
	if withheld == 0 {
		t.Error("nothing had to be withheld")
	}
	theEightAreAll(t, s)
}

// A place of forty is alongside about forty in each of its last four quarters, and tells
// of them; visitors get into it like into the ordinary one.
func TestPlaceOfForty(t *testing.T) {
	s := openStore(t, "")
	links := fillFor(t, s, 40)
	if links.Coaches[0] == "" || links.OtherCoach == "" || links.OtherCoach == links.Coaches[0] || links.Commissioner == "" {
		t.Errorf("links: %+v", links)
	}
	if again := fillFor(t, s, 40); again != links {
		t.Errorf("a second fill gives %+v, want %+v", again, links)
	}
	told := 0
	for _, quarter := range newBook(testNow).quarters()[4:] {
		p := readPage(t, s, "attainment", quarter, "place")
		t.Logf("%s%v", quarter, p)
		if n, _ := p.Groups[0].People.(float64); n < 35 || n > 50 {
			t.Errorf("%s: %v people", quarter, p.Groups[0].People)
		}
		if len(p.Groups[0].Cells) > 0 {
			told++
		}
	}
	if told < 3 {
		t.Errorf("only %d of four quarters tell how many of their goals people reached", told)
	}
}

func TestPlaceOfAnImpossibleSize(t *testing.T) {
	for _, people := range []int{-1, FewestPeople - 1, MostPeople + 1} {
		if _, err := Fill(context.Background(), openStore(t, ""), testNow, people); err == nil {
			t.Errorf("a place for %d people was made up", people)
		}
	}
}

// theEightAreAll: nobody was alongside in an earlier quarter, which the daily run would
// release.
func theEightAreAll(t *testing.T, s *store.Store) {
	t.Helper()
	states, err := s.Releases(place.Host)
	if err != nil {
		t.Fatal(err)
	}
	released := 0
	for _, q := range states {
		if q.Released {
			released++
		} else if !q.Open {
			t.Errorf("%s waits to be released", q.Quarter)
		}
	}
	if released != 8 {
		t.Errorf("%d quarters are released", released)
	}
}
