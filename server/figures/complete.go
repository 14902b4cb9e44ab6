package figures

import (
	"encoding/json"
	"fmt"
)

// Completeness is what stands behind the words on how complete a release is. It
// holds ids of people.
type Completeness struct {
	Known   bool   // false in what was kept before there was such a thing
	Unheard Values // people by their goals that nobody was heard about
	Devices int    // not in touch since the quarter ended
}

// completes settles how complete the release is, for all tables. Each of the two
// numbers is held like any other (rule 6): goals move with 8 people, devices with 8.
func (d *draft) completes(devices int, was *TableStanding) (err error) {
	d.complete = Completeness{true, d.place.now.Unheard, devices}
	told := d.complete.told()
	if was != nil && was.Behind.Known {
		var stands Complete
		if err := json.Unmarshal(was.Complete, &stands); err != nil {
			return fmt.Errorf("how complete it was: %w", err)
		}
		if n := changed(d.complete.Unheard, was.Behind.Unheard); little(n) {
			d.complete.Unheard, told.GoalsNotHeard = was.Behind.Unheard, stands.GoalsNotHeard
		}
		if n := devices - was.Behind.Devices; little(max(n, -n)) {
			d.complete.Devices, told.DevicesNotHeard = was.Behind.Devices, stands.DevicesNotHeard
		}
	}
	if d.completeJSON, err = encode(told); err != nil {
		return fmt.Errorf("how complete it is: %w", err)
	}
	return nil
}

func (c *Completeness) told() Complete {
	goals := 0
	for _, e := range c.Unheard {
		goals += int(e.Value)
	}
	return Complete{
		GoalsNotHeard:   shownOr(goals, !few(goals) && !few(len(c.Unheard))),
		DevicesNotHeard: shownOr(c.Devices, !few(c.Devices)),
	}
}
