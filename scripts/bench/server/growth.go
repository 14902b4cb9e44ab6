package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"alongside/scripts/phone"
)

// grow measures what a store of so many people costs beside an empty one: the same
// pushes to both, in turns, how long each takes to start, and what they hold in memory.
func grow(binary, dir string, people, rounds int) []measured {
	fill(dir, people)
	empty := must(os.MkdirTemp("", "alongside-bench-"))
	defer os.RemoveAll(empty)
	var out []measured
	var servers []*server
	for _, s := range []struct{ name, dir string }{{"empty", empty}, {"grown", dir}} {
		began := time.Now()
		started := startIn(binary, s.dir)
		out = append(out, measured{s.name + ": until ready, s", time.Since(began).Seconds()},
			measured{s.name + ": memory of its own when ready, MB", started.own()})
		servers = append(servers, started)
		defer started.stop()
		started.steward = must(phone.Found(started.base, filepath.Join(s.dir, "links.json")))
	}
	for _, s := range servers { // nobody is measured cold
		phones, _ := s.enrolAll(jobs[0].phones)
		s.pushAll(phones, jobs[0])
	}
	for _, j := range jobs {
		took, cpu, p99 := [2][]float64{}, [2][]float64{}, [2][]float64{}
		for range rounds {
			for i, s := range servers {
				phones, _ := s.enrolAll(j.phones)
				got := s.pushAll(phones, j)
				took[i] = append(took[i], got.all.Seconds())
				cpu[i] = append(cpu[i], got.cpu)
				p99[i] = append(p99[i], got.each[len(got.each)*99/100])
			}
		}
		out = append(out, measured{j.name + ": grown by empty, time", median(took[1]) / median(took[0])},
			measured{j.name + ": grown by empty, CPU", median(cpu[1]) / median(cpu[0])},
			measured{j.name + ": grown, 99th of 100 rounds, ms", median(p99[1])},
			measured{j.name + ": empty, 99th of 100 rounds, ms", median(p99[0])})
	}
	for i, name := range []string{"empty", "grown"} {
		out = append(out, measured{name + ": memory of its own after that, MB", servers[i].own()},
			measured{name + ": with the pages of its files, MB", servers[i].resident()})
	}
	return out
}

// printPlainly prints what was measured once.
func printPlainly(all []measured) {
	fmt.Printf("| what | measured |\n| --- | --- |\n")
	for _, m := range all {
		fmt.Printf("| %s | %.4g |\n", m.name, m.value)
	}
}
