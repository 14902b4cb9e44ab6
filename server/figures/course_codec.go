package figures

import (
	"errors"
	"slices"
)

// A course is stored as
//
//	version=1 | count, then each text | count, then of each stretch:
//	  quarters since the one before, the first since the year 0 | flags, and where these say so:
//	    team | counted, achieved, achieved alone, heard, how far, not heard
//	    which choices | each of them
//	    which sums | each of them
//	    of a meeting: barrier, sum + 1, currency
//	    of a barrier: id, count of who, who
//
// Numbers are unsigned varints; team, barrier, currency and who are places in the list
// of texts. One that is too long is its version alone. The version counts up with every
// change of what a Contribution says of the same facts.
const courseVersion = 1

const (
	stretchAlongside = 1 << iota
	stretchLeftOut
	stretchSetAside
	stretchAdded
	stretchNoGoal
	stretchTeam
	stretchGoals
	stretchChoices
	stretchSums
	stretchMet
	stretchBarrier
)

// ErrCourse is returned for what cannot be taken for a course: it is broken, or of
// another version, or too long to be stored. The facts say the same.
var ErrCourse = errors.New("figures: no course")

// TooLong is the stored form of a course that is too long.
func TooLong(out []byte) []byte { return append(out, courseVersion) }

// Append adds the stored form of the course to out.
func (c *Course) Append(out []byte) []byte {
	w := writer{append(out, courseVersion)}
	var texts []string
	for i := range c.stretches {
		for _, text := range c.stretches[i].texts() {
			if !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	w.number(uint64(len(texts)))
	for _, text := range texts {
		w.text(text)
	}
	w.number(uint64(len(c.stretches)))
	before := Quarter(0)
	for i := range c.stretches {
		s := &c.stretches[i]
		w.number(uint64(s.from - before))
		before = s.from
		w.contribution(&s.Contribution, texts)
	}
	return w.out
}

// texts are those that a contribution has.
func (c *Contribution) texts() (out []string) {
	if c.Team != "" {
		out = append(out, c.Team)
	}
	if c.Met != nil {
		out = append(out, c.Met.Barrier, c.Met.Currency)
	}
	if c.Barrier != nil {
		out = append(append(out, c.Barrier.ID), c.Barrier.Who...)
	}
	return out
}

func (c *Contribution) flags() int {
	goals := c.Counted|c.Achieved|c.AchievedSelf|c.Heard|c.HowFar|c.NotHeard != 0
	return stretchAlongside*one(c.Alongside) + stretchLeftOut*one(c.LeftOut) + stretchSetAside*one(c.SetAside) +
		stretchAdded*one(c.Added) + stretchNoGoal*one(c.NoGoal) + stretchTeam*one(c.Team != "") + stretchGoals*one(goals) +
		stretchChoices*one(c.Choices != [choices]uint8{}) + stretchSums*one(c.Sums != [purses][moneyCells]int64{}) +
		stretchMet*one(c.Met != nil) + stretchBarrier*one(c.Barrier != nil)
}

func (w *writer) contribution(c *Contribution, texts []string) {
	put := func(text string) { w.number(uint64(slices.Index(texts, text))) }
	flags := c.flags()
	w.flags(flags)
	if flags&stretchTeam != 0 {
		put(c.Team)
	}
	if flags&stretchGoals != 0 {
		for _, n := range []int{c.Counted, c.Achieved, c.AchievedSelf, c.Heard, c.HowFar, c.NotHeard} {
			w.number(uint64(n))
		}
	}
	if flags&stretchChoices != 0 {
		w.some(int(choices), func(i int) uint64 { return uint64(c.Choices[i]) })
	}
	if flags&stretchSums != 0 {
		w.some(int(purses)*moneyCells, func(i int) uint64 { return uint64(c.Sums[i/moneyCells][i%moneyCells]) })
	}
	if c.Met != nil {
		put(c.Met.Barrier)
		w.number(uint64(c.Met.Sum + 1))
		put(c.Met.Currency)
	}
	if c.Barrier != nil {
		put(c.Barrier.ID)
		w.number(uint64(len(c.Barrier.Who)))
		for _, who := range c.Barrier.Who {
			put(who)
		}
	}
}

// some writes which of n numbers are not 0, and those.
func (w *writer) some(n int, number func(int) uint64) {
	which := uint64(0)
	for i := range n {
		which |= uint64(one(number(i) != 0)) << i
	}
	w.number(which)
	for i := range n {
		if which>>i&1 != 0 {
			w.number(number(i))
		}
	}
}

func (r *reader) some(n int, put func(int, uint64)) {
	which := r.number()
	r.broken = r.broken || which>>n != 0
	for i := range n {
		if which>>i&1 != 0 {
			put(i, r.number())
		}
	}
}

// Parse replaces c by what Append wrote. Its lists are used again, so nothing may hold
// what c held; stored may change afterwards. After an error, ErrCourse, c is nothing.
func (c *Course) Parse(stored []byte) error {
	r := reader{stored: stored, texts: string(stored)}
	c.stretches, c.texts = c.stretches[:0], c.texts[:0]
	if r.number() != courseVersion || len(stored) == 1 {
		return ErrCourse
	}
	for range r.count() {
		c.texts = append(c.texts, r.text())
	}
	from := Quarter(0)
	for range r.count() {
		from += Quarter(r.number())
		c.stretches = append(c.stretches, stretch{from: from})
		r.contribution(&c.stretches[len(c.stretches)-1].Contribution, c.texts)
	}
	if r.broken || r.at < len(stored) {
		c.stretches = c.stretches[:0]
		return ErrCourse
	}
	return nil
}

func (r *reader) contribution(c *Contribution, texts []string) {
	flags := int(r.number())
	c.Alongside, c.LeftOut = flags&stretchAlongside != 0, flags&stretchLeftOut != 0
	c.SetAside, c.Added, c.NoGoal = flags&stretchSetAside != 0, flags&stretchAdded != 0, flags&stretchNoGoal != 0
	if flags&stretchTeam != 0 {
		c.Team = r.of(texts)
	}
	if flags&stretchGoals != 0 {
		for _, n := range []*int{&c.Counted, &c.Achieved, &c.AchievedSelf, &c.Heard, &c.HowFar, &c.NotHeard} {
			*n = int(r.number())
		}
	}
	if flags&stretchChoices != 0 {
		r.some(int(choices), func(i int, n uint64) { c.Choices[i] = uint8(n) })
	}
	if flags&stretchSums != 0 {
		r.some(int(purses)*moneyCells, func(i int, n uint64) { c.Sums[i/moneyCells][i%moneyCells] = int64(n) })
	}
	if flags&stretchMet != 0 {
		c.Met = &Noted{Kind: Met, Barrier: r.of(texts), Sum: int64(r.number()) - 1, Currency: r.of(texts)}
	}
	if flags&stretchBarrier != 0 {
		c.Barrier = &Noted{Kind: Barrier, ID: r.of(texts)}
		for range r.count() {
			c.Barrier.Who = append(c.Barrier.Who, r.of(texts))
		}
	}
}

// of is one of the texts.
func (r *reader) of(texts []string) string {
	n := r.number()
	if n >= uint64(len(texts)) {
		r.broken = true
		return ""
	}
	return texts[n]
}
