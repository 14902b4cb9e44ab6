package store

import (
	"errors"
	"io/fs"
	"strconv"

	"alongside/server/vault"
)

// upgradeStep is how many heads one transaction of an upgrade rewrites.
const upgradeStep = 1000

// upgrade turns a store of an older format into one of this.
func (s *Store) upgrade(seen *survey, from string) error {
	if err := s.takeKeys(); err != nil {
		return err
	}
	var err error
	switch from {
	case "1":
		err = s.upgradeFirst(seen)
	case "2":
		err = s.upgradeFacts(seen)
	default:
		err = s.resume(seen)
	}
	if err != nil {
		return err
	}
	for {
		moved, err := s.upgradeHeads(seen)
		if err != nil {
			return err
		}
		if !moved {
			break
		}
	}
	if err := s.upgradeCourses(seen); err != nil {
		return err
	}
	t := s.begin(nil)
	defer t.discard()
	t.put(metaKey(adminFact), nil)
	t.put(metaKey(vouchFact), nil)
	if !s.opts.loading { // the files that a Loader has written never held a key
		t.put(metaKey(openFact), []byte{1})
		s.opts.Log.Warn().Msg("the keys of this store were moved into a vault: run `alongside rotate-key` once, " +
			"so that those that may lie in old files open nothing any more")
	}
	t.put(metaKey(formatFact), []byte(strconv.Itoa(format)))
	return s.commitAlone(seen, t)
}

// takeKeys opens the vault that an upgrade has begun, or begins it with the key that
// lies in the store.
func (s *Store) takeKeys() error {
	if s.opts.keys != nil {
		return nil
	}
	var wrapped []byte
	err := s.view(func(v view) (err error) {
		wrapped, err = v.get(metaKey(adminFact))
		return err
	})
	if err != nil {
		return err
	}
	if s.opts.keys, err = vault.Open(s.keysFile(), s.opts.Master); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	admin, err := s.opts.Master.Open(wrapped, wrapPlace(adminFact))
	if err != nil {
		return errors.New(masterAdvice)
	}
	return s.makeKeys(admin, s.opts.Master.Voucher())
}

// upgradeHeads moves the keys of some scopes into the vault; moved is false where
// none was left.
func (s *Store) upgradeHeads(seen *survey) (moved bool, err error) {
	t := s.begin(nil)
	defer t.discard()
	err = s.view(func(v view) error {
		return v.eachHead(func(scope string, h *head) error {
			if h.Key == nil {
				return nil
			}
			if len(t.changed) == upgradeStep {
				return errEnough
			}
			if h.raw, err = s.opts.Master.Open(h.Key, wrapPlace(scope)); err != nil {
				return err
			}
			h.Key, t.heads[scope], t.changed[scope] = nil, h, true
			return nil
		})
	})
	if err != nil && !errors.Is(err, errEnough) {
		return false, err
	}
	if len(t.changed) == 0 {
		return false, nil
	}
	t.putHeads()
	return true, s.commitAlone(seen, t)
}

// upgradeFirst gives a store of format 1 its commits and its roll, once the end of
// every log was checked.
func (s *Store) upgradeFirst(seen *survey) error {
	if seen != nil && seen.witness.number > 0 {
		return refuse(seen.dir, restoreAdvice, errDamaged, "it is older than its witness")
	}
	err := s.view(func(v view) error {
		if err := v.load(); err != nil {
			return err
		}
		err := v.eachHead(v.checkEnd)
		if errors.Is(err, errDamaged) || errors.Is(err, errEntry) {
			return refuse(v.dir(seen), restoreAdvice, errors.Join(err, errDamaged), "%v", err)
		}
		return err
	})
	if err != nil {
		return err
	}
	t := s.begin(nil)
	defer t.discard()
	r, err := t.countRoll()
	if err != nil {
		return err
	}
	t.put(metaKey(rollFact), r[:])
	t.put(metaKey(formatFact), []byte("2"))
	if err := s.commitAlone(seen, t); err != nil {
		return err
	}
	return s.countFactsAgain(seen)
}

// upgradeFifth turns a store of format 5, in which facts alone were written down, into
// one of this.
func (s *Store) upgradeFifth(seen *survey) error {
	if err := s.resume(seen); err != nil {
		return err
	}
	if err := s.upgradeCourses(seen); err != nil {
		return err
	}
	t := s.begin(nil)
	defer t.discard()
	t.put(metaKey(formatFact), []byte(strconv.Itoa(format)))
	return s.commitAlone(seen, t)
}
