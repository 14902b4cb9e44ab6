package faults

import (
	"math/rand/v2"
	"testing"
	"time"
)

const wholeEvery = 25 // kills; checking everything takes as long as there is much of it

// Phones push all the time while the server is killed with -9 at any moment and
// started again on the same folder.
func TestKills(t *testing.T) {
	b := newBed(t, t.TempDir(), 4)
	b.work()
	killedMidPush := 0
	for cycle := 1; cycle <= *kills; cycle++ {
		b.moved(b.marks())
		b.reader.pull(t)
		time.Sleep(rand.N(120 * time.Millisecond))
		before := b.cut()
		b.kill()
		b.start()
		b.moved(b.marks())
		if b.cut() > before {
			killedMidPush++
		}
		if cycle%wholeEvery == 0 {
			b.rest()
			b.whole()
			b.work()
		}
		if t.Failed() {
			t.Fatalf("after %d kills", cycle)
		}
	}
	b.rest()
	if killedMidPush == 0 {
		t.Fatal("no kill came during a push")
	}
	b.whole()
	b.stop()
	t.Logf("%d kills, %d of them during a push, %d changes acknowledged", *kills, killedMidPush, b.acknowledged())
}
