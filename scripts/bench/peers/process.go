package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// server is one peer running as a process of its own on a fresh folder.
type server struct {
	addr, dir string
	process   *exec.Cmd
	said      string // the file that holds what it printed
}

// startServer starts p on a free port of this machine and waits until it answers.
func startServer(p peer, j job) (*server, error) {
	dir, err := os.MkdirTemp("", "bench-peers-")
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{addr: listener.Addr().String(), dir: dir, said: filepath.Join(dir, "said.log")}
	listener.Close()
	store := filepath.Join(dir, "store")
	if err := os.Mkdir(store, 0o700); err != nil {
		return nil, err
	}
	said, err := os.Create(s.said)
	if err != nil {
		return nil, err
	}
	defer said.Close()
	s.process = p.command(s.addr, store, j)
	s.process.Stdout, s.process.Stderr = said, said
	if err := processes.start(s.process); err != nil {
		return nil, err
	}
	if err := s.wait(p.ready); err != nil {
		err = s.explain(err)
		s.stop()
		return nil, err
	}
	return s, nil
}

func (s *server) wait(path string) error {
	for range 800 {
		if answer, err := http.Get("http://" + s.addr + path); err == nil {
			answer.Body.Close()
			if answer.StatusCode < 300 {
				return nil
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	return errors.New("the server did not become ready")
}

// explain adds the end of what the server printed.
func (s *server) explain(err error) error {
	said, readErr := os.ReadFile(s.said)
	if readErr != nil {
		return err
	}
	return fmt.Errorf("%w\nthe server said: %s", err, said[max(0, len(said)-2000):])
}

func (s *server) stop() {
	processes.stop(s.process)
	os.RemoveAll(s.dir)
}

// cpu is what the process and all its descendants have used so far, in seconds.
func (s *server) cpu() float64 {
	ticks := 0
	for _, pid := range family(s.process.Process.Pid) {
		if f := statFields(pid); f != nil {
			for _, i := range []int{11, 12, 13, 14} { // utime, stime and those of children that ended
				n, err := strconv.Atoi(f[i])
				if err == nil {
					ticks += n
				}
			}
		}
	}
	return float64(ticks) / 100
}

// memory is what the process and its descendants hold now and held at most, in MB.
func (s *server) memory() (resident, peak float64) {
	for _, pid := range family(s.process.Process.Pid) {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			name, rest, _ := strings.Cut(line, ":")
			if name != "VmRSS" && name != "VmHWM" {
				continue
			}
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				continue
			}
			if name == "VmRSS" {
				resident += kb / 1024
			} else {
				peak += kb / 1024
			}
		}
	}
	return resident, peak
}

// family is a process and its descendants.
func family(pid int) []int {
	all := []int{pid}
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return all
	}
	parents := map[int]int{}
	for _, path := range stats {
		child, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if f := statFields(child); err == nil && f != nil {
			if parent, err := strconv.Atoi(f[1]); err == nil {
				parents[child] = parent
			}
		}
	}
	for i := 0; i < len(all); i++ {
		for child, parent := range parents {
			if parent == all[i] {
				all = append(all, child)
			}
		}
	}
	return all
}

// statFields are those of /proc/PID/stat after the name: state, ppid and on.
func statFields(pid int) []string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	return strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
}

// children are the processes that run now; each leads a group of its own, so that
// whatever it started ends with it.
type children struct {
	mu      sync.Mutex
	running map[*exec.Cmd]bool
}

var processes = children{running: map[*exec.Cmd]bool{}}

func (c *children) start(cmd *exec.Cmd) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	c.running[cmd] = true
	return nil
}

func (c *children) stop(cmd *exec.Cmd) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.running[cmd] {
		return
	}
	delete(c.running, cmd)
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	_ = cmd.Wait()
}

func (c *children) stopAll() {
	c.mu.Lock()
	all := make([]*exec.Cmd, 0, len(c.running))
	for cmd := range c.running {
		all = append(all, cmd)
	}
	c.mu.Unlock()
	for _, cmd := range all {
		c.stop(cmd)
	}
}
