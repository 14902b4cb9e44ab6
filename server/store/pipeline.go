package store

import "time"

// pipeline is the committer at work: while one transaction is on its way to the
// disk, the jobs that arrive are run in the next, which reads what the first one
// wrote. At most one is under way. Its jobs are answered once it is on disk, and
// so is everything before it; where it cannot be written the process ends, and
// with it what was built upon it.
type pipeline struct {
	*Store
	open   *tx     // takes jobs; nil while none are there and nothing is under way
	jobs   []*job  // run in open
	count  int     // of their changes
	size   int     // of their JSON
	held   *job    // too big to go into open with the others
	flying *flight // nil while nothing is under way
	due    bool    // contacts are to be written with the next transaction
}

// flight is a transaction on its way to the disk.
type flight struct {
	*tx
	jobs   []*job
	landed chan error
	fly    func() // in a stepped store: commits; nobody else does
}

// wait waits until the flight has landed.
func (f *flight) wait() error {
	if f.fly != nil {
		f.fly()
	}
	return <-f.landed
}

// commitLoop is the committer: the only goroutine that decides what is written.
func (s *Store) commitLoop() {
	defer close(s.committed)
	ticker := time.NewTicker(contactsEvery)
	defer ticker.Stop()
	p := &pipeline{Store: s}
	for p.turn(ticker.C) {
	}
}

// turn does the next thing; false once there is nothing more to do.
func (p *pipeline) turn(tick <-chan time.Time) bool {
	if p.flying == nil && len(p.jobs) > 0 {
		return p.launch()
	}
	if p.held != nil && len(p.jobs) == 0 {
		held := p.held
		p.held = nil
		return p.take(held)
	}
	queue, landed := p.queue, chan error(nil)
	if p.held != nil || p.full() {
		queue = nil
	}
	if p.flying != nil {
		landed = p.flying.landed
	}
	select {
	case j := <-queue:
		return p.take(j) && p.takeWaiting()
	case err := <-landed:
		return p.land(err)
	case <-tick:
		return p.rest()
	case <-p.closing:
		p.finish()
		return false
	}
}

func (p *pipeline) full() bool { return p.count >= maxGathered || p.size >= maxGatheredBytes }

// take runs a job in the open transaction, or holds it for the next one. Where
// that spoils the transaction all of its jobs are done one after the other.
func (p *pipeline) take(j *job) bool {
	if len(p.jobs) > 0 && (p.count+j.count > maxGathered || p.size+j.size > maxGatheredBytes) {
		p.held = j
		return true
	}
	if p.open == nil {
		p.open = p.begin(nil)
	}
	p.jobs = append(p.jobs, j)
	p.count, p.size = p.count+j.count, p.size+j.size
	if err := p.open.do(j); err != nil {
		return p.settleOpen()
	}
	return true
}

// takeWaiting takes what waits already and fits.
func (p *pipeline) takeWaiting() bool {
	for p.held == nil && !p.full() {
		select {
		case j := <-p.queue:
			if !p.take(j) {
				return false
			}
		default:
			return true
		}
	}
	return true
}

// launch sends the open transaction on its way and opens the next one upon it.
func (p *pipeline) launch() bool {
	t, jobs := p.open, p.jobs
	if p.due {
		t.putContacts()
		p.due = false
	}
	if t.complete() != nil {
		return p.settleOpen()
	}
	// Badger lets nobody begin to read while a commit is under way: so first this, then that.
	p.reopen(p.begin(t))
	f := &flight{tx: t, jobs: jobs, landed: make(chan error, 1)}
	p.flying = f
	fly := func() { f.landed <- t.commit() }
	if p.opts.Stepped {
		f.fly = fly
	} else {
		go fly()
	}
	return true
}

func (p *pipeline) reopen(t *tx) { p.open, p.jobs, p.count, p.size = t, nil, 0, 0 }

// land answers the jobs of the transaction that was under way.
func (p *pipeline) land(err error) bool {
	done := p.flying
	p.flying = nil
	done.discard()
	if err != nil {
		p.fatal(err)
		p.close()
		return false
	}
	p.publish(done.tx)
	for _, j := range done.jobs {
		j.finish()
	}
	if len(p.jobs) == 0 {
		p.close()
	}
	return true
}

// close forgets the open transaction.
func (p *pipeline) close() {
	if p.open != nil {
		p.open.discard()
	}
	p.reopen(nil)
}

// settleOpen does the jobs of the open transaction anew, upon what is on disk.
func (p *pipeline) settleOpen() bool {
	jobs := p.jobs
	if !p.still() {
		return false
	}
	p.close()
	p.settle(jobs)
	return true
}

// still waits until nothing is under way.
func (p *pipeline) still() bool { return p.flying == nil || p.land(p.flying.wait()) }

// rest writes the contacts, by themselves where no job waits.
func (p *pipeline) rest() bool {
	if p.room.low.Load() {
		return true
	}
	p.due = true
	if p.flying == nil && len(p.jobs) == 0 {
		p.settle(nil)
		p.due = false
	}
	return true
}

// finish commits what waited when the store was closed.
func (p *pipeline) finish() {
	if len(p.jobs) > 0 && !p.settleOpen() || !p.still() {
		return
	}
	p.close()
	if p.held != nil {
		p.settle([]*job{p.held})
	}
	p.drain()
}
