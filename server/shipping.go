package main

import (
	"context"
	"time"

	"alongside/server/backup"
	"alongside/server/store"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// lastTime is how long a stop ships what the last requests brought.
const lastTime = 2 * time.Second

// shipping is a running backup. A nil one is none.
type shipping struct {
	shipper *backup.Shipper
	kept    *store.Store
	stop    context.CancelFunc
	done    chan struct{}
}

// backupOptions are what the settings say of a backup.
func (s settings) backupOptions(log zerolog.Logger) backup.Options {
	return backup.Options{Data: s.data, Dir: s.backup, KeyFile: s.backupKeyFile(),
		Every: s.backupEvery, KeepDays: s.backupDays, Spare: 2 * s.minFree, Log: log}
}

// ship begins to back up a store that nothing has written to since it was opened.
func ship(settings settings, kept *store.Store, registry prometheus.Registerer, log zerolog.Logger) (*shipping, error) {
	if settings.backup == "" {
		return nil, nil
	}
	shipper, err := backup.NewShipper(kept, settings.backupOptions(log))
	if err != nil {
		return nil, err
	}
	countShipping(registry, shipper)
	ctx, stop := context.WithCancel(context.Background())
	s := &shipping{shipper: shipper, kept: kept, stop: stop, done: make(chan struct{})}
	go func() {
		defer close(s.done)
		shipper.Run(ctx)
	}()
	return s, nil
}

// end ships what the store has come to and lets go of it. The store takes no more
// writes then.
func (s *shipping) end() {
	if s == nil {
		return
	}
	s.stop()
	<-s.done
	s.kept.Quiet()
	ctx, cancel := context.WithTimeout(context.Background(), lastTime)
	defer cancel()
	s.shipper.Last(ctx)
}

// ailing says in a few words that the backup fails, or nothing.
func (s *shipping) ailing() string {
	if s == nil || s.shipper.Status().Err == nil {
		return ""
	}
	return "the backup fails"
}

// countShipping registers what Prometheus is told of a backup.
func countShipping(registry prometheus.Registerer, shipper *backup.Shipper) {
	gauge := func(name, help string, value func(backup.Status) float64) {
		registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help},
			func() float64 { return value(shipper.Status()) }))
	}
	count := func(name, help string, value func(backup.Status) float64) {
		registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help},
			func() float64 { return value(shipper.Status()) }))
	}
	gauge("alongside_backup_verified_timestamp_seconds", "Up to when all that was committed is in verified segments.",
		func(s backup.Status) float64 { return seconds(s.Verified) })
	gauge("alongside_backup_full_timestamp_seconds", "When the newest full backup was taken.",
		func(s backup.Status) float64 { return seconds(s.Full) })
	gauge("alongside_backup_failing", "1 while the last try failed.", func(s backup.Status) float64 {
		if s.Err != nil {
			return 1
		}
		return 0
	})
	count("alongside_backup_failures_total", "Tries that failed.", func(s backup.Status) float64 { return float64(s.Failed) })
	count("alongside_backup_segments_total", "Segments verified.", func(s backup.Status) float64 { return float64(s.Segments) })
	count("alongside_backup_bytes_total", "Bytes in verified segments.", func(s backup.Status) float64 { return float64(s.Bytes) })
}

// seconds since 1970; 0 for never.
func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}
