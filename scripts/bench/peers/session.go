package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/klauspost/compress/gzip"
)

// session is all clients of one server, with everything made that can be made
// before the clock starts, and warmed up by one client more that sent its batches.
type session interface {
	push() (load, error)
	pull() (load, error)
	close()
}

// load is what came of a push or a pull, as the clients saw it.
type load struct {
	changes int
	took    time.Duration
	each    []float64 // how long each batch took, in ms
	cpu     float64   // what the clients used themselves, in seconds
}

// httpSession is a session whose clients live in this process. Each has a
// connection of its own, and sends its next batch when the last was acknowledged.
type httpSession struct {
	job   job
	sends []func(batch int) error // by client
	fetch func() (int, error)     // a fresh client, from nothing
}

// warmed sends the batches of the last client, which is the one more, and keeps the others.
func (s *httpSession) warmed() (session, error) {
	last := len(s.sends) - 1
	for b := range s.job.batches {
		if err := s.sends[last](b); err != nil {
			return nil, fmt.Errorf("warm-up: %w", err)
		}
	}
	s.sends = s.sends[:last]
	return s, nil
}

func (s *httpSession) push() (load, error) {
	each := make([][]float64, len(s.sends))
	failed := make([]error, len(s.sends))
	runtime.GC()
	var wait sync.WaitGroup
	used, began := ownCPU(), time.Now()
	for i, send := range s.sends {
		wait.Go(func() {
			for b := range s.job.batches {
				sent := time.Now()
				if failed[i] = send(b); failed[i] != nil {
					return
				}
				each[i] = append(each[i], time.Since(sent).Seconds()*1000)
			}
		})
	}
	wait.Wait()
	out := load{changes: s.job.changes(), took: time.Since(began), cpu: ownCPU() - used}
	for i := range s.sends {
		if failed[i] != nil {
			return out, failed[i]
		}
		out.each = append(out.each, each[i]...)
	}
	return out, nil
}

func (s *httpSession) pull() (load, error) {
	runtime.GC()
	used, began := ownCPU(), time.Now()
	got, err := s.fetch()
	return load{changes: got, took: time.Since(began), cpu: ownCPU() - used}, err
}

func (s *httpSession) close() { http.DefaultClient.CloseIdleConnections() }

// ownCPU is what this process has used so far, in seconds.
func ownCPU() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}

// caller is one client with its own connection and what it sends with every request.
type caller struct {
	base   string
	header http.Header
	client *http.Client
}

// newCaller takes header names and values in turn.
func newCaller(addr string, header ...string) *caller {
	c := &caller{base: "http://" + addr, header: http.Header{}, client: &http.Client{
		Transport: &http.Transport{DisableCompression: true},
	}}
	c.header.Set("Accept-Encoding", "gzip")
	for i := 0; i < len(header); i += 2 {
		c.header.Set(header[i], header[i+1])
	}
	return c
}

// call sends body and reads the whole answer, inflated where it came as gzip, which
// is asked for. An answer that is not 2xx is an error.
func (c *caller) call(method, path string, body []byte) ([]byte, error) {
	request, err := http.NewRequest(method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for name, values := range c.header {
		request.Header[name] = values
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var from io.Reader = answer.Body
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if from, err = gzip.NewReader(answer.Body); err != nil {
			return nil, err
		}
	}
	reply, err := io.ReadAll(from)
	if err == nil && answer.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %s: %.300s", method, path, answer.Status, reply)
	}
	return reply, err
}
