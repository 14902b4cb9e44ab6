package demo

import (
	"bytes"
	"context"
	"testing"
	"time"

	"alongside/schema"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/store"
	"alongside/sync/merge"

	"github.com/rs/zerolog"
)

var testNow = time.Date(2026, 11, 23, 19, 30, 0, 0, time.UTC)

func openStore(t testing.TB, dir string) *store.Store {
	t.Helper()
	master, err := seal.NewMaster(bytes.Repeat([]byte{7}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(dir, store.Options{Master: master, Place: Place(), Now: func() time.Time { return testNow },
		Log: zerolog.Nop(), InMemory: dir == ""})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func fill(t testing.TB, s *store.Store) Links { return fillFor(t, s, 0) }

func fillFor(t testing.TB, s *store.Store, people int) Links {
	t.Helper()
	links, err := Fill(context.Background(), s, testNow, people)
	if err != nil {
		t.Fatal(err)
	}
	return links
}

// tellAlone tells the history without a store.
func tellAlone(now time.Time) (*book, *cast) {
	b := newBook(now)
	c := &cast{}
	for _, o := range ordinary {
		for _, t := range o.teams {
			made := t.team(b.id(now))
			for _, name := range t.coaches {
				made.coaches = append(made.coaches, &coach{id: b.id(now), name: name, team: made, phone: newPhone(b.id(now))})
			}
			c.teams = append(c.teams, made)
		}
	}
	tell(b, c)
	return b, c
}

// Whatever day it is filled on, everything in it is valid, and nothing lies ahead.
func TestHistoryIsValid(t *testing.T) {
	for _, now := range []time.Time{testNow, time.Date(2028, 2, 29, 0, 5, 0, 0, time.UTC), time.Date(2027, 1, 1, 23, 59, 0, 0, time.UTC)} {
		b, _ := tellAlone(now)
		for _, w := range b.inOrder() {
			change := merge.Change{Kind: w.kind, ID: w.id, Set: plain(w.set), Add: w.add}
			if problems := schema.Validate(w.scope, change, false); problems != nil {
				t.Fatalf("%s: %s %s: %v", now, w.scope, w.kind, problems)
			}
			if w.at.Before(b.start) || !w.at.Before(now) {
				t.Fatalf("%s: a %s at %s", now, w.kind, w.at)
			}
		}
		if n := len(b.writes); n < 8000 || n > 20000 {
			t.Errorf("%s: %d changes", now, n)
		}
	}
}

func plain(set fields) map[string]any { return set }

func TestFill(t *testing.T) {
	s := openStore(t, t.TempDir())
	began := time.Now()
	links := fill(t, s)
	scopes, err := s.Scopes()
	if err != nil {
		t.Fatal(err)
	}
	entries := 0
	for _, scope := range scopes {
		if err := s.Log(scope, 1, func(store.Logged) error { entries++; return nil }); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d scopes, %d entries, %v", len(scopes), entries, time.Since(began))
	if links.Steward == "" || links.Coaches[0] == "" || links.Coaches[1] == "" || links.OtherCoach == "" ||
		links.Commissioner == "" || links.Auditor == "" {
		t.Errorf("links: %+v", links)
	}
	if again := fill(t, s); again != links {
		t.Errorf("a second fill gives %+v, want %+v", again, links)
	}
	devices, err := s.Devices(place.Host)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range devices {
		if !d.Revoked {
			t.Errorf("%s is still in use", d.Name)
		}
	}
}
