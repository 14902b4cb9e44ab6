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
// number of quarters can be read from it. It can be used again for other facts.
type Life struct {
	facts  *Facts
	words  []word  // people's own and together's, by goal, the oldest first
	goals  []spell // where in words those of each of facts.Goals are
	judged []judgement
	noted  []dated // in the order of their days
	mended []Noted
}

type spell struct{ from, to int }

// judgement is when and by whom any goal was judged, the workers' too.
type judgement struct {
	day   Day
	voice Voice
}

// word is one judgement of a goal.
type word struct {
	goal   int // index in facts.Goals
	day    Day
	done   bool
	voice  Voice
	howFar int8
	stamp  string
	id     string
}

// Read prepares the facts; they must not be changed while the Life is in use.
func (f *Facts) Read() *Life {
	life := &Life{}
	life.read(f)
	return life
}

func (l *Life) read(f *Facts) {
	l.facts, l.words, l.goals, l.judged = f, l.words[:0], l.goals[:0], l.judged[:0]
	l.readNoted()
	l.readWords()
	slices.SortFunc(l.words, func(a, b word) int {
		if a.goal != b.goal || a.day != b.day {
			return cmp.Or(cmp.Compare(a.goal, b.goal), cmp.Compare(a.day, b.day))
		}
		return cmp.Or(strings.Compare(a.stamp, b.stamp), strings.Compare(a.id, b.id))
	})
	to := 0
	for i := range f.Goals {
		from := to
		for to < len(l.words) && l.words[to].goal == i {
			to++
		}
		l.goals = append(l.goals, spell{from, to})
	}
}

// readWords takes in all judgements, each with its newest correction in its place.
func (l *Life) readWords() {
	f := l.facts
	newest := f.corrections()
	for i := range f.Said {
		s := &f.Said[i]
		if s.Corrects != "" {
			continue
		}
		if c := newest[s.ID]; c != nil {
			says := c.inPlaceOf(s)
			l.hear(&says)
			delete(newest, s.ID)
			continue
		}
		l.hear(s)
	}
	for _, s := range newest { // corrections that came before what they correct
		l.hear(s)
	}
}

// corrections are the newest of each first record; nil where there are none.
func (f *Facts) corrections() (newest map[string]*Said) {
	for i := range f.Said {
		s := &f.Said[i]
		if s.Corrects == "" {
			continue
		}
		if newest == nil {
			newest = map[string]*Said{}
		}
		root, ok := f.root(s)
		if was := newest[root]; ok && (was == nil || laterSaid(s, was)) {
			newest[root] = s
		}
	}
	return newest
}

// hear takes in one judgement as it now stands.
func (l *Life) hear(s *Said) {
	if s.Voice == NoVoice {
		return
	}
	day := earlier(cmp.Or(s.On, s.Written), s.Received)
	l.judged = append(l.judged, judgement{day, s.Voice})
	if s.Voice == Worker {
		return
	}
	if goal, found := l.goalOf(s); found {
		l.words = append(l.words, word{goal, day, s.Done, s.Voice, s.HowFar, s.Stamp, s.ID})
	}
}

// goalOf looks first where the word before was about.
func (l *Life) goalOf(s *Said) (int, bool) {
	if n := len(l.words); n > 0 && l.facts.Goals[l.words[n-1].goal].ID == s.Goal {
		return l.words[n-1].goal, true
	}
	return l.facts.findGoal(s.Goal)
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

// inPlaceOf is what a correction says, where that stood which it corrects: all but
// the goal and the day, which hold until they are corrected too. The place in the
// order of stamps stays that of the record which was corrected.
func (s *Said) inPlaceOf(root *Said) Said {
	says := *s
	says.Goal = cmp.Or(says.Goal, root.Goal)
	if says.On == 0 {
		says.On, says.Written, says.Received = root.On, root.Written, root.Received
	}
	says.Stamp, says.ID = root.Stamp, root.ID
	return says
}

// In is what the person adds to a quarter.
func (l *Life) In(q Quarter) Contribution {
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
	for i := range l.goals {
		c.addGoal(&f.Goals[i], l.words[l.goals[i].from:l.goals[i].to], first, last)
	}
	c.NoGoal = c.Counted == 0
	c.addVoices(l.judged, first, last)
	c.addNoted(l.within(first, last), first, last)
	if c.NoGoal { // whoever does not count yet answers for nobody: else two tables would tell how many these are
		c.Choices = [choices]uint8{}
	}
	return c
}

func (c *Contribution) addGoal(g *Goal, words []word, first, last Day) {
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
	for i := range words {
		w := &words[i]
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
