package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// tables prints a run as Markdown.
func tables(peers []peer, r *results) string {
	var out strings.Builder
	for _, j := range jobs {
		pushTable(&out, peers, r, j)
	}
	pullTable(&out, peers, r)
	bytesTable(&out, peers, r)
	goalTable(&out, r)
	factTable(&out, peers)
	return out.String()
}

func heading(out *strings.Builder, title string, columns ...string) {
	fmt.Fprintf(out, "\n### %s\n\n", title)
	row(out, columns...)
	row(out, strings.Split(strings.Repeat("---,", len(columns)-1)+"---", ",")...)
}

func row(out *strings.Builder, cells ...string) {
	fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
}

func pushTable(out *strings.Builder, peers []peer, r *results, j job) {
	heading(out, "Push: "+j.name, "server", "changes a second, median (lowest-highest)", "ours by it",
		"a batch, ms, p50", "p99", "server CPU-s per 10,000", "client CPU-s per 10,000", "resident MB after", "at most")
	for _, p := range peers {
		m := func(metric string) string { return number(r.median(p.name, j.name, metric)) }
		row(out, p.name, spread(r, p.name, j.name, pushRate), times(r.ratio(alongside, p.name, j.name, pushRate)),
			number(r.latency(p.name, j.name, 0.5)), number(r.latency(p.name, j.name, 0.99)),
			m(pushCPU), m(pushClientCPU), m(residentMB), m(pushPeakMB))
	}
	for _, name := range []string{rawBadger, rawLog, badgerTogether, badgerAlone} {
		row(out, name, spread(r, name, j.name, pushRate), ratioToCeiling(r, name, j), "", "", "", "", "", "")
	}
}

func ratioToCeiling(r *results, name string, j job) string {
	over, under := r.median(alongside, j.name, pushRate), r.median(name, j.name, pushRate)
	if name == badgerAlone || name == badgerTogether || under == 0 {
		return ""
	}
	return times(over / under)
}

func pullTable(out *strings.Builder, peers []peer, r *results) {
	heading(out, "A fresh client pulls everything", "server", "after", "changes a second, median (lowest-highest)", "ours by it",
		"server CPU-s per 10,000", "client CPU-s per 10,000", "resident MB at most, push and pull")
	for _, p := range peers {
		for _, j := range jobs {
			m := func(metric string) string { return number(r.median(p.name, j.name, metric)) }
			row(out, p.name, fmt.Sprintf("%d clients", j.clients), spread(r, p.name, j.name, pullRate),
				times(r.ratio(alongside, p.name, j.name, pullRate)), m(pullCPU), m(pullClientCPU), m(pullPeakMB))
		}
	}
}

func bytesTable(out *strings.Builder, peers []peer, r *results) {
	heading(out, "Bytes a change on the wire, headers and all", "server",
		"up, 100 a batch", "back", "up, 25 a batch", "back", "down, fresh pull", "ours by it, down")
	for _, p := range peers {
		var cells []string
		for _, j := range jobs {
			cells = append(cells, number(r.median(p.name, j.name, bytesUp)), number(r.median(p.name, j.name, bytesBack)))
		}
		cells = append(cells, number(r.median(p.name, jobs[0].name, bytesDown)),
			times(r.ratio(alongside, p.name, jobs[0].name, bytesDown)))
		row(out, append([]string{p.name}, cells...)...)
	}
}

// goal is one line of what the project has set itself.
type goal struct {
	what  string
	value float64
	limit float64
	least bool // the limit is the least; else the most
}

func goals(r *results) []goal {
	big, small := jobs[0].name, jobs[1].name
	by := func(peer, job, metric string) float64 { return r.ratio(alongside, peer, job, metric) }
	together, alone := r.median(badgerTogether, big, pushRate), r.median(badgerAlone, big, pushRate)
	return []goal{
		{"push, 10 x 100, by Actual", by(actual, big, pushRate), 5, true},
		{"push, 10 x 100, by PocketBase", by(pocketBase, big, pushRate), 8, true},
		{"push, 10 x 100, by PouchDB", by(pouchDB, big, pushRate), 8, true},
		{"push, 50 x 25, by Actual", by(actual, small, pushRate), 7, true},
		{"push, 50 x 25, p99 of a batch, ms", r.latency(alongside, small, 0.99), 100, false},
		{"fresh pull, by Actual", by(actual, big, pullRate), 3, true},
		{"fresh pull, by PocketBase", by(pocketBase, big, pullRate), 3, true},
		{"fresh pull, by PouchDB", by(pouchDB, big, pullRate), 30, true},
		{"bytes up a change, 100 a batch", r.median(alongside, big, bytesUp), 60, false},
		{"bytes down a change", r.median(alongside, big, bytesDown), 60, false},
		{"one committer by Badger's own syncing, 64 writers, both raw", together / alone, 8, true},
		{"server CPU-s per 10,000, 10 x 100", r.median(alongside, big, pushCPU), 0.4, false},
		{"server CPU-s per 10,000, 50 x 25", r.median(alongside, small, pushCPU), 0.4, false},
		{"resident MB after the push, 10 x 100", r.median(alongside, big, residentMB), 80, false},
		{"resident MB after the push, 50 x 25", r.median(alongside, small, residentMB), 80, false},
	}
}

func goalTable(out *strings.Builder, r *results) {
	heading(out, "The goals", "what", "goal", "measured", "reached", "the reference, held against the same")
	for _, g := range goals(r) {
		sign, reached := "at most ", g.value <= g.limit
		if g.least {
			sign, reached = "at least ", g.value >= g.limit
		}
		said := "no"
		if reached {
			said = "yes"
		}
		if g.value == 0 || math.IsNaN(g.value) || math.IsInf(g.value, 0) {
			said = "not measured"
		}
		row(out, g.what, sign+number(g.limit), number(g.value), said, ceilingOf(g, r))
	}
}

// ceilingOf is what the reference reaches of a goal that compares with a peer.
func ceilingOf(g goal, r *results) string {
	what, name, found := strings.Cut(g.what, ", by ")
	peer := map[string]string{"Actual": actual, "PocketBase": pocketBase, "PouchDB": pouchDB}[name]
	if !found || peer == "" {
		return ""
	}
	j, metric := jobs[0].name, pushRate
	if strings.Contains(what, "50 x") {
		j = jobs[1].name
	}
	if strings.Contains(what, "pull") {
		metric = pullRate
	}
	return times(r.ratio(reference, peer, j, metric))
}

func factTable(out *strings.Builder, peers []peer) {
	heading(out, "What each does", "server", "when it acknowledges, a change is", "what server and clients do")
	for _, p := range peers {
		row(out, p.name, p.acknowledged, p.does)
	}
}

func spread(r *results, server, job, metric string) string {
	v := r.values[metricOf{server, job, metric}]
	return fmt.Sprintf("%s (%s-%s)", number(r.median(server, job, metric)), number(part(v, 0)), number(part(v, 1)))
}

func times(ratio float64) string {
	if ratio == 0 || math.IsNaN(ratio) {
		return ""
	}
	return number(ratio) + "x"
}

// number says a value with three figures that count.
func number(v float64) string {
	switch {
	case v >= 1e6:
		return strconv.FormatFloat(v/1e6, 'f', 2, 64) + " million"
	case v >= 1000:
		s := strconv.Itoa(int(math.Round(v/10)) * 10)
		return s[:len(s)-3] + "," + s[len(s)-3:]
	case v >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case v >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}
