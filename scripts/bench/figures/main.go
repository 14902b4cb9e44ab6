// Command figures measures the figures at the size of a large place: people with six
// goals each, judged in each of twelve quarters, generated straight into the
// figures' state and then into a store on disk. It says what a change, a table, a
// release and a start cost.
//
//	go run ./scripts/bench/figures -people 100000 -dir /tmp/large
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
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
	dir := flag.String("dir", "", "folder of the store, which is made unless it is there; without, only memory is measured")
	flag.Parse()
	last, _ := figures.ParseQuarter("2026-Q3")
	fmt.Printf("%d people, %d goals each, %d quarters\n", *people, goals, quarters)
	inMemory(*people, last)
	if *dir == "" {
		return
	}
	if err := onDisk(*dir, *people, last); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// inMemory counts people from what they come to, and changes one of them.
func inMemory(people int, last figures.Quarter) {
	stored := someStored(last)
	before := memory()
	state := figures.NewState(last-quarters, last, func(func(string, *figures.Facts) bool) {})
	timed("counting everybody from what they come to, on one core", func() {
		c := &figures.Course{}
		for i := range people {
			must(c.Parse(stored[i%len(stored)].course))
			state.Add(c)
		}
	})
	fmt.Printf("state in memory: %d KB; of the first person are kept %d and %d bytes\n", (memory()-before)>>10,
		len(stored[0].facts), len(stored[0].course))

	f := person(1, last)
	const changes = 2000
	timed(fmt.Sprint(changes, " changes"), func() {
		for i := range changes {
			was := f.Clone()
			f.PutSaid(figures.Said{ID: fmt.Sprint("new", i%50), Goal: fmt.Sprintf("01k%023d", 1), Voice: figures.Self,
				Done: i%2 == 0, HowFar: 50, On: last.First(), Stamp: stamp(99)})
			now, _ := f.Course()
			state.Replace(was.Read(), &now)
		}
	})
	runtime.KeepAlive(state)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
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

// storedPerson is one person as a store has them.
type storedPerson struct{ facts, course []byte }

// someStored are different people as they are stored; more than these are alike.
func someStored(last figures.Quarter) []storedPerson {
	out := make([]storedPerson, 1000)
	for i := range out {
		f := person(uint64(i), last)
		course, _ := f.Course()
		out[i] = storedPerson{f.Append(nil), course.Append(nil)}
	}
	return out
}

// person has goals that are judged in every quarter, a little further each time. Ids
// and stamps are as long as those of a phone.
func person(seed uint64, last figures.Quarter) *figures.Facts {
	var key [32]byte
	binary.BigEndian.PutUint64(key[:], seed)
	r := rand.New(rand.NewChaCha8(key))
	first := (last - quarters + 1).First()
	f := &figures.Facts{Joined: first}
	f.LivedAt(figures.Home{Stamp: stamp(0), Day: first, Team: fmt.Sprintf("%026d", seed%500)})
	for g := range goals {
		goal := fmt.Sprintf("01k%023d", g)
		f.PutGoal(figures.Goal{ID: goal, Own: true, Made: first})
		far := 0
		for q := range figures.Quarter(quarters) {
			far = min(100, far+10*r.IntN(3))
			day := (last - quarters + 1 + q).First() + figures.Day(r.IntN(80))
			f.PutSaid(figures.Said{ID: fmt.Sprintf("01k%011d%012d", g, q), Goal: goal, Voice: figures.Together,
				Done: far == 100, HowFar: int8(far), On: day, Stamp: stamp(int(q)), Written: day, Received: day})
		}
	}
	return f
}

func stamp(n int) string { return fmt.Sprintf("%012x-%04x-%026d", n, 0, 1) }

func memory() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// inUse is how much memory the process has from the system.
func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys - m.HeapReleased
}
