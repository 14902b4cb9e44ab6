package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"

	"alongside/server/figures"
	"alongside/server/judge"
)

// devices checks that each device has one outcome for every number up to its
// watermark, and for those that others relayed beyond it, and none else.
func (v *verifier) devices() error {
	seen := map[string]bool{}
	err := v.each([]byte{watermarkTable}, true, func(key, value []byte) error {
		id := string(key[1:])
		seen[id] = true
		v.Devices++
		where := "a device's numbers"
		return v.guarded(where, func() error {
			var mark watermark
			if err := json.Unmarshal(value, &mark); err != nil {
				return err
			}
			return v.numbers(where, id, mark)
		})
	})
	if err != nil {
		return err
	}
	return v.guarded("the outcomes", func() error {
		for id := range v.taken {
			if !seen[id] {
				v.fault("a device's numbers", "it has entries in logs and no watermark")
			}
		}
		return nil
	})
}

// numbers walks the outcomes of one device.
func (v *verifier) numbers(where, id string, mark watermark) error {
	next, taken := uint64(1), &numberSet{}
	_, enrolled := v.store.directory.Load().devices[id]
	err := v.each(pairKey(outcomeTable, id, ""), true, func(key, value []byte) error {
		n := lastNumber(key)
		o, err := decodeOutcome(n, value)
		if err != nil {
			return err
		}
		v.Outcomes++
		if o.Kept == judge.Taken {
			taken.add(n)
		}
		switch {
		case !enrolled: // the server's own, under an earlier epoch: not all have outcomes
		case n < next:
			v.fault(where, "%d has two outcomes", n)
		case n > next && next <= mark.Have:
			v.fault(where, "%d has no outcome, and its watermark is %d", next, mark.Have)
		case n > mark.Have && !aheadOf(mark, n):
			v.fault(where, "%d has an outcome beyond its watermark %d", n, mark.Have)
		}
		next = max(next, o.Through+1)
		return nil
	})
	if err != nil || !enrolled {
		return err
	}
	if next <= mark.Have {
		v.fault(where, "%d to %d have no outcome", next, mark.Have)
	}
	if logged := v.taken[id]; !v.folded && logged.of() != *taken {
		v.fault(where, "%d were taken, and logs hold %d, or others", taken.count, logged.of().count)
	}
	return nil
}

func (s *numberSet) of() numberSet {
	if s == nil {
		return numberSet{}
	}
	return *s
}

func aheadOf(mark watermark, n uint64) bool {
	for _, span := range mark.Ahead {
		if span.From <= n && n <= span.To {
			return true
		}
	}
	return false
}

// grants checks that there is no grant beyond the circles, and no end beyond what
// the logs say.
func (v *verifier) grants() error {
	err := v.each([]byte{grantTable}, false, func(key, _ []byte) error {
		v.Grants++
		if _, known := v.heads[secondOf(key)]; !known {
			v.fault("the grants", "one is for a scope that is not there")
		}
		return nil
	})
	if err != nil {
		return err
	}
	if v.Grants != v.circles {
		v.fault("the grants", "there are %d, and circles have %d members", v.Grants, v.circles)
	}
	err = v.each([]byte{endedTable}, false, func(key, _ []byte) error {
		v.Ended++
		return nil
	})
	if err == nil && !v.folded && v.Ended != v.ended {
		v.fault("the grants", "%d have ended, and the logs say %d", v.Ended, v.ended)
	}
	return err
}

// directoryParts checks that who belongs to the place refers to what is there. A
// start has read it all and compared it with the roll.
func (v *verifier) directoryParts() error {
	d := v.store.directory.Load()
	v.Orgs, v.Teams, v.Members = len(d.orgs), len(d.teams), len(d.members)
	for _, team := range d.teams {
		if _, ok := d.orgs[team.Org]; !ok {
			v.fault("a team", "its organisation is missing")
		}
	}
	for _, member := range d.members {
		for _, team := range member.Teams {
			if _, ok := d.teams[team]; !ok {
				v.fault("a member", "one of their teams is missing")
			}
		}
	}
	for _, device := range d.devices {
		if _, ok := d.members[device.Member]; !ok {
			v.fault("a device", "its member is missing")
		}
	}
	return nil
}

func (v *verifier) invites() error {
	return v.each([]byte{inviteTable}, true, func(key, value []byte) error {
		v.Invites++
		return v.guarded("an invite", func() error {
			var invite inviteValue
			_, err := v.getSealed(key, &invite)
			return err
		})
	})
}

// asked checks that every request and every step of its trail opens, and for how long
// they are kept.
func (v *verifier) asked() error {
	return v.guarded("the requests", func() error {
		if _, err := v.retention(); err != nil {
			return err
		}
		_, err := v.requests(func(askedValue) bool { return true })
		return err
	})
}

// releases checks that every page of every release opens, and the standing of the
// newest one of each quarter.
func (v *verifier) releases() error {
	return v.guarded("the releases", func() error {
		all, err := v.view.releases("")
		if err != nil {
			return err
		}
		v.Releases = len(all)
		for i, info := range all {
			if err := v.pages(info); err != nil {
				return err
			}
			if i+1 < len(all) && all[i+1].Quarter == info.Quarter {
				continue
			}
			if _, err := v.standing(info.Release); err != nil {
				v.fault("the release "+info.Release, "what it is compared with cannot be read: %v", err)
			}
		}
		return nil
	})
}

func (v *verifier) pages(info ReleaseInfo) error {
	for _, table := range figures.Tables {
		for _, by := range figures.By {
			where := fmt.Sprintf("the release %s, table %s by %s", info.Release, table.Name, by)
			if _, err := v.page(pageKey(info.Release, table.Name, by)); err != nil {
				v.fault(where, "cannot be read: %v", err)
			}
		}
	}
	return nil
}

// strays looks at every key for those that belong to nothing. It reads no values.
func (v *verifier) strays() error {
	return v.guarded("the keys", func() error {
		last := ""
		return v.each(nil, false, func(key, _ []byte) error {
			if err := v.ctx.Err(); err != nil {
				return err
			}
			scope, what := v.owner(key)
			if what == "" && scope == "" || scope == last && what == "" {
				return nil
			}
			if _, known := v.heads[scope]; what == "" && known {
				last = scope
				return nil
			}
			v.fault("the keys", "%s belongs to nothing", cmp.Or(what, "something of a "+kindOf(scope)))
			return nil
		})
	})
}

// owner is the scope that a key belongs to, "" where it belongs to the place; what
// names a key that belongs to nothing.
func (v *verifier) owner(key []byte) (scope, what string) {
	switch key[0] {
	case logTable, recordTable, foldedTable:
		name, _, _ := bytes.Cut(key[1:], []byte{0})
		return string(name), ""
	case outcomeTable:
		return "", ""
	case figuresTable:
		for _, part := range []string{factsPart, horizonPart, coursePart} {
			if owner, is := bytes.CutPrefix(key, figuresKey(part, "")); is {
				return scopeOfOwner(string(owner)), ""
			}
		}
		return "", ""
	case metaTable, orgTable, teamTable, memberTable, deviceTable, inviteTable, jtiTable,
		watermarkTable, headTable, grantTable, endedTable, commitTable, askedTable, trailTable, aboutTable, noteTable,
		erasedTable, erasureTable:
		return "", ""
	}
	return "", fmt.Sprintf("a key of table %q", key[0])
}
