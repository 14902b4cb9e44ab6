package hlc

// Clock hands out the stamps of one device, each above every stamp that the
// device made or saw. It is not safe for use by several goroutines at once.
type Clock struct {
	device string
	last   Stamp
}

// NewClock is a clock that has seen nothing yet.
func NewClock(device string) *Clock {
	return &Clock{device: device}
}

// See moves the clock past a valid stamp. Give it effective stamps: those were
// judged by a server and lie at most minutes ahead, whereas the identity of a
// restamped change may lie years ahead.
func (c *Clock) See(seen Stamp) {
	if seen > c.last {
		c.last = seen
	}
}

// Tick makes the next stamp, at nowMS or as little later as what was seen demands.
func (c *Clock) Tick(nowMS int64) Stamp {
	c.last = Next(c.last, nowMS, c.device)
	return c.last
}

// Next is the smallest stamp of the device that is above after (which may be
// "") and not before nowMS. A full counter carries into the milliseconds. At
// the very end of time, MaxMS with a full counter, it stays there.
func Next(after Stamp, nowMS int64, device string) Stamp {
	nowMS = clampMS(nowMS)
	if after == "" || after.MS() < nowMS {
		return Make(nowMS, 0, device)
	}
	ms, counter := after.MS(), after.Counter()
	switch {
	case counter < maxCounter:
		return Make(ms, counter+1, device)
	case ms < MaxMS:
		return Make(ms+1, 0, device)
	default:
		return Make(MaxMS, maxCounter, device)
	}
}
