package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"
)

// entrySize is about what one small change weighs in the log.
const entrySize = 220

func openRaw(dir string) *badger.DB {
	return must(badger.Open(badger.DefaultOptions(dir).WithSyncWrites(true).WithLogger(nil)))
}

// rawBadger is the ceiling: the same number of entries through one committer that
// syncs before it acknowledges, with no HTTP, sign-in, checks, sealing or figures.
func rawBadger(dir string, j job) time.Duration {
	db := openRaw(dir)
	defer db.Close()
	type batch struct {
		from, count int
		done        chan struct{}
	}
	queue := make(chan batch, j.phones)
	go func() {
		for first := range queue {
			gathered := []batch{first}
			for len(queue) > 0 {
				gathered = append(gathered, <-queue)
			}
			err := db.Update(func(tx *badger.Txn) error {
				for _, b := range gathered {
					for i := range b.count {
						if err := tx.Set(rawKey(b.from+i), make([]byte, entrySize)); err != nil {
							return err
						}
					}
				}
				return nil
			})
			if err != nil {
				fatal(err)
			}
			for _, b := range gathered {
				close(b.done)
			}
		}
	}()
	var wait sync.WaitGroup
	began := time.Now()
	for p := range j.phones {
		wait.Go(func() {
			for i := range j.batches {
				done := make(chan struct{})
				queue <- batch{(p*j.batches + i) * j.batch, j.batch, done}
				<-done
			}
		})
	}
	wait.Wait()
	close(queue)
	return time.Since(began)
}

func rawKey(i int) []byte { return binary.BigEndian.AppendUint64([]byte("l"), uint64(i)) }

// rawRead reads every entry once, in order.
func rawRead(dir string, want int) time.Duration {
	db := openRaw(dir)
	defer db.Close()
	began := time.Now()
	seen := 0
	err := db.View(func(tx *badger.Txn) error {
		it := tx.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			if err := it.Item().Value(func([]byte) error { seen++; return nil }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || seen != want {
		fatalf("raw read %d of %d: %v", seen, want, err)
	}
	return time.Since(began)
}

// cpu is what the server process has used so far, in seconds; Linux only, else 0.
func (s *server) cpu() float64 {
	if runtime.GOOS != "linux" {
		return 0
	}
	stat := string(must(os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.process.Process.Pid))))
	fields := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
	ticks := must(strconv.Atoi(fields[11])) + must(strconv.Atoi(fields[12]))
	return float64(ticks) / 100
}

// resident is the memory that the server process holds, in MB; Linux only, else 0.
func (s *server) resident() float64 { return s.memory("VmRSS:") }

// own is the part of it that is not pages of files, which the kernel takes back when it needs them.
func (s *server) own() float64 { return s.memory("RssAnon:") }

func (s *server) memory(line string) float64 {
	if runtime.GOOS != "linux" {
		return 0
	}
	for found := range strings.Lines(string(must(os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))))) {
		if rest, ok := strings.CutPrefix(found, line); ok {
			return float64(must(strconv.Atoi(strings.Fields(rest)[0]))) / 1024
		}
	}
	return 0
}
