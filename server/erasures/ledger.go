// Package erasures keeps the ledger of what was erased: a file apart from the
// store and its backups, so that whatever is restored from before an erasure is
// erased again. It names scopes and moments, and nobody.
//
// The file is lines. The first is its kind, each other one an entry as JSON. An
// entry holds a chain: SHA-256, in hex, over the chain before it (empty at first),
// n, erasure, scope and at, with a newline after each. A last line without an end
// was never answered for, and is cut off.
package erasures

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

const firstLine = "alongside erasures 1\n"

// ErrDamaged is returned for a ledger whose entries do not follow from each other.
var ErrDamaged = errors.New("the ledger of erasures is damaged")

// Entry is one scope that was erased.
type Entry struct {
	N       int    `json:"n"`       // from 1
	Erasure string `json:"erasure"` // the erasure that it was part of
	Scope   string `json:"scope"`
	At      int64  `json:"at"` // ms since 1970
	Chain   string `json:"chain"`
}

// Mark is how far a ledger has come.
type Mark struct {
	Count int    `json:"count"`
	Chain string `json:"chain"`
}

// Ledger is one open ledger. It is safe for use from several goroutines.
type Ledger struct {
	path string // "" for one in memory

	mu      sync.RWMutex
	entries []Entry
	scopes  map[string]int // index of the entry
}

// Open reads the ledger at path; "" is one in memory. Where there is no file there
// is none until something is entered. It wraps ErrDamaged.
func Open(path string) (*Ledger, error) {
	l := &Ledger{path: path, scopes: map[string]int{}}
	if path == "" {
		return l, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the ledger of erasures: %w", err)
	}
	whole := text[:bytes.LastIndexByte(text, '\n')+1]
	if err := l.read(whole); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(whole) < len(text) {
		err = os.Truncate(path, int64(len(whole)))
	}
	return l, err
}

func (l *Ledger) read(text []byte) error {
	if len(text) == 0 {
		return nil
	}
	rest, found := bytes.CutPrefix(text, []byte(firstLine))
	if !found {
		return fmt.Errorf("%w: it is no such ledger, or a newer one", ErrDamaged)
	}
	for line := range bytes.Lines(rest) {
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("%w: its line %d cannot be read", ErrDamaged, len(l.entries)+2)
		}
		if e != l.next(e.Erasure, e.Scope, e.At) {
			return fmt.Errorf("%w: its line %d does not follow from the one before", ErrDamaged, len(l.entries)+2)
		}
		l.take(e)
	}
	return nil
}

func (l *Ledger) next(erasure, scope string, at int64) Entry {
	e := Entry{N: len(l.entries) + 1, Erasure: erasure, Scope: scope, At: at}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%d\n%s\n%s\n%d\n", l.mark().Chain, e.N, erasure, scope, at)
	e.Chain = hex.EncodeToString(sum.Sum(nil))
	return e
}

func (l *Ledger) take(e Entry) {
	l.scopes[e.Scope] = len(l.entries)
	l.entries = append(l.entries, e)
}

// Enter adds those of the scopes that are not in it yet, as parts of one erasure,
// and returns once they are on disk.
func (l *Ledger) Enter(erasure string, at int64, scopes ...string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := len(l.entries)
	var lines []byte
	for _, scope := range scopes {
		if _, known := l.scopes[scope]; known {
			continue
		}
		e := l.next(erasure, scope, at)
		text, err := json.Marshal(e)
		if err != nil {
			return err
		}
		lines = append(append(lines, text...), '\n')
		l.take(e)
	}
	if err := l.write(before == 0, lines); err != nil {
		for _, e := range l.entries[before:] {
			delete(l.scopes, e.Scope)
		}
		l.entries = l.entries[:before]
		return fmt.Errorf("writing the ledger of erasures: %w", err)
	}
	return nil
}

func (l *Ledger) write(first bool, lines []byte) error {
	if l.path == "" || lines == nil {
		return nil
	}
	file, err := os.OpenFile(l.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	end, err := file.Seek(0, 2)
	if first {
		end, lines = 0, append([]byte(firstLine), lines...)
	}
	if err == nil {
		if _, err = file.WriteAt(lines, end); err == nil {
			err = file.Sync()
		}
		if err != nil {
			err = errors.Join(err, file.Truncate(end))
		}
	}
	if err = errors.Join(err, file.Close()); err != nil || !first {
		return err
	}
	folder, err := os.Open(filepath.Dir(l.path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Begin makes the file where there is none yet, so that a missing one is missed.
func (l *Ledger) Begin() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.path == "" {
		return nil
	}
	if _, err := os.Stat(l.path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return l.write(true, []byte{})
}

// Has says whether a scope was erased.
func (l *Ledger) Has(scope string) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	_, erased := l.scopes[scope]
	return erased
}

// Entries are all, oldest first.
func (l *Ledger) Entries() []Entry {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clone(l.entries)
}

// Mark is how far the ledger has come.
func (l *Ledger) Mark() Mark {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.mark()
}

func (l *Ledger) mark() Mark {
	if len(l.entries) == 0 {
		return Mark{}
	}
	return Mark{len(l.entries), l.entries[len(l.entries)-1].Chain}
}

// Includes says whether the ledger went through a mark.
func (l *Ledger) Includes(m Mark) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return m.Count == 0 || m.Count <= len(l.entries) && l.entries[m.Count-1].Chain == m.Chain
}

// Path is the file that it lies in.
func (l *Ledger) Path() string { return l.path }
