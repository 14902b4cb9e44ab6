package store

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"alongside/server/place"

	"github.com/rs/zerolog"
)

// A full disk kills the process in the middle of a write to a mapped file. So the
// store takes no more writes while there is still room for what Badger has to write
// by itself: its tables, and what it compacts.
const (
	roomEvery = 2 * time.Second
	// largeJob is the size of a job in bytes before which the disk is asked anew.
	largeJob = 64 << 10
)

// room watches how much is free where the store lies.
type room struct {
	dir  string
	min  uint64 // bytes; 0 for no watching
	log  zerolog.Logger
	low  atomic.Bool
	dire atomic.Bool // not even half of min is free
}

// Low says why the store takes no writes at the moment, as a *place.Error with the
// code read_only; nil where it does take them.
func (s *Store) Low() error {
	if !s.room.low.Load() {
		return nil
	}
	return place.Refuse(place.ReadOnly, "The server's disk is nearly full. It can be read, and takes nothing new until there is room.")
}

// look asks how much is free. A little more than the least has to be there before
// the store takes writes again, so that it does not go to and fro.
func (r *room) look() {
	if r.min == 0 {
		return
	}
	free, known, err := freeBytes(r.dir)
	if err != nil || !known {
		return
	}
	r.dire.Store(free < r.min/2)
	was := r.low.Load()
	low := free < r.min || was && free < r.min+r.min/16
	if low == was || !r.low.CompareAndSwap(was, low) {
		return
	}
	line := r.log.Warn()
	if !low {
		line = r.log.Info()
	}
	line.Uint64("free", free).Uint64("least", r.min).Msg(map[bool]string{
		true:  "the disk is nearly full: nothing is written until there is room; phones keep what they have",
		false: "there is room on the disk again: writes are taken",
	}[low])
}

// startRoom refuses to open a store on a disk that has no room for what Badger
// writes as it opens: what a killed server had in memory becomes tables.
func startRoom(dir string, opts Options) error {
	free, known, err := freeBytes(dir)
	if err != nil || !known || free >= 2*uint64(opts.MemTable) {
		return nil // a folder that is not there yet has nothing to lose
	}
	return refuse(dir, roomAdvice, errNoRoom, "its disk has %d MiB free and a start needs %d",
		free>>20, 2*opts.MemTable>>20)
}

// errNoRoom says that a store was not opened for want of room.
var errNoRoom = errors.New("store: no room to start")

const roomAdvice = "Nothing was changed and nothing is lost. Make room on the disk, and start again"

// watch looks every few seconds until the store closes.
func (s *Store) watchRoom() {
	ticker := time.NewTicker(roomEvery)
	defer ticker.Stop()
	for {
		select {
		case <-s.closing:
			return
		case <-ticker.C:
			s.room.look()
		}
	}
}

// admits refuses a job that the disk has no room for.
func (s *Store) admits(j *job) error {
	if j.size >= largeJob {
		s.room.look()
	}
	if j.small && !s.room.dire.Load() {
		return nil
	}
	return s.Low()
}

// spent are the assertions that were used while even their numbers could not be
// written, by the key that they would have. They are short-lived, and so are these.
type spent struct {
	mu  sync.Mutex
	all map[string]time.Time // until when to remember
}

// use notes a key; false where it is there already.
func (s *spent) use(key []byte, now, until time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for other, end := range s.all {
		if end.Before(now) {
			delete(s.all, other)
		}
	}
	if _, used := s.all[string(key)]; used {
		return false
	}
	if s.all == nil {
		s.all = map[string]time.Time{}
	}
	s.all[string(key)] = until
	return true
}

func (s *spent) used(key []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, used := s.all[string(key)]
	return used
}

// isLow says whether an error is that of a disk without room.
func isLow(err error) bool {
	var refusal *place.Error
	return errors.As(err, &refusal) && refusal.Code == place.ReadOnly
}
