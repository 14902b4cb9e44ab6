package api

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// allKept are rules that keep everything until somebody asks, but for what some says.
func allKept(some m) m {
	rules := m{"left": nil, "quiet": nil, "own": nil, "asked": nil, "trail": nil}
	for kind, months := range some {
		rules[kind] = months
	}
	return m{"rules": rules}
}

// partOfPlan is what a preview says of one kind.
func partOfPlan(t *testing.T, got reply, kind string) m {
	t.Helper()
	parts, _ := got.object()["parts"].([]any)
	for _, part := range parts {
		if part.(m)["kind"] == kind {
			return part.(m)
		}
	}
	t.Fatalf("no part %s: %v", kind, got)
	return nil
}

// TestHowLongThingsAreKept: seen before it is chosen, chosen, listed when it is due, and
// gone when a steward confirms it. Nothing that anybody wrote is told on the way.
func TestHowLongThingsAreKept(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	steward := b.phones["steward"]
	at := "/v1/admin/retention"
	if got := b.call("GET", at, steward.token, nil); got.status != 200 || fmt.Sprint(got.object()["rules"]) !=
		"map[asked:<nil> left:<nil> own:<nil> quiet:<nil> trail:<nil>]" || got.text("changed_on") != "" {
		t.Fatalf("at first: %v", got)
	}
	b.ahead.Store(int64(400 * 24 * time.Hour))
	steward.signIn()
	tried := b.call("POST", at+"/preview", steward.token, allKept(m{"quiet": 12, "trail": 12}))
	quiet, trail := partOfPlan(t, tried, "quiet"), partOfPlan(t, tried, "trail")
	if quiet["due"] != 1.0 || trail["due"].(float64) < 5 || quiet["items"].([]any)[0].(m)["id"] != id {
		t.Errorf("tried: %v", tried)
	}
	if got := b.call("GET", at+"/preview", steward.token, nil); partOfPlan(t, got, "quiet")["due"] != 0.0 {
		t.Errorf("what is tried is not kept: %v", got)
	}
	if got := b.letGo("quiet", id); got.status != 200 || got.object()["gone"] != 0.0 {
		t.Errorf("confirmed what no rule says: %v", got)
	}
	if got := b.call("PUT", at, steward.token, allKept(m{"quiet": 12, "trail": 12})); got.status != 200 || got.text("by_name") != "steward" {
		t.Fatalf("kept: %v", got)
	}
	plan := b.call("GET", at+"/preview", steward.token, nil)
	plan.says(t, "the preview")
	if strings.Contains(string(plan.body), "Somebody") {
		t.Errorf("the preview tells a name: %v", plan)
	}
	through := partOfPlan(t, plan, "trail")["through"]
	if got := b.letGo("quiet", id, newID()); got.object()["gone"] != 1.0 || len(got.object()["stayed"].([]any)) != 1 {
		t.Errorf("confirmed: %v", got)
	}
	if got := b.call("GET", "/v1/people/"+id+"/record", b.fresh("coach"), nil); got.status != 404 {
		t.Errorf("the record is there: %v", got)
	}
	erased := b.call("GET", "/v1/admin/erasures", steward.token, nil).object()["items"].([]any)[0].(m)
	if fmt.Sprint(erased["person"], erased["rule"]) != fmt.Sprint(id, m{"kind": "quiet", "months": 12.0}) {
		t.Errorf("the erasure: %v", erased)
	}
	if got := b.call("POST", at+"/confirm", steward.token, m{"kind": "trail", "through": through}); got.object()["gone"] != through {
		t.Errorf("the trail: %v", got)
	}
	b.saysNothing(id)
}

// TestAPersonIsToldForHowLong: on their own page, and in what they take away.
func TestAPersonIsToldForHowLong(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own := b.page("coach", id)
	for want, rules := range map[string]m{
		"map[left:<nil> quiet:<nil> trail:<nil>]": allKept(nil),
		"map[left:24 quiet:<nil> trail:12]":       allKept(m{"left": 24, "own": 6, "trail": 12}),
	} {
		if got := b.call("PUT", "/v1/admin/retention", b.phones["steward"].token, rules); got.status != 200 {
			t.Fatal(got)
		}
		for _, path := range []string{"/v1/me", "/v1/people/" + id + "/record"} {
			if got := b.call("GET", path, own.token, nil); fmt.Sprint(got.object()["kept_for"]) != want {
				t.Errorf("%s: %v, not %s", path, got, want)
			}
		}
	}
	if got := b.call("GET", "/v1/me", b.phones["coach"].token, nil).object(); got["kept_for"] != nil {
		t.Errorf("a coach: %v", got)
	}
}

// TestWhoStandsBesideSomebodyIsToldAhead: their coaches learn that a record is soon past
// its time, nobody else does, and a line that is written keeps it.
func TestWhoStandsBesideSomebodyIsToldAhead(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	told := func(who string) string {
		t.Helper()
		got := b.call("GET", "/v1/people/due", b.fresh(who), nil)
		if got.status != 200 {
			return fmt.Sprint(got.status)
		}
		var out []string
		for _, item := range got.object()["items"].([]any) {
			item := item.(m)
			if item["id"] == id {
				out = append(out, fmt.Sprint(item["kind"], " ", item["state"]))
			}
		}
		return strings.Join(out, ", ")
	}
	b.ahead.Store(int64(350 * 24 * time.Hour))
	if got := told("coach"); got != "" {
		t.Errorf("without a rule: %s", got)
	}
	b.call("PUT", "/v1/admin/retention", b.fresh("steward"), allKept(m{"quiet": 12}))
	for who, want := range map[string]string{"coach": "quiet soon", "peer": "quiet soon", "other": "", "steward": "403", "commissioner": "403", "auditor": "403", "person": "403"} {
		if got := told(who); got != want {
			t.Errorf("%s is told %q, not %q", who, got, want)
		}
	}
	b.ahead.Store(int64(400 * 24 * time.Hour))
	if got := told("peer"); got != "quiet due" {
		t.Errorf("past its time: %s", got)
	}
	peer := b.phones["peer"]
	peer.took(peer.write(3, "person:"+id, "visit", newID(), m{"story": "Tea"}))
	if got := told("coach"); got != "" {
		t.Errorf("after a line: %s", got)
	}
}

func (b *bed) letGo(kind string, ids ...string) reply {
	return b.call("POST", "/v1/admin/retention/confirm", b.phones["steward"].token, m{"kind": kind, "ids": ids})
}

func (b *bed) fresh(name string) string {
	b.phones[name].signIn()
	return b.phones[name].token
}

func TestWhatIsWrongWithRulesIsSaid(t *testing.T) {
	b := newBed(t)
	with := func(name string, value any) m { return allKept(m{name: value}) }
	for where, body := range map[string]m{
		"/rules/left too_short": with("left", 3), "/rules/quiet type": with("quiet", "a year"), "/rules/own type": with("own", 0),
		"/rules/asked type": with("asked", 5_000_000_000), "/rules/trail type": with("trail", -12), "/rules/gossip unknown": with("gossip", 12),
		"/rules/left required": {"rules": m{}}, "/rules type": {},
	} {
		for _, ask := range []string{"PUT /v1/admin/retention", "POST /v1/admin/retention/preview"} {
			method, path, _ := strings.Cut(ask, " ")
			got := b.call(method, path, b.phones["steward"].token, body)
			first, _ := got.object()["errors"].([]any)
			if got.status != 400 || len(first) == 0 || fmt.Sprint(first[0].(m)["path"], " ", first[0].(m)["code"]) != where {
				t.Errorf("%s, %s: %v", ask, where, got)
			}
		}
	}
	many := make([]string, 51)
	for i := range many {
		many[i] = newID()
	}
	for _, body := range []m{{}, {"kind": "quiet"}, {"kind": "quiet", "ids": []string{}}, {"kind": "quiet", "ids": many}, {"kind": "trail"},
		{"kind": "trail", "through": -1}, {"kind": "gossip", "ids": []string{newID()}}} {
		if got := b.call("POST", "/v1/admin/retention/confirm", b.phones["steward"].token, body); got.status != 400 || got.text("code") != "invalid" {
			t.Errorf("%v: %v", body, got)
		}
	}
}
