package store

import (
	"strings"
	"time"

	"github.com/dgraph-io/badger/v4"
)

// writes is what a transaction is going to write, in the order in which it was
// put. A later transaction may read it while it is on its way to the disk.
type writes struct {
	list []*badger.Entry
	// newest is the value that lies under a key by now; nil where it was removed.
	newest map[string][]byte
	block  []badger.Entry // room for the entries to come
	size   int64          // as Badger reckons it
}

// entryBlock is how many entries are made at once.
const entryBlock = 128

// badgerOverhead is what Badger adds to key and value when it reckons whether a
// transaction fits.
const badgerOverhead = 12

func newWrites() *writes { return &writes{newest: map[string][]byte{}} }

// put notes a write; value nil removes the key. life is how long the value is
// kept, 0 for ever.
func (w *writes) put(key, value []byte, life time.Duration) {
	if len(w.block) == 0 {
		w.block = make([]badger.Entry, entryBlock)
	}
	e := &w.block[0]
	w.block = w.block[1:]
	e.Key, e.Value = key, value
	if life > 0 {
		e.WithTTL(life)
	}
	w.list = append(w.list, e)
	w.newest[string(key)] = value
	w.size += int64(len(key) + len(value) + badgerOverhead)
}

// get finds what was written last under a key; known is false where nothing was.
func (w *writes) get(key []byte) (value []byte, known bool) {
	if w == nil {
		return nil, false
	}
	value, known = w.newest[string(key)]
	return value, known
}

// touches says whether anything was written under a prefix.
func (w *writes) touches(prefix []byte) bool {
	if w == nil {
		return false
	}
	for key := range w.newest {
		if strings.HasPrefix(key, string(prefix)) {
			return true
		}
	}
	return false
}

// commit puts everything on disk, synced, in one transaction of Badger's. Where
// it fails nothing was written.
func (w *writes) commit(db *badger.DB) error {
	txn := db.NewTransaction(true)
	defer txn.Discard()
	for _, e := range w.list {
		var err error
		if e.Value == nil {
			err = txn.Delete(e.Key)
		} else {
			err = txn.SetEntry(e)
		}
		if err != nil {
			return err
		}
	}
	return txn.Commit()
}

// fits says whether Badger would take so much in one transaction.
func (w *writes) fits(db *badger.DB) bool {
	return int64(len(w.list)) < db.MaxBatchCount()-2 && w.size < db.MaxBatchSize()-markSize
}

// markSize is more than what Badger writes to mark the end of a transaction.
const markSize = 64

// nothing is a value that is empty, and yet there.
var nothing = []byte{}
