// Package wire is the text form of one round between a phone and a server: it
// reads requests, writes replies, and sums the digests by which the two compare
// what they have. PROTOCOL.md in the folder above describes it all.
package wire

import (
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/strict"
)

// Protocol is the version of the protocol spoken here.
const Protocol = 1

// Limits of one request.
const (
	// MaxBody is how many bytes a request may have once it is inflated.
	MaxBody = 1 << 20
	// MaxChanges is how many changes a push may bring.
	MaxChanges = 500
	// MaxChange is how many bytes of JSON one change may have.
	MaxChange = 64 << 10
	// MaxRelayed is how many bytes of JSON one relayed entry may have: what the log
	// adds to a change has room in it.
	MaxRelayed = 2 * MaxChange
	// DefaultPullBytes is how much a pull gets that does not say.
	DefaultPullBytes = 256 << 10
	// MaxPullBytes is the most that a pull gets, whatever it says.
	MaxPullBytes = 1 << 20
)

// The codes that this package gives to faults and problems.
const (
	CodeInvalid             = "invalid"
	CodeTooLarge            = "too_large"
	CodeUnsupportedProtocol = "unsupported_protocol"
)

// MaxDepth is how deep JSON may nest.
const MaxDepth = strict.MaxDepth

// BadNumber is a number that the protocol does not allow: not whole, or beyond
// +-(2^53-1). Parse keeps its text.
type BadNumber = strict.BadNumber

// Parse reads one JSON value strictly; see package strict.
func Parse(data []byte, maxDepth int) (any, error) { return strict.Parse(data, maxDepth) }

// Problem is one thing that is wrong, and where: a dotted path such as
// "set.story" within a change, or "pull.max_bytes" within a request.
type Problem struct {
	Path   string `json:"path"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// Fault is why a whole request is refused.
type Fault struct {
	Code   string
	Detail string
	Errors []Problem
}

// Error makes a Fault an error.
func (f *Fault) Error() string { return f.Code + ": " + f.Detail }

// Request is one round as a device asks for it.
type Request struct {
	Protocol int
	Schema   int // 0 where the device did not say
	Device   string
	Epoch    string // "" where the device knows none yet
	Push     []Pushed
	Relay    []Relay
	Pull     *Pull // nil where nothing is asked for
}

// Pull says what the device has: the last sequence number by scope, how far it
// has read a snapshot of a scope, and how many bytes of changes it wants at most.
type Pull struct {
	Cursors   map[string]uint64
	Snapshots map[string]SnapshotMark
	MaxBytes  int
	// Holds are scopes that are not pulled any more, of which the device still keeps
	// something of its own.
	Holds []string
}

// SnapshotMark is how far a device has read a snapshot: To names the snapshot,
// Next is what the last page of it said.
type SnapshotMark struct {
	To   uint64
	Next string
}

// Pushed is one change of a push, or one skip of numbers.
//
// Problems are the faults of shape found in it; where there are any the change
// is to be parked under the first one's code, and its other members may be
// incomplete. N and Hash are always there.
type Pushed struct {
	N       uint64
	Skip    string // the reason; "" for a change
	Through uint64 // the last number that a skip fills, at least N

	Scope, Kind, ID string
	At              string
	Set             map[string]any
	Over            map[string][]string
	Add             map[string][]string
	Drop            map[string]map[string][]string

	// Raw is the size of the change's JSON as it was sent, in bytes.
	Raw      int
	Problems []Problem
	// Hash is SHA-256 over the canonical content without n, at, over and drop.
	Hash [32]byte
}

// Change is the pushed change for the merge engine, with the stamp as written.
// It is meaningful only where there are no Problems.
func (p *Pushed) Change() merge.Change {
	return merge.Change{
		Kind: p.Kind, ID: p.ID, At: hlc.Stamp(p.At),
		Set: p.Set, Over: p.Over, Add: p.Add, Drop: p.Drop,
	}
}
