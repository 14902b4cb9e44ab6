package store

import "sync"

// Moved says that a scope's log has grown to head.
type Moved struct {
	Scope string
	Head  uint64
}

// moved is what a commit tells of a scope: circle is empty but for person and between.
type moved struct {
	head   uint64
	circle []string
}

// maxPending bounds what waits for one listener. News beyond it is left out,
// which costs time only: whoever hears of one scope asks for all.
const maxPending = 1024

// watches are the listeners. Telling them never waits for one.
type watches struct {
	mu    sync.Mutex
	all   map[*watch]bool
	ended bool
}

// watch is one listener; pending holds what it was not told yet.
type watch struct {
	member  string
	out     chan Moved
	wake    chan struct{}
	stop    chan struct{}
	once    sync.Once
	mu      sync.Mutex
	pending map[string]uint64
	order   []string
}

// Watch tells of every readable scope that moves, each scope's news coalesced
// while the listener is busy. The channel is closed by cancel, by Close, and when
// a device, the role or the teams of the member change; cancel may be called twice.
func (s *Store) Watch(member string) (<-chan Moved, func()) {
	w := &watch{member: member, out: make(chan Moved), wake: make(chan struct{}, 1),
		stop: make(chan struct{}), pending: map[string]uint64{}}
	s.watches.mu.Lock()
	defer s.watches.mu.Unlock()
	if s.watches.ended {
		close(w.out)
		return w.out, func() {}
	}
	s.watches.all[w] = true
	go w.run()
	return w.out, func() { s.watches.remove(w) }
}

// run hands over what is pending until it is stopped.
func (w *watch) run() {
	defer close(w.out)
	for {
		next, ok := w.next()
		if !ok {
			select {
			case <-w.wake:
				continue
			case <-w.stop:
				return
			}
		}
		select {
		case w.out <- next:
		case <-w.stop:
			return
		}
	}
}

func (w *watch) next() (Moved, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.order) == 0 {
		return Moved{}, false
	}
	scope := w.order[0]
	w.order = w.order[1:]
	head := w.pending[scope]
	delete(w.pending, scope)
	return Moved{scope, head}, true
}

func (w *watch) add(scope string, head uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, waits := w.pending[scope]; !waits {
		if len(w.order) >= maxPending {
			return
		}
		w.order = append(w.order, scope)
	}
	w.pending[scope] = max(w.pending[scope], head)
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// tell puts the news of one commit before everybody who may read it.
func (ws *watches) tell(d *directory, news map[string]moved) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for w := range ws.all {
		actor := d.actor(w.member)
		for scope, m := range news {
			if actor.Reads(scope, m.circle) {
				w.add(scope, m.head)
			}
		}
	}
}

func (ws *watches) remove(w *watch) {
	ws.mu.Lock()
	delete(ws.all, w)
	ws.mu.Unlock()
	w.once.Do(func() { close(w.stop) })
}

// end stops the watches of one member, or with "" all of them for good.
func (ws *watches) end(member string) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	ws.ended = ws.ended || member == ""
	for w := range ws.all {
		if member == "" || w.member == member {
			delete(ws.all, w)
			w.once.Do(func() { close(w.stop) })
		}
	}
}
