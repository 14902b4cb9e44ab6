// Package hlc makes, reads and orders the stamps of changes: a hybrid logical
// clock (Kulkarni et al., 2014) of 48 bits of milliseconds since 1970 and a
// 16-bit counter, followed by the id of the device that wrote.
//
// A stamp is text: 12 and 4 lower-case hex digits and a device id, joined by
// hyphens. The bytes of two stamps compare as the stamps do.
//
// The package is pure: nobody here reads a clock, the time is handed in.
package hlc

import (
	"errors"
	"fmt"
)

// MaxMS is the last millisecond that a stamp can name, in the year 10889.
const MaxMS = 1<<48 - 1

const maxCounter = 1<<16 - 1

// prefixLen is the length of the time, the counter and both hyphens.
const prefixLen = 12 + 1 + 4 + 1

// ErrStamp is what every error of Parse wraps.
var ErrStamp = errors.New("not a stamp")

// Stamp is a stamp in its text form. Compare two with < and ==.
type Stamp string

// Parts is a stamp taken apart: milliseconds since 1970, counter, device id.
type Parts struct {
	MS      int64
	Counter uint16
	Device  string
}

const hexDigits = "0123456789abcdef"

// Make writes a stamp. A time before 1970 becomes 1970 and one beyond MaxMS
// becomes MaxMS. The device id is taken as it is.
func Make(ms int64, counter uint16, device string) Stamp {
	ms = clampMS(ms)
	buf := make([]byte, prefixLen, prefixLen+len(device))
	for i := 11; i >= 0; i-- {
		buf[i] = hexDigits[ms&15]
		ms >>= 4
	}
	buf[12] = '-'
	for i := 16; i >= 13; i-- {
		buf[i] = hexDigits[counter&15]
		counter >>= 4
	}
	buf[17] = '-'
	return Stamp(append(buf, device...))
}

func clampMS(ms int64) int64 {
	return min(max(ms, 0), MaxMS)
}

// Parse reads a stamp in its one strict form: lower-case hex of full width and
// a device that ValidID accepts. Its errors wrap ErrStamp.
func Parse(text string) (Parts, error) {
	if len(text) < prefixLen || text[12] != '-' || text[17] != '-' {
		return Parts{}, fmt.Errorf("%w: wants 12 and 4 hex digits and a device", ErrStamp)
	}
	ms, okMS := readHex(text[:12])
	counter, okCounter := readHex(text[13:17])
	if !okMS || !okCounter {
		return Parts{}, fmt.Errorf("%w: only 0-9 and a-f before the device", ErrStamp)
	}
	device := text[prefixLen:]
	if !ValidID(device) {
		return Parts{}, fmt.Errorf("%w: the device is not an id", ErrStamp)
	}
	return Parts{MS: ms, Counter: uint16(counter), Device: device}, nil
}

// Valid says whether Parse would take the text, without making an error.
func Valid(text string) bool {
	if len(text) < prefixLen || text[12] != '-' || text[17] != '-' {
		return false
	}
	_, okMS := readHex(text[:12])
	_, okCounter := readHex(text[13:17])
	return okMS && okCounter && ValidID(text[prefixLen:])
}

func readHex(digits string) (int64, bool) {
	var n int64
	for i := range len(digits) {
		switch c := digits[i]; {
		case c >= '0' && c <= '9':
			n = n<<4 | int64(c-'0')
		case c >= 'a' && c <= 'f':
			n = n<<4 | int64(c-'a'+10)
		default:
			return 0, false
		}
	}
	return n, true
}

// MS is the time of a valid stamp in milliseconds since 1970; 0 for text that
// is too short to be one.
func (s Stamp) MS() int64 {
	if len(s) < prefixLen {
		return 0
	}
	ms, _ := readHex(string(s[:12]))
	return ms
}

// Counter is the counter of a valid stamp; 0 for text that is too short.
func (s Stamp) Counter() uint16 {
	if len(s) < prefixLen {
		return 0
	}
	counter, _ := readHex(string(s[13:17]))
	return uint16(counter)
}

// Device is the id of the device that wrote a valid stamp; "" for text that is
// too short to be one.
func (s Stamp) Device() string {
	if len(s) < prefixLen {
		return ""
	}
	return string(s[prefixLen:])
}
