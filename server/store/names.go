package store

import (
	"slices"

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
		scopes, err := v.readable(d.actor(member))
		me.Scopes = scopes
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
	if !m.Role.May(place.SeeNames) {
		return out, nil
	}
	out.Teams, out.Members = append(out.Teams, d.sortedTeams()...), append(out.Members, d.sortedMembers()...)
	for id, device := range d.devices {
		out.Devices[id] = device.Member
	}
	return out, nil
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
			if kind.HasCircle() && !d.attended(h.Circle, now) {
				out = append(out, place.Unattended{Scope: scope, Circle: slices.Clone(h.Circle)})
			}
			return nil
		})
	})
	return out, err
}
