package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"alongside/server/place"
)

// retained is one thing of a kind that a place may keep for a while.
type retained struct {
	place.RetentionItem
	scopes []string // that go with a person
}

// retentionPart counts what there is of a kind, and lists what is due or soon will be.
func (v view) retentionPart(kind place.RetentionKind, months int) (part place.RetentionPart, err error) {
	of, err := v.store.term(months)
	if err != nil {
		return part, err
	}
	if kind == place.RetainTrail {
		return v.retainedTrail(of)
	}
	all, err := v.retained(kind, of)
	part = place.RetentionPart{Kind: kind, All: len(all), Items: []place.RetentionItem{}}
	for _, one := range all {
		if part.Oldest == "" || one.LastOn < part.Oldest {
			part.Oldest = one.LastOn
		}
		switch one.State {
		case place.RetentionDue:
			part.Due++
		case place.RetentionSoon:
			part.Soon++
		}
		if one.State != "" {
			part.Items = append(part.Items, one.RetentionItem)
		}
	}
	slices.SortFunc(part.Items, func(a, b place.RetentionItem) int {
		return cmp.Or(strings.Compare(a.LastOn, b.LastOn), strings.Compare(a.ID, b.ID))
	})
	part.Items = part.Items[:min(len(part.Items), place.RetentionListed)]
	return part, err
}

// retained lists all that there is of a kind, but for the trail.
func (v view) retained(kind place.RetentionKind, of term) (all []retained, err error) {
	switch kind {
	case place.RetainLeft, place.RetainQuiet:
		all, err = v.retainedPeople(kind, of)
	case place.RetainOwn:
		all, err = v.retainedOwn(of)
	case place.RetainAsked:
		all, err = v.retainedAsked(of)
	}
	for i := range all {
		if one := &all[i]; one.State != "" && err == nil {
			one.DueOn, err = place.DueOn(one.LastOn, of.months)
		}
	}
	return all, err
}

// life is what is kept about one person.
type life struct {
	scopes []string
	left   string // left_on, if they have left
	last   int64  // ms: when the server last took anything about them, or heard from their own page
	circle []string
}

// lives gathers everybody who is recorded and was not erased, by id.
func (v view) lives() (map[string]*life, error) {
	all := map[string]*life{}
	err := v.eachHead(func(scope string, h *head) error {
		if h.erased() || v.store.erased(scope) {
			return nil
		}
		person, left, err := v.isAbout(scope, h)
		if person == "" || err != nil {
			return err
		}
		last, err := v.lastTaken(scope, h)
		if err != nil {
			return err
		}
		one := all[person]
		if one == nil {
			one = &life{}
			all[person] = one
		}
		one.scopes, one.circle = append(one.scopes, scope), append(one.circle, h.Circle...)
		one.left, one.last = cmp.Or(one.left, left), max(one.last, last)
		return nil
	})
	if err != nil {
		return nil, err
	}
	d := v.store.directory.Load()
	for _, device := range d.devices {
		if one := all[d.members[device.Member].Person]; one != nil {
			seen, err := v.lastSeen(device.ID)
			if err != nil {
				return nil, err
			}
			one.last = max(one.last, seen)
		}
	}
	return all, nil
}

// isAbout is the person whom a scope is about, or whose own page it belongs to, and on
// which day they left, if it says so; "" for a scope of anything else.
func (v view) isAbout(scope string, h *head) (person, left string, err error) {
	kind, id, _ := place.SplitScope(scope)
	if kind == place.SelfScope {
		return v.store.directory.Load().members[id].Person, "", nil
	}
	if !kind.HasCircle() {
		return "", "", nil
	}
	r, _, _, err := v.record(h, scope, string(kind), id)
	if kind == place.BetweenScope {
		return textIn(r, "about"), "", err
	}
	return id, textIn(r, "left_on"), err
}

// lastTaken is when the server took the last entry of a scope, in ms: that is later
// than it was written where a phone was away.
func (v view) lastTaken(scope string, h *head) (int64, error) {
	value, err := v.get(logKey(scope, h.Seq))
	if value == nil || err != nil {
		return 0, cmp.Or(err, errDamaged)
	}
	e, err := parseEntry(value)
	return e.received, err
}

func (v view) lastSeen(device string) (int64, error) {
	var mark watermark
	_, err := v.getJSON(thingKey(watermarkTable, device), &mark)
	return max(mark.Seen, v.store.contacts.of(device).seen), err
}

func (v view) retainedPeople(kind place.RetentionKind, of term) ([]retained, error) {
	lives, err := v.lives()
	if err != nil {
		return nil, err
	}
	asked, err := v.requests(func(askedValue) bool { return true })
	if err != nil {
		return nil, err
	}
	waits := map[string]bool{}
	for _, one := range asked {
		waits[one.Person] = waits[one.Person] || one.State == place.StateOpen
	}
	var all []retained
	today := v.store.today().String()
	for id, one := range lives {
		from, of0 := v.store.dayAt(one.last), place.RetainQuiet
		if one.left != "" && one.left <= today {
			from, of0 = max(from, one.left), place.RetainLeft
		}
		if of0 != kind {
			continue
		}
		item := place.RetentionItem{ID: id, LastOn: from, State: of.state(from)}
		if item.State == place.RetentionDue && waits[id] {
			item.State = place.RetentionWaits
		}
		if item.State != "" {
			item.Circle = sorted(one.circle)
			if item.Away, err = v.phonesAway(item.Circle); err != nil {
				return nil, err
			}
		}
		all = append(all, retained{item, one.scopes})
	}
	return all, nil
}

// phonesAway counts the phones of a circle that were not in touch for a month: what
// they hold, and have not sent, would be lost.
func (v view) phonesAway(circle []string) (away int, err error) {
	d, now := v.store.directory.Load(), v.store.nowMS()
	month := (place.DaysAhead * 24 * time.Hour).Milliseconds()
	for _, device := range d.devices {
		m := d.members[device.Member]
		holds := func(actor string) bool {
			id, team, _ := place.SplitActor(actor)
			return id == m.ID || team && slices.Contains(m.Teams, id)
		}
		if device.Revoked || m.Ended(now) || !slices.ContainsFunc(circle, holds) {
			continue
		}
		seen, err := v.lastSeen(device.ID)
		if err != nil {
			return 0, err
		}
		if now-max(seen, device.Added) > month {
			away++
		}
	}
	return away, nil
}

// retainedOwn lists the members who have left and wrote something for themselves. What
// a person wrote on their own page goes with their record.
func (v view) retainedOwn(of term) (all []retained, err error) {
	now := v.store.nowMS()
	for _, m := range v.store.directory.Load().members {
		scope := selfScope(m.ID)
		if !m.Ended(now) || m.Person != "" || v.store.erased(scope) {
			continue
		}
		h, err := v.head(scope)
		if err != nil {
			return nil, err
		}
		if h == nil || h.erased() {
			continue
		}
		last, err := v.lastTaken(scope, h)
		if err != nil {
			return nil, err
		}
		from := max(m.EndedOn, v.store.dayAt(last))
		all = append(all, retained{place.RetentionItem{ID: m.ID, LastOn: from, State: of.state(from)}, []string{scope}})
	}
	return all, nil
}

func selfScope(member string) string { return string(place.SelfScope) + ":" + member }

// retainedAsked lists the requests that have their answer.
func (v view) retainedAsked(of term) (all []retained, err error) {
	asked, err := v.requests(func(askedValue) bool { return true })
	for _, one := range asked {
		for _, step := range one.Steps {
			if step.Outcome.Closes() {
				all = append(all, retained{place.RetentionItem{ID: one.ID, LastOn: step.On, State: of.state(step.On)}, nil})
				break
			}
		}
	}
	return all, err
}
