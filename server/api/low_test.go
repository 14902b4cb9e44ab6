package api

import (
	"runtime"
	"strings"
	"testing"
)

// TestANearlyFullDisk starts a server that wants more room than any disk has.
func TestANearlyFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED, loudly: only on Linux is the disk watched")
	}
	dir := t.TempDir()
	before := serve(t, dir, 0)
	before.people()
	org := before.orgs[0].ID
	device := before.phones["peer"].id
	before.stop()

	b := serve(t, dir, 1<<62)
	for _, p := range before.phones {
		p.bed = b
		p.signIn() // even now
	}
	coach := before.phones["coach"]
	push := m{"protocol": 1, "device": coach.id, "push": m{"changes": []m{{"n": 1, "skip": "undone"}}}, "pull": m{"cursors": m{}}}
	pull := m{"protocol": 1, "device": coach.id, "pull": m{"cursors": m{}}}
	_, key := newKey(t)
	for _, one := range []struct {
		method, path, role string
		body               any
		status             int
	}{
		{"POST", "/v1/sync", "coach", push, 507},
		{"POST", "/v1/sync", "coach", pull, 200},
		{"GET", "/v1/me", "coach", nil, 200},
		{"GET", "/v1/directory", "coach", nil, 200},
		{"GET", "/v1/figures", "commissioner", nil, 200},
		{"GET", "/v1/admin/devices", "steward", nil, 200},
		{"POST", "/v1/admin/orgs", "steward", m{"name": "Three"}, 507},
		{"PATCH", "/v1/admin/orgs/" + org, "steward", m{"name": "Four"}, 507},
		{"POST", "/v1/admin/members", "steward", m{"name": "Al", "role": "auditor", "teams": []string{}}, 507},
		{"POST", "/v1/admin/invites", "steward", m{"member": before.members["peer"].ID}, 507},
		{"POST", "/v1/admin/devices/" + device + "/revoke", "steward", nil, 507},
		{"PATCH", "/v1/orgs/" + org, "coach", m{"share_figures": true}, 507},
		{"POST", "/v1/devices", "", m{"invite": "0000000000000000", "name": "x", "key": key}, 507},
		{"GET", "/healthz", "", nil, 200},
	} {
		token := ""
		if one.role != "" {
			token = before.phones[one.role].token
		}
		got := b.call(one.method, one.path, token, one.body)
		if got.status != one.status || one.status == 507 && got.text("code") != "read_only" {
			t.Errorf("%s %s: %s", one.method, one.path, got)
		}
	}
	if got := b.call("GET", "/readyz", "", nil); got.status != 200 || !strings.Contains(string(got.body), "disk is nearly full") {
		t.Errorf("readiness: %s", got)
	}
}
