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
	"syscall"
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

	stored := someStored(last)
	before := memory()
	state := figures.NewState(last-quarters, last, func(func(string, *figures.Facts) bool) {})
	timed("counting everybody from stored facts, on one core", func() {
		f := &figures.Facts{}
		for i := range *people {
			if err := f.Parse(stored[i%len(stored)]); err != nil {
				panic(err)
			}
			state.Change(nil, f)
		}
	})
	fmt.Printf("state in memory: %d KB\n", (memory()-before)>>10)

	f := person(1, last)
	const changes = 2000
	timed(fmt.Sprint(changes, " changes"), func() {
		for i := range changes {
			was := f.Clone()
			f.PutSaid(figures.Said{ID: fmt.Sprint("new", i%50), Goal: "g1", Voice: figures.Self, Done: i%2 == 0, HowFar: 50, On: last.First(), Stamp: "9"})
			state.Change(was, f)
		}
	})

	release(*people, last)
}

func release(people int, last figures.Quarter) {
	in := figures.Input{Quarter: last, Release: last.String() + ".1", ReleasedAt: "2026-10-01T00:00:00Z", PlaceName: "Place",
		Currency: "GBP", TeamOrg: map[string]string{}, People: all(people, last)}
	var out figures.Released
	var err error
	timed("a release", func() { out, err = figures.Release(in) })
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("memory after it: %d MB\n", memory()>>20)
	start := time.Now()
	for range 1000 {
		if _, err := figures.CSV(out.Pages[0].JSON); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Printf("a table, frozen, as CSV: %v\n", time.Since(start)/1000)
	runtime.KeepAlive(out)
}

// timed says how long something takes by the clock, and how much of the processor's
// time, which other work on the machine does not lengthen much.
func timed(what string, do func()) {
	start, spent := time.Now(), processor()
	do()
	fmt.Printf("%s: %v, processor %v\n", what, time.Since(start).Round(time.Millisecond), (processor() - spent).Round(time.Millisecond))
}

func processor() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// someStored are different people as they are stored; more than these are alike.
func someStored(last figures.Quarter) [][]byte {
	out := make([][]byte, 1000)
	for i := range out {
		out[i] = person(uint64(i), last).Append(nil)
	}
	return out
}

// all are the people, by rising id, read from what is stored.
func all(n int, last figures.Quarter) iter.Seq2[string, *figures.Facts] {
	stored := someStored(last)
	return func(yield func(string, *figures.Facts) bool) {
		for i := range n {
			f, err := figures.ParseFacts(stored[i%len(stored)])
			if err != nil || !yield(fmt.Sprintf("%026d", i), f) {
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
