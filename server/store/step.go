package store

import "runtime"

// steps is the committer of a store that is stepped: nothing is written but in
// Step, so that a simulator decides what happens between any two commits.
type steps struct {
	*pipeline
	failed error // why the last commit failed
}

func (s *Store) startCommitting() {
	if !s.opts.Stepped {
		go s.commitLoop()
		return
	}
	s.steps.pipeline = &pipeline{Store: s}
	s.fatal = func(err error) { s.steps.failed = err }
}

// stopCommitting waits until all that was handed in is committed.
func (s *Store) stopCommitting() {
	if s.opts.Stepped {
		s.steps.finish()
		close(s.committed)
	}
	<-s.committed
}

// Step runs the jobs that wait, upon the transaction that is under way. Then it
// lets that one land, or sends the next on its way, or, where there is neither,
// writes contacts. Where a commit failed nothing is written and nobody was
// answered: the store must be crashed then.
func (s *Store) Step() error {
	p := &s.steps
	if p.held != nil && len(p.jobs) == 0 {
		held := p.held
		p.held = nil
		p.take(held)
	}
	p.takeWaiting()
	switch {
	case p.failed != nil:
	case p.flying != nil:
		p.land(p.flying.wait())
	case len(p.jobs) > 0:
		p.launch()
	default:
		p.rest()
	}
	return p.failed
}

// Waiting is how many jobs are not answered yet.
func (s *Store) Waiting() int {
	p := &s.steps
	waiting := len(s.queue) + len(p.jobs)
	if p.held != nil {
		waiting++
	}
	if p.flying != nil {
		waiting += len(p.flying.jobs)
	}
	return waiting
}

// Crash ends a stepped store as a power cut between two steps does: what waits is
// neither written nor answered, and all that was not written is forgotten. It
// opens the next store over the same data.
func (s *Store) Crash() (*Store, error) {
	s.quiet.Do(func() {
		s.watches.end("")
		close(s.closing)
		close(s.committed)
	})
	s.close.Do(func() {})
	return openOver(s.db, s.opts)
}

// Stepped runs something that waits for commits, and steps where nothing else
// commits.
func (s *Store) Stepped(run func() error) error {
	if !s.opts.Stepped {
		return run()
	}
	done := make(chan error, 1)
	go func() { done <- run() }()
	for {
		select {
		case err := <-done:
			return err
		default:
		}
		if s.Waiting() == 0 {
			runtime.Gosched()
		} else if err := s.Step(); err != nil {
			return err
		}
	}
}
