package place

import (
	"strings"

	"alongside/sync/hlc"
)

// ScopeType is the part of a scope's name before the colon.
type ScopeType string

// The scope types.
const (
	PersonScope  ScopeType = "person"
	BetweenScope ScopeType = "between"
	TeamScope    ScopeType = "team"
	SelfScope    ScopeType = "self"
	PlaceScope   ScopeType = "place"
)

// HasCircle is true for scopes whose readers are named in a record of their own.
func (t ScopeType) HasCircle() bool { return t == PersonScope || t == BetweenScope }

// HoldsTeams is true where a circle may name a team. What was told to a few in
// confidence is for members alone.
func (t ScopeType) HoldsTeams() bool { return t == PersonScope }

// ValidID says whether id is a lower-case ULID or UUIDv7.
func ValidID(id string) bool { return hlc.ValidID(id) }

// SplitScope parses the name of a scope. The id of the place is empty.
func SplitScope(scope string) (kind ScopeType, id string, ok bool) {
	if scope == string(PlaceScope) {
		return PlaceScope, "", true
	}
	head, id, found := strings.Cut(scope, ":")
	kind = ScopeType(head)
	switch kind {
	case PersonScope, BetweenScope, TeamScope, SelfScope:
		return kind, id, found && ValidID(id)
	}
	return "", "", false
}

// PersonOf is the name of a person's scope.
func PersonOf(id string) string { return string(PersonScope) + ":" + id }

// MemberActor and TeamActor name the two kinds of entries that a circle holds.
func MemberActor(id string) string { return "member:" + id }

// TeamActor names a team in a circle.
func TeamActor(id string) string { return "team:" + id }

// SplitActor parses an entry of a circle; team is false for a member.
func SplitActor(actor string) (id string, team, ok bool) {
	if id, found := strings.CutPrefix(actor, "member:"); found {
		return id, false, ValidID(id)
	}
	if id, found := strings.CutPrefix(actor, "team:"); found {
		return id, true, ValidID(id)
	}
	return "", false, false
}
