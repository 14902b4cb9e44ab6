package demo

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"alongside/sync/hlc"
)

// write is one save by one coach. Over and drop refer to earlier writes, which
// have their stamps by the time this one is sent.
type write struct {
	at              time.Time
	by              *coach
	scope, kind, id string
	set             fields
	over            map[string][]*write
	add             map[string][]string
	drop            map[string]map[string][]*write
	stamp           hlc.Stamp // its identity, once sent
}

type fields map[string]any

// book gathers the writes of the whole history, up to now.
type book struct {
	now    time.Time // in the zone of the place
	start  time.Time // the first day of the first of eight quarters
	dice   *rand.Rand
	shown  *team // the team that visitors may be in: all of its people wait for something
	writes []*write
}

func newBook(now time.Time) *book {
	quarter := time.Date(now.Year(), now.Month()-(now.Month()-1)%3, 1, 0, 0, 0, 0, now.Location())
	return &book{now: now, start: quarter.AddDate(-2, 0, 0), dice: rand.New(rand.NewPCG(1, 180))}
}

// quarters are the eight that have ended, oldest first.
func (b *book) quarters() []string {
	var names []string
	for i := range 8 {
		first := b.start.AddDate(0, 3*i, 0)
		names = append(names, fmt.Sprintf("%d-Q%d", first.Year(), (int(first.Month())+2)/3))
	}
	return names
}

// put notes a write. One that lies after now has not happened yet: it is
// returned, and not in the book.
func (b *book) put(w *write) *write {
	if w.id == "" {
		w.id = b.id(w.at)
	}
	if w.at.Before(b.now) {
		b.writes = append(b.writes, w)
	}
	return w
}

// say is put for the commonest write: a new record with some fields.
func (b *book) say(by *coach, at time.Time, scope, kind string, set fields) *write {
	return b.put(&write{at: at, by: by, scope: scope, kind: kind, set: set})
}

// again writes more of a record that is there.
func (b *book) again(w *write, by *coach, at time.Time, set fields) *write {
	return b.put(&write{at: at, by: by, scope: w.scope, kind: w.kind, id: w.id, set: set})
}

// rewrite replaces words that an earlier write gave.
func (b *book) rewrite(w *write, by *coach, at time.Time, field, words string) *write {
	return b.put(&write{at: at, by: by, scope: w.scope, kind: w.kind, id: w.id,
		set: fields{field: words}, over: map[string][]*write{field: {w}}})
}

// inOrder sorts the writes by time; those of one moment stay as they were told.
func (b *book) inOrder() []*write {
	slices.SortStableFunc(b.writes, func(x, y *write) int { return x.at.Compare(y.at) })
	return b.writes
}

const crockford = "0123456789abcdefghjkmnpqrstvwxyz"

// id makes a ULID of that moment, the same in every fill.
func (b *book) id(at time.Time) string {
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:], uint64(at.UnixMilli())<<16|b.dice.Uint64()&0xffff)
	binary.BigEndian.PutUint64(raw[8:], b.dice.Uint64())
	text := make([]byte, 26)
	hi, lo := binary.BigEndian.Uint64(raw[:]), binary.BigEndian.Uint64(raw[8:])
	for i := 25; i >= 0; i-- {
		text[i] = crockford[lo&31]
		lo = lo>>5 | hi<<59
		hi >>= 5
	}
	return string(text)
}

// chance is true in that many of a hundred cases.
func (b *book) chance(percent int) bool { return b.dice.IntN(100) < percent }

// between is a number from low up to and with high.
func (b *book) between(low, high int) int { return low + b.dice.IntN(high-low+1) }

func pick[T any](b *book, from []T) T { return from[b.dice.IntN(len(from))] }

// working moves a moment to a working hour of that day, and off a Sunday.
func (b *book) working(day time.Time) time.Time {
	if day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	return time.Date(day.Year(), day.Month(), day.Day(), b.between(9, 17), b.between(0, 59), b.between(0, 59), 0, day.Location())
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// later is some minutes after.
func later(t time.Time, minutes int) time.Time { return t.Add(time.Duration(minutes) * time.Minute) }
