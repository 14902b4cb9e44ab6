package figures

import (
	"iter"
	"sync"
)

// Tally sums the contributions of the people of one team in one quarter.
type Tally struct {
	Alongside, LeftOut, SetAside, Added, NoGoal int // distinct people
	NotHeard                                    int // goals
	Others                                      int // workers who wrote of their week, and meetings of barriers
	Curves                                      []Curve
	Sums                                        [purses][moneyCells]Block // Most is not kept
}

type spot struct {
	quarter Quarter
	team    string
}

// State keeps the tallies of a window of quarters up to date. Its memory grows
// with quarters and teams, not with people. It is not safe for concurrent use.
type State struct {
	first, last Quarter
	tallies     map[spot]*Tally
}

// NewState counts everybody from scratch, for the quarters first to last.
func NewState(first, last Quarter, people iter.Seq2[string, *Facts]) *State {
	s := &State{first: first, last: last, tallies: map[spot]*Tally{}}
	for _, f := range people {
		s.Change(nil, f)
	}
	return s
}

// Window is the first and the last quarter that the state keeps.
func (s *State) Window() (first, last Quarter) { return s.first, s.last }

// turn is what one change needs room for, used again by the next.
type turn struct {
	was, is Life
	a, b    Contribution
}

var turns = sync.Pool{New: func() any { return &turn{} }}

// Change replaces what one person added before by what they add now; nil is
// nobody. It takes time in proportion to that person's goals and words.
func (s *State) Change(before, now *Facts) {
	t := turns.Get().(*turn)
	defer turns.Put(t)
	t.was.take(before)
	t.is.take(now)
	s.replace(t, &t.was, &t.is)
}

// Replace is Change for what is known already to be added.
func (s *State) Replace(before, now Adder) {
	t := turns.Get().(*turn)
	defer turns.Put(t)
	s.replace(t, before, now)
}

// replace leaves quarters alone to which somebody adds the same as before.
func (s *State) replace(t *turn, before, now Adder) {
	for q := s.first; q <= s.last; q++ {
		t.a, t.b = before.In(q), now.In(q)
		if !t.a.same(&t.b) {
			s.count(q, &t.a, -1)
			s.count(q, &t.b, +1)
		}
	}
}

// Add counts one person more.
func (s *State) Add(person Adder) {
	t := turns.Get().(*turn)
	defer turns.Put(t)
	for q := s.first; q <= s.last; q++ {
		t.a = person.In(q)
		s.count(q, &t.a, +1)
	}
}

func (l *Life) take(f *Facts) {
	if f == nil {
		f = &Facts{}
	}
	l.read(f)
}

func (s *State) count(q Quarter, c *Contribution, sign int) {
	if !c.Alongside && !c.speaks() {
		return
	}
	key := spot{q, c.Team}
	t := s.tallies[key]
	if t == nil {
		t = &Tally{Curves: make([]Curve, len(Tables))}
		s.tallies[key] = t
	}
	if t.add(c, sign); t.Alongside == 0 && t.Others == 0 {
		delete(s.tallies, key)
	}
}

// same tells whether two contributions come to the same in every tally.
func (c *Contribution) same(o *Contribution) bool {
	a, b := *c, *o
	a.Barrier, b.Barrier = nil, nil
	return a.Met == nil && b.Met == nil && a == b
}

// Join adds what another state of the same window counted, of other people.
func (s *State) Join(other *State) {
	for key, t := range other.tallies {
		if mine := s.tallies[key]; mine != nil {
			mine.plus(t)
		} else {
			s.tallies[key] = t
		}
	}
}

func (t *Tally) add(c *Contribution, sign int) {
	t.Others += sign * one(!c.Alongside)
	t.Alongside += sign * one(c.Alongside)
	t.LeftOut += sign * one(c.LeftOut)
	t.SetAside += sign * one(c.SetAside)
	t.Added += sign * one(c.Added)
	t.NoGoal += sign * one(c.NoGoal)
	t.NotHeard += sign * c.NotHeard
	for i := range Tables {
		if reached, counts := Tables[i].reach(c); counts {
			t.Curves[i].add(reached, sign)
		}
	}
	for p := range t.Sums {
		for i, sum := range c.Sums[p] {
			t.Sums[p][i].People += sign * one(sum != 0)
			t.Sums[p][i].Sum += int64(sign) * sum
		}
	}
}

// speaks tells whether somebody who is nobody's companion adds anything.
func (c *Contribution) speaks() bool {
	return c.Met != nil || c.Choices != [choices]uint8{}
}

// Total sums the tallies of the teams that belong, all where belongs is nil.
func (s *State) Total(q Quarter, belongs func(team string) bool) Tally {
	sum := Tally{Curves: make([]Curve, len(Tables))}
	for key, t := range s.tallies {
		if key.quarter != q || belongs != nil && !belongs(key.team) {
			continue
		}
		sum.plus(t)
	}
	return sum
}

func (t *Tally) plus(o *Tally) {
	t.Alongside += o.Alongside
	t.LeftOut += o.LeftOut
	t.SetAside += o.SetAside
	t.Added += o.Added
	t.NoGoal += o.NoGoal
	t.NotHeard += o.NotHeard
	t.Others += o.Others
	for p := range t.Sums {
		for i := range t.Sums[p] {
			t.Sums[p][i].People += o.Sums[p][i].People
			t.Sums[p][i].Sum += o.Sums[p][i].Sum
		}
	}
	for i := range t.Curves {
		t.Curves[i].plus(o.Curves[i], +1)
	}
}
