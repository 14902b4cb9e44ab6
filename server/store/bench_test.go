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

// BenchmarkWalks measures what is found by walking, in a place of 10,000 people of whom
// every second told one of a hundred coaches something alone.
func BenchmarkWalks(b *testing.B) {
	w := newWorld(b, true)
	team := w.team(w.org("Harbour"), "North")
	sam := w.as(w.member("Sam", place.Steward))
	const coaches, people = 100, 10_000
	phones, firsts := make([]*phone, coaches), make([]string, coaches)
	for i := range phones {
		p := w.enrol(w.member(fmt.Sprint("Coach ", i), place.Coach, team.ID))
		phones[i] = p
		for j := 0; j < people/coaches; j += 20 {
			var changes []sent
			for k := range 20 {
				person := w.newID()
				firsts[i] = person
				changes = append(changes, p.next("person:"+person, "person", person, map[string]any{"called": "Jo"}))
				if between := w.newID(); k%2 == 0 {
					changes = append(changes, p.next("between:"+between, "between", between, map[string]any{"about": person}))
				}
			}
			p.push(changes...)
		}
	}
	must(b, 0, second(w.SetRetention(sam, place.RetentionRules{"left": 24, "quiet": 12, "own": 0, "asked": 0, "trail": 0})))
	for i := range 50 {
		must(b, 0, second(w.OpenRecord(sam, firsts[i], "Somebody rang and fears for them", 5)))
	}
	coach := place.Who{Device: phones[0].id, Actor: w.as(phones[0].member)}
	for name, walk := range map[string]func() error{
		"openings":   func() error { return second(w.Openings(sam)) },
		"kept":       func() error { return second(w.Kept(coach, firsts[0], "read")) },
		"due":        func() error { return second(w.DueSoon(coach.Actor)) },
		"plan":       func() error { return second(w.RetentionPlan(sam, nil)) },
		"unattended": func() error { return second(w.Unattended(sam)) },
		"preview":    func() error { return second(w.ErasurePreview(sam, firsts[0])) },
		"inquiries":  func() error { return second(w.Inquiries(sam)) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must(b, 0, walk())
			}
		})
	}
}
