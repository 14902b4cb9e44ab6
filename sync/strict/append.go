package strict

import (
	"fmt"
	"slices"
	"strconv"
)

// Append writes a value as compact JSON with the names of objects in bytewise
// order. It takes what Parse gives, and int and float64 where they are whole;
// anything else is a mistake of the caller's and panics.
func Append(dst []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, v)
	case int64:
		return strconv.AppendInt(dst, v, 10)
	case string:
		return AppendString(dst, v)
	case []any:
		return appendArray(dst, v)
	case map[string]any:
		return appendObject(dst, v)
	case BadNumber:
		return append(dst, v...)
	}
	if whole, ok := Int(value); ok {
		return strconv.AppendInt(dst, whole, 10)
	}
	panic(fmt.Sprintf("strict: %T is no JSON value", value))
}

// Int is the whole number that a value stands for, if it is one within +-MaxInt.
func Int(value any) (int64, bool) {
	switch v := value.(type) {
	case int64:
		return v, v >= -MaxInt && v <= MaxInt
	case int:
		return int64(v), v >= -MaxInt && v <= MaxInt
	case float64:
		if v >= -MaxInt && v <= MaxInt && v == float64(int64(v)) {
			return int64(v), true
		}
	}
	return 0, false
}

func appendArray(dst []byte, array []any) []byte {
	dst = append(dst, '[')
	for i, element := range array {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = Append(dst, element)
	}
	return append(dst, ']')
}

func appendObject(dst []byte, object map[string]any) []byte {
	dst = append(dst, '{')
	for i, name := range SortedNames(object) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendString(dst, name)
		dst = append(dst, ':')
		dst = Append(dst, object[name])
	}
	return append(dst, '}')
}

// SortedNames gives the names of an object in bytewise order.
func SortedNames[V any](object map[string]V) []string {
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// AppendString writes a JSON string, escaping no more than JSON demands. The
// bytes of a lone surrogate are written back as its escape.
func AppendString(dst []byte, text string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if plain[c] {
			continue
		}
		surrogate := c == 0xED && i+2 < len(text) && text[i+1] >= 0xA0
		if c == 0xED && !surrogate {
			continue
		}
		dst = append(dst, text[start:i]...)
		if surrogate {
			unit := 0xD000 | uint16(text[i+1]&0x3F)<<6 | uint16(text[i+2]&0x3F)
			dst = append(dst, '\\', 'u', hex[unit>>12], hex[unit>>8&15], hex[unit>>4&15], hex[unit&15])
			i += 2
		} else {
			dst = appendEscape(dst, c)
		}
		start = i + 1
	}
	dst = append(dst, text[start:]...)
	return append(dst, '"')
}

const hex = "0123456789abcdef"

// plain bytes stand for themselves in a JSON string: all but control characters, the
// quote, the backslash and 0xED, with which a surrogate begins.
var plain = func() (table [256]bool) {
	for c := 0x20; c < len(table); c++ {
		table[c] = c != '"' && c != '\\' && c != 0xED
	}
	return table
}()

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
