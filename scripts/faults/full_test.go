package faults

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// A disk of smallDisk bytes on which leastFree must stay free for writes.
const (
	smallDisk = 192 << 20
	leastFree = 80 << 20
)

// The disk gets full while phones push: the server takes nothing more and says so,
// in good time; whoever reads goes on reading, signs in and starts anew, even when
// not one byte is left; nothing that a phone wrote is lost; and it takes everything
// as soon as there is room.
func TestAFullDisk(t *testing.T) {
	mayMount(t)
	d := newMemory(t, smallDisk)
	b := newBed(t, d.dir, 3, "--min-free", strconv.Itoa(leastFree))
	defer b.kill() // before its disk goes
	defer b.rest()
	app := startApp(t, b.server, b.base, 0)
	b.work()
	b.moved(b.marks())

	balloon := filepath.Join(d.dir, "balloon")
	check(t, os.WriteFile(balloon, make([]byte, d.free(t)-leastFree/2), 0o600))
	b.refusedAll()
	marks := b.marks()
	app.say("go")
	fill(t, filepath.Join(d.dir, "crumbs"))
	if free := d.free(t); free > 64<<10 {
		t.Fatalf("the disk is not full: %d bytes are free", free)
	}
	b.refusedAll()
	b.pulls()
	b.kill() // on a disk without one free byte
	b.refusesToStart("Make room on the disk")
	check(t, os.Remove(filepath.Join(d.dir, "crumbs")))
	d.leave(t, balloon, leastFree/2) // what the server wrote before it noticed is in the way of a start
	b.start()
	b.refusedAll()
	b.pulls()
	for i, was := range marks {
		if now := b.writers[i].Acked(); now != was {
			t.Errorf("phone %d: %d changes were taken on a full disk", i, now-was)
		}
	}

	check(t, os.Remove(balloon))
	b.moved(marks)
	told := app.finish()
	if told.Statuses["/v1/sync 507"] == 0 {
		t.Fatalf("the app met no full disk: %v", told.Statuses)
	}
	b.rest()
	b.whole()
	app.arrived(b.reader, told)
	t.Logf("3 phones were refused %d times; the app's calls: %v; %d changes acknowledged in the end",
		b.refusals(http.StatusInsufficientStorage), told.Statuses, b.acknowledged())
}

// The room goes at once, faster than the server looks for it. It may die of that;
// what it has acknowledged it still has once there is room.
func TestADiskThatFillsAtOnce(t *testing.T) {
	mayMount(t)
	d := newMemory(t, smallDisk)
	b := newBed(t, d.dir, 4, "--min-free", strconv.Itoa(8<<20))
	defer b.kill()
	defer b.rest()
	b.work()
	b.moved(b.marks())
	balloon := filepath.Join(d.dir, "balloon")
	fill(t, balloon)
	if free := d.free(t); free > 64<<10 {
		t.Fatalf("the disk is not full: %d bytes are free", free)
	}
	died := !b.refusedOrGone()
	acknowledged := b.acknowledged()
	b.kill()
	check(t, os.Remove(balloon))
	b.start()
	b.moved(b.marks())
	b.rest()
	b.whole()
	t.Logf("died of it: %v; %d changes were acknowledged before, none is lost", died, acknowledged)
}

// refusedAll waits until every phone was told once more that there is no room.
func (b *bed) refusedAll() {
	b.t.Helper()
	before := make([]int, len(b.writers))
	for i, w := range b.writers {
		before[i] = w.refusals(http.StatusInsufficientStorage)
	}
	end := time.Now().Add(time.Minute)
	for i, w := range b.writers {
		for w.refusals(http.StatusInsufficientStorage) == before[i] {
			if time.Now().After(end) {
				b.t.Fatalf("phone %d was never told of a full disk: %v\n%s", i, w.wrong, b.said.end())
			}
			time.Sleep(2 * time.Millisecond)
		}
	}
}

// refusedOrGone waits until a phone is told that there is no room (true) or the
// process has died of it (false).
func (b *bed) refusedOrGone() bool {
	b.t.Helper()
	before := b.refusals(http.StatusInsufficientStorage)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		select {
		case <-b.gone:
			return false
		default:
		}
		if b.refusals(http.StatusInsufficientStorage) > before {
			return true
		}
	}
	b.t.Fatalf("nobody noticed the full disk:\n%s", b.said.end())
	return false
}

// pulls lets a phone that knows nothing sign in and pull everything.
func (b *bed) pulls() {
	b.t.Helper()
	check(b.t, b.reader.SignIn())
	fresh := b.reader.again()
	fresh.pull(b.t)
	if len(fresh.log) == 0 {
		b.t.Error("nothing could be pulled")
	}
	b.reader.pull(b.t)
}

func (b *bed) refusals(status int) (total int) {
	for _, w := range b.writers {
		total += w.refusals(status)
	}
	return total
}

func (w *writer) refusals(status int) int {
	w.Lock()
	defer w.Unlock()
	return w.refused[status]
}
