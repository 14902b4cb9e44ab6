package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"
)

// entrySize is about what one small change weighs in the log, sealed.
const entrySize = 220

// ceilings measures in this process what the disk and Badger themselves allow for
// one job: no HTTP, no JSON, one committer that syncs before it acknowledges.
func ceilings(j job, out *results) error {
	for name, measure := range map[string]func(dir string, j job) (float64, error){
		rawLog: logCeiling, rawBadger: badgerCeiling, badgerAlone: aloneCeiling, badgerTogether: togetherCeiling,
	} {
		dir, err := os.MkdirTemp("", "bench-peers-")
		if err != nil {
			return err
		}
		rate, err := measure(dir, j)
		os.RemoveAll(dir)
		if err != nil {
			return err
		}
		out.add(name, j.name, pushRate, rate)
	}
	return nil
}

// logCeiling appends to one file and syncs it.
func logCeiling(dir string, j job) (float64, error) {
	file, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		return 0, err
	}
	defer file.Close()
	return oneCommitter(j, func(entries []int) error {
		if _, err := file.Write(make([]byte, entrySize*len(entries))); err != nil {
			return err
		}
		return file.Sync()
	})
}

func openBadger(dir string) (*badger.DB, error) {
	return badger.Open(badger.DefaultOptions(dir).WithSyncWrites(true).WithLogger(nil))
}

func badgerCeiling(dir string, j job) (float64, error) {
	db, err := openBadger(dir)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return oneCommitter(j, func(entries []int) error {
		return db.Update(func(tx *badger.Txn) error {
			for _, e := range entries {
				if err := tx.Set(entryKey(e), make([]byte, entrySize)); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// writers is how many write single changes at once in the comparison of the committer with Badger's own syncing.
var writers = job{"64 writers, one change each", 64, 60, 1}

// aloneCeiling lets 64 writers commit a transaction each for every change, synced by Badger itself.
func aloneCeiling(dir string, _ job) (float64, error) {
	db, err := openBadger(dir)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	return timed(writers, func(e int) error {
		return db.Update(func(tx *badger.Txn) error { return tx.Set(entryKey(e), make([]byte, entrySize)) })
	})
}

// togetherCeiling lets the same 64 writers hand their changes to one committer.
func togetherCeiling(dir string, _ job) (float64, error) { return badgerCeiling(dir, writers) }

func entryKey(i int) []byte { return binary.BigEndian.AppendUint64([]byte("l"), uint64(i)) }

// oneCommitter gathers what clients hand in while the last commit ran, commits it at
// once, and then acknowledges it. It returns changes a second.
func oneCommitter(j job, commit func(entries []int) error) (float64, error) {
	type handed struct {
		entries []int
		done    chan error
	}
	queue := make(chan handed, j.clients)
	defer close(queue)
	go func() {
		for first := range queue {
			all, gathered := first.entries, []handed{first}
			for len(queue) > 0 {
				next := <-queue
				all, gathered = append(all, next.entries...), append(gathered, next)
			}
			err := commit(all)
			for _, h := range gathered {
				h.done <- err
			}
		}
	}()
	return timed(j, func(batch int) error {
		h := handed{make([]int, j.batch), make(chan error, 1)}
		for i := range h.entries {
			h.entries[i] = batch*j.batch + i
		}
		queue <- h
		return <-h.done
	})
}

// timed lets every client do its batches one after another, numbered across all
// clients, and returns changes a second.
func timed(j job, do func(batch int) error) (float64, error) {
	failed := make([]error, j.clients)
	var wait sync.WaitGroup
	began := time.Now()
	for c := range j.clients {
		wait.Go(func() {
			for b := range j.batches {
				if err := do(c*j.batches + b); err != nil {
					failed[c] = err
					return
				}
			}
		})
	}
	wait.Wait()
	took := time.Since(began)
	for _, err := range failed {
		if err != nil {
			return 0, err
		}
	}
	return float64(j.changes()) / took.Seconds(), nil
}
