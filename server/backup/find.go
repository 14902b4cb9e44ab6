package backup

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// State is what a folder can be restored to: a full segment and the unbroken run
// of parts after it.
type State struct {
	Full  Segment
	Parts []Segment
}

// End is the last segment of the state.
func (s State) End() Segment {
	if len(s.Parts) > 0 {
		return s.Parts[len(s.Parts)-1]
	}
	return s.Full
}

// Segments lists the full and its parts, in the order in which they are loaded.
func (s State) Segments() []Segment { return append([]Segment{s.Full}, s.Parts...) }

// Find reads the newest state whose every segment verifies; until, unless it is
// zero, bounds when it was taken. tell is called for each thing that kept a newer
// state from being found.
func (f Folder) Find(ctx context.Context, until time.Time, tell func(string)) (State, error) {
	segments, broken, err := List(f.Dir)
	if err != nil {
		return State{}, err
	}
	for _, err := range broken {
		tell(err.Error())
	}
	if !until.IsZero() {
		segments = takenBy(segments, until)
	}
	for i := len(segments) - 1; i >= 0; i-- {
		if segments[i].Kind != Full {
			continue
		}
		err := f.Verify(ctx, segments[i])
		if err == nil {
			return f.follow(ctx, segments[i], segments[i+1:], tell)
		}
		if !errors.Is(err, ErrBroken) {
			return State{}, err
		}
		tell(err.Error() + ": looking for the full backup before it")
	}
	return State{}, fmt.Errorf("%s holds no full backup that is whole", f.Dir)
}

func takenBy(segments []Segment, until time.Time) []Segment {
	for i, s := range segments {
		if s.Taken.After(until) {
			return segments[:i]
		}
	}
	return segments
}

// follow goes along the parts after a full, up to the first that is missing or
// damaged.
func (f Folder) follow(ctx context.Context, full Segment, later []Segment, tell func(string)) (State, error) {
	state := State{Full: full}
	for _, s := range later {
		if !state.End().leads(s) {
			continue
		}
		err := f.Verify(ctx, s)
		switch {
		case err == nil:
			state.Parts = append(state.Parts, s)
		case errors.Is(err, ErrBroken):
			tell(err.Error())
		default:
			return state, err
		}
	}
	if lost := beyond(state.End(), later); lost > 0 {
		tell(fmt.Sprintf("a segment after %s is missing or damaged: %d newer ones cannot be used, "+
			"and what was committed after %s is not in what is found here",
			state.End().Name, lost, state.End().Taken.Format(time.RFC3339)))
	}
	return state, nil
}

// beyond counts the segments that a state does not reach. One of another history
// may be one whose header is damaged.
func beyond(end Segment, later []Segment) (count int) {
	for _, s := range later {
		if s.Epoch == end.Epoch && s.To > end.To || s.Epoch != end.Epoch && s.Taken.After(end.Taken) {
			count++
		}
	}
	return count
}
