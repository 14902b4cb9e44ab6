package place

import "slices"

// Role is what a member is in the place.
type Role string

// The roles. A person is somebody recorded who reads by a link of their own.
const (
	Coach        Role = "coach"
	Commissioner Role = "commissioner"
	Auditor      Role = "auditor"
	Steward      Role = "steward"
	Person       Role = "person"
)

// Roles lists every role.
var Roles = []Role{Coach, Commissioner, Auditor, Steward, Person}

// Actor is a member in the act of asking for something.
type Actor struct {
	Member string
	Role   Role
	Teams  []string
}

// Host is the server acting by itself: at start-up and for the demo place.
var Host = Actor{Role: Steward}

// Act is something that a member may ask for outside of syncing.
type Act string

// The acts. Those with "own" are for one's own teams or organisation only.
const (
	KeepPlace    Act = "keep the place's organisations, teams and members"
	SeeDevices   Act = "see and revoke devices"
	OwnDevices   Act = "add, name and sign out one's own devices"
	TendCircles  Act = "see and mend circles without an active member"
	Release      Act = "release a quarter"
	AddOwnCoach  Act = "add a coach to one's own teams"
	InviteOwn    Act = "invite into one's own teams"
	ShareOwnOrg  Act = "share one's own organisation's figures"
	SeeNames     Act = "see the names of everybody in the place"
	SeeFigures   Act = "see released figures"
	SeeLedger    Act = "see the ledger of decisions about money"
	StartCircles Act = "start a person's or a between scope"
)

// Policy is the whole of who may do what. Nobody is above anybody: a steward
// keeps the place and reads no person's record, and cannot share for others.
var Policy = map[Act][]Role{
	KeepPlace:    {Steward},
	SeeDevices:   {Steward},
	OwnDevices:   Roles,
	TendCircles:  {Steward},
	Release:      {Steward},
	AddOwnCoach:  {Coach},
	InviteOwn:    {Coach},
	ShareOwnOrg:  {Coach},
	SeeNames:     {Coach, Steward},
	SeeFigures:   {Coach, Commissioner, Auditor, Steward},
	StartCircles: {Coach},
	SeeLedger:    {Auditor},
}

// ReadsScopes says which types of scope each role reads; person, between and
// team only where a circle or a team holds them, self only their own.
var ReadsScopes = map[Role][]ScopeType{
	Coach:        {PersonScope, BetweenScope, TeamScope, SelfScope, PlaceScope},
	Commissioner: {SelfScope, PlaceScope},
	Auditor:      {SelfScope, PlaceScope},
	Steward:      {SelfScope, PlaceScope},
	Person:       {SelfScope},
}

// WritesScopes is the same for writing.
var WritesScopes = map[Role][]ScopeType{
	Coach:        {PersonScope, BetweenScope, TeamScope, SelfScope, PlaceScope},
	Commissioner: {SelfScope},
	Auditor:      {SelfScope},
	Steward:      {SelfScope, PlaceScope},
	Person:       {SelfScope},
}

// May says whether the role may do the act.
func (r Role) May(act Act) bool { return slices.Contains(Policy[act], r) }

// Reads says whether the role reads scopes of that type at all.
func (r Role) Reads(t ScopeType) bool { return slices.Contains(ReadsScopes[r], t) }

// Writes says whether the role writes scopes of that type at all.
func (r Role) Writes(t ScopeType) bool { return slices.Contains(WritesScopes[r], t) }

// Valid says whether the role is one of ours.
func (r Role) Valid() bool { return slices.Contains(Roles, r) }

// Must refuses unless the actor's role may do the act.
func (a Actor) Must(act Act) error {
	if a.Role.May(act) {
		return nil
	}
	return Refuse(Forbidden, "Your role may not %s.", act)
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
