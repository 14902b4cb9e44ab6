package store

import "alongside/server/place"

// readable lists the scopes that an actor may read, sorted: those for which
// place.Actor.Reads holds, found without looking at each.
func (v view) readable(actor place.Actor) ([]string, error) {
	if actor.Member == "" {
		return nil, nil
	}
	var out []string
	for _, kind := range []place.ScopeType{place.PlaceScope, place.SelfScope, place.TeamScope, place.PersonScope, place.BetweenScope} {
		for _, as := range actor.Role.As(place.Read, kind) {
			scopes, err := v.related(actor, as, kind)
			if err != nil {
				return nil, err
			}
			out = append(out, scopes...)
		}
	}
	return sorted(out), nil
}

// related lists the scopes of a type to which an actor has a relation.
func (v view) related(actor place.Actor, as place.Relation, kind place.ScopeType) (out []string, err error) {
	name := func(id string) string { return string(kind) + ":" + id }
	switch as {
	case place.OfPlace:
		return []string{string(kind)}, nil
	case place.OwnSelf:
		return []string{name(actor.Member)}, nil
	case place.OwnTeam:
		for _, team := range actor.Teams {
			out = append(out, name(team))
		}
	case place.Themself:
		return v.begun(name(actor.Person))
	case place.InCircle:
		return v.holding(actor, kind)
	}
	return out, nil
}

// begun lists a scope if anything was written in it.
func (v view) begun(scope string) ([]string, error) {
	h, err := v.head(scope)
	if h == nil || err != nil || h.Erased != 0 {
		return nil, err
	}
	return []string{scope}, nil
}

// holding lists the scopes of a type whose circle holds an actor.
func (v view) holding(actor place.Actor, kind place.ScopeType) (out []string, err error) {
	entries := []string{place.MemberActor(actor.Member)}
	for _, team := range actor.Teams {
		if kind.HoldsTeams() {
			entries = append(entries, place.TeamActor(team))
		}
	}
	for _, entry := range entries {
		of := append(pairKey(grantTable, entry, ""), kind+":"...)
		err := v.each(of, false, func(key, _ []byte) error {
			out = append(out, secondOf(key))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
