// Package place holds the words of the domain: the place and who belongs to it,
// who may do what, and the errors that everybody outside gets to see. It knows
// neither HTTP nor the store.
package place

import "time"

// Place is the one alliance that a data folder belongs to.
type Place struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Purpose  string `json:"purpose"`
	Zone     string `json:"zone"`     // IANA time zone that days are reckoned in
	Currency string `json:"currency"` // ISO 4217
}

// Org is an organisation of the alliance.
type Org struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// ShareFigures is true where its own coaches chose to show its curve.
	ShareFigures bool `json:"share_figures"`
}

// Team is a group of coaches inside one organisation.
type Team struct {
	ID   string `json:"id"`
	Org  string `json:"org"`
	Name string `json:"name"`
}

// Member is somebody with a part in the place: those who work in it, and a person
// recorded once they have a link of their own.
type Member struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Role  Role     `json:"role"`
	Teams []string `json:"teams"`
	// Person is the id of the person scope that is theirs; only for the role person.
	Person string `json:"person,omitempty"`
	// EndedOn is the last day, YYYY-MM-DD in the place's zone; empty while it goes on.
	EndedOn string `json:"ended_on,omitempty"`
	// EndsAt is the moment EndedOn takes effect, milliseconds since 1970; 0 for never.
	EndsAt int64 `json:"-"`
	// Left is when the member last left each team they were in, ms by team.
	Left map[string]int64 `json:"-"`
	// Gave are, by device of a person's own page, the members who gave it to them.
	Gave map[string][]string `json:"-"`
}

// Ended says whether the member's time is over at nowMS.
func (m Member) Ended(nowMS int64) bool { return m.EndsAt != 0 && nowMS >= m.EndsAt }

// Device is one installation of the app for one member.
type Device struct {
	ID     string `json:"id"`
	Member string `json:"member"`
	Name   string `json:"name"`
	Key    Key    `json:"key"`
	ForkOf string `json:"fork_of,omitempty"`
	// Added, RevokedAt and LastSeen are milliseconds since 1970; 0 for never.
	Added     int64 `json:"added"`
	RevokedAt int64 `json:"revoked_at,omitempty"`
	LastSeen  int64 `json:"last_seen,omitempty"`
	Revoked   bool  `json:"revoked"`
	// Have is the highest n up to which the server holds everything of this device.
	Have uint64 `json:"have"`
}

// Invite lets one device join as one member. The code is known only to whoever
// made it: the store keeps a hash.
type Invite struct {
	Code    string
	Member  string
	Expires time.Time
}

// Enrolled is the answer to a device that joined or forked.
type Enrolled struct {
	Device string
	Member string
	Place  Place
}

// Me is what a member is told about themselves.
type Me struct {
	Member string   `json:"member"`
	Name   string   `json:"name"`
	Role   Role     `json:"role"`
	Place  string   `json:"place"`
	Teams  []string `json:"teams"`
	Scopes []string `json:"scopes"` // readable ones, sorted
	// Person is the id of the person whom a member of role person is.
	Person string `json:"person,omitempty"`
	// KeptFor is for how long what is kept about them stays; only for that role.
	KeptFor *KeptFor `json:"kept_for,omitempty"`
}

// Directory is every name that one member may know.
type Directory struct {
	Place   Place             `json:"place"`
	Orgs    []Org             `json:"orgs"`
	Teams   []Team            `json:"teams"`
	Members []Member          `json:"members"`
	Devices map[string]string `json:"devices"` // device -> member
}

// Unattended is a scope whose circle has no active member.
type Unattended struct {
	Scope  string   `json:"scope"`
	Circle []string `json:"circle"`
}

// MemberPatch says what to change of a member; nil leaves a field as it is.
// EndedOn "" takes an end back.
type MemberPatch struct {
	Name    *string
	Role    *Role
	Teams   *[]string
	EndedOn *string
}

// Who is the bearer of a device: what it may do and whether its time is over.
type Who struct {
	Device string
	Actor  Actor
	// Ended is true for a device of a member whose time is over. It may still
	// send what was written until then, and nothing else.
	Ended bool
}
