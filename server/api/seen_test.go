package api

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

func (b *bed) seen(name, person string) reply {
	b.t.Helper()
	return b.call("GET", "/v1/people/"+person+"/seen", b.phones[name].token, nil)
}

// acts lists what a page of who has seen says, newest first.
func acts(r reply) string {
	var out []string
	for _, item := range r.object()["items"].([]any) {
		item := item.(m)
		out = append(out, item["act"].(string)+" "+item["name"].(string))
	}
	return strings.Join(out, ", ")
}

// TestWhoHasSeen goes from a visit to what the person is told about who has read it.
func TestWhoHasSeen(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	person := newID()
	scope := "person:" + person
	begin := coach.write(1, scope, "person", person, m{"called": "Jo"})
	begin["add"] = m{"circle": []string{"team:" + b.teams[0].ID}}
	coach.round(m{}, begin)
	coach.round(m{}, coach.write(2, scope, "visit", newID(), m{"story": "Tea"}))
	peer.round(m{})
	note := m{"id": newID(), "scope": scope, "at": time.Now().Add(-time.Hour).UnixMilli()}
	got := b.call("POST", "/v1/audit/seen", peer.token, m{"items": []m{note}})
	if got.status != 200 || got.object()["taken"] != float64(1) {
		t.Fatal(got)
	}
	got = b.call("POST", "/v1/audit/seen", b.phones["other"].token, m{"items": []m{note}})
	if got.status != 200 || got.object()["taken"] != float64(0) || got.object()["refused"].([]any)[0] != note["id"] {
		t.Errorf("a note about what was never theirs: %v", got)
	}
	page := b.seen("coach", person)
	if told := acts(page); !strings.HasPrefix(told, "opened peer, given peer, ") || strings.Count(told, "wrote coach") != 2 ||
		strings.Count(told, "circle_add coach") != 2 || strings.Count(told, "began coach") != 1 {
		t.Error(told)
	}
	first := page.object()["items"].([]any)[0].(m)
	if first["who"] != b.members["peer"].ID || page.object()["more"] != false {
		t.Errorf("%v", page)
	}
	for name, status := range map[string]int{"other": 404, "commissioner": 403, "auditor": 403, "person": 404, "steward": 403} {
		if got := b.seen(name, person); got.status != status {
			t.Errorf("%s: %v", name, got)
		}
	}
	if !strings.HasPrefix(acts(b.seen("peer", person)), "seen_read coach, opened peer") {
		t.Error("reading it was not noted")
	}
}

func TestInquiries(t *testing.T) {
	b := newBed(t)
	coach, steward := b.phones["coach"], b.phones["steward"].token
	person := newID()
	coach.round(m{}, coach.write(1, "person:"+person, "person", person, m{"called": "Jo"}))
	for name, body := range map[string]m{"no reason": {"person": person}, "an empty one": {"person": person, "reason": " "}} {
		if got := b.call("POST", "/v1/admin/inquiries", steward, body); got.status != 400 {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := b.call("POST", "/v1/admin/inquiries", coach.token, m{"person": person, "reason": "I wonder"}); got.status != 403 {
		t.Errorf("a coach: %v", got)
	}
	made := b.call("POST", "/v1/admin/inquiries", steward, m{"person": person, "reason": "Jo asked"})
	if made.status != 201 || made.text("id") == "" || made.object()["until"].(float64) <= float64(time.Now().UnixMilli()) {
		t.Fatal(made)
	}
	if got := b.seen("steward", person); got.status != 200 || !strings.HasPrefix(acts(got), "inquired steward") {
		t.Errorf("%v", got)
	}
	if got := b.seen("coach", person); !strings.HasPrefix(acts(got), "seen_read steward, inquired steward") {
		t.Errorf("%v", got)
	}
	listed := b.call("GET", "/v1/admin/inquiries", steward, nil).object()["items"].([]any)
	if len(listed) != 1 || listed[0].(m)["reason"] != "Jo asked" {
		t.Errorf("%v", listed)
	}
	head := b.call("GET", "/v1/audit/head", b.phones["auditor"].token, nil)
	if head.status != 200 || len(head.text("chain")) != 64 || head.text("sign") == "" || head.text("key") == "" {
		t.Errorf("%v", head)
	}
	if got := b.call("GET", "/v1/audit/head", coach.token, nil); got.status != 403 {
		t.Errorf("the head for a coach: %v", got)
	}
}

// TestNobodyIsAskedAbout: there is no way to ask what a member did. No route that has
// to do with who saw what takes anything but a person, and no filter is passed over.
func TestNobodyIsAskedAbout(t *testing.T) {
	b := newBed(t)
	about := regexp.MustCompile(`seen|audit|inquir|trail|activity|usage`)
	member := regexp.MustCompile(`member|device|coach|user|who`)
	asked := 0
	for _, route := range b.server.fiber.GetRoutes(true) {
		if !about.MatchString(route.Path) {
			continue
		}
		asked++
		if member.MatchString(route.Path) || len(route.Params) > 1 || len(route.Params) == 1 && !strings.HasPrefix(route.Path, "/v1/people/:id") {
			t.Errorf("%s %s takes something other than a person", route.Method, route.Path)
		}
	}
	if asked < 5 {
		t.Errorf("only %d routes were looked at", asked)
	}
	coach := b.phones["coach"]
	person := newID()
	coach.round(m{}, coach.write(1, "person:"+person, "person", person, m{"called": "Jo"}))
	for _, filter := range []string{"member", "who", "device", "role", "name", "act"} {
		got := b.call("GET", "/v1/people/"+person+"/seen?"+filter+"="+b.members["coach"].ID, coach.token, nil)
		if got.status != http.StatusBadRequest {
			t.Errorf("asked by %s: %v", filter, got)
		}
	}
	if got := b.seen("coach", b.members["peer"].ID); got.status != 404 {
		t.Errorf("a member in the place of a person: %v", got)
	}
}

// A phone that was signed out may bring what it noted, while its token runs, and
// nothing else.
func TestAPhoneBringsItsNotesBeforeItGoes(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	person := newID()
	coach.round(m{}, coach.write(1, "person:"+person, "person", person, m{"called": "Jo"}))
	note := func() m {
		return m{"items": []m{{"id": newID(), "scope": "person:" + person, "at": time.Now().UnixMilli()}}}
	}
	b.call("POST", "/v1/admin/devices/"+coach.id+"/revoke", b.phones["steward"].token, m{})
	if got := b.call("GET", "/v1/me", coach.token, nil); got.text("code") != "device_revoked" {
		t.Fatalf("it was not signed out: %v", got)
	}
	if got := b.call("POST", "/v1/audit/seen", coach.token, note()); got.status != 200 || got.object()["taken"] != float64(1) {
		t.Errorf("%v", got)
	}
	if got := b.call("POST", "/v1/audit/seen", "x.y.z", note()); got.status != 401 {
		t.Errorf("%v", got)
	}
}

func TestBadNotes(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	good := func(change m) m {
		note := m{"id": newID(), "scope": "person:" + newID(), "at": 1}
		for name, value := range change {
			note[name] = value
		}
		return note
	}
	many := make([]m, 201)
	for i := range many {
		many[i] = good(nil)
	}
	for name, items := range map[string]any{
		"no list": "x", "no object": []any{1}, "too many": many, "no id": []m{good(m{"id": "1"})}, "no moment": []m{good(m{"at": "now"})},
		"before time": []m{good(m{"at": -1})}, "a team's": []m{good(m{"scope": "team:" + newID()})}, "no scope": []m{good(m{"scope": "x"})},
		"half a record": []m{good(m{"kind": "visit"})}, "no record": []m{good(m{"kind": "visit", "record": "../x"})},
		"a long kind": []m{good(m{"kind": strings.Repeat("x", 41), "record": newID()})},
	} {
		got := b.call("POST", "/v1/audit/seen", coach.token, m{"items": items})
		if got.status != 400 || len(got.object()["errors"].([]any)) == 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWhoHasSeenWhatIsBetweenAFew: those few read who has, and so does the person where
// one of them gave the page; to anybody else it is as if it were not there.
func TestWhoHasSeenWhatIsBetweenAFew(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own := b.page("coach", id)
	path := "/v1/people/" + id + "/seen"
	between := func(who string, p *phone) string {
		t.Helper()
		list, _ := b.call("GET", path, p.token, nil).object()["betweens"].([]any)
		if len(list) != 1 || fmt.Sprint(list[0].(m)["with"]) != "["+who+"]" {
			t.Fatalf("what %s may ask for: %v", who, list)
		}
		return list[0].(m)["id"].(string)
	}
	mine := between("coach", b.phones["coach"])
	note := m{"id": newID(), "scope": "between:" + mine, "at": time.Now().UnixMilli()}
	if got := b.call("POST", "/v1/audit/seen", b.phones["coach"].token, m{"items": []m{note}}); got.object()["taken"] != 1.0 {
		t.Fatal(got)
	}
	if between("coach", own) != mine || between("peer", b.phones["peer"]) == mine {
		t.Error("others are told of it, or the person is not")
	}
	for who, p := range map[string]*phone{"coach": b.phones["coach"], "the person": own} {
		got := b.call("GET", path+"?between="+mine, p.token, nil)
		if got.status != 200 || !strings.Contains(acts(got), "opened coach, ") || !strings.Contains(acts(got), "began coach") {
			t.Errorf("%s: %v", who, got)
		}
	}
	if got := b.call("GET", path+"?between="+mine, own.token, nil); !strings.HasPrefix(acts(got), "seen_read") {
		t.Error("that it was read is not noted")
	}
	b.call("POST", "/v1/admin/inquiries", b.phones["steward"].token, m{"person": id, "reason": "Jo asked"})
	stranger := b.page("peer", id)
	for who, p := range map[string]*phone{"peer": b.phones["peer"], "a page by another coach": stranger, "other": b.phones["other"],
		"steward": b.phones["steward"], "person": b.phones["person"]} {
		if got := b.call("GET", path+"?between="+mine, p.token, nil); got.status != 404 {
			t.Errorf("%s: %v", who, got)
		}
	}
	if got := b.call("GET", path, b.phones["steward"].token, nil); got.status != 200 || got.object()["betweens"] != nil {
		t.Errorf("an inquiry is told that something is between a few: %v", got)
	}
}

// TestHowItWasSeen: a search and a phone that was handed over are told apart.
func TestHowItWasSeen(t *testing.T) {
	b := newBed(t)
	coach, id := b.phones["coach"], b.recorded()
	note := func(how string) m {
		return m{"id": newID(), "scope": "person:" + id, "at": time.Now().UnixMilli(), "how": how}
	}
	got := b.call("POST", "/v1/audit/seen", coach.token, m{"items": []m{note("found"), note("handed"), note("")}})
	if got.object()["taken"] != 3.0 {
		t.Fatal(got)
	}
	told := acts(b.seen("coach", id))
	for _, act := range []string{"found coach", "handed coach", "opened coach"} {
		if strings.Count(told, act) != 1 {
			t.Errorf("%s: %s", act, told)
		}
	}
	if got := b.call("POST", "/v1/audit/seen", coach.token, m{"items": []m{note("guessed")}}); got.status != 400 {
		t.Errorf("in another way: %v", got)
	}
}
