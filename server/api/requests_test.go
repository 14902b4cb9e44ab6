package api

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/server/store"
)

// TestWhatBecomesOfARequest: asked by the person, seen and answered by the steward,
// read by the person; nobody else takes part.
func TestWhatBecomesOfARequest(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own, steward := b.page("coach", id), b.phones["steward"]
	asked := b.call("POST", "/v1/own/requests", own.token, m{"kind": "erase", "words": "Let it all go."})
	if asked.status != 201 || asked.object()["on_behalf"] != false || asked.text("state") != "open" {
		t.Fatalf("asking: %v", asked)
	}
	due, err := place.DueOn(asked.text("received_on"), 1)
	if err != nil || asked.text("due_on") != due {
		t.Errorf("due on %s, and not %s", asked.text("due_on"), due)
	}
	behalf := b.call("POST", "/v1/people/"+id+"/requests", b.phones["coach"].token, m{"kind": "copy"})
	if behalf.status != 201 || behalf.object()["on_behalf"] != true || behalf.text("by_name") != "coach" {
		t.Errorf("on behalf: %v", behalf)
	}

	list := b.call("GET", "/v1/admin/requests", steward.token, nil)
	items, _ := list.object()["items"].([]any)
	if first := itemOf(items, asked.text("id")); len(items) != 2 || first["called"] != "Somebody" || first["words"] != "Let it all go." {
		t.Fatalf("the steward's list: %v", list)
	}
	list.says(t, "the steward") // the request, and not the record

	steps := "/v1/admin/requests/" + asked.text("id") + "/steps"
	if got := b.call("POST", steps, steward.token, m{"words": "I have rung you.", "outcome": "longer"}); got.status != 200 ||
		got.text("due_on") <= due || got.text("state") != "open" {
		t.Errorf("more time: %v", got)
	}
	if got := b.call("POST", steps, steward.token, m{"words": "Erased today.", "outcome": "done"}); got.text("state") != "done" {
		t.Errorf("the answer: %v", got)
	}
	for _, body := range []m{{"words": "Once more.", "outcome": "refused"}, {"words": " "}, {"outcome": "done"}, {"words": "x", "outcome": "maybe"},
		{"words": strings.Repeat("x", 20_001)}} {
		if got := b.call("POST", steps, steward.token, body); got.status != 400 {
			t.Errorf("%.60v: %v", body, got)
		}
	}
	trail := b.call("GET", "/v1/own/requests", own.token, nil).object()["items"].([]any)
	told, _ := itemOf(trail, asked.text("id"))["steps"].([]any)
	if len(trail) != 2 || len(told) != 2 || told[1].(m)["words"] != "Erased today." || told[1].(m)["by_name"] != "steward" {
		t.Errorf("what became of it: %v", trail)
	}
	b.saysNothing("Let it all go", "Erased today", id)
}

// itemOf is the item of that id; empty where there is none.
func itemOf(items []any, id string) m {
	for _, item := range items {
		if of := item.(m); of["id"] == id {
			return of
		}
	}
	return m{}
}

// TestWhoAsksAndWhoAnswers: every other role, on every path.
func TestWhoAsksAndWhoAnswers(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own := b.page("coach", id)
	asked := b.call("POST", "/v1/own/requests", own.token, m{"kind": "object", "words": "Not like this."}).text("id")
	steps := "/v1/admin/requests/" + asked + "/steps"
	for _, c := range []struct {
		method, path, role string
		body               any
		status             int
	}{
		{"POST", "/v1/own/requests", "coach", m{"kind": "copy"}, 403},
		{"POST", "/v1/own/requests", "person", m{"kind": "copy"}, 404}, // a member of that role who is nobody recorded
		{"POST", "/v1/own/requests", "steward", m{"kind": "copy"}, 403},
		{"GET", "/v1/own/requests", "commissioner", nil, 403},
		{"POST", "/v1/people/" + id + "/requests", "other", m{"kind": "copy"}, 404},
		{"POST", "/v1/people/" + id + "/requests", "steward", m{"kind": "copy"}, 403},
		{"POST", "/v1/people/" + id + "/requests", "peer", m{"kind": "money"}, 400},
		{"GET", "/v1/people/" + id + "/requests", "peer", nil, 200},
		{"GET", "/v1/people/" + id + "/requests", "other", nil, 404},
		{"GET", "/v1/admin/requests", "coach", nil, 403},
		{"GET", "/v1/admin/requests", "commissioner", nil, 403},
		{"GET", "/v1/admin/requests", "person", nil, 403},
		{"POST", steps, "coach", m{"words": "Done.", "outcome": "done"}, 403},
		{"POST", steps, "person", m{"words": "Done.", "outcome": "done"}, 403},
		{"POST", "/v1/admin/requests/" + newID() + "/steps", "steward", m{"words": "Done."}, 404},
		{"GET", "/v1/own/requests", "", nil, 401},
		{"GET", "/v1/admin/requests", "", nil, 401},
		{"POST", steps, "", m{"words": "Done."}, 401},
	} {
		token := ""
		if c.role != "" {
			token = b.phones[c.role].token
		}
		if got := b.call(c.method, c.path, token, c.body); got.status != c.status {
			t.Errorf("%s %s as %s: %v", c.method, c.path, c.role, got)
		}
	}
}

// TestRequestsAreSealedAndStay: no word of them is on the disk, and a server that
// starts again has them.
func TestRequestsAreSealedAndStay(t *testing.T) {
	dir := t.TempDir()
	b := serve(t, dir, 0)
	b.people()
	own := b.page("coach", b.recorded())
	const marker = "A-marker-sentence-that-is-asked"
	asked := b.call("POST", "/v1/own/requests", own.token, m{"kind": "other", "words": marker}).text("id")
	b.call("POST", "/v1/admin/requests/"+asked+"/steps", b.phones["steward"].token, m{"words": marker + "-answered"})
	b.stop()
	found := 0
	must(t, filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if found += len(text); bytes.Contains(text, []byte(marker)) {
			t.Errorf("%s holds it", filepath.Base(path))
		}
		return err
	}))
	if found < 10_000 {
		t.Fatalf("only %d bytes were looked at", found)
	}
	again := serve(t, dir, 0)
	list, err := again.store.Requests(place.Host)
	must(t, err)
	if len(list) != 1 || list[0].Words != marker || len(list[0].Steps) != 1 || list[0].Steps[0].Words != marker+"-answered" {
		t.Errorf("after a start: %+v", list)
	}
	checked, err := again.store.Verify(t.Context(), func(f store.Fault) { t.Error(f) })
	if err != nil || checked.Members == 0 {
		t.Errorf("verify: %+v, %v", checked, err)
	}
	if time.UnixMilli(list[0].ReceivedAt).IsZero() || list[0].DueOn == "" {
		t.Errorf("its clock: %+v", list[0])
	}
}
