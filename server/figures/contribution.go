package figures

import (
	"cmp"
	"slices"
	"strings"
)

// Contribution is what one person adds to one quarter.
type Contribution struct {
	Team      string // home team at the end of the quarter; "" if none
	Alongside bool   // alongside on at least one day of the quarter
	LeftOut   bool   // alongside, and asked to be left out: nothing below counts

	Counted      int // goals that count
	Achieved     int // of these, done by the person's newest word
	AchievedSelf int // the same, hearing only what the person judged alone
	Heard        int // counted goals of which somebody ever said how far they are
	HowFar       int // the sum of their newest how_far, each 0 to 100
	NotHeard     int // counted goals nobody was heard about in the quarter

	SetAside bool // set a goal aside in the quarter
	Added    bool // added a goal in the quarter
	NoGoal   bool // has no counted goal

	Choices [choices]uint8            // 1 + the option that the person stands for; 0 where the question does not reach them
	Sums    [purses][moneyCells]int64 // minor units of the place's currency, by table of money and cell
	Met     *Noted                    // of one meeting of a barrier
	Barrier *Noted                    // of a barrier, in every quarter
}

// Life is Facts with corrections resolved and words put in order, so that any
// number of quarters can be read from it.
type Life struct {
	facts  *Facts
	goals  []judged
	noted  []Noted // in the order of their days
	judged []word  // all judgements, the workers' too
}

type judged struct {
	Goal
	words []word // oldest first
}

// word is one judgement of a goal.
type word struct {
	goal   string
	day    Day
	stamp  string
	id     string
	voice  Voice
	done   bool
	howFar int8
}

// Read prepares the facts; they must not be changed while the Life is in use.
func (f *Facts) Read() Life {
	life := Life{facts: f, goals: make([]judged, 0, len(f.Goals)), noted: f.noted(), judged: f.words()}
	words := slices.DeleteFunc(slices.Clone(life.judged), func(w word) bool { return w.voice == Worker })
	slices.SortFunc(words, func(a, b word) int {
		return cmp.Or(strings.Compare(a.goal, b.goal), cmp.Compare(a.day, b.day),
			strings.Compare(a.stamp, b.stamp), strings.Compare(a.id, b.id))
	})
	for _, g := range f.Goals {
		from, _ := slices.BinarySearchFunc(words, g.ID, func(w word, id string) int { return strings.Compare(w.goal, id) })
		to := from
		for to < len(words) && words[to].goal == g.ID {
			to++
		}
		life.goals = append(life.goals, judged{g, words[from:to]})
	}
	return life
}

// words are all judgements, each with its newest correction in its place.
func (f *Facts) words() []word {
	out := make([]word, 0, len(f.Said))
	newest := map[string]*Said{}
	for i := range f.Said {
		s := &f.Said[i]
		if s.Corrects == "" {
			continue
		}
		root, ok := f.root(s)
		if was := newest[root]; ok && (was == nil || laterSaid(s, was)) {
			newest[root] = s
		}
	}
	for i := range f.Said {
		s := &f.Said[i]
		if s.Corrects == "" {
			out = appendWord(out, s, newest[s.ID])
			delete(newest, s.ID)
		}
	}
	for _, s := range newest { // corrections that came before what they correct
		out = appendWord(out, nil, s)
	}
	return out
}

// root follows corrections to the first record; ok is false in a circle.
func (f *Facts) root(s *Said) (id string, ok bool) {
	for range len(f.Said) {
		i, found := f.findSaid(s.Corrects)
		if !found || f.Said[i].Corrects == "" {
			return s.Corrects, true
		}
		s = &f.Said[i]
	}
	return "", false
}

func laterSaid(a, b *Said) bool {
	return cmp.Or(strings.Compare(a.Stamp, b.Stamp), strings.Compare(a.ID, b.ID)) > 0
}

// appendWord adds what a record says, or what its correction says instead: all
// but the goal and the day, which hold until they are corrected too. The place
// in the order of stamps stays that of the record which was corrected.
func appendWord(out []word, root, correction *Said) []word {
	says := root
	if correction != nil {
		c := *correction
		if root != nil {
			c.Goal = cmp.Or(c.Goal, root.Goal)
			if c.On == 0 {
				c.On, c.Written, c.Received = root.On, root.Written, root.Received
			}
			c.Stamp, c.ID = root.Stamp, root.ID
		}
		says = &c
	}
	if says.Voice == NoVoice {
		return out
	}
	return append(out, word{goal: says.Goal, day: earlier(cmp.Or(says.On, says.Written), says.Received),
		stamp: says.Stamp, id: says.ID, voice: says.Voice, done: says.Done, howFar: says.HowFar})
}

// In is what the person adds to a quarter.
func (l Life) In(q Quarter) Contribution {
	f, first, last := l.facts, q.First(), q.Last()
	if f.Joined == 0 && len(l.noted) > 0 {
		return l.others(first, last)
	}
	if f.Gone || f.Joined == 0 || f.Joined > last || f.Left != 0 && f.Left < first {
		return Contribution{}
	}
	c := Contribution{Team: f.HomeAt(last), Alongside: true, LeftOut: f.LeftOut}
	if c.LeftOut {
		return c
	}
	for _, g := range l.goals {
		c.addGoal(g, first, last)
	}
	c.NoGoal = c.Counted == 0
	c.addVoices(l.judged, first, last)
	c.addNoted(l.noted, first, last)
	return c
}

func (c *Contribution) addGoal(g judged, first, last Day) {
	if !g.Own || g.Gone || g.Made == 0 || g.Made > last {
		return
	}
	c.Added = c.Added || g.Made >= first
	if g.SetAside != 0 && g.SetAside <= last {
		c.SetAside = c.SetAside || g.SetAside >= first
		return
	}
	c.Counted++
	done, doneSelf, howFar, inQuarter := false, false, int8(Unsaid), false
	for _, w := range g.words {
		if w.day > last {
			break
		}
		inQuarter = inQuarter || w.day >= first
		done = w.done
		if w.voice == Self {
			doneSelf = w.done
		}
		if w.howFar != Unsaid {
			howFar = w.howFar
		}
	}
	c.Achieved += one(done)
	c.AchievedSelf += one(doneSelf)
	c.NotHeard += one(!inQuarter)
	if howFar != Unsaid {
		c.Heard++
		c.HowFar += int(howFar)
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
