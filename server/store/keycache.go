package store

import (
	"sync"

	"alongside/server/seal"
	"alongside/server/vault"
)

// keysAtMost bounds each of the two generations of unwrapped keys, of about 1 KB
// each.
const keysAtMost = 1024

// keyCache remembers the unwrapped keys of scopes that were asked for lately, by
// their slots, which are never used twice.
type keyCache struct {
	mu       sync.Mutex
	now, old map[vault.Slot]seal.Key
	gone     map[vault.Slot]bool // destroyed while the store was open
}

// unwrap is the key in a slot. It wraps vault.ErrDestroyed.
func (c *keyCache) unwrap(keys *vault.Vault, slot vault.Slot) (seal.Key, error) {
	if known, ok := c.find(slot); ok {
		return known, nil
	}
	key, err := keys.Key(slot)
	if err == nil {
		c.add(slot, key)
	}
	return key, err
}

func (c *keyCache) find(slot vault.Slot) (seal.Key, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, ok := c.now[slot]
	if !ok {
		known, ok = c.old[slot]
	}
	return known, ok
}

func (c *keyCache) add(slot vault.Slot, key seal.Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone[slot] {
		return // read just before it was destroyed
	}
	if c.now == nil || len(c.now) >= keysAtMost {
		c.now, c.old = map[vault.Slot]seal.Key{}, c.now
	}
	c.now[slot] = key
}

// forget drops a key that was destroyed, for good.
func (c *keyCache) forget(slot vault.Slot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone == nil {
		c.gone = map[vault.Slot]bool{}
	}
	c.gone[slot] = true
	delete(c.now, slot)
	delete(c.old, slot)
}
