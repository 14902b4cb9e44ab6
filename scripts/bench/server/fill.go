package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/store"
	"alongside/sync/hlc"
	"alongside/sync/wire"

	"github.com/oklog/ulid/v2"
	"github.com/rs/zerolog"
)

// What is written about one person: themselves, goals, what they said of each, and
// the days.
const (
	goals     = 6
	said      = 4 // of each goal
	visitsOf  = 69
	changesOf = 1 + goals + goals*said + visitsOf
	perPush   = 5 // people
	perPhone  = 200
)

// fill makes a store of many people by pushing to it, as their coaches' phones
// would, without HTTP and sign-in. It ends at once where the folder holds one.
func fill(dir string, people int) {
	data := filepath.Join(dir, "store")
	if store.Exists(data) {
		return
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		fatal(err)
	}
	kept := openFilled(data)
	org := must(kept.CreateOrg(place.Host, "Harbour"))
	team := must(kept.CreateTeam(place.Host, org.ID, "Quay"))
	began := time.Now()
	var next, written atomic.Int64
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for int(next.Add(perPhone)) <= people {
				writer := newWriter(kept, team.ID)
				for range perPhone / perPush {
					writer.push()
					if n := written.Add(perPush * changesOf); n%500_000 == 0 {
						fmt.Fprintf(os.Stderr, "%d changes, %.0f a second\n", n, float64(n)/time.Since(began).Seconds())
					}
				}
			}
		})
	}
	wait.Wait()
	if err := kept.Close(); err != nil {
		fatal(err)
	}
}

// openFilled opens a store whose key lies where the binary looks for it.
func openFilled(data string) *store.Store {
	master := must(seal.Source{File: data + ".key"}.Load(true))
	return must(store.Open(data, store.Options{Master: master, Log: zerolog.Nop(),
		Place: place.Place{Name: "Grown", Zone: "Europe/London", Currency: "GBP"}}))
}

// writer is a coach's phone that writes about people of its own.
type writer struct {
	kept   *store.Store
	team   string
	device string
	n      int
	ms     int64
	body   strings.Builder
}

func newWriter(kept *store.Store, team string) *writer {
	member := must(kept.CreateMember(place.Host, "Coach", place.Coach, []string{team}))
	invite := must(kept.CreateInvite(place.Host, member.ID))
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		fatal(err)
	}
	key := place.Key{Kty: "OKP", Crv: "Ed25519", X: base64.RawURLEncoding.EncodeToString(public)}
	enrolled := must(kept.Enrol(invite.Code, "Phone", key))
	return &writer{kept: kept, team: team, device: enrolled.Device, ms: time.Now().AddDate(-2, 0, 0).UnixMilli()}
}

func newID() string { return strings.ToLower(ulid.Make().String()) }

func (w *writer) push() {
	w.body.Reset()
	fmt.Fprintf(&w.body, `{"protocol":1,"schema":1,"device":%q,"push":{"changes":[`, w.device)
	for i := range perPush {
		if i > 0 {
			w.body.WriteByte(',')
		}
		w.person()
	}
	w.body.WriteString(`]}}`)
	req, fault := wire.DecodeRequest([]byte(w.body.String()))
	if fault != nil {
		fatal(fault)
	}
	reply := must(w.kept.Sync(context.Background(), w.device, req))
	if len(reply.Parked) > 0 || reply.Have != uint64(w.n) {
		fatalf("parked %v, have %d of %d", reply.Parked, reply.Have, w.n)
	}
}

func (w *writer) person() {
	id := newID()
	scope := "person:" + id
	w.change("", scope, "person", id, `"called":"Somebody","joined_on":"2024-11-25","home_team":"`+w.team+`"`)
	for range goals {
		goal := newID()
		w.change(",", scope, "goal", goal, `"words":"Get to the allotment once a week","whose":"mine","made_on":"2024-12-01"`)
		for far := range said {
			w.change(",", scope, "assessment", newID(), fmt.Sprintf(
				`"goal":%q,"by":"self","how_far":%d,"done":%v,"on":"2025-%02d-10"`, goal, far*30, far == said-1, 1+far*3))
		}
	}
	for i := range visitsOf {
		w.change(",", scope, "visit", newID(), fmt.Sprintf(
			`"on":"2025-%02d-%02d","story":"Walked to the allotment and talked about %d letters from the housing office"`, 1+i%12, 1+i%28, i))
	}
}

func (w *writer) change(comma, scope, kind, id, set string) {
	w.n++
	w.ms += 2_900_000 // two years hold a phone's changes
	fmt.Fprintf(&w.body, `%s{"n":%d,"scope":%q,"kind":%q,"id":%q,"at":%q,"set":{%s}}`,
		comma, w.n, scope, kind, id, string(hlc.Make(w.ms, 0, w.device)), set)
}
