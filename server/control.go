package main

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"alongside/server/store"

	"github.com/rs/zerolog"
)

// controlName is a socket in the data folder by which commands reach a running
// server. Who may open the folder may use it, and nobody else.
const controlName = "CONTROL"

// controlTime is how long one order may take.
const controlTime = time.Minute

// order is what a command asks of a running server.
type order struct {
	RotateKey string `json:"rotate_key"` // the new master key, in base64
}

// answer is what it says: Error is "" where it was done.
type answer struct {
	Error string `json:"error"`
}

// control listens for orders.
type control struct {
	listener net.Listener
	done     sync.WaitGroup
}

// listen begins to take orders for a store. Where the folder's name is too long for
// a socket there are none, and a rotation has to wait until the server is stopped.
func (s settings) listen(kept *store.Store, log zerolog.Logger) *control {
	path := filepath.Join(s.data, controlName)
	c := &control{}
	var err error
	if err = os.Remove(path); err == nil || errors.Is(err, os.ErrNotExist) {
		c.listener, err = net.Listen("unix", path)
	}
	if err == nil {
		err = os.Chmod(path, 0o600)
	}
	if err != nil {
		log.Warn().Err(err).Msg("the master key cannot be rotated while this server runs")
		return c
	}
	c.done.Go(func() {
		for {
			conn, err := c.listener.Accept()
			if err != nil {
				return
			}
			c.done.Go(func() { s.obey(conn, kept, log) })
		}
	})
	return c
}

func (s settings) obey(conn net.Conn, kept *store.Store, log zerolog.Logger) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(controlTime))
	var asked order
	var said answer
	err := json.NewDecoder(io.LimitReader(conn, 4<<10)).Decode(&asked)
	if err == nil {
		err = s.rotate(kept, asked.RotateKey)
	}
	if err != nil {
		said.Error = err.Error()
		log.Error().Err(err).Msg("the master key was not rotated")
	} else {
		log.Info().Msg("the master key was rotated")
	}
	_ = json.NewEncoder(conn).Encode(said) // who asked sees by the closed connection that something failed
}

// end takes no more orders and waits for the one in work.
func (c *control) end() {
	if c.listener != nil {
		_ = c.listener.Close() // removes the socket too
	}
	c.done.Wait()
}

// command asks a running server.
func (s settings) command(asked order) error {
	conn, err := net.Dial("unix", filepath.Join(s.data, controlName))
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(controlTime)); err != nil {
		return err
	}
	if err := json.NewEncoder(conn).Encode(asked); err != nil {
		return err
	}
	var said answer
	if err := json.NewDecoder(conn).Decode(&said); err != nil {
		return err
	}
	if said.Error != "" {
		return errors.New(said.Error)
	}
	return nil
}
