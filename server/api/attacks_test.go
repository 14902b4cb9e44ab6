package api

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// minted is a token put together by hand, so that it can be wrong in any way.
type minted struct {
	head, claims string // JSON
	sign         func(input []byte) []byte
}

func (m minted) String() string {
	part := base64.RawURLEncoding.EncodeToString
	input := part([]byte(m.head)) + "." + part([]byte(m.claims))
	return input + "." + part(m.sign([]byte(input)))
}

func edwards(private ed25519.PrivateKey) func([]byte) []byte {
	return func(input []byte) []byte { return ed25519.Sign(private, input) }
}

func hashed(key []byte) func([]byte) []byte {
	return func(input []byte) []byte {
		mac := hmac.New(sha256.New, key)
		mac.Write(input)
		return mac.Sum(nil)
	}
}

func unsigned([]byte) []byte { return nil }

// attack is one way of claiming to be a device, and what is said to it. Without a
// code it is the honest token from which the others differ.
type attack struct {
	name  string
	token minted
	code  string
}

// claimed is a JSON object of an honest token's claims, with others in place of them;
// null leaves one out.
func claimed(honest m, others m) string {
	claims := m{}
	for name, value := range honest {
		claims[name] = value
	}
	for name, value := range others {
		if claims[name] = value; value == nil {
			delete(claims, name)
		}
	}
	text, _ := json.Marshal(claims)
	return string(text)
}

// both are the attacks that hold for assertions and access tokens alike, given the
// key that ought to have signed, one that ought not, and the head of an honest one.
func both(head m, honest func() m, own, foreign ed25519.PrivateKey) []attack {
	says := func(others m) string { return claimed(honest(), others) }
	heads := func(others m) string { return claimed(head, others) }
	public := own.Public().(ed25519.PublicKey)
	jwk := m{"kty": "OKP", "crv": "Ed25519", "x": base64.RawURLEncoding.EncodeToString(foreign.Public().(ed25519.PublicKey))}
	twice := func(name, value string) string {
		text := says(nil)
		return text[:len(text)-1] + fmt.Sprintf(`,%q:%q}`, name, value)
	}
	now := time.Now()
	no := "unauthenticated"
	return []attack{
		{"alg none", minted{heads(m{"alg": "none"}), says(nil), unsigned}, no},
		{"alg NONE, signed", minted{heads(m{"alg": "NONE"}), says(nil), edwards(own)}, no},
		{"no alg", minted{heads(m{"alg": nil}), says(nil), edwards(own)}, no},
		{"alg HS256 with the public key", minted{heads(m{"alg": "HS256"}), says(nil), hashed(public)}, no},
		{"alg ES256", minted{heads(m{"alg": "ES256"}), says(nil), edwards(own)}, no},
		{"alg RS256", minted{heads(m{"alg": "RS256"}), says(nil), edwards(own)}, no},
		{"another key", minted{heads(nil), says(nil), edwards(foreign)}, no},
		{"no signature", minted{heads(nil), says(nil), unsigned}, no},
		{"signature of something else", minted{heads(nil), says(nil), func([]byte) []byte { return edwards(own)([]byte("x")) }}, no},
		{"a key that it brings along", minted{heads(m{"jwk": jwk}), says(nil), edwards(foreign)}, no},
		{"a key to be fetched", minted{heads(m{"jku": "http://127.0.0.1:9/jwks"}), says(nil), edwards(foreign)}, no},
		{"a certificate to be fetched", minted{heads(m{"x5u": "http://127.0.0.1:9/cert"}), says(nil), edwards(foreign)}, no},
		{"an extension that must be understood", minted{heads(m{"crit": []string{"exp"}}), says(nil), edwards(own)}, no},
		{"a name twice in the head", minted{`{"alg":"none",` + heads(nil)[1:], says(nil), edwards(own)}, no},
		{"wrong audience", minted{heads(nil), says(m{"aud": "http://elsewhere.example"}), edwards(own)}, no},
		{"no audience", minted{heads(nil), says(m{"aud": nil}), edwards(own)}, no},
		{"the audience and more", minted{heads(nil), says(m{"aud": honest()["aud"].(string) + "/"}), edwards(own)}, no},
		{"no issuer", minted{heads(nil), says(m{"iss": nil}), edwards(own)}, no},
		{"no subject", minted{heads(nil), says(m{"sub": nil}), edwards(own)}, no},
		{"no exp", minted{heads(nil), says(m{"exp": nil}), edwards(own)}, no},
		{"exp as text", minted{heads(nil), says(m{"exp": fmt.Sprint(now.Add(time.Minute).Unix())}), edwards(own)}, no},
		{"exp as a list", minted{heads(nil), says(m{"exp": []int64{now.Add(time.Minute).Unix()}}), edwards(own)}, no},
		{"iat as text", minted{heads(nil), says(m{"iat": "today"}), edwards(own)}, no},
		{"a claim twice", minted{heads(nil), twice("aud", honest()["aud"].(string)), edwards(own)}, no},
		{"a claim in capitals", minted{heads(nil), twice("SUB", honest()["sub"].(string)), edwards(own)}, no},
		{"claims that are a list", minted{heads(nil), `[]`, edwards(own)}, no},
		{"claims that are no JSON", minted{heads(nil), `{`, edwards(own)}, no},
		{"huge", minted{heads(nil), says(m{"pad": strings.Repeat("a", 5000)}), edwards(own)}, no},
		{"deep", minted{heads(nil), says(m{"pad": json.RawMessage(strings.Repeat("[", 1500) + strings.Repeat("]", 1500))}), edwards(own)}, no},
	}
}

// assertionAttacks are those on an assertion alone.
func (b *bed) assertionAttacks() []attack {
	coach, peer := b.phones["coach"], b.phones["peer"]
	foreign, _ := newKey(b.t)
	head := m{"alg": "EdDSA", "typ": "JWT"}
	honest := func() m {
		return m{"iss": coach.id, "sub": coach.id, "aud": b.issuer, "jti": newID(), "exp": time.Now().Add(time.Minute).Unix()}
	}
	own := edwards(coach.private)
	says := func(others m) minted { return minted{claimed(head, nil), claimed(honest(), others), own} }
	in := func(d time.Duration) int64 { return time.Now().Add(d).Unix() }
	return append(both(head, honest, coach.private, foreign), []attack{
		{"honest", says(nil), ""},
		{"honest, with the server among its audiences", says(m{"aud": []string{b.issuer}}), ""},
		{"honest, with a foreign kid", minted{claimed(head, m{"kid": "../../etc/passwd"}), claimed(honest(), nil), own}, ""},
		{"another device's sub", says(m{"sub": peer.id}), "unauthenticated"},
		{"another device's iss", says(m{"iss": peer.id}), "unauthenticated"},
		{"another device", says(m{"iss": peer.id, "sub": peer.id}), "unauthenticated"},
		{"nobody's device", says(m{"iss": newID(), "sub": newID()}), "unauthenticated"},
		{"no jti", says(m{"jti": nil}), "unauthenticated"},
		{"empty jti", says(m{"jti": ""}), "unauthenticated"},
		{"long jti", says(m{"jti": strings.Repeat("j", 129)}), "unauthenticated"},
		{"expired", says(m{"exp": in(-time.Minute)}), "clock_skew"},
		{"expired in 1970", says(m{"exp": 0}), "clock_skew"},
		{"exp too far", says(m{"exp": in(3 * time.Minute)}), "clock_skew"},
		{"exp a year ahead", says(m{"exp": in(365 * 24 * time.Hour)}), "clock_skew"},
		{"not before later", says(m{"nbf": in(time.Hour)}), "clock_skew"},
		{"expired and another's", says(m{"exp": in(-time.Hour), "aud": "x"}), "unauthenticated"},
	}...)
}

func TestAssertionsUnderAttack(t *testing.T) {
	b := newBed(t)
	for _, c := range b.assertionAttacks() {
		got := b.exchange(c.token.String())
		if c.code == "" && got.status != 200 || c.code != "" && (got.status != 401 || got.text("code") != c.code || got.text("error") != "invalid_grant") {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if got := b.exchange(b.phones["coach"].token); got.status != 401 || got.text("code") != "unauthenticated" {
		t.Errorf("an access token as assertion: %v", got)
	}
}

// accessAttacks are those on an access token; the last ones have the server's own
// key at their disposal.
func (b *bed) accessAttacks(elsewhere *bed) []attack {
	coach := b.phones["coach"]
	foreign, _ := newKey(b.t)
	signing := b.store.Signing()
	head := m{"alg": "EdDSA", "typ": "at+jwt", "kid": signing.Current.ID}
	honest := func() m {
		return m{"iss": b.issuer, "aud": b.issuer, "sub": coach.id, "jti": newID(), "exp": time.Now().Add(time.Minute).Unix()}
	}
	own := edwards(signing.Current.Private)
	says := func(others m) minted { return minted{claimed(head, nil), claimed(honest(), others), own} }
	heads := func(others m) minted { return minted{claimed(head, others), claimed(honest(), nil), own} }
	there := elsewhere.store.Signing().Current
	in := func(d time.Duration) int64 { return time.Now().Add(d).Unix() }
	no := "unauthenticated"
	return append(both(head, honest, signing.Current.Private, foreign), []attack{
		{"honest", says(nil), ""},
		{"foreign kid", heads(m{"kid": newID()}), no},
		{"no kid", heads(m{"kid": nil}), no},
		{"a number as kid", heads(m{"kid": 1}), no},
		{"the other key's kid", heads(m{"kid": signing.Next.ID}), no},
		{"another type", heads(m{"typ": "JWT"}), no},
		{"no type", heads(m{"typ": nil}), no},
		{"of another place", minted{claimed(head, m{"kid": there.ID}), claimed(honest(), nil), edwards(there.Private)}, no},
		{"of another place under our kid", minted{claimed(head, nil), claimed(honest(), nil), edwards(there.Private)}, no},
		{"signed by the device", minted{claimed(head, nil), claimed(honest(), nil), edwards(coach.private)}, no},
		{"another issuer", says(m{"iss": "http://elsewhere.example"}), no},
		{"nobody's device", says(m{"sub": newID()}), no},
		{"empty sub", says(m{"sub": ""}), no},
		{"expired", says(m{"exp": in(-time.Second)}), no},
		{"exp too far", says(m{"exp": in(time.Hour)}), no},
		{"exp in the year 10000", says(m{"exp": 253402300800}), no},
		{"not before later", says(m{"nbf": in(time.Hour)}), no},
	}...)
}

func TestAccessTokensUnderAttack(t *testing.T) {
	b, elsewhere := newBed(t), newBed(t)
	coach := b.phones["coach"]
	attacks := b.accessAttacks(elsewhere)
	for _, c := range attacks {
		b.tries(c.name, c.token.String(), c.code)
	}
	b.tries("an assertion", coach.assert(nil), "unauthenticated")
	b.tries("a token of another place's server", elsewhere.phones["coach"].token, "unauthenticated")
	b.tries("a token and more", coach.token+".x", "unauthenticated")
	b.tries("its own token", coach.token, "")
}

// tries bears a token to syncing, to events and to REST.
func (b *bed) tries(name, token, code string) {
	b.t.Helper()
	asked := map[string]func() reply{
		"REST": func() reply { return b.call("GET", "/v1/me", token, nil) },
		"sync": func() reply {
			return b.call("POST", "/v1/sync", token, m{"protocol": 1, "device": b.phones["coach"].id})
		},
		"fork": func() reply {
			return b.call("POST", "/v1/devices", token, m{"fork_of": b.phones["coach"].id, "name": "x", "key": m{}})
		},
	}
	if code != "" { // a stream that is let in has no end
		asked["events"] = func() reply { return b.call("GET", "/v1/events", token, nil) }
	}
	for what, ask := range asked {
		got := ask()
		if code == "" && got.status != 200 && got.status != 400 || code != "" && (got.status != 401 || got.text("code") != code) {
			b.t.Errorf("%s, %s: %v", what, name, got)
		}
	}
}

// TestAReplayIsSeenAfterARestart bears an assertion again to a server that was
// started anew over the same folder.
func TestAReplayIsSeenAfterARestart(t *testing.T) {
	dir := t.TempDir()
	b := serve(t, dir, 0)
	b.people()
	coach := b.phones["coach"]
	used, fresh := coach.assert(nil), coach.assert(nil)
	if got := b.exchange(used); got.status != 200 {
		t.Fatal(got)
	}
	if got := b.exchange(used); got.status != 401 {
		t.Errorf("at once: %v", got)
	}
	b.stop()
	again := serveAs(t, dir, b.issuer)
	if got := again.exchange(used); got.status != 401 || got.text("code") != "unauthenticated" {
		t.Errorf("after a restart: %v", got)
	}
	if got := again.exchange(fresh); got.status != 200 {
		t.Errorf("another: %v", got)
	}
}
