// Package strict reads JSON as the protocol wants it and nothing looser: valid
// UTF-8, no name twice in one object, no nesting beyond a given depth, and
// nothing after the value.
//
// Two faults are kept in the value instead of ending the parse, so that a batch
// need not be refused for one bad change in it:
//
//   - a number that is no whole number within +-MaxInt becomes a BadNumber;
//   - a lone surrogate escape becomes the three bytes that UTF-8 would give it,
//     which makes the string fail utf8.ValidString.
//
// Values are string, int64, bool, nil, []any, map[string]any and BadNumber.
package strict

import (
	"errors"
	"fmt"
)

// MaxInt is the largest integer that every JSON reader holds exactly, 2^53-1.
const MaxInt = 1<<53 - 1

// MaxDepth is how deep the protocol lets objects and arrays nest.
const MaxDepth = 32

// ErrSyntax is what errors about malformed JSON wrap.
var ErrSyntax = errors.New("malformed JSON")

// BadNumber is the text of a number that is well-formed JSON and yet not a
// whole number within +-MaxInt.
type BadNumber string

// Parse reads one JSON value that nests at most maxDepth deep. Strings are
// copies: data may be reused afterwards. Errors wrap ErrSyntax and say where.
func Parse(data []byte, maxDepth int) (any, error) {
	r := NewReader(data, maxDepth)
	value, err := r.Value()
	if err != nil {
		return nil, err
	}
	return value, r.End()
}

// Reader walks one JSON text from front to back. After an error it must not be
// used any more.
type Reader struct {
	data  []byte
	pos   int
	depth int
	max   int
	flaws int
	names [64]string
}

// NewReader starts at the front of data.
func NewReader(data []byte, maxDepth int) *Reader {
	return &Reader{data: data, max: maxDepth}
}

// Deepen lets what is read from now on nest so many levels deeper, or less deep.
func (r *Reader) Deepen(levels int) { r.max += levels }

// Flaws counts the bad numbers and strings with lone surrogates met so far.
func (r *Reader) Flaws() int { return r.flaws }

// Offset is where the next token starts, in bytes.
func (r *Reader) Offset() int {
	r.space()
	return r.pos
}

// Slice is the text between two offsets; it shares memory with the data.
func (r *Reader) Slice(from, to int) []byte { return r.data[from:to] }

// Pos is where the token read last has ended, in bytes.
func (r *Reader) Pos() int { return r.pos }

// Peek is the first byte of the next token, 0 at the end: '{' for an object,
// '[' for an array.
func (r *Reader) Peek() byte {
	r.space()
	if r.pos < len(r.data) {
		return r.data[r.pos]
	}
	return 0
}

// End reports an error if anything but white space is left.
func (r *Reader) End() error {
	if r.Peek(); r.pos < len(r.data) {
		return r.fault("something follows the value")
	}
	return nil
}

func (r *Reader) fault(what string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrSyntax, what, r.pos)
}

func (r *Reader) space() {
	for r.pos < len(r.data) {
		switch r.data[r.pos] {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return
		}
	}
}

// take steps over the byte c if it comes next.
func (r *Reader) take(c byte) bool {
	if r.Peek() == c && r.pos < len(r.data) {
		r.pos++
		return true
	}
	return false
}

// Value reads whatever value comes next.
func (r *Reader) Value() (any, error) {
	switch c := r.Peek(); {
	case c == '{':
		return r.readObject()
	case c == '[':
		return r.readArray()
	case c == '"':
		return r.String()
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	default:
		return r.literal()
	}
}

func (r *Reader) literal() (any, error) {
	rest := r.data[r.pos:]
	switch {
	case len(rest) >= 4 && string(rest[:4]) == "true":
		r.pos += 4
		return true, nil
	case len(rest) >= 5 && string(rest[:5]) == "false":
		r.pos += 5
		return false, nil
	case len(rest) >= 4 && string(rest[:4]) == "null":
		r.pos += 4
		return nil, nil
	}
	return nil, r.fault("no value")
}

func (r *Reader) readObject() (any, error) {
	object := make(map[string]any)
	err := r.members(func(name string) error {
		if _, twice := object[name]; twice {
			return r.fault("a name stands twice in one object")
		}
		value, err := r.Value()
		object[name] = value
		return err
	})
	return object, err
}

func (r *Reader) readArray() (any, error) {
	array := []any{}
	err := r.Array(func(int) error {
		value, err := r.Value()
		array = append(array, value)
		return err
	})
	return array, err
}

// Object reads an object. each is called with every name and must read the
// value that follows it. A name that stands twice is an error.
func (r *Reader) Object(each func(name string) error) error {
	var names nameSet
	return r.members(func(name string) error {
		if !names.add(name) {
			return r.fault("a name stands twice in one object")
		}
		return each(name)
	})
}

func (r *Reader) members(each func(name string) error) error {
	if err := r.enter('{'); err != nil {
		return err
	}
	if r.take('}') {
		r.depth--
		return nil
	}
	for {
		if r.Peek() != '"' {
			return r.fault("a name was wanted")
		}
		name, err := r.name()
		if err != nil {
			return err
		}
		if !r.take(':') {
			return r.fault("a colon was wanted")
		}
		if err := each(name); err != nil {
			return err
		}
		if r.take(',') {
			continue
		}
		return r.leave('}')
	}
}

// Array reads an array. each is called with every index and must read the
// element there.
func (r *Reader) Array(each func(i int) error) error {
	if err := r.enter('['); err != nil {
		return err
	}
	if r.take(']') {
		r.depth--
		return nil
	}
	for i := 0; ; i++ {
		if err := each(i); err != nil {
			return err
		}
		if r.take(',') {
			continue
		}
		return r.leave(']')
	}
}

func (r *Reader) enter(open byte) error {
	if !r.take(open) {
		return r.fault("an object or array was wanted")
	}
	if r.depth++; r.depth > r.max {
		return r.fault(fmt.Sprintf("deeper than %d", r.max))
	}
	return nil
}

func (r *Reader) leave(closing byte) error {
	if !r.take(closing) {
		return r.fault("a comma or an end was wanted")
	}
	r.depth--
	return nil
}

// nameSet finds repeated names: by looking through the few that most objects
// have, by a map once there are many.
type nameSet struct {
	few  []string
	many map[string]bool
}

func (s *nameSet) add(name string) bool {
	if s.many != nil {
		known := s.many[name]
		s.many[name] = true
		return !known
	}
	for _, known := range s.few {
		if known == name {
			return false
		}
	}
	s.few = append(s.few, name)
	if len(s.few) == 16 {
		s.many = make(map[string]bool, 32)
		for _, known := range s.few {
			s.many[known] = true
		}
	}
	return true
}
