package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"alongside/server/erasures"
	"alongside/server/seal"
	"alongside/server/vault"
)

// keysName is the file of the vault in the data folder.
const keysName = "KEYS"

// masterAdvice is what to do where no master key fits.
const masterAdvice = "the master key is not the one that this store was sealed with: " +
	"put the right one back, beside the data folder or in ALONGSIDE_MASTER_KEY or where --master-key-command finds it; " +
	"after `alongside rotate-key` that is the new one"

func (s *Store) keysFile() string {
	if s.opts.dir == "" {
		return ""
	}
	return filepath.Join(s.opts.dir, keysName)
}

// LedgerFile is where the ledger of a store's erasures lies unless it is named:
// beside the data folder, so that neither a copy of that nor a backup brings it
// back to an earlier state.
func LedgerFile(dir string) string { return strings.TrimRight(dir, "/") + ".erasures" }

func (s *Store) openLedger() (err error) {
	if s.opts.Ledger != nil {
		return nil
	}
	path := ""
	if s.opts.dir != "" {
		path = LedgerFile(s.opts.dir)
	}
	s.opts.Ledger, err = erasures.Open(path)
	return err
}

// openKeys opens the vault of a store that has one. One in memory is there already
// where a store was crashed.
func (s *Store) openKeys() (err error) {
	if s.opts.keys != nil {
		return nil
	}
	masters := []seal.Master{s.opts.Master}
	if s.opts.Next.Voucher() != nil {
		masters = append(masters, s.opts.Next)
	}
	s.opts.keys, err = vault.Open(s.keysFile(), masters...)
	switch {
	case errors.Is(err, vault.ErrOtherMaster):
		return errors.New(masterAdvice)
	case errors.Is(err, fs.ErrNotExist):
		return refuse(s.opts.dir, restoreAdvice, errDamaged, "the file %s is missing, which holds the keys of all that is in it", keysName)
	case errors.Is(err, vault.ErrDamaged):
		return refuse(s.opts.dir, restoreAdvice, errors.Join(err, errDamaged), "%v", err)
	}
	return err
}

// makeKeys makes the vault of a new store.
func (s *Store) makeKeys(admin []byte, voucher seal.Voucher) (err error) {
	if s.opts.keys, err = vault.New(s.keysFile(), s.opts.Master); err != nil {
		return err
	}
	if _, err := s.opts.keys.Add(admin, voucher); err != nil {
		return err
	}
	return s.unwrapOwn()
}

// unwrapOwn unwraps the keys that every store has.
func (s *Store) unwrapOwn() (err error) {
	if s.admin, err = s.opts.keys.Key(vault.Admin); err != nil {
		return err
	}
	s.voucher, err = s.opts.keys.Raw(vault.Vouch)
	return err
}

// keepKeys puts the keys of new scopes into the vault before anything that they
// seal is committed.
func (t *tx) keepKeys() error {
	var fresh []*head
	var raws [][]byte
	for scope := range t.changed {
		if h := t.heads[scope]; h.raw != nil {
			fresh, raws = append(fresh, h), append(raws, h.raw)
		}
	}
	if len(raws) == 0 || t.failed != nil {
		return nil
	}
	slot, err := t.store.opts.keys.Add(raws...)
	if err != nil {
		return fmt.Errorf("keeping the keys of new scopes: %w", err)
	}
	for _, h := range fresh {
		h.Slot, h.raw = slot, nil
		slot++
	}
	return nil
}

// Rotate wraps every key by another master key, while the store is in use. It has
// happened as a whole or not at all. Seals that phones hold stay good. Backups made
// before open with the master key of then.
func (s *Store) Rotate(next seal.Master) error {
	s.erasing.Lock()
	defer s.erasing.Unlock()
	if err := s.opts.keys.Rotate(next); err != nil {
		return fmt.Errorf("rotating the master key: %w", err)
	}
	return s.urgent(func(t *tx) error {
		if open, err := t.get(metaKey(openFact)); open == nil || err != nil {
			return err
		}
		t.remove(metaKey(openFact))
		return nil
	})
}

// MasterID names the master key that wraps the keys now.
func (s *Store) MasterID() string { return s.opts.keys.Master().ID() }

// UsesNext says whether the store was opened by Options.Next: a rotation happened,
// and was not told to whoever keeps the master key.
func (s *Store) UsesNext() bool {
	_, err := vault.Open(s.keysFile(), s.opts.Master)
	return errors.Is(err, vault.ErrOtherMaster)
}
