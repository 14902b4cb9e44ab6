package strict

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// name reads the name of a member. The same few names come again and again, so
// a short one that was read before is not copied anew.
func (r *Reader) name() (string, error) {
	end := r.pos + 1
	for end < len(r.data) && end-r.pos <= 32 && r.data[end] >= 'A' && r.data[end] <= 'z' && r.data[end] != '\\' {
		end++
	}
	if end >= len(r.data) || r.data[end] != '"' || end == r.pos+1 {
		return r.String()
	}
	text := r.data[r.pos+1 : end]
	slot := &r.names[(int(text[0])*7+int(text[len(text)-1])*3+len(text))%len(r.names)]
	if *slot != string(text) {
		*slot = string(text)
	}
	r.pos = end + 1
	return *slot, nil
}

// String reads a string.
func (r *Reader) String() (string, error) {
	if !r.take('"') {
		return "", r.fault("a string was wanted")
	}
	start := r.pos
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; {
		case c == '"':
			text := r.data[start:r.pos]
			if !utf8.Valid(text) {
				return "", r.fault("a string is not UTF-8")
			}
			r.pos++
			return string(text), nil
		case c == '\\':
			return r.escaped(start)
		case c < 0x20:
			return "", r.fault("a control character stands bare in a string")
		default:
			r.pos++
		}
	}
	return "", r.fault("a string does not end")
}

// escaped goes on with a string that began at start, from its first escape.
func (r *Reader) escaped(start int) (string, error) {
	var flawed bool
	buf := append(make([]byte, 0, 2*(r.pos-start)+32), r.data[start:r.pos]...)
	if !utf8.Valid(buf) {
		return "", r.fault("a string is not UTF-8")
	}
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; {
		case c == '"':
			r.pos++
			if flawed {
				r.flaws++
			}
			return string(buf), nil
		case c == '\\':
			unit, err := r.escape()
			if err != nil {
				return "", err
			}
			flawed = flawed || utf16.IsSurrogate(unit)
			buf = appendRune(buf, unit)
		case c < 0x20:
			return "", r.fault("a control character stands bare in a string")
		case c < utf8.RuneSelf:
			buf = append(buf, c)
			r.pos++
		default:
			char, size := utf8.DecodeRune(r.data[r.pos:])
			if char == utf8.RuneError && size == 1 {
				return "", r.fault("a string is not UTF-8")
			}
			buf = append(buf, r.data[r.pos:r.pos+size]...)
			r.pos += size
		}
	}
	return "", r.fault("a string does not end")
}

// appendRune is utf8.AppendRune that also writes surrogates, as three bytes.
func appendRune(buf []byte, char rune) []byte {
	if utf16.IsSurrogate(char) {
		return append(buf, 0xE0|byte(char>>12), 0x80|byte(char>>6)&0xBF, 0x80|byte(char)&0xBF)
	}
	return utf8.AppendRune(buf, char)
}

// escape reads one escape, or two where they are a surrogate pair. The result
// is a surrogate only if that stood alone.
func (r *Reader) escape() (rune, error) {
	if r.pos+1 >= len(r.data) {
		return 0, r.fault("a string does not end")
	}
	c := r.data[r.pos+1]
	if c == 'u' {
		return r.unicodeEscape()
	}
	char, known := simpleEscapes[c]
	if !known {
		return 0, r.fault("no such escape")
	}
	r.pos += 2
	return char, nil
}

var simpleEscapes = map[byte]rune{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

func (r *Reader) unicodeEscape() (rune, error) {
	first, ok := r.hex4(r.pos)
	if !ok {
		return 0, r.fault(`four hex digits were wanted after \u`)
	}
	r.pos += 6
	if first < 0xD800 || first > 0xDBFF {
		return first, nil
	}
	if second, ok := r.hex4(r.pos); ok {
		if pair := utf16.DecodeRune(first, second); pair != utf8.RuneError {
			r.pos += 6
			return pair, nil
		}
	}
	return first, nil
}

// hex4 reads a \uXXXX that starts at byte at, if there is one.
func (r *Reader) hex4(at int) (rune, bool) {
	if at+6 > len(r.data) || r.data[at] != '\\' || r.data[at+1] != 'u' {
		return 0, false
	}
	var unit rune
	for _, c := range r.data[at+2 : at+6] {
		switch {
		case c >= '0' && c <= '9':
			unit = unit<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			unit = unit<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			unit = unit<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return unit, true
}

// number reads a number: an int64 if it is a whole one within +-MaxInt written
// without fraction and exponent, else a BadNumber.
func (r *Reader) number() (any, error) {
	start := r.pos
	if r.data[r.pos] == '-' {
		r.pos++
	}
	first := r.pos
	if r.digits() == 0 || r.data[first] == '0' && r.pos > first+1 {
		return nil, r.fault("a number is malformed")
	}
	whole := r.pos
	if r.at('.') {
		r.pos++
		if r.digits() == 0 {
			return nil, r.fault("a number is malformed")
		}
	}
	if r.at('e') || r.at('E') {
		r.pos++
		if r.at('+') || r.at('-') {
			r.pos++
		}
		if r.digits() == 0 {
			return nil, r.fault("a number is malformed")
		}
	}
	text := r.data[start:r.pos]
	if r.pos == whole && len(text) <= 17 {
		if n, err := strconv.ParseInt(string(text), 10, 64); err == nil && n <= MaxInt && n >= -MaxInt {
			return n, nil
		}
	}
	r.flaws++
	return BadNumber(text), nil
}

func (r *Reader) at(c byte) bool {
	return r.pos < len(r.data) && r.data[r.pos] == c
}

func (r *Reader) digits() int {
	start := r.pos
	for r.pos < len(r.data) && r.data[r.pos] >= '0' && r.data[r.pos] <= '9' {
		r.pos++
	}
	return r.pos - start
}
