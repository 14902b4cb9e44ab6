package figures

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// forget erases somebody: from the people, and from what stands.
func (w *town) forget(id string) {
	w.erased++
	n := 0
	w.standing.Forget(id, func() string { n++; return fmt.Sprintf("gone-%d-%02d", w.erased, n) })
	delete(w.people, id)
}

// rich is a place with organisations of which everybody has goals, answers and money.
func rich(t *testing.T) *town {
	w := halves(t)
	for i, id := range w.ids() {
		w.spend(id, int64(2000+i), "")
	}
	w.release()
	return w
}

func TestAStandingIsReadAsItWasWritten(t *testing.T) {
	w := rich(t)
	w.forget("a00001")
	w.crowd("new", "ta", 9, 4, 4)
	w.release()
	stored, err := w.standing.Append(nil)
	again, err2 := ParseStanding(stored)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	var old bytes.Buffer // as it was stored once
	if err := gob.NewEncoder(&old).Encode(w.standing); err != nil {
		t.Fatal(err)
	}
	before, err := ParseStanding(old.Bytes())
	if err != nil || !reflect.DeepEqual(listed(again), listed(before)) || len(again.lists()) < 100 {
		t.Errorf("not the same: %v", err)
	}
	if !reflect.DeepEqual(everyone(again.lists()), everyone(w.standing.lists())) || len(stored)*3 > 2*old.Len() {
		t.Errorf("%d bytes for %d", len(stored), old.Len())
	}
	for n := len(stored) - 1; n >= 0; n -= 1 + n/50 { // cut short, it is never taken for another
		if _, err := ParseStanding(stored[:n]); err == nil {
			t.Fatalf("%d of %d bytes were read", n, len(stored))
		}
	}
}

// listed is a standing by its lists and all else, since gob knows no empty list.
func listed(s Standing) (out []string) {
	for _, list := range s.lists() {
		out = append(out, fmt.Sprint(*list))
	}
	return append(out, fmt.Sprintf("%+v", s.bare().Tables["attainment"].Groups[PlaceGroup].Pub))
}

// Of two places that differ in what one person said and spent, nothing of that is left
// in what stands once they are erased.
func TestNothingIsKeptOfWhoWasErased(t *testing.T) {
	standing := func(done int, sum int64) []string {
		w := halves(t)
		w.person("me", "ta", done, 3)
		for i, id := range w.ids() {
			w.spend(id, int64(2000+i), "")
		}
		w.people["me"].Noted[0].Sum = sum
		w.people["me"].Said = w.people["me"].Said[:2] // and of a goal nobody was heard
		w.release()
		if text := fmt.Sprint(listed(w.standing)); !strings.Contains(text, "{me ") {
			t.Fatal("they were never there")
		}
		w.forget("me")
		if text := fmt.Sprint(listed(w.standing)); strings.Contains(text, "{me ") {
			t.Error("their id is still there")
		}
		out := listed(w.standing)
		return out[:len(out)-1]
	}
	one, other := standing(0, 1700), standing(1, 900)
	for i := range one {
		if one[i] != other[i] {
			t.Errorf("list %d tells them apart:\n%s\n%s", i, one[i], other[i])
		}
	}
}

// Who was erased counts as one who changed: seven others do not carry them, and eight
// changes do not hide a sum of money that is theirs.
func TestAnErasureIsHeldLikeAnyChange(t *testing.T) {
	w := rich(t)
	a, all := w.raw("org", 0), w.raw("place", 0)
	w.forget("a00001")
	if w.release() {
		t.Error("one erasure made a release")
	}
	w.crowd("six", "ta", 6, 4, 4)
	if w.release(); w.raw("org", 0) != a || w.raw("place", 0) != all {
		t.Error("seven changes moved it")
	}
	w.crowd("more", "ta", 1, 4, 4)
	if !w.release() || w.raw("org", 0) == a || w.raw("place", 0) == all {
		t.Error("eight changes should have moved it")
	}
}

func TestMoneyDoesNotMoveForAnErasedSum(t *testing.T) {
	w := newTown(t)
	w.crowd("p", "ta", 30, 1, 4)
	for i := range 30 {
		w.spend(fmt.Sprintf("p%04d", i), 4000, "")
	}
	w.people["p0029"].Noted[0].Sum = 30000
	w.release()
	before := string(w.pages["spending_by_month/place"])
	w.forget("p0029")
	for i := range 20 {
		w.people[fmt.Sprintf("p%04d", i)].Noted[0].Sum += 1000
	}
	if w.release(); string(w.pages["spending_by_month/place"]) != before {
		t.Error("20,000 of others moved the exact total with it")
	}
	for i := range 20 {
		w.people[fmt.Sprintf("p%04d", i)].Noted[0].Sum += 2500
	}
	if !w.release() || string(w.pages["spending_by_month/place"]) == before {
		t.Error("70,000 of others should have moved it")
	}
}

// What is told of goals not heard stays when one of those is erased whose goals it were.
func TestGoalsNotHeardOutliveAnErasure(t *testing.T) {
	w := newTown(t)
	w.crowd("p", "ta", 30, 1, 4)
	w.person("many", "ta", 1, 20)
	w.each(func(f *Facts) { f.Said = f.Said[:1] })
	w.release()
	w.forget("many")
	w.crowd("q", "ta", 8, 4, 4) // heard: the curve moves
	if !w.release() || !strings.Contains(string(w.pages["attainment/place"]), `"goals_not_heard":110`) {
		t.Errorf("one erasure moved it: %s", w.pages["attainment/place"])
	}
}
