package store

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	_ "time/tzdata" // days are reckoned in the place's zone on any machine

	"alongside/server/erasures"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/vault"

	"github.com/dgraph-io/badger/v4"
	"github.com/oklog/ulid/v2"
	"github.com/rs/zerolog"
)

// Options say how to open a store.
type Options struct {
	// Master wraps the keys; Next is tried where it does not fit, after a rotation
	// that was cut short. The zero Next is none.
	Master, Next seal.Master
	// Relearn makes a ledger that was lost anew out of what the store knows.
	Relearn bool
	// Ledger is what was erased; by default the file beside the data folder, whose
	// name ends with .erasures, or none where nothing is written to disk.
	Ledger *erasures.Ledger
	// Place names a new store; its ID is ignored. Zone defaults to Europe/London,
	// Currency to GBP. A store that exists keeps its own.
	Place    place.Place
	Now      func() time.Time // default time.Now
	Log      zerolog.Logger
	InMemory bool // for tests: nothing is written to disk and dir is ignored
	// BackedUp says that something calls SetStable; without it stable is have.
	BackedUp bool
	// Random is where ids come from; default crypto/rand.
	Random io.Reader
	// MemTable is how many bytes Badger gathers in memory; default 16 MiB.
	MemTable int64
	// Stepped leaves committing to calls of Step; for the simulator.
	Stepped bool
	// MinFree is how many bytes must be free on the disk for the store to take
	// writes; 0 for any. On other systems than Linux it has no effect.
	MinFree uint64
	// seen is what was found in the folder before Badger opened it; nil for no folder.
	seen *survey
	// adopt takes a folder whatever its witness says; still keeps Badger from compacting.
	adopt, still bool
	// broken is told of what Badger fails at in the background.
	broken func(error)
	// BeforeCommit may fail a commit when everything but that is done; for the simulator.
	BeforeCommit func() error

	loading bool // a Loader opens what it has loaded
	dir     string
	keys    *vault.Vault
}

// Store is one open place. Its methods are safe for use from several goroutines.
type Store struct {
	opts  Options
	db    *badger.DB
	admin seal.Key // seals what belongs to no scope

	voucher seal.Voucher
	epoch   string
	former  []string // the epochs that this history goes on from, oldest first
	server  string   // device id of the server's own entries

	last    commit   // of the committer alone
	witness *witness // nil where there is no folder
	reading sync.WaitGroup
	room    room
	spent   spent

	directory  atomic.Pointer[directory]
	signing    atomic.Pointer[signingValue]
	notary     ed25519.PrivateKey // signs the trail's head
	shown      shown
	contacts   *contacts
	keys       keyCache
	erasing    sync.Mutex  // one erasure, or rotation, at a time
	unfinished atomic.Bool // the ledger has what is not carried out yet
	watches    watches
	figures    counted
	money      moneyed
	consents   moneyed
	opened     moneyed
	due        dueSoon

	queue     chan *job
	closing   chan struct{}
	committed chan struct{} // closed when the committer has stopped
	quiet     sync.Once
	close     sync.Once
	steps     steps
	// fatal ends the process; tests alone put something else here.
	fatal func(error)
}

// Exists says whether dir holds a store already.
func Exists(dir string) bool {
	for _, name := range []string{badger.ManifestFilename, witnessName} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

// Open opens the store in dir, or makes a new one. It refuses a newer format,
// another master key, and a log that does not agree with its own heads, each
// with an error that says what to do.
func Open(dir string, opts Options) (*Store, error) {
	opts = opts.filled()
	if opts.InMemory {
		return openSeen(nil, opts)
	}
	seen, err := look(dir, readBudget, false)
	if err != nil {
		return nil, err
	}
	return openSeen(&seen, opts)
}

// openSeen opens a folder that was looked at, or without one a store in memory.
func openSeen(seen *survey, opts Options) (*Store, error) {
	dir := ""
	if opts.seen = seen; seen != nil {
		dir = seen.dir
	}
	opts.dir = dir
	link := &breaker{}
	opts.broken = link.broken
	db, err := openBadger(dir, opts)
	if err != nil {
		return nil, err
	}
	s, err := openOver(db, opts)
	if err == nil {
		link.store.Store(s)
	}
	return s, err
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.MemTable == 0 {
		o.MemTable = 16 << 20
	}
	return o
}

// openOver opens the store that an open database holds. It closes the database
// if it fails. Where opts.seen is nil nothing is witnessed.
func openOver(db *badger.DB, opts Options) (*Store, error) {
	seen := opts.seen
	opts.seen = nil
	s := &Store{opts: opts, db: db, contacts: newContacts(),
		watches: watches{all: map[*watch]bool{}},
		queue:   make(chan *job, queueLength), closing: make(chan struct{}), committed: make(chan struct{})}
	s.fatal = s.end
	err := s.openLedger()
	if err == nil {
		err = s.load(seen)
	}
	if err != nil {
		return nil, errors.Join(err, s.witness.close(), db.Close())
	}
	s.startCommitting()
	if seen != nil {
		s.room.dir, s.room.min, s.room.log = seen.dir, opts.MinFree, opts.Log
		s.room.look()
		s.reading.Go(func() { s.keepReading(seen) })
		s.reading.Go(s.watchRoom)
	}
	if opts.adopt {
		return s, nil
	}
	if err := s.Stepped(s.bringUp); err != nil && !isLow(err) {
		return nil, errors.Join(err, s.Close())
	}
	if opts.loading {
		return s, nil
	}
	err = s.Stepped(s.catchUp)
	if err == nil {
		err = s.opts.Ledger.Begin()
	}
	if err != nil && !isLow(err) {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.Stepped(func() error { return s.TurnSigning(false) }); err != nil && !isLow(err) {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// load reads what the store is, or makes it one.
func (s *Store) load(seen *survey) error {
	var number, epoch []byte
	err := s.view(func(v view) (err error) {
		if err = v.checkLoaded(); err != nil {
			return err
		}
		if number, err = v.get(metaKey(formatFact)); err != nil {
			return err
		}
		if s.former, err = v.formerEpochs(); err != nil {
			return err
		}
		epoch, err = v.get(metaKey(epochFact))
		return err
	})
	s.epoch = string(epoch)
	switch {
	case err != nil:
		return err
	case number == nil:
		return s.found(seen)
	case string(number) == strconv.Itoa(format):
		if err := s.openKeys(); err != nil {
			return err
		}
		return s.resume(seen)
	case string(number) == "5":
		if err := s.openKeys(); err != nil {
			return err
		}
		return s.upgradeFifth(seen)
	case slices.Contains([]string{"1", "2", "3", "4"}, string(number)):
		return s.upgrade(seen, string(number))
	}
	return fmt.Errorf("the store has format %s and this program knows formats up to %d: "+
		"start it with the newer program that wrote it, or restore a backup made before that", number, format)
}

func (v view) load() error {
	s := v.store
	if err := errors.Join(s.unwrapOwn(), v.checkLedger()); err != nil {
		return err
	}
	server, err := v.get(metaKey(serverFact))
	if err != nil {
		return err
	}
	s.server = string(server)
	signing := &signingValue{}
	if _, err := v.getSealed(metaKey(signingFact), signing); err != nil {
		return err
	}
	s.signing.Store(signing)
	if err := v.loadNotary(); err != nil {
		return err
	}
	d, err := v.readDirectory()
	if err != nil {
		return err
	}
	s.directory.Store(d)
	s.figures.state, err = v.recount(s.today())
	return err
}

// found makes a new store, in one transaction before anything else runs.
func (s *Store) found(seen *survey) error {
	if seen != nil && seen.witness.number > 0 {
		return behind(seen.dir, 0, seen.witness.number)
	}
	p := s.opts.Place
	p.ID = s.newID()
	if p.Zone == "" {
		p.Zone = "Europe/London"
	}
	if p.Currency == "" {
		p.Currency = "GBP"
	}
	if p.Name == "" {
		p.Name = "Alongside"
	}
	if _, err := time.LoadLocation(p.Zone); err != nil {
		return fmt.Errorf("the place's time zone: %w", err)
	}
	s.epoch, s.server = s.newID(), s.newID()
	s.signing.Store(newSigning(s.opts.Now()))
	s.directory.Store(&directory{place: p, orgs: map[string]place.Org{}, teams: map[string]place.Team{},
		members: map[string]place.Member{}, devices: map[string]place.Device{}})
	t := s.begin(nil)
	defer t.discard()
	var err error
	if s.figures.state, err = t.recount(s.today()); err != nil {
		return err
	}
	if err := s.makeKeys(seal.NewRaw(), s.opts.Master.Voucher()); err != nil {
		return err
	}
	t.put(metaKey(formatFact), []byte(strconv.Itoa(format)))
	t.put(metaKey(adminFact), nil)
	t.put(metaKey(vouchFact), nil)
	t.put(metaKey(epochFact), []byte(s.epoch))
	t.put(metaKey(serverFact), []byte(s.server))
	t.putSealed(metaKey(placeFact), p)
	t.putSealed(metaKey(signingFact), s.signing.Load())
	t.makeNotary()
	return s.commitAlone(seen, t)
}

// Quiet ends the watches, commits what waits and takes no more writes; the store
// can still be read. It may be called twice.
func (s *Store) Quiet() {
	s.quiet.Do(func() {
		s.watches.end("")
		close(s.closing)
		s.stopCommitting()
	})
}

// Close does the same and closes the store.
func (s *Store) Close() error {
	s.Quiet()
	var err error
	s.close.Do(func() {
		s.figures.releasing.Lock()
		defer s.figures.releasing.Unlock()
		s.reading.Wait()
		err = errors.Join(s.db.Close(), s.witness.close())
	})
	return err
}

func (s *Store) nowMS() int64 { return s.opts.Now().UnixMilli() }

func (s *Store) newID() string { return newULID(s.opts.Now(), s.opts.Random) }

// newULID makes an id: a ULID of that moment, in lower case.
func newULID(now time.Time, random io.Reader) string {
	return strings.ToLower(ulid.MustNew(ulid.Timestamp(now), random).String())
}

// Place is the place that the store holds.
func (s *Store) Place() place.Place { return s.directory.Load().place }

// Epoch names this history of the store.
func (s *Store) Epoch() string { return s.epoch }

// Ready does an empty commit: it fails once nothing can be written any more.
func (s *Store) Ready(ctx context.Context) error {
	return s.commit(ctx, &job{run: func(*tx) error { return nil }, count: 1})
}
