package figures

import (
	"cmp"
	"slices"
	"strings"
)

// Voice is who judged a goal.
type Voice uint8

// Only Self and Together speak in the figures.
const (
	NoVoice Voice = iota
	Self
	Together
	Worker
)

// ParseVoice reads the field `by` of an assessment.
func ParseVoice(by string) Voice {
	switch by {
	case "self":
		return Self
	case "together":
		return Together
	case "worker":
		return Worker
	}
	return NoVoice
}

// ParseChooser reads the field `chosen_by` of a decision.
func ParseChooser(by string) Voice {
	if by == "person" {
		return Self
	}
	if by == "self" {
		return NoVoice
	}
	return ParseVoice(by)
}

// Unsaid is the HowFar of an assessment that does not say it.
const Unsaid = -1

// Home is one write of a person's home_team.
type Home struct {
	Stamp string // effective
	Day   Day    // of the stamp, in the place's zone
	Team  string // "" where the write cleared it
}

// Goal is what counts of one goal; days are 0 where nothing was written.
type Goal struct {
	ID       string
	Own      bool // mine or ours, not the worker's
	Gone     bool
	Made     Day
	SetAside Day
}

// Said is what counts of one assessment, or of the correction of one.
type Said struct {
	ID       string
	Goal     string
	Corrects string // id of the assessment that this one puts right
	Voice    Voice
	Done     bool
	HowFar   int8 // 0 to 100, or Unsaid
	On       Day
	Stamp    string // effective, of the record's first write
	Written  Day    // the day of that stamp, in the place's zone
	Received Day    // the day on which the server first had it; 0 if unknown
}

// Facts is all that the figures know of one person, of one worker (their week's
// notes alone) or of one barrier or meeting of one. Applying the same log in any
// order gives the same Facts. Lists are sorted, by id or by stamp.
type Facts struct {
	Joined  Day
	Left    Day
	LeftOut bool // the newest word on in_figures is false
	Gone    bool
	Homes   []Home
	Goals   []Goal
	Said    []Said
	Noted   []Noted
}

// Clone is a copy that shares nothing with f.
func (f *Facts) Clone() *Facts {
	c := *f
	c.Homes, c.Goals, c.Said, c.Noted = slices.Clone(f.Homes), slices.Clone(f.Goals), slices.Clone(f.Said), slices.Clone(f.Noted)
	return &c
}

// LivedAt takes in one write of home_team; the same write again changes nothing.
func (f *Facts) LivedAt(h Home) {
	i, found := slices.BinarySearchFunc(f.Homes, h, func(a, b Home) int {
		return cmp.Or(strings.Compare(a.Stamp, b.Stamp), strings.Compare(a.Team, b.Team))
	})
	if !found {
		f.Homes = slices.Insert(f.Homes, i, h)
	}
}

// PutGoal takes in a goal as its record now stands.
func (f *Facts) PutGoal(g Goal) {
	i, found := f.findGoal(g.ID)
	if found {
		f.Goals[i] = g
		return
	}
	f.Goals = slices.Insert(f.Goals, i, g)
}

func (f *Facts) findGoal(id string) (int, bool) {
	return slices.BinarySearchFunc(f.Goals, id, func(a Goal, id string) int { return strings.Compare(a.ID, id) })
}

// PutSaid takes in an assessment as its record now stands. Stamp and receipt
// are those of the entry at hand; the earliest of each is kept.
func (f *Facts) PutSaid(s Said) {
	i, found := f.findSaid(s.ID)
	if !found {
		f.Said = slices.Insert(f.Said, i, s)
		return
	}
	old := f.Said[i]
	if old.Stamp < s.Stamp {
		s.Stamp, s.Written = old.Stamp, old.Written
	}
	s.Received = earlier(old.Received, s.Received)
	f.Said[i] = s
}

func (f *Facts) findSaid(id string) (int, bool) {
	return slices.BinarySearchFunc(f.Said, id, func(a Said, id string) int { return strings.Compare(a.ID, id) })
}

// HomeAt is the team at the end of a day: the newest write made until then, or
// the earliest of all if there was none yet.
func (f *Facts) HomeAt(end Day) string {
	for _, h := range slices.Backward(f.Homes) {
		if h.Day <= end {
			return h.Team
		}
	}
	if len(f.Homes) > 0 {
		return f.Homes[0].Team
	}
	return ""
}

// earlier is the first of two days, where 0 is none.
func earlier(a, b Day) Day {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}
