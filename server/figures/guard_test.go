package figures

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// The number of people is told where only the curve would give the rest away.
func TestPeopleAreToldWithoutACurve(t *testing.T) {
	w := newTown(t, "a")
	w.crowd("a1", "ta", 12, 1, 4)
	w.crowd("a2", "ta", 12, 2, 4)
	w.crowd("b", "tb", 40, 0, 4) // the rest: nobody has done half
	w.release()
	if got := told(w.groups("attainment", "org")[0]); got != "a 25 " {
		t.Errorf("%s", got)
	}
}

// An organisation that is told of over four quarters still leaves the rest of the
// quarter alone to be guarded.
func TestTheRestIsGuardedAcrossModes(t *testing.T) {
	w := newTown(t, "a")
	w.crowd("a", "ta", 14, 2, 4)
	w.crowd("b", "tb", 7, 0, 4)
	w.crowd("late", "tb", 9, 0, 4)
	w.crowd("before", "ta", 9, 0, 4)
	for id, f := range w.people {
		if strings.HasPrefix(id, "before") || strings.HasPrefix(id, "late") {
			f.Joined, f.Left = w.quarter.First()-300, w.quarter.First()-1
			for i := range f.Goals {
				f.Goals[i].Made = w.quarter.First() - 200
			}
		}
	}
	w.release()
	place, org := w.place(), w.groups("attainment", "org")[0]
	if org.People != Withheld {
		t.Errorf("14 of 21 leave 7: %s, %s", told(place), told(org))
	}
}

func TestSidesAreHiddenTogether(t *testing.T) {
	w := halves(t)
	aside := func(org string, n int) {
		for i := range n {
			id := fmt.Sprintf("%s%d%04d", org, i%2, i/2)
			f := w.people[id]
			f.PutGoal(Goal{ID: id + "x", Own: true, Made: w.quarter.First() - 200, SetAside: w.quarter.Last()})
		}
	}
	aside("a", 9)
	aside("b", 10)
	aside("c", 5)
	w.release()
	a, b, place := w.groups("attainment", "org")[0], w.groups("attainment", "org")[1], w.place()
	if place.SetAside != 25 || a.SetAside != Withheld || b.SetAside != 10 {
		t.Errorf("24 less 9 less 10 are 5: place %v, a %v, b %v", place.SetAside, a.SetAside, b.SetAside)
	}
}

func TestSelfKeepsItsDistance(t *testing.T) {
	for together, want := range map[int]string{0: "", 7: "", 8: "half", 40: ""} {
		w := newTown(t)
		w.crowd("none", "ta", 20, 0, 4)
		w.crowd("done", "ta", 40, 2, 4)
		n := 0
		w.each(func(f *Facts) {
			if f.Said[0].Done {
				n++
			}
			if !f.Said[0].Done || n > together {
				for i := range f.Said {
					f.Said[i].Voice = Self
				}
			}
		})
		w.release()
		if got := w.place().Self.Scale; got != want {
			t.Errorf("%d judged together: shown by %q, want %q", together, got, want)
		}
	}
}

func TestACorrectionKeepsItsPlace(t *testing.T) {
	q, _ := ParseQuarter("2026-Q2")
	day := q.First()
	f := &Facts{Joined: day}
	f.PutGoal(Goal{ID: "g", Own: true, Made: day})
	say := func(id, corrects, stamp string, done bool) {
		f.PutSaid(Said{ID: id, Goal: "g", Corrects: corrects, Voice: Self, Done: done, HowFar: Unsaid, On: day, Stamp: stamp, Received: day})
	}
	say("first", "", "1", false)
	say("second", "", "2", true)
	say("put-right", "first", "3", false)
	if c := f.Read().In(q); c.Achieved != 1 {
		t.Errorf("what was corrected came after what was said later: %+v", c)
	}
	say("again", "put-right", "4", true)
	say("round", "circle", "5", false)
	say("circle", "round", "6", false)
	f.PutSaid(Said{ID: "theirs", Goal: "g", Voice: Worker, On: day + 1, Stamp: "7"})
	if c := f.Read().In(q); c.Achieved != 1 || c.AchievedSelf != 1 || c.Heard != 0 {
		t.Errorf("%+v", c)
	}
	say("second-right", "second", "8", false)
	if c := f.Read().In(q); c.Achieved != 0 {
		t.Errorf("a correction does not count: %+v", c)
	}
}

func TestDaysAndQuarters(t *testing.T) {
	for text, want := range map[string]string{"2026-Q1": "2026-01-01 2026-03-31", "2024-Q1": "2024-01-01 2024-03-31",
		"2026-Q4": "2026-10-01 2026-12-31", "9999-Q4": "9999-10-01 9999-12-31", "0001-Q1": "0001-01-01 0001-03-31"} {
		q, ok := ParseQuarter(text)
		if got := fmt.Sprint(q.First(), " ", q.Last()); !ok || got != want || q.String() != text || QuarterOf(q.Last()) != q || QuarterOf(q.First()) != q {
			t.Errorf("%s: %s", text, got)
		}
	}
	for _, text := range []string{"", "2026", "2026-Q0", "2026-Q5", "2026Q1", "0000-Q1", "2026-q1", " 026-Q1", "+026-Q1", "2026-Q11"} {
		if q, ok := ParseQuarter(text); ok {
			t.Errorf("%q is taken for %s", text, q)
		}
	}
	for _, text := range []string{"", "2026-1-1", "2026-02-29", "0000-01-01", "2026-01-01T00:00:00Z"} {
		if day, ok := ParseDay(text); ok {
			t.Errorf("%q is taken for %s", text, day)
		}
	}
	zone, _ := time.LoadLocation("Europe/London")
	if got := DayAt(time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC).UnixMilli(), zone).String(); got != "2026-07-01" {
		t.Errorf("half past midnight in summer is %s", got)
	}
}

// BenchmarkChange is what one assessment costs of somebody with six goals and
// twelve quarters of judgements.
func BenchmarkChange(b *testing.B) {
	to, _ := ParseQuarter("2026-Q3")
	f := &Facts{Joined: (to - 11).First()}
	for i := range 6 {
		goal := fmt.Sprint("goal", i)
		f.PutGoal(Goal{ID: goal, Own: true, Made: (to - 11).First()})
		for q := range Quarter(12) {
			f.PutSaid(Said{ID: fmt.Sprint(goal, q), Goal: goal, Voice: Self, HowFar: 50, On: (to - q).First(), Received: (to - q).Last(), Stamp: fmt.Sprint(q)})
		}
	}
	state := NewState(to-12, to, func(func(string, *Facts) bool) {})
	state.Change(nil, f)
	stored := f.Append(nil)
	b.ReportAllocs()
	for b.Loop() {
		before, _ := ParseFacts(stored)
		now := before.Clone()
		now.PutSaid(Said{ID: "new", Goal: "goal1", Voice: Self, Done: true, On: to.First(), Received: to.First(), Stamp: "x"})
		state.Change(before, now)
		state.Change(now, before)
		now.Append(nil)
	}
}

// The place tells how many have some, the organisation how many have half: that
// many have some too, so no more than the others can be of the rest.
func TestOtherPointsBoundTheRest(t *testing.T) {
	c := Curve{Base: 42}
	for i := range points {
		c.At[i] = 17
	}
	d := &draft{place: &group{pub: Published{Scale: "some", Counts: [modes]Curve{c, c}}}}
	half := Curve{Base: 22}
	for i := range points {
		half.At[i] = 12
	}
	g := &group{pub: Published{Scale: "half", Counts: [modes]Curve{half, half}}}
	if d.boundsHold([]*group{g}, alone) {
		t.Error("17 less 12 are 5")
	}
}
