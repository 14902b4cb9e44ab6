package merge

import (
	"fmt"
	"slices"

	"alongside/sync/strict"
)

// Canonical writes a value in the one form that Go and TypeScript share, for
// hashing and for breaking ties; JSON text differs between the two. Equal
// values have equal bytes, strings and numbers sort among themselves as their
// bytes do. Each value is a tag and what follows from it:
//
//	n  f  t         null, false, true
//	i 7 bytes       the number plus 2^53, high byte first
//	s text 00       UTF-8 in which 00 is written 00 FF
//	a values 00     an array
//	o s… value 00   an object, its names in bytewise order
//	x text 00       a number that the protocol does not allow
//
// It takes the values that strict.Parse gives; other Go types are a mistake of
// the caller's and panic.
func Canonical(value any) []byte { return AppendCanonical(nil, value) }

// AppendCanonical appends what Canonical gives to dst.
func AppendCanonical(dst []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(dst, 'n')
	case bool:
		if v {
			return append(dst, 't')
		}
		return append(dst, 'f')
	case string:
		return appendText(append(dst, 's'), v)
	case []any:
		dst = append(dst, 'a')
		for _, element := range v {
			dst = AppendCanonical(dst, element)
		}
		return append(dst, 0)
	case map[string]any:
		return AppendCanonicalObject(dst, v, nil)
	case strict.BadNumber:
		return appendText(append(dst, 'x'), string(v))
	}
	if whole, ok := strict.Int(value); ok {
		return appendInt(dst, whole)
	}
	panic(fmt.Sprintf("merge: no canonical form for %T", value))
}

// AppendCanonicalObject appends what Canonical gives for those members of an
// object for which keep is true, or for all where keep is nil.
func AppendCanonicalObject(dst []byte, object map[string]any, keep func(name string, value any) bool) []byte {
	var room [16]string
	names := room[:0]
	for name, value := range object {
		if keep == nil || keep(name, value) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	dst = append(dst, 'o')
	for _, name := range names {
		dst = appendText(append(dst, 's'), name)
		dst = AppendCanonical(dst, object[name])
	}
	return append(dst, 0)
}

func appendInt(dst []byte, n int64) []byte {
	u := uint64(n + 1<<53)
	return append(dst, 'i', byte(u>>48), byte(u>>40), byte(u>>32),
		byte(u>>24), byte(u>>16), byte(u>>8), byte(u))
}

func appendText(dst []byte, text string) []byte {
	start := 0
	for i := range len(text) {
		if text[i] == 0 {
			dst = append(append(dst, text[start:i+1]...), 0xFF)
			start = i + 1
		}
	}
	return append(append(dst, text[start:]...), 0)
}
