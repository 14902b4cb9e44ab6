package store

import (
	"slices"

	"alongside/server/kept"
	"alongside/server/place"
)

// Me is what a member is told about themselves, with the scopes they may read.
func (s *Store) Me(member string) (me place.Me, err error) {
	d := s.directory.Load()
	m, ok := d.members[member]
	if !ok {
		return me, place.Refuse(place.NotFound, "There is no such member.")
	}
	me = place.Me{Member: m.ID, Name: m.Name, Role: m.Role, Place: d.place.ID, Teams: m.Teams, Scopes: []string{}}
	err = s.view(func(v view) error {
		if me.Scopes, err = v.readable(d.actor(member)); err != nil || m.Person == "" {
			return err
		}
		me.Person = m.Person
		if me.Name, err = v.personName(m); err != nil {
			return err
		}
		kept, err := v.retention()
		me.KeptFor = new(kept.Rules.ForPeople())
		return err
	})
	return me, err
}

// Directory is every name that the member may know.
func (s *Store) Directory(member string) (place.Directory, error) {
	d := s.directory.Load()
	m, ok := d.members[member]
	if !ok {
		return place.Directory{}, place.Refuse(place.NotFound, "There is no such member.")
	}
	out := place.Directory{Place: d.place, Orgs: d.sortedOrgs(), Teams: []place.Team{},
		Members: []place.Member{}, Devices: map[string]string{}}
	err := s.view(func(v view) (err error) {
		if m.Person != "" {
			return v.namesAround(m, &out)
		}
		if !m.Role.May(place.SeeNames) {
			return nil
		}
		out.Teams = append(out.Teams, d.sortedTeams()...)
		out.Members, err = v.namesFor(d, d.actor(member))
		return err
	})
	known := map[string]bool{}
	for _, one := range out.Members {
		known[one.ID] = true
	}
	for id, device := range d.devices {
		if known[device.Member] {
			out.Devices[id] = device.Member
		}
	}
	return out, err
}

// namesFor are all members, but for people with a page of their own: who has one is
// for those in their circle, who see what the person is called.
func (v view) namesFor(d *directory, by place.Actor) ([]place.Member, error) {
	out := []place.Member{}
	for _, m := range d.sortedMembers() {
		if m.Person != "" {
			h, err := v.head(place.PersonOf(m.Person))
			if err != nil {
				return nil, err
			}
			if h == nil || !by.Reads(place.PersonOf(m.Person), h.Circle) {
				continue
			}
			if m.Name, err = v.personName(m); err != nil {
				return nil, err
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// personName is what the person is called whose own page a member stands for.
func (v view) personName(m place.Member) (string, error) {
	h, err := v.head(place.PersonOf(m.Person))
	if err != nil || h == nil || h.erased() {
		return m.Name, err
	}
	called, err := v.calledOf(h, m.Person)
	if called == "" {
		called = m.Name
	}
	return called, err
}

// namesAround are the names that a person's own record mentions, for their page: of
// their circle, and of whoever wrote in it.
func (v view) namesAround(m place.Member, out *place.Directory) error {
	part, err := v.part(place.PersonOf(m.Person))
	if err != nil {
		return err
	}
	d := v.store.directory.Load()
	mentioned := map[string]bool{place.MemberActor(m.ID): true}
	for _, actor := range (kept.Record{Parts: []kept.Part{part}}).Actors() {
		mentioned[actor] = true
	}
	for _, team := range d.sortedTeams() {
		if mentioned[place.TeamActor(team.ID)] {
			out.Teams = append(out.Teams, team)
		}
	}
	for _, one := range d.sortedMembers() {
		if mentioned[place.MemberActor(one.ID)] {
			out.Members = append(out.Members, place.Member{ID: one.ID, Name: one.Name, Role: one.Role, Teams: []string{}})
		}
	}
	return nil
}

// Empty says whether nobody but a first steward was ever added: no
// organisation, and nothing in any log.
func (s *Store) Empty() bool {
	scopes, err := s.Scopes()
	return err == nil && len(scopes) == 0 && len(s.directory.Load().orgs) == 0
}

// Unattended lists the scopes whose circle has no active member.
func (s *Store) Unattended(by place.Actor) ([]place.Unattended, error) {
	if err := by.Must(place.TendCircles); err != nil {
		return nil, err
	}
	out := []place.Unattended{}
	d, now := s.directory.Load(), s.nowMS()
	err := s.view(func(v view) error {
		return v.eachHead(func(scope string, h *head) error {
			kind, _, _ := place.SplitScope(scope)
			if kind.HasCircle() && h.Erased == 0 && !d.attended(h.Circle, now) {
				out = append(out, place.Unattended{Scope: scope, Circle: slices.Clone(h.Circle)})
			}
			return nil
		})
	})
	return out, err
}
