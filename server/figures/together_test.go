package figures

import (
	"fmt"
	"strings"
	"testing"
)

// Two tables about nearly the same people must not tell how many have no goal yet:
// whoever has none answers for nobody.
func TestNobodyWithoutAGoalIsInATableOfAnswers(t *testing.T) {
	w := newTown(t)
	w.steps(12, 0, 1, 2, 4)
	for i := range 5 {
		f := w.person(fmt.Sprint("new", i), "ta", 0, 0)
		f.PutNoted(Noted{Kind: Checked, ID: "c", Voice: Self, Answer: 1, On: w.quarter.First(), Received: w.quarter.First(), Stamp: "1"})
	}
	w.release()
	place, gained := w.place(), w.groups("gained", "place")[0]
	if place.NoGoal != Withheld || gained.People != place.People {
		t.Errorf("%v with a goal, %v in the other table: the difference is who has none", place.People, gained.People)
	}
}

// Four quarters are not told where those who were there before are so few that the
// quarter itself, which was refused, could be had by subtraction.
func TestFourQuartersDoNotTellOfOne(t *testing.T) {
	w := newTown(t)
	w.crowd("a", "ta", 33, 0, 4)
	w.crowd("b", "ta", 6, 2, 4) // half: too few
	w.crowd("before", "ta", 2, 2, 4)
	for id, f := range w.people {
		if strings.HasPrefix(id, "before") {
			f.Joined, f.Left = w.quarter.First()-300, w.quarter.First()-1
			for i := range f.Goals {
				f.Goals[i].Made = w.quarter.First() - 200
				f.Said[i].On, f.Said[i].Received = w.quarter.First()-100, w.quarter.First()-100
			}
		}
	}
	w.release()
	if got := w.place(); got.Scale != "" {
		t.Errorf("8 of four quarters, of whom 2 came earlier: %s, of %d quarters", told(got), got.Quarters)
	}
}

// spend gives somebody one decision of this quarter.
func (w *town) spend(id string, sum int64, goal string) {
	w.people[id].PutNoted(Noted{Kind: Decided, ID: fmt.Sprint("d", sum, goal), Voice: Self, Sum: sum, Goal: goal,
		On: w.quarter.First() + 3, Received: w.quarter.First() + 3, Stamp: "1"})
}

// thirtySpent is a town in which thirty spent alike, and what was released of that.
func thirtySpent(t *testing.T) (w *town, before string) {
	w = newTown(t)
	w.crowd("p", "ta", 30, 1, 4)
	for i := range 30 {
		w.spend(fmt.Sprintf("p%04d", i), 4000, "")
	}
	w.release()
	return w, string(w.pages["spending_by_what/place"])
}

// The total of money is exact, so that seven who changed only what it was for must
// not carry the eighth's sum with them.
func TestMoneyDoesNotMoveForOnePersonsSum(t *testing.T) {
	w, before := thirtySpent(t)
	for i := range 7 {
		n := &w.people[fmt.Sprintf("p%04d", i)].Noted[0]
		n.Goal = "g"
	}
	w.spend("p0029", 30000, "")
	if w.release() && string(w.pages["spending_by_what/place"]) != before {
		t.Errorf("one person's sum moved the exact total: %s", w.pages["spending_by_what/place"])
	}
	for i := 10; i < 28; i++ {
		w.spend(fmt.Sprintf("p%04d", i), 20000, "")
	}
	if !w.release() || *w.groups("spending_by_what", "place")[0].MinorUnits != 30*4000+30000+18*20000 {
		t.Error("nineteen people's sums should have moved it")
	}
}

// Nor must seven who changed what it was for carry the sums of three.
func TestMoneyDoesNotMoveForThreePeoplesSums(t *testing.T) {
	w, before := thirtySpent(t)
	for i := range 10 {
		n := &w.people[fmt.Sprintf("p%04d", i)].Noted[0]
		n.Goal, n.Sum = "g", n.Sum+int64(1000*one(i < 3))
	}
	if w.release(); string(w.pages["spending_by_what/place"]) != before {
		t.Errorf("three people's sums moved the exact total: %s", w.pages["spending_by_what/place"])
	}
}

// meets notes that a barrier was met so many times.
func (w *town) meets(barrier string, times int) {
	f := &Facts{}
	f.PutNoted(Noted{Kind: Barrier, ID: barrier, Who: []string{"council"}, Stamp: "1"})
	w.people["barrier-"+barrier] = f
	for i := range times {
		m := &Facts{}
		m.PutNoted(Noted{Kind: Met, ID: fmt.Sprint(barrier, i), Barrier: barrier, Sum: 1000, On: w.quarter.First(), Received: w.quarter.First(), Stamp: "1"})
		w.people[fmt.Sprintf("met-%s-%03d", barrier, i)] = m
	}
}

// One barrier that was met a few times must not be had by taking the others from the
// total, or from those who could help.
func TestAHiddenBarrierIsNotWorkedOut(t *testing.T) {
	w := newTown(t)
	w.meets("a", 20)
	w.meets("b", 5)
	w.meets("c", 0)
	w.release()
	g := w.groups("barriers", "place")[0]
	cells, sums := map[string]Count{}, map[string]Minor{}
	for _, c := range g.Cells {
		cells[c.Key], sums[c.Key] = c.Times, c.Minor
	}
	if sums["who:council"] != 20_000 {
		t.Errorf("what 25 times cost less what 20 did is what 5 did: %v", sums)
	}
	if *g.Times != Withheld || cells["barrier:a"] != 20 || cells["who:council"] != 20 {
		t.Errorf("25 less 20 are 5: %v times, %v", *g.Times, cells)
	}
	if nobody, listed := cells["barrier:c"]; !listed || nobody != cells["barrier:b"] {
		t.Errorf("never must read like five times: %v", cells)
	}
}

// What stands beside the figures is held too: a table that moves for its own people
// must not show that one goal of somebody else was heard about.
func TestGoalsNotHeardAreHeld(t *testing.T) {
	w := newTown(t)
	w.crowd("p", "ta", 16, 0, 3)
	w.each(func(f *Facts) { f.Said = nil })
	w.release()
	w.crowd("q", "ta", 8, 1, 3) // heard: the curve moves
	w.person("r", "ta", 0, 3).Said = nil
	if !w.release() || !strings.Contains(string(w.pages["attainment/place"]), `"goals_not_heard":50`) {
		t.Errorf("one person's goals moved it: %s", w.pages["attainment/place"])
	}
}
