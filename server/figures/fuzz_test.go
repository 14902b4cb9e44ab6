package figures

import (
	"bytes"
	"testing"
)

// Facts that are read are written and read again as the same.
func FuzzFacts(f *testing.F) {
	whole := Facts{Joined: 20000, Left: 20100, LeftOut: true,
		Homes: []Home{{Stamp: "s", Day: 1, Team: "t"}}, Goals: []Goal{{ID: "g", Own: true, Made: 2, SetAside: 3}},
		Said:  []Said{{ID: "a", Goal: "g", Corrects: "b", Voice: 1, Done: true, HowFar: 70, On: 4, Stamp: "s", Written: 5, Received: 6}},
		Noted: []Noted{{Kind: Decided, ID: "d", Corrects: "c", Voice: 1, InKind: true, Goal: "g", Sum: 250, Currency: "EUR", Who: []string{"w"}, On: 7, Stamp: "s", Written: 8, Received: 9}}}
	stored := whole.Append(nil)
	f.Add(stored)
	f.Add(stored[:len(stored)-3])
	f.Add([]byte{factsVersion, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, stored []byte) {
		facts, err := ParseFacts(stored)
		if err != nil {
			return
		}
		text := facts.Append(nil)
		again, err := ParseFacts(text)
		if err != nil || !bytes.Equal(again.Append(nil), text) {
			t.Fatalf("%q became %q: %v", stored, text, err)
		}
	})
}
