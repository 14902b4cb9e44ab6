package api

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"alongside/server/place"

	"github.com/golang-jwt/jwt/v5"
)

func TestInvites(t *testing.T) {
	b := newBed(t)
	code := b.code("coach")
	_, key := newKey(t)
	_, otherKey := newKey(t)
	typed := strings.ToUpper(code[:4] + "-" + code[4:8] + " " + code[8:])
	first := b.call("POST", "/v1/devices", "", m{"invite": typed, "name": "Phone", "key": key})
	again := b.call("POST", "/v1/devices", "", m{"invite": code, "name": "Phone", "key": key})
	if first.status != 201 || again.status != 201 || string(first.body) != string(again.body) {
		t.Errorf("first %v, again %v", first, again)
	}
	if first.text("issuer") != b.base || first.text("place") != b.store.Place().ID || first.text("member") != b.members["coach"].ID {
		t.Errorf("enrolled: %v", first)
	}
	cases := []struct {
		body   m
		status int
		code   string
	}{
		{m{"invite": code, "name": "Phone", "key": otherKey}, 410, "invite_used"},
		{m{"invite": "0000000000000000", "name": "Phone", "key": key}, 404, "not_found"},
		{m{"invite": b.code("coach"), "name": "", "key": key}, 400, "invalid"},
		{m{"invite": b.code("coach"), "name": "Phone"}, 400, "invalid"},
		{m{"invite": b.code("coach"), "name": "Phone", "key": m{"kty": "OKP", "crv": "Ed25519", "x": key["x"], "d": key["x"]}}, 400, "invalid"},
		{m{"invite": b.code("coach"), "name": "Phone", "key": m{"kty": "oct", "k": "AAAA"}}, 400, "invalid"},
		{m{"invite": 7, "name": "Phone", "key": key}, 400, "invalid"},
	}
	for _, c := range cases {
		if got := b.call("POST", "/v1/devices", "", c.body); got.status != c.status || got.text("code") != c.code {
			t.Errorf("%v: %v", c.body, got)
		}
	}
}

func TestForking(t *testing.T) {
	b := newBed(t)
	coach, peer := b.phones["coach"], b.phones["peer"]
	_, key := newKey(t)
	body := m{"fork_of": coach.id, "name": "Restored", "key": key}
	first := b.call("POST", "/v1/devices", coach.token, body)
	if first.status != 201 || first.text("device") == coach.id || first.text("member") != coach.member {
		t.Fatalf("forked: %v", first)
	}
	if again := b.call("POST", "/v1/devices", coach.token, body); string(again.body) != string(first.body) {
		t.Errorf("again: %v", again)
	}
	if got := b.call("POST", "/v1/devices", peer.token, body); got.status != 403 || got.text("code") != "wrong_device" {
		t.Errorf("another's: %v", got)
	}
}

func TestSigningInWithP256(t *testing.T) {
	b := newBed(t)
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	point, err := private.PublicKey.Bytes()
	must(t, err)
	encode := base64.RawURLEncoding.EncodeToString
	key := m{"kty": "EC", "crv": "P-256", "x": encode(point[1:33]), "y": encode(point[33:]), "ext": true, "key_ops": []string{"verify"}}
	joined := b.call("POST", "/v1/devices", "", m{"invite": b.code("coach"), "name": "Old browser", "key": key})
	device := joined.text("device")
	claims := jwt.MapClaims{"iss": device, "sub": device, "aud": b.base, "jti": newID(), "exp": time.Now().Add(time.Minute).Unix()}
	assertion, err := jwt.NewWithClaims(jwt.SigningMethodES256, claims).SignedString(private)
	must(t, err)
	got := b.exchange(assertion).object()
	if got["token_type"] != "Bearer" || got["expires_in"] != 600.0 || got["access_token"] == nil {
		t.Errorf("token: %v (%v)", got, joined)
	}
}

func TestTokenAttacks(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	public := []byte(coach.private.Public().(ed25519.PublicKey))
	foreign, _ := newKey(t)
	signed := func(method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
		text, err := jwt.NewWithClaims(method, claims).SignedString(key)
		must(t, err)
		return text
	}
	honest := func() jwt.MapClaims {
		return jwt.MapClaims{"iss": coach.id, "sub": coach.id, "aud": b.base, "jti": newID(), "exp": time.Now().Add(time.Minute).Unix()}
	}
	used := coach.assert(nil)
	b.exchange(used)
	cases := map[string]struct{ assertion, code string }{
		"alg none":         {signed(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, honest()), "unauthenticated"},
		"hs256, its key":   {signed(jwt.SigningMethodHS256, public, honest()), "unauthenticated"},
		"foreign key":      {signed(jwt.SigningMethodEdDSA, foreign, honest()), "unauthenticated"},
		"replayed jti":     {used, "unauthenticated"},
		"wrong audience":   {coach.assert(func(c jwt.MapClaims) { c["aud"] = "http://elsewhere.example" }), "unauthenticated"},
		"no exp":           {coach.assert(func(c jwt.MapClaims) { delete(c, "exp") }), "unauthenticated"},
		"no jti":           {coach.assert(func(c jwt.MapClaims) { delete(c, "jti") }), "unauthenticated"},
		"unknown device":   {coach.assert(func(c jwt.MapClaims) { c["iss"], c["sub"] = newID(), newID() }), "unauthenticated"},
		"another's device": {coach.assert(func(c jwt.MapClaims) { c["iss"], c["sub"] = b.phones["peer"].id, b.phones["peer"].id }), "unauthenticated"},
		"expired":          {coach.assert(func(c jwt.MapClaims) { c["exp"] = time.Now().Add(-time.Minute).Unix() }), "clock_skew"},
		"too far ahead":    {coach.assert(func(c jwt.MapClaims) { c["exp"] = time.Now().Add(time.Hour).Unix() }), "clock_skew"},
		"rubbish":          {"x.y.z", "unauthenticated"},
		"an access token":  {coach.token, "unauthenticated"},
	}
	for name, c := range cases {
		got := b.exchange(c.assertion)
		if got.status != 401 || got.text("code") != c.code || got.text("error") != "invalid_grant" {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name, token := range map[string]string{"assertion": coach.assert(nil), "rubbish": "x",
		"hs256": signed(jwt.SigningMethodHS256, public, honest()), "cut": coach.token[:len(coach.token)-2]} {
		if got := b.call("GET", "/v1/me", token, nil); got.status != 401 || got.text("code") != "unauthenticated" {
			t.Errorf("%s as access token: %v", name, got)
		}
	}
}

func TestTokenForms(t *testing.T) {
	b := newBed(t)
	good := b.phones["coach"].assert
	form := func(pairs ...string) []byte {
		values := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			values.Add(pairs[i], pairs[i+1])
		}
		return []byte(values.Encode())
	}
	const mime = "application/x-www-form-urlencoded"
	cases := []struct {
		mime, word string
		body       []byte
		status     int
	}{
		{mime, "invalid_request", nil, 400},
		{mime, "invalid_request", form("assertion", good(nil)), 400},
		{mime, "invalid_request", form("grant_type", jwtBearer), 400},
		{mime, "unsupported_grant_type", form("grant_type", "password", "assertion", good(nil)), 400},
		{mime, "invalid_request", form("grant_type", jwtBearer, "assertion", good(nil), "assertion", good(nil)), 400},
		{mime, "invalid_grant", form("grant_type", jwtBearer, "assertion", ""), 401},
		{mime, "invalid_request", []byte("%zz"), 400},
		{"application/json", "invalid_request", []byte("{}"), 415},
		{mime, "invalid_request", make([]byte, bodyLimit+1), 413},
	}
	for i, c := range cases {
		if got := b.send("POST", "/v1/token", "", c.mime, c.body); got.status != c.status || got.text("error") != c.word {
			t.Errorf("form %d: %v", i, got)
		}
	}
}

func TestRevokedAndEnded(t *testing.T) {
	b := newBed(t)
	steward, coach, peer := b.phones["steward"].token, b.phones["coach"], b.phones["peer"]
	if got := b.call("POST", "/v1/admin/devices/"+coach.id+"/revoke", steward, nil); got.status != 200 {
		t.Fatalf("revoking: %v", got)
	}
	for name, got := range map[string]reply{
		"me":    b.call("GET", "/v1/me", coach.token, nil),
		"sync":  b.call("POST", "/v1/sync", coach.token, m{"protocol": 1, "device": coach.id}),
		"token": b.exchange(coach.assert(nil)),
	} {
		if got.status != http.StatusUnauthorized || got.text("code") != string(place.DeviceRevoked) {
			t.Errorf("%s of a revoked device: %v", name, got)
		}
	}
	today := time.Now().Format(time.DateOnly)
	if got := b.call("PATCH", "/v1/admin/members/"+b.members["peer"].ID, steward, m{"ended_on": today}); got.status != 200 {
		t.Fatalf("ending: %v", got)
	}
	if got := b.exchange(peer.assert(nil)); got.status != 200 {
		t.Errorf("token of an ended member: %v", got)
	}
	if got := b.call("GET", "/v1/me", peer.token, nil); got.text("code") != string(place.DeviceRevoked) {
		t.Errorf("me of an ended member: %v", got)
	}
	if got := b.call("POST", "/v1/sync", peer.token, m{"protocol": 1, "device": peer.id}); got.text("code") != string(place.DeviceRevoked) {
		t.Errorf("an empty round of an ended member: %v", got)
	}
}
