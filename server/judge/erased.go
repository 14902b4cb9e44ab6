package judge

import (
	"slices"
	"strings"

	"alongside/server/place"
	"alongside/sync/merge"
)

const erasedDetail = "What was kept here has been erased, and nothing more can be kept."

// Erased is the code of a piece that is refused because its scope was erased.
const Erased place.Code = "erased"

// erased says whether a change belongs to what was erased: it is for an erased
// scope, makes a between that is about somebody who was, or copies from there. That
// between is erased too, lest what follows be taken without saying of whom it is.
func (b *bench) erased(scope string, c merge.Change) bool {
	if b.Erased(scope) || slices.Contains(b.verdict.Writes.Erase, scope) {
		return true
	}
	if source, is := c.Set["source"].(string); is {
		from, _, _ := strings.Cut(source, "/")
		return b.Erased(from)
	}
	if !b.ofErased(scope, c) {
		return false
	}
	before, _ := b.record(RecordName{scope, c.Kind, c.ID})
	if _, said := before.Value("about"); !said {
		b.verdict.Writes.Erase = append(b.verdict.Writes.Erase, scope)
	}
	return true
}

// ofErased says whether a change says of a between that it is about somebody who was
// erased.
func (b *bench) ofErased(scope string, c merge.Change) bool {
	kind, _, _ := place.SplitScope(scope)
	about, is := c.Set["about"].(string)
	return is && kind == place.BetweenScope && isCircleRecord(scope, c) && b.Erased(string(place.PersonScope)+":"+about)
}
