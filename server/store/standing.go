package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
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

// heldStanding is one standing of a release: where its pieces lie, and in which
// slot of the vault the key that seals them. Where is not the slot, because a
// restore gives every key another slot. Key is for backups, as in a head.
type heldStanding struct {
	Where uint64     `json:"where"`
	Slot  vault.Slot `json:"slot,omitempty"`
	Key   []byte     `json:"key,omitempty"`
}

// heldStandings are all of a release: the one in use, and those that are being
// written or have still to be destroyed.
type heldStandings struct {
	Now  *heldStanding  `json:"now,omitempty"`
	Rest []heldStanding `json:"rest,omitempty"`
}

func (h *heldStandings) all() []*heldStanding {
	var out []*heldStanding
	if h.Now != nil {
		out = append(out, h.Now)
	}
	for i := range h.Rest {
		out = append(out, &h.Rest[i])
	}
	return out
}

func (v view) heldStandings(release string) (held heldStandings, err error) {
	_, err = v.getJSON(figuresKey(standingKey, release), &held)
	return held, err
}

func (t *tx) putHeldStandings(release string, held heldStandings) {
	if len(held.all()) == 0 {
		t.remove(figuresKey(standingKey, release))
		return
	}
	text, err := encode(held)
	t.fail(err)
	t.put(figuresKey(standingKey, release), text)
}

// piecesOf is where the pieces of a standing lie; nil is that of a store before
// format 3, under the key "admin".
func piecesOf(release string, one *heldStanding) []byte {
	prefix := pairKey(figuresTable, standingPart+release, "")
	if one == nil {
		return prefix
	}
	return binary.BigEndian.AppendUint64(prefix, one.Where)
}

// keepStanding stores what a release is compared with, under a fresh key. It is not
// in use until t.useStanding.
func (s *Store) keepStanding(release string, standing figures.Standing) (heldStanding, error) {
	var one heldStanding
	stored, err := standing.Append(nil)
	if err != nil {
		return one, err
	}
	raw := seal.NewRaw()
	if one.Slot, err = s.opts.keys.Add(raw); err != nil {
		return one, err
	}
	one.Where = rand.Uint64()
	err = s.change(func(t *tx) error {
		held, err := t.heldStandings(release)
		held.Rest = append(held.Rest, one)
		t.putHeldStandings(release, held)
		return err
	})
	if err != nil {
		return one, err
	}
	sealing := seal.MustKey(raw)
	for i, piece := range slices.Collect(slices.Chunk(stored, standingPiece)) {
		key := binary.BigEndian.AppendUint64(piecesOf(release, &one), uint64(i))
		err := s.commit(context.Background(), &job{count: 1, size: len(piece), run: func(t *tx) error {
			t.put(key, sealAt(sealing, key, piece))
			return nil
		}})
		if err != nil {
			return one, err
		}
	}
	return one, nil
}

// useStanding puts a standing that was kept in the place of the one in use.
func (t *tx) useStanding(release string, one heldStanding) {
	held, err := t.heldStandings(release)
	t.fail(err)
	if held.Now != nil {
		held.Rest = append(held.Rest, *held.Now)
	}
	held.Now = &one
	held.Rest = slices.DeleteFunc(held.Rest, func(r heldStanding) bool { return r.Where == one.Where })
	t.putHeldStandings(release, held)
}

// forgetStanding removes what the hold compared a release with, but for the one in
// use if that stays, and destroys the keys. They stay named until they are gone, so
// that one which was cut short can be made again.
func (s *Store) forgetStanding(release string, staysInUse bool) error {
	var gone heldStandings
	err := s.change(func(t *tx) error {
		held, err := t.heldStandings(release)
		if err != nil {
			return err
		}
		gone = held
		var kept []byte
		if staysInUse && held.Now != nil {
			gone.Now, kept = nil, piecesOf(release, held.Now)
		}
		return t.each(piecesOf(release, nil), false, func(key, _ []byte) error {
			if kept == nil || !bytes.HasPrefix(key, kept) {
				t.remove(key)
			}
			return nil
		})
	})
	for _, one := range gone.all() {
		if err == nil {
			err = s.opts.keys.Destroy(one.Slot)
		}
	}
	if err != nil {
		return err
	}
	return s.change(func(t *tx) error {
		held, err := t.heldStandings(release)
		held.Rest = nil
		if !staysInUse {
			held.Now = nil
		}
		t.putHeldStandings(release, held)
		return err
	})
}

func (v view) standing(release string) (figures.Standing, error) {
	held, err := v.heldStandings(release)
	if err != nil {
		return figures.Standing{}, err
	}
	sealing := v.store.admin
	if held.Now != nil {
		if sealing, err = v.store.opts.keys.Key(held.Now.Slot); err != nil {
			return figures.Standing{}, err
		}
	}
	var stored []byte
	err = v.each(piecesOf(release, held.Now), true, func(key, sealed []byte) error {
		piece, err := openAt(sealing, key, sealed)
		stored = append(stored, piece...)
		return err
	})
	if err != nil {
		return figures.Standing{}, err
	}
	return figures.ParseStanding(stored)
}

// leaveStandings takes an owner of facts out of every standing, in which it counts then
// as somebody who has gone.
func (s *Store) leaveStandings(owner string) error {
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
		if !standing.Forget(owner, s.nobody) {
			continue
		}
		one, err := s.keepStanding(info.Release, standing)
		if err == nil {
			err = s.change(func(t *tx) error { t.useStanding(info.Release, one); return nil })
		}
		if err == nil {
			err = s.forgetStanding(info.Release, true)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// nobody is an id that says nothing, not even when it was made.
func (s *Store) nobody() string {
	raw := make([]byte, 13)
	if _, err := io.ReadFull(s.opts.Random, raw); err != nil {
		s.fatal(fmt.Errorf("no random numbers: %w", err))
	}
	return hex.EncodeToString(raw)
}

// standingName is the name of the key of one standing in a backup.
func standingName(key string, where uint64) string { return fmt.Sprintf("%s %d", key, where) }

// standingsOutward puts the keys of standings beside where they lie.
func (s *Store) standingsOutward(key string, value []byte) ([]byte, error) {
	return carriedStandings(value, func(one *heldStanding) (err error) {
		one.Key, err = s.wrappedFor(one.Slot, standingName(key, one.Where))
		one.Slot = 0
		return err
	})
}

// standingsInward takes them out into the vault, and destroys those that a later
// part of a backup does not name any more.
func (in *inward) standingsInward(key string, value []byte) ([]byte, error) {
	var named []string
	out, err := carriedStandings(value, func(one *heldStanding) (err error) {
		name := standingName(key, one.Where)
		named = append(named, name)
		one.Slot, err = in.slot(name, one.Key)
		one.Key = nil
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, in.dropStandings(key, named)
}

func (in *inward) dropStandings(key string, but []string) error {
	for _, name := range in.held[key] {
		if !slices.Contains(but, name) {
			if err := in.drop(name); err != nil {
				return err
			}
		}
	}
	in.held[key] = but
	return nil
}

func carriedStandings(value []byte, change func(*heldStanding) error) ([]byte, error) {
	var held heldStandings
	if err := json.Unmarshal(value, &held); err != nil {
		return nil, fmt.Errorf("reading where a release's standing lies: %w", err)
	}
	for _, one := range held.all() {
		if err := change(one); err != nil {
			return nil, err
		}
	}
	return encode(held)
}
