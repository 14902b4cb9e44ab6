// Package attempt reads what somebody with keys can read of stored values: tests of
// erasure hold against it that nothing is left to be read. Nothing else uses it.
package attempt

import (
	"encoding/json"
	"strings"

	"alongside/server/audit"
	"alongside/server/seal"
)

// Read is all that keys open of the value that is stored under at: of the whole, of
// what a log's entry or one of the trail seals, and of what is sealed once more in that.
func Read(keys []seal.Key, at, value []byte) string {
	var out strings.Builder
	for _, sealed := range sealedIn(value) {
		out.WriteString(opened(keys, at, sealed))
	}
	return out.String()
}

func opened(keys []seal.Key, at, value []byte) (out string) {
	for _, key := range keys {
		plain, err := key.Open(value, at)
		if err != nil {
			continue
		}
		out += string(plain)
		var within struct{ Words []byte }
		if json.Unmarshal(plain, &within) == nil && within.Words != nil {
			out += opened(keys, at, within.Words)
		}
	}
	return out
}

// sealedIn is what may be sealed in a value: all of it, or the end of a log's entry or
// of one of the trail.
func sealedIn(value []byte) (out [][]byte) {
	out = append(out, value)
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
	return out
}
