package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"alongside/server/audit"
	"alongside/server/place"
	"alongside/sync/wire"

	"github.com/dgraph-io/badger/v4"
)

// seenPage is how many lines a page of the trail has.
const seenPage = 100

// Seen is who saw a person's record and what was done with it, newest first: what the
// trail says, and what the record's own log says of writing. before is the Next of
// the page before, or empty. That somebody asked is added to the trail before they
// are answered. between is the id of what is between a few and the person, for who saw
// that instead: for those few, and on a device of the person's that one of them gave the
// page. Errors: forbidden and not_found alike for whoever may not, so that nobody learns
// who is recorded.
func (s *Store) Seen(by place.Who, person, between, before string) (page place.SeenPage, err error) {
	scope := personScope(person)
	from, ok := parseSeenMark(before)
	if !ok {
		return page, place.Faulty(place.Problem{Path: "/before", Code: "unknown", Detail: "must be the next of the page before"})
	}
	reason := ""
	err = s.view(func(v view) error {
		if reason, err = v.maySee(by.Actor, person); err != nil {
			return err
		}
		told, err := v.betweensFor(by, person)
		if err != nil {
			return err
		}
		if between != "" {
			if scope = string(place.BetweenScope) + ":" + between; !slices.Contains(told, scope) {
				return notSeen
			}
		}
		if page, err = v.seen(scope, from); between == "" && before == "" {
			page.Betweens = v.namedBetweens(told)
		}
		return err
	})
	if err != nil {
		return place.SeenPage{}, err
	}
	d := audit.Detail{Act: audit.SeenRead, ID: reason}
	if s.erased(scope) {
		scope, d.Whom = "", scope
	}
	return page, s.Note(by, scope, d)
}

// maySee lets the person themself, whoever is in the circle, and a steward with an
// inquiry, whose id it returns.
func (v view) maySee(by place.Actor, person string) (inquiry string, err error) {
	scope := personScope(person)
	h, err := v.head(scope)
	switch {
	case err != nil:
		return "", err
	case h == nil:
	case !h.erased() && by.Reaches(place.Read, place.Trail, scope, h.Circle):
		return "", nil
	case by.Role.May(place.SeeAskedTrail):
		open, ok, err := v.openInquiry(by, scope)
		if err == nil && !ok {
			err = place.Refuse(place.Forbidden, "A steward may see this for a while, after giving a reason.")
		}
		return open.ID, err
	}
	return "", notSeen
}

var notSeen = place.Refuse(place.NotFound, "There is no such record, or it is not yours to see.")

// namedBetweens says with whom each of some betweens is.
func (v view) namedBetweens(scopes []string) (out []place.SeenBetween) {
	for _, scope := range scopes {
		h, err := v.head(scope)
		if err != nil || h == nil {
			continue
		}
		_, id, _ := place.SplitScope(scope)
		one := place.SeenBetween{ID: id, With: []string{}}
		for _, actor := range h.Circle {
			one.With = append(one.With, v.nameOfActor(actor))
		}
		out = append(out, one)
	}
	return out
}

// seenMark is where a page goes on: below these numbers of the trail and of the log.
type seenMark struct{ trail, log uint64 }

func parseSeenMark(text string) (m seenMark, ok bool) {
	if text == "" {
		return seenMark{^uint64(0), ^uint64(0)}, true
	}
	n, err := fmt.Sscanf(text, "%d.%d", &m.trail, &m.log)
	return m, err == nil && n == 2 && m.String() == text
}

func (m seenMark) String() string { return fmt.Sprintf("%d.%d", m.trail, m.log) }

// seenWalk goes back through the trail and the log of a scope at once.
type seenWalk struct {
	view
	scope      string
	head       *head
	trail, log *badger.Iterator
	mark       seenMark
}

func (v view) seen(scope string, from seenMark) (page place.SeenPage, err error) {
	w := &seenWalk{view: v, scope: scope, mark: from}
	if w.head, err = v.head(scope); err != nil {
		return page, err
	}
	about := scope
	if w.head != nil && w.head.erased() {
		about, w.mark.log, from.log = "", 0, 0 // what is left of it lies among what is about nobody
	}
	if w.trail, err = v.backwards(pairKey(aboutTable, about, ""), from.trail); err != nil {
		return page, err
	}
	defer w.trail.Close()
	if w.log, err = v.backwards(pairKey(logTable, scope, ""), from.log); err != nil {
		return page, err
	}
	defer w.log.Close()
	page.Items = []place.SeenItem{}
	for len(page.Items) < seenPage {
		item, more, err := w.next()
		if err != nil || !more {
			return page, err
		}
		if item.Act == "" {
			continue
		}
		if last := len(page.Items) - 1; last < 0 || !joins(&page.Items[last], item) {
			page.Items = append(page.Items, item)
		}
	}
	page.More, page.Next = true, w.mark.String()
	return page, nil
}

// backwards walks the numbered keys under a prefix down from below a number.
func (v view) backwards(prefix []byte, below uint64) (*badger.Iterator, error) {
	options := badger.DefaultIteratorOptions
	options.Prefix, options.Reverse, options.PrefetchSize = prefix, true, seenPage
	it, err := v.iterate(options)
	if err != nil {
		return nil, err
	}
	if below == 0 {
		below = 1 // numbers begin at 1: nothing is left
	}
	at := append([]byte{}, prefix...)
	for shift := 56; shift >= 0; shift -= 8 {
		at = append(at, byte((below-1)>>shift))
	}
	it.Seek(at)
	return it, nil
}

// next is the newer of what the two walks have come to.
func (w *seenWalk) next() (item place.SeenItem, more bool, err error) {
	trail, log := w.trail.Valid(), w.log.Valid()
	if !trail && !log {
		return item, false, nil
	}
	var told, written place.SeenItem
	var toldAt, writtenAt int64
	if trail {
		if told, toldAt, err = w.told(); err != nil {
			return item, false, err
		}
	}
	if log {
		if written, writtenAt, err = w.written(); err != nil {
			return item, false, err
		}
	}
	if trail && (!log || toldAt >= writtenAt) {
		w.mark.trail = lastNumber(w.trail.Item().Key())
		w.trail.Next()
		return told, true, nil
	}
	w.mark.log = lastNumber(w.log.Item().Key())
	w.log.Next()
	return written, true, nil
}

// told reads the entry of the trail that the walk has come to.
func (w *seenWalk) told() (item place.SeenItem, heard int64, err error) {
	e, d, ok, err := w.trailEntry(lastNumber(w.trail.Item().Key()))
	if err != nil || !ok {
		return item, 0, cmp.Or(err, errDamaged)
	}
	if e.Scope != w.scope && d.Whom != w.scope {
		return item, e.At, nil
	}
	item = place.SeenItem{At: e.At, Until: d.Until, Who: d.Member, Role: place.Role(d.Role), Act: string(d.Act), What: d.Kind,
		Record: d.Record, Count: d.Count, Offline: d.Offline, Reason: d.Reason, Whom: w.nameOfActor(d.Whom)}
	if d.At != 0 {
		item.At = d.At
	}
	item.Name = w.store.directory.Load().members[d.Member].Name
	return item, e.At, nil
}

// written tells of the entry of the log that the walk has come to; nothing of what the
// trail tells already.
func (w *seenWalk) written() (item place.SeenItem, received int64, err error) {
	key := w.log.Item().KeyCopy(nil)
	err = w.log.Item().Value(func(value []byte) error {
		e, err := parseEntry(value)
		if err != nil {
			return err
		}
		content, err := openAt(w.head.key, key, e.sealed)
		if err != nil {
			return err
		}
		c, err := wire.ParseContent(content)
		if received = e.received; c.Kind == place.OpenedKind {
			return err // the trail tells of it
		}
		d := w.store.directory.Load()
		m := d.members[d.devices[e.device].Member]
		item = place.SeenItem{At: e.received, Who: m.ID, Name: m.Name, Role: m.Role, Act: string(audit.Wrote), What: c.Kind, Count: 1}
		return err
	})
	return item, received, err
}

// joins lets a line of writing take in an older one of the same member and kind
// within an hour.
func joins(newer *place.SeenItem, older place.SeenItem) bool {
	const hour = 60 * 60 * 1000
	wrote := string(audit.Wrote)
	if newer.Act != wrote || older.Act != wrote || newer.Who != older.Who || newer.What != older.What || newer.At-older.At > hour {
		return false
	}
	newer.Until = max(newer.Until, newer.At)
	newer.At = older.At
	newer.Count += older.Count
	return true
}

// nameOfActor is the name of a member or a team as a circle names them.
func (v view) nameOfActor(actor string) string {
	d := v.store.directory.Load()
	id, team, ok := place.SplitActor(actor)
	switch {
	case !ok:
		return d.members[actor].Name
	case team:
		return d.teams[id].Name
	}
	return d.members[id].Name
}

func trimmed(text string, most int) (string, bool) {
	text = strings.TrimSpace(text)
	return text, text != "" && len([]rune(text)) <= most
}
