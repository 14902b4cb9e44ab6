package figures

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A standing is stored as
//
//	0 | length | the standing without its lists, as gob
//	  | count, then of each person of any list: bytes shared with the one before, length, the others
//	  | of each list: count | entries
//	  an entry: people since the one before | 1 + its value's place among the first
//	  commonValues different ones of the list, or 0 and the value
//
// Numbers are unsigned varints. Before there was this form a standing was gob alone,
// which never begins with 0.
const commonValues = 127

var errStanding = errors.New("figures: broken standing")

// lists are all lists of people of a standing, in an order that does not change.
func (s Standing) lists() (out []*Values) {
	for _, name := range slices.Sorted(maps.Keys(s.Tables)) {
		table := s.Tables[name]
		out = append(out, &table.Behind.Unheard)
		for _, id := range slices.Sorted(maps.Keys(table.Groups)) {
			g := table.Groups[id]
			out = append(out, g.Values.lists()...)
			for _, name := range slices.Sorted(maps.Keys(g.Beside)) {
				out = append(out, g.Beside[name].lists()...)
			}
		}
	}
	return out
}

// bare is the standing with nobody in it.
func (s Standing) bare() Standing {
	out := Standing{Release: s.Release, Tables: map[string]*TableStanding{}}
	for name, t := range s.Tables {
		table := *t
		table.Groups, table.Behind.Unheard = map[string]*GroupStanding{}, nil
		for id, g := range t.Groups {
			group := *g
			group.Values, group.Beside = g.Values.bare(), map[string]*measured{}
			for name, m := range g.Beside {
				beside := m.bare()
				group.Beside[name] = &beside
			}
			table.Groups[id] = &group
		}
		out.Tables[name] = &table
	}
	return out
}

func (m *measured) bare() measured { return measured{Of: m.Of, Money: m.Money, Rows: m.Rows} }

// Append adds the stored form of the standing to out.
func (s Standing) Append(out []byte) ([]byte, error) {
	var frame bytes.Buffer
	if err := gob.NewEncoder(&frame).Encode(s.bare()); err != nil {
		return nil, fmt.Errorf("encoding what stands: %w", err)
	}
	w := writer{append(out, 0)}
	w.text(frame.String())
	lists := s.lists()
	people := everyone(lists)
	w.people(people)
	for _, list := range lists {
		w.values(*list, people)
	}
	return w.out, nil
}

// everyone is whoever is in any of the lists, in order.
func everyone(lists []*Values) (people []string) {
	for _, list := range lists {
		people = merged(people, *list)
	}
	return people
}

// merged adds whom it does not have yet, and is people itself where that is nobody.
func merged(people []string, v Values) []string {
	fresh, at := 0, 0
	for i := range v {
		for at < len(people) && people[at] < v[i].Person {
			at++
		}
		fresh += one(at == len(people) || people[at] != v[i].Person)
	}
	if fresh == 0 {
		return people
	}
	out := make([]string, 0, len(people)+fresh)
	for i := range v {
		for len(people) > 0 && people[0] < v[i].Person {
			out, people = append(out, people[0]), people[1:]
		}
		if len(people) == 0 || people[0] != v[i].Person {
			out = append(out, v[i].Person)
		}
	}
	return append(out, people...)
}

func (w *writer) people(people []string) {
	w.number(uint64(len(people)))
	before := ""
	for _, p := range people {
		n := 0
		for n < min(len(before), len(p)) && before[n] == p[n] {
			n++
		}
		w.number(uint64(n))
		w.text(p[n:])
		before = p
	}
}

func (r *reader) people() []string {
	people := make([]string, 0, r.count())
	before := ""
	for range cap(people) {
		n := r.number()
		rest := r.text()
		if n > uint64(len(before)) {
			r.broken = true
			return nil
		}
		before = before[:n] + rest
		people = append(people, before)
	}
	return people
}

// values writes a list of some of the people.
func (w *writer) values(v Values, people []string) {
	w.number(uint64(len(v)))
	common := map[uint64]int{} // by value, 1 + its place
	at, before := 0, -1
	for i := range v {
		if at < len(people) && people[at] != v[i].Person {
			n, _ := slices.BinarySearchFunc(people[at:], v[i].Person, strings.Compare)
			at += n
		}
		w.number(uint64(at - before - 1))
		before = at
		at++
		known := common[v[i].Value]
		w.number(uint64(known))
		if known == 0 {
			w.number(v[i].Value)
			if len(common) < commonValues {
				common[v[i].Value] = len(common) + 1
			}
		}
	}
}

func (r *reader) values(people []string) (v Values) {
	n := r.count()
	if n == 0 {
		return nil
	}
	v = make(Values, 0, n)
	var common []uint64
	at := uint64(0)
	for range n {
		at += r.number()
		known := r.number()
		if at >= uint64(len(people)) || known > uint64(len(common)) {
			r.broken = true
			return nil
		}
		e := Entry{Person: people[at]}
		if known > 0 {
			e.Value = common[known-1]
		} else if e.Value = r.number(); len(common) < commonValues {
			common = append(common, e.Value)
		}
		v = append(v, e)
		at++
	}
	return v
}

// ParseStanding reads what Append wrote.
func ParseStanding(stored []byte) (s Standing, err error) {
	whole := len(stored) == 0 || stored[0] != 0
	r := reader{stored: stored, texts: string(stored)}
	frame := r.texts
	if !whole {
		r.at = 1
		frame = r.text()
	}
	if err := gob.NewDecoder(strings.NewReader(frame)).Decode(&s); err != nil {
		return Standing{}, fmt.Errorf("reading what stands: %w", err)
	}
	if whole {
		return s, nil
	}
	people := r.people()
	for _, list := range s.lists() {
		*list = r.values(people)
	}
	if r.broken || r.at < len(stored) {
		return Standing{}, errStanding
	}
	return s, nil
}
