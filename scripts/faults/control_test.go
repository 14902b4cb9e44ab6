package faults

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/dgraph-io/badger/v4"
)

// controlDir tells a child process of TestAPowerCutIsOne where its store lies.
const controlDir = "ALONGSIDE_FAULTS_CONTROL"

// The store of the control acknowledges so many transactions, and syncs the first.
const (
	controlSynced = 500
	controlAll    = 2500
)

// TestUnsyncedChild is no test: it is a store that acknowledges without syncing.
func TestUnsyncedChild(t *testing.T) {
	dir := os.Getenv(controlDir)
	if dir == "" {
		t.Skip("runs as a child of TestAPowerCutIsOne")
	}
	db, err := badger.Open(badger.DefaultOptions(dir).WithSyncWrites(false).WithLogger(nil))
	check(t, err)
	for n := uint64(1); n < 1<<20; n++ {
		check(t, db.Update(func(tx *badger.Txn) error {
			return tx.Set(binary.BigEndian.AppendUint64(nil, n), make([]byte, 200))
		}))
		if n == controlSynced {
			check(t, db.Sync())
		}
		fmt.Println(n)
	}
}

// The control for TestPowerCuts: the same cut takes what a store acknowledged
// that does not sync.
func TestAPowerCutIsOne(t *testing.T) {
	mayMount(t)
	for cut := 1; cut <= 4; cut++ {
		acknowledged, found := cutUnsynced(t)
		if found < controlSynced {
			t.Fatalf("the cut took what was synced: %d of %d are left", found, controlSynced)
		}
		if found < acknowledged {
			t.Logf("cut %d: %d of %d unsynced transactions are lost", cut, acknowledged-found, acknowledged)
			return
		}
	}
	t.Fatal("four cuts took nothing from a store that does not sync: they cut no power")
}

func cutUnsynced(t *testing.T) (acknowledged, found uint64) {
	t.Helper()
	dir := t.TempDir()
	d := newDisk(t, dir, 256<<20)
	child := exec.Command(os.Args[0], "-test.run", "^TestUnsyncedChild$")
	child.Env = append(os.Environ(), controlDir+"="+filepath.Join(d.dir, "store"))
	child.SysProcAttr = withParent()
	out, err := child.StdoutPipe()
	check(t, err)
	check(t, child.Start())
	lines := bufio.NewScanner(out)
	for acknowledged < controlAll && lines.Scan() {
		_, _ = fmt.Sscan(lines.Text(), &acknowledged)
	}
	check(t, child.Process.Signal(syscall.SIGSTOP))
	frozen(t, child.Process.Pid)
	copied := filepath.Join(dir, "cut.img")
	d.cut(copied)
	check(t, child.Process.Kill())
	_ = child.Wait() // it was killed
	d.unmount()
	if acknowledged < controlAll {
		t.Fatal("the child acknowledged nothing")
	}
	return acknowledged, count(t, filepath.Join(mountDisk(t, copied).dir, "store"))
}

// count is how many transactions a store still has; one that does not open has none.
func count(t *testing.T, dir string) (found uint64) {
	t.Helper()
	db, err := badger.Open(badger.DefaultOptions(dir).WithLogger(nil))
	if err != nil {
		t.Log("the unsynced store does not open any more: ", err)
		return 0
	}
	check(t, db.View(func(tx *badger.Txn) error {
		it := tx.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			found++
		}
		return nil
	}))
	check(t, db.Close())
	return found
}
