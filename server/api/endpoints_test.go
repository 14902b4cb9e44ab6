package api

import (
	"bytes"
	"strings"
	"testing"
)

type m = map[string]any

// TestEveryEndpoint goes through each route with each role that matters.
func TestEveryEndpoint(t *testing.T) {
	b := newBed(t)
	member, org, team := b.members["peer"].ID, b.orgs[0].ID, b.teams[0].ID
	unknown := newID()
	empty := m{"protocol": 1, "device": b.phones["coach"].id}
	cases := []struct {
		method, path, role string
		body               any
		status             int
		code               string
	}{
		{"GET", "/healthz", "", nil, 200, ""},
		{"GET", "/readyz", "", nil, 200, ""},
		{"GET", "/v1/jwks", "", nil, 200, ""},
		{"GET", "/v1/nothing", "", nil, 404, "not_found"},
		{"GET", "/v1", "", nil, 404, "not_found"},
		{"DELETE", "/v1/me", "coach", nil, 405, "method_not_allowed"},
		{"PUT", "/v1/token", "", nil, 405, "method_not_allowed"},

		{"GET", "/v1/me", "", nil, 401, "unauthenticated"},
		{"GET", "/v1/me", "coach", nil, 200, ""},
		{"GET", "/v1/me", "person", nil, 200, ""},
		{"GET", "/v1/directory", "", nil, 401, "unauthenticated"},
		{"GET", "/v1/directory", "coach", nil, 200, ""},
		{"GET", "/v1/directory", "commissioner", nil, 200, ""},
		{"POST", "/v1/sync", "", empty, 401, "unauthenticated"},
		{"POST", "/v1/sync", "coach", empty, 200, ""},
		{"POST", "/v1/sync", "peer", empty, 403, "wrong_device"},
		{"POST", "/v1/sync", "coach", m{"protocol": 2, "device": b.phones["coach"].id}, 400, "unsupported_protocol"},
		{"POST", "/v1/sync", "coach", m{"protocol": 1}, 400, "invalid"},
		{"POST", "/v1/sync", "coach", "", 400, "invalid"},
		{"GET", "/v1/events", "", nil, 401, "unauthenticated"},

		{"POST", "/v1/devices", "", m{"invite": "nonsense", "name": "x", "key": m{}}, 400, "invalid"},
		{"POST", "/v1/devices", "", m{"name": "x"}, 400, "invalid"},
		{"POST", "/v1/devices", "", m{"fork_of": b.phones["coach"].id, "name": "x", "key": m{}}, 401, "unauthenticated"},

		{"PATCH", "/v1/orgs/" + org, "", m{"share_figures": true}, 401, "unauthenticated"},
		{"PATCH", "/v1/orgs/" + org, "coach", m{"share_figures": true}, 200, ""},
		{"PATCH", "/v1/orgs/" + org, "coach", m{"share_figures": "yes"}, 400, "invalid"},
		{"PATCH", "/v1/orgs/" + org, "other", m{"share_figures": true}, 403, "forbidden"},
		{"PATCH", "/v1/orgs/" + org, "steward", m{"share_figures": true}, 403, "forbidden"},
		{"PATCH", "/v1/orgs/" + org, "commissioner", m{"share_figures": true}, 403, "forbidden"},

		{"GET", "/v1/admin/orgs", "", nil, 401, "unauthenticated"},
		{"GET", "/v1/admin/orgs", "steward", nil, 200, ""},
		{"GET", "/v1/admin/orgs", "coach", nil, 403, "forbidden"},
		{"POST", "/v1/admin/orgs", "steward", m{"name": "Three"}, 201, ""},
		{"POST", "/v1/admin/orgs", "steward", m{"name": ""}, 400, "invalid"},
		{"POST", "/v1/admin/orgs", "steward", m{"Name": "Three"}, 400, "invalid"},
		{"POST", "/v1/admin/orgs", "steward", m{"name": strings.Repeat("x", 100_000)}, 400, "invalid"},
		{"POST", "/v1/admin/orgs", "coach", m{"name": "Three"}, 403, "forbidden"},
		{"POST", "/v1/admin/orgs", "auditor", m{"name": "Three"}, 403, "forbidden"},
		{"PATCH", "/v1/admin/orgs/" + org, "steward", m{"name": "Renamed"}, 200, ""},
		{"PATCH", "/v1/admin/orgs/" + unknown, "steward", m{"name": "Renamed"}, 404, "not_found"},

		{"GET", "/v1/admin/teams", "steward", nil, 200, ""},
		{"GET", "/v1/admin/teams", "commissioner", nil, 403, "forbidden"},
		{"POST", "/v1/admin/teams", "steward", m{"org": org, "name": "New"}, 201, ""},
		{"POST", "/v1/admin/teams", "steward", m{"org": unknown, "name": "New"}, 400, "invalid"},
		{"POST", "/v1/admin/teams", "coach", m{"org": org, "name": "New"}, 403, "forbidden"},
		{"PATCH", "/v1/admin/teams/" + team, "steward", m{"name": "Renamed"}, 200, ""},
		{"PATCH", "/v1/admin/teams/" + unknown, "steward", m{"name": "Renamed"}, 404, "not_found"},

		{"GET", "/v1/admin/members", "steward", nil, 200, ""},
		{"GET", "/v1/admin/members", "person", nil, 403, "forbidden"},
		{"POST", "/v1/admin/members", "steward", m{"name": "N", "role": "auditor"}, 201, ""},
		{"POST", "/v1/admin/members", "steward", m{"name": "N", "role": "king"}, 400, "invalid"},
		{"POST", "/v1/admin/members", "coach", m{"name": "N", "role": "coach", "teams": []string{team}}, 201, ""},
		{"POST", "/v1/admin/members", "other", m{"name": "N", "role": "coach", "teams": []string{team}}, 403, "forbidden"},
		{"POST", "/v1/admin/members", "coach", m{"name": "N", "role": "steward"}, 403, "forbidden"},
		{"POST", "/v1/admin/members", "commissioner", m{"name": "N", "role": "coach"}, 403, "forbidden"},
		{"PATCH", "/v1/admin/members/" + member, "steward", m{"name": "Peer"}, 200, ""},
		{"PATCH", "/v1/admin/members/" + member, "steward", m{"ended_on": nil}, 200, ""},
		{"PATCH", "/v1/admin/members/" + member, "steward", m{"ended_on": "tomorrow"}, 400, "invalid"},
		{"PATCH", "/v1/admin/members/" + member, "other", m{"name": "Peer"}, 403, "forbidden"},
		{"PATCH", "/v1/admin/members/" + unknown, "steward", m{"name": "Peer"}, 404, "not_found"},

		{"POST", "/v1/admin/invites", "steward", m{"member": member}, 201, ""},
		{"POST", "/v1/admin/invites", "steward", m{"member": unknown}, 400, "invalid"},
		{"POST", "/v1/admin/invites", "coach", m{"member": b.members["other"].ID}, 403, "forbidden"},
		{"POST", "/v1/admin/invites", "commissioner", m{"member": member}, 403, "forbidden"},
		{"GET", "/v1/admin/devices", "steward", nil, 200, ""},
		{"GET", "/v1/admin/devices", "coach", nil, 403, "forbidden"},
		{"POST", "/v1/admin/devices/" + unknown + "/revoke", "steward", nil, 404, "not_found"},
		{"POST", "/v1/admin/devices/" + b.phones["coach"].id + "/revoke", "coach", nil, 403, "forbidden"},
		{"GET", "/v1/admin/erasures", "steward", nil, 200, ""},
		{"GET", "/v1/admin/erasures", "coach", nil, 403, "forbidden"},
		{"GET", "/v1/admin/erasures/preview?person=" + unknown, "steward", nil, 404, "not_found"},
		{"GET", "/v1/admin/erasures/preview?person=" + unknown, "coach", nil, 403, "forbidden"},
		{"POST", "/v1/admin/erasures", "coach", m{"person": unknown, "reason": "asked"}, 403, "forbidden"},
		{"POST", "/v1/admin/erasures", "steward", m{"person": unknown, "reason": "asked"}, 404, "not_found"},
		{"POST", "/v1/admin/erasures", "steward", m{"person": unknown, "reason": ""}, 400, "invalid"},
		{"GET", "/v1/admin/unattended", "steward", nil, 200, ""},
		{"GET", "/v1/admin/unattended", "coach", nil, 403, "forbidden"},
		{"POST", "/v1/admin/unattended", "coach", m{"scope": "person:" + unknown, "member": member}, 403, "forbidden"},

		{"GET", "/v1/figures", "", nil, 401, "unauthenticated"},
		{"GET", "/v1/figures", "commissioner", nil, 200, ""},
		{"GET", "/v1/figures", "coach", nil, 200, ""},
		{"GET", "/v1/figures", "person", nil, 403, "forbidden"},
		{"GET", "/v1/figures/attainment?quarter=2020-Q1", "commissioner", nil, 404, "not_released"},
		{"GET", "/v1/figures/attainment?quarter=sometime", "commissioner", nil, 400, "invalid"},
		{"GET", "/v1/figures/gossip?quarter=2020-Q1", "commissioner", nil, 404, "not_found"},
		{"GET", "/v1/figures/attainment?quarter=2020-Q1", "person", nil, 403, "forbidden"},
		{"GET", "/v1/admin/releases", "steward", nil, 200, ""},
		{"GET", "/v1/admin/releases", "commissioner", nil, 403, "forbidden"},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": "2999-Q1"}, 409, "quarter_open"},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": "spring"}, 400, "invalid"},
		{"POST", "/v1/admin/releases", "coach", m{"quarter": "2020-Q1"}, 403, "forbidden"},
		{"POST", "/v1/admin/releases", "commissioner", m{"quarter": "2020-Q1"}, 403, "forbidden"},

		{"POST", "/v1/csp-reports", "", m{"csp-report": m{"blocked-uri": "inline"}}, 204, ""},
		{"POST", "/v1/csp-reports", "", []m{{"type": "csp-violation"}, {"type": "csp-violation"}}, 204, ""},
		{"GET", "/", "", nil, 200, ""},
		{"HEAD", "/", "", nil, 200, ""},
		{"GET", "/people/1", "", nil, 200, ""},
		{"GET", "/gone.js", "", nil, 404, ""},
		{"POST", "/", "", nil, 405, ""},
	}
	for _, c := range cases {
		token := ""
		if c.role != "" {
			token = b.phones[c.role].token
		}
		got := b.call(c.method, c.path, token, c.body)
		if got.status != c.status || got.status >= 400 && c.code != "" && got.text("code") != c.code {
			t.Errorf("%s %s as %s with %.80v: %v", c.method, c.path, c.role, c.body, got)
		}
	}
	if reports := b.counted("alongside_csp_reports_total"); reports != 3 {
		t.Errorf("%v reports were counted", reports)
	}
	b.saysNothing("nonsense", "Renamed", "blocked-uri", "/people/1", b.phones["coach"].token)
}

// saysNothing checks that the log repeats none of the words.
func (b *bed) saysNothing(words ...string) {
	b.t.Helper()
	for _, word := range words {
		if bytes.Contains(b.log.Bytes(), []byte(word)) {
			b.t.Errorf("the log says %.20q", word)
		}
	}
	if !bytes.Contains(b.log.Bytes(), []byte(`"request":"`)) {
		b.t.Error("the log has no request ids")
	}
}

func TestShapesOfAnswers(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	me := b.call("GET", "/v1/me", coach.token, nil).object()
	if me["member"] != b.members["coach"].ID || me["role"] != "coach" || me["place"] != b.store.Place().ID {
		t.Errorf("me: %v", me)
	}
	for _, list := range []string{"teams", "scopes"} {
		if got, isList := me[list].([]any); !isList || len(got) == 0 {
			t.Errorf("%s: %v", list, me[list])
		}
	}
	steward := b.phones["steward"].token
	made := b.call("POST", "/v1/admin/members", steward, m{"name": "New", "role": "coach", "teams": []string{b.teams[0].ID}}).object()
	if made["id"] == nil || made["name"] != "New" || made["role"] != "coach" {
		t.Errorf("member: %v", made)
	}
	invite := b.call("POST", "/v1/admin/invites", coach.token, m{"member": made["id"]}).object()
	code, _ := invite["invite"].(string)
	if invite["url"] != b.base+"/#invite="+code || invite["expires_at"] == nil {
		t.Errorf("invite: %v", invite)
	}
	keys := b.call("GET", "/v1/jwks", "", nil).object()["keys"].([]any)
	if len(keys) != 2 || keys[0].(m)["kid"] == "" || keys[0].(m)["crv"] != "Ed25519" || keys[0].(m)["d"] != nil {
		t.Errorf("keys: %v", keys)
	}
	reports := b.call("GET", "/v1/admin/orgs", steward, nil).object()["items"].([]any)
	if len(reports) != 2 {
		t.Errorf("orgs: %v", reports)
	}
}
