package api

import (
	"math"
	"strconv"
	"sync"
	"time"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

// How often one device may ask: a phone that catches up asks a few times a second,
// and one that fetches ten thousand records some fifty times in all.
const (
	asksASecond = 100
	asksAtOnce  = 1000
	sweepAbove  = 4096 // buckets
)

// buckets let each of many ask at a rate, and many times at once after a rest.
type buckets struct {
	mu    sync.Mutex
	rate  float64 // a second
	burst float64
	of    map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

func newBuckets(rate, burst float64) *buckets {
	return &buckets{rate: rate, burst: burst, of: map[string]bucket{}}
}

// take says how long somebody has to wait before they may ask; 0 for not at all.
func (b *buckets) take(who string, now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.of) > sweepAbove {
		b.sweep(now)
	}
	left := b.left(b.of[who], now)
	if left < 1 {
		b.of[who] = bucket{left, now}
		return time.Duration((1 - left) / b.rate * float64(time.Second))
	}
	b.of[who] = bucket{left - 1, now}
	return 0
}

func (b *buckets) left(one bucket, now time.Time) float64 {
	if one.at.IsZero() {
		return b.burst
	}
	return math.Min(b.burst, one.left+max(0, now.Sub(one.at).Seconds())*b.rate)
}

// sweep forgets whoever has rested long enough to be like new.
func (b *buckets) sweep(now time.Time) {
	for who, one := range b.of {
		if b.left(one, now) >= b.burst {
			delete(b.of, who)
		}
	}
}

// notTooOften refuses a device that asks more than it can have reason to.
func (s *Server) notTooOften(c *fiber.Ctx, device string) error {
	wait := s.asks.take(device, s.Now())
	if wait == 0 {
		return nil
	}
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
	return place.Refuse(place.TooMany, "This device asks too often. Wait a moment.")
}
