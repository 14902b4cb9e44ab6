// Package api is the HTTP face of a place. Its handlers make three moves: read
// the request, call the store once, answer. It is the only package that knows
// Fiber.
package api

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"alongside/server/pwafiles"
	"alongside/server/signin"
	"alongside/server/store"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"github.com/valyala/fasthttp"
)

const (
	headTime    = 15 * time.Second // for the headers of a request
	bodyTime    = 2 * time.Minute  // for a body of 1 MiB on a poor network
	writeTime   = time.Minute
	idleTime    = 2 * time.Minute
	headerBytes = 8 << 10
	connections = 4096
	rounds      = 128 // rounds of sync in work at once
)

// Config is what a Server is made of.
type Config struct {
	Store    *store.Store
	Keys     *signin.Keys
	App      *pwafiles.Files
	Log      zerolog.Logger
	Registry prometheus.Registerer
	Now      func() time.Time
	// ClientHeader is the header in which a proxy in front of the server gives
	// the address of its client; empty where there is no proxy.
	ClientHeader string
	// Ailing says in a few words what else fails while requests are answered, or
	// nothing; it may be nil. /readyz repeats it.
	Ailing func() string
}

// Server answers requests for one place.
type Server struct {
	Config
	fiber    *fiber.App
	http     *fasthttp.Server
	counts   counts
	streams  *streams
	turns    chan struct{}
	asks     *buckets   // of devices
	turning  sync.Mutex // of signing keys
	ready    atomic.Bool
	stopping context.Context
	stop     context.CancelFunc
}

// New makes a server that is not ready yet: until Ready it answers health checks
// and refuses the rest.
func New(config Config) *Server {
	s := &Server{Config: config, counts: newCounts(config.Registry), turns: make(chan struct{}, rounds),
		asks: newBuckets(asksASecond, asksAtOnce)}
	s.stopping, s.stop = context.WithCancel(context.Background())
	s.streams = newStreams(s.counts.streams)
	s.fiber = fiber.New(fiber.Config{
		Immutable:          true,
		CaseSensitive:      true,
		EnableIPValidation: true,
		ProxyHeader:        config.ClientHeader,
		ErrorHandler:       func(c *fiber.Ctx, err error) error { return s.refuse(c, err) },
	})
	s.routes(s.fiber)
	s.http = &fasthttp.Server{
		Name:                  "",
		NoDefaultServerHeader: true,
		Handler:               s.envelope(s.fiber.Handler()),
		ErrorHandler:          s.unheard,
		HeaderReceived: func(*fasthttp.RequestHeader) fasthttp.RequestConfig {
			return fasthttp.RequestConfig{ReadTimeout: bodyTime}
		},
		Concurrency:                  connections,
		ReadBufferSize:               headerBytes,
		ReadTimeout:                  headTime,
		WriteTimeout:                 writeTime,
		IdleTimeout:                  idleTime,
		MaxRequestBodySize:           bodyLimit,
		StreamRequestBody:            true,
		DisablePreParseMultipartForm: true,
		CloseOnShutdown:              true,
		Logger:                       quiet{},
	}
	return s
}

// quiet drops what the HTTP library would log: its words may quote requests.
type quiet struct{}

func (quiet) Printf(string, ...any) {}

// Handler answers requests without a listener; for the simulator.
func (s *Server) Handler() fasthttp.RequestHandler { return s.http.Handler }

// Serve answers on a listener until Shutdown. It closes the listener.
func (s *Server) Serve(listener net.Listener) error { return s.http.Serve(listener) }

// Ready says whether requests are answered and /readyz is 200.
func (s *Server) Ready(ready bool) { s.ready.Store(ready) }

// Shutdown ends the event streams, lets requests in work finish and stops.
func (s *Server) Shutdown(ctx context.Context) error {
	s.ready.Store(false)
	s.stop()
	return s.http.ShutdownWithContext(ctx)
}
