package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/rs/zerolog"
)

// TestNothingSecretIsLogged has every kind of request succeed and fail with secrets
// in all of its parts, with the store and the server logging at every level, and
// looks for them in what was logged.
func TestNothingSecretIsLogged(t *testing.T) {
	before := zerolog.GlobalLevel()
	zerolog.SetGlobalLevel(zerolog.TraceLevel)
	defer zerolog.SetGlobalLevel(before)
	b := newBed(t)
	coach, steward := b.phones["coach"], b.phones["steward"]
	secrets := []string{coach.token, strings.Split(coach.token, ".")[2], steward.token}
	hide := func(words string) string { secrets = append(secrets, words); return words }

	code := hide(b.code("coach"))
	_, key := newKey(t)
	b.call("POST", "/v1/devices", "", m{"invite": code, "name": hide("Zephyrine's telephone"), "key": key})
	b.call("POST", "/v1/devices", "", m{"invite": code, "name": "x", "key": key})
	b.call("POST", "/v1/devices", "", m{"invite": hide("wrong-code-00"), "name": "x", "key": m{"kty": "OKP", "d": hide("private-half")}})
	b.call("GET", "/?invite="+hide("code-in-a-query"), "", nil)
	b.call("GET", "/"+hide("code-in-a-path"), "", nil)
	b.call("GET", "/v1/figures/"+hide("table-of-mine")+"?quarter="+hide("quarter-of-mine"), coach.token, nil)

	for _, change := range []func(jwt.MapClaims){nil, func(c jwt.MapClaims) { c["aud"] = hide("aud-of-mine") },
		func(c jwt.MapClaims) { c["iss"], c["sub"] = hide("iss-of-mine"), "iss-of-mine" }, func(c jwt.MapClaims) { c["exp"] = 1 }} {
		assertion := hide(coach.assert(change))
		b.exchange(assertion)
		b.exchange(assertion)
		b.call("GET", "/v1/me", assertion, nil)
	}
	b.send("POST", "/v1/token", "", "application/x-www-form-urlencoded", []byte("grant_type="+hide("grant-of-mine")))
	b.send("GET", "/v1/me", "", "", nil, "Authorization", "Basic "+hide("basic-of-mine"), "Cookie", hide("cookie-of-mine"),
		"X-Forwarded-For", hide("forwarded-of-mine"), "User-Agent", hide("agent-of-mine"), "Referer", "http://x/#invite="+hide("referer-of-mine"))

	for _, text := range []string{hide("Zephyrine lives by the harbour"), `{"name":"` + hide("half a name"), `{"protocol":1,"device":"` + hide("device-of-mine") + `"}`} {
		for _, path := range []string{"/v1/sync", "/v1/admin/orgs", "/v1/csp-reports", "/v1/devices"} {
			b.call("POST", path, steward.token, text)
		}
	}
	person := newID()
	words := hide("She has not slept since Tuesday")
	coach.round(m{}, coach.write(1, "person:"+person, "person", person, m{"called": hide("Zephyrine")}),
		coach.write(2, "person:"+person, "visit", newID(), m{"story": words}),
		coach.write(3, "person:"+person, "visit", newID(), m{"on": hide("not a day")}),
		coach.write(4, "person:"+newID(), "known", newID(), m{"words": hide(strings.Repeat("x", 20_001))}),
		coach.write(5, hide("scope-of-mine"), "visit", newID(), m{"story": "x"}))
	b.call("POST", "/v1/sync", coach.token, m{"protocol": 1, "device": coach.id, "push": m{"changes": []m{
		coach.write(2, "person:"+person, "visit", newID(), m{"story": hide("other words, a fork")})}}})
	b.call("POST", "/v1/admin/openings", steward.token, m{"person": person, "reason": hide("Somebody rang and fears for her tonight")})
	b.call("POST", "/v1/admin/openings", steward.token, m{"person": hide("person-of-mine"), "reason": hide("brief of mine")})
	b.call("POST", "/v1/admin/members", steward.token, m{"name": hide("Ferdinand Unmistakable"), "role": hide("role-of-mine")})
	b.call("PATCH", "/v1/admin/members/"+hide("id-of-mine"), steward.token, m{"ended_on": hide("day-of-mine")})
	_, _ = b.raw("GET /" + hide("raw-path-of-mine") + " HTTP/1.1\r\n\r\n")
	_, _ = b.raw(hide("METHODOFMINE") + " / HTTP/1.1\r\nHost: " + hide("host-of-mine") + "\r\n\r\n")

	app := b.server.App
	b.server.App = nil // the next page asked for panics
	b.call("GET", "/"+hide("path-of-a-panic"), "", nil)
	b.server.App = app
	b.stop() // and with the store closed what is left is internal
	if !strings.Contains(b.log.String(), "panic") || strings.Count(b.log.String(), "\n") < 40 {
		t.Error("there was nothing to look through")
	}
	b.saysNothing(secrets...)
	b.saysNothing("Bearer", "invite=")
	for line := range strings.Lines(b.log.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("a line that is not one: %s", line)
		}
	}
}

// A store that fails says so, by its request's id and none of its words.
func TestAFailingStoreSaysNoWords(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	must(t, b.store.Close())
	person := newID()
	got := b.call("POST", "/v1/sync", coach.token, m{"protocol": 1, "device": coach.id, "push": m{"changes": []m{
		coach.write(1, "person:"+person, "visit", newID(), m{"story": "She has not slept since Tuesday"})}}})
	if got.status != http.StatusInternalServerError && got.status != http.StatusServiceUnavailable {
		t.Fatalf("a closed store: %v", got)
	}
	time.Sleep(10 * time.Millisecond)
	if strings.Contains(b.log.String(), "slept") || strings.Contains(string(got.body), "slept") {
		t.Errorf("%s %s", b.log, got)
	}
}
