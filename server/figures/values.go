package figures

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// Entry is what one person put into a published number.
type Entry struct {
	Person string
	Value  uint64 // never 0
}

// Values are entries of distinct people, sorted by person.
type Values []Entry

// value packs a share; nobody who is reached has 0.
func (s Share) value() uint64 {
	if s.Whole == 0 {
		return 0
	}
	return uint64(s.Part)<<32 | uint64(s.Whole)
}

func shareOf(value uint64) Share { return Share{uint32(value >> 32), uint32(value)} }

func (v Values) curve(t *Table) (c Curve) {
	for _, e := range v {
		c.add(t.reached(e.Value), +1)
	}
	return c
}

// marked packs texts and numbers into a value of which all that matters is
// whether it changed.
func marked(parts ...any) uint64 {
	mark := fnv.New64a()
	fmt.Fprint(mark, parts...)
	return mark.Sum64() | 1
}

// valueOfSums packs what somebody put into a table of money; 0 for nothing.
func valueOfSums(p purse) func(*Contribution) uint64 {
	return func(c *Contribution) uint64 {
		if c.Sums[p] == [moneyCells]int64{} {
			return 0
		}
		return marked(c.Sums[p][0], c.Sums[p][1], c.Sums[p][2])
	}
}

// put appends; people must come in rising order.
func (v *Values) put(person string, value uint64) {
	if value != 0 {
		*v = append(*v, Entry{person, value})
	}
}

// changed counts the people whose entries differ.
func changed(a, b Values) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch order := strings.Compare(a[0].Person, b[0].Person); {
		case order < 0:
			a, n = a[1:], n+1
		case order > 0:
			b, n = b[1:], n+1
		default:
			n += one(a[0].Value != b[0].Value)
			a, b = a[1:], b[1:]
		}
	}
	return n + len(a) + len(b)
}

// residue is what remains of the whole when the parts beside it are taken away:
// nothing of a person whom exactly one part holds with the same value, the
// value of a person in no part, and else a mark of all that is known of them.
func residue(whole Values, parts []Values) (out Values) {
	var beside []held
	for i, part := range parts {
		for _, e := range part {
			beside = append(beside, held{e, i})
		}
	}
	slices.SortStableFunc(beside, func(a, b held) int { return strings.Compare(a.Person, b.Person) })
	for len(whole) > 0 || len(beside) > 0 {
		person := ""
		switch {
		case len(whole) == 0:
			person = beside[0].Person
		case len(beside) == 0:
			person = whole[0].Person
		default:
			person = min(whole[0].Person, beside[0].Person)
		}
		var value uint64
		if len(whole) > 0 && whole[0].Person == person {
			value, whole = whole[0].Value, whole[1:]
		}
		n := 0
		for n < len(beside) && beside[n].Person == person {
			n++
		}
		out.put(person, left(value, beside[:n]))
		beside = beside[n:]
	}
	return out
}

// held is what one part holds of a person.
type held struct {
	Entry
	part int
}

// left is what remains of one person's value beside what parts hold of them.
func left(value uint64, beside []held) uint64 {
	if len(beside) == 0 {
		return value
	}
	if len(beside) == 1 && beside[0].Value == value {
		return 0
	}
	mark := fnv.New64a()
	writeValue(mark.Write, value)
	for _, h := range beside {
		writeValue(mark.Write, uint64(h.part))
		writeValue(mark.Write, h.Value)
	}
	return mark.Sum64() | 1<<63
}

func writeValue(write func([]byte) (int, error), v uint64) {
	var b [8]byte
	for i := range b {
		b[i] = byte(v >> (8 * i))
	}
	_, _ = write(b[:]) // a hash does not fail
}
