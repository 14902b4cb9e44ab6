package store

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"alongside/server/seal"
)

// format is the number of this key table and of the values under it. A store
// with a higher number was written by a newer server and is refused.
//
//	2: commits, and a roll of who belongs to the place
//	3: facts of answers, sums and barriers
//	4: the trail of who saw what, whose end every commit names
//	5: keys in the vault, apart from what they seal; erasures
//	6: courses beside facts
//
// upgrade.go turns an older one into the newest.
const format = 6

// Every key, by its first byte. Ids, scopes and actors are ASCII without NUL,
// numbers are big-endian uint64, "·" stands for one NUL byte. (sealed) means
// AES-256-GCM under the key of its scope, or under the key "admin" where the
// value belongs to none; the place's own key is the additional data.
//
//	m<name>                  = facts of the store: see the names below
//	o<org>                   = place.Org as JSON (sealed)
//	t<team>                  = place.Team as JSON (sealed)
//	p<member>                = memberValue as JSON (sealed)
//	d<device>                = place.Device as JSON (sealed)
//	i<SHA-256 of code>       = inviteValue as JSON (sealed), with TTL
//	j<SHA-256 of device·jti> = nothing, with TTL
//	w<device>                = watermark: watermark as JSON
//	n<device>·<n>            = outcome of one change: see outcome.go
//	s<scope>                 = head: see head.go
//	l<scope>·<seq>           = log entry: see entry.go, payload (sealed)
//	r<scope>·<kind>·<id>     = merged record: merge.Record as JSON (sealed)
//	k<scope>·<kind>·<id>     = the same, of the entries up to the log's horizon
//	g<actor>·<scope>         = nothing: the circle of scope holds actor
//	e<actor>·<scope>         = 8 bytes: ms at which that grant last ended
//	c<number mod 1024>       = commit: see commit.go
//	q<request>               = askedValue as JSON (sealed): see requests.go
//	q<request>·<n>           = stepValue as JSON (sealed)
//	f...                     = what the figures keep: see figures.go
//	a<number>                = audit.Entry, detail as JSON (sealed)
//	b<scope>·<number>        = nothing: that entry of the trail is about scope
//	h<SHA-256 of device·id>  = nothing, with TTL: a phone's note of that id was taken
//	x<scope>                 = erasedValue as JSON: the scope was erased
//	y<erasure>               = Erasure as JSON (sealed)
const (
	metaTable      = 'm'
	orgTable       = 'o'
	teamTable      = 't'
	memberTable    = 'p'
	deviceTable    = 'd'
	inviteTable    = 'i'
	jtiTable       = 'j'
	watermarkTable = 'w'
	outcomeTable   = 'n'
	headTable      = 's'
	logTable       = 'l'
	recordTable    = 'r'
	foldedTable    = 'k'
	grantTable     = 'g'
	endedTable     = 'e'
	commitTable    = 'c'
	askedTable     = 'q'
	figuresTable   = 'f'
	trailTable     = 'a'
	aboutTable     = 'b'
	noteTable      = 'h'
	erasedTable    = 'x'
	erasureTable   = 'y'
)

// The facts of the store.
const (
	formatFact    = "format"    // the format number in decimal
	epochFact     = "epoch"     // ULID: this history of the store
	epochsFact    = "epochs"    // JSON list of the epochs that this one descends from, oldest first
	serverFact    = "server"    // ULID: the device id of the server's own entries
	adminFact     = "admin"     // nothing; in backups the key "admin", wrapped by the master
	vouchFact     = "vouch"     // the same for the voucher
	openFact      = "open"      // there while keys that lay in Badger once may be found in its files
	placeFact     = "place"     // place.Place as JSON (sealed)
	signingFact   = "signing"   // signingValue as JSON (sealed)
	rollFact      = "roll"      // 32 bytes: see roll.go
	erasuresFact  = "erasures"  // erasures.Mark as JSON: how far the ledger had come at the last erasure
	loadingFact   = "loading"   // there while a backup is being loaded
	trailFact     = "trail"     // trailTip as JSON
	retentionFact = "retention" // retentionValue as JSON (sealed)
	notaryFact    = "notary"    // the seed of the Ed25519 key that signs the trail's head (sealed)
)

func metaKey(name string) []byte { return append([]byte{metaTable}, name...) }

// thingKey names an organisation, a team, a member, a device, a watermark or a head.
func thingKey(table byte, id string) []byte { return append([]byte{table}, id...) }

func inviteKey(code string) []byte {
	sum := sha256.Sum256([]byte(code))
	return append([]byte{inviteTable}, sum[:]...)
}

func jtiKey(device, jti string) []byte {
	sum := sha256.Sum256([]byte(device + "\x00" + jti))
	return append([]byte{jtiTable}, sum[:]...)
}

func trailKey(number uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{trailTable}, number)
}

func aboutKey(scope string, number uint64) []byte { return numbered(aboutTable, scope, number) }

func noteKey(device, id string) []byte {
	sum := sha256.Sum256([]byte(device + "\x00" + id))
	return append([]byte{noteTable}, sum[:]...)
}

func outcomeKey(device string, n uint64) []byte { return numbered(outcomeTable, device, n) }

func logKey(scope string, seq uint64) []byte { return numbered(logTable, scope, seq) }

func recordKey(scope, kind, id string) []byte {
	key := make([]byte, 0, 3+len(scope)+len(kind)+len(id))
	key = append(append(key, recordTable), scope...)
	key = append(append(key, 0), kind...)
	return append(append(key, 0), id...)
}

func grantKey(actor, scope string) []byte { return pairKey(grantTable, actor, scope) }

func endedKey(actor, scope string) []byte { return pairKey(endedTable, actor, scope) }

func pairKey(table byte, first, second string) []byte {
	key := make([]byte, 0, 2+len(first)+len(second))
	key = append(key, table)
	key = append(key, first...)
	key = append(key, 0)
	return append(key, second...)
}

func numbered(table byte, name string, n uint64) []byte {
	key := make([]byte, 0, 10+len(name))
	key = append(key, table)
	key = append(key, name...)
	key = append(key, 0)
	return binary.BigEndian.AppendUint64(key, n)
}

// lastNumber reads the number at the end of an outcome's or an entry's key.
func lastNumber(key []byte) uint64 { return binary.BigEndian.Uint64(key[len(key)-8:]) }

// secondOf is the part of a pair's key behind the first NUL.
func secondOf(key []byte) string {
	_, second, _ := strings.Cut(string(key[1:]), "\x00")
	return second
}

// wrapPlace is the additional data of a wrapped key.
func wrapPlace(scope string) []byte { return []byte("key of " + scope) }

// sealAt and openAt bind a value to the key under which it lies.
func sealAt(key seal.Key, at, plain []byte) []byte { return key.Seal(plain, at) }

func openAt(key seal.Key, at, sealed []byte) ([]byte, error) { return key.Open(sealed, at) }
