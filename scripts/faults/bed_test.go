package faults

import (
	"context"
	"sync"
	"testing"
	"time"
)

// bed is a server with phones that write to it all the time, and one that reads.
type bed struct {
	*server
	writers []*writer
	reader  *reader

	cancel  context.CancelFunc
	writing sync.WaitGroup
}

// newBed starts a server on an empty folder with so many writing phones.
func newBed(t testing.TB, dir string, writers int, args ...string) *bed {
	t.Helper()
	b := &bed{server: serve(t, dir, args...)}
	b.start()
	b.found()
	for range writers {
		b.writers = append(b.writers, newWriter(t, b.server))
	}
	b.reader = newReader(b.coach())
	t.Cleanup(b.rest)
	return b
}

// work lets every phone write and send, until rest.
func (b *bed) work() {
	ctx, cancel := context.WithCancel(context.Background())
	b.cancel = cancel
	for _, w := range b.writers {
		b.writing.Go(func() { w.run(ctx) })
	}
}

// rest ends what work began.
func (b *bed) rest() {
	if b.cancel != nil {
		b.cancel()
		b.writing.Wait()
	}
}

// marks are how far each phone was acknowledged.
func (b *bed) marks() []uint64 {
	var out []uint64
	for _, w := range b.writers {
		out = append(out, w.Acked())
	}
	return out
}

// moved waits until every phone was acknowledged more than at marks: none is stuck.
func (b *bed) moved(marks []uint64) {
	b.t.Helper()
	end := time.Now().Add(time.Minute)
	for i, w := range b.writers {
		for w.Acked() <= marks[i] {
			if time.Now().After(end) {
				b.t.Fatalf("phone %d is stuck at change %d: %v\n%s", i, marks[i], w.wrong, b.said.end())
			}
			time.Sleep(2 * time.Millisecond)
		}
	}
}

// cut is how many rounds were sent and never answered so far.
func (b *bed) cut() (total int) {
	for _, w := range b.writers {
		w.Lock()
		total += w.cut
		w.Unlock()
	}
	return total
}

func (b *bed) acknowledged() (total uint64) {
	for _, w := range b.writers {
		total += w.Acked()
	}
	return total
}

// whole checks everything there is to check, with the phones at rest: all queues
// run empty, what is sent again is answered as before, and a phone that pulls
// from nothing, like one that has been there all the time, gets each change once.
func (b *bed) whole() {
	b.t.Helper()
	fresh := b.reader.again()
	for _, w := range b.writers {
		w.drain(b.t)
		w.replay(b.t)
	}
	b.reader.pull(b.t)
	fresh.pull(b.t)
	for _, w := range b.writers {
		b.reader.has(b.t, w)
		fresh.has(b.t, w)
	}
}
