package figures

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// halves is a place of organisations a and b, each with 20 people of whom half
// have done half, and c, whose 30 people are the rest.
func halves(t *testing.T) *town {
	w := newTown(t, "a", "b")
	for i, done := range []int{0, 2} {
		w.crowd(fmt.Sprint("a", i), "ta", 10, done, 4)
		w.crowd(fmt.Sprint("b", i), "tb", 10, done, 4)
		w.crowd(fmt.Sprint("c", i), "tc", 15, done, 4)
	}
	return w
}

func TestAFewChangesMoveNothing(t *testing.T) {
	steps := map[string]func(*town){
		"one joins":            func(w *town) { w.person("new", "ta", 4, 4) },
		"one leaves":           func(w *town) { w.people["a00001"].Left = w.quarter.First() - 1 },
		"one is left out":      func(w *town) { w.people["a00001"].LeftOut = true },
		"one changes team":     func(w *town) { w.people["a00001"].LivedAt(Home{"1", w.quarter.First(), "tc"}) },
		"seven come late":      func(w *town) { w.crowd("new", "ta", 7, 4, 4) },
		"seven each elsewhere": func(w *town) { w.crowd("new", "ta", 4, 4, 4); w.crowd("old", "tb", 3, 4, 4) },
		"nothing at all":       func(w *town) {},
	}
	for name, step := range steps {
		w := halves(t)
		w.release()
		before := maps.Clone(w.pages)
		step(w)
		if w.release() {
			t.Errorf("%s: a new release came of it", name)
		}
		for page, text := range before {
			if string(w.pages[page]) != string(text) {
				t.Errorf("%s: %s moved", name, page)
			}
		}
	}
}

func TestEightMoveTheirGroupAlone(t *testing.T) {
	w := halves(t)
	w.release()
	a, b, all := w.raw("org", 0), w.raw("org", 1), w.raw("place", 0)
	w.crowd("new", "ta", 8, 4, 4)
	if !w.release() {
		t.Fatal("eight late people do not make a release")
	}
	if w.raw("org", 0) == a || w.raw("org", 1) != b || w.raw("place", 0) == all {
		t.Error("a and the place should have moved, and b stood still")
	}
}

func TestThePlaceStandsForAFewOutside(t *testing.T) {
	w := halves(t)
	w.release()
	a, all := w.raw("org", 0), w.raw("place", 0)
	w.crowd("new", "ta", 8, 4, 4)
	w.crowd("one", "tc", 1, 4, 4) // the place less a would show this one
	if !w.release() {
		t.Fatal("eight in one organisation do not make a release")
	}
	if w.raw("org", 0) == a || w.raw("place", 0) != all {
		t.Error("a should have moved, and the place stood still")
	}
	w.crowd("more", "tc", 7, 4, 4)
	if !w.release() || w.raw("place", 0) == all {
		t.Error("eight outside: the place should have moved")
	}
}

// A change in an organisation that is held is a change outside the groups that move.
func TestThePlaceStandsForAFewInAHeldGroup(t *testing.T) {
	w := halves(t)
	w.release()
	all := w.raw("place", 0)
	w.crowd("new", "ta", 8, 4, 4)
	w.crowd("one", "tb", 1, 4, 4)
	if !w.release() || w.raw("place", 0) != all {
		t.Error("the place should have stood still")
	}
	// What a told of itself in between must not explain the place's next step.
	w.crowd("other", "ta", 8, 0, 4)
	if !w.release() || w.raw("place", 0) != all {
		t.Error("the place should stand still: b hides one person yet")
	}
}

func TestAnOrganisationBeginsToShare(t *testing.T) {
	w := halves(t)
	w.share("a")
	w.release()
	a, all := w.raw("org", 0), w.raw("place", 0)
	w.share("a", "b")
	if !w.release() {
		t.Fatal("another organisation shares: that is a new release")
	}
	if w.raw("org", 0) != a || w.raw("place", 0) != all || len(w.groups("attainment", "org")) != 2 {
		t.Error("only b should be new")
	}
	w.share("b")
	if !w.release() || len(w.groups("attainment", "org")) != 1 {
		t.Error("a should be gone from the release")
	}
	w.people["a00001"].Left = w.quarter.First() - 1
	w.share("a", "b")
	if !w.release() || w.raw("org", 0) != a {
		t.Error("a came back with one person less, and must stand as it was")
	}
}

func TestLeavingTheFiguresHoldsForLater(t *testing.T) {
	w := halves(t)
	w.release()
	for i := range 8 {
		w.people[fmt.Sprintf("c%d%04d", i%2, i)].LeftOut = true
	}
	if !w.release() || w.place().People != 60 || w.place().LeftOut != 10 {
		t.Errorf("%v people, %v left out", w.place().People, w.place().LeftOut)
	}
}

// TestNaiveDifferencing takes shown organisations from the place, and releases
// from releases, in random places with random histories: nothing that can be
// read off so stands for 1 to 7 people.
func TestNaiveDifferencing(t *testing.T) {
	shown, moved, held, erased := 0, 0, 0, 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		w := newTown(t, "a", "b", "c")
		for i := range 30 + r.IntN(220) {
			w.person(fmt.Sprintf("p%04d", i), w.team(r), r.IntN(5), 4)
		}
		for step := range 6 {
			before := w.standing
			if !w.release() {
				held++
			} else {
				if step > 0 {
					moved++
					w.checkSteps(seed, before)
				}
				w.remember(before)
			}
			shown += w.checkRest(seed)
			for range r.IntN(25) {
				w.change(r, step)
			}
			if r.IntN(4) == 0 {
				w.share([][]string{{"a"}, {"a", "b"}, {"b", "c"}, {"a", "b", "c"}}[r.IntN(4)]...)
			}
		}
		erased += w.erased
	}
	if shown < 200 || moved < 100 || held < 100 || erased < 300 {
		t.Errorf("the histories say too little: %d shown, %d moved, %d held, %d erased", shown, moved, held, erased)
	}
}

func (w *town) team(r *rand.Rand) string {
	return []string{"ta", "tb", "tc", "td"}[min(r.IntN(5), r.IntN(5), 3)]
}

func (w *town) change(r *rand.Rand, step int) {
	ids := w.ids()
	id := ids[r.IntN(len(ids))]
	switch r.IntN(14) {
	case 0, 1:
		w.person(fmt.Sprintf("q%d-%06d", step, r.IntN(1e6)), w.team(r), r.IntN(5), 4)
	case 2, 3:
		w.people[id].LeftOut = !w.people[id].LeftOut
	case 4:
		w.forget(id)
	case 5, 6:
		w.people[id].LivedAt(Home{fmt.Sprint(step, "-", r.IntN(1e6)), w.quarter.First(), w.team(r)})
	default:
		w.person(id, w.people[id].Homes[len(w.people[id].Homes)-1].Team, r.IntN(5), 4)
	}
}

// checkRest looks at every organisation that is told of, and all of them, taken
// from the place: on the points that both show, each band must be enough people.
func (w *town) checkRest(seed uint64) (shown int) {
	for name, table := range w.standing.Tables {
		place := table.Groups[PlaceGroup].Pub
		var told []Published
		for _, id := range table.Listed {
			if g := table.Groups[id]; g.Pub.told() {
				told = append(told, g.Pub)
			}
		}
		for set := 1; set < 1<<len(told) && place.told(); set++ {
			rest, common, same := place.Counts, place.points(), true
			for i, pub := range told {
				if set&(1<<i) != 0 {
					for m := range modes {
						rest[m].plus(pub.Counts[m], -1)
					}
					common &= pub.points()
					same = same && pub.Mode == place.Mode
				}
			}
			if !same {
				common = 0
			}
			for _, band := range rest[place.Mode].bands(common) {
				if few(band) {
					w.t.Fatalf("seed %d: %s less organisations %b leaves %v", seed, name, set, rest[place.Mode].bands(common))
				}
			}
			shown++
		}
	}
	return shown
}

// remember notes what truly stands behind all that is published, by table and group,
// of those too who are erased later; before is what stood before the release.
func (w *town) remember(before Standing) {
	if w.truly == nil {
		w.truly, w.beside = map[string]measured{}, map[string]map[string]measured{}
	}
	for name, table := range w.standing.Tables {
		for id, g := range table.Groups {
			if !stood(before, name, id, g) {
				w.truly[name+"/"+id] = g.Values
				if id == PlaceGroup {
					w.beside[name] = map[string]measured{}
				}
			}
		}
		for id := range table.Groups[PlaceGroup].Beside {
			if _, noted := w.beside[name][id]; !noted {
				w.beside[name][id] = w.truly[name+"/"+id]
			}
		}
	}
}

// stood tells whether a group stands on the same people as before.
func stood(before Standing, name, id string, g *GroupStanding) bool {
	was := before.Tables[name]
	return was != nil && was.Groups[id] != nil && slices.Equal(was.Groups[id].Values.Curve[alone], g.Values.Curve[alone]) &&
		slices.Equal(was.Groups[id].Values.Curve[pooled], g.Values.Curve[pooled])
}

// checkSteps compares a release with the one before: whatever moved stands for at
// least 8 people who changed, counted here one by one.
func (w *town) checkSteps(seed uint64, before Standing) {
	for name, table := range w.standing.Tables {
		was := before.Tables[name]
		for id, g := range table.Groups {
			old := was.Groups[id]
			if old == nil || string(old.JSON) == string(g.JSON) {
				continue
			}
			m := g.Pub.Mode
			if n := slowChanged(w.truly[name+"/"+id].Curve[m], g.Values.Curve[m]); few(n) {
				w.t.Fatalf("seed %d: %s of %s moved for %d people", seed, name, id, n)
			}
			if id == PlaceGroup {
				w.checkOutside(seed, name, before, table)
			}
		}
	}
}

// checkOutside counts, person by person, who changed in what remains of the place
// when organisations are taken from it that stood beside its last step.
func (w *town) checkOutside(seed uint64, name string, before Standing, now *TableStanding) {
	place := now.Groups[PlaceGroup]
	m := place.Pub.Mode
	then, today := map[string]Values{}, map[string]Values{}
	for _, id := range now.Listed {
		if beside, noted := w.beside[name][id]; noted {
			then[id], today[id] = beside.Curve[m], now.Groups[id].Values.Curve[m]
			if stood(before, name, id, now.Groups[id]) { // with those who were erased since
				today[id] = w.truly[name+"/"+id].Curve[m]
			}
		}
	}
	rest, after := slowRest(w.truly[name+"/place"].Curve[m], then), slowRest(place.Values.Curve[m], today)
	people := map[string]bool{}
	for person := range rest {
		people[person] = true
	}
	for person := range after {
		people[person] = true
	}
	n := 0
	for person := range people {
		n += one(rest[person] != after[person])
	}
	if n > 0 && few(n) {
		w.t.Fatalf("seed %d: %s of the place moved for %d people outside", seed, name, n)
	}
}

// slowRest says of each person what is left of their part in the place.
func slowRest(place Values, orgs map[string]Values) map[string]string {
	out := map[string]string{}
	for _, e := range place {
		out[e.Person] = fmt.Sprint(e.Value)
	}
	for _, id := range slices.Sorted(maps.Keys(orgs)) {
		for _, e := range orgs[id] {
			if out[e.Person] == fmt.Sprint(e.Value) {
				out[e.Person] = ""
			} else {
				out[e.Person] += fmt.Sprint(" less ", e.Value)
			}
		}
	}
	return out
}

func slowChanged(a, b Values) (n int) {
	values := func(v Values) map[string]uint64 {
		out := map[string]uint64{}
		for _, e := range v {
			out[e.Person] = e.Value
		}
		return out
	}
	was, is := values(a), values(b)
	for person, v := range was {
		n += one(is[person] != v)
	}
	for person := range is {
		n += one(was[person] == 0)
	}
	return n
}
