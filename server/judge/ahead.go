package judge

import (
	"slices"

	"alongside/sync/hlc"
)

// Span is a run of numbers of a device that have outcomes although some number
// below them has none: what others relayed. At is the highest effective stamp
// among them.
type Span struct {
	From uint64    `json:"from"`
	To   uint64    `json:"to"`
	At   hlc.Stamp `json:"at"`
}

// settles notes that n has an outcome, with the effective stamp at. It leaves
// what the device shares with its copies alone.
func (d *Device) settles(n uint64, at hlc.Stamp) {
	switch {
	case n <= d.Have || d.ahead(n):
	case n == d.Have+1:
		d.Have, d.At = n, max(d.At, at)
		d.advance()
	default:
		i, _ := slices.BinarySearchFunc(d.Ahead, n, func(s Span, n uint64) int { return compare(s.From, n) })
		d.Ahead = slices.Insert(slices.Clone(d.Ahead), i, Span{n, n, at})
		d.join(i)
		d.join(i - 1)
	}
}

func compare(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// join makes one of the spans i and i+1 if nothing lies between them.
func (d *Device) join(i int) {
	if i < 0 || i+1 >= len(d.Ahead) || d.Ahead[i].To+1 != d.Ahead[i+1].From {
		return
	}
	d.Ahead[i].To, d.Ahead[i].At = d.Ahead[i+1].To, max(d.Ahead[i].At, d.Ahead[i+1].At)
	d.Ahead = slices.Delete(d.Ahead, i+1, i+2)
}

// advance moves Have over the numbers that follow it and have outcomes.
func (d *Device) advance() {
	for len(d.Ahead) > 0 && d.Ahead[0].From <= d.Have+1 {
		d.Have, d.At = max(d.Have, d.Ahead[0].To), max(d.At, d.Ahead[0].At)
		d.Ahead = d.Ahead[1:]
	}
	if len(d.Ahead) == 0 {
		d.Ahead = nil
	}
}

// ahead says whether a number above Have has an outcome.
func (d *Device) ahead(n uint64) bool {
	return len(d.Ahead) > 0 && d.firstAhead(n, n) != 0
}

// firstAhead is the first number from..to above Have that has an outcome; 0 if
// none has.
func (d *Device) firstAhead(from, to uint64) uint64 {
	for _, s := range d.Ahead {
		if s.To >= from {
			if first := max(s.From, from); first <= to {
				return first
			}
			return 0
		}
	}
	return 0
}

// moved says whether anything but the contact has changed since before.
func (d *Device) moved(before Device) bool {
	return d.Have != before.Have || d.At != before.At || !slices.Equal(d.Ahead, before.Ahead)
}
