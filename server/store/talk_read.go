package store

import (
	"cmp"
	"slices"
	"strings"

	"alongside/server/figures"
	"alongside/server/place"
	"alongside/sync/merge"
)

// Speaker is who says something, as the whole place may know it: a coach speaks for
// their team, everybody else by name.
type Speaker struct {
	Role place.Role `json:"role"`
	Name string     `json:"name"`
}

// Remark is what somebody says to a question, or of a barrier.
type Remark struct {
	ID         string  `json:"id"`
	Words      string  `json:"words"`
	On         string  `json:"on"`
	By         Speaker `json:"by"`
	Mine       bool    `json:"mine"`
	Reflection string  `json:"reflection,omitempty"` // of the place
	Story      string  `json:"story,omitempty"`
}

// Talk is a question before the whole place with what was said to it; or a barrier
// with what was said of it, which has no words of its own here.
type Talk struct {
	Remark
	About   string   `json:"about"`
	Answers []Remark `json:"answers"`
}

const aboutBarrier = "place/barrier/"

// Conversations are the questions of the place and the barriers that were answered,
// oldest first.
func (s *Store) Conversations(by place.Actor) ([]Talk, error) {
	if err := by.Must(place.ReadTalk); err != nil {
		return nil, err
	}
	out := []Talk{}
	err := s.view(func(v view) error {
		asked, err := v.settled("conversation")
		if err != nil {
			return err
		}
		said, err := v.settled("contribution")
		if err != nil {
			return err
		}
		for _, r := range asked {
			out = append(out, Talk{Remark: v.remark(by, r), About: textIn(r, "about"), Answers: []Remark{}})
		}
		out, err = v.answered(by, out, said)
		return err
	})
	return out, err
}

// answered puts each remark under what it is said to.
func (v view) answered(by place.Actor, talks []Talk, said []merge.Record) ([]Talk, error) {
	at := map[string]int{}
	for i := range talks {
		at[talks[i].ID] = i
	}
	scope := string(place.PlaceScope)
	h, err := v.head(scope)
	if err != nil {
		return nil, err
	}
	for _, r := range said {
		to := textIn(r, "conversation")
		i, known := at[to]
		if !known {
			_, _, there, err := v.record(h, scope, "barrier", to)
			if err != nil {
				return nil, err
			}
			if !there {
				continue
			}
			i, at[to] = len(talks), len(talks)
			talks = append(talks, Talk{Remark: Remark{ID: to}, About: aboutBarrier + to})
		}
		talks[i].Answers = append(talks[i].Answers, v.remark(by, r))
	}
	return talks, nil
}

// settled are the records of a kind in the place's scope, oldest first, each with
// what its newest correction says.
func (v view) settled(kind string) (out []merge.Record, err error) {
	scope := string(place.PlaceScope)
	h, err := v.head(scope)
	if h == nil || err != nil {
		return nil, err
	}
	newest, roots := map[string]merge.Record{}, []merge.Record{}
	err = v.each(recordKey(scope, kind, ""), false, func(key, _ []byte) error {
		r, _, ok, err := v.recordAt(h, key)
		if !ok || err != nil {
			return err
		}
		root := textIn(r, "corrects")
		if root == "" {
			roots = append(roots, r)
		} else if was, there := newest[root]; !there || was.First < r.First {
			newest[root] = r
		}
		return nil
	})
	slices.SortFunc(roots, func(a, b merge.Record) int { return cmp.Or(cmp.Compare(a.First, b.First), strings.Compare(a.ID, b.ID)) })
	for _, r := range roots {
		if c, there := newest[r.ID]; there {
			c.ID = r.ID
			r = c
		}
		out = append(out, r)
	}
	return out, err
}

func (v view) remark(asker place.Actor, r merge.Record) Remark {
	member := v.spokenBy(r)
	return Remark{ID: r.ID, Words: textIn(r, "words"), By: v.speaker(member), Mine: member == asker.Member,
		On:         cmp.Or(textIn(r, "on"), figures.DayAt(r.First.MS(), v.store.zone()).String()),
		Reflection: textIn(r, "reflection"), Story: textIn(r, "story")}
}

// spokenBy is the member who says it: whose device wrote it, or whom the server
// wrote it down for. Nobody else is believed about by.
func (v view) spokenBy(r merge.Record) string {
	if device := r.First.Device(); device != v.store.server {
		return v.store.directory.Load().devices[device].Member
	}
	return strings.TrimPrefix(textIn(r, "by"), "member:")
}

func (v view) speaker(member string) Speaker {
	d := v.store.directory.Load()
	m := d.members[member]
	if m.Role != place.Coach {
		return Speaker{Role: m.Role, Name: m.Name}
	}
	var teams []string
	for _, id := range m.Teams {
		teams = append(teams, d.teams[id].Name)
	}
	return Speaker{Role: m.Role, Name: strings.Join(teams, ", ")}
}
