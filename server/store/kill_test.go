package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/sync/hlc"
)

// killedDir tells a child process of this test where its store lies.
const killedDir = "ALONGSIDE_TEST_KILLED_DIR"

const killedBatch = 20

// killedVisit is the change n of a device, the same in every process.
func killedVisit(device, scope string, n uint64) sent {
	return sent{N: n, Scope: scope, Kind: "visit", ID: fmt.Sprintf("01kjpzv280%016d", n),
		At: string(hlc.Make(testStart.UnixMilli()+int64(n), 0, device)), Set: map[string]any{"story": fmt.Sprint("Visit ", n)}}
}

func killedBatchFrom(device, scope string, from uint64) []sent {
	var out []sent
	for n := from; n < from+killedBatch; n++ {
		out = append(out, killedVisit(device, scope, n))
	}
	return out
}

// TestKilledChild is no test: it is the process that TestKilledMidPush kills.
func TestKilledChild(t *testing.T) {
	dir := os.Getenv(killedDir)
	if dir == "" {
		t.Skip("runs as a child of TestKilledMidPush")
	}
	w := &world{t: t, now: testStart, dir: dir, master: newWorld(t, false).master}
	w.open()
	for i := range 4 {
		p := w.enrol(w.member(fmt.Sprint("Coach ", i), place.Coach))
		scope := "person:" + w.newID()
		fmt.Println("device", p.id, scope)
		go func() {
			for from := uint64(1); ; from += killedBatch {
				fmt.Println("sent", p.id, from+killedBatch-1)
				reply, err := w.SyncAt(context.Background(), w.now, p.id, p.request(nil, killedBatchFrom(p.id, scope, from)...))
				if err != nil {
					return
				}
				fmt.Println("acked", p.id, reply.Have)
			}
		}()
	}
	time.Sleep(time.Minute)
}

// killed is what a child said before it died.
type killed struct {
	scopes      map[string]string
	sent, acked map[string]uint64
}

func (k killed) midPush() (count int) {
	for device, n := range k.sent {
		if n > k.acked[device] {
			count++
		}
	}
	return count
}

// killChild runs the child and kills it with -9 once it was acknowledged enough.
func killChild(t *testing.T, dir string, acks int) killed {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run", "^TestKilledChild$")
	child.Env = append(os.Environ(), killedDir+"="+dir)
	out, err := child.StdoutPipe()
	must(t, out, err)
	must(t, 0, child.Start())
	said := killed{scopes: map[string]string{}, sent: map[string]uint64{}, acked: map[string]uint64{}}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var word, device, scope string
		var n uint64
		if _, err := fmt.Sscan(lines.Text(), &word, &device, &scope); err != nil {
			continue
		}
		fmt.Sscan(scope, &n)
		switch word {
		case "device":
			said.scopes[device] = scope
		case "sent":
			said.sent[device] = n
		case "acked":
			said.acked[device] = n
			if acks--; acks == 0 {
				must(t, 0, child.Process.Kill())
			}
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child was not killed")
	}
	return said
}

func TestKilledMidPush(t *testing.T) {
	dir := t.TempDir()
	said := killChild(t, dir, 60)
	if said.midPush() == 0 || len(said.scopes) < 4 {
		t.Fatalf("the kill did not come during a push: %+v", said)
	}
	w := &world{t: t, now: testStart, dir: dir, master: newWorld(t, false).master}
	w.open()
	defer func() { w.Close() }()
	for device, scope := range said.scopes {
		p := &phone{w: w, id: device}
		have := p.push().Have
		if have < said.acked[device] || have > said.sent[device] || have%killedBatch != 0 {
			t.Errorf("have %d, acknowledged %d, sent %d", have, said.acked[device], said.sent[device])
		}
		// The phone does not know what came through, and sends all that was not acknowledged.
		reply := p.push(killedBatchFrom(device, scope, said.acked[device]+1)...)
		is(t, "have after sending again", reply.Have, said.acked[device]+killedBatch)
		var n uint64
		must(t, 0, w.Log(scope, 2, func(l Logged) error {
			n++
			is(t, "number in the log", l.N, n)
			return nil
		}))
		is(t, "entries", n, reply.Have)
	}
	w.checkAll()
	w.recounts("after a kill")
}
