package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const hocusToken = "correct-horse-battery"

func (at places) startHocuspocus(addr, store string, _ job) *exec.Cmd {
	_, port, _ := net.SplitHostPort(addr)
	return exec.Command("node", filepath.Join(at.npm, "hocuspocus.mjs"), port, store, hocusToken)
}

// nodeSession is a session whose clients live in a Node process, because their
// protocol does: it takes one word a line and answers one line of JSON.
type nodeSession struct {
	process *exec.Cmd
	words   io.WriteCloser
	answers *bufio.Scanner
}

func (at places) openHocuspocus(addr, _ string, j job) (session, error) {
	s := &nodeSession{process: exec.Command("node", filepath.Join(at.npm, "hocuspocus-clients.mjs"), addr, hocusToken)}
	s.process.Stderr = os.Stderr
	var err error
	if s.words, err = s.process.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.answers = bufio.NewScanner(out)
	s.answers.Buffer(nil, 16<<20)
	if err := processes.start(s.process); err != nil {
		return nil, err
	}
	all := make([][][]visit, j.clients+1)
	for i := range all {
		all[i] = visits(i, j)
	}
	made, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	if _, err = s.ask(string(made)); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *nodeSession) push() (load, error) { return s.ask("push") }
func (s *nodeSession) pull() (load, error) { return s.ask("pull") }
func (s *nodeSession) close()              { processes.stop(s.process) }

func (s *nodeSession) ask(word string) (out load, err error) {
	if _, err := fmt.Fprintln(s.words, word); err != nil {
		return out, err
	}
	if !s.answers.Scan() {
		return out, fmt.Errorf("the Node clients ended: %w", io.ErrUnexpectedEOF)
	}
	var got struct {
		Changes int
		Took    float64 // ms
		CPU     float64 // s
		Each    []float64
		Error   string
	}
	if err := json.Unmarshal(s.answers.Bytes(), &got); err != nil {
		return out, err
	}
	if got.Error != "" {
		return out, fmt.Errorf("the Node clients: %s", got.Error)
	}
	return load{got.Changes, time.Duration(got.Took * float64(time.Millisecond)), got.Each, got.CPU}, nil
}
