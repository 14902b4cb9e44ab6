package judge

import (
	"fmt"
	"slices"

	"alongside/server/place"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// The codes of refused pieces that nothing else has.
const (
	EpochGoesOn place.Code = "epoch_goes_on"
	BadSeal     place.Code = "bad_seal"
)

// maxRelayed is how many bytes of JSON a relay may let a record come to. Two
// histories of a record that was never larger than MaxRecord come to no more.
const maxRelayed = 2 * MaxRecord

// Refusal is why a piece is not taken.
type Refusal struct {
	Code   place.Code
	Detail string
}

func refuse(code place.Code, format string, args ...any) *Refusal {
	return &Refusal{code, fmt.Sprintf(format, args...)}
}

// Proven says whether a piece is one that this server told the member once, under
// an epoch that has ended; nil if it is. It does not look at what the log has.
func Proven(state State, member string, piece *wire.Relay) *Refusal {
	if len(piece.Problems) > 0 {
		p := piece.Problems[0]
		return refuse(place.Invalid, "%s %s", p.Path, p.Detail)
	}
	if refusal := addsUp(piece); refusal != nil {
		return refusal
	}
	if !state.Ended(piece.Epoch) {
		return refuse(EpochGoesOn, "That epoch has not ended.")
	}
	first := piece.From == 1 && piece.Before == (wire.Sealed{Digest: wire.DigestHex(0)})
	if !first && (piece.From == 1 || !state.Vouched(member, piece.Scope, piece.Epoch, piece.From-1, piece.Before)) {
		return refuse(BadSeal, "The seal before the piece is none of ours.")
	}
	if !state.Vouched(member, piece.Scope, piece.Epoch, piece.To, piece.After) {
		return refuse(BadSeal, "The seal of the piece is none of ours.")
	}
	for i := range piece.Changes {
		if refusal := wasLogged(state, &piece.Changes[i]); refusal != nil {
			return refusal
		}
	}
	return nil
}

// addsUp checks that the entries are from..to and lead from one digest to the other.
func addsUp(piece *wire.Relay) *Refusal {
	sum, _ := wire.ParseDigest(piece.Before.Digest)
	for i := range piece.Changes {
		e := &piece.Changes[i]
		if e.Seq != piece.From+uint64(i) {
			return refuse(place.Invalid, "Entry %d is missing.", piece.From+uint64(i))
		}
		sum = wire.DigestAdd(sum, e.Device, e.N, e.At)
	}
	if piece.To != piece.From+uint64(len(piece.Changes))-1 {
		return refuse(place.Invalid, "The entries do not end where the piece does.")
	}
	if wire.DigestHex(sum) != piece.After.Digest {
		return refuse(place.Invalid, "The entries do not add up to the digest.")
	}
	return nil
}

// wasLogged refuses an entry that no log of an ended epoch can have had: digests
// cover no content, so a valid seal alone does not keep such an entry out.
func wasLogged(state State, e *wire.Relayed) *Refusal {
	if e.Device == state.Server {
		return refuse(place.Invalid, "Entry %d is of a device that did not exist then.", e.Seq)
	}
	if !isCircleRecord(e.Scope, e.Change()) {
		return nil
	}
	for _, actor := range e.Add["circle"] {
		kind, _, _ := place.SplitScope(e.Scope)
		if _, team, ok := place.SplitActor(actor); !ok || team && !kind.HoldsTeams() {
			return refuse(place.Invalid, "Entry %d adds nobody to the circle.", e.Seq)
		}
	}
	return nil
}

// Relay takes entries of one scope that were proven: those whose numbers have no
// outcome yet are appended as they were and judged no more.
func Relay(state State, entries []wire.Relayed) (Writes, *Refusal) {
	b := &bench{State: state, sizes: map[RecordName]int{}, verdict: Verdict{Writes: newWrites()}}
	for i := range entries {
		e := &entries[i]
		if b.erased(e.Scope, e.Change()) {
			return Writes{Erase: b.verdict.Writes.Erase}, refuse(Erased, erasedDetail)
		}
		device := b.deviceOf(e.Device)
		if e.N <= device.Have || device.ahead(e.N) {
			continue
		}
		if refusal := b.restore(e); refusal != nil {
			return Writes{}, refusal
		}
		c := e.Change()
		device.settles(e.N, c.At)
		b.verdict.Writes.Devices[e.Device] = device
		b.verdict.Writes.Outcomes = append(b.verdict.Writes.Outcomes, Outcome{Device: e.Device, N: e.N, Through: e.N,
			Hash: e.Hash, Kept: Taken, Relayed: true, At: effective(c)})
	}
	return b.verdict.Writes, nil
}

func newWrites() Writes {
	return Writes{Devices: map[string]Device{}, Scopes: map[string]Scope{}, Records: map[RecordName]merge.Record{}}
}

func (b *bench) deviceOf(id string) Device {
	if device, ok := b.verdict.Writes.Devices[id]; ok {
		return device
	}
	return b.State.Device(id)
}

// restore folds an entry into its record and appends it to the log.
func (b *bench) restore(e *wire.Relayed) *Refusal {
	c := e.Change()
	name := RecordName{e.Scope, c.Kind, c.ID}
	before, existed := b.record(name)
	after := before.Clone()
	merge.Apply(b.Rules, &after, c)
	// JSON may come to twice its length where it is written with more escapes.
	b.sizes[name] += 2*e.Raw + stampRoom
	if b.sizes[name] > maxRelayed {
		b.sizes[name] = len(after.AppendJSON(nil))
	}
	if b.sizes[name] > maxRelayed {
		return refuse(place.TooLarge, "A record would grow too large with entry %d.", e.Seq)
	}
	b.append(e.Scope, e.Device, e.N, c, Entry{Before: before, After: after, Existed: existed})
	if circle := after.Members("circle"); isCircleRecord(e.Scope, c) && !slices.Equal(circle, b.verdict.Writes.Scopes[e.Scope].Circle) {
		b.regrant(e.Scope, circle, c.At)
	}
	return nil
}
