package judge

import "alongside/sync/wire"

// forkedAt is the first number of the push, which is sorted, that was used for
// something else, before or earlier in the same push; 0 for none. A device whose
// storage was cloned or put back uses numbers twice.
func (b *bench) forkedAt(changes []wire.Pushed) uint64 {
	var last *wire.Pushed
	for i := range changes {
		p := &changes[i]
		switch {
		case last != nil && p.N <= max(last.N, last.Through):
			if !repeats(p, last.N, max(last.N, last.Through), last.Skip != "", last.Hash) {
				return p.N
			}
			continue
		case p.N <= b.device.Have || b.device.ahead(p.N):
			if !b.repeatsKept(p) {
				return p.N
			}
		case p.Skip != "" && p.Skip != notKept:
			if taken := b.device.firstAhead(p.N, p.Through); taken != 0 {
				return taken
			}
		}
		last = p
	}
	return 0
}

// repeatsKept says whether a number that the server has is sent with what it was.
func (b *bench) repeatsKept(p *wire.Pushed) bool {
	kept, ok := b.Outcome(b.Batch.Device, p.N)
	if !ok || p.N > kept.Through {
		return false
	}
	if kept.Relayed {
		return b.repeatsRelayed(p, kept.Hash)
	}
	return repeats(p, kept.N, kept.Through, kept.Kept == Skipped, kept.Hash)
}

// notKept is why a device skips numbers of which it no longer knows what they were.
const notKept = "not_kept"

// repeatsRelayed says whether p may be what others relayed under its number: the
// same content; the same but for the author, whom the server put into the circle
// that it starts; or a number that its device no longer knows.
func (b *bench) repeatsRelayed(p *wire.Pushed, hash [32]byte) bool {
	if p.Hash == hash || p.Skip == notKept {
		return true
	}
	if p.Skip != "" || len(p.Problems) > 0 || !isCircleRecord(p.Scope, p.Change()) {
		return false
	}
	return wire.HashOf(p.Scope, withAuthor(p.Change(), b.Author.ID)) == hash
}

// repeats says whether p says of its numbers what was said of n to through: the
// same content, or a skip within what was skipped.
func repeats(p *wire.Pushed, n, through uint64, skipped bool, hash [32]byte) bool {
	if p.N == n {
		return p.Hash == hash
	}
	return skipped && p.Skip != "" && p.Through <= through
}
