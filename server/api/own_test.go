package api

import (
	"testing"
	"time"
)

// TestDevicesOfOnesOwn: every role adds, names and signs out devices of their
// own, and nobody else's.
func TestDevicesOfOnesOwn(t *testing.T) {
	for _, name := range everybody {
		t.Run(name, func(t *testing.T) {
			b := newBed(t)
			first, stranger := b.phones[name], b.phones["other"]
			if name == "other" {
				stranger = b.phones["coach"]
			}
			invite := b.call("POST", "/v1/devices/invites", first.token, nil)
			if invite.status != 201 || invite.text("url") != InviteURL(b.base, invite.text("invite")) {
				t.Fatalf("invite: %v", invite)
			}
			until, err := time.Parse(time.RFC3339, invite.text("expires_at"))
			if err != nil || time.Until(until) > 15*time.Minute {
				t.Errorf("it is good until %s", invite.text("expires_at"))
			}
			second := b.join(invite.text("invite"))
			if second.member != first.member {
				t.Errorf("it is for %s", second.member)
			}
			if got := b.call("PATCH", "/v1/devices/"+second.id, first.token, m{"name": "Blue one"}); got.status != 200 {
				t.Errorf("naming: %v", got)
			}
			list := b.call("GET", "/v1/devices", first.token, nil).object()["items"].([]any)
			names := map[any]any{}
			for _, device := range list {
				names[device.(m)["id"]] = device.(m)["name"]
			}
			if len(names) != 2 || names[first.id] == nil || names[second.id] != "Blue one" {
				t.Errorf("devices: %v", names)
			}
			for _, path := range []string{"/v1/devices/" + second.id + "/revoke", "/v1/devices/" + newID() + "/revoke"} {
				if got := b.call("POST", path, stranger.token, nil); got.status != 404 || got.text("code") != "not_found" {
					t.Errorf("a stranger: %v", got)
				}
			}
			if got := b.call("PATCH", "/v1/devices/"+second.id, stranger.token, m{"name": "Mine"}); got.status != 404 {
				t.Errorf("a stranger: %v", got)
			}
			if got := b.call("POST", "/v1/devices/"+second.id+"/revoke", first.token, nil); got.status != 200 || got.object()["revoked"] != true {
				t.Errorf("signing out: %v", got)
			}
			if got := b.call("GET", "/v1/me", second.token, nil); got.text("code") != "device_revoked" {
				t.Errorf("the one signed out: %v", got)
			}
		})
	}
}
