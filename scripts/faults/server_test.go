package faults

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"alongside/scripts/phone"
)

// The tests listen on ports of their own, below those that the kernel hands out,
// so that nobody takes the port of a server that is down for a moment. The port so
// much higher is held all the while: another run of these tests passes such a pair over.
const (
	firstPort = 19600
	lastPort  = 19699
	heldAbove = 100
)

const readyWait = 30 * time.Second

// server is the real binary as a process of its own. Every start keeps the
// address, so that phones need only try again.
type server struct {
	t          testing.TB
	base, addr string
	data       string // the store's folder
	links      string
	args       []string
	said       said

	running *exec.Cmd
	gone    chan struct{}
	steward *phone.Steward
}

// said keeps the end of what a process wrote.
type said struct {
	sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.Lock()
	defer s.Unlock()
	if s.text.Len() > 1<<20 {
		s.text.Next(s.text.Len() / 2)
	}
	return s.text.Write(p)
}

func (s *said) String() string {
	s.Lock()
	defer s.Unlock()
	return s.text.String()
}

// end is the last few lines of it.
func (s *said) end() string {
	lines := strings.Split(s.String(), "\n")
	return strings.Join(lines[max(0, len(lines)-12):], "\n")
}

// count is how often words came so far.
func (s *said) count(words string) int { return strings.Count(s.String(), words) }

// serve makes a server on dir/store without starting it.
func serve(t testing.TB, dir string, args ...string) *server {
	t.Helper()
	addr := freeAddr(t)
	s := &server{t: t, addr: addr, base: "http://" + addr, data: filepath.Join(dir, "store"),
		links: filepath.Join(t.TempDir(), "links.json"), args: args}
	t.Cleanup(s.kill)
	return s
}

func freeAddr(t testing.TB) string {
	t.Helper()
	for port := firstPort; port <= lastPort; port++ {
		held, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port+heldAbove))
		if err != nil {
			continue
		}
		addr := fmt.Sprintf("127.0.0.1:%d", port)
		if listener, err := net.Listen("tcp", addr); err == nil {
			check(t, listener.Close())
			t.Cleanup(func() { check(t, held.Close()) })
			return addr
		}
		check(t, held.Close())
	}
	t.Fatal("no port is free")
	return ""
}

// begin starts the process and returns without waiting for it.
func (s *server) begin() {
	s.t.Helper()
	cmd := exec.Command(program, append([]string{"--addr", s.addr, "--data", s.data, "--links", s.links}, s.args...)...)
	cmd.Stdout, cmd.Stderr = &s.said, &s.said
	cmd.SysProcAttr = withParent()
	check(s.t, cmd.Start())
	gone := make(chan struct{})
	go func() {
		_ = cmd.Wait() // ProcessState tells how it ended
		close(gone)
	}()
	s.running, s.gone = cmd, gone
}

// start starts the process and waits until it is ready.
func (s *server) start() {
	s.t.Helper()
	s.begin()
	ready := make(chan error, 1)
	go func() { ready <- phone.Ready(s.base, readyWait) }()
	select {
	case err := <-ready:
		if err != nil {
			s.t.Fatalf("%v\n%s", err, s.said.end())
		}
	case <-s.gone:
		s.t.Fatalf("the server ended with %v:\n%s", s.running.ProcessState, s.said.end())
	}
}

// refusesToStart starts the process, which must end by itself and say those words.
func (s *server) refusesToStart(words string) {
	s.t.Helper()
	before := s.said.count(words)
	s.begin()
	if code := s.ended(time.Minute); code <= 0 || s.said.count(words) == before {
		s.t.Fatalf("the server ended with %d and did not say %q:\n%s", code, words, s.said.end())
	}
}

// signal sends one; a process that is gone already is an error.
func (s *server) signal(sig syscall.Signal) {
	s.t.Helper()
	check(s.t, s.running.Process.Signal(sig))
}

// kill ends the process with -9, frozen or not, and waits until it is gone.
func (s *server) kill() {
	if s.running == nil {
		return
	}
	if err := s.running.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		s.t.Error(err)
	}
	<-s.gone
	s.running = nil
}

// stop ends the process as an operator does.
func (s *server) stop() {
	s.t.Helper()
	s.signal(syscall.SIGTERM)
	if code := s.ended(15 * time.Second); code != 0 {
		s.t.Fatalf("stopping: exit code %d\n%s", code, s.said.end())
	}
}

// ended waits for the process to end by itself and returns its exit code; -1 if
// a signal ended it.
func (s *server) ended(wait time.Duration) int {
	s.t.Helper()
	select {
	case <-s.gone:
	case <-time.After(wait):
		s.t.Fatalf("the server still runs after %v:\n%s", wait, s.said.end())
	}
	state := s.running.ProcessState
	s.running = nil
	return state.ExitCode()
}

// found enrols the steward of the new place.
func (s *server) found() {
	s.t.Helper()
	var err error
	s.steward, err = phone.Found(s.base, s.links)
	check(s.t, err)
}

// coach enrols a phone for a new coach.
func (s *server) coach() *phone.Phone {
	s.t.Helper()
	p, err := s.steward.Coach()
	check(s.t, err)
	return p
}
