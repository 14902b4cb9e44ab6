// Package judge decides what becomes of the changes that a device sends. It is
// pure: it reads through the functions it is given and returns what is to be
// written, so that every server that has the same state decides the same.
package judge

import (
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

const (
	// MaxAheadMS is how far a stamp may lie ahead of the server's clock.
	MaxAheadMS = 5 * 60 * 1000
	// GraceMS is how long after the end of a grant changes made before it are taken.
	GraceMS = 30 * 24 * 60 * 60 * 1000
	// MaxRecord is how many bytes of JSON a merged record may come to: sealed, it
	// stays under the 1 MiB from which Badger would move it to the value log.
	MaxRecord = 1<<20 - 4<<10
)

// State reads what the server holds. Its functions see the state before the
// batch; what the batch itself changes Judge keeps to itself.
type State struct {
	// Server is the device id of the server's own entries.
	Server string
	Rules  merge.Rules

	// Device is how far the server has come with a device.
	Device func(id string) Device
	// Outcome is what became of a number that the device has used: the outcome
	// kept under the highest number that is not above n.
	Outcome func(device string, n uint64) (Outcome, bool)
	// Scope is the head of a scope's log; ok is false for an unknown one.
	Scope func(scope string) (Scope, bool)
	// Record is a merged record and its size in bytes of JSON.
	Record func(scope, kind, id string) (record merge.Record, size int, ok bool)
	// TeamExists says whether a team belongs to the place.
	TeamExists func(team string) bool
	// EndedAt is when an actor's last grant for a scope ended, in ms; 0 for never.
	EndedAt func(actor, scope string) int64
	// Attended says whether a circle has an active coach.
	Attended func(circle []string, nowMS int64) bool
	// Erased says whether a scope was erased: nothing is ever taken for it again.
	Erased func(scope string) bool
	// Ended says whether an epoch is another than the one that goes on.
	Ended func(epoch string) bool
	// Vouched says whether the server gave this seal to the member for the log of
	// a scope up to an entry, under an epoch.
	Vouched func(member, scope, epoch string, to uint64, sealed wire.Sealed) bool
}

// Device is how far the server has come with a device. At is its highest
// effective stamp up to Have; Contact its last round without changes, in ms.
// Ahead are the numbers above Have that have outcomes, in order: the numbers that
// have one are 1 to Have and these.
type Device struct {
	Have    uint64
	At      hlc.Stamp
	Contact int64
	Ahead   []Span
}

// Scope is the head of a log. Circle is sorted, and only of person and between.
type Scope struct {
	Seq    uint64
	Digest uint64
	Max    hlc.Stamp
	Circle []string
}

// Batch is one push. Changes may come in any order.
type Batch struct {
	NowMS  int64
	Device string
	Author place.Member
	// Newer says that the device's schema is newer than ours.
	Newer   bool
	Changes []wire.Pushed
}

// Verdict is what came of a batch. Where Forked is not 0, that n was used for
// something else before, and nothing was taken.
type Verdict struct {
	Forked    uint64
	Have      uint64
	Restamped []wire.Restamped
	Parked    []wire.Parked
	Writes    Writes
}

// Writes is what a verdict changes; all of it is to be written, or nothing.
type Writes struct {
	Entries  []Entry // in the order of their logs
	Outcomes []Outcome
	Devices  map[string]Device
	Scopes   map[string]Scope
	Records  map[RecordName]merge.Record
	Grants   []Grant
	// Erase are scopes that turned out to be about somebody who was erased.
	Erase []string
}

// RecordName names a record in the place.
type RecordName struct{ Scope, Kind, ID string }

// Entry is one new entry of a log. Digest is that of the log up to it. Before
// is the record as it was, Existed false where there was none.
type Entry struct {
	Scope   string
	Seq     uint64
	Device  string
	N       uint64
	Change  merge.Change
	Digest  uint64
	Before  merge.Record
	After   merge.Record
	Existed bool
}

// Grant is a change of a circle: Ended is 0 where the actor was added, else the
// moment in ms from which they no longer belong.
type Grant struct {
	Actor, Scope string
	Ended        int64
}

// Kept says what became of a number.
type Kept string

// What can become of a number.
const (
	Taken   Kept = "taken"
	Parked  Kept = "parked"
	Skipped Kept = "skipped"
)

// Outcome is what became of the numbers N to Through of a device, which differ
// only where they were skipped together. Relayed says that others brought what
// was taken: then Hash is that of the change as the log has it.
type Outcome struct {
	Device     string
	N, Through uint64
	Hash       [32]byte
	Kept       Kept
	Relayed    bool
	At         hlc.Stamp // of what was taken: the effective stamp, where it is another
	Code       place.Code
	Detail     string
	Errors     []wire.Problem
}
