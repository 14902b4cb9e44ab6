package demo

import (
	"crypto/ed25519"
	"encoding/base64"

	"alongside/server/place"
	"alongside/server/store"
)

// cast is everybody who works in the place.
type cast struct {
	teams    []*team
	barriers []*write // in the order of the list
	links    Links
}

type team struct {
	id, name string
	people   int  // how many are met over the two years; of a steady team, how many it is alongside now
	gone     int  // of a steady team: how many have left
	steady   bool // its people stay, but for those who have gone
	from     int  // the quarter, 0 to 7, in which the team began
	coaches  []*coach
	pot      *write
}

type coach struct {
	id, name string
	team     *team
	phone    *phone
}

const (
	stewardName      = "Elin Prosser"
	commissionerName = "Margaret Howe"
	auditorName      = "Ravi Menon"
)

// foundPlace adds organisations, teams and members, and a phone for each coach.
func foundPlace(s *store.Store, plan []orgPlan) (*cast, error) {
	c := &cast{}
	for _, o := range plan {
		org, err := s.CreateOrg(place.Host, o.name)
		if err != nil {
			return nil, err
		}
		for _, t := range o.teams {
			if err := c.foundTeam(s, org.ID, t); err != nil {
				return nil, err
			}
		}
		if !o.shares {
			continue
		}
		last := c.teams[len(c.teams)-1]
		by := place.Actor{Member: last.coaches[0].id, Role: place.Coach, Teams: []string{last.id}}
		if _, err := s.ShareFigures(by, org.ID, true); err != nil {
			return nil, err
		}
	}
	return c, c.nameOthers(s)
}

func (c *cast) foundTeam(s *store.Store, org string, from teamPlan) error {
	made, err := s.CreateTeam(place.Host, org, from.name)
	if err != nil {
		return err
	}
	t := from.team(made.ID)
	c.teams = append(c.teams, t)
	for _, name := range from.coaches {
		member, err := s.CreateMember(place.Host, name, place.Coach, []string{t.id})
		if err != nil {
			return err
		}
		phone, err := enrol(s, member)
		if err != nil {
			return err
		}
		t.coaches = append(t.coaches, &coach{id: member.ID, name: name, team: t, phone: phone})
	}
	return nil
}

// enrol gives a coach a phone whose private key is thrown away.
func enrol(s *store.Store, member place.Member) (*phone, error) {
	invite, err := s.CreateInvite(place.Host, member.ID)
	if err != nil {
		return nil, err
	}
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	key := place.Key{Kty: "OKP", Crv: "Ed25519", X: base64.RawURLEncoding.EncodeToString(public)}
	enrolled, err := s.Enrol(invite.Code, "The demo's phone", key)
	if err != nil {
		return nil, err
	}
	return newPhone(enrolled.Device), nil
}

// nameOthers adds those who are in no team, and notes whom visitors may be. A
// steward who is there already stays the steward.
func (c *cast) nameOthers(s *store.Store) error {
	members, err := s.Members(place.Host)
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.Role == place.Steward {
			c.links.Steward = m.ID
		}
	}
	others := []struct {
		name string
		role place.Role
		id   *string
	}{
		{stewardName, place.Steward, &c.links.Steward},
		{commissionerName, place.Commissioner, &c.links.Commissioner},
		{auditorName, place.Auditor, &c.links.Auditor},
	}
	for _, o := range others {
		if *o.id != "" {
			continue
		}
		member, err := s.CreateMember(place.Host, o.name, o.role, nil)
		if err != nil {
			return err
		}
		*o.id = member.ID
	}
	c.links.Coaches = [2]string{c.teams[0].coaches[0].id, c.teams[0].coaches[1].id}
	c.links.OtherCoach = c.teams[min(3, len(c.teams)-1)].coaches[0].id
	return nil
}

// retirePhones revokes the demo's phones: no hand holds them.
func (c *cast) retirePhones(s *store.Store) error {
	for _, t := range c.teams {
		for _, one := range t.coaches {
			if _, err := s.RevokeDevice(place.Host, one.phone.device); err != nil {
				return err
			}
		}
	}
	return nil
}

// findLinks looks the demo's members up by name in a store that is filled.
func findLinks(s *store.Store) (Links, error) {
	members, err := s.Members(place.Host)
	if err != nil {
		return Links{}, err
	}
	var l Links
	for _, m := range members {
		switch {
		case m.Role == place.Steward && l.Steward == "":
			l.Steward = m.ID
		case m.Name == firstCoach:
			l.Coaches[0] = m.ID
		case m.Name == secondCoach:
			l.Coaches[1] = m.ID
		case m.Name == otherCoach:
			l.OtherCoach = m.ID
		case m.Name == commissionerName:
			l.Commissioner = m.ID
		case m.Name == auditorName:
			l.Auditor = m.ID
		}
	}
	return l, nil
}
