package figures

import "fmt"

// known is what the attacker works out, beside what is true, which he does not know.
type known struct {
	bounds
	truth map[int]int
	what  map[int]string
}

// called gives a number a name, and says what it truly is.
func (k *known) called(n, truth int, what string) int {
	if k.truth == nil {
		k.truth, k.what = map[int]int{}, map[int]string{}
	}
	k.truth[n], k.what[n] = truth, what
	return n
}

// mistaken names a number of which he believes what is not so.
func (k *known) mistaken() string {
	for n, truth := range k.truth {
		if truth < k.least[n] || truth > k.most[n] {
			return fmt.Sprintf("%s is %d and not %d to %d", k.what[n], truth, k.least[n], k.most[n])
		}
	}
	return ""
}

// finds judges what he knows of some numbers, each less those of the people in it
// whom he knows already.
func (k *known) finds(secrets []secret) (f found) {
	for _, s := range secrets {
		f.outputs++
		least, most := max(k.least[s.number], s.own)-s.own, k.most[s.number]-s.own
		switch {
		case least >= minimum-s.own: // enough people, whoever they are
		case least == most:
			f.exact++
		case least > 0:
			f.present++
		case most-least < spread-1-s.own:
			f.narrow++
		default:
			continue
		}
		if least < minimum-s.own && len(f.first) < 12 {
			f.first = append(f.first, fmt.Sprintf("%s: %d to %d", k.what[s.number], k.least[s.number], k.most[s.number]))
		}
	}
	return f
}

// secret is a number that was not told; own is 1 where the attacker is in it.
type secret struct{ number, own int }
