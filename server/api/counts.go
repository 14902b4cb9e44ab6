package api

import (
	"alongside/sync/wire"

	"github.com/prometheus/client_golang/prometheus"
)

// counts are the server's metrics. None has a label that names anybody.
type counts struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	changes  *prometheus.CounterVec
	reports  prometheus.Counter
	streams  prometheus.Gauge
}

func newCounts(registry prometheus.Registerer) counts {
	c := counts{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "alongside_requests_total", Help: "Requests answered."}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "alongside_request_seconds", Help: "Time to answer.",
			Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10}}, []string{"route"}),
		changes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "alongside_changes_total", Help: "Changes received, parked and sent by sync."}, []string{"what"}),
		reports: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "alongside_csp_reports_total", Help: "Content security policy reports from browsers."}),
		streams: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "alongside_event_streams", Help: "Event streams that are open."}),
	}
	if registry != nil {
		registry.MustRegister(c.requests, c.seconds, c.changes, c.reports, c.streams)
	}
	return c
}

// tally counts what one round moved.
func (c counts) tally(request *wire.Request, reply *wire.Reply) {
	sent := 0
	for _, part := range reply.Scopes {
		sent += len(part.Changes)
	}
	c.changes.WithLabelValues("received").Add(float64(len(request.Push)))
	c.changes.WithLabelValues("parked").Add(float64(len(reply.Parked)))
	c.changes.WithLabelValues("sent").Add(float64(sent))
}
