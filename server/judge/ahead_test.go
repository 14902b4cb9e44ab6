package judge

import (
	"fmt"
	"testing"

	"alongside/sync/hlc"

	"pgregory.net/rapid"
)

// TestNumbersAheadInAnyOrder holds a device against a plain set of numbers.
func TestNumbersAheadInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := uint64(rapid.IntRange(0, 3).Draw(t, "have"))
		d := Device{Have: start}
		known := map[uint64]bool{}
		for n := uint64(1); n <= start; n++ {
			known[n] = true
		}
		var copies []Device
		var texts []string
		for _, n := range rapid.SliceOf(rapid.Uint64Range(1, 20)).Draw(t, "numbers") {
			copies, texts = append(copies, d), append(texts, fmt.Sprint(d))
			d.settles(n, stampOf(n))
			known[n] = true
		}
		have := uint64(0)
		for known[have+1] {
			have++
		}
		if d.Have != have || have > start && d.At != stampOf(have) {
			t.Fatalf("have %d at %s, wants %d", d.Have, d.At, have)
		}
		for n := have + 1; n < 25; n++ {
			if d.ahead(n) != known[n] {
				t.Fatalf("%d is ahead: %v in %+v", n, d.ahead(n), d)
			}
		}
		for i := 1; i < len(d.Ahead); i++ {
			if d.Ahead[i-1].To+1 >= d.Ahead[i].From {
				t.Fatalf("not joined: %+v", d.Ahead)
			}
		}
		for i, c := range copies {
			if fmt.Sprint(c) != texts[i] {
				t.Fatal("a copy was altered")
			}
		}
	})
}

// stampOf grows with n, so that the highest number has the highest stamp.
func stampOf(n uint64) hlc.Stamp { return hlc.Make(nowMS+int64(n), 0, device) }
