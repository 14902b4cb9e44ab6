package api

import (
	"encoding/json"
	"strings"
	"testing"

	"alongside/server/ledger"
)

func TestAuditorsQuestionIsAnsweredByTheAuthor(t *testing.T) {
	b := newBooks(t)
	auditor, coach := b.phones["auditor"], b.phones["coach"]
	path := "/v1/ledger/" + b.coat
	asked := b.call("POST", path+"/questions", auditor.token, m{"words": " Why new? "})
	person := b.scopes["a team's person"]
	if asked.status != 201 || strings.Contains(string(asked.body), strings.TrimPrefix(person, "person:")) {
		t.Fatalf("asking: %v", asked)
	}
	// The coach's phone gets it as any other change, from the server's own device.
	question := ""
	for _, entry := range coach.pulled(person) {
		if entry["kind"] == "conversation" {
			question = entry["id"].(string)
			set := entry["set"].(map[string]any)
			if set["words"] != "Why new?" || set["about"] != person+"/decision/"+b.coat || set["by"] != b.actor("auditor") {
				t.Errorf("the question: %v", entry)
			}
		}
	}
	b.sends("coach", b.next("coach", person, "contribution", newID(), m{"conversation": question, "words": "Wilhelmina chose it"}))
	var e ledger.Entry
	if got := b.call("GET", path, auditor.token, nil); json.Unmarshal(got.body, &e) != nil || len(e.Questions) != 1 {
		t.Fatalf("%v", got)
	}
	q := e.Questions[0]
	if q.Words != "Why new?" || q.By != b.members["auditor"].Name || len(q.Answers) != 1 ||
		q.Answers[0].Words != e.Person+" chose it" || q.Answers[0].By != b.members["coach"].Name {
		t.Errorf("%+v", q)
	}
}

func TestNobodyAsksInAnothersName(t *testing.T) {
	b := newBooks(t)
	person := b.scopes["a team's person"]
	b.sends("peer", b.next("peer", person, "conversation", newID(), m{"about": person + "/decision/" + b.coat, "words": "hm", "by": b.actor("auditor")}))
	var e ledger.Entry
	got := b.call("GET", "/v1/ledger/"+b.coat, b.phones["auditor"].token, nil)
	if json.Unmarshal(got.body, &e) != nil || len(e.Questions) != 1 || e.Questions[0].By != b.members["peer"].Name {
		t.Errorf("%v", got)
	}
}

func TestQuestionsBeforeThePlace(t *testing.T) {
	b := newBooks(t)
	commissioner := b.phones["commissioner"]
	ask := m{"about": "figure:attainment:2026-Q3", "words": "What would help?"}
	got := b.call("POST", "/v1/conversations", commissioner.token, ask)
	var said struct{ ID string }
	if got.status != 201 || json.Unmarshal(got.body, &said) != nil {
		t.Fatalf("%v", got)
	}
	again := b.call("POST", "/v1/conversations/"+said.ID+"/contributions", commissioner.token, m{"words": "Thank you"})
	if again.status != 201 {
		t.Fatalf("%v", again)
	}
	kinds := map[any]int{}
	for _, entry := range b.phones["coach"].pulled("place") {
		kinds[entry["kind"]]++
	}
	if kinds["conversation"] != 1 || kinds["contribution"] != 1 {
		t.Errorf("the coach has %v", kinds)
	}
	if got := b.call("POST", "/v1/conversations", b.phones["person"].token, ask); got.status != 403 {
		t.Errorf("a person: %v", got)
	}
	for what, bad := range map[string]struct {
		path   string
		body   m
		status int
	}{
		"no words":                      {"/v1/conversations", m{"about": "figure:attainment:2026-Q3", "words": "  "}, 400},
		"too many words":                {"/v1/conversations", m{"about": "figure:attainment:2026-Q3", "words": strings.Repeat("a", 2001)}, 400},
		"about a person":                {"/v1/conversations", m{"about": b.scopes["a team's person"] + "/goal/x", "words": "a"}, 400},
		"an unknown question":           {"/v1/conversations/" + newID() + "/contributions", m{"words": "a"}, 404},
		"an unknown decision":           {"/v1/ledger/" + newID() + "/questions", m{"words": "a"}, 403},
		"a decision, by a commissioner": {"/v1/ledger/" + b.coat + "/questions", m{"words": "a"}, 403},
	} {
		if got := b.call("POST", bad.path, commissioner.token, bad.body); got.status != bad.status {
			t.Errorf("%s: %v", what, got)
		}
	}
}
