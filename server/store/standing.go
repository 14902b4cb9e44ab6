package store

import (
	"context"
	"encoding/binary"
	"slices"

	"alongside/server/figures"
	"alongside/server/seal"
	"alongside/server/vault"
)

// What the hold compares releases with names people, though nothing they said. So
// it lies under a key of its own, which is destroyed with the standing: then nobody
// who was erased can be found in what old files still hold of it.

// standingPiece is how many bytes of a standing lie under one key. A release
// writes one piece a transaction, so that no size of place is too big.
const standingPiece = 256 << 10

func isStandingKey(key []byte) bool {
	return len(key) > 2 && key[0] == figuresTable && string(key[1]) == standingKey
}

func slotIn(value []byte) vault.Slot {
	if len(value) < 4 {
		return 0
	}
	return vault.Slot(binary.BigEndian.Uint32(value))
}

func standingAt(release string, slot vault.Slot) []byte {
	prefix := pairKey(figuresTable, standingPart+release, "")
	if slot == 0 {
		return prefix // before format 3, under the key "admin"
	}
	return binary.BigEndian.AppendUint32(prefix, uint32(slot))
}

// keepStanding stores what a release is compared with, under a fresh key. Nothing
// refers to it until t.useStanding.
func (s *Store) keepStanding(release string, standing figures.Standing) (vault.Slot, error) {
	stored, err := standing.Append(nil)
	if err != nil {
		return 0, err
	}
	raw := seal.NewRaw()
	slot, err := s.opts.keys.Add(raw)
	if err != nil {
		return 0, err
	}
	sealing := seal.MustKey(raw)
	for i, piece := range slices.Collect(slices.Chunk(stored, standingPiece)) {
		key := binary.BigEndian.AppendUint64(standingAt(release, slot), uint64(i))
		err := s.commit(context.Background(), &job{count: 1, size: len(piece), run: func(t *tx) error {
			t.put(key, sealAt(sealing, key, piece))
			return nil
		}})
		if err != nil {
			return 0, err
		}
	}
	return slot, nil
}

func (t *tx) useStanding(release string, slot vault.Slot) {
	t.put(figuresKey(standingKey, release), binary.BigEndian.AppendUint32(nil, uint32(slot)))
}

// forgetStanding removes what the hold compared a release with, but for what lies
// under the key in one slot, and destroys the keys.
func (s *Store) forgetStanding(release string, but vault.Slot) error {
	gone := map[vault.Slot]bool{}
	err := s.change(func(t *tx) error {
		clear(gone)
		prefix := standingAt(release, 0)
		err := t.each(prefix, false, func(key, _ []byte) error {
			slot := vault.Slot(0)
			if len(key) == len(prefix)+12 {
				slot = slotIn(key[len(prefix):])
			}
			if slot != but || but == 0 {
				gone[slot] = true
				t.remove(key)
			}
			return nil
		})
		if but == 0 {
			t.remove(figuresKey(standingKey, release))
		}
		return err
	})
	for slot := range gone {
		if err == nil && slot >= vault.Others {
			err = s.opts.keys.Destroy(slot)
			s.keys.forget(slot)
		}
	}
	return err
}

func (v view) standing(release string) (figures.Standing, error) {
	at, err := v.get(figuresKey(standingKey, release))
	if err != nil {
		return figures.Standing{}, err
	}
	slot, sealing := slotIn(at), v.store.admin
	if slot != 0 {
		if sealing, err = v.store.opts.keys.Key(slot); err != nil {
			return figures.Standing{}, err
		}
	}
	var stored []byte
	err = v.each(standingAt(release, slot), true, func(key, sealed []byte) error {
		piece, err := openAt(sealing, key, sealed)
		stored = append(stored, piece...)
		return err
	})
	if err != nil {
		return figures.Standing{}, err
	}
	return figures.ParseStanding(stored)
}

// leaveStandings takes a person's id out of every standing. In its place comes one
// that nobody has, so that the hold still counts that somebody has gone.
func (s *Store) leaveStandings(person string) error {
	s.figures.releasing.Lock()
	defer s.figures.releasing.Unlock()
	releases, _, err := s.standingReleases()
	if err != nil {
		return err
	}
	for _, info := range releases {
		var standing figures.Standing
		err := s.view(func(v view) (err error) {
			standing, err = v.standing(info.Release)
			return err
		})
		if err != nil {
			return err
		}
		if !standing.Rename(person, s.newID()) {
			continue
		}
		slot, err := s.keepStanding(info.Release, standing)
		if err == nil {
			err = s.change(func(t *tx) error { t.useStanding(info.Release, slot); return nil })
		}
		if err == nil {
			err = s.forgetStanding(info.Release, slot)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
