package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4"
)

// Loader fills a new store from streams of items. Until Finish nothing opens what
// it has written: Open refuses a store whose loading did not end.
type Loader struct {
	dir  string
	db   *badger.DB
	opts Options
	into *badger.WriteBatch
	keys *inward
}

// Vacant refuses a folder with anything in it.
func Vacant(dir string) error {
	inside, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil && len(inside) > 0 {
		err = fmt.Errorf("%s is not empty: name a new folder", dir)
	}
	return err
}

// NewLoader begins a new store in dir, which must be empty or not there yet.
func NewLoader(dir string, opts Options) (*Loader, error) {
	opts = opts.filled()
	if opts.keys, opts.dir = nil, ""; !opts.InMemory {
		if err := Vacant(dir); err != nil {
			return nil, err
		}
		opts.dir = dir
	}
	keys, err := newInward(opts.Master)
	if err != nil {
		return nil, err
	}
	db, err := badger.Open(badgerOptions(dir, opts))
	if err != nil {
		return nil, fmt.Errorf("making a store in %s: %w", dir, err)
	}
	l := &Loader{dir: dir, db: db, opts: opts, into: db.NewWriteBatch(), keys: keys}
	err = db.Update(func(txn *badger.Txn) error { return txn.Set(metaKey(loadingFact), []byte{1}) })
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return l, nil
}

// Load adds the items of one stream: first those of a whole snapshot, then, in
// order, those of what came since. Every change in it counts as stable. It ends with
// ctx.
func (l *Loader) Load(ctx context.Context, r *bufio.Reader) (count uint64, err error) {
	return ReadItems(r, func(item Item) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		item, err := l.keys.item(item)
		if err != nil {
			return err
		}
		if item.Gone {
			return l.into.Delete(item.Key)
		}
		if item.Key[0] == watermarkTable {
			mark, err := decodeWatermark(item.Value)
			if err != nil {
				return err
			}
			mark.Stable = mark.Have
			if item.Value, err = encode(mark); err != nil {
				return err
			}
		}
		entry := badger.NewEntry(item.Key, item.Value)
		entry.ExpiresAt = item.Expires
		return l.into.SetEntry(entry)
	})
}

// Abandon gives up; the folder is to be removed.
func (l *Loader) Abandon() error {
	l.into.Cancel()
	return l.db.Close()
}

// Finish begins a new history on what was loaded, makes its witness, and opens it
// as any store is opened.
func (l *Loader) Finish() (*Store, error) {
	if err := l.into.Flush(); err != nil {
		return nil, errors.Join(err, l.db.Close())
	}
	if err := holdsStore(l.db); err != nil {
		return nil, errors.Join(err, l.db.Close())
	}
	opts := l.opts
	opts.loading, opts.keys = true, l.keys.keys
	if !opts.InMemory {
		if err := opts.keys.Save(filepath.Join(l.dir, keysName)); err != nil {
			return nil, errors.Join(err, l.db.Close())
		}
	}
	s, err := openOver(l.db, opts)
	if err != nil {
		return nil, err
	}
	// Whoever was erased since the backup was taken came back with it, and is erased
	// again in the new history, whose numbers nobody has used: until there is a witness
	// no server takes the folder.
	err = s.Stepped(func() error {
		if err := s.Diverge(); err != nil {
			return err
		}
		return s.catchUp()
	})
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.opts.loading = false
	if opts.InMemory {
		return s, nil
	}
	if err := s.closeWitnessed(l.dir); err != nil {
		return nil, err
	}
	return Open(l.dir, l.opts)
}

// closeWitnessed closes a store that was open without a witness, and then makes
// one: until that is there no start takes the folder.
func (s *Store) closeWitnessed(dir string) error {
	end := mark{s.epoch, s.last.number, s.last.chain}
	if err := s.Close(); err != nil {
		return err
	}
	witness, err := newWitness(dir, end, s.fatal)
	if err != nil {
		return err
	}
	return witness.close()
}

// holdsStore refuses what would be taken for a place that is to be founded.
func holdsStore(db *badger.DB) error {
	return db.View(func(txn *badger.Txn) error {
		_, err := txn.Get(metaKey(formatFact))
		if errors.Is(err, badger.ErrKeyNotFound) {
			return errors.New("what was loaded is no store")
		}
		return err
	})
}

// Diverge begins a new history of the store: a new epoch, and a new device for the
// server's own entries, so that a number it used before and lost is never used for
// something else. The epoch before joins those that phones may heal it from. Access
// tokens are signed with new keys: those of then may have been turned since because
// somebody else had them. Tokens that phones bear are believed until they end. It is
// for a store that was put back to an earlier state, before anything else uses it.
func (s *Store) Diverge() error {
	epoch, server, signing := s.newID(), s.newID(), s.signing.Load().renewed(s.opts.Now())
	former := append(slices.Clone(s.former), s.epoch)
	return s.change(func(t *tx) error {
		t.put(metaKey(epochFact), []byte(epoch))
		t.put(metaKey(serverFact), []byte(server))
		t.putJSON(metaKey(epochsFact), former)
		t.remove(metaKey(loadingFact))
		t.putSealed(metaKey(signingFact), signing)
		t.endTrail(former[len(former)-1])
		s.signing.Store(signing)
		s.epoch, s.server, s.former = epoch, server, former // before the witness hears of it
		return nil
	})
}

// Epochs lists the histories from which this one descends, oldest first.
func (s *Store) Epochs() []string { return slices.Clone(s.former) }

// checkLoaded refuses a store that was not loaded to its end.
func (v view) checkLoaded() error {
	loading, err := v.get(metaKey(loadingFact))
	if err == nil && loading != nil && !v.store.opts.loading {
		err = errors.New("a restore into this folder did not finish: remove the folder and restore again")
	}
	return err
}
