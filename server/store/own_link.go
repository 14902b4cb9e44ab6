package store

import (
	"maps"
	"slices"

	"alongside/server/audit"
	"alongside/server/place"
)

// GivePage makes a link by which a person opens a page of their own, good for seven
// days: for a coach in their circle. What only a few were told shows there where one
// of those few gave the page.
func (s *Store) GivePage(by place.Actor, person string) (page place.OwnPage, invite place.Invite, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := t.mayGive(by, person); err != nil {
			return err
		}
		m, there := t.directory().pageOf(person, s.nowMS())
		if !there {
			m = place.Member{ID: s.newID(), Name: pageName(person), Role: place.Person, Teams: []string{}, Person: person}
			t.putMember(m)
		}
		invite = t.putInviteBy(m.ID, by.Member, inviteLife)
		t.traceBy(by, place.PersonOf(person), audit.Detail{Act: audit.Linked})
		page = t.directory().ownPage(m, by.Member)
		return nil
	})
	return page, invite, err
}

// pageName is what stands for somebody where members are listed: stewards, and
// coaches of other people, are not to read who has a page.
func pageName(person string) string { return "Own page " + person[len(person)-4:] }

// mayGive is for coaches in the circle alone: whoever has the page reads all of it.
func (v view) mayGive(by place.Actor, person string) error {
	return v.near(by, person, place.GiveOwnPage)
}

// PageOf says whether a person has a page of their own, and on which devices.
func (s *Store) PageOf(by place.Actor, person string) (page place.OwnPage, err error) {
	err = s.view(func(v view) error {
		if err := v.mayGive(by, person); err != nil {
			return err
		}
		d := s.directory.Load()
		m, _ := d.pageOf(person, s.nowMS())
		page = d.ownPage(m, by.Member)
		return nil
	})
	return page, err
}

// VouchPage says of a device that it is the person's: from now on it shows what is
// between them and by.
func (s *Store) VouchPage(by place.Actor, person, device string) (page place.OwnPage, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := t.mayGive(by, person); err != nil {
			return err
		}
		d := t.directory()
		m, there := d.pageOf(person, s.nowMS())
		if found := d.devices[device]; !there || found.Member != m.ID || found.Revoked {
			return place.Refuse(place.NotFound, "They have no such device.")
		}
		page = t.directory().ownPage(t.give(m, device, by.Member), by.Member)
		return nil
	})
	return page, err
}

// TakePage ends a person's own page: every device is signed out, and no link that
// was made for it opens it any more.
func (s *Store) TakePage(by place.Actor, person string) error {
	return s.checked(by, func(t *tx, by place.Actor) error {
		if err := t.mayGive(by, person); err != nil {
			return err
		}
		m, there := t.directory().pageOf(person, s.nowMS())
		if !there {
			return place.Refuse(place.NotFound, "They have no page of their own.")
		}
		return t.takePage(m)
	})
}

func (t *tx) takePage(m place.Member) error {
	for _, device := range t.directory().devices {
		if device.Member != m.ID || device.Revoked {
			continue
		}
		if err := t.store.revoke(t, &device); err != nil {
			return err
		}
		t.putDevice(device)
	}
	m.EndedOn, m.EndsAt = t.store.dayAt(t.store.nowMS()), t.store.nowMS()
	t.putMember(m)
	t.unwatch = append(t.unwatch, m.ID)
	return nil
}

// give notes that a coach gave a device the page.
func (t *tx) give(m place.Member, device, coach string) place.Member {
	m.Gave = maps.Clone(m.Gave)
	if m.Gave == nil {
		m.Gave = map[string][]string{}
	}
	if !slices.Contains(m.Gave[device], coach) {
		m.Gave[device] = append(slices.Clone(m.Gave[device]), coach)
	}
	t.putMember(m)
	return m
}

// inherit gives a device what another of the same person's has: one that it was
// added on, or that it goes on from.
func (t *tx) inherit(member, device, from string) {
	m := t.directory().members[member]
	for _, coach := range m.Gave[from] {
		m = t.give(m, device, coach)
	}
}

// pageOf finds the member by whom a person reads their own page, if they have one.
func (d *directory) pageOf(person string, nowMS int64) (place.Member, bool) {
	for _, m := range d.members {
		if m.Role == place.Person && m.Person == person && person != "" && !m.Ended(nowMS) {
			return m, true
		}
	}
	return place.Member{}, false
}

// ownPage is what a coach is told of a page: not when it was last looked at.
func (d *directory) ownPage(m place.Member, coach string) place.OwnPage {
	page := place.OwnPage{Member: m.ID, Devices: []place.OwnDevice{}}
	for _, device := range d.devices {
		if device.Member == m.ID && m.ID != "" && !device.Revoked {
			page.Devices = append(page.Devices, place.OwnDevice{ID: device.ID, Name: device.Name, Added: device.Added,
				Yours: slices.Contains(m.Gave[device.ID], coach)})
		}
	}
	slices.SortFunc(page.Devices, func(a, b place.OwnDevice) int { return int(a.Added - b.Added) })
	return page
}
