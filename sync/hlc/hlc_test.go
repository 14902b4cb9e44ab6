package hlc_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"alongside/sync/hlc"
)

const (
	deviceA = "01arz3ndektsv4rrffq69g5fav"
	deviceB = "01bx5zzkbkactav9wevgemmvrz"
)

type vectors struct {
	Valid []struct {
		Text, Device string
		MS           int64
		Counter      uint16
	}
	Invalid []string
	Next    []struct {
		After, Gives hlc.Stamp
		Now          int64
		Device       string
	}
	Ascending []hlc.Stamp
}

func readVectors(t *testing.T) (v vectors) {
	t.Helper()
	data, err := os.ReadFile("../vectors/stamps.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVectors(t *testing.T) {
	v := readVectors(t)
	for _, c := range v.Valid {
		parts, err := hlc.Parse(c.Text)
		if err != nil || parts != (hlc.Parts{MS: c.MS, Counter: c.Counter, Device: c.Device}) {
			t.Errorf("Parse(%q) = %v, %v", c.Text, parts, err)
		}
		s := hlc.Stamp(c.Text)
		if s.MS() != c.MS || s.Counter() != c.Counter || s.Device() != c.Device || !hlc.Valid(c.Text) {
			t.Errorf("parts of %q: %d %d %s", s, s.MS(), s.Counter(), s.Device())
		}
		if made := hlc.Make(c.MS, c.Counter, c.Device); made != s {
			t.Errorf("Make gives %q, wants %q", made, s)
		}
	}
	for _, text := range v.Invalid {
		if _, err := hlc.Parse(text); !errors.Is(err, hlc.ErrStamp) || hlc.Valid(text) {
			t.Errorf("Parse(%q) gives error %v", text, err)
		}
	}
	for _, c := range v.Next {
		if got := hlc.Next(c.After, c.Now, c.Device); got != c.Gives {
			t.Errorf("Next(%q, %d) = %q, wants %q", c.After, c.Now, got, c.Gives)
		}
	}
	if !slices.IsSorted(v.Ascending) {
		t.Error("stamps do not sort as their bytes")
	}
}

func TestShortTextHasNoParts(t *testing.T) {
	if s := hlc.Stamp("0192"); s.MS() != 0 || s.Counter() != 0 || s.Device() != "" {
		t.Errorf("parts of %q: %d %d %q", s, s.MS(), s.Counter(), s.Device())
	}
}

// Whatever a clock sees and whatever the time does, its stamps only rise, and
// each is above all that was seen and not before its time.
func TestClockOnlyRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := hlc.NewClock(deviceA)
		times := rapid.Int64Range(0, 50)
		counters := rapid.SampledFrom([]uint16{0, 1, 65534, 65535})
		var highest hlc.Stamp
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "see") {
				seen := hlc.Make(times.Draw(t, "ms"), counters.Draw(t, "counter"), deviceB)
				clock.See(seen)
				highest = max(highest, seen)
				continue
			}
			now := times.Draw(t, "now")
			stamp := clock.Tick(now)
			if stamp <= highest || stamp.MS() < now || !hlc.Valid(string(stamp)) {
				t.Fatalf("tick at %d after %q gave %q", now, highest, stamp)
			}
			highest = stamp
		}
	})
}

// No stamp of the device lies between what Next was given and what it gives.
func TestNextIsTheSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms, counter := rapid.Int64Range(1, 9), rapid.SampledFrom([]uint16{0, 7, 65535})
		after := hlc.Make(ms.Draw(t, "ms"), counter.Draw(t, "counter"), deviceB)
		now := rapid.Int64Range(0, 10).Draw(t, "now")
		next := hlc.Next(after, now, deviceA)
		below := hlc.Make(next.MS(), next.Counter()-1, deviceA)
		if next.Counter() == 0 {
			below = hlc.Make(next.MS()-1, 65535, deviceA)
		}
		if next <= after || next.MS() < now {
			t.Fatalf("Next(%q, %d) = %q", after, now, next)
		}
		if below.MS() >= now && below[:17] > after[:17] {
			t.Fatalf("Next(%q, %d) = %q leaves room for %q", after, now, next, below)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("0192f3a4b5c6-0003-" + deviceA)
	f.Add("0192f3a4b5c6-0003-0192f3a4-b5c6-7abc-8def-0123456789ab")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		parts, err := hlc.Parse(text)
		if hlc.Valid(text) != (err == nil) {
			t.Fatalf("Valid and Parse disagree about %q", text)
		}
		if err == nil && string(hlc.Make(parts.MS, parts.Counter, parts.Device)) != text {
			t.Fatalf("%q does not survive", text)
		}
	})
}
