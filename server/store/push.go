package store

import (
	"cmp"
	"slices"

	"alongside/schema"
	"alongside/server/judge"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// push is one device's changes on their way through the committer.
type push struct {
	store   *Store
	batch   judge.Batch
	verdict judge.Verdict
}

func (s *Store) newPush(nowMS int64, device string, req wire.Request) *push {
	return &push{store: s, batch: judge.Batch{
		NowMS: nowMS, Device: device, Newer: req.Schema > schema.Version, Changes: req.Push,
	}}
}

func (p *push) job() *job {
	j := &job{run: p.run, halves: p.halves, count: len(p.batch.Changes)}
	for i := range p.batch.Changes {
		j.size += p.batch.Changes[i].Raw
	}
	return j
}

// halves splits the push by number; what is said of the parts is put together,
// in place of what was said of the whole.
func (p *push) halves() []*job {
	changes := slices.Clone(p.batch.Changes)
	if len(changes) < 2 {
		return nil
	}
	slices.SortStableFunc(changes, func(x, y wire.Pushed) int { return cmp.Compare(x.N, y.N) })
	p.verdict = judge.Verdict{}
	var out []*job
	for _, part := range [][]wire.Pushed{changes[:len(changes)/2], changes[len(changes)/2:]} {
		half := &push{store: p.store, batch: p.batch}
		half.batch.Changes = part
		j := half.job()
		j.settled = func() { p.verdict = joined(p.verdict, half.verdict) }
		out = append(out, j)
	}
	return out
}

func joined(a, b judge.Verdict) judge.Verdict {
	return judge.Verdict{
		Have:      max(a.Have, b.Have),
		Restamped: append(a.Restamped, b.Restamped...),
		Parked:    append(a.Parked, b.Parked...),
	}
}

// run judges the push and writes what came of it.
func (p *push) run(t *tx) error {
	who, err := t.directory().who(p.batch.Device, p.batch.NowMS)
	if err != nil {
		return err
	}
	p.batch.Author = t.directory().members[who.Actor.Member]
	p.verdict = judge.Judge(t.judgeState(), p.batch)
	if t.failed != nil {
		return t.failed
	}
	if p.verdict.Forked != 0 {
		return &place.Error{Code: place.DeviceForked,
			Detail: "This device's numbers were used for something else. Its storage was copied or put back.",
			Extra:  map[string]any{"n": p.verdict.Forked}}
	}
	t.write(p.batch.NowMS, &p.verdict.Writes)
	return t.failed
}

// judgeState lets the judge read this transaction.
func (t *tx) judgeState() judge.State {
	return judge.State{
		Server: t.store.server,
		Rules:  schema.Rules(),
		Device: func(id string) judge.Device {
			mark := t.watermark(id)
			return judge.Device{Have: mark.Have, At: mark.At, Contact: mark.Contact, Ahead: mark.Ahead}
		},
		Outcome: func(device string, n uint64) (judge.Outcome, bool) {
			o, ok, err := t.outcome(device, n)
			t.fail(err)
			return o, ok
		},
		Scope: func(scope string) (judge.Scope, bool) {
			h := t.head(scope)
			if h == nil || h.Seq == 0 {
				return judge.Scope{}, false
			}
			return judge.Scope{Seq: h.Seq, Digest: h.Digest, Max: h.Max, Circle: h.Circle}, true
		},
		Record: func(scope, kind, id string) (merge.Record, int, bool) {
			r, size, ok, err := t.record(t.head(scope), scope, kind, id)
			t.fail(err)
			return r, size, ok
		},
		TeamExists: func(team string) bool { _, ok := t.directory().teams[team]; return ok },
		EndedAt: func(actor, scope string) int64 {
			ms, err := t.endedAt(actor, scope)
			t.fail(err)
			return ms
		},
		Attended: func(circle []string, nowMS int64) bool { return t.directory().attended(circle, nowMS) },
		Erased:   t.store.erased,
		Ended:    t.store.ended,
		Vouched:  t.store.vouched,
	}
}

// record reads a merged record and its size; ok is false where there is none.
func (v view) record(h *head, scope, kind, id string) (r merge.Record, size int, ok bool, err error) {
	if h == nil || h.Erased != 0 {
		return r, 0, false, nil
	}
	return v.recordAt(h, recordKey(scope, kind, id))
}

func (v view) recordAt(h *head, key []byte) (r merge.Record, size int, ok bool, err error) {
	value, err := v.get(key)
	if value == nil || err != nil || h.Erased != 0 {
		return r, 0, false, err
	}
	text, err := openAt(h.key, key, value)
	if err != nil {
		return r, 0, false, err
	}
	if err := r.UnmarshalJSON(text); err != nil {
		return r, 0, false, err
	}
	merge.Learn(schema.Rules(), &r)
	return r, len(text), true, nil
}

// write puts everything that a verdict changes into the transaction: outcomes,
// watermarks, entries with their chain, records, circles, and the figures.
func (t *tx) write(receivedMS int64, w *judge.Writes) {
	t.eraseFound(w.Erase)
	for _, o := range w.Outcomes {
		value, err := encodeOutcome(o)
		t.fail(err)
		t.put(outcomeKey(o.Device, o.N), value)
		if o.Through > o.N {
			t.skips[o.Device] = append(t.skips[o.Device], o)
		}
	}
	for id, d := range w.Devices {
		mark := t.watermark(id)
		mark.Have, mark.At, mark.Ahead = d.Have, d.At, d.Ahead
		t.putJSON(thingKey(watermarkTable, id), mark)
	}
	for i := range w.Entries {
		t.writeEntry(receivedMS, &w.Entries[i])
	}
	for name, r := range w.Records {
		h := t.makeHead(name.Scope)
		key := recordKey(name.Scope, name.Kind, name.ID)
		t.scratch = r.AppendJSON(t.scratch[:0])
		t.put(key, sealAt(h.key, key, t.scratch))
	}
	for scope, s := range w.Scopes {
		h := t.makeHead(scope)
		h.Seq, h.Digest, h.Max, h.Circle = s.Seq, s.Digest, s.Max, s.Circle
		t.changed[scope] = true
		t.moved[scope] = moved{head: h.Seq, circle: h.Circle}
	}
	for _, g := range w.Grants {
		t.writeGrant(g)
	}
	for i := range w.Entries {
		t.fail(t.keepFigures(touchOf(receivedMS, &w.Entries[i])))
		t.trailOf(receivedMS, &w.Entries[i])
	}
}

func (t *tx) writeEntry(receivedMS int64, e *judge.Entry) {
	h := t.makeHead(e.Scope)
	key := logKey(e.Scope, e.Seq)
	stored := entry{
		received: receivedMS, n: e.N, device: e.Device, at: string(e.Change.At), digest: e.Digest,
		was: wasOf(e.Change),
	}
	t.scratch = wire.AppendContent(t.scratch[:0], e.Change)
	t.put(key, stored.store(h.Chain, h.key, key, t.scratch))
	h.Chain = stored.chain
}

func wasOf(c merge.Change) string {
	if c.Was == c.At {
		return ""
	}
	return string(c.Was)
}

func (t *tx) writeGrant(g judge.Grant) {
	if g.Ended == 0 {
		t.put(grantKey(g.Actor, g.Scope), nil)
		return
	}
	t.remove(grantKey(g.Actor, g.Scope))
	t.putEnded(g.Actor, g.Scope, g.Ended)
}

// Touched is one logged change as the figures see it, inside the transaction
// that logs it.
type Touched struct {
	Scope    string
	Seq      uint64
	Received int64 // ms by the server's clock
	Change   merge.Change
	Before   merge.Record // without fields where the change made the record
	After    merge.Record
}

func touchOf(receivedMS int64, e *judge.Entry) Touched {
	return Touched{Scope: e.Scope, Seq: e.Seq, Received: receivedMS,
		Change: e.Change, Before: e.Before, After: e.After}
}

// serverStamp is the next stamp for an entry of the server's own in a scope.
func (t *tx) serverStamp(h *head) hlc.Stamp {
	return hlc.Next(h.Max, t.store.nowMS(), t.store.server)
}
