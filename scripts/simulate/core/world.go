package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"testing/fstest"
	"time"

	"alongside/server/api"
	"alongside/server/erasures"
	"alongside/server/place"
	"alongside/server/pwafiles"
	"alongside/server/seal"
	"alongside/server/signin"
	"alongside/server/store"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// issuer is the audience of the assertions that simulated phones sign.
const issuer = "http://simulated"

// request is the head of a frame from the simulator. Now is the server's clock,
// milliseconds since 1970; what else is read depends on Op.
type request struct {
	Op  string `json:"op"`
	Now int64  `json:"now"`

	Seed   uint64 `json:"seed"`   // open
	Backed bool   `json:"backed"` // open: there will be backups

	Back  int     `json:"back"`  // restore: which backup, counted from the newest
	Share float64 `json:"share"` // compact: how much of the log of Scope

	ID     int    `json:"id"` // http
	Method string `json:"method"`
	Path   string `json:"path"`
	Auth   string `json:"auth"`
	Type   string `json:"type"`
	Zip    string `json:"encoding"` // of the body
	Cut    bool   `json:"cut"`      // step: the power goes when all but the commit is done

	Do     string     `json:"do"` // admin
	Name   string     `json:"name"`
	Of     string     `json:"of"`
	Role   place.Role `json:"role"`
	Teams  []string   `json:"teams"`
	Scope  string     `json:"scope"`
	Member string     `json:"member"`
}

// world is one store at a time and the API over it.
type world struct {
	now    time.Time
	cut    bool
	seed   uint64
	backed bool
	base   store.Options
	store  *store.Store
	api    *api.Server
	calls  map[int]*call
	ended  *atomic.Int32 // how many of them are over
	asked  uint32        // requests so far; each comes from an address of its own

	backups  []backup
	restores int
	archive  archive
	ledger   *erasures.Ledger // outside of the store, so a restore has it too
}

var errCut = errors.New("the power went")

func newWorld() (*world, error) {
	master, err := seal.NewMaster(bytes.Repeat([]byte{7}, seal.KeySize))
	if err != nil {
		return nil, err
	}
	app, err := pwafiles.New(fstest.MapFS{"index.html": &fstest.MapFile{Mode: fs.ModePerm}})
	if err != nil {
		return nil, err
	}
	w := &world{}
	w.forget()
	w.base = store.Options{Master: master, Now: w.clock, Log: zerolog.Nop(),
		InMemory: true, MemTable: 8 << 20, Stepped: true, BeforeCommit: w.beforeCommit}
	w.api = api.New(api.Config{App: app, Log: zerolog.Nop(), Registry: prometheus.NewRegistry(),
		Now: w.clock, ClientHeader: clientHeader})
	w.api.Ready(true)
	return w, nil
}

func (w *world) clock() time.Time { return w.now }

// open begins a new history in a new store.
func (w *world) open(seed uint64, backed bool) error {
	if w.store != nil {
		w.forget()
		if err := w.store.Close(); err != nil {
			return err
		}
	}
	w.seed, w.backed, w.backups, w.restores, w.archive = seed, backed, nil, 0, archive{}
	var err error
	if w.ledger, err = erasures.Open(""); err != nil {
		return err
	}
	s, err := store.Open("", w.options())
	if err != nil {
		return err
	}
	return w.serve(s)
}

// beforeCommit fails the commit at which the power is to go.
func (w *world) beforeCommit() error {
	if w.cut {
		return errCut
	}
	return nil
}

// serve lets the API answer from s.
func (w *world) serve(s *store.Store) error {
	signing := s.Signing()
	keys, err := signin.NewKeys(issuer, signin.Key(signing.Current), signin.Key(signing.Next), api.FormerKeys(signing)...)
	if err != nil {
		return err
	}
	w.store, w.api.Store, w.api.Keys = s, s, keys
	return nil
}

// crash forgets all that was not committed, and every call.
func (w *world) crash() error {
	w.forget()
	w.cut = false
	s, err := w.store.Crash()
	if err != nil {
		return fmt.Errorf("opening after a crash: %w", err)
	}
	return w.serve(s)
}

// answer does what a frame asks for.
func (w *world) answer(ask request, body []byte) (head any, reply []byte) {
	w.now = time.UnixMilli(ask.Now)
	var err error
	switch ask.Op {
	case "open":
		err = w.open(ask.Seed, ask.Backed)
	case "http":
		w.begin(ask, body)
		return w.finished()
	case "step":
		w.cut = ask.Cut
		err = w.store.Step()
		if ask.Cut && (err == nil || errors.Is(err, errCut)) {
			head, reply = w.tooEarly()
			if err = w.crash(); err == nil {
				return head, reply
			}
		}
		if err == nil {
			return w.finished()
		}
	case "crash":
		err = w.crash()
	case "admin":
		return w.admin(ask)
	case "backup":
		err = w.backUp()
	case "restore":
		err = w.restore(ask.Back)
	case "compact":
		err = w.compact(ask.Scope, ask.Share)
	case "verify":
		head, err = w.verify()
		return head, problem(err)
	case "devices":
		head, err = w.devices()
		return head, problem(err)
	case "dump":
		head, err = w.dump()
		return head, problem(err)
	default:
		err = fmt.Errorf("there is no %q", ask.Op)
	}
	return map[string]string{}, problem(err)
}

// problem is the body of a frame that could not be answered.
func problem(err error) []byte {
	if err == nil {
		return nil
	}
	return []byte("!" + err.Error())
}
