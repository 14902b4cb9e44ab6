// Command peers runs one job through Alongside and through its peers, each a real
// server with a fresh store, interleaved, and prints tables for
// docs/benchmarks-peers.md. Start it through scripts/bench-peers, which installs
// the peers and passes where they lie.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

// job is one shape of load: clients sending batches of small changes at the same time.
type job struct {
	name                    string
	clients, batches, batch int
}

func (j job) changes() int { return j.clients * j.batches * j.batch }

var jobs = []job{
	{"10 clients x 1,000 changes, 100 a batch", 10, 10, 100},
	{"50 clients x 200 changes, 25 a batch", 50, 8, 25},
}

func main() {
	log.SetFlags(0)
	var at places
	flag.StringVar(&at.ours, "ours", "./alongside", "our server")
	flag.StringVar(&at.reference, "reference", "", "the Fiber and Badger reference")
	flag.StringVar(&at.pocketbase, "pocketbase", "", "PocketBase with its collection")
	flag.StringVar(&at.npm, "npm", "", "the folder in which the npm peers were installed")
	rounds := flag.Int("rounds", 5, "rounds; each runs every job through every server once")
	only := flag.String("only", "", "names of servers, comma-separated; empty for all")
	flag.Parse()

	stopAtSignal()
	peers := at.peers()
	if *only != "" {
		wanted := strings.Split(*only, ",")
		peers = slices.DeleteFunc(peers, func(p peer) bool { return !slices.Contains(wanted, p.name) })
	}
	began := time.Now()
	results, err := run(peers, *rounds)
	processes.stopAll()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(tables(peers, results))
	fmt.Printf("\n%d rounds in %s.\n", *rounds, time.Since(began).Round(time.Second))
}

// stopAtSignal ends every server when this program is asked to end.
func stopAtSignal() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-asked
		processes.stopAll()
		os.Exit(1)
	}()
}

// run measures every job through every server, rounds times, each round in another
// order, then counts bytes in a pass of its own that is not timed.
func run(peers []peer, rounds int) (*results, error) {
	out := newResults()
	for r := range rounds {
		for _, j := range jobs {
			for i := range peers {
				p := peers[(i+r)%len(peers)]
				if err := measure(p, j, out); err != nil {
					return nil, fmt.Errorf("%s, %s: %w", p.name, j.name, err)
				}
			}
			if err := ceilings(j, out); err != nil {
				return nil, err
			}
		}
		log.Printf("round %d of %d", r+1, rounds)
	}
	for _, j := range jobs {
		for _, p := range peers {
			if err := countBytes(p, j, out); err != nil {
				return nil, fmt.Errorf("%s, %s, bytes: %w", p.name, j.name, err)
			}
		}
	}
	return out, nil
}

// measure runs one job through one server with a fresh store.
func measure(p peer, j job, out *results) error {
	s, err := startServer(p, j)
	if err != nil {
		return err
	}
	defer s.stop()
	clients, err := p.open(s.addr, s.dir, j)
	if err != nil {
		return s.explain(err)
	}
	defer clients.close()

	note := func(metric string, value float64) { out.add(p.name, j.name, metric, value) }
	if err := measurePush(s, clients, note, func(ms []float64) {
		out.each[p.name+j.name] = append(out.each[p.name+j.name], ms...)
	}); err != nil {
		return s.explain(err)
	}
	if err := measurePull(s, clients, j, note); err != nil {
		return s.explain(err)
	}
	return nil
}

func measurePush(s *server, clients session, note func(string, float64), batches func([]float64)) error {
	syscall.Sync()
	before := s.cpu()
	pushed, err := clients.push()
	if err != nil {
		return err
	}
	note(pushRate, float64(pushed.changes)/pushed.took.Seconds())
	note(pushCPU, perTenThousand(s.cpu()-before, pushed))
	note(pushClientCPU, perTenThousand(pushed.cpu, pushed))
	batches(pushed.each)
	resident, peak := s.memory()
	note(residentMB, resident)
	note(pushPeakMB, peak)
	return nil
}

func measurePull(s *server, clients session, j job, note func(string, float64)) error {
	before := s.cpu()
	pulled, err := clients.pull()
	if err != nil {
		return err
	}
	if pulled.changes < j.changes() {
		return fmt.Errorf("a fresh client pulled %d of %d changes", pulled.changes, j.changes())
	}
	note(pullRate, float64(pulled.changes)/pulled.took.Seconds())
	note(pullCPU, perTenThousand(s.cpu()-before, pulled))
	note(pullClientCPU, perTenThousand(pulled.cpu, pulled))
	_, peak := s.memory()
	note(pullPeakMB, peak)
	return nil
}

func perTenThousand(seconds float64, l load) float64 { return seconds * 10000 / float64(l.changes) }

// countBytes runs one job through one server behind a proxy that counts what passes.
func countBytes(p peer, j job, out *results) error {
	s, err := startServer(p, j)
	if err != nil {
		return err
	}
	defer s.stop()
	counter, err := countTo(s.addr)
	if err != nil {
		return err
	}
	defer counter.close()
	clients, err := p.open(counter.addr(), s.dir, j)
	if err != nil {
		return s.explain(err)
	}
	defer clients.close()
	counter.reset()
	pushed, err := clients.push()
	if err != nil {
		return s.explain(err)
	}
	up, back := counter.reset()
	out.add(p.name, j.name, bytesUp, float64(up)/float64(pushed.changes))
	out.add(p.name, j.name, bytesBack, float64(back)/float64(pushed.changes))
	pulled, err := clients.pull()
	if err != nil {
		return s.explain(err)
	}
	_, down := counter.reset()
	out.add(p.name, j.name, bytesDown, float64(down)/float64(pulled.changes))
	return nil
}
