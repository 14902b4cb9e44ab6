package place

import "slices"

// Actor is a member in the act of asking for something.
type Actor struct {
	Member string
	Role   Role
	Teams  []string
	Person string // the id of the person scope that is theirs; only for the role person
}

// Host is the server acting by itself: at start-up and for the demo place.
var Host = Actor{Role: Steward}

// Must refuses unless the actor's role may do the act. Whether they are to the
// thing what the act says is for the caller to look up.
func (a Actor) Must(act Act) error {
	if a.Role.May(act) {
		return nil
	}
	return Refuse(Forbidden, "Your role may not %s %s.", act.Do, act.To)
}

// Reads says whether the actor reads a scope with that circle, by sync and by
// events. An opening of a record gives neither.
func (a Actor) Reads(scope string, circle []string) bool {
	kind, _, _ := SplitScope(scope)
	return a.Reaches(Read, kind, scope, circle)
}

// Reaches says whether the actor may do something to a thing that belongs to a
// scope with that circle, by what they are to the scope.
func (a Actor) Reaches(do Action, to Kind, scope string, circle []string) bool {
	kind, id, ok := SplitScope(scope)
	return ok && slices.ContainsFunc(a.Role.As(do, to), func(r Relation) bool { return a.is(r, kind, id, circle) })
}

// is says whether the actor has a relation to the scope of that type and id.
func (a Actor) is(r Relation, kind ScopeType, id string, circle []string) bool {
	switch r {
	case OfPlace:
		return true
	case OwnSelf:
		return id == a.Member
	case OwnTeam:
		return slices.Contains(a.Teams, id)
	case Themself:
		return id == a.Person
	case InCircle:
		return a.in(kind, circle)
	}
	return false
}

// in says whether a circle holds the actor, by themselves or, where it may, by a
// team of theirs.
func (a Actor) in(kind ScopeType, circle []string) bool {
	return slices.ContainsFunc(circle, func(entry string) bool {
		id, team, _ := SplitActor(entry)
		if team {
			return kind.HoldsTeams() && slices.Contains(a.Teams, id)
		}
		return id == a.Member
	})
}

// Owns says whether all the teams, and at least one, are the actor's own.
func (a Actor) Owns(teams []string) bool {
	for _, team := range teams {
		if !slices.Contains(a.Teams, team) {
			return false
		}
	}
	return len(teams) > 0
}
