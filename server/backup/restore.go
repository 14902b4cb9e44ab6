package backup

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"alongside/server/store"
)

// Restore makes a new store in dir, which must be empty or not there yet, out of a
// state that Find found. The store begins a new history: see store.Diverge. Where it
// fails the folder is as empty as before.
func (f Folder) Restore(ctx context.Context, state State, dir string, opts store.Options) (*store.Store, error) {
	loader, err := store.NewLoader(dir, opts)
	if err != nil {
		return nil, err
	}
	load := func(r *bufio.Reader) (uint64, error) { return loader.Load(ctx, r) }
	for _, s := range state.Segments() {
		if err := f.read(s, load); err != nil {
			return nil, errors.Join(err, loader.Abandon(), empty(dir))
		}
	}
	kept, err := loader.Finish()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening what was restored: %w", err), empty(dir))
	}
	return kept, nil
}

// empty removes what is in a folder.
func empty(dir string) error {
	inside, err := os.ReadDir(dir)
	for _, entry := range inside {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, entry.Name())))
	}
	return err
}

// Once makes one full backup of an open store that nobody else uses. It moves
// nobody's stable, since nobody knows where the folder goes.
func Once(ctx context.Context, s *store.Store, opts Options) (Segment, error) {
	b, err := NewShipper(s, opts)
	if err != nil {
		return Segment{}, err
	}
	defer b.letGo()
	if err := b.Status().Err; err != nil {
		return Segment{}, err
	}
	b.letGo() // whatever the folder ends with, a full is asked for
	if err := b.shipFull(ctx, s.Snapshot(), b.opts.Now()); err != nil {
		return Segment{}, err
	}
	return b.end, nil
}
