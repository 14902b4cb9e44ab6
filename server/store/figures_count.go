package store

import (
	"runtime"
	"sync"

	"alongside/server/figures"
)

// mostCounters is how many count at most; one reads for all of them.
const mostCounters = 4

// recount counts the quarters up to the one that today lies in. One walks over the
// courses, the others open and count them, each for itself: what is in memory grows
// with teams and quarters, not with people.
func (v view) recount(today figures.Day) (*figures.State, error) {
	states := make([]*figures.State, min(mostCounters, runtime.GOMAXPROCS(0)))
	crowds := make(chan figures.Crowd, len(states))
	var counting sync.WaitGroup
	for i := range states {
		states[i] = emptyState(today)
		counting.Go(func() {
			for crowd := range crowds {
				for _, person := range crowd {
					states[i].Add(person)
				}
			}
		})
	}
	var people everybody
	for crowd := range people.in(v) {
		crowds <- crowd
	}
	close(crowds)
	counting.Wait()
	for _, other := range states[1:] {
		states[0].Join(other)
	}
	return states[0], people.done(v)
}

func emptyState(today figures.Day) *figures.State {
	last := figures.QuarterOf(today)
	return figures.NewState(last-countedQuarters+1, last, func(func(string, *figures.Facts) bool) {})
}
