package faults

import (
	"bytes"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alongside/scripts/phone"
)

// kindsOfFile are all that lie in a data folder, by how their names end, and whether
// any flipped byte in such a file does harm. The witness is there twice over; the
// others hold next to nothing, since all values lie in the tables.
var kindsOfFile = map[string]bool{
	".mem": true, ".sst": true, "MANIFEST": true,
	"WITNESS": false, ".vlog": false, "KEYREGISTRY": false, "DISCARD": false,
}

// A byte is flipped in each kind of file while the server is down. Then either it does
// not start, or ends as soon as it sees, and says what to do, and `alongside verify`
// finds the damage too; or the byte did no harm, and everything is there.
func TestAFlippedByte(t *testing.T) {
	b := newBed(t, t.TempDir(), 3)
	for range 3 {
		b.work()
		b.moved(b.marks())
		b.rest()
		b.stop()
		b.start()
	}
	b.work()
	b.moved(b.marks())
	b.rest()
	b.whole()
	b.kill() // with its newest entries in its write-ahead log
	from := b.data
	for kind, harmful := range kindsOfFile {
		noticed, harmless := 0, 0
		for _, path := range largest(t, from, kind) {
			for number := range *flips {
				if b.flipped(path, number) {
					noticed++
				} else {
					harmless++
				}
			}
		}
		t.Logf("%s: %d flips noticed, %d harmless", kind, noticed, harmless)
		if harmful && harmless > 0 || noticed+harmless == 0 {
			t.Errorf("%s: not each flip was noticed", kind)
		}
	}
}

// flipped flips a byte in a copy of a file's folder, and says whether it was noticed.
func (b *bed) flipped(path string, number int) bool {
	b.t.Helper()
	checked, started := filepath.Join(b.t.TempDir(), "store"), filepath.Join(b.t.TempDir(), "store")
	at, bit := placeToFlip(b.t, path, number)
	for _, to := range []string{checked, started} {
		check(b.t, command("cp", "-r", filepath.Dir(path), to))
		check(b.t, command("cp", filepath.Dir(path)+".key", to+".key"))
		flip(b.t, filepath.Join(to, filepath.Base(path)), at, bit)
	}
	what := func(words string) {
		b.t.Helper()
		b.t.Errorf("%s, byte %d ^ %#x: %s\n%s", filepath.Base(path), at, bit, words, b.said.end())
	}
	code, said := verify(b.t, checked)
	if code > 1 || code == 1 && !strings.Contains(said, "Keep a copy") && !strings.Contains(said, "keep a copy") {
		what("verify gives no advice: " + said)
	}
	b.data = started
	advised := b.said.count("Keep a copy")
	b.begin()
	defer b.kill()
	gone := !b.readyOrGone()
	if !gone {
		b.holdsAll(what)
	}
	if !gone && code == 1 {
		gone = b.ended(time.Minute) > 0 // it reads its tables while it runs
	}
	switch {
	case gone && b.said.count("Keep a copy") == advised:
		what("it ended without advice")
	case gone && code == 0:
		what("it does not start, and verify finds nothing wrong")
	}
	return gone
}

// holdsAll pulls everything anew and holds it against what was there before.
func (b *bed) holdsAll(wrong func(string)) {
	b.t.Helper()
	fresh := b.reader.again()
	fresh.pull(b.t)
	for _, w := range b.writers {
		fresh.has(b.t, w)
	}
	if !maps.Equal(fresh.digests, b.reader.digests) {
		wrong("it runs, and what it holds is something else than before")
	}
}

// readyOrGone waits until the process is ready (true) or has ended (false).
func (s *server) readyOrGone() bool {
	s.t.Helper()
	for end := time.Now().Add(readyWait); time.Now().Before(end); {
		select {
		case <-s.gone:
			return false
		default:
		}
		if phone.Ready(s.base, 50*time.Millisecond) == nil {
			return true
		}
	}
	s.t.Fatalf("the server is neither ready nor gone:\n%s", s.said.end())
	return false
}

// verify runs `alongside verify` on a folder, for its exit code and its words.
func verify(t testing.TB, dir string) (code int, said string) {
	t.Helper()
	out, err := exec.Command(program, "verify", "--data", dir).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if exit != nil {
		return exit.ExitCode(), string(out)
	}
	return 0, string(out)
}

// largest are the two largest files of a kind: the others are empty or hardly begun.
func largest(t testing.TB, dir, kind string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"+kind))
	check(t, err)
	if len(all) == 0 {
		t.Fatalf("there is no %s in %s", kind, dir)
	}
	filled := map[string]int{}
	for _, path := range all {
		data, err := os.ReadFile(path)
		check(t, err)
		filled[path] = len(bytes.TrimRight(data, "\x00"))
	}
	for len(all) > 2 {
		least := 0
		for i, path := range all {
			if filled[path] < filled[all[least]] {
				least = i
			}
		}
		all = append(all[:least], all[least+1:]...)
	}
	return all
}

// placeToFlip is any byte that is not just room, then the last one, then the first,
// then again any.
func placeToFlip(t testing.TB, path string, number int) (at int, bit byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	check(t, err)
	filled := max(1, len(bytes.TrimRight(data, "\x00")))
	bit = 1 << rand.IntN(8)
	switch number {
	case 1:
		return filled - 1, bit
	case 2:
		return 0, bit
	}
	return rand.IntN(filled), bit
}

// flip flips one bit of a file and looks whether it is so.
func flip(t testing.TB, path string, at int, bit byte) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	check(t, err)
	defer file.Close()
	one := make([]byte, 1)
	_, err = file.ReadAt(one, int64(at))
	check(t, err)
	_, err = file.WriteAt([]byte{one[0] ^ bit}, int64(at))
	check(t, err)
	after := make([]byte, 1)
	if _, err = file.ReadAt(after, int64(at)); err != nil || after[0] != one[0]^bit {
		t.Fatalf("the byte was not flipped: %v", err)
	}
}
