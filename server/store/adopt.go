package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

// Adopt takes a folder as it is that Open refuses because its witness is missing,
// damaged or ahead of it, or because a server left word of damage, provided that all
// it does hold is whole; report hears of what is not. Something acknowledged may be
// missing then, so the store begins a new history, whose epoch is returned, and
// phones bring what they have. Where it fails the next start refuses as before. The
// folder is closed again.
func Adopt(ctx context.Context, dir string, opts Options, report func(Fault)) (epoch string, err error) {
	s, err := openWhole(dir, opts, true)
	if err != nil {
		return "", err
	}
	checked, err := s.Verify(ctx, report)
	if err == nil && checked.Faults > 0 {
		err = fmt.Errorf("%w: %d things are wrong in %s, so it was not adopted", errDamaged, checked.Faults, dir)
	}
	if err == nil {
		err = s.Diverge()
	}
	if err == nil {
		err = s.catchUp()
	}
	if err != nil {
		return "", errors.Join(err, s.Close())
	}
	if err := s.closeWitnessed(dir); err != nil {
		return "", err
	}
	return s.epoch, forgetDamage(dir)
}

// forgetDamage removes the word of damage that a server left, if it did.
func forgetDamage(dir string) error {
	err := os.Remove(filepath.Join(dir, damagedName))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return errors.Join(err, syncFolder(dir))
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
