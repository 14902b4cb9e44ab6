package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"alongside/server/audit"
)

// format is the number of the layout of segments. One with a higher number was
// written by a newer program and is refused.
const format = 1

// headerSize is how many bytes a header has, the newline at its end included.
const headerSize = 640

// Kind says what a segment holds.
type Kind string

// The kinds of segments.
const (
	Full Kind = "full" // every item
	Part Kind = "part" // what was committed since From
)

// About is what a segment says of itself. It names nobody.
type About struct {
	Format int       `json:"format"`
	Epoch  string    `json:"epoch"` // the history of the store
	Kind   Kind      `json:"kind"`
	From   uint64    `json:"from"` // the store's version before; 0 for a full
	To     uint64    `json:"to"`   // the store's version that this leads to
	Taken  time.Time `json:"taken"`
	// Before is the link of the part that led to From or, for a full, to To; empty
	// where a chain begins.
	Before string `json:"before"`
	// Master names the master key that wraps the keys in it: a chain has one.
	Master string `json:"master,omitempty"`
	Items  uint64 `json:"items"`
	// Audit is how far the trail of who saw what had come, signed by the place.
	Audit audit.Head `json:"audit,omitzero"`
}

// header is what stands in the clear.
type header struct {
	About
	Bytes  int64  `json:"bytes"`  // of the part that age made
	SHA256 string `json:"sha256"` // of the same
}

func (h header) encode() ([]byte, error) {
	text, err := json.Marshal(h)
	if err == nil && len(text) >= headerSize {
		err = fmt.Errorf("backup: a header of %d bytes", len(text))
	}
	if err != nil {
		return nil, err
	}
	out := append(text, bytes.Repeat([]byte{' '}, headerSize-len(text))...)
	out[headerSize-1] = '\n'
	return out, nil
}

// Segment is one file of a folder, by its header alone.
type Segment struct {
	header
	Name string
	id   string // SHA-256 of the header, in hex
}

// link is what the part after this segment names as the one before it. A full that
// was taken beside a chain has the link of the part that led to the same version.
func (s Segment) link() string {
	if s.Kind == Full && s.Before != "" {
		return s.Before
	}
	return s.id
}

// Size is how many bytes the file has.
func (s Segment) Size() int64 { return headerSize + s.Bytes }

// leads says whether part goes on from where s ends.
func (s Segment) leads(part Segment) bool {
	return part.Kind == Part && part.Epoch == s.Epoch && part.From == s.To && part.Master == s.Master && part.Before == s.link()
}

// ErrBroken is wrapped by every error that says a segment is damaged, cut short or
// not what its name or header says.
var ErrBroken = errors.New("damaged")

// Names begin with the moment at which the segment was taken, in UTC, and sort by it.
const (
	nameTime  = "20060102T150405.000Z"
	extension = ".alongside"
	incoming  = ".incoming-"
)

var namePattern = regexp.MustCompile(`^(\d{8}T\d{6}\.\d{3}Z)-(full|part)\.alongside$`)

func nameOf(a About) string {
	return a.Taken.UTC().Format(nameTime) + "-" + string(a.Kind) + extension
}

// readHeader reads the header of one file; it wraps ErrBroken where there is none.
func readHeader(dir, name string) (s Segment, err error) {
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return s, err
	}
	defer file.Close()
	return parseHeader(name, file)
}

func parseHeader(name string, from io.Reader) (s Segment, err error) {
	s.Name = name
	raw := make([]byte, headerSize)
	if _, err := io.ReadFull(from, raw); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = fmt.Errorf("%s: %w: it is shorter than its header", name, ErrBroken)
		}
		return s, err
	}
	sum := sha256.Sum256(raw)
	s.id = hex.EncodeToString(sum[:])
	if err := json.Unmarshal(raw, &s.header); err != nil {
		return s, fmt.Errorf("%s: %w: its header cannot be read", name, ErrBroken)
	}
	switch {
	case s.Format > format:
		return s, fmt.Errorf("%s has format %d and this program knows formats up to %d: use the newer program that wrote it",
			name, s.Format, format)
	case nameOf(s.About) != name:
		return s, fmt.Errorf("%s: %w: its header belongs to another file", name, ErrBroken)
	}
	return s, nil
}
