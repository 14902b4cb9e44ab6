package demo

import (
	"slices"
	"time"

	"alongside/server/place"
	"alongside/server/store"
)

// question is what the commissioner asks about a figure of the newest quarter, and
// what a team says to it; without an answer it stands open.
type question struct {
	table, words string
	team         int
	answer       string
	reflection   bool // one that the team shared with the place stands beside it
	story        bool // Gwen's
}

var questions = []question{
	{"attainment", "Some people have reached none of their goals yet. What is that like from where they stand?", 0,
		"For most of ours it is early. One spent the whole summer on a single thing, going as far as the gate, and it is not on any list as done. We would not call it nothing, and nor does she.", false, true},
	{"better_life", "What do people mean when they say “a bit”?", 3,
		"Mostly that the room is warmer and the worry is not. We asked four of them again; three said it was the letters. That is where we go next.", true, false},
	{"waits", "Which doors do people wait longest at? I could knock on some of them.", 0, "", false, false},
}

// response is what the commissioner says of a barrier, by its place in the list.
type response struct {
	barrier int
	words   string
}

var responses = []response{
	{3, "I asked the health board in September. They will try one shared form at two surgeries from January, and I have put aside what it costs. Tell me if the first month shows nothing."},
}

// talk lets the commissioner ask and answer, and teams answer back. It comes
// after the history: what the server writes down bears the server's time.
func talk(s *store.Store, p *post, b *book, c *cast, story string) error {
	asker := place.Actor{Member: c.links.Commissioner, Role: place.Commissioner}
	quarter := b.quarters()[7]
	for _, q := range questions {
		asked, err := s.Ask(asker, "figure:"+q.table+":"+quarter, q.words)
		if err != nil {
			return err
		}
		if q.answer == "" {
			continue
		}
		if err := p.answer(b, c.teams[q.team%len(c.teams)].coaches[0], asked.ID, q, story); err != nil {
			return err
		}
	}
	for _, r := range responses {
		if _, err := s.AnswerBarrier(asker, c.barriers[r.barrier].id, r.words); err != nil {
			return err
		}
	}
	return nil
}

func (p *post) answer(b *book, by *coach, asked string, q question, story string) error {
	at := b.now.Add(-time.Minute)
	w := &write{at: at, by: by, scope: "place", kind: "contribution", id: b.id(at),
		set: fields{"conversation": asked, "words": q.answer, "on": day(b.now)}}
	if q.story {
		w.set["story"] = story
	}
	if q.reflection {
		shared := slices.IndexFunc(b.writes, func(w *write) bool {
			return w.kind == "reflection" && w.scope == "place" && w.by.team == by.team
		})
		if shared >= 0 {
			w.set["reflection"] = b.writes[shared].id
		}
	}
	if err := p.take(w); err != nil {
		return err
	}
	return p.flush(by.phone, b.now)
}
