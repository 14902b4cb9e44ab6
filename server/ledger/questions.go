package ledger

import (
	"slices"
	"strings"
)

// questions puts what was asked under a decision beside it, oldest first, with the
// answers.
func (r *reader) questions(sources []Source, entries []Entry) {
	answers := map[string][]Said{}
	for _, s := range sources {
		if s.Record.Kind == "contribution" {
			asked := s.Scope + "/" + text(s.Record, "conversation")
			answers[asked] = append(answers[asked], r.said1(s))
		}
	}
	about := map[string][]Question{}
	for _, s := range sources {
		if s.Record.Kind != "conversation" {
			continue
		}
		said := r.said1(s)
		q := Question{ID: s.Record.ID, Words: said.Words, By: said.By, On: said.On, Answers: answers[s.Scope+"/"+s.Record.ID]}
		if q.Answers == nil {
			q.Answers = []Said{}
		}
		about[text(s.Record, "about")] = append(about[text(s.Record, "about")], q)
	}
	for i := range entries {
		e := &entries[i]
		e.Questions = about[e.scope+"/decision/"+e.ID]
		slices.SortFunc(e.Questions, func(a, b Question) int { return strings.Compare(a.ID, b.ID) })
	}
}

func (r *reader) said1(s Source) Said {
	said := r.words(s.Scope, text(s.Record, "words"), s.Record.First)
	if said.By == "" { // the server wrote it down for them
		said.By = r.actor(text(s.Record, "by"))
	}
	return said
}
