package store

import (
	"context"

	"alongside/server/judge"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/sync/wire"
)

// ended says whether an epoch does not go on. The store need not know of it: where
// it was restored from a backup older than its last restore, the epoch between is
// in no list. That the epoch was this server's is for its seals to say.
func (s *Store) ended(epoch string) bool { return epoch != s.epoch }

// vouched says whether this server gave a seal to a member.
func (s *Store) vouched(member, scope, epoch string, to uint64, sealed wire.Sealed) bool {
	return s.voucher.Vouched(seal.Point{Member: member, Scope: scope, Epoch: epoch, To: to, Digest: sealed.Digest}, sealed.Seal)
}

// formerEpochs are the epochs that the store descends from, oldest first; none
// where it was never restored.
func (v view) formerEpochs() (former []string, err error) {
	_, err = v.getJSON(metaKey(epochsFact), &former)
	return former, err
}

// relay is what one device brings of logs that the store may have lost, on its
// way through the committer. Each piece is taken whole or refused whole.
type relay struct {
	store   *Store
	nowMS   int64
	device  string
	pieces  []wire.Relay
	proven  bool // pieces are parts of one that was proven
	results []wire.RelayResult
}

// takeRelay commits what a device relays and says what became of each piece.
func (s *Store) takeRelay(ctx context.Context, nowMS int64, device string, pieces []wire.Relay) ([]wire.RelayResult, error) {
	if len(pieces) == 0 {
		return nil, nil
	}
	r := &relay{store: s, nowMS: nowMS, device: device, pieces: pieces}
	err := s.commit(ctx, r.job())
	return r.results, err
}

func (r *relay) job() *job {
	j := &job{run: r.run, halves: r.halves}
	for i := range r.pieces {
		j.count += len(r.pieces[i].Changes)
		for k := range r.pieces[i].Changes {
			j.size += r.pieces[i].Changes[k].Raw
		}
	}
	return j
}

// halves splits the pieces, or a lone piece, which was proven then.
func (r *relay) halves() []*job {
	var parts [][]wire.Relay
	proven := len(r.pieces) == 1
	if half := len(r.pieces) / 2; !proven {
		parts = [][]wire.Relay{r.pieces[:half], r.pieces[half:]}
	} else if entries := r.pieces[0].Changes; len(entries) > 1 {
		front, back := r.pieces[0], r.pieces[0]
		front.Changes, back.Changes = entries[:len(entries)/2], entries[len(entries)/2:]
		parts = [][]wire.Relay{{front}, {back}}
	}
	r.results = nil
	var out []*job
	for _, pieces := range parts {
		half := &relay{store: r.store, nowMS: r.nowMS, device: r.device, pieces: pieces, proven: proven}
		j := half.job()
		j.settled = func() { r.results = joinedResults(r.results, half.results, proven) }
		out = append(out, j)
	}
	return out
}

// joinedResults puts together what was said of two halves: of a lone piece the
// first refusal counts.
func joinedResults(a, b []wire.RelayResult, lone bool) []wire.RelayResult {
	switch {
	case !lone || len(a) == 0:
		return append(a, b...)
	case a[0].OK:
		return b
	}
	return a
}

// run judges the pieces one by one and writes what comes of those that are taken.
func (r *relay) run(t *tx) error {
	who, err := t.directory().who(r.device, r.nowMS)
	if err != nil {
		return err
	}
	r.results = nil
	state := t.judgeState()
	for i := range r.pieces {
		piece := &r.pieces[i]
		result := wire.RelayResult{Scope: piece.Scope, From: piece.From, To: piece.To, OK: true}
		if refusal := r.take(t, state, who.Actor, piece); refusal != nil {
			result.OK, result.Code, result.Detail = false, string(refusal.Code), refusal.Detail
		}
		r.results = append(r.results, result)
		if t.failed != nil {
			return t.failed
		}
	}
	return nil
}

func (r *relay) take(t *tx, state judge.State, by place.Actor, piece *wire.Relay) *judge.Refusal {
	if !by.Role.May(place.GiveBack) { // digests cover no content, and here the record is about its bearer
		return &judge.Refusal{Code: place.Forbidden, Detail: "The phones of those beside you give back what was lost."}
	}
	if !r.proven {
		if refusal := judge.Proven(state, by.Member, piece); refusal != nil {
			return refusal
		}
	}
	writes, refusal := judge.Relay(state, piece.Changes)
	if refusal != nil {
		t.eraseFound(writes.Erase)
	}
	if refusal == nil && t.failed == nil {
		t.write(r.nowMS, &writes)
	}
	return refusal
}

// seals puts the seal to every part that brings or has anything, and to every
// page of a snapshot.
func (s *Store) seals(reply *wire.Reply, who place.Actor) {
	vouch := func(scope string, to uint64, digest string) string {
		return s.voucher.Vouch(seal.Point{Member: who.Member, Scope: scope, Epoch: reply.Epoch, To: to, Digest: digest})
	}
	for i := range reply.Scopes {
		part := &reply.Scopes[i]
		if part.To > 0 {
			part.Seal = vouch(part.Scope, part.To, part.Digest)
		}
		if page := part.Snapshot; page != nil {
			page.Seal = vouch(part.Scope, page.To, page.Digest)
		}
	}
}
