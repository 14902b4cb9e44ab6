package main

import "sort"

// What is measured, by metric.
const (
	pushRate      = "push, changes/s"
	pushCPU       = "push, server CPU-s per 10,000"
	pushClientCPU = "push, client CPU-s per 10,000"
	residentMB    = "resident after the push, MB"
	pushPeakMB    = "most resident until the push ended, MB"
	pullRate      = "pull, changes/s"
	pullCPU       = "pull, server CPU-s per 10,000"
	pullClientCPU = "pull, client CPU-s per 10,000"
	pullPeakMB    = "most resident, MB"
	bytesUp       = "bytes up a change"
	bytesBack     = "bytes back a change, while pushing"
	bytesDown     = "bytes down a change"
)

// What is measured in this process itself.
const (
	rawLog         = "a log, appended and synced, one committer"
	rawBadger      = "raw Badger, one committer"
	badgerAlone    = "raw Badger, 64 writers that sync each"
	badgerTogether = "raw Badger, 64 writers through one committer"
)

type metricOf struct{ server, job, metric string }

// results are all values of one run, in the order of its rounds.
type results struct {
	values map[metricOf][]float64
	each   map[string][]float64 // ms of every batch, by server and job
}

func newResults() *results {
	return &results{values: map[metricOf][]float64{}, each: map[string][]float64{}}
}

func (r *results) add(server, job, metric string, value float64) {
	at := metricOf{server, job, metric}
	r.values[at] = append(r.values[at], value)
}

func (r *results) median(server, job, metric string) float64 {
	return part(r.values[metricOf{server, job, metric}], 0.5)
}

// ratio is the median over the rounds of a's value by b's in the same round.
func (r *results) ratio(a, b, job, metric string) float64 {
	over, under := r.values[metricOf{a, job, metric}], r.values[metricOf{b, job, metric}]
	ratios := make([]float64, min(len(over), len(under)))
	for i := range ratios {
		ratios[i] = over[i] / under[i]
	}
	return part(ratios, 0.5)
}

func (r *results) latency(server, job string, share float64) float64 {
	return part(r.each[server+job], share)
}

// part is the value below which a share of all lie; 0 where there are none.
func part(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}
