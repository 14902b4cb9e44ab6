package store

import (
	"context"
	"errors"
	"runtime"
	"testing"

	"alongside/server/place"
)

// TestSteppedStoreForgetsWhatWasNotCommitted crashes before a commit, at it, and
// after it.
func TestSteppedStoreForgetsWhatWasNotCommitted(t *testing.T) {
	w := newWorld(t, false)
	cut := false
	opts := w.opts
	opts.Stepped, opts.BeforeCommit = true, func() error {
		if cut {
			return errors.New("cut")
		}
		return nil
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open("", opts)
	w.Store = must(t, s, err)
	var p *phone
	err = w.Stepped(func() error {
		p = w.enrol(w.member("Coach", place.Coach, w.team(w.org("Harbour"), "North").ID))
		return nil
	})
	must(t, p, err)
	round := p.request(nil, p.visit("person:"+w.newID(), "Tea"))
	for _, moment := range []string{"before", "at", "after"} {
		answered := make(chan error, 1)
		go func() {
			_, err := w.SyncAt(context.Background(), w.now, p.id, round)
			answered <- err
		}()
		for w.Waiting() == 0 {
			runtime.Gosched()
		}
		cut = moment == "at"
		// The first step sends the transaction on its way, the second lets it land.
		for i := 0; i < 2 && moment != "before"; i++ {
			if err := w.Step(); (err != nil) != (cut && i == 1) {
				t.Fatal(moment, i, err)
			}
		}
		next, err := w.Crash()
		if err := <-answered; (err == nil) != (moment == "after") {
			t.Errorf("a crash %s the commit answers %v", moment, err)
		}
		w.Store, cut = must(t, next, err), false
		device, err := w.Device(p.id)
		if kept := must(t, device, err).Have == 1; kept != (moment == "after") {
			t.Errorf("a crash %s the commit keeps the change: %v", moment, kept)
		}
	}
}
