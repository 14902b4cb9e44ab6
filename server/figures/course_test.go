package figures

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// told is what of a contribution the figures read.
func (c Contribution) told() string {
	met, barrier := c.Met, c.Barrier
	c.Met, c.Barrier = nil, nil
	out := fmt.Sprintf("%+v", c)
	if met != nil {
		out += fmt.Sprint(" met ", met.Barrier, met.Sum, met.Currency)
	}
	if barrier != nil {
		out += fmt.Sprint(" barrier ", barrier.ID, barrier.Who)
	}
	return out
}

// A course says of every quarter what the facts say, also once it was stored, and in
// room that was used for somebody else.
func TestACourseIsALife(t *testing.T) {
	from, _ := ParseQuarter("2023-Q1")
	quarters := []Quarter{4, 5, from + 40000}
	for q := from - 2; q < from+24; q++ {
		quarters = append(quarters, q)
	}
	room := &Course{}
	rapid.Check(t, func(t *rapid.T) {
		for _, f := range factsOf(t, history(t)) {
			life := f.Read()
			course, ok := f.Course()
			if !ok {
				t.Fatal("too long")
			}
			if err := room.Parse(course.Append(nil)); err != nil {
				t.Fatal(err)
			}
			for _, q := range quarters {
				want := life.In(q)
				if course.In(q).told() != want.told() || room.In(q).told() != want.told() {
					t.Fatalf("%s:\n  life %s\ncourse %s\nstored %s", q, want.told(), course.In(q).told(), room.In(q).told())
				}
			}
		}
	})
}

// What somebody adds to a quarter decides the version of stored courses. If this fails,
// and not for another history or codec, count courseVersion up and take the new sum.
func TestTheVersionOfCourses(t *testing.T) {
	v := newVillage(1, 300)
	for q := v.first; q < v.first+12; q++ {
		v.lives(q)
		v.late(q, 20)
	}
	sum := sha256.New()
	for _, id := range v.ids() {
		course, _ := v.people[id].Course()
		sum.Write(course.Append(nil))
	}
	if got := hex.EncodeToString(sum.Sum(nil))[:16]; courseVersion != 1 || got != "470490ef55a12c64" {
		t.Errorf("version %d: %s", courseVersion, got)
	}
}

func TestACourseTooLongIsRefused(t *testing.T) {
	f := &Facts{Joined: 1}
	for i := range Day(longest) {
		f.PutNoted(Noted{Kind: Visited, ID: fmt.Sprintf("%05d", i), Right: 1, On: 1000 + 200*i})
	}
	if _, ok := f.Course(); ok {
		t.Error("it should be too long")
	}
	if err := (&Course{}).Parse(TooLong(nil)); !errors.Is(err, ErrCourse) {
		t.Error(err)
	}
}

func FuzzCourse(f *testing.F) {
	v := newVillage(1, 20)
	for q := v.first; q < v.first+4; q++ {
		v.lives(q)
	}
	for _, person := range v.people {
		course, _ := person.Course()
		f.Add(course.Append(nil))
	}
	f.Fuzz(func(t *testing.T, stored []byte) {
		c, again := &Course{}, &Course{}
		if c.Parse(stored) != nil {
			if len(c.stretches) > 0 {
				t.Fatal("something is left of it")
			}
			return
		}
		if err := again.Parse(c.Append(nil)); err != nil {
			t.Fatal(err)
		}
		for _, s := range c.stretches {
			if c.In(s.from).told() != again.In(s.from).told() {
				t.Fatalf("%v and %v", c, again)
			}
		}
	})
}

// A release of people in several crowds is that of all of them together.
func TestCrowdsMakeOneRelease(t *testing.T) {
	v := newVillage(2, 150)
	v.lives(v.first)
	w := &town{t: t, quarter: v.first, people: v.people, orgs: v.orgs}
	w.meets("a", 20)
	whole, parted := w.input(), w.input()
	ids := slices.Sorted(maps.Keys(w.people))
	parted.People = func(yield func(Crowd) bool) {
		for some := range slices.Chunk(ids, 7) {
			if !yield(func(yield func(string, Adder) bool) {
				for _, id := range some {
					if course, _ := w.people[id].Course(); !yield(id, &course) {
						return
					}
				}
			}) {
				return
			}
		}
	}
	one, err := Release(whole)
	many, err2 := Release(parted)
	if err != nil || err2 != nil || !reflect.DeepEqual(one, many) {
		t.Error("not the same", err, err2)
	}
}
