package store

import (
	"alongside/server/place"
)

// request puts together what was asked and what became of it.
func (v view) request(id string, value askedValue, steps []stepValue) (place.Request, error) {
	h, err := v.head(place.PersonOf(value.Person))
	if err != nil {
		return place.Request{}, err
	}
	gone := h == nil || h.erased()
	received, due, err := v.clock(value, steps)
	out := place.Request{ID: id, Person: value.Person, Kind: value.Kind, ByName: v.memberName(value.By), OnBehalf: value.Behalf,
		ReceivedAt: value.At, ReceivedOn: received, DueOn: due, State: place.StateOpen, Erased: gone, Steps: []place.Step{}}
	if err != nil {
		return out, err
	}
	if !gone {
		if out.Called, err = v.calledOf(h, value.Person); err != nil {
			return out, err
		}
		if out.Words, err = unsealed(h, askedKey(id), value.Words); err != nil {
			return out, err
		}
	}
	for n, step := range steps {
		words := step.Plain
		if !gone && step.Words != nil {
			if words, err = unsealed(h, stepKey(id, uint64(n)), step.Words); err != nil {
				return out, err
			}
		}
		out.Steps = append(out.Steps, place.Step{At: step.At, On: v.store.dayAt(step.At), ByName: v.memberName(step.By),
			Words: words, Outcome: step.Outcome})
		if step.Outcome.Closes() {
			out.State = string(step.Outcome)
		}
	}
	return out, nil
}

func unsealed(h *head, at, sealed []byte) (string, error) {
	if sealed == nil {
		return "", nil
	}
	text, err := openAt(h.key, at, sealed)
	return string(text), err
}

// clock is the day on which a request was received, and the one by which it must
// have been answered.
func (v view) clock(value askedValue, steps []stepValue) (received, due string, err error) {
	months := place.MonthsToAnswer
	for _, step := range steps {
		if step.Outcome == place.OutcomeLonger {
			months = place.MonthsLonger
		}
	}
	received = v.store.dayAt(value.At)
	due, err = place.DueOn(received, months)
	return received, due, err
}

// memberName is what a member is called; "" for one who is not known.
func (v view) memberName(id string) string { return v.store.directory.Load().members[id].Name }

// calledOf is what a person likes to be called.
func (v view) calledOf(h *head, person string) (string, error) {
	r, _, ok, err := v.record(h, place.PersonOf(person), string(place.PersonScope), person)
	if versions := r.Versions("called"); ok && err == nil && len(versions) > 0 {
		return versions[0].Value, nil
	}
	return "", err
}

// erased says whether a scope's key was destroyed.
func (h *head) erased() bool { return h.Erased != 0 }
