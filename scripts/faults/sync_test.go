package faults

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A sync that fails: the disk's image lies in a memory that is full, so that the
// file system has room and every new block of it is an error of the device. The
// process must end by itself, and have acknowledged nothing that is not on disk.
func TestAFailedSyncEndsTheProcess(t *testing.T) {
	mayMount(t)
	memory := newMemory(t, 256<<20)
	d := newDisk(t, memory.dir, diskSize)
	b := newBed(t, d.dir, 4)
	defer b.kill() // before its disk goes
	defer b.rest()
	b.work()
	b.moved(b.marks())

	balloon := filepath.Join(memory.dir, "balloon")
	fill(t, balloon)
	if code := b.ended(time.Minute); code <= 0 {
		t.Fatalf("the server ended with %d\n%s", code, b.said.end())
	}
	d.unmount()
	if b.said.count("input/output error") == 0 {
		t.Fatalf("no sync failed:\n%s", b.said.end())
	}
	acknowledged := b.acknowledged()

	check(t, os.Remove(balloon))
	d = mountDisk(t, repaired(t, d.image))
	b.data = filepath.Join(d.dir, "store")
	b.start()
	b.moved(b.marks())
	b.rest()
	b.whole()
	t.Logf("%d changes were acknowledged before the sync failed, none is lost", acknowledged)
}

// repaired is the image with its file system put right, as an operator would.
func repaired(t testing.TB, image string) string {
	t.Helper()
	var code *exec.ExitError
	const corrected = 1
	if err := command("e2fsck", "-p", image); err != nil && !(errors.As(err, &code) && code.ExitCode() == corrected) {
		t.Fatal(err)
	}
	return image
}

// fill writes a file until its file system has no room left.
func fill(t testing.TB, path string) {
	t.Helper()
	file, err := os.Create(path)
	check(t, err)
	defer file.Close()
	for size := 1 << 20; size >= 4096; {
		if _, err := file.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}
