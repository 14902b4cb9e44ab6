package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"filippo.io/age"
)

// Begin refuses a start that would found a new store beside backups of another,
// before there is one: the data folder was lost, and what is wanted is a restore.
func Begin(opts Options) error {
	there, err := names(opts.Dir)
	if err != nil || len(there) == 0 {
		return nil
	}
	return misuse("there is no store in %s, but %s holds %d segments of one: restore it with `alongside restore`, "+
		"or name another backup folder for a new store", opts.Data, opts.Dir, len(there))
}

// prepare reads the folder and loads the key, or makes it where nothing was shipped
// yet. It goes on with the chain in the folder where that ends at exactly what the
// store holds; else a new one begins.
func (b *Shipper) prepare() error {
	if err := checkPlaces(b.opts.Data, b.opts.Dir, b.opts.KeyFile); err != nil {
		return err
	}
	if err := makeFolder(b.opts.Dir); err != nil {
		return err
	}
	segments, broken, err := List(b.opts.Dir)
	if err != nil {
		return err
	}
	for _, err := range broken {
		b.opts.Log.Warn().Err(err).Msg("a segment in the backup folder is damaged")
	}
	if b.folder.Key, err = b.key(len(segments) + len(broken)); err != nil {
		return err
	}
	if err := b.checkHistory(segments); err != nil {
		return err
	}
	if err := sweep(b.opts.Dir); err != nil {
		return err
	}
	if len(segments) > 0 {
		b.newest = segments[len(segments)-1].Taken
	}
	b.resume(segments)
	b.ready = true
	return nil
}

// key loads the key. A fresh one would leave what is in the folder to a key that is
// lost, and mix the two.
func (b *Shipper) key(segments int) (*age.X25519Identity, error) {
	key, err := LoadKey(b.opts.KeyFile)
	switch {
	case err == nil:
		return key, nil
	case !errors.Is(err, os.ErrNotExist):
		return nil, misuse("%v", err)
	case segments > 0:
		return nil, misuse("the backup key %s is not there, but %s holds %d segments made with it: "+
			"put the key back, or name another backup folder to begin anew", b.opts.KeyFile, b.opts.Dir, segments)
	}
	if key, err = makeKey(b.opts.KeyFile); err != nil {
		return nil, fmt.Errorf("making the backup key: %w", err)
	}
	b.opts.Log.Info().Str("file", b.opts.KeyFile).Msg(
		"made a backup key: copy it and the master key somewhere safe, apart from the backups")
	return key, nil
}

// checkHistory refuses a folder of another store, of another key, and one that has
// more of this store's history than the store itself.
func (b *Shipper) checkHistory(segments []Segment) error {
	if len(segments) == 0 {
		return nil
	}
	newest := segments[len(segments)-1]
	if !b.folder.opens(newest) {
		return misuse("%s: %v: put that key in %s, or name another backup folder", newest.Name, errOtherKey, b.opts.KeyFile)
	}
	if newest.Epoch != b.store.Epoch() && !slices.Contains(b.store.Epochs(), newest.Epoch) {
		return misuse("%s holds the backup of a history that this store does not descend from: name another backup folder",
			b.opts.Dir)
	}
	now := b.store.Snapshot()
	defer now.Release()
	if newest.Epoch == b.store.Epoch() && newest.To > now.Version() {
		return misuse("the store in %s is older than its own backup: it was put back to an earlier state. "+
			"Either alongside restore --from %s into a new folder, or alongside adopt %s, "+
			"so that phones learn of it and heal it", b.opts.Data, b.opts.Dir, b.opts.Data)
	}
	// Of a history that ended something may be missing: the restore said so.
	missing, err := b.store.Meets(newest.Epoch, newest.Audit)
	if err != nil || missing > 0 && newest.Epoch == b.store.Epoch() {
		return misuse("the trail of who saw what in %s is not the one that its own backup %s signed (%d entries are missing; %v): "+
			"keep the folder as it is, and restore the backup into a new one", b.opts.Data, newest.Name, missing, err)
	}
	return nil
}

// resume finds the newest full and the parts since. What was removed between the
// end of that chain and now may be forgotten, unless nothing happened in between. A
// full that ends the chain is not read again: a start must not wait for that.
func (b *Shipper) resume(segments []Segment) {
	at := -1
	for i, s := range segments {
		if s.Kind == Full && s.Epoch == b.store.Epoch() {
			at = i
		}
	}
	if at < 0 {
		return
	}
	end, chain := segments[at], []string{segments[at].Name}
	for _, s := range segments[at+1:] {
		if end.leads(s) {
			end, chain = s, append(chain, s.Name)
		}
	}
	now := b.store.Snapshot()
	if end.To != now.Version() || end.Kind == Part && b.folder.Verify(context.Background(), end) != nil {
		now.Release()
		return
	}
	b.chain, b.lastFull, b.end = chain, segments[at].Taken, end
	b.held, b.heldAt = now, b.opts.Now()
	b.note(func(status *Status) { status.Full = b.lastFull })
}
