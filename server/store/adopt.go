package store

import (
	"context"
	"errors"
	"os"
)

// VerifyFolder checks a store that no process has open: first every byte of its
// files that has a checksum, before Badger may touch any, then all that Verify does.
// A *Refusal says that it cannot be opened at all, and what to do.
func VerifyFolder(ctx context.Context, dir string, opts Options, report func(Fault)) (Checked, error) {
	s, err := openWhole(dir, opts, false)
	if err != nil {
		return Checked{}, err
	}
	checked, err := s.Verify(ctx, report)
	return checked, errors.Join(err, s.Close())
}

// openWhole opens a folder after reading all of its files. Badger compacts nothing
// meanwhile.
func openWhole(dir string, opts Options, adopt bool) (*Store, error) {
	opts = opts.filled()
	if !Exists(dir) {
		return nil, refuse(dir, "Name the folder of a store", os.ErrNotExist, "there is no store in it")
	}
	opts.adopt, opts.still = adopt, true
	seen, err := look(dir, allOfIt, adopt)
	if err != nil {
		return nil, err
	}
	return openSeen(&seen, opts)
}
