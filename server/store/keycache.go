package store

import (
	"bytes"
	"sync"

	"alongside/server/seal"
)

// keysAtMost bounds each of the two generations of unwrapped keys, of about 1 KB
// each.
const keysAtMost = 1024

// keyCache remembers the unwrapped keys of scopes that were asked for lately.
// Whoever asks brings the wrapped key that lies in the store, and gets the one
// that it unwraps to: nothing is found here of a scope whose key is gone.
type keyCache struct {
	mu       sync.Mutex
	now, old map[string]unwrapped
}

type unwrapped struct {
	wrapped []byte
	key     seal.Key
}

func (c *keyCache) unwrap(master seal.Master, scope string, wrapped []byte) (seal.Key, error) {
	if known, ok := c.find(scope); ok && bytes.Equal(known.wrapped, wrapped) {
		return known.key, nil
	}
	key, err := master.Unwrap(wrapped, wrapPlace(scope))
	if err == nil {
		c.add(scope, unwrapped{wrapped, key})
	}
	return key, err
}

func (c *keyCache) find(scope string) (unwrapped, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, ok := c.now[scope]
	if !ok {
		known, ok = c.old[scope]
	}
	return known, ok
}

func (c *keyCache) add(scope string, key unwrapped) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil || len(c.now) >= keysAtMost {
		c.now, c.old = map[string]unwrapped{}, c.now
	}
	c.now[scope] = key
}
