package store

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"alongside/server/audit"
	"alongside/server/place"
)

// maxAsked is how long the words of a request or a step may be, in code points.
const maxAsked = 20_000

// askedValue is a request as stored under the key "admin". What the person wrote is
// sealed once more, under the key of their own scope: it goes when that is erased,
// and that there was a request stays.
type askedValue struct {
	Person string            `json:"person"`
	Kind   place.RequestKind `json:"kind"`
	At     int64             `json:"at"`
	By     string            `json:"by"` // member id
	Behalf bool              `json:"behalf,omitempty"`
	Words  []byte            `json:"words,omitempty"`
}

// stepValue is one step of a request; it is written once and never again. Words are
// sealed as the request's, or plain where the person's scope has been erased.
type stepValue struct {
	At      int64         `json:"at"`
	By      string        `json:"by"`
	Outcome place.Outcome `json:"outcome,omitempty"`
	Words   []byte        `json:"words,omitempty"`
	Plain   string        `json:"plain,omitempty"`
}

func askedKey(id string) []byte          { return thingKey(askedTable, id) }
func stepKey(id string, n uint64) []byte { return numbered(askedTable, id, n) }

// AskFor keeps a request of the person of by, or with person, of somebody in whose
// circle by is.
func (s *Store) AskFor(by place.Actor, person string, kind place.RequestKind, words string) (asked place.Request, err error) {
	if err := checkAsked(kind, words); err != nil {
		return asked, err
	}
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := t.mayAsk(by, person); err != nil {
			return err
		}
		h := t.head(place.PersonOf(person))
		if h == nil || h.erased() || t.failed != nil {
			return cmp.Or(t.failed, error(noPerson))
		}
		id := s.newID()
		value := askedValue{Person: person, Kind: kind, At: s.nowMS(), By: by.Member, Behalf: by.Person != person}
		if words = strings.TrimSpace(words); words != "" {
			value.Words = sealAt(h.key, askedKey(id), []byte(words))
		}
		t.putSealed(askedKey(id), value)
		t.traceBy(by, place.PersonOf(person), audit.Detail{Act: audit.Requested, Kind: string(kind)})
		asked, err = t.request(id, value, nil)
		return err
	})
	return asked, err
}

func checkAsked(kind place.RequestKind, words string) error {
	if !slices.Contains(place.RequestKinds, kind) {
		return place.Faulty(place.Problem{Path: "/kind", Code: "unknown", Detail: "must be copy, correct, erase, object or other"})
	}
	return checkAskedWords(words)
}

func checkAskedWords(words string) error {
	switch {
	case !utf8.ValidString(words):
		return place.Faulty(place.Problem{Path: "/words", Code: "bad_text", Detail: "must be text"})
	case utf8.RuneCountInString(words) > maxAsked:
		return place.Faulty(place.Problem{Path: "/words", Code: "too_long", Detail: "must not be longer than 20000 characters"})
	}
	return nil
}

// RequestsOf lists what was asked for a person, newest first: for themself, and
// for the coaches in their circle.
func (s *Store) RequestsOf(by place.Actor, person string) (out []place.Request, err error) {
	err = s.view(func(v view) error {
		if err := v.mayAsk(by, person); err != nil {
			return err
		}
		out, err = v.requests(func(a askedValue) bool { return a.Person == person })
		slices.Reverse(out)
		return err
	})
	return out, err
}

// Requests lists every request, those that are open first, by the day they are due.
func (s *Store) Requests(by place.Actor) (out []place.Request, err error) {
	if err := by.Must(place.AnswerRequests); err != nil {
		return nil, err
	}
	err = s.view(func(v view) error {
		out, err = v.requests(func(askedValue) bool { return true })
		return err
	})
	slices.SortStableFunc(out, func(a, b place.Request) int {
		return cmp.Or(closed(a)-closed(b), cmp.Compare(a.DueOn, b.DueOn), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}

func closed(r place.Request) int {
	if r.State == place.StateOpen {
		return 0
	}
	return 1
}

// AnswerRequest adds to the trail of a request what was done about it, and with an outcome
// what that means. Only an open request takes an outcome.
func (s *Store) AnswerRequest(by place.Actor, id, words string, outcome place.Outcome) (asked place.Request, err error) {
	if outcome != "" && !slices.Contains(place.Outcomes, outcome) {
		return asked, place.Faulty(place.Problem{Path: "/outcome", Code: "unknown", Detail: "must be done, refused or longer"})
	}
	if words = strings.TrimSpace(words); words == "" {
		return asked, place.Faulty(place.Problem{Path: "/words", Code: "required", Detail: "must say what was done, for the person to read"})
	}
	if err := checkAskedWords(words); err != nil {
		return asked, err
	}
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.AnswerRequests); err != nil {
			return err
		}
		var value askedValue
		found, err := t.getSealed(askedKey(id), &value)
		if err != nil {
			return err
		}
		if !found {
			return place.Refuse(place.NotFound, "There is no such request.")
		}
		steps, err := t.steps(id)
		if err != nil {
			return err
		}
		step := stepValue{At: s.nowMS(), By: by.Member, Outcome: outcome}
		if err := t.mayStep(value, steps, step); err != nil {
			return err
		}
		t.putStep(id, uint64(len(steps)), value.Person, words, &step)
		asked, err = t.request(id, value, append(steps, step))
		return err
	})
	return asked, err
}

// mayStep refuses an outcome for what is closed, and more time where that was taken
// already or the first month is over.
func (t *tx) mayStep(value askedValue, steps []stepValue, step stepValue) error {
	if step.Outcome == "" {
		return nil
	}
	_, due, err := t.clock(value, nil)
	if err != nil {
		return err
	}
	for _, before := range steps {
		if before.Outcome.Closes() {
			return place.Faulty(place.Problem{Path: "/outcome", Code: "closed", Detail: "this request has its answer; ask for a new one"})
		}
		if before.Outcome == place.OutcomeLonger && step.Outcome == place.OutcomeLonger {
			return place.Faulty(place.Problem{Path: "/outcome", Code: "longer_already", Detail: "more time was taken already, and can be once only"})
		}
	}
	if step.Outcome == place.OutcomeLonger && t.store.dayAt(step.At) > due {
		return place.Faulty(place.Problem{Path: "/outcome", Code: "too_late", Detail: "more time can be taken only within the first month"})
	}
	return nil
}

func (t *tx) putStep(id string, n uint64, person, words string, step *stepValue) {
	key := stepKey(id, n)
	if h := t.head(place.PersonOf(person)); h != nil && !h.erased() {
		step.Words = sealAt(h.key, key, []byte(words))
	} else {
		step.Plain = words
	}
	t.putSealed(key, *step)
}

// dayAt is the day of a moment in the place's zone.
func (s *Store) dayAt(ms int64) string { return time.UnixMilli(ms).In(s.zone()).Format(time.DateOnly) }

func (v view) steps(id string) (out []stepValue, err error) {
	err = v.each(pairKey(askedTable, id, ""), false, func(key, _ []byte) error {
		var step stepValue
		_, err := v.getSealed(key, &step)
		out = append(out, step)
		return err
	})
	return out, err
}

// requests reads every request that is wanted, oldest first.
func (v view) requests(wanted func(askedValue) bool) ([]place.Request, error) {
	out := []place.Request{}
	err := v.each([]byte{askedTable}, false, func(key, _ []byte) error {
		if bytes.IndexByte(key, 0) >= 0 {
			return nil // a step
		}
		var value askedValue
		if _, err := v.getSealed(key, &value); err != nil || !wanted(value) {
			return err
		}
		id := string(key[1:])
		steps, err := v.steps(id)
		if err != nil {
			return err
		}
		one, err := v.request(id, value, steps)
		out = append(out, one)
		return err
	})
	return out, err
}
