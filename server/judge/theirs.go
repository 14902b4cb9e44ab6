package judge

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"alongside/server/place"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// notTheirs parks what a person would write about themself that is not theirs to
// say; nil where it is.
func (b *bench) notTheirs(scope string, c merge.Change) *Outcome {
	said, some := place.Theirs[c.Kind]
	if !some {
		return denied("kind", "is for the people beside you to write; what you can write yourself: "+
			strings.Join(slices.Sorted(maps.Keys(place.Theirs)), ", "))
	}
	for part, names := range partsOf(c) {
		for _, name := range names {
			if !slices.Contains(said.Fields, name) {
				return denied(part+"."+name, "is not yours to write; in this record you can write: "+strings.Join(said.Fields, ", "))
			}
		}
	}
	for name, listed := range said.Only {
		if value, set := c.Set[name]; set && value != nil && !b.allows(listed, value) {
			return denied("set."+name, "is not yours to give this value; you can give it: "+strings.Join(listed, ", "))
		}
	}
	return b.othersVoice(scope, said, c)
}

// partsOf names the fields that each part of a change writes.
func partsOf(c merge.Change) map[string][]string {
	return map[string][]string{
		"set": slices.Sorted(maps.Keys(c.Set)), "over": slices.Sorted(maps.Keys(c.Over)),
		"add": slices.Sorted(maps.Keys(c.Add)), "drop": slices.Sorted(maps.Keys(c.Drop)),
	}
}

// othersVoice parks a change by which a record would speak with somebody else's voice.
func (b *bench) othersVoice(scope string, said place.Said, c merge.Change) *Outcome {
	if len(said.Voice) == 0 {
		return nil
	}
	before, _ := b.record(RecordName{scope, c.Kind, c.ID})
	after := before.Clone()
	merge.Apply(b.Rules, &after, c)
	for name, listed := range said.Voice {
		if value, _ := after.Value(name); !b.allows(listed, value) {
			return denied("set."+name, "must say that this is your own word: "+strings.Join(listed, ", "))
		}
	}
	return nil
}

func (b *bench) allows(listed []string, value any) bool {
	return place.Allows(listed, value, b.Author.ID, b.Author.Person)
}

// denied is a refusal that says which part of a change it is for.
func denied(path, detail string) *Outcome {
	return parked(place.ScopeDenied, fmt.Sprintf("%s %s.", path, detail),
		wire.Problem{Path: path, Code: "not_yours", Detail: detail + "."})
}
