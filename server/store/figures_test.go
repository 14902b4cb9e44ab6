package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"alongside/schema"
	"alongside/server/figures"
	"alongside/server/place"
	"alongside/sync/merge"
)

// fromLog reads everybody's facts from the logs alone, and from what stands at
// their horizons.
func (w *world) fromLog() map[string]*figures.Facts {
	w.t.Helper()
	all := map[string]*figures.Facts{}
	scopes, err := w.Scopes()
	for _, scope := range must(w.t, scopes, err) {
		records := w.foldedOf(scope)
		horizon := func(owner string) (f *figures.Facts) {
			must(w.t, 0, w.view(func(v view) error {
				h, err := v.head(scope)
				must(w.t, h, err)
				f, err = v.factsAt(h, figuresKey(horizonPart, owner))
				return err
			}))
			return f
		}
		for name := range records {
			kind, id, _ := strings.Cut(name, "\x00")
			if owner := ownerOf(Touched{Scope: scope, Change: merge.Change{Kind: kind, ID: id}}); owner != "" && all[owner] == nil {
				all[owner] = horizon(owner)
			}
		}
		err := w.Log(scope, 1, func(e Logged) error {
			name := e.Change.Kind + "\x00" + e.Change.ID
			if records[name] == nil {
				records[name] = &merge.Record{Kind: e.Change.Kind, ID: e.Change.ID}
			}
			merge.Apply(schema.Rules(), records[name], e.Change)
			touched := Touched{Scope: scope, Received: e.Received, Change: e.Change, After: *records[name]}
			if owner := ownerOf(touched); owner != "" {
				if all[owner] == nil {
					all[owner] = horizon(owner)
				}
				w.takeFacts(all[owner], touched)
			}
			return nil
		})
		must(w.t, 0, err)
	}
	return all
}

// recounts fails unless what was kept is what the logs say.
func (w *world) recounts(when string) {
	w.t.Helper()
	want := w.fromLog()
	got := w.everybodysFacts()
	for person, f := range want {
		if got[person] == nil || !bytes.Equal(got[person].Append(nil), f.Append(nil)) {
			w.t.Fatalf("%s: the facts of one person are not what the log says:\n got %+v\nwant %+v", when, got[person], f)
		}
	}
	first, last := w.Store.figures.state.Window()
	recount := figures.NewState(first, last, maps.All(want))
	if !reflect.DeepEqual(w.Store.figures.state, recount) {
		w.t.Fatalf("%s: the sums are not what the log says", when)
	}
	var again *figures.State
	must(w.t, 0, w.view(func(v view) (err error) { again, err = v.recount(last.Last()); return err }))
	if !reflect.DeepEqual(again, recount) {
		w.t.Fatalf("%s: a start would not count what the log says", when)
	}
}

// everybodysFacts are those that lie in the store, by owner.
func (w *world) everybodysFacts() map[string]*figures.Facts {
	w.t.Helper()
	all := map[string]*figures.Facts{}
	must(w.t, 0, w.view(func(v view) error {
		prefix := figuresKey(factsPart, "")
		return v.each(prefix, false, func(key, _ []byte) error {
			owner := string(key[len(prefix):])
			h, err := v.head(scopeOfOwner(owner))
			must(w.t, h, err)
			all[owner], err = v.facts(h, owner)
			return err
		})
	}))
	return all
}

func (w *world) goal(p *phone, scope string, set map[string]any) sent {
	return p.next(scope, "goal", w.newID(), set)
}

// teller makes up what two coaches write about the same people.
type teller struct {
	*world
	r                   *rand.Rand
	here, there         place.Team
	people, goals, said [][2]string // scope and id
	noted               map[string][][2]string
}

func (l *teller) somebody() [2]string { return l.people[l.r.IntN(len(l.people))] }

// erases somebody, of whom the phones may go on to write.
func (l *teller) erases() {
	l.t.Helper()
	_, err := l.Erase(place.Host, l.somebody()[1], "Asked to be forgotten")
	must(l.t, 0, err)
}

func (l *teller) day() string { return l.now.AddDate(0, 0, -l.r.IntN(200)).Format(time.DateOnly) }

func (l *teller) one(p *phone) sent {
	switch kind := l.r.IntN(16); {
	case kind >= 10 && len(l.people) > 0:
		return l.note(p)
	case kind == 0 || len(l.people) == 0:
		id := l.newID()
		c := p.next("person:"+id, "person", id, map[string]any{"called": "Jo", "joined_on": l.day(), "home_team": l.here.ID})
		c.Add = map[string][]string{"circle": {"team:" + l.here.ID}}
		l.people = append(l.people, [2]string{c.Scope, id})
		return c
	case kind == 1:
		who := l.somebody()
		return p.next(who[0], "person", who[1], []map[string]any{{"left_on": l.day()}, {"left_on": nil}, {"in_figures": l.r.IntN(2) == 0},
			{"home_team": l.there.ID}, {"home_team": nil}, {"gone": l.r.IntN(2) == 0}}[l.r.IntN(6)])
	case kind < 4 || len(l.goals) == 0:
		c := l.goal(p, l.somebody()[0], map[string]any{"words": "x",
			"whose": []string{"mine", "ours", "worker"}[l.r.IntN(3)], "made_on": l.day()})
		l.goals = append(l.goals, [2]string{c.Scope, c.ID})
		return c
	case kind == 4:
		g := l.goals[l.r.IntN(len(l.goals))]
		return p.next(g[0], "goal", g[1], []map[string]any{{"set_aside_on": l.day()}, {"set_aside_on": nil},
			{"gone": true}, {"gone": false}, {"whose": "mine"}}[l.r.IntN(5)])
	}
	return l.judgement(p)
}

// judgement is an assessment, or the correction of one, now and then under a
// clock that is a year ahead.
func (l *teller) judgement(p *phone) sent {
	g := l.goals[l.r.IntN(len(l.goals))]
	scope, set := g[0], map[string]any{"goal": g[1], "done": l.r.IntN(2) == 0, "how_far": 10 * l.r.IntN(11),
		"by": []string{"self", "together", "worker"}[l.r.IntN(3)], "on": l.day()}
	if len(l.said) > 0 && l.r.IntN(4) == 0 {
		root := l.said[l.r.IntN(len(l.said))]
		scope, set["corrects"] = root[0], root[1]
	}
	c := p.next(scope, "assessment", l.newID(), set)
	if l.r.IntN(8) == 0 {
		c.At = strings.Replace(c.At, c.At[:12], fmt.Sprintf("%012x", l.now.AddDate(1, 0, 0).UnixMilli()), 1)
	}
	if set["corrects"] == nil {
		l.said = append(l.said, [2]string{c.Scope, c.ID})
	}
	return c
}

// What was kept is at any moment what the logs say, of late, corrected, set-aside,
// left-out and erased people, over restarts.
func TestFiguresFollowTheLog(t *testing.T) {
	for seed := range uint64(6) {
		w := newWorld(t, seed%3 == 0)
		l := &teller{world: w, r: rand.New(rand.NewPCG(seed, 5)), here: w.team(w.org("A"), "A"), there: w.team(w.org("B"), "B")}
		phones := []*phone{w.enrol(w.member("Ada", place.Coach, l.here.ID)), w.enrol(w.member("Ben", place.Coach, l.here.ID))}
		for step := range 12 {
			w.now = w.now.AddDate(0, 0, l.r.IntN(30))
			p := phones[l.r.IntN(2)]
			var changes []sent
			for range 1 + l.r.IntN(20) {
				changes = append(changes, l.one(p))
			}
			p.push(changes...)
			when := fmt.Sprintf("seed %d, step %d", seed, step)
			w.recounts(when)
			if len(l.people) > 0 && seed%2 == 0 {
				must(t, 0, w.Compact(l.somebody()[0], uint64(l.r.IntN(60))))
				w.recounts(when + ", compacted")
			}
			if len(l.people) > 1 && l.r.IntN(4) == 0 {
				l.erases()
				w.recounts(when + ", with somebody erased")
			}
			if w.dir != "" && l.r.IntN(3) == 0 {
				w.reopen()
				w.recounts(when + ", after a restart")
			}
		}
		w.now = w.now.AddDate(0, 4, 0)
		must(t, 0, w.turnQuarter())
		w.recounts("in a later quarter")
	}
}

// crowd pushes n people of a team alike, with one goal that is done or not.
func (w *world) crowd(p *phone, team place.Team, n int, done bool) {
	w.t.Helper()
	howFar := 0
	if done {
		howFar = 60
	}
	var changes []sent
	for range n {
		id := w.newID()
		c := p.next("person:"+id, "person", id, map[string]any{"called": "Jo", "joined_on": "2026-01-10", "home_team": team.ID})
		c.Add = map[string][]string{"circle": {"team:" + team.ID}}
		g := w.goal(p, c.Scope, map[string]any{"words": "x", "whose": "mine", "made_on": "2026-01-11"})
		changes = append(changes, c, g, p.next(c.Scope, "assessment", w.newID(),
			map[string]any{"goal": g.ID, "done": done, "how_far": howFar, "by": "self", "on": "2026-02-01"}))
	}
	if reply := p.push(changes...); len(reply.Parked) > 0 {
		w.t.Fatal(reply.Parked)
	}
}

func TestReleases(t *testing.T) {
	w := newWorld(t, true)
	org := w.org("Harbour")
	team := w.team(org, "North")
	ada := w.enrol(w.member("Ada", place.Coach, team.ID))
	read := place.Actor{Role: place.Commissioner}
	page := func() []byte {
		t.Helper()
		text, err := w.Figures(read, "attainment", "2026-Q1", "place", "")
		return must(t, text, err)
	}
	w.crowd(ada, team, 12, true)
	w.crowd(ada, team, 12, false)
	if _, _, err := w.Release(place.Host, "2026-Q1"); codeOf(err) != place.QuarterOpen {
		t.Fatalf("an open quarter: %v", err)
	}
	w.now = time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)
	if _, err := w.Figures(read, "attainment", "2026-Q1", "place", ""); codeOf(err) != place.NotReleased {
		t.Fatalf("not released: %v", err)
	}
	must(t, 0, w.releaseEnded())
	first := page()
	var told struct {
		Release string
		Groups  []struct {
			People int
			Cells  []struct{ People, Percent int }
		}
	}
	must(t, 0, json.Unmarshal(first, &told))
	if told.Release != "2026-Q1.1" || told.Groups[0].People != 25 || told.Groups[0].Cells[0].People != 10 || told.Groups[0].Cells[0].Percent != 40 {
		t.Fatalf("the first release: %s", first)
	}
	if progress, err := w.Figures(read, "progress", "2026-Q1", "place", ""); err != nil || !bytes.Contains(progress, []byte(`{"at_least":50,"people":10,"percent":40}`)) {
		t.Fatalf("how far people have come: %s %v", progress, err)
	}
	w.crowd(ada, team, 7, true)
	info, moved, err := w.Release(place.Host, "2026-Q1")
	if err != nil || moved || info.Release != "2026-Q1.1" || !bytes.Equal(page(), first) {
		t.Fatalf("seven more: %v %v %v", info, moved, err)
	}
	w.crowd(ada, team, 1, true)
	w.reopen()
	must(t, 0, w.releaseEnded())
	if !bytes.Equal(page(), first) {
		t.Fatal("a restart and the daily run moved what was released")
	}
	info, moved, err = w.Release(place.Host, "2026-Q1")
	if err != nil || !moved || info.Release != "2026-Q1.2" || bytes.Equal(page(), first) {
		t.Fatalf("eight more: %v %v %v", info, moved, err)
	}
	if again, err := w.Figures(read, "attainment", "2026-Q1", "place", "2026-Q1.1"); err != nil || !bytes.Equal(again, first) {
		t.Fatalf("the first release is for ever: %v", err)
	}
	list, err := w.ListFigures(read)
	if err != nil || len(list.Quarters) != 1 || list.Quarters[0].Release != "2026-Q1.2" || len(list.Tables) != len(figures.Tables) {
		t.Fatalf("the list: %+v %v", list, err)
	}
	states, err := w.Releases(place.Host)
	quarters := []string{}
	for _, s := range must(t, states, err) {
		quarters = append(quarters, fmt.Sprint(s.Quarter, " ", s.Open, " ", s.Released))
	}
	if !slices.Equal(quarters, []string{"2026-Q2 true false", "2026-Q1 false true"}) {
		t.Fatalf("what can be released: %v", quarters)
	}
}

func TestNothingIsReleasedOfAnEmptyPlace(t *testing.T) {
	w := newWorld(t, false)
	must(t, 0, w.releaseEnded())
	if list, err := w.ListFigures(place.Host); err != nil || len(list.Quarters) != 0 {
		t.Fatalf("%+v %v", list, err)
	}
	if _, moved, err := w.Release(place.Host, "2025-Q4"); err != nil || !moved {
		t.Fatalf("a steward may all the same: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	w.RunDaily(ctx)
}

func TestWhoIsNotHeard(t *testing.T) {
	w := newWorld(t, false)
	team := w.team(w.org("A"), "A")
	for i := range 9 {
		p := w.enrol(w.member(fmt.Sprint("C", i), place.Coach, team.ID))
		if i < 2 {
			w.now = time.Date(2026, 4, 1, 0, 0, 0, 0, w.zone())
			p.pull(nil, 0)
			w.now = testStart
		}
	}
	w.enrol(w.member("Silent reader", place.Commissioner))
	err := w.view(func(v view) error {
		q, _ := figures.ParseQuarter("2026-Q1")
		if n, err := v.notHeard(q); n != 7 || err != nil {
			t.Errorf("%d devices are not heard of: %v", n, err)
		}
		return nil
	})
	must(t, 0, err)
}
