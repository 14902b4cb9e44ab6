package faults

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// network is what lies between phones and a server: it can cut, delay and tear.
type network struct {
	*toxiproxy.Proxy
	t    testing.TB
	base string
}

// networkTo puts a network in front of a server.
func networkTo(t testing.TB, s *server) *network {
	t.Helper()
	addr := freeAddr(t)
	api := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	n := &network{Proxy: toxiproxy.NewProxy(api, t.Name(), addr, s.addr), t: t, base: "http://" + addr}
	check(t, n.Start())
	t.Cleanup(n.Stop)
	return n
}

// toxic is one thing that the network does to so many of 100 connections.
// Stream is upstream or downstream; attributes as toxiproxy names them.
type toxic struct {
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Stream     string         `json:"stream"`
	Toxicity   float32        `json:"toxicity"`
	Attributes map[string]any `json:"attributes"`
}

func (n *network) add(toxics ...toxic) {
	n.t.Helper()
	for _, one := range toxics {
		text, err := json.Marshal(one)
		check(n.t, err)
		_, err = n.Toxics.AddToxicJson(strings.NewReader(string(text)))
		check(n.t, err)
	}
}

func (n *network) remove(name string) {
	n.t.Helper()
	check(n.t, n.Toxics.RemoveToxic(context.Background(), name))
}

const everyThird = 0.34

// Every third connection is cut somewhere on its way up and every third on its
// way down, some with a reset, and none lives for long; all are slow, late, and torn into little pieces.
var badWeather = []toxic{
	{"late up", "latency", "upstream", 1, map[string]any{"latency": 10, "jitter": 10}},
	{"late down", "latency", "downstream", 1, map[string]any{"latency": 10, "jitter": 10}},
	{"torn", "slicer", "downstream", 1, map[string]any{"average_size": 400, "size_variation": 200, "delay": 200}},
	{"slow", "bandwidth", "upstream", 1, map[string]any{"rate": 100}},
	{"cut up", "limit_data", "upstream", everyThird, map[string]any{"bytes": 500}},
	{"cut down", "limit_data", "downstream", everyThird, map[string]any{"bytes": 300}},
	{"worn", "limit_data", "downstream", 1, map[string]any{"bytes": 12000}},
	{"reset", "reset_peer", "downstream", everyThird / 2, map[string]any{"timeout": 60}},
}

// Phones behind a network that cuts every third stream get everything across once.
func TestCutStreams(t *testing.T) {
	b := newBed(t, t.TempDir(), 0)
	n := networkTo(t, b.server)
	for range 4 {
		w := newWriterAt(t, b.server, n.base)
		w.Client.Transport = &http.Transport{DisableCompression: true, DisableKeepAlives: true} // a stream a round
		b.writers = append(b.writers, w)
	}
	app := startApp(t, b.server, n.base, 0)
	n.add(badWeather...)
	app.say("go")
	b.work()
	for range 10 {
		b.moved(b.marks())
	}
	said := app.finish()
	b.rest()
	if b.cut() == 0 || said.Failed == 0 {
		t.Fatalf("no stream was cut: %d of the phones', %d of the app's", b.cut(), said.Failed)
	}
	for _, w := range b.writers {
		w.drain(t)
	}
	cut := b.cut()
	n.Stop()
	for _, w := range b.writers {
		w.At(b.base)
	}
	b.whole()
	app.arrived(b.reader, said)
	t.Logf("%d of the phones' rounds and %d of the app's were cut; %d changes and the app's %d came once each",
		cut, said.Failed, b.acknowledged(), said.Written)
}

// A network that lets no long stream live: what is fetched and what is sent both
// need many short ones, so a phone must ask for less and offer less.
func TestOnlyShortStreamsLive(t *testing.T) {
	b := newBed(t, t.TempDir(), 1)
	b.writers[0].noise = 150
	b.writers[0].write(1200)
	b.whole()
	n := networkTo(t, b.server)
	n.add(toxic{"short down", "limit_data", "downstream", 1, map[string]any{"bytes": shortStream}},
		toxic{"short up", "limit_data", "upstream", 1, map[string]any{"bytes": shortStream}})
	app := startApp(t, b.server, n.base, 3000)
	app.say("go")
	told := app.finish()
	if told.Failed == 0 {
		t.Fatal("no stream was cut")
	}
	app.arrived(b.reader, told)
	t.Logf("%d of the app's calls were cut, %v were not", told.Failed, told.Statuses)
}

const shortStream = 30_000
