package faults

import (
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const often = "100ms" // how often backups are made here

// run runs one of the binary's commands, which must end well or badly, as said.
func run(t testing.TB, well bool, args ...string) (said string) {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if (err == nil) != well {
		t.Fatalf("alongside %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// lose removes the data folder, as a disk that died does; its keys lie elsewhere.
func (s *server) lose() {
	s.t.Helper()
	s.kill()
	check(s.t, os.RemoveAll(s.data))
}

// restore makes the data folder anew from a folder of backups.
func (s *server) restore(from string) (said string) {
	s.t.Helper()
	return run(s.t, true, "restore", "--from", from, "--data", s.data)
}

// readiness is what /readyz says.
func (s *server) readiness() string {
	s.t.Helper()
	answer, err := http.Get(s.base + "/readyz")
	check(s.t, err)
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	check(s.t, err)
	return string(said)
}

// waitFor asks until done; it fails after a minute.
func waitFor(t testing.TB, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s never came", what)
		}
	}
}

// The drill: the backup stands still for a while, the data folder is lost, and it is
// restored. What was stable is there; one author sends the rest again, and of the
// other, who never comes back, a third phone brings what it had pulled.
func TestRestoreDrill(t *testing.T) {
	dir := t.TempDir()
	backups, aside := filepath.Join(dir, "backups"), filepath.Join(dir, "aside")
	s := serve(t, dir, "--backup", backups, "--backup-every", often)
	s.start()
	s.found()
	ada, absent, third := newSurvivor(t, s), newSurvivor(t, s), newShelf(s.coach())
	both := []*survivor{ada, absent}
	for _, p := range both {
		p.write(60)
		p.safe(t)
	}

	check(t, os.Rename(backups, aside))
	for _, p := range both {
		p.write(40)
		p.sent(t)
	}
	waitFor(t, "word of the failing backup", func() bool { return strings.Contains(s.readiness(), "the backup fails") })
	third.pull(t)
	for _, p := range both {
		check(t, p.round())
		if p.have != 101 || p.stable != 61 {
			t.Fatalf("while no backup is made: have %d, stable %d", p.have, p.stable)
		}
	}

	s.lose()
	check(t, os.Rename(aside, backups))
	s.refusesToStart("restore it with `alongside restore`") // rather than begin anew
	s.restore(backups)
	if said := run(t, false, "restore", "--from", backups, "--data", s.data); !strings.Contains(said, "is not empty") {
		t.Errorf("restoring into a filled folder: %s", said)
	}
	s.start()
	check(t, ada.round())
	if ada.restores != 1 || ada.have != 61 || ada.back != 40 {
		t.Fatalf("after the restore: %d new epochs, have %d, %d taken back", ada.restores, ada.have, ada.back)
	}
	if taken := third.relay(t); taken < 3 {
		t.Fatalf("%d pieces were relayed", taken)
	}
	ada.safe(t)
	everything := newReader(third.Phone)
	everything.pull(t)
	for _, p := range both {
		p.isIn(t, everything)
	}
	s.stop()
	run(t, true, "verify", "--data", s.data)
	t.Logf("%d changes of each were stable, %d came back", 61, ada.back)
}

// The server is killed in the middle of a segment and its data folder is lost, again
// and again, while phones write. Nothing that it called stable is ever missed.
func TestKilledWhileShipping(t *testing.T) {
	dir := t.TempDir()
	backups := filepath.Join(dir, "backups")
	s := serve(t, dir, "--backup", backups, "--backup-every", often)
	s.start()
	s.found()
	phones := []*survivor{newSurvivor(t, s), newSurvivor(t, s), newSurvivor(t, s)}
	reader := s.coach()
	for _, p := range phones {
		p.safe(t) // the backup knows them all
	}
	amid := 0
	for cycle := 1; cycle <= *kills; cycle++ {
		ctx, cancel := context.WithCancel(context.Background())
		var writing sync.WaitGroup
		for _, p := range phones {
			writing.Go(func() { p.run(ctx) })
		}
		for range 3 {
			waitFor(t, "a segment under way", func() bool { return len(underWay(t, backups)) > 0 })
			waitFor(t, "its end", func() bool { return len(underWay(t, backups)) == 0 })
		}
		waitFor(t, "a segment under way", func() bool { return len(underWay(t, backups)) > 0 })
		s.lose()
		amid += len(underWay(t, backups))
		s.restore(backups)
		s.start()
		cancel()
		writing.Wait()
		for _, p := range phones {
			p.until(t, "the new epoch", func() bool { return p.restores == cycle })
		}
	}
	if amid == 0 {
		t.Fatal("no kill came while a segment was being written")
	}
	back := uint64(0)
	everything := newReader(reader)
	for _, p := range phones {
		p.safe(t)
		if p.restores != *kills {
			t.Errorf("a phone noticed %d of %d restores", p.restores, *kills)
		}
		back += p.back
	}
	everything.pull(t)
	for _, p := range phones {
		p.isIn(t, everything)
	}
	s.stop()
	run(t, true, "verify", "--data", s.data)
	t.Logf("%d kills, %d in the middle of a segment; %d changes were sent again", *kills, amid, back)
}

// underWay are the segments that are not finished.
func underWay(t testing.TB, backups string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(backups, ".incoming-*"))
	check(t, err)
	return found
}

// The disk of the backups gets full: the server goes on, says so and moves stable no
// further, until there is room again.
func TestTheDiskOfTheBackupsIsFull(t *testing.T) {
	mayMount(t)
	d := newMemory(t, 4<<20)
	backups := filepath.Join(d.dir, "backups")
	s := serve(t, t.TempDir(), "--backup", backups, "--backup-every", often)
	defer s.kill()
	s.start()
	s.found()
	p := newSurvivor(t, s)
	p.safe(t)
	fill(t, filepath.Join(d.dir, "balloon"))
	if free := d.free(t); free > 64<<10 {
		t.Fatalf("the disk is not full: %d bytes are free", free)
	}
	for range 8 {
		p.write(50)
		p.sent(t)
	}
	waitFor(t, "word of the failing backup", func() bool { return strings.Contains(s.readiness(), "the backup fails") })
	check(t, p.round())
	if p.stable == p.have {
		t.Errorf("all %d are stable, on a full disk", p.have)
	}
	check(t, os.Remove(filepath.Join(d.dir, "balloon")))
	p.safe(t)
	waitFor(t, "the end of that word", func() bool { return s.readiness() == "ready\n" })
	s.lose()
	s.restore(backups)
	s.start()
	check(t, p.round())
	if p.restores != 1 || p.back != 0 {
		t.Errorf("%d changes are missing after the restore", p.back)
	}
	everything := newReader(s.coach())
	everything.pull(t)
	p.isIn(t, everything)
}

// A folder that was copied back without its witness is refused, and adopting it is
// the way out that the refusal names: phones bring what it lacks.
func TestAdoptingAnOldCopy(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	s.start()
	s.found()
	p := newSurvivor(t, s)
	p.write(30)
	p.sent(t)
	s.stop()
	copied := filepath.Join(dir, "copied")
	check(t, os.CopyFS(copied, os.DirFS(s.data)))
	s.start()
	p.write(30)
	p.sent(t)
	s.lose()
	check(t, os.Rename(copied, s.data))
	check(t, os.Remove(filepath.Join(s.data, "WITNESS")))
	s.refusesToStart("alongside adopt")
	run(t, true, "adopt", "--data", s.data)
	s.start()
	p.stable = 0 // without a backup it speaks of the folder that is gone
	check(t, p.round())
	if p.restores != 1 || p.have != 31 {
		t.Errorf("%d new epochs, have %d", p.restores, p.have)
	}
	p.sent(t)
	everything := newReader(s.coach())
	everything.pull(t)
	p.isIn(t, everything)
}
