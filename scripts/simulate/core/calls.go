package main

import (
	"fmt"
	"net"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
)

// clientHeader names the address that a request came from; each has its own, so
// that the limits of the API, which count by the minute of the real clock, never
// decide anything here.
const clientHeader = "X-Simulated-For"

// call is one HTTP request in work.
type call struct {
	ctx  *fasthttp.RequestCtx
	over atomic.Bool
}

// answered is one answered call, as the head of a frame lists it; the bodies
// follow each other in the frame's body.
type answered struct {
	ID     int    `json:"id"`
	Status int    `json:"status"`
	Time   string `json:"time"`
	Retry  string `json:"retry"`
	Length int    `json:"length"`
}

// begin starts a call. It is over at once, or waits for a step.
func (w *world) begin(ask request, body []byte) {
	w.asked++
	var req fasthttp.Request
	req.Header.SetMethod(ask.Method)
	req.SetRequestURI(ask.Path)
	req.Header.SetHost("simulated")
	req.Header.Set(clientHeader, fmt.Sprintf("10.%d.%d.%d", w.asked>>16&255, w.asked>>8&255, w.asked&255))
	if ask.Auth != "" {
		req.Header.Set("Authorization", ask.Auth)
	}
	if ask.Type != "" {
		req.Header.SetContentType(ask.Type)
	}
	if ask.Zip != "" {
		req.Header.Set("Content-Encoding", ask.Zip)
	}
	req.SetBodyRaw(body)
	c := &call{ctx: &fasthttp.RequestCtx{}}
	c.ctx.Init(&req, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, nil)
	w.calls[ask.ID] = c
	over := w.ended
	go func() {
		w.api.Handler()(c.ctx)
		c.over.Store(true)
		over.Add(1)
	}()
}

// finished waits until every call that is not over waits for a step, and hands
// over those that are.
func (w *world) finished() (head []answered, body []byte) {
	for len(w.calls)-int(w.ended.Load()) != w.store.Waiting() {
		runtime.Gosched()
	}
	return w.handOver(w.over())
}

// tooEarly hands over the calls that were answered although their commit failed:
// there are none, unless the store acknowledges what is not written. As nobody
// tells when such an answer comes, it waits a little.
func (w *world) tooEarly() (head []answered, body []byte) {
	time.Sleep(2 * time.Millisecond)
	return w.handOver(w.over())
}

func (w *world) over() (ids []int) {
	if w.ended.Load() == 0 {
		return nil
	}
	for id, c := range w.calls {
		if c.over.Load() {
			ids = append(ids, id)
		}
	}
	return ids
}

// forget drops every call; those that still run count for nothing any more.
func (w *world) forget() {
	w.calls, w.ended = map[int]*call{}, &atomic.Int32{}
}

func (w *world) handOver(over []int) (head []answered, body []byte) {
	slices.Sort(over)
	head = []answered{}
	for _, id := range over {
		response := &w.calls[id].ctx.Response
		data := response.Body()
		head = append(head, answered{ID: id, Status: response.StatusCode(), Length: len(data),
			Time: string(response.Header.Peek("Alongside-Time")), Retry: string(response.Header.Peek("Retry-After"))})
		body = append(body, data...)
		delete(w.calls, id)
		w.ended.Add(-1)
	}
	return head, body
}
