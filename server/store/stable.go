package store

import "encoding/json"

// Unsafe calls fn for each device of which the snapshot holds more than its stable.
func (n *Snapshot) Unsafe(fn func(device string, have uint64)) error {
	return n.each([]byte{watermarkTable}, true, func(key, value []byte) error {
		mark, err := decodeWatermark(value)
		if err == nil && mark.Stable < mark.Have {
			fn(string(key[1:]), mark.Have)
		}
		return err
	})
}

// stableBatch is how many devices' stable one commit moves.
const stableBatch = 512

// SetStable says for each device how far a verified backup holds its changes. It
// moves up only.
func (s *Store) SetStable(haves map[string]uint64) error {
	part := map[string]uint64{}
	for device, have := range haves {
		part[device] = have
		if len(part) == stableBatch {
			if err := s.setStable(part); err != nil {
				return err
			}
			part = map[string]uint64{}
		}
	}
	if len(part) == 0 {
		return nil
	}
	return s.setStable(part)
}

func (s *Store) setStable(haves map[string]uint64) error {
	return s.change(func(t *tx) error {
		for device, have := range haves {
			mark := t.watermark(device)
			if have = min(have, mark.Have); have > mark.Stable {
				mark.Stable = have
				t.putJSON(thingKey(watermarkTable, device), mark)
			}
		}
		return nil
	})
}

// Stable is how far a device's changes are held elsewhere too: by a verified
// backup, or, where nothing makes any, by this store.
func (s *Store) Stable(device string) (stable uint64, err error) {
	err = s.view(func(v view) error {
		var mark watermark
		_, err := v.getJSON(thingKey(watermarkTable, device), &mark)
		stable = s.stable(mark)
		return err
	})
	return stable, err
}

func (s *Store) stable(mark watermark) uint64 {
	if s.opts.BackedUp {
		return min(mark.Stable, mark.Have)
	}
	return mark.Have
}

func decodeWatermark(value []byte) (mark watermark, err error) {
	return mark, json.Unmarshal(value, &mark)
}
