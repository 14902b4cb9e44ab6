// Command server measures what the server does with phones against what its own
// Badger could do with the same bytes, interleaved in one run, and prints a
// table for docs/benchmarks.md. Start it through scripts/bench/run.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"sync"
	"time"

	"alongside/scripts/phone"
)

func main() {
	binary := flag.String("binary", "./alongside", "the server to measure")
	rounds := flag.Int("rounds", 5, "rounds; each runs every measurement once")
	people := flag.Int("people", 100_000, "with -grown: how many people it has, of a hundred changes each")
	grown := flag.String("grown", "", "measure growth instead, with a grown store in this `folder`, made if it is not there")
	flag.Parse()
	if *grown != "" {
		printPlainly(grow(*binary, *grown, *people, *rounds))
		return
	}
	all := map[string][]float64{}
	var names []string
	for range *rounds {
		for _, m := range round(*binary) {
			if _, seen := all[m.name]; !seen {
				names = append(names, m.name)
			}
			all[m.name] = append(all[m.name], m.value)
		}
	}
	fmt.Printf("| what | median of %d | lowest | highest |\n| --- | --- | --- | --- |\n", *rounds)
	for _, name := range names {
		v := all[name]
		fmt.Printf("| %s | %.4g | %.4g | %.4g |\n", name, median(v), v[0], v[len(v)-1])
	}
}

// median sorts them too.
func median(v []float64) float64 {
	sort.Float64s(v)
	return v[len(v)/2]
}

type measured struct {
	name  string
	value float64
}

// job is one shape of load: phones pushing batches of a size at the same time.
type job struct {
	name                   string
	phones, batches, batch int
}

var jobs = []job{{"10 phones x 100 a batch", 10, 10, 100}, {"50 phones x 25 a batch", 50, 8, 25}}

// For whoever profiles the server: one kind of load, and for longer.
var (
	times = flag.Int("times", 1, "how often each phone does its batches")
	only  = flag.Int("only", 0, "the job to run, by its number from 1; 0 for all")
)

func round(binary string) []measured {
	var out []measured
	for i, j := range jobs {
		if *only != 0 && *only != i+1 {
			continue
		}
		j.batches *= *times
		out = append(out, measure(binary, j)...)
	}
	return out
}

func measure(binary string, j job) []measured {
	dir := must(os.MkdirTemp("", "alongside-bench-"))
	defer os.RemoveAll(dir)
	server := start(binary, dir)
	defer server.stop()
	phones, fresh := server.enrolAll(j.phones)

	changes := float64(j.phones * j.batches * j.batch)
	pushed := server.pushAll(phones, j)
	ceiling := rawBadger(filepath.Join(dir, "raw"), j)

	out := []measured{
		{j.name + ": push, changes/s", changes / pushed.all.Seconds()},
		{j.name + ": raw Badger, one committer, changes/s", changes / ceiling.Seconds()},
		{j.name + ": push as a share of raw", ceiling.Seconds() / pushed.all.Seconds()},
		{j.name + ": a round, ms, median", pushed.each[len(pushed.each)/2]},
		{j.name + ": a round, ms, 99th of 100", pushed.each[len(pushed.each)*99/100]},
		{j.name + ": bytes up a change, gzip", float64(sum(phones)) / changes},
		{j.name + ": server CPU-s per 10,000 changes", pushed.cpu * 10000 / changes},
	}
	began := time.Now()
	got := must(fresh.Pull())
	pulled := time.Since(began)
	if got < int(changes) {
		fatalf("a fresh phone pulled %d of %.0f changes", got, changes)
	}
	read := rawRead(filepath.Join(dir, "raw"), int(changes))
	return append(out,
		measured{j.name + ": a fresh phone pulls, changes/s", changes / pulled.Seconds()},
		measured{j.name + ": raw Badger read, changes/s", changes / read.Seconds()},
		measured{j.name + ": bytes down a change, gzip", float64(fresh.Received) / changes},
		measured{j.name + ": server resident, MB", server.resident()},
	)
}

// pushed is what a push of all phones took: by the clock, in CPU-seconds of the server, and each round in ms, sorted.
type pushed struct {
	all  time.Duration
	cpu  float64
	each []float64
}

// pushAll lets all phones push at once into one person's scope each. The rounds are made and packed
// before the clock starts, so that the machine is the server's.
func (s *server) pushAll(phones []*phone.Phone, j job) (out pushed) {
	rounds := make([][]phone.Packed, len(phones))
	for i, p := range phones {
		scope := must(p.NewPerson(s.steward.Team))
		p.Sent = 0
		for range j.batches {
			rounds[i] = append(rounds[i], must(p.Pack(p.Visits(scope, j.batch))))
		}
	}
	took := make([][]float64, len(phones))
	var wait sync.WaitGroup
	began, before := time.Now(), s.cpu()
	for i, p := range phones {
		wait.Go(func() {
			for _, r := range rounds[i] {
				sent := time.Now()
				if err := p.SendPacked(r); err != nil {
					fatal("push: ", err)
				}
				took[i] = append(took[i], time.Since(sent).Seconds()*1000)
			}
		})
	}
	wait.Wait()
	out.all, out.cpu, out.each = time.Since(began), s.cpu()-before, slices.Concat(took...)
	slices.Sort(out.each)
	return out
}

func sum(phones []*phone.Phone) (total int64) {
	for _, p := range phones {
		total += p.Sent
	}
	return total
}

// running are ended before the program gives up, so that no server outlives it.
var running []*server

func fatal(said ...any) {
	for _, s := range running {
		s.stop()
	}
	log.Fatal(said...)
}

func fatalf(format string, said ...any) { fatal(fmt.Sprintf(format, said...)) }

func must[T any](v T, err error) T {
	if err != nil {
		fatal(err)
	}
	return v
}

// server is the real binary as a process of its own.
type server struct {
	base    string
	steward *phone.Steward
	process *exec.Cmd
}

func start(binary, dir string) *server {
	s := startIn(binary, dir)
	s.steward = must(phone.Found(s.base, filepath.Join(dir, "links.json")))
	return s
}

// startIn starts a server whose store is or will be in dir, and waits until it is ready.
func startIn(binary, dir string) *server {
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	addr := listener.Addr().String()
	listener.Close()
	links := filepath.Join(dir, "links.json")
	cmd := exec.Command(binary, "--addr", addr, "--data", filepath.Join(dir, "store"), "--links", links)
	if err := cmd.Start(); err != nil {
		fatal(err)
	}
	s := &server{base: "http://" + addr, process: cmd}
	running = append(running, s)
	if err := phone.Ready(s.base, 5*time.Minute); err != nil {
		fatal(err)
	}
	return s
}

func (s *server) stop() {
	s.process.Process.Signal(os.Interrupt)
	s.process.Wait()
}

// enrolAll enrols n coaches of one team, a phone each, and one more that has pulled nothing.
func (s *server) enrolAll(n int) (phones []*phone.Phone, fresh *phone.Phone) {
	for range n + 1 {
		phones = append(phones, must(s.steward.Coach()))
	}
	return phones[:n], phones[n]
}
