package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"slices"

	"alongside/server/judge"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/wire"

	"github.com/dgraph-io/badger/v4"
)

// The stored form of an outcome: the hash of what was sent, a letter, and
//
//	t | effective stamp, empty where it is the device's own
//	r | the same, of a change that others relayed
//	s | through(8)
//	p | parkedValue as JSON
const (
	takenLetter   = 't'
	relayedLetter = 'r'
	skippedLetter = 's'
	parkedLetter  = 'p'
)

var errOutcome = errors.New("store: broken outcome")

// parkedValue is why a change was parked.
type parkedValue struct {
	Code   place.Code     `json:"code"`
	Detail string         `json:"detail"`
	Errors []wire.Problem `json:"errors,omitempty"`
}

func encodeOutcome(o judge.Outcome) ([]byte, error) {
	out := append(make([]byte, 0, 96), o.Hash[:]...)
	switch o.Kept {
	case judge.Taken:
		letter := byte(takenLetter)
		if o.Relayed {
			letter = relayedLetter
		}
		return append(append(out, letter), o.At...), nil
	case judge.Skipped:
		return binary.BigEndian.AppendUint64(append(out, skippedLetter), o.Through), nil
	}
	text, err := encode(parkedValue{o.Code, o.Detail, o.Errors})
	return append(append(out, parkedLetter), text...), err
}

func decodeOutcome(n uint64, value []byte) (judge.Outcome, error) {
	o := judge.Outcome{N: n, Through: n}
	if len(value) < 33 {
		return o, errOutcome
	}
	copy(o.Hash[:], value)
	rest := value[33:]
	switch value[32] {
	case takenLetter, relayedLetter:
		o.Kept, o.At, o.Relayed = judge.Taken, hlc.Stamp(rest), value[32] == relayedLetter
	case skippedLetter:
		if len(rest) != 8 {
			return o, errOutcome
		}
		o.Kept, o.Through = judge.Skipped, binary.BigEndian.Uint64(rest)
	case parkedLetter:
		var parked parkedValue
		if err := json.Unmarshal(rest, &parked); err != nil {
			return o, err
		}
		o.Kept, o.Code, o.Detail, o.Errors = judge.Parked, parked.Code, parked.Detail, parked.Errors
	default:
		return o, errOutcome
	}
	return o, nil
}

// outcome is the one kept under the highest number that is not above n. Badger
// sorts all that a transaction has written before it searches backwards in it, so
// that search goes to what was committed, and what this one skipped is looked up.
func (t *tx) outcome(device string, n uint64) (o judge.Outcome, ok bool, err error) {
	value, err := t.get(outcomeKey(device, n))
	if err != nil {
		return o, false, err
	}
	if value != nil {
		o, err = decodeOutcome(n, value)
		return o, err == nil, err
	}
	if skip, found := t.skipped(device, n); found {
		return skip, true, nil
	}
	err = t.store.view(func(v view) error {
		o, ok, err = v.outcomeBelow(device, n)
		return err
	})
	return o, ok, err
}

// skipped is the skip that covers n, of those that are not on disk yet.
func (t *tx) skipped(device string, n uint64) (judge.Outcome, bool) {
	skips := t.skips[device]
	if t.before != nil {
		skips = slices.Concat(skips, t.before.skips[device])
	}
	for _, skip := range skips {
		if skip.N <= n && n <= skip.Through {
			return skip, true
		}
	}
	return judge.Outcome{}, false
}

func (v view) outcomeBelow(device string, n uint64) (o judge.Outcome, ok bool, err error) {
	options := badger.DefaultIteratorOptions
	options.Reverse, options.PrefetchValues = true, false
	options.Prefix = pairKey(outcomeTable, device, "")
	it, err := v.iterate(options)
	if err != nil {
		return o, false, err
	}
	defer it.Close()
	it.Seek(outcomeKey(device, n))
	if !it.Valid() {
		return o, false, nil
	}
	below := lastNumber(it.Item().Key())
	err = it.Item().Value(func(value []byte) error {
		o, err = decodeOutcome(below, value)
		return err
	})
	return o, err == nil, err
}
