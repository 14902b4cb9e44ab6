package place

import "time"

// RequestKind is what somebody recorded asks for under data-protection law.
type RequestKind string

// The kinds of requests (UK GDPR, articles 15 to 21).
const (
	AskCopy    RequestKind = "copy"
	AskCorrect RequestKind = "correct"
	AskErase   RequestKind = "erase"
	AskObject  RequestKind = "object"
	AskOther   RequestKind = "other"
)

// RequestKinds lists every kind.
var RequestKinds = []RequestKind{AskCopy, AskCorrect, AskErase, AskObject, AskOther}

// Outcome is what a step means for a request; empty for one that is on the way.
type Outcome string

// The outcomes. Longer is two more months where a request is complex or one of
// many; the person must hear of it within the first (article 12(3)).
const (
	OutcomeDone    Outcome = "done"
	OutcomeRefused Outcome = "refused"
	OutcomeLonger  Outcome = "longer"
)

// Outcomes lists every outcome.
var Outcomes = []Outcome{OutcomeDone, OutcomeRefused, OutcomeLonger}

// Request is what a person asked for, and what became of it. Days are of the
// place's zone, times milliseconds since 1970.
type Request struct {
	ID     string      `json:"id"`
	Person string      `json:"person"`
	Called string      `json:"called"` // what the person likes to be called; empty once erased
	Kind   RequestKind `json:"kind"`
	Words  string      `json:"words"`
	// ByName is who wrote it down; OnBehalf where that was not the person themself.
	ByName     string `json:"by_name"`
	OnBehalf   bool   `json:"on_behalf"`
	ReceivedAt int64  `json:"received_at"`
	ReceivedOn string `json:"received_on"`
	DueOn      string `json:"due_on"`
	State      string `json:"state"` // open, or the outcome that closed it
	// Erased is true where the words went with the record that was erased.
	Erased bool   `json:"erased"`
	Steps  []Step `json:"steps"`
}

// Step is one thing that was done about a request. None is ever changed or removed.
type Step struct {
	At      int64   `json:"at"`
	On      string  `json:"on"`
	ByName  string  `json:"by_name"`
	Words   string  `json:"words"`
	Outcome Outcome `json:"outcome,omitempty"`
}

// StateOpen is the state of a request that nothing has closed.
const StateOpen = "open"

// Closes says whether a step with this outcome ends a request.
func (o Outcome) Closes() bool { return o == OutcomeDone || o == OutcomeRefused }

// How many calendar months there are to answer, at first and where it takes longer.
const (
	MonthsToAnswer = 1
	MonthsLonger   = 3
)

// DueOn is the day by which a request received on a day must be answered: the
// corresponding date so many months on, or the last day of a month that has none.
// It is not moved for week-ends and holidays, which the law would allow.
func DueOn(received string, months int) (string, error) {
	day, err := time.Parse(time.DateOnly, received)
	if err != nil {
		return "", err
	}
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1).Format(time.DateOnly), nil
}
