package store

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"alongside/server/store/inspect"

	"github.com/dgraph-io/badger/v4"
)

// Snapshot is the store as it was at one moment. While it is held, Badger keeps
// what was removed after that moment in sight, so that WriteSince of a later one
// can tell of it. Release it before the store is closed.
type Snapshot struct{ view }

// Snapshot takes one of now. It costs nothing.
func (s *Store) Snapshot() *Snapshot {
	return &Snapshot{view{store: s, txn: s.db.NewTransaction(false)}}
}

// Version counts Badger's commits: all up to and with it are in the snapshot.
func (n *Snapshot) Version() uint64 { return n.txn.ReadTs() }

// Release lets go of the snapshot. It may be called twice.
func (n *Snapshot) Release() { n.txn.Discard() }

// Write streams every item of the snapshot. It reads all of every table first, since
// Badger's iterators end at a damaged block as if the table did. Damage ends the
// process, as anywhere.
func (n *Snapshot) Write(ctx context.Context, w io.Writer) (count uint64, err error) {
	if err := n.store.readTables(ctx); err != nil {
		return 0, err
	}
	return n.write(w, 0, &walk{ends: map[string]uint64{}})
}

// readTables reads every table from the disk.
func (s *Store) readTables(ctx context.Context) error {
	if s.room.dir == "" {
		return nil
	}
	err := inspect.Tables(ctx, s.room.dir, s.tableNames(), s.usesTable, 0)
	var damage *inspect.Damage
	if errors.As(err, &damage) {
		s.spoilt(damage.Error())
	}
	return err
}

// WriteSince streams what was committed after an earlier snapshot, removals too.
// That one must have been held without a break. What is read at a time is bounded
// by a hundred values and 64 KiB.
func (n *Snapshot) WriteSince(w io.Writer, earlier *Snapshot) (count uint64, err error) {
	after, err := earlier.lastCommit()
	if err != nil {
		return 0, err
	}
	return n.writeSince(w, earlier.Version(), after)
}

func (n *Snapshot) writeSince(w io.Writer, version, commit uint64) (count uint64, err error) {
	seen := &walk{part: true, ends: map[string]uint64{}}
	if count, err = n.write(w, version, seen); err == nil && count > 0 {
		err = seen.follows(commit)
	}
	return count, err
}

func (v view) lastCommit() (uint64, error) {
	ring, err := v.commits()
	if len(ring) == 0 || err != nil {
		return 0, err
	}
	return ring[len(ring)-1].number, nil
}

// write walks the newest version of each key. Badger's own Backup is not used: its
// workers each read a snapshot of their own, it may gather hundreds of MiB, and
// goes on where a key cannot be read.
func (n *Snapshot) write(w io.Writer, since uint64, seen *walk) (uint64, error) {
	options := badger.DefaultIteratorOptions
	options.AllVersions, options.SinceTs = true, since
	it := n.txn.NewIterator(options)
	defer it.Close()
	out := itemWriter{to: bufio.NewWriterSize(w, 64<<10)}
	var last []byte
	for it.Rewind(); it.Valid(); it.Next() {
		found := it.Item()
		if last != nil && string(found.Key()) == string(last) {
			continue // an older version
		}
		last = found.KeyCopy(last)
		item := Item{Key: last, Expires: found.ExpiresAt(), Gone: found.IsDeletedOrExpired()}
		err := found.Value(func(value []byte) error {
			item.Value = value
			if err := seen.note(item); err != nil {
				return err
			}
			item, err := n.store.outward(item)
			return errors.Join(err, out.add(item))
		})
		if err != nil {
			return out.count, err
		}
	}
	return out.count, out.end()
}

// walk sees that what a snapshot streams hangs together, since what Badger cannot
// read it leaves out.
type walk struct {
	part    bool
	ends    map[string]uint64 // in a part, the last entry of each log in it
	commits []uint64          // in a part
	scope   string            // of the entry before
	seq     uint64
}

func (w *walk) note(item Item) error {
	if item.Gone {
		return nil
	}
	switch {
	case item.Key[0] == logTable:
		scope, seq := string(item.Key[1:len(item.Key)-9]), lastNumber(item.Key)
		if scope == w.scope && seq != w.seq+1 {
			return fmt.Errorf("%w: an entry of a %s after %d is missing", errDamaged, kindOf(scope), w.seq)
		}
		w.scope, w.seq = scope, seq
		if w.part {
			w.ends[scope] = seq
		}
	case item.Key[0] == headTable && w.part:
		return w.noteHead(string(item.Key[1:]), item.Value)
	case item.Key[0] == commitTable && w.part:
		c, err := decodeCommit(item.Value)
		w.commits = append(w.commits, c.number)
		return err
	}
	return nil
}

// noteHead holds a head that changed against the entries that came with it. Heads
// come after logs, since keys come in order.
func (w *walk) noteHead(scope string, value []byte) error {
	var h head
	end, grew := w.ends[scope]
	err := json.Unmarshal(value, &h)
	if err == nil && grew && h.Seq != end && h.Erased == 0 { // stubs are written a stretch at a time
		err = fmt.Errorf("%w: the log of a %s ends at %d and its head at %d", errDamaged, kindOf(scope), end, h.Seq)
	}
	return err
}

// follows says whether every commit after one is there, as far as they are kept.
func (w *walk) follows(after uint64) error {
	slices.Sort(w.commits)
	for i, number := range w.commits {
		if i == 0 && number == after+1 || i > 0 && number == w.commits[i-1]+1 || i == 0 && len(w.commits) == ringSize {
			continue
		}
		return fmt.Errorf("%w: commit %d is there and not the one before it", errDamaged, number)
	}
	if len(w.commits) == 0 {
		return fmt.Errorf("%w: no commit after %d is there", errDamaged, after)
	}
	return nil
}
