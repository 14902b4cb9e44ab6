package backup

import "time"

// Status is how a backup stands.
type Status struct {
	Verified time.Time // up to then all that was committed is in a verified segment
	Full     time.Time // when the newest verified full was taken
	Failed   int       // tries that failed since the start
	Segments int       // verified since the start
	Bytes    int64     // in those
	Err      error     // why the last try failed; nil if it did not
}

func (b *Shipper) note(change func(*Status)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(&b.status)
}

// Status is safe to ask while the shipper runs.
func (b *Shipper) Status() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status
}
