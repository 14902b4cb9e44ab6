package store

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"alongside/server/place"
)

// directory is who belongs to the place. It is kept in memory whole, and never
// changed once published: the committer changes a clone.
type directory struct {
	place   place.Place
	orgs    map[string]place.Org
	teams   map[string]place.Team
	members map[string]place.Member
	devices map[string]place.Device
}

func (d *directory) clone() *directory {
	return &directory{
		place: d.place,
		orgs:  maps.Clone(d.orgs), teams: maps.Clone(d.teams),
		members: maps.Clone(d.members), devices: maps.Clone(d.devices),
	}
}

// memberValue is a member as stored: with the moment that JSON for the outside
// leaves out.
type memberValue struct {
	place.Member
	EndsAt int64               `json:"ends_at,omitempty"`
	Left   map[string]int64    `json:"left,omitempty"`
	Gave   map[string][]string `json:"gave,omitempty"`
}

func (t *tx) putOrg(org place.Org) {
	t.changeDirectory().orgs[org.ID] = org
	t.putListed(thingKey(orgTable, org.ID), org)
}

func (t *tx) putTeam(team place.Team) {
	t.changeDirectory().teams[team.ID] = team
	t.putListed(thingKey(teamTable, team.ID), team)
}

func (t *tx) putMember(member place.Member) {
	t.changeDirectory().members[member.ID] = member
	t.putListed(thingKey(memberTable, member.ID), memberValue{member, member.EndsAt, member.Left, member.Gave})
}

func (t *tx) putDevice(device place.Device) {
	t.changeDirectory().devices[device.ID] = device
	t.putListed(thingKey(deviceTable, device.ID), device)
}

// readDirectory loads everybody at start-up.
func (v view) readDirectory() (*directory, error) {
	d := &directory{
		orgs: map[string]place.Org{}, teams: map[string]place.Team{},
		members: map[string]place.Member{}, devices: map[string]place.Device{},
	}
	if _, err := v.getSealed(metaKey(placeFact), &d.place); err != nil {
		return nil, err
	}
	err := cmp.Or(
		readAll(v, orgTable, func(org place.Org) { d.orgs[org.ID] = org }),
		readAll(v, teamTable, func(team place.Team) { d.teams[team.ID] = team }),
		readAll(v, memberTable, func(m memberValue) {
			m.Member.EndsAt, m.Member.Left, m.Member.Gave = m.EndsAt, m.Left, m.Gave
			d.members[m.ID] = m.Member
		}),
		readAll(v, deviceTable, func(device place.Device) { d.devices[device.ID] = device }),
	)
	return d, err
}

func readAll[T any](v view, table byte, keep func(T)) error {
	return v.each([]byte{table}, true, func(key, value []byte) error {
		text, err := openAt(v.store.admin, key, value)
		if err != nil {
			return err
		}
		var thing T
		if err := json.Unmarshal(text, &thing); err != nil {
			return err
		}
		keep(thing)
		return nil
	})
}

// byName sorts things for people to read.
func byName[T any](things map[string]T, name func(T) (string, string)) []T {
	return slices.SortedFunc(maps.Values(things), func(a, b T) int {
		nameA, idA := name(a)
		nameB, idB := name(b)
		return cmp.Or(cmp.Compare(nameA, nameB), cmp.Compare(idA, idB))
	})
}

func (d *directory) sortedOrgs() []place.Org {
	return byName(d.orgs, func(o place.Org) (string, string) { return o.Name, o.ID })
}

func (d *directory) sortedTeams() []place.Team {
	return byName(d.teams, func(t place.Team) (string, string) { return t.Name, t.ID })
}

func (d *directory) sortedMembers() []place.Member {
	return byName(d.members, func(m place.Member) (string, string) { return m.Name, m.ID })
}

// actor is what a member may act as.
func (d *directory) actor(member string) place.Actor {
	m := d.members[member]
	return place.Actor{Member: m.ID, Role: m.Role, Teams: m.Teams, Person: m.Person}
}

// attended says whether a circle has a coach whose time is not over, by
// themselves or through a team.
func (d *directory) attended(circle []string, nowMS int64) bool {
	for _, actor := range circle {
		id, team, _ := place.SplitActor(actor)
		for _, m := range d.members {
			in := m.ID == id
			if team {
				in = slices.Contains(m.Teams, id)
			}
			if in && m.Role == place.Coach && !m.Ended(nowMS) {
				return true
			}
		}
	}
	return false
}

// endOf is the moment at which a member whose last day is given ends: now for
// today and before, else the end of that day in the place's zone.
func (d *directory) endOf(day string, now time.Time) (int64, error) {
	zone, err := time.LoadLocation(d.place.Zone)
	if err != nil {
		return 0, err
	}
	last, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return 0, place.Faulty(place.Problem{Path: "/ended_on", Code: "not_a_day",
			Detail: "must be a day such as 2026-09-30"})
	}
	if !last.After(now) {
		return now.UnixMilli(), nil
	}
	return last.AddDate(0, 0, 1).UnixMilli(), nil
}
