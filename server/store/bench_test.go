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

// BenchmarkPull is what a fresh device of a team costs that pulls ten logs of a
// thousand changes, page by page, up to the JSON that goes to be compressed.
func BenchmarkPull(b *testing.B) {
	const changes = 1000
	w := newWorld(b, true)
	team := w.team(w.org("Harbour"), "North")
	for i := range benchPhones {
		p := w.enrol(w.member(fmt.Sprint("Coach ", i), place.Coach, team.ID))
		person := "person:" + w.newID()
		first := p.next(person, "person", person[7:], map[string]any{"called": "Nia"})
		first.Add = map[string][]string{"circle": {"team:" + team.ID}}
		p.push(first)
		for range changes / benchChanges {
			var some []sent
			for range benchChanges {
				some = append(some, p.visit(person, "We walked to the allotment and back again"))
			}
			_, err := w.Sync(context.Background(), p.id, p.request(nil, some...))
			must(b, 0, err)
		}
	}
	fresh := w.enrol(w.member("Fresh", place.Coach, team.ID))
	for b.Loop() {
		cursors, pulled := map[string]uint64{}, 0
		for more := true; more; {
			reply := fresh.pull(cursors, wire.DefaultPullBytes)
			for _, part := range reply.Scopes {
				cursors[part.Scope] = part.To
				pulled += len(part.Changes)
			}
			more = reply.More
			if len(wire.AppendReply(make([]byte, 0, reply.Size()), &reply)) == 0 {
				b.Fatal("nothing was answered")
			}
		}
		if pulled < benchPhones*changes {
			b.Fatalf("pulled %d", pulled)
		}
	}
	b.ReportMetric(float64(b.N*benchPhones*changes)/b.Elapsed().Seconds(), "changes/s")
}
