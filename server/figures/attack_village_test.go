package figures

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// firstOfTwelve is the first of the quarters through which villages are followed.
const firstOfTwelve = "2023-Q1"

// village is a place in which people come, set out to do things, get somewhere or
// not, are asked, are given money, move, ask to be left out, leave and are erased, for
// twelve quarters.
type village struct {
	r      *rand.Rand
	people map[string]*Facts
	first  Quarter
	orgs   []Org
	count  int
	lean   float64
	stay   bool // nobody asks to be left out or is erased: what was counted in a quarter stays counted
}

// moment is one release as the attacker reads it, beside what was true then.
type moment struct {
	quarter Quarter
	number  int // of the release of that quarter, from 0
	pages   map[string]readPage
	changed map[string]bool // table and group: its bytes are new
	truth   []*draft
	facts   map[string]*Facts // of the attacker himself
}

func newVillage(seed uint64, people int) *village {
	v := &village{r: rand.New(rand.NewPCG(seed, uint64(people))), people: map[string]*Facts{}}
	v.first, _ = ParseQuarter(firstOfTwelve)
	v.lean = 0.1 + 0.5*v.r.Float64()
	for i := range 1 + v.r.IntN(4) {
		v.orgs = append(v.orgs, Org{ID: string(rune('a' + i)), Name: fmt.Sprint("Org ", i)})
	}
	for range people {
		v.comes(v.first.First() - Day(v.r.IntN(300)))
	}
	return v
}

func (v *village) day(q Quarter) Day { return q.First() + Day(v.r.IntN(88)) }

func (v *village) team() string {
	return []string{"ta", "tb", "tc", "td"}[min(v.r.IntN(5), v.r.IntN(5), 3)]
}

func (v *village) comes(on Day) {
	id := fmt.Sprintf("p%06d", v.count)
	v.count++
	f := &Facts{Joined: on}
	f.LivedAt(Home{Stamp: "0", Day: on, Team: v.team()})
	v.people[id] = f
	if v.r.IntN(12) > 0 {
		v.setsOut(id, f, on)
	}
}

func (v *village) setsOut(id string, f *Facts, on Day) {
	for range 1 + v.r.IntN(4) {
		f.PutGoal(Goal{ID: fmt.Sprint(id, "-", len(f.Goals)), Own: v.r.IntN(15) > 0, Made: on})
	}
}

func (v *village) id() string {
	v.count++
	return fmt.Sprintf("n%09d", v.count)
}

// ids are everybody's; a map has no order.
func (v *village) ids() []string { return slices.Sorted(maps.Keys(v.people)) }

// lives lets a quarter go by.
func (v *village) lives(q Quarter) {
	for _, id := range v.ids() {
		f := v.people[id]
		if f.Left != 0 {
			continue
		}
		v.speaks(f, q)
		switch v.r.IntN(40) {
		case 0, 1:
			f.Left = v.day(q)
			v.comes(v.day(q))
		case 2:
			f.LeftOut = !v.stay && !f.LeftOut
		case 3:
			f.LivedAt(Home{v.id(), v.day(q), v.team()})
		case 4, 5:
			v.setsOut(id, f, v.day(q))
		case 6, 7:
			if n := len(f.Goals); n > 0 && f.Goals[n-1].SetAside == 0 {
				f.Goals[n-1].SetAside = v.day(q)
			}
		}
	}
}

// speaks is what somebody says and what is noted of them in a quarter.
func (v *village) speaks(f *Facts, q Quarter) {
	for i := range f.Goals {
		if v.r.IntN(3) > 0 {
			voice := []Voice{Self, Together, Together, Worker}[v.r.IntN(4)]
			far := int8(Unsaid)
			if v.r.IntN(6) > 0 {
				far = int8(10 * v.r.IntN(11))
			}
			day := v.day(q)
			f.PutSaid(Said{ID: v.id(), Goal: f.Goals[i].ID, Voice: voice, Done: v.r.Float64() < v.lean, HowFar: far,
				On: day, Received: day, Stamp: v.id()})
		}
	}
	note := func(often int, n Noted) {
		if v.r.IntN(often) > 0 {
			return
		}
		n.ID, n.On, n.Received, n.Stamp = v.id(), v.day(q), q.Last(), v.id()
		f.PutNoted(n)
	}
	note(2, Noted{Kind: Checked, Voice: Self, Answer: uint8(1 + min(v.r.IntN(4), v.r.IntN(4)))})
	note(2, Noted{Kind: Visited, Right: int8(1 - 2*v.r.IntN(2))})
	note(3, Noted{Kind: Asked, Until: q.First() + Day(v.r.IntN(140)), HandedOn: v.r.IntN(2) == 0, Assessed: v.r.IntN(3) == 0})
	note(4, Noted{Kind: Gained, Sum: int64(v.r.IntN(60000)), Answer: uint8(v.r.IntN(4))})
	decision := Noted{Kind: Decided, Voice: []Voice{Self, Together, Worker}[v.r.IntN(3)], Sum: int64(1 + v.r.IntN(9000)*(1+v.r.IntN(8))), InKind: v.r.IntN(4) == 0}
	if len(f.Goals) > 0 && v.r.IntN(2) == 0 {
		decision.Goal = f.Goals[0].ID
	}
	note(2, decision)
}

// late is news of a quarter that comes after its release.
func (v *village) late(q Quarter, people int) {
	ids := v.ids()
	for range people {
		f := v.people[ids[v.r.IntN(len(ids))]]
		switch v.r.IntN(8) {
		case 0:
			v.comes(q.First())
		case 1:
			f.LeftOut = !f.LeftOut
		case 2:
			f.LivedAt(Home{v.id(), v.day(q), v.team()})
		default:
			v.speaks(f, q)
		}
	}
}

// history releases twelve quarters, each again after late news where there is any.
func (v *village) history(t *testing.T, again int) (out []moment) {
	t.Helper()
	v.stay = again == 0
	for q := v.first; q < v.first+12; q++ {
		v.lives(q)
		w := &town{t: t, quarter: q, people: v.people, orgs: v.orgs}
		for n := range 1 + again {
			before := w.standing
			if !w.release() {
				continue
			}
			m := moment{quarter: q, number: n, pages: map[string]readPage{}, changed: map[string]bool{}, truth: w.gathered(), facts: map[string]*Facts{}}
			for name, text := range w.pages {
				var p readPage
				if err := json.Unmarshal(text, &p); err != nil {
					t.Fatal(err)
				}
				m.pages[name] = p
			}
			for name, table := range w.standing.Tables {
				for id, g := range table.Groups {
					was := before.Tables[name]
					m.changed[name+"/"+id] = was == nil || was.Groups[id] == nil || string(was.Groups[id].JSON) != string(g.JSON)
				}
			}
			me := v.me(q)
			m.facts[me] = v.people[me].Clone()
			out = append(out, m)
			v.late(q, 1+v.r.IntN(max(12, len(v.people)/8)))
			for range v.r.IntN(3) * one(!v.stay) {
				w.forget(v.ids()[v.r.IntN(len(v.people))])
			}
		}
	}
	return out
}

// me is one of the people whom the quarter's figures count: the attacker.
func (v *village) me(q Quarter) string {
	ids := v.ids()
	for _, id := range ids {
		if c := v.people[id].Read().In(q); c.Counted > 0 {
			return id
		}
	}
	return ids[0]
}

// gathered is what is true of everybody now, by table and group.
func (w *town) gathered() []*draft {
	in := w.input()
	return gather(&in)
}
