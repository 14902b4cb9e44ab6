package store

import (
	"slices"
	"time"

	"alongside/server/audit"
	"alongside/server/place"
)

const (
	// MaxNotes is how many notes one call may bring.
	MaxNotes = 200
	// noteKept is for how long a note that comes again is known.
	noteKept = 60 * 24 * time.Hour
	// heardLate is from which delay on a note counts as made offline.
	heardLate = 10 * 60 * 1000 // ms
)

// Opened takes a phone's notes of what was opened on it. Each is taken once, however
// often it comes. refused lists the ids of those about what the member could not read
// at that time: they say nothing that the trail should hold, and must not come again.
// A device that was signed out, or whose member has left, may still bring what it
// noted until then.
func (s *Store) Opened(device string, notes []place.SeenNote) (refused []string, err error) {
	if len(notes) > MaxNotes {
		return nil, place.Refuse(place.TooLarge, "At most %d notes can be taken at once.", MaxNotes)
	}
	d, ok := s.directory.Load().devices[device]
	if !ok {
		return nil, place.Refuse(place.Unauthenticated, "This device is not known here.")
	}
	if len(notes) == 0 {
		return []string{}, nil
	}
	err = s.commitSmall(len(notes), func(t *tx) error {
		refused = []string{}
		for _, n := range notes {
			if !t.opened(d, n) {
				refused = append(refused, n.ID)
			}
		}
		return t.failed
	})
	return refused, err
}

// opened takes one note; false where the member could not read it then.
func (t *tx) opened(d place.Device, n place.SeenNote) bool {
	now, key := t.store.nowMS(), noteKey(d.ID, n.ID)
	known, err := t.get(key)
	t.fail(err)
	if known != nil || err != nil {
		return true
	}
	m := t.directory().members[d.Member]
	at := max(min(n.At, now), d.Added)
	if d.RevokedAt != 0 {
		at = min(at, d.RevokedAt)
	}
	if !t.couldRead(m, n.Scope, at) {
		return false
	}
	t.putFor(key, nil, noteKept)
	t.trace(now, n.Scope, audit.Detail{Act: actOf(n), Member: m.ID, Role: string(m.Role), Device: d.ID,
		Kind: n.Kind, Record: n.Record, At: at, Offline: now-at > heardLate})
	return true
}

func actOf(n place.SeenNote) audit.Act {
	switch n.How {
	case place.SeenFound:
		return audit.Found
	case place.SeenHanded:
		return audit.Handed
	}
	return audit.Opened
}

// couldRead says whether a member could read a person's or a between scope at a
// moment. When a grant began is not known: whoever has one could.
func (t *tx) couldRead(m place.Member, scope string, at int64) bool {
	kind, _, ok := place.SplitScope(scope)
	h := t.head(scope)
	if !ok || !kind.HasCircle() || h == nil || m.Ended(at) {
		return false
	}
	actor := t.directory().actor(m.ID)
	if actor.Reads(scope, h.Circle) {
		return true
	}
	// Of what has ended since: the grant, or that the member was in a team which holds one.
	circle := slices.Clone(h.Circle)
	for team, left := range m.Left {
		if left >= at {
			actor.Teams = append(slices.Clone(actor.Teams), team)
		}
	}
	for _, was := range append([]string{place.MemberActor(m.ID)}, teamActors(actor.Teams)...) {
		ended, err := t.endedAt(was, scope)
		t.fail(err)
		if ended != 0 && ended >= at {
			circle = append(circle, was)
		}
	}
	return actor.Reads(scope, circle)
}

func teamActors(teams []string) (out []string) {
	for _, team := range teams {
		out = append(out, place.TeamActor(team))
	}
	return out
}
