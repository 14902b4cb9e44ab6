// Package inspect reads the files of a Badger folder without opening Badger, and
// changes none of them.
//
// It is there because Badger 4.9.6 forgives too much. It cuts its write-ahead log
// off at the first entry that is not right, deletes tables that a manifest with a
// broken end no longer names, takes a block with a wrong checksum for the end of a
// table, and ends the process where a table's last bytes are wrong. Each of these
// is found here first, while all the files are still as they were.
package inspect

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// The names that Badger gives its files.
const (
	manifestName = "MANIFEST"
	registryName = "KEYREGISTRY"
	logSuffix    = ".mem"
	tableSuffix  = ".sst"
	valuesSuffix = ".vlog"
)

// Damage is what is wrong with one file.
type Damage struct {
	File string // its name in the folder
	What string
}

func (d *Damage) Error() string { return d.File + " " + d.What }

func damaged(path, format string, args ...any) *Damage {
	return &Damage{File: filepath.Base(path), What: fmt.Sprintf(format, args...)}
}

// Options say how much to look at.
type Options struct {
	// Budget is for how long the blocks of tables are read, newest tables first;
	// 0 for none, negative for all of them. Everything else is always read.
	Budget time.Duration
	// Prefix and Logged: Logged gets each value under a key with Prefix that a whole
	// transaction in the write-ahead logs holds, oldest first. It may fail.
	Prefix []byte
	Logged func(value []byte) error
}

// Found counts what was looked at.
type Found struct {
	Tables    int
	Unread    []string // tables of which only the index was read, by name
	Logs      int
	Logged    int  // values passed to Options.Logged
	Torn      bool // the newest log ends in the middle of a transaction
	Ephemeral bool // there is no store here at all
}

// Folder inspects a folder that nobody has open. What it returns as a *Damage is
// wrong for certain; any other error says that it could not look.
func Folder(dir string, opts Options) (found Found, err error) {
	names, err := list(dir)
	if err != nil {
		return found, err
	}
	if !slices.Contains(names, manifestName) {
		return found, withoutManifest(names, &found)
	}
	if err := registry(filepath.Join(dir, registryName)); err != nil {
		return found, err
	}
	tables, err := manifest(filepath.Join(dir, manifestName))
	if err != nil {
		return found, err
	}
	for _, name := range names {
		if strings.HasSuffix(name, valuesSuffix) || strings.HasSuffix(name, logSuffix) {
			if err := plain(filepath.Join(dir, name)); err != nil {
				return found, err
			}
		}
	}
	if err := eachTable(dir, tables, opts.Budget, &found); err != nil {
		return found, err
	}
	return found, logs(dir, names, opts, &found)
}

// withoutManifest is for a folder that Badger would begin anew, deleting every
// table that it finds.
func withoutManifest(names []string, found *Found) error {
	for _, name := range names {
		if strings.HasSuffix(name, tableSuffix) || strings.HasSuffix(name, logSuffix) {
			return damaged(manifestName, "is missing, and there are files that it should name")
		}
	}
	found.Ephemeral = true
	return nil
}

func list(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}

// registry checks the file that would hold Badger's own keys: 16 random bytes and
// a fixed text, since Badger encrypts nothing here.
func registry(path string) error {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // Badger makes another
	case err != nil:
		return err
	case len(data) < 28 || string(data[16:28]) != "Hello Badger":
		return damaged(path, "does not begin as it should")
	}
	return nil
}

// plain checks the head of a log: the number of a key, which is 0, and 12 random bytes.
func plain(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	head := make([]byte, logHeader)
	if n, err := file.Read(head); err != nil || n < len(head) {
		return nil // Badger takes one that is shorter for empty
	}
	for _, b := range head[:8] {
		if b != 0 {
			return damaged(path, "does not begin as it should")
		}
	}
	return nil
}

// guarded runs a check of one file; whatever a checksum library or a decoder
// throws at its bytes is damage too.
func guarded(path string, check func() error) (err error) {
	was := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(was)
	defer func() {
		if thrown := recover(); thrown != nil {
			err = damaged(path, "cannot be decoded")
		}
	}()
	return check()
}

// Tables reads the blocks of the named tables of a folder that may be open: a
// table never changes, but Badger empties and then removes one that it needs no
// more. So damage is told of only where used says, after it was met, that the table
// is in use. It pauses after each, and ends with ctx.
func Tables(ctx context.Context, dir string, names []string, used func(name string) bool, pause time.Duration) error {
	for _, name := range names {
		path := filepath.Join(dir, name)
		err := guarded(path, func() error { return table(path, true) })
		if err != nil && !errors.Is(err, fs.ErrNotExist) && used(name) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return nil
}
