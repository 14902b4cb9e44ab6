package place

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// RetentionKind is a kind of what a place keeps for as long as it chooses. Whatever is
// no such kind stays, or goes by a rule of its own.
type RetentionKind string

// The kinds. A person's record is of one of the first two, with all that was told
// about them to a few.
const (
	RetainLeft  RetentionKind = "left"  // of somebody who has left, from that day or the last writing on
	RetainQuiet RetentionKind = "quiet" // of anybody else, from the day on which it was last written in
	RetainOwn   RetentionKind = "own"   // what a member wrote for themself alone, from the day on which they left
	RetainAsked RetentionKind = "asked" // a request, from the day on which it had its answer
	RetainTrail RetentionKind = "trail" // who saw what
)

// RetentionKinds lists every kind.
var RetentionKinds = []RetentionKind{RetainLeft, RetainQuiet, RetainOwn, RetainAsked, RetainTrail}

// MonthsLeast is the shortest time for each kind: long enough for a phone that was away
// to bring what it holds, and for somebody to ask who has seen their record.
var MonthsLeast = map[RetentionKind]int{RetainLeft: 6, RetainQuiet: 12, RetainOwn: 3, RetainAsked: 12, RetainTrail: 12}

// MonthsMost is the longest; whoever wants more chooses to keep until somebody asks.
const MonthsMost = 1200

// DaysAhead is for how many days before its time something is listed already.
const DaysAhead = 30

// RetentionRules say for how many months each kind is kept. One that is not there, or
// 0, is kept until somebody asks.
type RetentionRules map[RetentionKind]int

// MarshalJSON writes every kind, null for one that is kept until somebody asks.
func (r RetentionRules) MarshalJSON() ([]byte, error) {
	out := map[RetentionKind]*int{}
	for _, kind := range RetentionKinds {
		out[kind] = nil
		if months := r[kind]; months != 0 {
			out[kind] = &months
		}
	}
	return json.Marshal(out)
}

// Check says what is wrong with rules that are to be kept or tried. They name every
// kind, so that none is left out by mistake.
func (r RetentionRules) Check() error {
	var problems []Problem
	wrong := func(kind RetentionKind, code, detail string, args ...any) {
		problems = append(problems, Problem{Path: "/rules/" + string(kind), Code: code, Detail: fmt.Sprintf(detail, args...)})
	}
	for _, kind := range RetentionKinds {
		months, there := r[kind]
		switch least := MonthsLeast[kind]; {
		case !there:
			wrong(kind, "required", "must be a number of months, or null to keep until somebody asks")
		case months != 0 && months < least:
			wrong(kind, "too_short", "must be %d months or more, or null to keep until somebody asks", least)
		case months > MonthsMost:
			wrong(kind, "too_long", "must be %d months or fewer, or null to keep until somebody asks", MonthsMost)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(r)) {
		if !slices.Contains(RetentionKinds, kind) {
			wrong(kind, "unknown", "must be left, quiet, own, asked or trail")
		}
	}
	if len(problems) > 0 {
		return Faulty(problems...)
	}
	return nil
}

// Retention is the rules that hold, and since when.
type Retention struct {
	Rules     RetentionRules        `json:"rules"`
	Least     map[RetentionKind]int `json:"least"`
	ChangedOn string                `json:"changed_on"` // a day; empty where nobody chose yet
	ByName    string                `json:"by_name"`
}

// KeptFor is what somebody recorded is told: for how many months their record is kept
// once they have left, or once nobody writes in it, and who has seen it; nil for each
// that is kept until they ask.
type KeptFor struct {
	Left  *int `json:"left"`
	Quiet *int `json:"quiet"`
	Trail *int `json:"trail"`
}

// ForPeople is what the rules come to for them.
func (r RetentionRules) ForPeople() KeptFor {
	months := func(kind RetentionKind) *int {
		if r[kind] == 0 {
			return nil
		}
		return new(r[kind])
	}
	return KeptFor{Left: months(RetainLeft), Quiet: months(RetainQuiet), Trail: months(RetainTrail)}
}

// RetentionPlan is what would go by some rules, as of a day. It holds nobody's name
// and nothing that anybody wrote.
type RetentionPlan struct {
	Rules RetentionRules  `json:"rules"`
	On    string          `json:"on"`
	Parts []RetentionPart `json:"parts"` // one for each kind
}

// RetentionPart is what there is of one kind.
type RetentionPart struct {
	Kind   RetentionKind `json:"kind"`
	All    int           `json:"all"`
	Oldest string        `json:"oldest"` // the earliest day from which one is kept; empty for none
	Due    int           `json:"due"`
	Soon   int           `json:"soon"`
	// Through is, of the trail, the last entry that is due: what a confirmation names.
	Through uint64          `json:"through,omitempty"`
	Items   []RetentionItem `json:"items"` // the longest due first, at most RetentionListed
}

// RetentionListed is how many items a part lists.
const RetentionListed = 200

// RetentionState is where something stands.
type RetentionState string

// The states. Waits is past its time and stays, because somebody asked for something
// and has no answer yet.
const (
	RetentionDue   RetentionState = "due"
	RetentionSoon  RetentionState = "soon"
	RetentionWaits RetentionState = "waits"
)

// RetentionItem is something whose time is up, or soon will be.
type RetentionItem struct {
	ID     string         `json:"id"`      // of the person, member or request
	LastOn string         `json:"last_on"` // the day from which it is kept
	DueOn  string         `json:"due_on"`
	State  RetentionState `json:"state"`
	// Circle is who can see it: of people alone. Away is how many of their phones were
	// not in touch for a month, and may hold more.
	Circle []string `json:"circle,omitempty"`
	Away   int      `json:"away,omitempty"`
}

// DuePerson is somebody whose record is past its time or soon will be, as whoever
// stands beside them is told.
type DuePerson struct {
	ID    string         `json:"id"`
	Kind  RetentionKind  `json:"kind"` // left or quiet
	DueOn string         `json:"due_on"`
	State RetentionState `json:"state"`
}

// LetGo is what became of a confirmation.
type LetGo struct {
	Kind   RetentionKind `json:"kind"`
	Gone   int           `json:"gone"`
	Stayed []Stayed      `json:"stayed"`
}

// Stayed is something that was confirmed and stays: not_due, waits, or unknown.
type Stayed struct {
	ID   string `json:"id"`
	Code string `json:"code"`
}

// LastDue is the last day of which something that is kept for so many months is due on
// a day: DueOn of it is that day or before, and of the day after it is not.
func LastDue(on string, months int) (string, error) {
	day, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return "", err
	}
	for last := time.Date(day.Year(), day.Month()-time.Month(months), day.Day()+4, 0, 0, 0, 0, time.UTC); ; last = last.AddDate(0, 0, -1) {
		text := last.Format(time.DateOnly)
		due, err := DueOn(text, months)
		if err != nil || due <= on {
			return text, err
		}
	}
}
