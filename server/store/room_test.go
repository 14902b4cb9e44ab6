package store

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"alongside/server/place"
)

// smallDisk mounts a file system of so many bytes, or skips the test, loudly.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED, loudly: a small file system is mounted on Linux only")
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED, loudly: mounting is not allowed here: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	return dir
}

// onDisk opens a store in dir that wants so many bytes free.
func (w *world) onDisk(dir string, minFree uint64) {
	w.t.Helper()
	must(w.t, 0, w.Close())
	w.dir, w.memTable, w.minFree = dir, 256<<10, minFree
	w.open()
}

// TestANearlyFullDiskIsOnlyRead fills a real file system and makes room again.
func TestANearlyFullDiskIsOnlyRead(t *testing.T) {
	dir := smallDisk(t, "64m")
	w := newWorld(t, false)
	w.onDisk(filepath.Join(dir, "store"), 16<<20)
	defer func() { must(t, 0, w.Close()) }()
	p := w.enrol(w.member("Ada", place.Coach))
	barrier := func() sent { return p.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}) }
	p.push(barrier())

	ballast := filepath.Join(dir, "ballast")
	must(t, 0, os.WriteFile(ballast, make([]byte, 52<<20), 0o600))
	if free, known, err := freeBytes(dir); err != nil || !known || free >= 16<<20 {
		t.Fatalf("the disk is not full: %d bytes free, %v", free, err)
	}
	w.room.look()
	late := barrier()
	_, err := p.try(late)
	is(t, "a push", codeOf(err), place.ReadOnly)
	_, err = w.CreateOrg(place.Host, "Harbour")
	is(t, "an organisation", codeOf(err), place.ReadOnly)
	_, err = w.CreateInvite(place.Host, p.member.ID)
	is(t, "an invite", codeOf(err), place.ReadOnly)
	part, _ := partOf(p.pull(nil, 0), "place")
	is(t, "pulled", len(part.Changes), 1)
	is(t, "ready", codeOf(w.Low()), place.ReadOnly)

	must(t, 0, os.Remove(ballast))
	w.room.look()
	is(t, "have", p.push(late).Have, 2)
	w.checkAll()
}

// A start on a disk that is too full already serves those who read.
func TestAStartOnANearlyFullDisk(t *testing.T) {
	w := newWorld(t, true)
	p := w.enrol(w.member("Ada", place.Coach))
	w.onDisk(w.dir, 1<<62)
	w.room.dire.Store(false) // half of that would do, for what is small
	until := time.Now().Add(2 * time.Minute)
	must(t, 0, w.UseJTI(p.id, "written", until))
	w.room.dire.Store(true)
	must(t, 0, w.UseJTI(p.id, "remembered", until))
	for _, jti := range []string{"written", "remembered"} {
		is(t, jti+" again", codeOf(w.UseJTI(p.id, jti, until)), place.Unauthenticated)
	}
	_, err := p.try(p.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}))
	is(t, "a push", codeOf(err), place.ReadOnly)
	is(t, "a pull", p.pull(nil, 0).Have, 0)
	w.onDisk(w.dir, 0)
	is(t, "written, after a restart", codeOf(w.UseJTI(p.id, "written", until)), place.Unauthenticated)
}

// A disk that has no room for what Badger writes as it opens is told of, before
// anything is touched; with room the store is as it was.
func TestNoRoomToStart(t *testing.T) {
	dir := smallDisk(t, "8m")
	w := newWorld(t, false)
	w.onDisk(filepath.Join(dir, "store"), 0)
	p := w.enrol(w.member("Ada", place.Coach))
	p.push(p.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}))
	must(t, 0, w.Close())

	free, _, err := freeBytes(dir)
	must(t, 0, err)
	ballast := filepath.Join(dir, "ballast")
	must(t, 0, os.WriteFile(ballast, make([]byte, free-128<<10), 0o600))
	before := files(t, w.dir, "")
	_, err = w.in(w.dir)
	var refusal *Refusal
	if !errors.As(err, &refusal) || !errors.Is(err, errNoRoom) || refusal.Do != roomAdvice {
		t.Fatalf("opened on a full disk: %v", err)
	}
	is(t, "files", files(t, w.dir, ""), before)

	must(t, 0, os.Remove(ballast))
	w.open()
	part, _ := partOf(p.pull(nil, 0), "place")
	is(t, "pulled", len(part.Changes), 1)
	w.checkAll()
	must(t, 0, w.Close())
}
