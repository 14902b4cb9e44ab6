package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"

	"alongside/server/store"
)

// backup is a copy of the store as it was at one moment.
type backup struct {
	stream  []byte
	haves   map[string]uint64 // of each device, which the backup makes stable
	heads   map[string]uint64 // of each log
	archive archive
}

// archive keeps entries that compaction took out of the logs, by scope, for the model.
type archive map[string][]dumpedEntry

// backUp copies the store and says that what it holds is stable, as a backup does
// that was read back.
func (w *world) backUp() error {
	b := backup{haves: map[string]uint64{}, heads: map[string]uint64{}, archive: maps.Clone(w.archive)}
	snapshot := w.store.Snapshot()
	defer snapshot.Release()
	var stream bytes.Buffer
	if _, err := snapshot.Write(context.Background(), &stream); err != nil {
		return err
	}
	b.stream = stream.Bytes()
	if err := snapshot.Unsafe(func(device string, have uint64) { b.haves[device] = have }); err != nil {
		return err
	}
	scopes, err := w.store.Scopes()
	if err != nil {
		return err
	}
	for _, scope := range scopes {
		if w.ledger.Has(scope) {
			continue
		}
		err := w.store.Log(scope, 1, func(l store.Logged) error {
			b.heads[scope] = l.Seq
			return nil
		})
		if err != nil {
			return err
		}
	}
	w.backups = append(w.backups, b)
	return w.store.Stepped(func() error { return w.store.SetStable(b.haves) })
}

// restore puts the store back to one of its backups, as a new history. The backups
// after that one are of a history that is over.
func (w *world) restore(back int) error {
	i := len(w.backups) - 1 - back
	if i < 0 {
		return errors.New("there is no such backup")
	}
	b := w.backups[i]
	w.backups = w.backups[:i+1]
	w.forget()
	if err := w.store.Close(); err != nil {
		return err
	}
	w.restores++
	loader, err := store.NewLoader("", w.options())
	if err != nil {
		return err
	}
	if _, err := loader.Load(context.Background(), bufio.NewReader(bytes.NewReader(b.stream))); err != nil {
		return errors.Join(err, loader.Abandon())
	}
	s, err := loader.Finish()
	if err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	w.archive = maps.Clone(b.archive)
	return w.serve(s)
}

// compact folds the first entries of a log, as far as every backup has them, and
// keeps them for the model.
func (w *world) compact(scope string, share float64) error {
	var upTo uint64
	var all []dumpedEntry
	err := w.store.Log(scope, 1, func(l store.Logged) error {
		upTo = l.Seq
		all = append(all, dumpEntry(l))
		return nil
	})
	if err != nil || upTo == 0 {
		return err
	}
	for _, b := range w.backups {
		upTo = min(upTo, b.heads[scope])
	}
	upTo = uint64(float64(upTo) * share)
	if w.backed && len(w.backups) == 0 {
		return nil
	}
	kept := w.archive[scope]
	for _, e := range all {
		if e.seq > uint64(len(kept)) && e.seq <= upTo {
			kept = append(kept[:len(kept):len(kept)], e)
		}
	}
	w.archive[scope] = kept
	return w.store.Stepped(func() error { return w.store.Compact(scope, upTo) })
}

// verify lists what does not agree in the store.
func (w *world) verify() ([]string, error) {
	faults := []string{}
	_, err := w.store.Verify(context.Background(), func(f store.Fault) { faults = append(faults, f.String()) })
	return faults, err
}

// options are those of the store at this point of its history: one that was
// restored draws other ids.
func (w *world) options() store.Options {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(w.seed >> (8 * i))
	}
	key[8] = byte(w.restores)
	o := w.base
	o.Random, o.BackedUp, o.Ledger = rand.NewChaCha8(key), w.backed, w.ledger
	return o
}
