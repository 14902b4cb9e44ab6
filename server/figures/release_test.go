package figures

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// town is a place in a test: people by id, and who shares.
type town struct {
	t        *testing.T
	quarter  Quarter
	people   map[string]*Facts
	orgs     []Org
	devices  int
	standing Standing
	count    int
	erased   int
	// truly and beside are kept by remember.
	truly  map[string]measured
	beside map[string]map[string]measured
	pages  map[string][]byte // of the release that stands, by table/by
}

// newTown has the teams ta, tb, tc and td of the organisations a, b, c and d.
func newTown(t *testing.T, shared ...string) *town {
	q, _ := ParseQuarter("2026-Q2")
	w := &town{t: t, quarter: q, people: map[string]*Facts{}}
	w.share(shared...)
	return w
}

func (w *town) share(ids ...string) {
	w.orgs = nil
	for _, id := range ids {
		w.orgs = append(w.orgs, Org{ID: id, Name: "Org " + id})
	}
}

// person is alongside all the time, with so many goals of which some are done,
// and one that was never heard of where there are no others.
func (w *town) person(id, team string, done, goals int) *Facts {
	f := &Facts{Joined: w.quarter.First() - 400}
	f.LivedAt(Home{Stamp: "0", Day: f.Joined, Team: team})
	for i := range goals {
		goal := fmt.Sprint(id, "-", i)
		f.PutGoal(Goal{ID: goal, Own: true, Made: w.quarter.First() + 1})
		howFar := int8(0)
		if i < done {
			howFar = 100
		}
		f.PutSaid(Said{ID: goal + "s", Goal: goal, Voice: Together, Done: i < done, HowFar: howFar,
			On: w.quarter.First() + 5, Received: w.quarter.First() + 5, Stamp: "1"})
	}
	w.people[id] = f
	return f
}

// crowd adds n people alike.
func (w *town) crowd(prefix, team string, n, done, goals int) {
	for i := range n {
		w.person(fmt.Sprintf("%s%04d", prefix, i), team, done, goals)
	}
}

func (w *town) release() bool {
	w.t.Helper()
	out, err := Release(w.input())
	if err != nil {
		w.t.Fatal(err)
	}
	if !out.Moved {
		return false
	}
	w.count++
	stored, err := out.Standing.Append(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	if w.standing, err = ParseStanding(stored); err != nil {
		w.t.Fatal(err)
	}
	w.pages = map[string][]byte{}
	for _, p := range out.Pages {
		w.pages[p.Table+"/"+p.By] = p.JSON
	}
	return true
}

func (w *town) ids() []string { return slices.Sorted(maps.Keys(w.people)) }

func (w *town) input() Input {
	people := func(yield func(string, *Facts) bool) {
		for _, id := range slices.Sorted(maps.Keys(w.people)) {
			if !yield(id, w.people[id]) {
				return
			}
		}
	}
	return Input{Quarter: w.quarter, Release: fmt.Sprintf("%s.%d", w.quarter, w.count+1), ReleasedAt: "2026-07-01T00:00:00Z",
		PlaceName: "The place", Orgs: w.orgs, TeamOrg: map[string]string{"ta": "a", "tb": "b", "tc": "c", "td": "d"},
		Devices: w.devices, People: Lives(people), Standing: w.standing}
}

func (w *town) groups(table, by string) (out []Group) {
	w.t.Helper()
	var p readPage
	if err := json.Unmarshal(w.pages[table+"/"+by], &p); err != nil {
		w.t.Fatal(err)
	}
	return p.Groups
}

func (w *town) place() Group { w.t.Helper(); return w.groups("attainment", "place")[0] }

// raw is a group's JSON as it stands.
func (w *town) raw(by string, i int) string {
	var p page
	if err := json.Unmarshal(w.pages["attainment/"+by], &p); err != nil {
		w.t.Fatal(err)
	}
	return string(p.Groups[i])
}

func told(g Group) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %v %s", g.Group, g.People, g.Scale)
	for _, c := range g.Cells {
		fmt.Fprintf(&out, " %d:%v/%v", c.AtLeast, c.People, c.Percent)
	}
	return out.String()
}

func TestEdges(t *testing.T) {
	cases := map[string]struct {
		fill func(*town)
		want string
	}{
		"7 people are nobody":        {func(w *town) { w.crowd("p", "ta", 7, 1, 2) }, "place * "},
		"nobody is like 7":           {func(w *town) {}, "place * "},
		"8 alike have no curve":      {func(w *town) { w.crowd("p", "ta", 8, 1, 2) }, "place 10 "},
		"8 and 8 show half":          {func(w *town) { w.crowd("p", "ta", 8, 1, 2); w.crowd("q", "ta", 8, 0, 2) }, "place 15 half 50:10/*"},
		"8 and 7 show nothing":       {func(w *town) { w.crowd("p", "ta", 8, 1, 2); w.crowd("q", "ta", 7, 0, 2) }, "place 15 "},
		"20 of 20 is not told":       {func(w *town) { w.crowd("p", "ta", 20, 2, 2) }, "place 20 "},
		"19 have no percent":         {func(w *town) { w.crowd("p", "ta", 9, 2, 2); w.crowd("q", "ta", 10, 0, 2) }, "place 20 half 50:10/*"},
		"20 have":                    {func(w *town) { w.crowd("p", "ta", 9, 2, 2); w.crowd("q", "ta", 11, 0, 2) }, "place 20 half 50:10/50"},
		"some, where half is few":    {func(w *town) { w.crowd("p", "ta", 18, 1, 4); w.crowd("q", "ta", 12, 0, 2) }, "place 30 some 1:20/67"},
		"not some, if few of them":   {func(w *town) { w.crowd("p", "ta", 16, 1, 4); w.crowd("q", "ta", 12, 0, 2) }, "place 30 "},
		"some and half":              {func(w *town) { w.crowd("p", "ta", 12, 1, 4); w.crowd("q", "ta", 12, 0, 2); w.crowd("r", "ta", 9, 1, 2) }, "place 35 some_and_half 1:20/57 50:10/29"},
		"none, some, half and all":   {func(w *town) { w.steps(12, 0, 1, 2, 4) }, "place 50 none_some_half_all 1:35/70 50:25/50 100:10/20"},
		"quarters":                   {func(w *town) { w.steps(12, 0, 1, 2, 3, 4) }, "place 60 quarters 25:50/83 50:35/58 75:25/42 100:10/17"},
		"a worker's goal is no goal": {func(w *town) { w.crowd("p", "ta", 30, 1, 2); w.each(func(f *Facts) { f.own(false) }) }, "place * "},
		"left out are not there":     {func(w *town) { w.steps(12, 0, 2); w.each(func(f *Facts) { f.LeftOut = true }) }, "place * "},
		"left before are not there":  {func(w *town) { w.steps(12, 0, 2); w.each(func(f *Facts) { f.Left = w.quarter.First() - 1 }) }, "place * "},
		"left on the first day are":  {func(w *town) { w.steps(12, 0, 2); w.each(func(f *Facts) { f.Left = w.quarter.First() }) }, "place 25 half 50:10/40"},
	}
	for name, c := range cases {
		w := newTown(t)
		c.fill(w)
		if !w.release() {
			t.Fatalf("%s: the first release does not stand", name)
		}
		if got := told(w.place()); got != c.want {
			t.Errorf("%s: %q, want %q: %s", name, got, c.want, w.place().Note)
		}
	}
}

// steps adds n people for each number of goals done of four.
func (w *town) steps(n int, done ...int) {
	for _, d := range done {
		w.crowd(fmt.Sprint("s", d, "-"), "ta", n, d, 4)
	}
}

func (w *town) each(change func(*Facts)) {
	for _, f := range w.people {
		change(f)
	}
}

func (f *Facts) own(yes bool) {
	for i := range f.Goals {
		f.Goals[i].Own = yes
	}
}

func TestTheRestIsAGroup(t *testing.T) {
	w := newTown(t, "a")
	for i, half := range []int{2, 0} { // 23 = 18 + 5
		w.crowd(fmt.Sprint("a", i), "ta", 9, half, 4)
	}
	w.crowd("b", "tb", 5, 2, 4)
	w.release()
	if got := told(w.place()); got != "place 25 half 50:15/60" {
		t.Errorf("the place: %s", got)
	}
	org := w.groups("attainment", "org")[0]
	if got := told(org); got != "a * " || org.LeftOut != Withheld || org.SetAside != Withheld || org.Note == "" {
		t.Errorf("the organisation gives 23 - 18 = 5 away: %s %q", got, org.Note)
	}
	w = newTown(t, "a")
	for i, half := range []int{2, 0} { // 16 others, of whom 8 and 8
		w.crowd(fmt.Sprint("a", i), "ta", 9, half, 4)
		w.crowd(fmt.Sprint("b", i), "tb", 8, half, 4)
	}
	w.release()
	if got := told(w.groups("attainment", "org")[0]); got != "a 20 half 50:10/*" {
		t.Errorf("an organisation beside 16 others: %s", got)
	}
}

func TestRestCoarsensBeforeItWithholds(t *testing.T) {
	w := newTown(t, "a")
	for i, done := range []int{0, 1, 2, 3, 4} {
		w.crowd(fmt.Sprint("a", i), "ta", 30, done, 4)
	}
	w.crowd("b0", "tb", 10, 0, 4)
	w.crowd("b4", "tb", 10, 4, 4)
	w.release()
	if got := w.place().Scale; got != "quarters" {
		t.Errorf("the place is shown by %q", got)
	}
	if got := told(w.groups("attainment", "org")[0]); got != "a 150 some_and_half 1:120/80 50:90/60" {
		t.Errorf("the rest has nobody in the middle: %s", got)
	}
}

func TestFourQuartersArePooled(t *testing.T) {
	w := newTown(t)
	for q := range Quarter(4) { // 6 and 6 in each quarter, and nobody in two
		for i, done := range []int{0, 2} {
			prefix := fmt.Sprint("q", q, i)
			w.quarter -= q
			w.crowd(prefix, "ta", 6, done, 2)
			for id, f := range w.people {
				if strings.HasPrefix(id, prefix) {
					f.Joined, f.Left = w.quarter.First(), w.quarter.Last()
				}
			}
			w.quarter += q
		}
	}
	w.release()
	if got := told(w.place()); got != "place 50 half 50:25/50" || w.place().Quarters != 4 {
		t.Errorf("48 people over four quarters: %s, quarters %d", got, w.place().Quarters)
	}
	if note := w.place().Note; !strings.Contains(note, "three before") {
		t.Errorf("the note does not say so: %q", note)
	}
}

func TestSidesAndSelf(t *testing.T) {
	w := newTown(t)
	w.steps(20, 0, 2, 4)
	n := 0
	for _, id := range slices.Sorted(maps.Keys(w.people)) {
		f := w.people[id]
		switch n++; {
		case n <= 8: // 8 of those with nothing done drop a goal
			f.Goals[0].SetAside = w.quarter.Last()
		case n > 20 && n%2 == 0: // ten of each other crowd judge alone
			for i := range f.Said {
				f.Said[i].Voice = Self
			}
		}
	}
	for i := range 9 {
		w.person(fmt.Sprint("out", i), "ta", 1, 1).LeftOut = true
		w.person(fmt.Sprint("none", i), "ta", 0, 0)
	}
	w.release()
	g := w.place()
	if g.LeftOut != 10 || g.SetAside != 10 || g.NoGoal != 10 || g.People != 60 {
		t.Errorf("left out %v, set aside %v, no goal %v, people %v", g.LeftOut, g.SetAside, g.NoGoal, g.People)
	}
	if g.Self == nil || g.Self.Scale != "none_some_half_all" && g.Self.Scale != "half" {
		t.Errorf("the person's own voice: %+v beside %s", g.Self, told(g))
	}
	for i := range 2 {
		delete(w.people, fmt.Sprint("out", i))
	}
	w.standing = Standing{}
	w.release()
	if g := w.place(); g.LeftOut != Withheld {
		t.Errorf("7 left out are told: %v", g.LeftOut)
	}
}

func TestCompleteIsRounded(t *testing.T) {
	w := newTown(t)
	w.devices = 7
	w.crowd("p", "ta", 7, 0, 3)
	w.each(func(f *Facts) { f.Said = nil })
	w.release()
	if got := string(w.pages["attainment/place"]); !strings.Contains(got, `"complete":{"goals_not_heard":"*","devices_not_heard":"*"}`) {
		t.Errorf("21 goals of 7 people: %s", got)
	}
	w.devices = 14 // seven more: held
	w.crowd("q", "ta", 9, 0, 3)
	w.each(func(f *Facts) { f.Said = nil })
	w.release()
	for _, page := range []string{"attainment/place", "progress/org"} {
		if got := string(w.pages[page]); !strings.Contains(got, `"complete":{"goals_not_heard":50,"devices_not_heard":"*"}`) {
			t.Errorf("48 goals of 16 people: %s", got)
		}
	}
	w.devices = 15
	w.crowd("r", "ta", 7, 0, 3)
	w.each(func(f *Facts) { f.Said = nil })
	w.crowd("s", "tb", 8, 1, 3) // these are heard: a release, in which 7 people's goals and no more are new
	w.release()
	if got := string(w.pages["attainment/place"]); !strings.Contains(got, `"complete":{"goals_not_heard":50,"devices_not_heard":15}`) {
		t.Errorf("7 people's goals moved a number: %s", got)
	}
}

func TestCSV(t *testing.T) {
	w := newTown(t, "a")
	w.orgs[0].Name = `=HYPERLINK("x"), "y"`
	w.steps(12, 0, 2)
	w.crowd("b", "tb", 9, 2, 4)
	w.crowd("c", "tb", 9, 0, 4)
	w.release()
	text, err := CSV(w.pages["attainment/org"])
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(`,a,"'=HYPERLINK(""x""), ""y""",25,*,*,`)) || !bytes.Contains(text, []byte(",self_or_together,50,10,40,")) {
		t.Errorf("CSV:\n%s", text)
	}
	about, err := CSVW(w.pages["attainment/org"], "attainment?format=csv")
	if err != nil || !json.Valid(about) || !bytes.Contains(about, []byte(`"null":"*"`)) {
		t.Errorf("CSVW: %v %s", err, about)
	}
}
