package figures

import (
	"encoding/binary"
	"errors"
)

// Facts are stored as
//
//	version=2 | flags | joined | left
//	  | count, then of each home:       stamp, day, team
//	  | count, then of each goal:       id, flags, made, set aside
//	  | count, then of each assessment: id, goal, corrects, voice, flags,
//	                                    how far + 1, on, stamp, written, received
//	  | count, then of each noted:      kind, id, corrects, flags, voice, answer, right + 1,
//	                                    until, goal, visit, sum + 1, currency, ease, morale,
//	                                    barrier, count of who, who, on, stamp, written, received
//
// Version 1 ended before the noted. Numbers are unsigned varints and texts a length and that many bytes.
const factsVersion = 2

const (
	flagLeftOut = 1 << iota
	flagGone
	flagOwn
	flagDone
	flagHandedOn
	flagAssessed
	flagInKind
)

var errFacts = errors.New("figures: broken facts")

// Append adds the stored form of the facts to out.
func (f *Facts) Append(out []byte) []byte {
	w := writer{out}
	w.number(factsVersion)
	w.flags(flagLeftOut*one(f.LeftOut) + flagGone*one(f.Gone))
	w.days(f.Joined, f.Left)
	w.number(uint64(len(f.Homes)))
	for _, h := range f.Homes {
		w.text(h.Stamp)
		w.days(h.Day)
		w.text(h.Team)
	}
	w.number(uint64(len(f.Goals)))
	for _, g := range f.Goals {
		w.text(g.ID)
		w.flags(flagOwn*one(g.Own) + flagGone*one(g.Gone))
		w.days(g.Made, g.SetAside)
	}
	w.number(uint64(len(f.Said)))
	for _, s := range f.Said {
		w.text(s.ID)
		w.text(s.Goal)
		w.text(s.Corrects)
		w.number(uint64(s.Voice))
		w.flags(flagDone * one(s.Done))
		w.number(uint64(s.HowFar + 1))
		w.days(s.On)
		w.text(s.Stamp)
		w.days(s.Written, s.Received)
	}
	w.number(uint64(len(f.Noted)))
	for i := range f.Noted {
		w.noted(&f.Noted[i])
	}
	return w.out
}

func (w *writer) noted(n *Noted) {
	w.number(uint64(n.Kind))
	w.text(n.ID)
	w.text(n.Corrects)
	w.flags(flagGone*one(n.Gone) + flagHandedOn*one(n.HandedOn) + flagAssessed*one(n.Assessed) + flagInKind*one(n.InKind))
	w.number(uint64(n.Voice))
	w.number(uint64(n.Answer))
	w.number(uint64(n.Right + 1))
	w.days(n.Until)
	w.text(n.Goal)
	w.text(n.Visit)
	w.number(uint64(n.Sum + 1))
	w.text(n.Currency)
	w.number(uint64(n.Ease))
	w.number(uint64(n.Morale))
	w.text(n.Barrier)
	w.number(uint64(len(n.Who)))
	for _, who := range n.Who {
		w.text(who)
	}
	w.days(n.On)
	w.text(n.Stamp)
	w.days(n.Written, n.Received)
}

// ParseFacts reads what Append wrote.
func ParseFacts(stored []byte) (*Facts, error) {
	f := &Facts{}
	if err := f.Parse(stored); err != nil {
		return nil, err
	}
	return f, nil
}

// Parse replaces f by what Append wrote. Its lists are used again, so nothing may
// hold what f held; stored may change afterwards. After an error f is nothing.
func (f *Facts) Parse(stored []byte) error {
	r := reader{stored: stored, texts: string(stored)}
	version := r.number()
	if version != 1 && version != factsVersion {
		return errFacts
	}
	flags := r.number()
	f.LeftOut, f.Gone, f.Joined, f.Left = flags&flagLeftOut != 0, flags&flagGone != 0, r.day(), r.day()
	f.Homes = sized(f.Homes, r.count())
	for i := range f.Homes {
		f.Homes[i] = Home{Stamp: r.text(), Day: r.day(), Team: r.text()}
	}
	f.Goals = sized(f.Goals, r.count())
	for i := range f.Goals {
		id, flags := r.text(), r.number()
		f.Goals[i] = Goal{ID: id, Own: flags&flagOwn != 0, Gone: flags&flagGone != 0, Made: r.day(), SetAside: r.day()}
	}
	f.Said = sized(f.Said, r.count())
	for i := range f.Said {
		f.Said[i] = Said{ID: r.text(), Goal: r.text(), Corrects: r.text(), Voice: Voice(r.number()),
			Done: r.number()&flagDone != 0, HowFar: int8(r.number()) - 1, On: r.day(),
			Stamp: r.text(), Written: r.day(), Received: r.day()}
	}
	f.Noted = f.Noted[:0]
	if version == factsVersion {
		f.Noted = sized(f.Noted, r.count())
		for i := range f.Noted {
			f.Noted[i] = r.noted()
		}
	}
	if r.broken || r.at < len(stored) {
		return errFacts
	}
	return nil
}

// sized is a list of n, the old one if it has the room.
func sized[T any](old []T, n int) []T {
	if old == nil || cap(old) < n {
		return make([]T, n)
	}
	return old[:n]
}

func (r *reader) noted() (n Noted) {
	n.Kind, n.ID, n.Corrects = NotedKind(r.number()), r.text(), r.text()
	flags := r.number()
	n.Gone, n.HandedOn = flags&flagGone != 0, flags&flagHandedOn != 0
	n.Assessed, n.InKind = flags&flagAssessed != 0, flags&flagInKind != 0
	n.Voice, n.Answer, n.Right = Voice(r.number()), uint8(r.number()), int8(r.number())-1
	n.Until, n.Goal, n.Visit = r.day(), r.text(), r.text()
	n.Sum, n.Currency = int64(r.number())-1, r.text()
	n.Ease, n.Morale, n.Barrier = uint8(r.number()), uint8(r.number()), r.text()
	if who := r.count(); who > 0 {
		n.Who = make([]string, who)
		for i := range n.Who {
			n.Who[i] = r.text()
		}
	}
	n.On, n.Stamp, n.Written, n.Received = r.day(), r.text(), r.day(), r.day()
	return n
}

type writer struct{ out []byte }

func (w *writer) number(n uint64) { w.out = binary.AppendUvarint(w.out, n) }

func (w *writer) flags(n int) { w.number(uint64(n)) }

func (w *writer) days(days ...Day) {
	for _, d := range days {
		w.number(uint64(d))
	}
}

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	w.out = append(w.out, s...)
}

// reader cuts texts out of one copy of all that is stored.
type reader struct {
	stored []byte
	texts  string // the same
	at     int
	broken bool
}

func (r *reader) number() uint64 {
	if r.at < len(r.stored) && r.stored[r.at] < 0x80 {
		r.at++
		return uint64(r.stored[r.at-1])
	}
	n, size := binary.Uvarint(r.stored[r.at:])
	if size <= 0 {
		r.broken, r.at = true, len(r.stored)
		return 0
	}
	r.at += size
	return n
}

func (r *reader) day() Day { return Day(r.number()) }

// count reads how many follow; each takes at least two bytes.
func (r *reader) count() int {
	n := r.number()
	if n > uint64(len(r.stored)-r.at) {
		r.broken = true
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.number()
	if n > uint64(len(r.stored)-r.at) {
		r.broken, r.at = true, len(r.stored)
		return ""
	}
	from := r.at
	r.at += int(n)
	return r.texts[from:r.at]
}
