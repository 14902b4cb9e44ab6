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

// workers are the roles of everybody who is not somebody recorded.
var workers = []Role{Coach, Commissioner, Auditor, Steward}

// Kind is what something is done to: a type of scope, or one of these things.
type Kind = ScopeType

// The kinds beside the types of scope.
const (
	Orgs     Kind = "organisations"
	Teams    Kind = "teams"
	Members  Kind = "members"
	Invites  Kind = "invites"
	Devices  Kind = "devices"
	Names    Kind = "names"
	Figures  Kind = "figures"
	Releases Kind = "released quarters"
	Ledger   Kind = "the ledger of decisions about money"
	Circles  Kind = "circles without an active member"
	Logs     Kind = "what a restored server has lost"
	Record   Kind = "everything kept about a person"
	Openings Kind = "openings of a person's record"
	Link     Kind = "a person's own page"
	Requests Kind = "what people ask for"
	Talk     Kind = "questions under figures and barriers"
	Erasures Kind = "erasures of people"
	Stories  Kind = "stories that their people let commissioners read"
	Retained Kind = "for how long what is kept"

	Trail     Kind = "who has seen a person's record"
	Inquiries Kind = "inquiries into who has seen a person's record"
	TrailHead Kind = "how far the trail of who saw what has come"
)

// Action is what is done.
type Action string

// The actions. Write and Read of a scope are by sync and, for reading, by events;
// what comes over REST has kinds of its own.
const (
	Read  Action = "read"
	Write Action = "write"
	Say   Action = "say in" // write what Theirs lists and nothing else
	Start Action = "start"  // make a scope by the first change in it
	Keep  Action = "keep"   // add, change and end
	Make  Action = "make"   // add
	Mend  Action = "see and mend"
	Share Action = "share"
)

// Relation is what somebody is to the thing that they ask for.
type Relation string

// The relations.
const (
	OwnSelf    Relation = "their own"
	OwnTeam    Relation = "of a team of their own"
	OwnOrg     Relation = "of their own organisation"
	InCircle   Relation = "whose circle holds them"
	Themself   Relation = "about themself"
	OfPlace    Relation = "of this place"
	BreakGlass Relation = "opened with a reason, until the time is up"
	Nobodys    Relation = "that nobody has begun"
	AskedAbout Relation = "asked about with a reason, until the time is up"
)

// Act is something that a member may ask for.
type Act struct {
	Do Action
	To Kind
	As Relation
}

func (a Act) String() string { return string(a.Do) + " " + string(a.To) + " " + string(a.As) }

// Rule gives one act to roles.
type Rule struct {
	Do    Action
	To    Kind
	As    Relation
	Roles []Role
}

// Policy is the whole of who may do what: what no rule gives, nobody may. Sync,
// REST, events and figures all ask it. Nobody is above anybody: a steward keeps the
// place and reads no person's record but by breaking glass, which is told to
// everybody concerned, and cannot share for others.
var Policy = []Rule{
	{Read, PlaceScope, OfPlace, workers},
	{Write, PlaceScope, OfPlace, []Role{Coach, Steward}},
	{Read, SelfScope, OwnSelf, Roles},
	{Write, SelfScope, OwnSelf, Roles},
	{Read, TeamScope, OwnTeam, []Role{Coach}},
	{Write, TeamScope, OwnTeam, []Role{Coach}},
	{Read, PersonScope, InCircle, []Role{Coach}},
	{Write, PersonScope, InCircle, []Role{Coach}},
	{Start, PersonScope, Nobodys, []Role{Coach}},
	{Read, PersonScope, Themself, []Role{Person}},
	{Say, PersonScope, Themself, []Role{Person}},
	{Read, BetweenScope, InCircle, []Role{Coach}},
	{Write, BetweenScope, InCircle, []Role{Coach}},
	{Start, BetweenScope, Nobodys, []Role{Coach}},
	{Make, Logs, OfPlace, workers},

	{Read, Record, InCircle, []Role{Coach}},
	{Read, Record, Themself, []Role{Person}},
	{Read, Record, BreakGlass, []Role{Steward}},
	{Make, Openings, OfPlace, []Role{Steward}},
	{Read, Openings, OfPlace, []Role{Steward}},
	{Make, Link, InCircle, []Role{Coach}},
	{Make, Requests, InCircle, []Role{Coach}},
	{Make, Requests, Themself, []Role{Person}},
	{Keep, Requests, OfPlace, []Role{Steward}},
	{Keep, Erasures, OfPlace, []Role{Steward}},
	{Keep, Retained, OfPlace, []Role{Steward}},

	{Keep, Orgs, OfPlace, []Role{Steward}},
	{Keep, Teams, OfPlace, []Role{Steward}},
	{Keep, Members, OfPlace, []Role{Steward}},
	{Make, Members, OwnTeam, []Role{Coach}},
	{Make, Invites, OfPlace, []Role{Steward}},
	{Make, Invites, OwnTeam, []Role{Coach}},
	{Make, Invites, OwnSelf, Roles},
	{Keep, Devices, OfPlace, []Role{Steward}},
	{Keep, Devices, OwnSelf, Roles},
	{Mend, Circles, OfPlace, []Role{Steward}},
	{Read, Names, OfPlace, []Role{Coach, Steward}},
	{Read, Names, OwnSelf, Roles},
	{Share, Figures, OwnOrg, []Role{Coach}},
	{Read, Figures, OfPlace, workers},
	{Read, Figures, OwnSelf, []Role{Coach}},
	{Keep, Releases, OfPlace, []Role{Steward}},
	{Read, Ledger, OfPlace, []Role{Auditor}},
	{Make, Talk, OfPlace, workers},
	{Read, Talk, OfPlace, workers},
	{Read, Stories, OfPlace, []Role{Commissioner}},

	{Read, Trail, InCircle, []Role{Coach}},
	{Read, Trail, Themself, []Role{Person}},
	{Read, Trail, AskedAbout, []Role{Steward}},
	{Make, Inquiries, OfPlace, []Role{Steward}},
	{Read, TrailHead, OfPlace, []Role{Auditor, Steward}},
}

// The acts that are asked for by name.
var (
	KeepOrgs    = Act{Keep, Orgs, OfPlace}
	KeepTeams   = Act{Keep, Teams, OfPlace}
	KeepMembers = Act{Keep, Members, OfPlace}
	AddOwnCoach = Act{Make, Members, OwnTeam}
	InviteAny   = Act{Make, Invites, OfPlace}
	InviteOwn   = Act{Make, Invites, OwnTeam}
	InviteSelf  = Act{Make, Invites, OwnSelf}
	SeeDevices  = Act{Keep, Devices, OfPlace}
	OwnDevices  = Act{Keep, Devices, OwnSelf}
	TendCircles = Act{Mend, Circles, OfPlace}
	SeeNames    = Act{Read, Names, OfPlace}
	SeeOwnName  = Act{Read, Names, OwnSelf}
	ShareOwnOrg = Act{Share, Figures, OwnOrg}
	SeeFigures  = Act{Read, Figures, OfPlace}
	SeeOwnFigs  = Act{Read, Figures, OwnSelf}
	Release     = Act{Keep, Releases, OfPlace}
	SeeLedger   = Act{Read, Ledger, OfPlace}
	JoinTalk    = Act{Make, Talk, OfPlace}
	ReadTalk    = Act{Read, Talk, OfPlace}
	ReadStories = Act{Read, Stories, OfPlace}
	GiveBack    = Act{Make, Logs, OfPlace}
	OpenRecord  = Act{Make, Openings, OfPlace}
	SeeOpenings = Act{Read, Openings, OfPlace}
	Erase       = Act{Keep, Erasures, OfPlace}

	KeepRetention = Act{Keep, Retained, OfPlace}

	GiveOwnPage    = Act{Make, Link, InCircle}
	AskForOthers   = Act{Make, Requests, InCircle}
	AskForOneself  = Act{Make, Requests, Themself}
	AnswerRequests = Act{Keep, Requests, OfPlace}
	ReadKept       = Act{Read, Record, InCircle}
	ReadOwnKept    = Act{Read, Record, Themself}
	ReadOpened     = Act{Read, Record, BreakGlass}

	SeeTrail      = Act{Read, Trail, InCircle}
	SeeOwnTrail   = Act{Read, Trail, Themself}
	SeeAskedTrail = Act{Read, Trail, AskedAbout}
	Inquire       = Act{Make, Inquiries, OfPlace}
	SeeTrailHead  = Act{Read, TrailHead, OfPlace}
)

// rolesOf and relationsOf are the policy, by what is looked up.
var (
	rolesOf     = indexRoles(Policy)
	relationsOf = indexRelations(Policy)
)

type asked struct {
	by Role
	do Action
	to Kind
}

func indexRoles(rules []Rule) map[Act][]Role {
	index := map[Act][]Role{}
	for _, r := range rules {
		index[Act{r.Do, r.To, r.As}] = r.Roles
	}
	return index
}

func indexRelations(rules []Rule) map[asked][]Relation {
	index := map[asked][]Relation{}
	for _, r := range rules {
		for _, role := range r.Roles {
			index[asked{role, r.Do, r.To}] = append(index[asked{role, r.Do, r.To}], r.As)
		}
	}
	return index
}

// May says whether the role may do the act.
func (r Role) May(act Act) bool { return slices.Contains(rolesOf[act], r) }

// As lists what somebody of the role must be to a thing, one of them, to do that.
func (r Role) As(do Action, to Kind) []Relation { return relationsOf[asked{r, do, to}] }

// Valid says whether the role is one of ours.
func (r Role) Valid() bool { return slices.Contains(Roles, r) }
