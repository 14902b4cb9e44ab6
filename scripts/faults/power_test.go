package faults

import (
	"crypto/rand"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const diskSize = 512 << 20

// Phones push all the time while the power is cut: the server is frozen in the
// middle of its work, what has reached the disk is copied, and the server goes on
// from the copy. Each cut hits the disk that the cut before has left.
func TestPowerCuts(t *testing.T) {
	mayMount(t)
	dir := t.TempDir()
	d := newDisk(t, dir, diskSize)
	b := newBed(t, d.dir, 4)
	defer b.kill() // before its disk goes
	defer b.rest()
	b.work()
	cutMidPush := 0
	for cycle := 1; cycle <= *cuts; cycle++ {
		b.moved(b.marks())
		b.reader.pull(t)
		time.Sleep(mathrand.N(150 * time.Millisecond))
		before := b.cut()
		d = b.cutPower(d, filepath.Join(dir, fmt.Sprintf("cut-%d.img", cycle)))
		b.start()
		b.moved(b.marks())
		if b.cut() > before {
			cutMidPush++
		}
		if cycle%wholeEvery == 0 {
			b.rest()
			b.whole()
			b.work()
		}
		if t.Failed() {
			t.Fatalf("after %d power cuts", cycle)
		}
	}
	b.rest()
	if cutMidPush == 0 {
		t.Fatal("no cut came during a push")
	}
	b.whole()
	t.Logf("%d power cuts, %d of them during a push, %d changes acknowledged", *cuts, cutMidPush, b.acknowledged())
}

// cutPower freezes the server, copies what is on the disk, and leaves the server
// dead with the copy as its disk. A file that nobody synced must not have come
// through: else nothing was cut.
func (b *bed) cutPower(d *disk, to string) *disk {
	b.t.Helper()
	unsynced(b.t, d.dir)
	b.freeze()
	d.cut(to)
	b.kill()
	d.unmount()
	check(b.t, os.Remove(d.image))
	d = mountDisk(b.t, to)
	lost(b.t, d.dir)
	b.data = filepath.Join(d.dir, "store")
	return d
}

const marker = "unsynced"

func unsynced(t testing.TB, dir string) {
	t.Helper()
	text := make([]byte, 1<<20)
	rand.Read(text)
	check(t, os.WriteFile(filepath.Join(dir, marker), text, 0o600))
}

func lost(t testing.TB, dir string) {
	t.Helper()
	about, err := os.Stat(filepath.Join(dir, marker))
	if err == nil && about.Size() > 0 {
		t.Fatalf("no power was cut: %d bytes that nobody synced are there", about.Size())
	}
	_ = os.Remove(filepath.Join(dir, marker))
}

// freeze stops the process where it is, and returns when all its threads stand.
func (s *server) freeze() {
	s.t.Helper()
	s.signal(syscall.SIGSTOP)
	frozen(s.t, s.running.Process.Pid)
}

func frozen(t testing.TB, pid int) {
	t.Helper()
	for range 1000 {
		if allStand(t, pid) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the process does not stand still")
}

func allStand(t testing.TB, pid int) bool {
	t.Helper()
	stats, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	check(t, err)
	for _, path := range stats {
		stat, err := os.ReadFile(path)
		check(t, err)
		_, rest, _ := strings.Cut(string(stat), ") ")
		if !strings.HasPrefix(rest, "T") {
			return false
		}
	}
	return len(stats) > 0
}
