package store

import (
	"math"
	"testing"
)

// TestInvitesCannotBeGuessed states the guessing space: 32^16 codes, 80 bits. With
// 600 failing guesses a minute from one address, as the API lets through, a week is
// good for 6 million of 1.2e24.
func TestInvitesCannotBeGuessed(t *testing.T) {
	const codes, length = 20_000, 16
	seen := map[string]bool{}
	var counts [length]map[rune]int
	for i := range counts {
		counts[i] = map[rune]int{}
	}
	for range codes {
		code := newCode()
		if len(code) != length || plainCode(code) != code || seen[code] {
			t.Fatalf("%q is short, is read as another or came twice", code)
		}
		seen[code] = true
		for i, r := range code {
			counts[i][r]++
		}
	}
	bits := 0.0
	for i, count := range counts {
		if len(count) != len(crockford) {
			t.Errorf("place %d takes %d characters", i, len(count))
		}
		for _, n := range count {
			p := float64(n) / codes
			bits -= p * math.Log2(p)
		}
	}
	if bits < 79.5 { // places are drawn one by one from crypto/rand
		t.Errorf("a code comes to %.1f bits", bits)
	}
}
