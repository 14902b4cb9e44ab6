package figures

import (
	"iter"
	"slices"
)

// Adder says what one person adds to a quarter.
type Adder interface {
	In(Quarter) Contribution
}

// Course is what somebody adds to every quarter there is: the same as their Life
// says, in stretches of quarters to which they add the same, so that it need not be
// worked out again. The zero Course is of somebody who never adds anything.
type Course struct {
	stretches []stretch // the oldest first; nothing is added before the first
	texts     []string  // room for reading one
}

// stretch lasts until the next begins.
type stretch struct {
	from Quarter
	Contribution
}

// longest is how many stretches a course may have. Somebody of whom something is said
// in more quarters has none: their Life is read.
const longest = 400

// Course is what the facts add; ok is false where they are about too many quarters.
func (f *Facts) Course() (c Course, ok bool) { return f.Read().Course() }

// Course is what they add. Between the quarters in which something happened, and those
// right after them, nothing changes.
func (l *Life) Course() (c Course, ok bool) {
	turns := l.turns()
	if len(turns) > longest {
		return c, false
	}
	c.stretches = make([]stretch, 0, len(turns))
	last := Contribution{}
	for _, q := range turns {
		if now := l.In(q); !now.alike(&last) {
			c.stretches = append(c.stretches, stretch{q, now})
			last = now
		}
	}
	return c, true
}

// turns are the quarters, in order, from which something can be another than before.
func (l *Life) turns() []Quarter {
	var quarters []Quarter
	day := Day(-1)
	at := func(d Day) {
		if d != day { // neighbours often share theirs
			day = d
			q := QuarterOf(d)
			quarters = append(quarters, q, q+1)
		}
	}
	dated := func(d Day) {
		if d != 0 {
			at(d)
		}
	}
	f := l.facts
	dated(f.Joined)
	dated(f.Left)
	for _, h := range f.Homes {
		at(h.Day)
	}
	for i := range f.Goals {
		dated(f.Goals[i].Made)
		dated(f.Goals[i].SetAside)
	}
	for _, j := range l.judged {
		at(j.day)
	}
	for _, n := range l.noted {
		at(n.day)
	}
	for _, n := range l.noted {
		if n.Kind == Barrier { // is there always
			at(0)
		}
	}
	slices.Sort(quarters)
	return slices.Compact(quarters)
}

// alike tells whether two contributions say the same in every way.
func (c *Contribution) alike(o *Contribution) bool {
	a, b := *c, *o
	a.Met, b.Met, a.Barrier, b.Barrier = nil, nil, nil, nil
	return a == b && c.Met == o.Met && c.Barrier == o.Barrier
}

// In is what is added to a quarter.
func (c *Course) In(q Quarter) Contribution {
	for i := len(c.stretches) - 1; i >= 0; i-- {
		if c.stretches[i].from <= q {
			return c.stretches[i].Contribution
		}
	}
	return Contribution{}
}

// Crowd is some of the people, by rising id.
type Crowd = iter.Seq2[string, Adder]

// Lives are people of whom the facts are there, all in one crowd.
func Lives(people iter.Seq2[string, *Facts]) iter.Seq[Crowd] {
	return func(yield func(Crowd) bool) {
		yield(func(yield func(string, Adder) bool) {
			life := &Life{}
			for id, f := range people {
				life.read(f)
				if !yield(id, life) {
					return
				}
			}
		})
	}
}
