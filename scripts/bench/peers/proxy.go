package main

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
)

// counter is a TCP proxy that counts what passes in each direction, headers,
// frames and all.
type counter struct {
	listener net.Listener
	up, down atomic.Int64
}

func countTo(target string) (*counter, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	c := &counter{listener: listener}
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			go c.carry(near, target)
		}
	}()
	return c, nil
}

func (c *counter) carry(near net.Conn, target string) {
	defer near.Close()
	far, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer far.Close()
	var wait sync.WaitGroup
	wait.Go(func() { pass(far, near, &c.up) })
	wait.Go(func() { pass(near, far, &c.down) })
	wait.Wait()
}

// pass copies until from ends, counts before it hands on, and then tells to that nothing more comes.
func pass(to, from net.Conn, count *atomic.Int64) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		count.Add(int64(n))
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				break
			}
		}
		if err != nil {
			break
		}
	}
	if half, ok := to.(*net.TCPConn); ok {
		half.CloseWrite()
	}
	io.Copy(io.Discard, from)
}

// reset gives what passed since the last reset.
func (c *counter) reset() (up, down int64) { return c.up.Swap(0), c.down.Swap(0) }
func (c *counter) addr() string            { return c.listener.Addr().String() }
func (c *counter) close()                  { c.listener.Close() }
