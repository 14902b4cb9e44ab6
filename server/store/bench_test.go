package store

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"alongside/server/place"
	"alongside/sync/wire"

	"github.com/dgraph-io/badger/v4"
)

// The pair measures changes per second of ten devices that push a hundred at a
// time: through the store, and as bare entries of about the same size through
// one Badger transaction per round of all ten. Both sync before they return.
const (
	benchPhones  = 10
	benchChanges = 100
	benchEntry   = 220 // bytes
)

func BenchmarkPush(b *testing.B) {
	w := newWorld(b, true)
	team := w.team(w.org("Harbour"), "North")
	var phones []*phone
	var people []string
	for i := range benchPhones {
		phones = append(phones, w.enrol(w.member(fmt.Sprint("Coach ", i), place.Coach, team.ID)))
		people = append(people, "person:"+w.newID())
	}
	rounds := make([][]wire.Request, benchPhones)
	for i, p := range phones {
		for range b.N {
			var changes []sent
			for range benchChanges {
				changes = append(changes, p.visit(people[i], "We walked to the allotment and back again"))
			}
			rounds[i] = append(rounds[i], p.request(nil, changes...))
		}
	}
	b.ResetTimer()
	var all sync.WaitGroup
	for i, p := range phones {
		all.Go(func() {
			for _, req := range rounds[i] {
				if _, err := w.Sync(context.Background(), p.id, req); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N*benchPhones*benchChanges)/b.Elapsed().Seconds(), "changes/s")
}

func BenchmarkRawBadger(b *testing.B) {
	db, err := badger.Open(badger.DefaultOptions(filepath.Join(b.TempDir(), "raw")).WithSyncWrites(true).WithLogger(nil))
	must(b, db, err)
	defer db.Close()
	for round := 0; b.Loop(); round++ {
		must(b, 0, db.Update(func(txn *badger.Txn) error {
			for i := range benchPhones * benchChanges {
				err := txn.Set(logKey("person", uint64(round*benchPhones*benchChanges+i)), make([]byte, benchEntry))
				must(b, 0, err)
			}
			return nil
		}))
	}
	b.ReportMetric(float64(b.N*benchPhones*benchChanges)/b.Elapsed().Seconds(), "changes/s")
}
