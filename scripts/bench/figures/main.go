// Command figures measures the figures at the size of a large place: people with six
// goals each, judged in each of twelve quarters, generated straight into the
// figures' state. It says what a change, a table, a release and a start cost.
//
//	go run ./scripts/bench/figures -people 100000
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"time"

	"alongside/server/figures"
)

const (
	goals    = 6
	quarters = 12
)

func main() {
	people := flag.Int("people", 100_000, "how many")
	flag.Parse()
	last, _ := figures.ParseQuarter("2026-Q3")
	fmt.Printf("%d people, %d goals each, %d quarters\n", *people, goals, quarters)

	before := memory()
	start := time.Now()
	state := figures.NewState(last-quarters, last, all(*people, last))
	fmt.Printf("counting everybody: %v (with making them up)\n", time.Since(start).Round(time.Millisecond))
	start = time.Now()
	for range all(*people, last) {
	}
	fmt.Printf("making them up alone: %v\n", time.Since(start).Round(time.Millisecond))
	fmt.Printf("state in memory: %d KB\n", (memory()-before)>>10)

	f := person(1, last)
	start = time.Now()
	const changes = 2000
	for i := range changes {
		was := f.Clone()
		f.PutSaid(figures.Said{ID: fmt.Sprint("new", i%50), Goal: "g1", Voice: figures.Self, Done: i%2 == 0, HowFar: 50, On: last.First(), Stamp: "9"})
		state.Change(was, f)
	}
	fmt.Printf("a change: %v\n", time.Since(start)/changes)

	release(*people, last)
}

func release(people int, last figures.Quarter) {
	in := figures.Input{Quarter: last, Release: last.String() + ".1", ReleasedAt: "2026-10-01T00:00:00Z", PlaceName: "Place",
		Currency: "GBP", TeamOrg: map[string]string{}, People: all(people, last)}
	start := time.Now()
	out, err := figures.Release(in)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("a release: %v, memory then %d MB\n", time.Since(start).Round(time.Millisecond), memory()>>20)
	start = time.Now()
	for range 1000 {
		if _, err := figures.CSV(out.Pages[0].JSON); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Printf("a table, frozen, as CSV: %v\n", time.Since(start)/1000)
	runtime.KeepAlive(out)
}

// all are the people, by rising id.
func all(n int, last figures.Quarter) iter.Seq2[string, *figures.Facts] {
	return func(yield func(string, *figures.Facts) bool) {
		for i := range n {
			if !yield(fmt.Sprintf("%026d", i), person(uint64(i), last)) {
				return
			}
		}
	}
}

// person has goals that are judged in every quarter, a little further each time.
func person(seed uint64, last figures.Quarter) *figures.Facts {
	var key [32]byte
	binary.BigEndian.PutUint64(key[:], seed)
	r := rand.New(rand.NewChaCha8(key))
	first := (last - quarters + 1).First()
	f := &figures.Facts{Joined: first}
	f.LivedAt(figures.Home{Stamp: "0", Day: first, Team: fmt.Sprint("team", seed%500)})
	for g := range goals {
		goal := fmt.Sprint("g", g)
		f.PutGoal(figures.Goal{ID: goal, Own: true, Made: first})
		far := 0
		for q := range figures.Quarter(quarters) {
			far = min(100, far+10*r.IntN(3))
			day := (last - quarters + 1 + q).First() + figures.Day(r.IntN(80))
			f.Said = append(f.Said, figures.Said{ID: fmt.Sprintf("%s%02d", goal, q), Goal: goal, Voice: figures.Together,
				Done: far == 100, HowFar: int8(far), On: day, Stamp: fmt.Sprint(q), Written: day, Received: day})
		}
	}
	return f
}

func memory() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
