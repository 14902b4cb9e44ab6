// Package store keeps a place on disk. It is the only package that knows Badger.
//
// One committer goroutine makes every write: it gathers what waits into one
// transaction and acknowledges after that is on disk together with everything
// derived from it. Reads go to Badger snapshots and never wait for it. A commit
// that fails ends the process: riding it out could acknowledge what is not there.
//
// Refusals that the caller may see are *place.Error; every other error is internal.
package store

import (
	"context"
	"crypto/ed25519"
	"time"

	"alongside/server/place"
	"alongside/server/seal"
	"alongside/sync/merge"
	"alongside/sync/wire"

	"github.com/rs/zerolog"
)

// Options say how to open a store.
type Options struct {
	Master seal.Master
	// Place names a new store; its ID is ignored. Zone defaults to Europe/London,
	// Currency to GBP. A store that exists keeps its own.
	Place    place.Place
	Now      func() time.Time // default time.Now
	Log      zerolog.Logger
	InMemory bool // for tests: nothing is written to disk and dir is ignored
}

// Store is one open place. Its methods are safe for use from several goroutines.
type Store struct{}

// Exists says whether dir holds a store already.
func Exists(dir string) bool { panic("later") }

// Open opens the store in dir, or makes a new one. It refuses a newer format,
// another master key, and a log that does not agree with its own heads, each
// with an error that says what to do.
func Open(dir string, opts Options) (*Store, error) { panic("later") }

// Close ends the watches, commits what waits and closes the store.
func (s *Store) Close() error { panic("later") }

// Place is the place that the store holds.
func (s *Store) Place() place.Place { panic("later") }

// Epoch names this history of the store.
func (s *Store) Epoch() string { panic("later") }

// Empty says whether nobody but a first steward was ever added: no
// organisation, and nothing in any log.
func (s *Store) Empty() bool { panic("later") }

// Sync does one round for the device that the token names: it takes the push,
// then answers the pull. Errors: wrong_device, device_revoked, unauthenticated,
// invalid, device_forked with Extra {"n": first such n}.
func (s *Store) Sync(ctx context.Context, device string, req wire.Request) (wire.Reply, error) {
	panic("later")
}

// SyncAt is Sync at a time of the caller's choosing; it backfills history.
func (s *Store) SyncAt(ctx context.Context, now time.Time, device string, req wire.Request) (wire.Reply, error) {
	panic("later")
}

// Moved says that a scope's log has grown to head.
type Moved struct {
	Scope string
	Head  uint64
}

// Watch tells of every readable scope that moves, each scope's news coalesced
// while the listener is busy. The channel is closed by cancel, by Close, and when
// a device, the role or the teams of the member change; cancel may be called twice.
func (s *Store) Watch(member string) (moved <-chan Moved, cancel func()) { panic("later") }

// Who says what the bearer of a device may do. Errors: unauthenticated for a
// device that is not known, device_revoked.
func (s *Store) Who(device string) (place.Who, error) { panic("later") }

// Me is what a member is told about themselves, with the scopes they may read.
func (s *Store) Me(member string) (place.Me, error) { panic("later") }

// Directory is every name that the member may know.
func (s *Store) Directory(member string) (place.Directory, error) { panic("later") }

// Orgs lists the organisations by name.
func (s *Store) Orgs(by place.Actor) ([]place.Org, error) { panic("later") }

// CreateOrg adds an organisation.
func (s *Store) CreateOrg(by place.Actor, name string) (place.Org, error) { panic("later") }

// PatchOrg renames an organisation.
func (s *Store) PatchOrg(by place.Actor, id, name string) (place.Org, error) { panic("later") }

// ShareFigures says whether an organisation's own curve is shown; only its own
// coaches may.
func (s *Store) ShareFigures(by place.Actor, org string, share bool) (place.Org, error) {
	panic("later")
}

// Teams lists the teams by name.
func (s *Store) Teams(by place.Actor) ([]place.Team, error) { panic("later") }

// CreateTeam adds a team to an organisation.
func (s *Store) CreateTeam(by place.Actor, org, name string) (place.Team, error) { panic("later") }

// PatchTeam renames a team.
func (s *Store) PatchTeam(by place.Actor, id, name string) (place.Team, error) { panic("later") }

// Members lists the members by name, ended ones too.
func (s *Store) Members(by place.Actor) ([]place.Member, error) { panic("later") }

// CreateMember adds a member. A coach may add coaches to their own teams.
func (s *Store) CreateMember(by place.Actor, name string, role place.Role, teams []string) (place.Member, error) {
	panic("later")
}

// PatchMember changes a member. Ended today or before takes effect at once, later
// at the end of that day. A coach may only put coaches into their own teams.
// The last active steward can neither end nor change role: last_steward.
func (s *Store) PatchMember(by place.Actor, id string, patch place.MemberPatch) (place.Member, error) {
	panic("later")
}

// CreateInvite makes a code for one device of a member, good for seven days. A
// coach may invite coaches of their own teams who have no device yet, and themselves.
func (s *Store) CreateInvite(by place.Actor, member string) (place.Invite, error) { panic("later") }

// StewardInvite makes an invite for a steward while no steward has a device,
// first adding a steward to a place without any; ok is false otherwise.
func (s *Store) StewardInvite() (invite place.Invite, ok bool, err error) { panic("later") }

// Enrol uses an invite, typed in any form. The same invite with the same key
// answers the same until it expires. Errors: invalid, not_found, invite_used,
// invite_expired.
func (s *Store) Enrol(invite, name string, key place.Key) (place.Enrolled, error) { panic("later") }

// Fork adds a device for the member of one whose profile was cloned or restored.
// The same key again answers the same.
func (s *Store) Fork(device, name string, key place.Key) (place.Enrolled, error) { panic("later") }

// Device looks a device up, revoked ones too; not_found.
func (s *Store) Device(id string) (place.Device, error) { panic("later") }

// Devices lists all devices.
func (s *Store) Devices(by place.Actor) ([]place.Device, error) { panic("later") }

// RevokeDevice ends a device for good, its live tokens and watches too.
func (s *Store) RevokeDevice(by place.Actor, id string) (place.Device, error) { panic("later") }

// UseJTI remembers durably that a device used an assertion's jti, until exp. A
// second use is unauthenticated.
func (s *Store) UseJTI(device, jti string, exp time.Time) error { panic("later") }

// SigningKey signs access tokens.
type SigningKey struct {
	ID      string // the kid
	Private ed25519.PrivateKey
}

// SigningKeys are the key in use and the one that will follow it.
func (s *Store) SigningKeys() (current, next SigningKey) { panic("later") }

// Unattended lists the scopes whose circle has no active member.
func (s *Store) Unattended(by place.Actor) ([]place.Unattended, error) { panic("later") }

// AddToCircle adds a coach to the circle of a scope that is unattended, by an
// entry of the server's own.
func (s *Store) AddToCircle(by place.Actor, scope, member string) error { panic("later") }

// Logged is one entry of a log as the server keeps it.
type Logged struct {
	Seq      uint64
	Device   string
	N        uint64
	Received int64 // milliseconds since 1970, the server's clock
	Scope    string
	Change   merge.Change
}

// Scopes lists every scope that has a log, sorted.
func (s *Store) Scopes() ([]string, error) { panic("later") }

// Log calls fn for each entry of a scope from seq on, in order, until fn fails.
func (s *Store) Log(scope string, from uint64, fn func(Logged) error) error { panic("later") }

// Record reads a merged record; ok is false where there is none.
func (s *Store) Record(scope, kind, id string) (record merge.Record, ok bool, err error) {
	panic("later")
}
