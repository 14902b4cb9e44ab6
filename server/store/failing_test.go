package store

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"alongside/server/place"

	"github.com/rs/zerolog"
)

// A commit whose witness cannot be written is not acknowledged: the process ends,
// and the next start finds what the disk has.
func TestAWitnessThatCannotBeWrittenEndsTheProcess(t *testing.T) {
	w := newWorld(t, true)
	w.org("Harbour")
	died := make(chan error, 1)
	w.fatal = func(err error) { died <- err }
	must(t, 0, w.witness.file.Close())
	go w.CreateOrg(place.Host, "Shore") // nobody answers it
	if err := <-died; !errors.Is(err, os.ErrClosed) {
		t.Errorf("it died of %v", err)
	}
	again, err := w.in(copyOf(t, w.dir))
	must(t, again, err)
	defer again.Close()
	again.checkAll()
	w.fatal = func(error) {}
}

// Badger retries what it cannot write in the background, and only logs it.
func TestWhatBadgerFailsAtEndsTheProcess(t *testing.T) {
	var died []error
	log := badgerLog{zerolog.Nop(), func(err error) { died = append(died, err) }}
	log.Errorf("error flushing memtable to disk: %v, retrying", errors.New("input/output error"))
	log.Warningf("While running doCompact: %v\n", errors.New("input/output error"))
	log.Warningf("Block cache might be too small")
	log.Infof("writeRequests: %v", "not an error")
	if len(died) != 2 || !strings.Contains(died[0].Error(), "input/output error") {
		t.Errorf("%v", died)
	}
}

// The words by which those failures are known must be the library's own.
func TestBadgerStillSaysSo(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/dgraph-io/badger/v4").Output()
	dir := strings.TrimSpace(string(must(t, out, err)))
	sources, err := filepath.Glob(filepath.Join(dir, "*.go"))
	must(t, sources, err)
	var all strings.Builder
	for _, path := range sources {
		text, err := os.ReadFile(path)
		all.Write(must(t, text, err))
	}
	for _, failure := range failures {
		if !strings.Contains(all.String(), `f("`+failure) {
			t.Errorf("Badger does not log %q any more", failure)
		}
	}
}

// TestAMissingEntryIsNotPassedOver takes an entry away under a running server.
func TestAMissingEntryIsNotPassedOver(t *testing.T) {
	w := newWorld(t, true)
	p := w.enrol(w.member("Ada", place.Coach))
	for range 5 {
		p.push(p.next("place", "barrier", w.newID(), map[string]any{"what": "No bus"}))
	}
	var died error
	w.fatal = func(err error) { died = err }
	for gone, cursor := range map[uint64]uint64{3: 0, 5: 4} {
		died = nil
		t2 := w.begin(nil)
		t2.remove(logKey("place", gone))
		must(t, 0, t2.own.commit(w.db))
		t2.discard()
		_, err := w.Sync(t.Context(), p.id, p.request(map[string]any{"cursors": map[string]uint64{"place": cursor}}))
		if !errors.Is(err, errDamaged) || died == nil {
			t.Errorf("without %d: %v, %v", gone, err, died)
		}
	}
	if _, err := os.Stat(filepath.Join(w.dir, damagedName)); err != nil {
		t.Errorf("no note was left: %v", err)
	}
	must(t, 0, w.Close())
	if err := w.tryOpen(); !errors.Is(err, errDamaged) {
		t.Errorf("started again: %v", err)
	}
}
