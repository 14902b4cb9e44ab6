package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"alongside/server/judge"
	"alongside/server/place"
	"alongside/sync/hlc"
)

func TestWaitingPushesShareATransaction(t *testing.T) {
	w := newWard(t)
	hold, began := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		w.change(func(*tx) error { close(began); <-hold; return nil })
	})
	<-began
	version := w.db.MaxVersion()
	for range 8 {
		all.Go(func() { w.CreateOrg(place.Host, "Waiting") })
	}
	for len(w.queue) < 8 {
		time.Sleep(time.Millisecond)
	}
	close(hold)
	all.Wait()
	if got := w.db.MaxVersion() - version; got > 2 {
		t.Errorf("%d transactions", got)
	}
}

func TestARefusalOrFailureHarmsNobodyElse(t *testing.T) {
	w := newWard(t)
	broken := errors.New("unreadable")
	jobs := []*job{
		{run: func(t *tx) error { t.putOrg(place.Org{ID: "a", Name: "a"}); return nil }},
		{run: func(t *tx) error { return place.Refuse(place.Forbidden, "no") }},
		{run: func(t *tx) error { t.putOrg(place.Org{ID: "b", Name: "b"}); return broken }},
		{run: func(t *tx) error { t.putOrg(place.Org{ID: "c", Name: "c"}); return nil }},
	}
	w.settle(jobs)
	is(t, "errors", fmt.Sprint(jobs[0].err, codeOf(jobs[1].err), jobs[2].err, jobs[3].err),
		fmt.Sprint(nil, place.Forbidden, broken, nil))
	orgs := w.Store.directory.Load().orgs
	is(t, "a, not b, c", fmt.Sprint(orgs["a"].Name, orgs["b"].Name, orgs["c"].Name), "ac")
}

func TestAPushTooBigForATransactionIsSplit(t *testing.T) {
	w := newWorld(t, false)
	p := w.enrol(w.member("Ada", place.Coach))
	var pushed []sent
	text := strings.Repeat("word ", 3_900)
	for range 400 { // 8 MB in all: the limits of a request do not bind here
		pushed = append(pushed, p.next("place", "barrier", w.newID(), map[string]any{"what": "x"}))
	}
	req := p.request(nil, pushed...)
	for i := range req.Push {
		req.Push[i].Set = map[string]any{"what": "x", "they_said": text}
	}
	slices.Reverse(req.Push)
	req.Push[1].Kind, req.Push[2].At = "no_such_kind", string(hlc.Make(w.nowMS()+judge.MaxAheadMS+1, 0, p.id))
	big := w.newPush(w.nowMS(), p.id, req)
	_, err := w.attempt([]*job{big.job()})
	if err == nil {
		t.Fatal("it was not too big")
	}
	reply, err := w.Sync(context.Background(), p.id, req)
	is(t, "have", must(t, reply, err).Have, 400)
	is(t, "parked once", len(reply.Parked), 1)
	restamped := len(reply.Restamped)
	w.checkAll()
	reply, err = w.Sync(context.Background(), p.id, req)
	is(t, "again", must(t, reply, err).Have, 400)
	is(t, "each restamped once", restamped, len(reply.Restamped))
}

func TestAFailedCommitEndsTheProcess(t *testing.T) {
	w := newWorld(t, false)
	var died error
	w.fatal = func(err error) { died = err }
	w.settle([]*job{{run: func(t *tx) error { t.put([]byte("!badger!x"), nil); return nil }}})
	if died == nil {
		t.Error("it went on")
	}
}

func TestFiguresSeeEveryLoggedChange(t *testing.T) {
	w := newWard(t)
	w.begin()
	goal := w.newID()
	c := w.ada.next(w.person, "goal", goal, map[string]any{"words": "See the sea"})
	p := w.newPush(w.nowMS(), w.ada.id, w.ada.request(nil, c))
	must(t, 0, w.change(func(tx *tx) error {
		if err := p.run(tx); err != nil {
			return err
		}
		touched := touchOf(w.nowMS(), &p.verdict.Writes.Entries[0])
		_, before := touched.Before.Value("words")
		is(t, "before", before || len(touched.Before.Versions("words")) > 0, false)
		is(t, "after", touched.After.Versions("words")[0].Value, "See the sea")
		is(t, "scope and seq", fmt.Sprint(touched.Scope, touched.Seq), fmt.Sprint(w.person, 2))
		stored, _, ok, err := tx.record(tx.head(w.person), w.person, "goal", goal)
		is(t, "readable in the transaction", fmt.Sprint(ok, err, stored.Versions("words")[0].Value), "true <nil>See the sea")
		return nil
	}))
}
