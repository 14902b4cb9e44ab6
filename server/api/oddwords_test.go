package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// oddWords are texts that break readers elsewhere; all of them are text, and kept.
var oddWords = map[string]string{
	"NUL":            "before\x00after",
	"bidi overrides": "\u202egnp.exe\u202c \u2066x\u2069",
	"emoji":          "😀👩‍👩‍👧‍👦",
	"U+FFFD":         "\ufffd",
	"zero width":     "a\u200b\u200d\ufeffb",
	"combining":      "Z" + strings.Repeat("\u0301", 500),
	"script":         `<script>alert(1)</script><img src=x onerror=alert(1)>"'` + "`${1}",
	"formula":        "=cmd|' /C calc'!A0",
	"path":           "../../../etc/passwd\x00.jpg",
	"line ends":      "a\r\nb\u2028c\u2029d",
	"proto":          "__proto__",
	"20,000 points":  strings.Repeat("💧", 20_000/2) + strings.Repeat("a", 10_000),
}

// TestOddWordsComeBackAsTheyWere sends them through a phone, the store and another
// phone.
func TestOddWordsComeBackAsTheyWere(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	scope := "team:" + b.teams[0].ID
	want, n := map[string]string{}, 0
	for name, text := range oddWords {
		n++
		id := newID()
		want[id] = text
		if parked := coach.round(m{}, coach.write(n, scope, "reflection", id, m{"learnt": text}))["parked"].([]any); len(parked) > 0 {
			t.Errorf("%s: %v", name, parked)
		}
	}
	found := 0
	for _, part := range peer.round(m{})["scopes"].([]any) {
		if part.(m)["scope"] != scope {
			continue
		}
		for _, change := range part.(m)["changes"].([]any) {
			c := change.(m)
			if got := c["set"].(m)["learnt"]; got != want[c["id"].(string)] {
				t.Errorf("%.40q came back as %.40q", want[c["id"].(string)], got)
			}
			found++
		}
	}
	if found != len(oddWords) {
		t.Errorf("%d of %d came back", found, len(oddWords))
	}
}

// TestWhatIsNotText is parked where it stands in a change, and refused as a name.
func TestWhatIsNotText(t *testing.T) {
	b := newBed(t)
	coach, steward := b.phones["coach"], b.phones["steward"].token
	scope := "team:" + b.teams[0].ID
	for i, text := range []string{`"\ud800"`, `"\udc00\ud800"`, `1.5`, `1e400`, `9007199254740993`, `true`, `[]`, `{}`, `[["x"]]`} {
		change := coach.write(i+1, scope, "reflection", newID(), m{"learnt": "HERE"})
		round, err := json.Marshal(m{"protocol": 1, "device": coach.id, "push": m{"changes": []m{change}}})
		must(t, err)
		got := b.call("POST", "/v1/sync", coach.token, strings.Replace(string(round), `"HERE"`, text, 1))
		parked, _ := got.object()["parked"].([]any)
		if got.status != 200 || len(parked) != 1 || parked[0].(m)["code"] != "invalid" {
			t.Errorf("%s: %.300s", text, got)
		}
	}
	for _, name := range []string{strings.Repeat("n", 201), strings.Repeat("n", 100_000), "a\x00b", "a\nb", "\u202e", " \t ", "a\u2028b"} {
		got := b.call("POST", "/v1/admin/orgs", steward, m{"name": name})
		if got.status != 400 || got.text("code") != "invalid" || strings.Contains(string(got.body), name) {
			t.Errorf("%.20q as a name: %.200s", name, got)
		}
	}
	long := strings.Repeat("n", 100_000)
	for i, c := range []struct {
		what, scope, kind, id string
		set                   m
	}{
		{"a field of 100 kB", scope, "reflection", newID(), m{long: "x"}},
		{"a kind of 100 kB", scope, long, newID(), m{"learnt": "x"}},
		{"a scope of 100 kB", "team:" + long, "reflection", newID(), m{"learnt": "x"}},
		{"an id that climbs out", scope, "reflection", "../../../../../etc/passwd", m{"learnt": "x"}},
		{"a scope that climbs out", "person:../" + newID()[3:], "visit", newID(), m{"story": "x"}},
		{"a scope with a NUL", "team:" + newID()[1:] + "\x00", "reflection", newID(), m{"learnt": "x"}},
		{"20,001 code points", scope, "reflection", newID(), m{"learnt": strings.Repeat("a", 20_001)}},
		{"more than 64 KiB", scope, "reflection", newID(), m{"learnt": strings.Repeat("💧", 20_000)}},
	} {
		parked := coach.round(m{}, coach.write(10+i, c.scope, c.kind, c.id, c.set))["parked"].([]any)
		if code := parked[0].(m)["code"]; len(parked) != 1 || code != "invalid" && code != "too_large" {
			t.Errorf("%s: %.300v", c.what, parked)
		}
	}
}
