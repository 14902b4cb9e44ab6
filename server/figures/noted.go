package figures

import (
	"cmp"
	"slices"
	"strings"
)

// NotedKind says what a Noted is of.
type NotedKind uint8

// The kinds of record, beside person, goal and assessment, that figures read.
const (
	Checked NotedKind = 1 + iota // life_check
	Visited                      // visit
	Asked                        // contact
	Gained                       // gain
	Decided                      // decision
	Weekly                       // week_note
	Barrier                      // barrier
	Met                          // met
)

// Noted is what counts of one such record; what its kind does not know is left
// empty. Words are never among it.
type Noted struct {
	Kind     NotedKind
	ID       string
	Corrects string // id of the record that this one puts right
	Gone     bool
	Voice    Voice    // of a life check or a decision: who answered, who chose
	Answer   uint8    // of a life check, 1 to 4; of a gain, how often it comes: a Per
	Right    int8     // of a visit: right first time: 1 yes, -1 no, 0 not said
	Until    Day      // of a contact: the day of the answer
	HandedOn bool     // of a contact
	Assessed bool     // of a contact
	InKind   bool     // of a decision
	Goal     string   // of a decision: the goal that it was for
	Visit    string   // of a decision: the visit on which it was made
	Sum      int64    // minor units, or NoSum
	Currency string   // "" for the place's own
	Ease     uint8    // of a week's note, 1 to 5; 0 not said
	Morale   uint8    // the same
	Barrier  string   // of a met: which one
	Who      []string // of a barrier: who could help, in bytewise order
	On       Day
	Stamp    string // effective, of the record's first write
	Written  Day    // the day of that stamp, in the place's zone
	Received Day    // the day on which the server first had it; 0 if unknown
}

// NoSum is the Sum of what has none.
const NoSum = -1

// Per is how often a gain comes.
type Per uint8

// Once is also what is meant where nothing is said.
const (
	PerOnce Per = iota
	PerWeek
	PerFortnight
	PerMonth
	PerTerm
	PerYear
)

// timesAYear is how often each comes in a year; what comes once has none.
var timesAYear = [...]int64{PerOnce: 0, PerWeek: 52, PerFortnight: 26, PerMonth: 12, PerTerm: 3, PerYear: 1}

// ParsePer reads the field `per` of a gain.
func ParsePer(per string) Per {
	return Per(max(0, slices.Index([]string{"once", "week", "fortnight", "month", "term", "year"}, per)))
}

// ParseAnswer reads the field `answer` of a life check: 1 to 4, 0 for none.
func ParseAnswer(answer string) uint8 {
	return uint8(1 + slices.Index([]string{"yes", "a_bit", "not_really", "not_today"}, answer))
}

// PutNoted takes in a record as it now stands. Stamp and receipt are those of
// the entry at hand; the earliest of each is kept.
func (f *Facts) PutNoted(n Noted) {
	i, found := f.findNoted(n.ID)
	if !found {
		f.Noted = slices.Insert(f.Noted, i, n)
		return
	}
	old := f.Noted[i]
	if old.Stamp < n.Stamp {
		n.Stamp, n.Written = old.Stamp, old.Written
	}
	n.Received = earlier(old.Received, n.Received)
	f.Noted[i] = n
}

func (f *Facts) findNoted(id string) (int, bool) {
	return slices.BinarySearchFunc(f.Noted, id, func(a Noted, id string) int { return strings.Compare(a.ID, id) })
}

// day is the day that a record is about: never later than its receipt.
func (n *Noted) day() Day { return earlier(cmp.Or(n.On, n.Written), n.Received) }

// dated is a record that counts, and its day.
type dated struct {
	day Day
	*Noted
}

// readNoted takes in the records that count, each with what its newest correction
// says, in the order of their days; ties by stamp, then by id.
func (l *Life) readNoted() {
	f := l.facts
	l.noted = l.noted[:0]
	newest := f.mendings()
	l.mended = slices.Grow(l.mended[:0], len(newest)) // pointers into it must hold
	for i := range f.Noted {
		n := &f.Noted[i]
		if n.Corrects != "" {
			continue
		}
		if c := newest[n.ID]; c != nil {
			l.mended = append(l.mended, c.inPlaceOf(n))
			delete(newest, n.ID)
			n = &l.mended[len(l.mended)-1]
		}
		l.note(n)
	}
	for _, c := range newest { // corrections that came before what they correct
		l.note(c)
	}
	slices.SortFunc(l.noted, func(a, b dated) int {
		if a.day != b.day {
			return cmp.Compare(a.day, b.day)
		}
		return cmp.Or(strings.Compare(a.Stamp, b.Stamp), strings.Compare(a.ID, b.ID))
	})
}

func (l *Life) note(n *Noted) {
	if !n.Gone {
		l.noted = append(l.noted, dated{n.day(), n})
	}
}

// within are the records of the days from first to last.
func (l *Life) within(first, last Day) []dated {
	from, _ := slices.BinarySearchFunc(l.noted, first, func(n dated, day Day) int { return cmp.Compare(n.day, day) })
	to, _ := slices.BinarySearchFunc(l.noted, last+1, func(n dated, day Day) int { return cmp.Compare(n.day, day) })
	return l.noted[from:to]
}

// mendings are the newest corrections of each first record; nil where there are none.
func (f *Facts) mendings() (newest map[string]*Noted) {
	for i := range f.Noted {
		n := &f.Noted[i]
		if n.Corrects == "" {
			continue
		}
		if newest == nil {
			newest = map[string]*Noted{}
		}
		root, ok := f.rootOf(n)
		if was := newest[root]; ok && (was == nil || cmp.Or(strings.Compare(n.Stamp, was.Stamp), strings.Compare(n.ID, was.ID)) > 0) {
			newest[root] = n
		}
	}
	return newest
}

// inPlaceOf is what a correction says, where that stood which it corrects; the
// day holds until it is corrected too.
func (n *Noted) inPlaceOf(root *Noted) Noted {
	says := *n
	if says.On == 0 {
		says.On, says.Written, says.Received = root.On, root.Written, root.Received
	}
	says.ID, says.Stamp, says.Corrects = root.ID, root.Stamp, ""
	return says
}

// rootOf follows corrections to the first record; ok is false in a circle.
func (f *Facts) rootOf(n *Noted) (id string, ok bool) {
	for range len(f.Noted) {
		i, found := f.findNoted(n.Corrects)
		if !found || f.Noted[i].Corrects == "" {
			return n.Corrects, true
		}
		n = &f.Noted[i]
	}
	return "", false
}
