package store

import (
	"maps"
	"sync"
)

// contact is when a device was last in touch, in ms: at all, and without
// sending anything.
type contact struct{ seen, idle int64 }

// contacts remembers when devices were in touch. They are written with the next
// commit, or some seconds later: losing those seconds only means more grace.
type contacts struct {
	mu    sync.Mutex
	known map[string]contact
	dirty map[string]contact
}

func newContacts() *contacts {
	return &contacts{known: map[string]contact{}, dirty: map[string]contact{}}
}

// touch notes a round at nowMS; idle says that it sent nothing.
func (c *contacts) touch(device string, nowMS int64, idle bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.known[device]
	now.seen = max(now.seen, nowMS)
	if idle {
		now.idle = max(now.idle, nowMS)
	}
	c.known[device] = now
	c.dirty[device] = now
}

func (c *contacts) of(device string) contact {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known[device]
}

// pending copies what was not written yet.
func (c *contacts) pending() map[string]contact {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.dirty)
}

// written forgets what was written, unless it has moved on since.
func (c *contacts) written(done map[string]contact) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for device, at := range done {
		if c.dirty[device] == at {
			delete(c.dirty, device)
		}
	}
}
