package store

import (
	"strings"

	"alongside/schema"
	"alongside/server/place"
	"alongside/sync/merge"
)

// Said is what the server wrote into a log for somebody who may not write there.
type Said struct {
	ID    string `json:"id"`
	About string `json:"about,omitempty"`
	Words string `json:"words"`
	By    string `json:"by"`
	On    string `json:"on"`
}

// Ask puts a question under a figure or a barrier, where everybody in the place
// reads it. about is figure:<table>:<quarter> or place/barrier/<id>.
func (s *Store) Ask(by place.Actor, about, words string) (said Said, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.JoinTalk); err != nil {
			return err
		}
		if !strings.HasPrefix(about, "figure:") && !strings.HasPrefix(about, "place/barrier/") {
			return place.Faulty(place.Problem{Path: "/about", Code: "bad_choice", Detail: "must name a figure or a barrier"})
		}
		said, err = t.say(by, string(place.PlaceScope), "conversation", map[string]any{"about": about, "words": words})
		return err
	})
	return said, err
}

// Answer says something to a question that was asked before the whole place.
func (s *Store) Answer(by place.Actor, conversation, words string) (said Said, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.JoinTalk); err != nil {
			return err
		}
		scope := string(place.PlaceScope)
		_, _, there, err := t.record(t.head(scope), scope, "conversation", conversation)
		if err == nil && !there {
			err = place.Refuse(place.NotFound, "There is no such question.")
		}
		if err == nil {
			said, err = t.say(by, scope, "contribution", map[string]any{"conversation": conversation, "words": words})
		}
		return err
	})
	return said, err
}

// AskAboutDecision puts a question under a decision of the ledger, where those
// who read the decision's scope answer it. What is answered names no scope.
func (s *Store) AskAboutDecision(by place.Actor, decision, words string) (said Said, err error) {
	all, err := s.Ledger(by)
	if err != nil {
		return said, err
	}
	scope := all.ScopeOf(decision)
	if scope == "" {
		return said, place.Refuse(place.NotFound, "There is no such decision.")
	}
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.SeeLedger); err != nil {
			return err
		}
		about := scope + "/decision/" + decision
		said, err = t.say(by, scope, "conversation", map[string]any{"about": about, "words": words})
		said.About = ""
		return err
	})
	return said, err
}

// say logs a record of once fields, by the server for a member.
func (t *tx) say(by place.Actor, scope, kind string, set map[string]any) (said Said, err error) {
	words := strings.TrimSpace(set["words"].(string))
	if words == "" {
		return said, place.Faulty(place.Problem{Path: "/words", Code: "required", Detail: "must not be empty"})
	}
	said = Said{ID: t.store.newID(), Words: words, By: place.MemberActor(by.Member), On: t.store.today().String()}
	said.About, _ = set["about"].(string)
	set["words"], set["by"], set["on"] = words, said.By, said.On
	h := t.makeHead(scope)
	c := merge.Change{Kind: kind, ID: said.ID, At: t.serverStamp(h), Set: set}
	scopeType, _, _ := place.SplitScope(scope)
	for _, found := range schema.Validate(string(scopeType), c, false) {
		return said, place.Faulty(place.Problem{Path: strings.TrimPrefix(found.Path, "/set"), Code: found.Code, Detail: found.Detail})
	}
	return said, t.logByServer(scope, h, c, nil)
}

// AnswerBarrier says something of a barrier, for those who were asked for help
// with it and cannot write there.
func (s *Store) AnswerBarrier(by place.Actor, barrier, words string) (said Said, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.JoinTalk); err != nil {
			return err
		}
		scope := string(place.PlaceScope)
		r, _, there, err := t.record(t.head(scope), scope, "barrier", barrier)
		if err == nil && (!there || valueIn(r, "gone") == true) {
			err = place.Refuse(place.NotFound, "There is no such barrier.")
		}
		if err == nil {
			said, err = t.say(by, scope, "contribution", map[string]any{"conversation": barrier, "words": words})
		}
		return err
	})
	return said, err
}
