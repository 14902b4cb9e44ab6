package store

import (
	"maps"
	"slices"

	"alongside/server/place"
)

// Members lists the members by name, ended ones too.
func (s *Store) Members(by place.Actor) ([]place.Member, error) {
	if err := by.Must(place.KeepMembers); err != nil {
		return nil, err
	}
	return s.directory.Load().sortedMembers(), nil
}

// CreateMember adds a member. A coach may add coaches to their own teams.
func (s *Store) CreateMember(by place.Actor, name string, role place.Role, teams []string) (member place.Member, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		own := by.Role.May(place.AddOwnCoach) && role == place.Coach && by.Owns(teams)
		if !own && !by.Role.May(place.KeepMembers) {
			return place.Refuse(place.Forbidden, "Coaches can add coaches to their own teams only.")
		}
		name, err := cleanName(name)
		if err != nil {
			return err
		}
		if err := t.checkRole(role, teams); err != nil {
			return err
		}
		member = place.Member{ID: s.newID(), Name: name, Role: role, Teams: sorted(teams)}
		t.putMember(member)
		return nil
	})
	return member, err
}

func (t *tx) checkRole(role place.Role, teams []string) error {
	if !role.Valid() {
		return place.Faulty(place.Problem{Path: "/role", Code: "unknown",
			Detail: "must be coach, commissioner, auditor, steward or person"})
	}
	if role != place.Coach && len(teams) > 0 {
		return place.Faulty(place.Problem{Path: "/teams", Code: "not_a_coach", Detail: "only coaches belong to teams"})
	}
	for _, team := range teams {
		if _, ok := t.directory().teams[team]; !ok {
			return place.Faulty(place.Problem{Path: "/teams", Code: "unknown", Detail: "names a team that is not of this place"})
		}
	}
	return nil
}

func sorted(texts []string) []string {
	out := slices.Sorted(slices.Values(texts))
	return append([]string{}, slices.Compact(out)...)
}

// PatchMember changes a member. Ended today or before takes effect at once, later
// at the end of that day. A coach may only put coaches into their own teams.
// The last active steward can neither end nor change role: last_steward.
func (s *Store) PatchMember(by place.Actor, id string, patch place.MemberPatch) (member place.Member, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		before, known := t.directory().members[id]
		if !by.Role.May(place.KeepMembers) && !(known && mayJoin(by, before, patch, s.nowMS())) {
			return place.Refuse(place.Forbidden, "Coaches can put coaches into their own teams only.")
		}
		if !known {
			return place.Refuse(place.NotFound, "There is no such member.")
		}
		after, err := t.patched(before, patch)
		if err != nil {
			return err
		}
		if err := t.keepSteward(before, after); err != nil {
			return err
		}
		after = leaving(before, after, s.nowMS())
		member = after
		t.putMember(after)
		if before.Role != after.Role || before.EndsAt != after.EndsAt || !slices.Equal(before.Teams, after.Teams) {
			t.unwatch = append(t.unwatch, id)
		}
		return nil
	})
	return member, err
}

// mayJoin says whether the patch does nothing but add a coach to teams of by's own.
func mayJoin(by place.Actor, m place.Member, patch place.MemberPatch, nowMS int64) bool {
	if !by.Role.May(place.AddOwnCoach) || m.Role != place.Coach || m.Ended(nowMS) {
		return false
	}
	if patch.Name != nil || patch.Role != nil || patch.EndedOn != nil || patch.Teams == nil {
		return false
	}
	for _, team := range m.Teams {
		if !slices.Contains(*patch.Teams, team) {
			return false
		}
	}
	added := slices.DeleteFunc(slices.Clone(*patch.Teams), func(team string) bool { return slices.Contains(m.Teams, team) })
	return by.Owns(added)
}

func (t *tx) patched(m place.Member, patch place.MemberPatch) (place.Member, error) {
	var err error
	if patch.Name != nil {
		if m.Name, err = cleanName(*patch.Name); err != nil {
			return m, err
		}
	}
	if patch.Role != nil {
		if m.Role = *patch.Role; m.Role != place.Coach && patch.Teams == nil {
			m.Teams = []string{}
		}
		if m.Role != place.Person {
			m.Person = ""
		}
	}
	if patch.Teams != nil {
		m.Teams = sorted(*patch.Teams)
	}
	if err := t.checkRole(m.Role, m.Teams); err != nil {
		return m, err
	}
	if patch.EndedOn != nil && *patch.EndedOn != m.EndedOn {
		m.EndedOn, m.EndsAt = *patch.EndedOn, 0
		if t.store.erased(selfScope(m.ID)) {
			return m, place.Faulty(place.Problem{Path: "/ended_on", Code: "erased",
				Detail: "what they wrote for themself was erased for good: add them as somebody new"})
		}
		if m.EndedOn != "" {
			m.EndsAt, err = t.directory().endOf(m.EndedOn, t.store.opts.Now())
		}
	}
	return m, err
}

// keepSteward refuses what would leave the place without anybody to look after it.
func (t *tx) keepSteward(before, after place.Member) error {
	now := t.store.nowMS()
	serves := func(m place.Member) bool { return m.Role == place.Steward && m.EndsAt == 0 && !m.Ended(now) }
	if !serves(before) || serves(after) {
		return nil
	}
	for _, m := range t.directory().members {
		if m.ID != before.ID && serves(m) {
			return nil
		}
	}
	return place.Refuse(place.LastSteward, "The last steward cannot leave. Make somebody else a steward first.")
}

// leaving notes when a member left a team: what they wrote until then is still
// taken for a while.
func leaving(before, after place.Member, nowMS int64) place.Member {
	after.Left = maps.Clone(before.Left)
	for _, team := range before.Teams {
		if slices.Contains(after.Teams, team) {
			continue
		}
		if after.Left == nil {
			after.Left = map[string]int64{}
		}
		after.Left[team] = nowMS
	}
	return after
}
