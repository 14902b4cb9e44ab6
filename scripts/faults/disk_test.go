package faults

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// disk is a file system of its own: ext4 in an image file behind a loop device,
// or memory of a given size.
type disk struct {
	t     testing.TB
	image string // "" for memory
	dir   string // where it is mounted
}

// mayMount skips a test, loudly, where this machine does not let it mount.
func mayMount(t testing.TB) {
	t.Helper()
	dir := t.TempDir()
	image := filepath.Join(dir, "try.img")
	err := makeImage(image, 8<<20)
	if err == nil {
		err = command("mount", "-o", "loop", image, dir)
	}
	if err == nil {
		err = command("umount", dir)
	}
	if err != nil {
		t.Skipf("SKIPPED: this test needs root, mkfs.ext4 and loop devices: %v", err)
	}
}

func command(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, out)
	}
	return nil
}

func makeImage(image string, size int64) error {
	file, err := os.Create(image)
	if err != nil {
		return err
	}
	if err := file.Truncate(size); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return command("mkfs.ext4", "-q", "-F", image)
}

// newDisk makes an image of size bytes in dir and mounts it.
func newDisk(t testing.TB, dir string, size int64) *disk {
	t.Helper()
	image := filepath.Join(dir, "disk.img")
	check(t, makeImage(image, size))
	return mountDisk(t, image)
}

// mountDisk mounts an image that is there. The kernel's own habit of writing back
// by time is put off, so that what lies on the disk is what was synced.
func mountDisk(t testing.TB, image string) *disk {
	t.Helper()
	d := &disk{t: t, image: image, dir: t.TempDir()}
	check(t, command("mount", "-o", "loop,commit=600", image, d.dir))
	t.Cleanup(d.unmount)
	return d
}

// newMemory is a file system in memory, of size bytes.
func newMemory(t testing.TB, size int64) *disk {
	t.Helper()
	d := &disk{t: t, dir: t.TempDir()}
	check(t, command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%d", size), "none", d.dir))
	t.Cleanup(d.unmount)
	return d
}

// unmount lets go of the file system; nothing may run on it any more.
func (d *disk) unmount() {
	if d.dir == "" {
		return
	}
	var err error
	for range 100 {
		if err = command("umount", d.dir); err == nil {
			d.dir = ""
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	d.t.Error(err, command("umount", "-l", d.dir))
	d.dir = ""
}

// device is the loop device behind the mount, like loop3.
func (d *disk) device() string {
	d.t.Helper()
	mounts, err := os.ReadFile("/proc/mounts")
	check(d.t, err)
	for line := range strings.Lines(string(mounts)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[1] == d.dir {
			return strings.TrimPrefix(fields[0], "/dev/")
		}
	}
	d.t.Fatalf("%s is not mounted", d.dir)
	return ""
}

// quiet waits until nothing is on its way to the device any more.
func (d *disk) quiet() {
	d.t.Helper()
	device := d.device()
	before := ""
	for range 500 {
		inflight, err := os.ReadFile("/sys/block/" + device + "/inflight")
		check(d.t, err)
		stat, err := os.ReadFile("/sys/block/" + device + "/stat")
		check(d.t, err)
		now := string(stat)
		if strings.Join(strings.Fields(string(inflight)), " ") == "0 0" && now == before {
			return
		}
		before = now
		time.Sleep(10 * time.Millisecond)
	}
	d.t.Fatal("the device never comes to rest")
}

// cut is what a power cut leaves: a copy of all that has reached the device, and
// nothing of what the kernel still held in memory.
func (d *disk) cut(to string) {
	d.t.Helper()
	d.quiet()
	check(d.t, command("cp", "--sparse=always", d.image, to))
}

// free is how many bytes can still be written.
func (d *disk) free(t testing.TB) (bytes int64) {
	t.Helper()
	said, err := exec.Command("df", "-B1", "--output=avail", d.dir).Output()
	check(t, err)
	_, err = fmt.Sscan(strings.TrimPrefix(strings.TrimSpace(string(said)), "Avail"), &bytes)
	if err != nil {
		t.Fatalf("df says %q: %v", said, err)
	}
	return bytes
}

// leave takes from the end of a file until so many bytes are free, where it takes that.
func (d *disk) leave(t testing.TB, file string, bytes int64) {
	t.Helper()
	was, err := os.Stat(file)
	check(t, err)
	if lacks := bytes - d.free(t); lacks > 0 {
		check(t, os.Truncate(file, max(was.Size()-lacks, 0)))
	}
}
