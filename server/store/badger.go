package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// openBadger opens the database. What Badger throws becomes an error.
func openBadger(dir string, opts Options) (db *badger.DB, err error) {
	how := badgerOptions(dir, opts)
	if !opts.InMemory {
		if err := startRoom(dir, opts); err != nil {
			return nil, err
		}
		if err := giveBegunLogsASize(dir, how); err != nil {
			return nil, refuse(dir, openAdvice, err, "the database in it cannot be opened: %v", err)
		}
	}
	was := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(was)
	defer func() {
		if thrown := recover(); thrown != nil {
			err = refuse(dir, restoreAdvice, errDamaged, "the database in it cannot be opened")
		}
	}()
	db, err = badger.Open(how)
	if err != nil {
		return nil, refuse(dir, openAdvice, err, "the database in it cannot be opened: %v", err)
	}
	return db, nil
}

// badgerOptions keep Badger small: every value lies in the tree, since none comes
// near the threshold, and sealed values do not compress. One transaction may hold
// 15% of a memtable.
func badgerOptions(dir string, opts Options) badger.Options {
	if opts.InMemory {
		dir = ""
	}
	opts = opts.filled()
	return evenTables(badger.DefaultOptions(dir)).
		WithInMemory(opts.InMemory).
		WithSyncWrites(true).
		WithLogger(badgerLog{opts.Log, opts.broken}).
		WithChecksumVerificationMode(options.OnBlockRead).
		WithMetricsEnabled(false).
		WithDetectConflicts(false). // there is one writer
		WithNumVersionsToKeep(1).
		WithCompression(options.None).
		WithMemTableSize(opts.MemTable).
		WithNumMemtables(2).
		WithValueThreshold(min(1<<20, opts.MemTable/10)).
		WithValueLogFileSize(max(1<<20, 2*opts.MemTable)).
		WithBlockCacheSize(0).
		WithIndexCacheSize(8 << 20).
		WithNumCompactors(map[bool]int{false: 2}[opts.still]).
		WithNumGoroutines(2)
}

// evenTables makes the tables of every level alike. A compaction holds several of
// them in memory at twice their size, and Badger's own grow with the level, which
// came to a gigabyte in a store of ten million changes. Each is an open file.
func evenTables(opts badger.Options) badger.Options {
	opts.BaseTableSize, opts.TableSizeMultiplier = 4<<20, 1
	return opts
}

// giveBegunLogsASize makes whole what a crash leaves between the making of a log and
// its first size: an empty file, which Badger would not open. Nothing was ever in it.
// It only ever grows an empty file to what Badger itself is about to give it, so that
// it harms nobody who has opened the folder meanwhile.
func giveBegunLogsASize(dir string, opts badger.Options) error {
	names, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, name := range names {
		size := int64(0)
		switch {
		case strings.HasSuffix(name.Name(), ".mem"):
			size = 2 * opts.MemTableSize
		case strings.HasSuffix(name.Name(), ".vlog"):
			size = 2 * opts.ValueLogFileSize
		default:
			continue
		}
		if about, failed := name.Info(); failed != nil || about.Size() > 0 {
			continue
		}
		err = errors.Join(err, os.Truncate(filepath.Join(dir, name.Name()), size))
	}
	return err
}
