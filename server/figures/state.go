package figures

import "iter"

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

// Change replaces what one person added before by what they add now; nil is
// nobody. It takes time in proportion to that person's goals and words.
func (s *State) Change(before, now *Facts) {
	s.count(before, -1)
	s.count(now, +1)
}

func (s *State) count(f *Facts, sign int) {
	if f == nil || f.Joined == 0 && len(f.Noted) == 0 {
		return
	}
	life := f.Read()
	from := s.first
	if f.Joined != 0 {
		from = max(from, QuarterOf(f.Joined))
	}
	for q := from; q <= s.last; q++ {
		c := life.In(q)
		if f.Joined != 0 && !c.Alongside {
			break // left, or gone: the same holds for every later quarter
		}
		if !c.Alongside && !c.speaks() {
			continue
		}
		key := spot{q, c.Team}
		t := s.tallies[key]
		if t == nil {
			t = &Tally{Curves: make([]Curve, len(Tables))}
			s.tallies[key] = t
		}
		if t.add(&c, sign); t.Alongside == 0 && t.Others == 0 {
			delete(s.tallies, key)
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
		if value := Tables[i].Value(c); value != 0 {
			t.Curves[i].add(Tables[i].reached(value), sign)
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
		sum.Alongside += t.Alongside
		sum.LeftOut += t.LeftOut
		sum.SetAside += t.SetAside
		sum.Added += t.Added
		sum.NoGoal += t.NoGoal
		sum.NotHeard += t.NotHeard
		sum.Others += t.Others
		for p := range sum.Sums {
			for i := range sum.Sums[p] {
				sum.Sums[p][i].People += t.Sums[p][i].People
				sum.Sums[p][i].Sum += t.Sums[p][i].Sum
			}
		}
		for i := range sum.Curves {
			sum.Curves[i].plus(t.Curves[i], +1)
		}
	}
	return sum
}
