// Package attempt reads what somebody with keys can read of stored values: tests of
// erasure hold against it that nothing is left to be read. Nothing else uses it.
package attempt

import (
	"encoding/json"

	"alongside/server/audit"
	"alongside/server/seal"
)

// Read is what one of the keys opens of the value that is stored under at: of what a
// log's entry or one of the trail seals, or of the whole, and of what is sealed once
// more in that. No value opens by two keys or in two ways. The key that did goes to the
// front of keys, as the next value is mostly of the same scope.
func Read(keys []seal.Key, at, value []byte) string {
	for _, sealed := range sealedIn(value) {
		if plain, ok := opened(keys, at, sealed); ok {
			return plain
		}
	}
	return ""
}

func opened(keys []seal.Key, at, value []byte) (out string, ok bool) {
	for i, key := range keys {
		plain, err := key.Open(value, at)
		if err != nil {
			continue
		}
		keys[0], keys[i] = keys[i], keys[0]
		var within struct{ Words []byte }
		if json.Unmarshal(plain, &within) == nil && within.Words != nil {
			inner, _ := opened(keys, at, within.Words)
			return string(plain) + inner, true
		}
		return string(plain), true
	}
	return "", false
}

// sealedIn is what may be sealed in a value: the end of a log's entry or of one of the
// trail, or all of it.
func sealedIn(value []byte) (out [][]byte) {
	at := 1 + 8 + 8
	for range 3 {
		if at >= len(value) {
			break
		}
		at += 1 + int(value[at])
	}
	if at += 32 + 8 + 32; at < len(value) {
		out = append(out, value[at:])
	}
	if e, err := audit.Decode(value); err == nil {
		out = append(out, e.Sealed)
	}
	return append(out, value)
}
