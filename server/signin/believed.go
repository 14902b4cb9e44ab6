package signin

import (
	"crypto/sha256"
	"sync"
	"time"
)

// believedAtMost bounds each of the two generations of tokens that are remembered.
const believedAtMost = 2048

// believed remembers access tokens whose signature was checked, by their
// SHA-256: the same one comes with every request of a device for ten minutes, and
// checking it costs more than the rest of a small round. What it says is still
// held against the clock each time. Nothing that was refused is remembered.
type believed struct {
	mu       sync.RWMutex
	now, old map[[sha256.Size]byte]Access
}

// find is what a token says that was believed before and has not run out.
func (b *believed) find(sum [sha256.Size]byte, now time.Time) (Access, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	access, known := b.now[sum]
	if !known {
		access, known = b.old[sum]
	}
	return access, known && now.Before(access.Expires)
}

func (b *believed) add(sum [sha256.Size]byte, access Access) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now == nil || len(b.now) >= believedAtMost {
		b.now, b.old = map[[sha256.Size]byte]Access{}, b.now
	}
	b.now[sum] = access
}

// forget drops everything, since other keys are in use from now on.
func (b *believed) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now, b.old = nil, nil
}
