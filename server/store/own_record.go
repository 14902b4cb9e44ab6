package store

import (
	"slices"
	"strings"

	"alongside/server/audit"
	"alongside/server/kept"
	"alongside/server/place"
	"alongside/sync/hlc"
)

var noPerson = place.Refuse(place.NotFound, "There is nobody of that id here, or not for you.")

// Kept is everything kept about a person that by may read, for them to read or to
// take away: for the person themself their scope, and what was told to those few who
// gave this device their page; for a coach in the circle the scope and what is
// between them; for a steward the scope alone, while they have it opened. The trail of
// each scope says who read it, or took it away as act says, before anybody does. A concern that is withheld is in nobody's.
func (s *Store) Kept(by place.Who, person string, act audit.Act) (record kept.Record, err error) {
	err = s.view(func(v view) error {
		if err := v.mayReadKept(by.Actor, person); err != nil {
			return err
		}
		record, err = v.kept(by, person)
		return err
	})
	for _, part := range record.Parts {
		if err != nil {
			return record, err
		}
		err = s.Note(by, part.Scope, audit.Detail{Act: act})
	}
	return record, err
}

func (v view) mayReadKept(by place.Actor, person string) error {
	if _, open, err := v.openingOf(by, person); open || err != nil {
		return err
	}
	return v.near(by, person, place.ReadKept)
}

func (v view) mayAsk(by place.Actor, person string) error {
	return v.near(by, person, place.AskForOthers)
}

// near lets whoever is to the person what the policy asks for do something: the person
// themself, or a coach in their circle. To everybody else it is as if there were no
// such person.
func (v view) near(by place.Actor, person string, act place.Act) error {
	scope := place.PersonOf(person)
	h, err := v.head(scope)
	if err != nil {
		return err
	}
	if h == nil || h.erased() || !by.Reaches(act.Do, act.To, scope, h.Circle) {
		return noPerson
	}
	return nil
}

func (v view) kept(by place.Who, person string) (kept.Record, error) {
	d := v.store.directory.Load()
	out := kept.Record{Format: kept.Format, Person: person, Place: d.place.Name, Zone: d.place.Zone,
		MadeAt: v.store.nowMS(), Own: by.Actor.Person == person, Names: map[string]string{}, Parts: []kept.Part{}}
	rules, err := v.retention()
	if err != nil {
		return out, err
	}
	out.KeptFor = rules.Rules.ForPeople()
	h, err := v.head(place.PersonOf(person))
	if err != nil {
		return out, err
	}
	if h == nil {
		return out, noPerson
	}
	if out.Called, err = v.calledOf(h, person); err != nil {
		return out, err
	}
	scopes, err := v.betweensFor(by, person)
	if err != nil {
		return out, err
	}
	for _, scope := range append([]string{place.PersonOf(person)}, scopes...) {
		part, err := v.part(scope)
		if err != nil {
			return out, err
		}
		out.Parts = append(out.Parts, part)
	}
	for _, actor := range out.Actors() {
		if name := d.nameOf(actor); name != "" {
			out.Names[actor] = name
		}
	}
	return out, nil
}

// told says whether what is between a circle and a person is for this reader: for
// one of the circle, and on a device of the person's that one of them gave the page.
// A coach who gave themself the page would otherwise read what others were told.
func (d *directory) told(by place.Who, scope string, circle []string) bool {
	if by.Actor.Role != place.Person {
		return by.Actor.Reads(scope, circle)
	}
	return slices.ContainsFunc(d.members[by.Actor.Member].Gave[by.Device], func(coach string) bool {
		return slices.Contains(circle, place.MemberActor(coach))
	})
}

// betweensFor lists what is between a few and a person and is for this reader, sorted.
// It looks at the scopes of those few alone, and not at all that the place has.
func (v view) betweensFor(by place.Who, person string) (out []string, err error) {
	d := v.store.directory.Load()
	few := []string{by.Actor.Member}
	if by.Actor.Role == place.Person {
		few = d.members[by.Actor.Member].Gave[by.Device]
	}
	var scopes []string
	for _, member := range few {
		held, err := v.holding(place.Actor{Member: member}, place.BetweenScope)
		if err != nil {
			return nil, err
		}
		scopes = append(scopes, held...)
	}
	for _, scope := range slices.Compact(sorted(scopes)) {
		h, err := v.head(scope)
		if err != nil {
			return nil, err
		}
		if h == nil || h.erased() || !d.told(by, scope, h.Circle) {
			continue
		}
		_, id, _ := place.SplitScope(scope)
		r, _, _, err := v.record(h, scope, string(place.BetweenScope), id)
		if err != nil {
			return nil, err
		}
		if textIn(r, "about") == person {
			out = append(out, scope)
		}
	}
	return out, nil
}

// part reads everything in a scope but concerns that are withheld.
func (v view) part(scope string) (kept.Part, error) {
	h, err := v.head(scope)
	if err != nil || h == nil || h.erased() {
		return kept.Part{Scope: scope, Circle: []string{}, Items: []kept.Item{}}, err
	}
	part := kept.Part{Scope: scope, Circle: slices.Clone(h.Circle), Items: []kept.Item{}}
	err = v.each(pairKey(recordTable, scope, ""), false, func(key, _ []byte) error {
		r, _, ok, err := v.recordAt(h, key)
		if err != nil || !ok {
			return err
		}
		if item := kept.ItemOf(r, v.writer); !item.Withheld() {
			part.Items = append(part.Items, item.WithoutNotes())
		}
		return nil
	})
	return part, err
}

// writer is the member whose device wrote a stamp; "" for the server.
func (v view) writer(at hlc.Stamp) string {
	return v.store.directory.Load().devices[at.Device()].Member
}

// nameOf is the name of a member or a team; "" for any other actor.
func (d *directory) nameOf(actor string) string {
	if id, ok := strings.CutPrefix(actor, "member:"); ok {
		return d.members[id].Name
	}
	return d.teams[strings.TrimPrefix(actor, "team:")].Name
}
