package store

import (
	"cmp"
	"slices"
	"strings"

	"alongside/server/figures"
	"alongside/server/ledger"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
)

// SharedStory is a story whose person lets those read it who pay for the work. It
// bears nothing by which the person could be looked up.
type SharedStory struct {
	ID      string   `json:"id"`
	Words   []string `json:"words"` // several where two wrote without seeing each other
	Teaches []string `json:"what_it_teaches"`
	YesOn   string   `json:"yes_on"`   // the day of the consent that stands
	OwnHand bool     `json:"own_hand"` // the person said yes themselves
}

// nameGiven stands in a story where the person's name was.
const nameGiven = "[…]"

// consentKinds are the kinds for whose sake a scope is read for stories.
var consentKinds = []string{"consent"}

// Stories are those that stand under a consent for commissioners at this moment,
// newest consent first. What was told in confidence (between) is never among them.
func (s *Store) Stories(by place.Actor) ([]SharedStory, error) {
	if err := by.Must(place.ReadStories); err != nil {
		return nil, err
	}
	s.consents.reading.Lock()
	defer s.consents.reading.Unlock()
	ask := s.consents.begin()
	out := []SharedStory{}
	err := s.view(func(v view) error {
		found, err := v.withAny(ask, consentKinds)
		if err != nil {
			return err
		}
		for _, scope := range s.consents.end(found) {
			if out, err = v.storiesOf(out, scope); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.consents.forget()
		return nil, err
	}
	slices.SortFunc(out, func(a, b SharedStory) int { return cmp.Or(cmp.Compare(b.YesOn, a.YesOn), cmp.Compare(b.ID, a.ID)) })
	return out, nil
}

// storiesOf adds the stories of one person that commissioners may read.
func (v view) storiesOf(out []SharedStory, scope string) ([]SharedStory, error) {
	kind, id, _ := place.SplitScope(scope)
	h, err := v.head(scope)
	if kind != place.PersonScope || h == nil || err != nil {
		return out, err
	}
	who, _, _, err := v.record(h, scope, "person", id)
	if err != nil || valueIn(who, "gone") == true {
		return out, err
	}
	var said []merge.Record
	err = v.each(recordKey(scope, "consent", ""), false, func(key, _ []byte) error {
		r, _, ok, err := v.recordAt(h, key)
		if ok {
			said = append(said, r)
		}
		return err
	})
	if err != nil {
		return out, err
	}
	zone := v.store.zone()
	dayOf := func(at hlc.Stamp) string { return figures.DayAt(at.MS(), zone).String() }
	for story, yes := range consentedStories(said, dayOf) {
		r, _, ok, err := v.record(h, scope, "story", story)
		if err != nil {
			return out, err
		}
		if ok && valueIn(r, "gone") != true && yes.covers(r) {
			out = append(out, yes.share(r, called(who)))
		}
	}
	return out, nil
}

func called(person merge.Record) (names []string) {
	for _, version := range person.Versions("called") {
		names = append(names, version.Value)
	}
	return names
}

// answerTo is one yes or no for one story and the commissioners.
type answerTo struct {
	yes     bool
	ownHand bool
	day     string
	at      hlc.Stamp
}

// consentedStories are the stories with a yes that no no stands against: a no counts
// unless the yes is later by its day as well as by the order of writing, so that
// no clock that is wrong brings a withdrawn story back.
func consentedStories(said []merge.Record, dayOf func(hlc.Stamp) string) map[string]answerTo {
	stands, refused := map[string]answerTo{}, map[string][]answerTo{}
	for _, r := range currentConsents(said) {
		if textIn(r, "to") != "story" || textIn(r, "whom") != place.CommissionerAudience {
			continue
		}
		a := answerTo{yes: valueIn(r, "given") == true, ownHand: textIn(r, "how") == "own_hand",
			day: cmp.Or(textIn(r, "on"), dayOf(r.First)), at: r.First}
		story := textIn(r, "story")
		if was, there := stands[story]; a.yes && (!there || was.at < a.at) {
			stands[story] = a
		}
		if !a.yes {
			refused[story] = append(refused[story], a)
		}
	}
	for story, yes := range stands {
		for _, no := range refused[story] {
			if yes.day < no.day || yes.at < no.at {
				delete(stands, story)
			}
		}
	}
	return stands
}

// currentConsents leaves out what was put right: the newest correction stands for it.
func currentConsents(said []merge.Record) (out []merge.Record) {
	newest := map[string]merge.Record{}
	for _, r := range said {
		root := cmp.Or(textIn(r, "corrects"), r.ID)
		if was, there := newest[root]; !there || was.First < r.First {
			newest[root] = r
		}
	}
	for _, r := range newest {
		out = append(out, r)
	}
	return out
}

// covers says whether the words are those that the person said yes to: what was
// written afterwards waits for a new yes.
func (a answerTo) covers(story merge.Record) bool {
	return story.FieldStamp("words") < a.at && story.FieldStamp("what_it_teaches") < a.at
}

func (a answerTo) share(story merge.Record, names []string) SharedStory {
	texts := func(field string) []string {
		out := []string{}
		for _, version := range story.Versions(field) {
			if text := strings.TrimSpace(version.Value); text != "" {
				out = append(out, ledger.Mask(text, names, nameGiven))
			}
		}
		return out
	}
	return SharedStory{ID: story.ID, Words: texts("words"), Teaches: texts("what_it_teaches"), YesOn: a.day, OwnHand: a.ownHand}
}
