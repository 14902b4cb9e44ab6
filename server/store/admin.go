package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"alongside/server/place"
)

// maxName is the longest name of anything, in code points.
const maxName = 200

// cleanName checks the name of an organisation, a team, a member or a device.
func cleanName(name string) (string, error) {
	name = strings.TrimSpace(name)
	control := strings.ContainsFunc(name, breaksLines)
	switch {
	case name == "":
		return "", place.Faulty(place.Problem{Path: "/name", Code: "required", Detail: "must not be empty"})
	case !utf8.ValidString(name) || control:
		return "", place.Faulty(place.Problem{Path: "/name", Code: "bad_text", Detail: "must be plain text on one line"})
	case utf8.RuneCountInString(name) > maxName:
		return "", place.Faulty(place.Problem{Path: "/name", Code: "too_long", Detail: "must not be longer than 200 characters"})
	}
	return name, nil
}

// breaksLines is true for what puts a name on several lines or turns the order of
// what stands beside it: a name in a list is to be nothing but a name.
func breaksLines(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029
}

// checked runs an administrative act in the committer, with the actor as they
// are by then: what they may do can have changed while they waited.
func (s *Store) checked(by place.Actor, run func(t *tx, by place.Actor) error) error {
	return s.change(func(t *tx) error {
		t.acting = by.Member
		defer func() { t.acting = "" }()
		if by.Member == "" {
			return run(t, by)
		}
		member, ok := t.directory().members[by.Member]
		if !ok || member.Ended(s.nowMS()) {
			return place.Refuse(place.Forbidden, "You are no longer a member of this place.")
		}
		return run(t, t.directory().actor(by.Member))
	})
}

// Orgs lists the organisations by name.
func (s *Store) Orgs(by place.Actor) ([]place.Org, error) {
	if err := by.Must(place.KeepOrgs); err != nil {
		return nil, err
	}
	return s.directory.Load().sortedOrgs(), nil
}

// CreateOrg adds an organisation.
func (s *Store) CreateOrg(by place.Actor, name string) (org place.Org, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.KeepOrgs); err != nil {
			return err
		}
		name, err := cleanName(name)
		if err != nil {
			return err
		}
		org = place.Org{ID: s.newID(), Name: name}
		t.putOrg(org)
		return nil
	})
	return org, err
}

// PatchOrg renames an organisation.
func (s *Store) PatchOrg(by place.Actor, id, name string) (place.Org, error) {
	return s.patchOrg(by, id, func(by place.Actor, _ *directory, org *place.Org) (err error) {
		if err := by.Must(place.KeepOrgs); err != nil {
			return err
		}
		org.Name, err = cleanName(name)
		return err
	})
}

// ShareFigures says whether an organisation's own curve is shown; only its own
// coaches may.
func (s *Store) ShareFigures(by place.Actor, org string, share bool) (place.Org, error) {
	return s.patchOrg(by, org, func(by place.Actor, d *directory, org *place.Org) error {
		if err := by.Must(place.ShareOwnOrg); err != nil {
			return err
		}
		own := func(team string) bool { return d.teams[team].Org == org.ID }
		if !slices.ContainsFunc(by.Teams, own) {
			return place.Refuse(place.Forbidden, "Only coaches of this organisation can share its figures.")
		}
		org.ShareFigures = share
		return nil
	})
}

func (s *Store) patchOrg(by place.Actor, id string,
	patch func(place.Actor, *directory, *place.Org) error) (org place.Org, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		known := false
		if org, known = t.directory().orgs[id]; !known {
			// Whoever may not patch it learns nothing about what exists.
			org.ID = id
		}
		if err := patch(by, t.directory(), &org); err != nil {
			return err
		}
		if !known {
			return place.Refuse(place.NotFound, "There is no such organisation.")
		}
		t.putOrg(org)
		return nil
	})
	return org, err
}

// Teams lists the teams by name.
func (s *Store) Teams(by place.Actor) ([]place.Team, error) {
	if err := by.Must(place.KeepTeams); err != nil {
		return nil, err
	}
	return s.directory.Load().sortedTeams(), nil
}

// CreateTeam adds a team to an organisation.
func (s *Store) CreateTeam(by place.Actor, org, name string) (team place.Team, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.KeepTeams); err != nil {
			return err
		}
		name, err := cleanName(name)
		if err != nil {
			return err
		}
		if _, ok := t.directory().orgs[org]; !ok {
			return place.Faulty(place.Problem{Path: "/org", Code: "unknown", Detail: "is not an organisation of this place"})
		}
		team = place.Team{ID: s.newID(), Org: org, Name: name}
		t.putTeam(team)
		return nil
	})
	return team, err
}

// PatchTeam renames a team.
func (s *Store) PatchTeam(by place.Actor, id, name string) (team place.Team, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.KeepTeams); err != nil {
			return err
		}
		found, ok := t.directory().teams[id]
		if !ok {
			return place.Refuse(place.NotFound, "There is no such team.")
		}
		if found.Name, err = cleanName(name); err != nil {
			return err
		}
		team = found
		t.putTeam(team)
		return nil
	})
	return team, err
}
