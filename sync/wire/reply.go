package wire

import (
	"strconv"

	"alongside/sync/merge"
	"alongside/sync/strict"
)

// Reply is the answer to one round.
type Reply struct {
	Epoch     string
	Schema    int
	Have      uint64 // 1..Have are all taken, parked or skipped
	Stable    uint64 // 1..Stable are held by a backup too
	Restamped []Restamped
	Parked    []Parked
	Relayed   []RelayResult // one for each piece of push.relay, in its order
	Scopes    []ScopePart
	Granted   []string
	Dropped   []string
	Erased    []string // scopes that the device named and that were erased
	More      bool
}

// Restamped tells a device the effective stamp that its change got.
type Restamped struct {
	N  uint64
	At string
}

// Parked tells a device that a change will never be taken, and why.
type Parked struct {
	N      uint64
	Code   string
	Detail string
	Errors []Problem
}

// ScopePart is a stretch of one scope's log, From..To without gaps; From 1 and
// To 0 where there is nothing. Digest is that of the log up to To, and Seal what
// the server says for it later, under another epoch; "" where To is 0.
//
// Snapshot, where it is not nil, stands for the log from 1 to Snapshot.To, which
// is no longer kept as changes. On its last page, whose Next is "", From is
// Snapshot.To+1 and To at least Snapshot.To; before that From is 1 and To 0.
type ScopePart struct {
	Scope   string
	From    uint64
	To      uint64
	Head    uint64
	Digest  string
	Seal    string
	Changes []Entry

	Snapshot *Snapshot
}

// Snapshot is one page of what the changes up to To have come to. Records are
// the JSON of merge.Record. Digest is that of the log up to To, which a device
// takes for its own, and Seal what the server says for it later: a part that
// begins at To+1 can then be relayed. Next, where it is not "", asks for the page
// that follows.
type Snapshot struct {
	To      uint64
	Digest  string
	Seal    string
	Records [][]byte
	Next    string
}

// RelayResult tells what became of one piece that was relayed: all of it was
// taken or known already, or none was, for the reason given.
type RelayResult struct {
	Scope    string
	From, To uint64
	OK       bool
	Code     string
	Detail   string
}

// Entry is one change as the log has it. At is the effective stamp, Was the one
// that the device wrote, "" where they are the same.
//
// Content, where it is not nil, is the entry's JSON members from kind to drop as
// AppendContent wrote them, and stands in for the fields from Kind to Drop.
type Entry struct {
	Seq    uint64
	Device string
	N      uint64
	At     string
	Was    string
	Scope  string

	Kind, ID string
	Set      map[string]any
	Over     map[string][]string
	Add      map[string][]string
	Drop     map[string]map[string][]string

	Content []byte
}

// Size is about how many bytes AppendReply writes, and mostly some more.
func (r *Reply) Size() int {
	size := 1024
	for _, part := range r.Scopes {
		size += 512
		for _, e := range part.Changes {
			size += 160 + len(e.Device) + len(e.At) + len(e.Was) + len(e.Scope) + len(e.Content)
		}
	}
	return size
}

// MarshalJSON writes the reply as AppendReply does.
func (r Reply) MarshalJSON() ([]byte, error) { return AppendReply(nil, &r), nil }

// AppendReply writes a reply as JSON. Lists are never null.
func AppendReply(dst []byte, r *Reply) []byte {
	dst = appendText(append(dst, '{'), "epoch", r.Epoch)
	dst = appendUint(append(dst, ','), "schema", uint64(r.Schema))
	dst = appendUint(append(dst, ','), "have", r.Have)
	dst = appendUint(append(dst, ','), "stable", r.Stable)
	dst = appendList(append(dst, ','), "restamped", r.Restamped, appendRestamped)
	dst = appendList(append(dst, ','), "parked", r.Parked, appendParked)
	if len(r.Relayed) > 0 {
		dst = appendList(append(dst, ','), "relayed", r.Relayed, appendRelayed)
	}
	dst = appendList(append(dst, ','), "scopes", r.Scopes, appendScope)
	dst = appendList(append(dst, ','), "granted", r.Granted, strict.AppendString)
	dst = appendList(append(dst, ','), "dropped", r.Dropped, strict.AppendString)
	if len(r.Erased) > 0 {
		dst = appendList(append(dst, ','), "erased", r.Erased, strict.AppendString)
	}
	dst = appendName(append(dst, ','), "more")
	return append(strconv.AppendBool(dst, r.More), '}')
}

func appendRestamped(dst []byte, r Restamped) []byte {
	dst = appendUint(append(dst, '{'), "n", r.N)
	return append(appendText(append(dst, ','), "at", r.At), '}')
}

func appendParked(dst []byte, p Parked) []byte {
	dst = appendUint(append(dst, '{'), "n", p.N)
	dst = appendText(append(dst, ','), "code", p.Code)
	dst = appendText(append(dst, ','), "detail", p.Detail)
	return append(appendList(append(dst, ','), "errors", p.Errors, appendProblem), '}')
}

func appendProblem(dst []byte, p Problem) []byte {
	dst = appendText(append(dst, '{'), "path", p.Path)
	dst = appendText(append(dst, ','), "code", p.Code)
	return append(appendText(append(dst, ','), "detail", p.Detail), '}')
}

func appendRelayed(dst []byte, r RelayResult) []byte {
	dst = appendText(append(dst, '{'), "scope", r.Scope)
	dst = appendUint(append(dst, ','), "from", r.From)
	dst = appendUint(append(dst, ','), "to", r.To)
	dst = appendName(append(dst, ','), "ok")
	dst = strconv.AppendBool(dst, r.OK)
	if !r.OK {
		dst = appendText(append(dst, ','), "code", r.Code)
		dst = appendText(append(dst, ','), "detail", r.Detail)
	}
	return append(dst, '}')
}

func appendScope(dst []byte, s ScopePart) []byte {
	dst = appendText(append(dst, '{'), "scope", s.Scope)
	dst = appendUint(append(dst, ','), "from", s.From)
	dst = appendUint(append(dst, ','), "to", s.To)
	dst = appendUint(append(dst, ','), "head", s.Head)
	dst = appendText(append(dst, ','), "digest", s.Digest)
	dst = appendText(append(dst, ','), "seal", s.Seal)
	dst = appendList(append(dst, ','), "changes", s.Changes, AppendEntry)
	if s.Snapshot != nil {
		dst = appendSnapshot(appendName(append(dst, ','), "snapshot"), s.Snapshot)
	}
	return append(dst, '}')
}

func appendSnapshot(dst []byte, s *Snapshot) []byte {
	dst = appendUint(append(dst, '{'), "to", s.To)
	dst = appendText(append(dst, ','), "digest", s.Digest)
	dst = appendText(append(dst, ','), "seal", s.Seal)
	dst = appendList(append(dst, ','), "records", s.Records, func(dst, record []byte) []byte {
		return append(dst, record...)
	})
	return append(appendText(append(dst, ','), "next", s.Next), '}')
}

// AppendEntry writes one entry as JSON: what a pull's max_bytes counts.
func AppendEntry(dst []byte, e Entry) []byte {
	dst = appendUint(append(dst, '{'), "seq", e.Seq)
	dst = appendText(append(dst, ','), "device", e.Device)
	dst = appendUint(append(dst, ','), "n", e.N)
	dst = appendText(append(dst, ','), "at", e.At)
	if e.Was != "" && e.Was != e.At {
		dst = appendText(append(dst, ','), "was", e.Was)
	}
	dst = append(appendText(append(dst, ','), "scope", e.Scope), ',')
	if e.Content != nil {
		return append(append(dst, e.Content...), '}')
	}
	return append(AppendContent(dst, merge.Change{
		Kind: e.Kind, ID: e.ID, Set: e.Set, Over: e.Over, Add: e.Add, Drop: e.Drop,
	}), '}')
}

// AppendContent writes the members kind, id, set, over, add and drop of a change
// as JSON without braces, empty ones left out, for an Entry's Content.
// ParseContent reads it back.
func AppendContent(dst []byte, c merge.Change) []byte {
	dst = appendText(dst, "kind", c.Kind)
	dst = appendText(append(dst, ','), "id", c.ID)
	if len(c.Set) > 0 {
		dst = strict.Append(appendName(append(dst, ','), "set"), c.Set)
	}
	if len(c.Over) > 0 {
		dst = appendLists(appendName(append(dst, ','), "over"), c.Over)
	}
	if len(c.Add) > 0 {
		dst = appendLists(appendName(append(dst, ','), "add"), c.Add)
	}
	if len(c.Drop) > 0 {
		dst = appendMap(appendName(append(dst, ','), "drop"), c.Drop, appendLists)
	}
	return dst
}

func appendLists(dst []byte, lists map[string][]string) []byte {
	return appendMap(dst, lists, func(dst []byte, list []string) []byte {
		return appendElements(dst, list, strict.AppendString)
	})
}

func appendMap[V any](dst []byte, m map[string]V, one func([]byte, V) []byte) []byte {
	dst = append(dst, '{')
	for i, name := range strict.SortedNames(m) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(strict.AppendString(dst, name), ':')
		dst = one(dst, m[name])
	}
	return append(dst, '}')
}

func appendName(dst []byte, name string) []byte {
	return append(append(append(dst, '"'), name...), '"', ':')
}

func appendText(dst []byte, name, value string) []byte {
	return strict.AppendString(appendName(dst, name), value)
}

func appendUint(dst []byte, name string, value uint64) []byte {
	return strconv.AppendUint(appendName(dst, name), value, 10)
}

func appendList[T any](dst []byte, name string, list []T, one func([]byte, T) []byte) []byte {
	return appendElements(appendName(dst, name), list, one)
}

func appendElements[T any](dst []byte, list []T, one func([]byte, T) []byte) []byte {
	dst = append(dst, '[')
	for i, element := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = one(dst, element)
	}
	return append(dst, ']')
}
