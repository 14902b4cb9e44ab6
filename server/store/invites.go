package store

import (
	"crypto/rand"
	"strings"
	"time"

	"alongside/server/place"
)

// How long an invite is good for: one that is handed on, and one that its maker
// shows to a second device of their own.
const (
	inviteLife    = 7 * 24 * time.Hour
	ownInviteLife = 15 * time.Minute
)

// inviteKept is how much longer the store can still say that it has expired.
const inviteKept = 30 * 24 * time.Hour

// inviteValue is what the store keeps of an invite, under a hash of its code.
type inviteValue struct {
	Member  string `json:"member"`
	Expires int64  `json:"expires"` // ms
	// By is who gave a person their page: a member, or the person's own device.
	By     string `json:"by,omitempty"`
	Device string `json:"device,omitempty"`
	Thumb  string `json:"thumb,omitempty"` // of the key that used it
}

const crockford = "0123456789abcdefghjkmnpqrstvwxyz"

// newCode makes 16 characters of Crockford's base32: 80 random bits.
func newCode() string {
	raw := make([]byte, 16)
	rand.Read(raw)
	for i := range raw {
		raw[i] = crockford[raw[i]&31]
	}
	return string(raw)
}

// plainCode takes a code as people type it: hyphens, spaces and case do not
// matter, nor do letters that look like digits.
func plainCode(typed string) string {
	return strings.NewReplacer("-", "", " ", "", "o", "0", "i", "1", "l", "1").Replace(strings.ToLower(typed))
}

// CreateInvite makes a code for one device of a member, good for seven days. A
// coach may invite coaches of their own teams who have no device yet, and themselves.
func (s *Store) CreateInvite(by place.Actor, member string) (invite place.Invite, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		m, known := t.directory().members[member]
		if !by.Role.May(place.InviteAny) && !(known && t.mayInvite(by, m)) {
			return place.Refuse(place.Forbidden,
				"Coaches can invite coaches of their own teams, until they have joined.")
		}
		if !known {
			return place.Faulty(place.Problem{Path: "/member", Code: "unknown", Detail: "is not a member of this place"})
		}
		if m.Person != "" && by.Member != "" { // whoever holds the code reads the record
			return place.Refuse(place.Forbidden, "Only somebody in their circle can give a person their own page.")
		}
		if m.Ended(s.nowMS()) {
			return place.Faulty(place.Problem{Path: "/member", Code: "ended", Detail: "is no longer a member of this place"})
		}
		invite = t.putInvite(member, inviteLife)
		return nil
	})
	return invite, err
}

// mayInvite keeps a coach from joining as a colleague: a second device gives
// sight of what was told to its owner alone.
func (t *tx) mayInvite(by place.Actor, m place.Member) bool {
	if !by.Role.May(place.InviteOwn) || m.Role != place.Coach {
		return false
	}
	if m.ID == by.Member {
		return true
	}
	for _, device := range t.directory().devices {
		if device.Member == m.ID {
			return false
		}
	}
	return by.Owns(m.Teams)
}

func (t *tx) putInvite(member string, life time.Duration) place.Invite {
	return t.putInviteBy(member, "", life)
}

func (t *tx) putInviteBy(member, by string, life time.Duration) place.Invite {
	expires := t.store.opts.Now().Add(life)
	invite := place.Invite{Code: newCode(), Member: member, Expires: expires}
	key := inviteKey(invite.Code)
	value, err := encode(inviteValue{Member: member, Expires: expires.UnixMilli(), By: by})
	t.fail(err)
	t.putFor(key, sealAt(t.store.admin, key, value), life+inviteKept)
	return invite
}

// StewardInvite makes an invite for a steward while no steward has a device,
// first adding a steward to a place without any; ok is false otherwise.
func (s *Store) StewardInvite() (invite place.Invite, ok bool, err error) {
	err = s.change(func(t *tx) error {
		ok = false
		steward, served := t.steward()
		if served {
			return nil
		}
		if steward == "" {
			steward = s.newID()
			t.putMember(place.Member{ID: steward, Name: "Steward", Role: place.Steward, Teams: []string{}})
		}
		invite, ok = t.putInvite(steward, inviteLife), true
		return nil
	})
	return invite, ok, err
}

// steward is a steward whose time is not over, the first by name; served says
// that one of them has a device.
func (t *tx) steward() (id string, served bool) {
	d := t.directory()
	for _, m := range d.sortedMembers() {
		if m.Role == place.Steward && !m.Ended(t.store.nowMS()) && id == "" {
			id = m.ID
		}
	}
	for _, device := range d.devices {
		m := d.members[device.Member]
		if m.Role == place.Steward && !m.Ended(t.store.nowMS()) && !device.Revoked {
			return id, true
		}
	}
	return id, false
}

// Enrol uses an invite, typed in any form. The same invite with the same key
// answers the same until it expires. Errors: invalid, not_found, invite_used,
// invite_expired.
func (s *Store) Enrol(invite, name string, key place.Key) (enrolled place.Enrolled, err error) {
	name, err = checkDevice(name, key)
	if err != nil {
		return enrolled, err
	}
	err = s.change(func(t *tx) error {
		at := inviteKey(plainCode(invite))
		var value inviteValue
		found, err := t.getSealed(at, &value)
		if err != nil {
			return err
		}
		if err := t.judgeInvite(found, value, key); err != nil {
			return err
		}
		if value.Device == "" {
			value.Device, value.Thumb = t.addDevice(value.Member, name, "", key), key.Thumbprint()
			t.given(value)
			text, err := encode(value)
			t.fail(err)
			t.putFor(at, sealAt(s.admin, at, text), inviteLife+inviteKept)
		}
		enrolled = place.Enrolled{Device: value.Device, Member: value.Member, Place: t.directory().place}
		return nil
	})
	return enrolled, err
}

// given notes on a device of a person's own page who gave it to them.
func (t *tx) given(value inviteValue) {
	m := t.directory().members[value.Member]
	if m.Role != place.Person || value.By == "" {
		return
	}
	if _, own := t.directory().devices[value.By]; own {
		t.inherit(m.ID, value.Device, value.By)
		return
	}
	t.give(m, value.Device, value.By)
}

func (t *tx) judgeInvite(found bool, value inviteValue, key place.Key) error {
	now := t.store.nowMS()
	switch {
	case !found:
		return place.Refuse(place.NotFound, "There is no such invite.")
	case value.Device != "" && value.Thumb != key.Thumbprint():
		return place.Refuse(place.InviteUsed, "This invite was used already. Ask for a new one.")
	case now >= value.Expires || t.directory().members[value.Member].Ended(now):
		return place.Refuse(place.InviteExpired, "This invite has expired. Ask for a new one.")
	}
	return nil
}
