package api

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"alongside/server/place"
	"alongside/server/store"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"
)

const (
	commentEvery   = 20 * time.Second
	eventTime      = 30 * time.Second // to get one event through to a slow client
	partingTime    = time.Second      // to end a stream in good order
	streamsOfOne   = 4                // streams of one device; a fifth ends the first
	streamsAtOnce  = connections / 2
	streamStarting = ": listening\n\n"
	streamComment  = ": still here\n\n"
)

// events streams the news that a readable scope moved (text/event-stream),
// until the token runs out, the device or the member's rights change, or the
// server stops.
func (s *Server) events(c *fiber.Ctx) error {
	by, err := s.bearer(c)
	if err != nil {
		return err
	}
	if by.Ended {
		return place.Refuse(place.DeviceRevoked, "This member's time here is over.")
	}
	until, cancel := context.WithDeadline(s.stopping, s.realTime(by.access.Expires))
	if !s.streams.add(by.Device, cancel, until) {
		cancel()
		return place.Refuse(unavailable, "There are too many listeners.")
	}
	moved, unwatch := s.Store.Watch(by.Actor.Member)
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no")
	conn := c.Context().Conn()
	if err := c.Context().SetWriteDeadline(time.Now().Add(eventTime)); err != nil {
		cancel()
		unwatch()
		return err
	}
	c.Context().SetBodyStreamWriter(func(out *bufio.Writer) {
		defer s.streams.remove(by.Device, until)
		defer cancel()
		defer unwatch()
		_ = stream(until, out, conn, moved) // an error is a listener who has gone
	})
	return nil
}

// realTime turns a moment of the server's clock into one of the timers'.
func (s *Server) realTime(moment time.Time) time.Time {
	return time.Now().Add(moment.Sub(s.Now()))
}

var errEnded = errors.New("the watch has ended")

// stream writes events until one of its ends.
func stream(until context.Context, out *bufio.Writer, conn net.Conn, moved <-chan store.Moved) error {
	tick := time.NewTicker(commentEvery)
	defer tick.Stop()
	// A listener who reads nothing holds a write up: its end must not wait for long.
	defer context.AfterFunc(until, func() { part(conn) })()
	text := []byte(streamStarting)
	for {
		if err := push(until, out, conn, text); err != nil {
			return err
		}
		select {
		case <-until.Done():
			return until.Err()
		case <-tick.C:
			text = []byte(streamComment)
		case news, open := <-moved:
			if !open {
				return errEnded
			}
			text = fmt.Appendf(nil, "data: %s\n\n", encode(map[string]any{"scope": news.Scope, "head": news.Head}))
		}
	}
}

// push sends one event, within eventTime and before the stream's end.
func push(until context.Context, out *bufio.Writer, conn net.Conn, text []byte) error {
	if err := conn.SetWriteDeadline(time.Now().Add(eventTime)); err != nil {
		return err
	}
	if until.Err() != nil { // it may have ended before that deadline was set
		part(conn)
		return until.Err()
	}
	if _, err := out.Write(text); err != nil {
		return err
	}
	return out.Flush()
}

// part leaves a listener the time that the end of a stream takes to write.
func part(conn net.Conn) {
	_ = conn.SetWriteDeadline(time.Now().Add(partingTime)) // a conn that is closed needs none
}

// streams bounds how many listeners there are, in all and for one device.
type streams struct {
	sync.Mutex
	of    map[string][]listener
	total int
	gauge prometheus.Gauge
}

type listener struct {
	until context.Context
	end   context.CancelFunc
}

func newStreams(gauge prometheus.Gauge) *streams {
	return &streams{of: map[string][]listener{}, gauge: gauge}
}

// add counts a listener in, ending the device's oldest if it has too many.
func (l *streams) add(device string, end context.CancelFunc, until context.Context) bool {
	l.Lock()
	defer l.Unlock()
	if l.total >= streamsAtOnce {
		return false
	}
	held := l.of[device]
	for _, old := range held[:max(0, len(held)+1-streamsOfOne)] {
		old.end()
	}
	l.of[device] = append(l.of[device], listener{until, end})
	l.total++
	l.gauge.Inc()
	return true
}

func (l *streams) remove(device string, until context.Context) {
	l.Lock()
	defer l.Unlock()
	l.of[device] = slices.DeleteFunc(l.of[device], func(one listener) bool { return one.until == until })
	if len(l.of[device]) == 0 {
		delete(l.of, device)
	}
	l.total--
	l.gauge.Dec()
}
