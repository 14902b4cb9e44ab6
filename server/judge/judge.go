package judge

import (
	"cmp"
	"maps"
	"slices"

	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// Judge decides on one push: it looks for a fork, repeats what it said of
// numbers it has, and takes, parks or skips the run from Have+1 up to the first
// gap. What lies beyond a gap is left for another time.
func Judge(state State, batch Batch) Verdict {
	b := &bench{State: state, Batch: batch, device: state.Device(batch.Device), sizes: map[RecordName]int{}}
	b.verdict.Writes = newWrites()
	changes := inOrder(batch.Changes)
	b.verdict.Writes.Entries = make([]Entry, 0, len(changes)+1)
	b.verdict.Writes.Outcomes = make([]Outcome, 0, len(changes))
	if n := b.forkedAt(changes); n != 0 {
		return Verdict{Forked: n, Have: b.device.Have}
	}
	before := b.device
	for i := range changes {
		b.number(&changes[i], i > 0 && changes[i-1].N == changes[i].N)
	}
	if b.device.moved(before) {
		b.verdict.Writes.Devices[batch.Device] = b.device
	}
	b.verdict.Have = b.device.Have
	return b.verdict
}

// inOrder sorts changes by number; they stay as they are where they are sorted.
func inOrder(changes []wire.Pushed) []wire.Pushed {
	byNumber := func(x, y wire.Pushed) int { return cmp.Compare(x.N, y.N) }
	if !slices.IsSortedFunc(changes, byNumber) {
		changes = slices.Clone(changes)
		slices.SortStableFunc(changes, byNumber)
	}
	return changes
}

// bench is one judging under way: the state, with the writes so far laid over it.
type bench struct {
	State
	Batch
	device  Device
	verdict Verdict
	sizes   map[RecordName]int // of records read or written, in bytes, never too low
}

// number deals with one number of the push.
func (b *bench) number(p *wire.Pushed, repeated bool) {
	known := p.N <= b.device.Have || b.device.ahead(p.N)
	switch {
	case repeated || !known && p.N > b.device.Have+1:
	case known:
		if outcome, ok := b.Outcome(b.Batch.Device, p.N); ok && p.N <= outcome.Through {
			b.tell(outcome)
		}
		if p.N <= b.device.Have && p.Skip == notKept && len(p.Problems) == 0 {
			b.skip(p) // others relayed where it begins, not where it ends
		}
	case p.Skip != "" && len(p.Problems) == 0:
		b.skip(p)
	default:
		outcome := b.decide(p)
		outcome.N, outcome.Through = p.N, p.N
		b.keep(p, outcome)
		b.tell(outcome)
	}
}

// skip fills what it says of the numbers above Have that have no outcome yet.
func (b *bench) skip(p *wire.Pushed) {
	for p.Skip != "" && p.Through > b.device.Have {
		outcome := Outcome{Kept: Skipped, N: b.device.Have + 1, Through: p.Through}
		if first := b.device.firstAhead(outcome.N, outcome.Through); first != 0 {
			outcome.Through = first - 1
		}
		b.keep(p, outcome)
	}
}

// keep notes the outcome of the next numbers.
func (b *bench) keep(p *wire.Pushed, o Outcome) {
	o.Device, o.Hash = b.Batch.Device, p.Hash
	b.device.Have = o.Through
	b.device.advance()
	b.verdict.Writes.Outcomes = append(b.verdict.Writes.Outcomes, o)
}

// tell puts an outcome into the answer, where the device has to know of it.
func (b *bench) tell(o Outcome) {
	switch {
	case o.Kept == Parked:
		b.verdict.Parked = append(b.verdict.Parked,
			wire.Parked{N: o.N, Code: string(o.Code), Detail: o.Detail, Errors: o.Errors})
	case o.Kept == Taken && o.At != "":
		b.verdict.Restamped = append(b.verdict.Restamped, wire.Restamped{N: o.N, At: string(o.At)})
	}
}

// decide takes or parks a change whose turn it is.
func (b *bench) decide(p *wire.Pushed) Outcome {
	if len(p.Problems) > 0 {
		code := place.Invalid
		if p.Problems[0].Code == wire.CodeTooLarge {
			code = place.TooLarge
		}
		return park(code, p.Problems[0].Detail, p.Problems...)
	}
	c := p.Change()
	if refusal := b.check(p.Scope, c); refusal != nil {
		return *refusal
	}
	if b.erased(p.Scope, c) {
		return park(place.ScopeDenied, erasedDetail)
	}
	scope, known := b.scope(p.Scope)
	c = b.restamp(c, scope)
	if refusal := b.mayWrite(p.Scope, scope, known, c); refusal != nil {
		return *refusal
	}
	return b.take(p, scope, known, c)
}

// stampRoom is more than what a record needs for the stamps of one small change.
const stampRoom = 4 << 10

func park(code place.Code, detail string, problems ...wire.Problem) Outcome {
	return Outcome{Kept: Parked, Code: code, Detail: detail, Errors: problems}
}

// restamp gives the change the stamp that counts: its own, unless that lies too
// far ahead or not above what the device has sent before.
func (b *bench) restamp(c merge.Change, scope Scope) merge.Change {
	if c.At.MS() <= b.NowMS+MaxAheadMS && c.At > b.device.At {
		return c
	}
	c.Was = c.At
	c.At = hlc.Next(max(scope.Max, b.device.At), b.NowMS, b.Batch.Device)
	return c
}

// take folds the change into its record and appends it to the log, unless it
// would rewrite a fact, empty a circle or make the record too big.
func (b *bench) take(p *wire.Pushed, scope Scope, known bool, c merge.Change) Outcome {
	own := isCircleRecord(p.Scope, c)
	if !known && own {
		c = withAuthor(c, b.Author.ID)
	}
	name := RecordName{p.Scope, c.Kind, c.ID}
	before, existed := b.record(name)
	if names := merge.Immutable(b.Rules, before, c); len(names) > 0 {
		return b.immutable(names)
	}
	after := before.Clone()
	merge.Apply(b.Rules, &after, c)
	circle := after.Members("circle")
	if own && len(circle) == 0 && len(scope.Circle) > 0 {
		return park(place.LastInCircle, "Somebody has to stay: add another person before you leave.")
	}
	size := b.sizes[name] + p.Raw + stampRoom
	if size > MaxRecord {
		size = len(after.AppendJSON(nil))
	}
	if size > MaxRecord {
		return park(place.TooLarge, "The record has grown too large to take this.")
	}
	if !known && !own {
		b.found(p.Scope, c.At)
	}
	b.sizes[name] = size
	b.append(p.Scope, b.Batch.Device, p.N, c, Entry{Before: before, After: after, Existed: existed})
	b.device.At = c.At
	if own {
		b.regrant(p.Scope, circle, c.At)
	}
	return Outcome{Kept: Taken, At: effective(c)}
}

func effective(c merge.Change) hlc.Stamp {
	if c.Was == "" {
		return ""
	}
	return c.At
}

func (b *bench) immutable(names []string) Outcome {
	var problems []wire.Problem
	for _, name := range names {
		problems = append(problems, wire.Problem{Path: "set." + name, Code: string(place.Immutable),
			Detail: "was written once and stays; correct it by a new record"})
	}
	return park(place.Immutable, "A fact cannot be rewritten; it can be corrected by a new record.", problems...)
}

// append writes an entry into the batch's own state.
func (b *bench) append(scope, device string, n uint64, c merge.Change, e Entry) {
	s, _ := b.scope(scope)
	s.Seq++
	s.Max = max(s.Max, c.At)
	s.Digest = wire.DigestAdd(s.Digest, device, n, string(c.At))
	e.Scope, e.Seq, e.Device, e.N, e.Change, e.Digest = scope, s.Seq, device, n, c, s.Digest
	b.verdict.Writes.Scopes[scope] = s
	b.verdict.Writes.Records[RecordName{scope, c.Kind, c.ID}] = e.After
	b.verdict.Writes.Entries = append(b.verdict.Writes.Entries, e)
}

func (b *bench) scope(name string) (Scope, bool) {
	if s, ok := b.verdict.Writes.Scopes[name]; ok {
		return s, true
	}
	return b.Scope(name)
}

// record is the record as it is by now; an empty one where there is none.
func (b *bench) record(name RecordName) (merge.Record, bool) {
	if r, ok := b.verdict.Writes.Records[name]; ok {
		return r, true
	}
	r, size, ok := b.Record(name.Scope, name.Kind, name.ID)
	b.sizes[name] = size
	if !ok {
		r = merge.Record{Kind: name.Kind, ID: name.ID}
	}
	return r, ok
}

// withAuthor puts the author into the circle that the change starts.
func withAuthor(c merge.Change, author string) merge.Change {
	actor := place.MemberActor(author)
	if slices.Contains(c.Add["circle"], actor) {
		return c
	}
	add := maps.Clone(c.Add)
	if add == nil {
		add = map[string][]string{}
	}
	add["circle"] = append(slices.Clone(add["circle"]), actor)
	c.Add = add
	return c
}
