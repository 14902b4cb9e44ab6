// Command alongside serves one place: its app, its API and its data.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"alongside/pwa"
	"alongside/server/api"
	"alongside/server/backup"
	"alongside/server/demo"
	"alongside/server/place"
	"alongside/server/pwafiles"
	"alongside/server/signin"
	"alongside/server/store"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/rs/zerolog"
)

// A stop gives requests in work shutTime to finish. Whatever happens, the
// process is gone after endTime.
const (
	shutTime = 6 * time.Second
	endTime  = 9 * time.Second
)

// memoryAim is what the collector keeps the heap below while it can, in bytes, where
// GOMEMLIMIT says nothing else. Compactions of a large store are what comes near it.
const memoryAim = 256 << 20

// garbageAim is by how many percent the heap may grow before the next collection, where
// GOGC says nothing else. Badger's tables in memory count as heap from their first byte on,
// so that the usual 100 would let as much garbage pile up as they will ever be large.
const garbageAim = 60

func main() {
	if len(os.Args) > 1 && commands[os.Args[1]] != nil {
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
		code := commands[os.Args[1]](ctx, os.Args[2:], os.LookupEnv, os.Stdout, os.Stderr)
		stop()
		os.Exit(code)
	}
	settings, err := parse(os.Args[1:], os.LookupEnv, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	case settings.version:
		fmt.Println(version())
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, func() {
		stop() // a second signal ends the process at once
		time.AfterFunc(endTime, func() { os.Exit(1) })
	})
	if _, set := os.LookupEnv("GOMEMLIMIT"); !set {
		debug.SetMemoryLimit(memoryAim)
	}
	if _, set := os.LookupEnv("GOGC"); !set {
		debug.SetGCPercent(garbageAim)
	}
	log := newLog(os.Stderr)
	if err := run(ctx, settings, os.Stdout, log); err != nil {
		log.Error().Err(err).Msg("stopped")
		os.Exit(1)
	}
}

// newLogTo is newLog where a command's words go.
func newLogTo(errs io.Writer) zerolog.Logger {
	if file, ok := errs.(*os.File); ok {
		return newLog(file)
	}
	return zerolog.New(errs)
}

// newLog writes JSON lines, or plainer ones for somebody who watches.
func newLog(to *os.File) zerolog.Logger {
	var out io.Writer = to
	if about, err := to.Stat(); err == nil && about.Mode()&os.ModeCharDevice != 0 {
		out = zerolog.ConsoleWriter{Out: to, TimeFormat: time.TimeOnly}
	}
	return zerolog.New(out).With().Timestamp().Logger()
}

// run opens the store, answers requests until ctx ends, and closes everything.
func run(ctx context.Context, settings settings, out io.Writer, log zerolog.Logger) error {
	listener, err := net.Listen("tcp", settings.addr)
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	kept, err := open(settings, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	registry := prometheus.NewRegistry()
	ships, err := ship(settings, kept, registry, log)
	if err != nil {
		return errors.Join(err, kept.Close(), listener.Close())
	}
	server, err := serverOf(settings.baseFor(listener.Addr()), settings, kept, registry, log, ships.ailing)
	if err != nil {
		ships.end()
		return errors.Join(err, kept.Close(), listener.Close())
	}
	orders := settings.listen(kept, log)
	failed := make(chan error, 2)
	go func() { failed <- server.Serve(listener) }()
	metrics, err := serveMetrics(settings.metrics, registry, failed)
	if err == nil {
		err = welcome(ctx, settings, settings.baseFor(listener.Addr()), kept, out)
		if readOnly(err) {
			log.Warn().Msg("no links were made, since the disk is nearly full")
			err = nil
		}
	}
	if err == nil {
		server.Ready(true)
		go kept.RunDaily(ctx)
		log.Info().Str("addr", listener.Addr().String()).Str("version", version()).Msg("ready")
		err = wait(ctx, failed)
	}
	end, cancel := context.WithTimeout(context.Background(), shutTime)
	defer cancel()
	err = errors.Join(err, server.Shutdown(end), metrics.Close())
	orders.end()
	ships.end()
	return errors.Join(err, kept.Close())
}

// readOnly says whether an error is only that the disk is nearly full.
func readOnly(err error) bool {
	var refused *place.Error
	return errors.As(err, &refused) && refused.Code == place.ReadOnly
}

// wait returns when ctx ends or a listener fails.
func wait(ctx context.Context, failed <-chan error) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	}
}

// open opens the store with its master key, or makes both.
func open(settings settings, log zerolog.Logger) (*store.Store, error) {
	fresh := !store.Exists(settings.data)
	if fresh && settings.backup != "" {
		if err := backup.Begin(settings.backupOptions(log)); err != nil {
			return nil, err
		}
	}
	opts, err := settings.storeOptions(fresh, log)
	if err != nil {
		return nil, err
	}
	founded := place.Place{Name: "Our place", Zone: "Europe/London", Currency: "GBP"}
	if settings.demo {
		founded = demo.Place()
	}
	opts.Place, opts.MinFree, opts.BackedUp = founded, settings.minFree, settings.backup != ""
	kept, err := store.Open(settings.data, opts)
	if err != nil {
		return nil, err
	}
	if err := settings.endRotation(kept); err != nil {
		return nil, errors.Join(err, kept.Close())
	}
	return kept, nil
}

func serverOf(base string, settings settings, kept *store.Store, registry *prometheus.Registry, log zerolog.Logger, ailing func() string) (*api.Server, error) {
	signing := kept.Signing()
	keys, err := signin.NewKeys(base, signin.Key(signing.Current), signin.Key(signing.Next), api.FormerKeys(signing)...)
	if err != nil {
		return nil, err
	}
	keys.Life = settings.tokenLife
	dist, err := fs.Sub(pwa.Dist, "dist")
	if err != nil {
		return nil, err
	}
	app, err := pwafiles.New(dist)
	if err != nil {
		return nil, err
	}
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return api.New(api.Config{
		Store: kept, Keys: keys, App: app, Log: log, Registry: registry, Now: time.Now,
		ClientHeader: settings.clientHeader, Ailing: ailing,
	}), nil
}

// serveMetrics serves Prometheus on an address of its own; none means nowhere.
func serveMetrics(addr string, registry *prometheus.Registry, failed chan<- error) (*http.Server, error) {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	if addr == "" {
		return server, nil
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return server, fmt.Errorf("listening for metrics: %w", err)
	}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	return server, nil
}
