package faults

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// app is the app's own store and exchange in a process of Node: see app.ts.
type app struct {
	t     testing.TB
	into  io.WriteCloser
	lines *bufio.Scanner
	said  said
}

// appSaid is what the app tells at its end.
type appSaid struct {
	Device, Scope string
	Written       int
	Left          int            // in the outbox
	Failed        int            // calls that nothing whole came back from
	Statuses      map[string]int // of the other calls
}

// startApp builds the app's exchange, enrols it at the server's base over the
// network at base, and returns once it has fetched all there is. Each story that
// it will write carries so many bytes of noise.
func startApp(t testing.TB, s *server, base string, noise int) *app {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("SKIPPED: the app's exchange needs Node to run")
	}
	if _, err := os.Stat(filepath.Join(root, "node_modules", "vite")); err != nil {
		t.Skip("SKIPPED: the app's exchange needs node_modules: run npm ci first")
	}
	invite, err := s.steward.Invite()
	check(t, err)
	bundle := filepath.Join(t.TempDir(), "app.mjs")
	build := exec.Command("node", "scripts/faults/build.mjs", bundle)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the app: %v\n%s", err, out)
	}
	a := &app{t: t}
	cmd := exec.Command("node", bundle, base, invite, s.steward.Team, strconv.Itoa(noise))
	cmd.Stderr = &a.said
	cmd.SysProcAttr = withParent()
	a.into, err = cmd.StdinPipe()
	check(t, err)
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended already
		_ = cmd.Wait()
	})
	a.lines = bufio.NewScanner(out)
	a.hear("ready")
	return a
}

// hear reads one line that begins with a word, and returns the rest of it.
func (a *app) hear(word string) string {
	a.t.Helper()
	if !a.lines.Scan() {
		a.t.Fatalf("the app ended before it was %s:\n%s", word, a.said.String())
	}
	line := a.lines.Text()
	if len(line) < len(word) || line[:len(word)] != word {
		a.t.Fatalf("the app says %q and not %s:\n%s", line, word, a.said.String())
	}
	return line[len(word):]
}

func (a *app) say(word string) {
	a.t.Helper()
	_, err := fmt.Fprintln(a.into, word)
	check(a.t, err)
}

// finish waits until the app has sent all that it wrote.
func (a *app) finish() (told appSaid) {
	a.t.Helper()
	check(a.t, json.Unmarshal([]byte(a.hear("done ")), &told))
	if told.Left > 0 {
		a.t.Fatalf("%d of %d changes are stuck in the app: %+v", told.Left, told.Written, told)
	}
	return told
}

// arrived holds what was pulled against what the app wrote: once each, in order.
func (a *app) arrived(r *reader, told appSaid) {
	a.t.Helper()
	r.pull(a.t)
	mine := r.log[told.Device]
	if len(mine) != told.Written {
		a.t.Errorf("the app wrote %d changes and %d came", told.Written, len(mine))
	}
	for n := 1; n < told.Written; n++ {
		c, want := mine[uint64(n+1)], fmt.Sprintf("Told by the app, number %d", n)
		if c.scope != told.Scope || !strings.HasPrefix(fmt.Sprint(c.Set["story"]), want) {
			a.t.Errorf("change %d came as %+v and was %q", n+1, c, want)
		}
	}
}
