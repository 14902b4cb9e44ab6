package signin

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"alongside/server/place"
)

const (
	issuer = "https://place.example"
	device = "01hzy3v8n4q2m6k7c9d0e1f2g3"
)

var now = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)

func edKey(t *testing.T) (ed25519.PrivateKey, place.Key) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return private, edwardsKey(public)
}

func ecKey(t *testing.T) (*ecdsa.PrivateKey, place.Key) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := private.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	return private, place.Key{Kty: "EC", Crv: "P-256", X: encode(point[1:33]), Y: encode(point[33:])}
}

func sign(t *testing.T, method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
	t.Helper()
	token, err := jwt.NewWithClaims(method, claims).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func honest() jwt.MapClaims {
	return jwt.MapClaims{"iss": device, "sub": device, "aud": issuer, "jti": "one", "exp": now.Add(time.Minute).Unix()}
}

func with(change func(jwt.MapClaims)) jwt.MapClaims {
	claims := honest()
	change(claims)
	return claims
}

func TestKeysThatMayBeEnrolled(t *testing.T) {
	_, ed := edKey(t)
	_, ec := ecKey(t)
	off := base64.RawURLEncoding.EncodeToString(make([]byte, 32))
	cases := map[string]struct {
		members map[string]any
		good    bool
	}{
		"ed25519":          {map[string]any{"kty": "OKP", "crv": "Ed25519", "x": ed.X}, true},
		"as browsers give": {map[string]any{"kty": "OKP", "crv": "Ed25519", "x": ed.X, "key_ops": []any{"verify"}, "ext": true, "alg": "Ed25519"}, true},
		"p-256":            {map[string]any{"kty": "EC", "crv": "P-256", "x": ec.X, "y": ec.Y}, true},
		"private half":     {map[string]any{"kty": "OKP", "crv": "Ed25519", "x": ed.X, "d": ed.X}, false},
		"symmetric":        {map[string]any{"kty": "oct", "k": "AAAA"}, false},
		"rsa":              {map[string]any{"kty": "RSA", "n": "AQAB", "e": "AQAB"}, false},
		"p-384":            {map[string]any{"kty": "EC", "crv": "P-384", "x": ec.X, "y": ec.Y}, false},
		"off the curve":    {map[string]any{"kty": "EC", "crv": "P-256", "x": off, "y": ec.Y}, false},
		"no y":             {map[string]any{"kty": "EC", "crv": "P-256", "x": ec.X}, false},
		"short":            {map[string]any{"kty": "OKP", "crv": "Ed25519", "x": ed.X[:40]}, false},
		"padded":           {map[string]any{"kty": "OKP", "crv": "Ed25519", "x": ed.X + "="}, false},
		"number":           {map[string]any{"kty": "OKP", "crv": "Ed25519", "x": int64(3)}, false},
		"to encrypt":       {map[string]any{"kty": "OKP", "crv": "Ed25519", "x": ed.X, "use": "enc"}, false},
		"empty":            {map[string]any{}, false},
	}
	for name, c := range cases {
		_, err := ReadKey(c.members)
		if c.good != (err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if !c.good && !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v is not ErrKey", name, err)
		}
	}
}

func TestAssertions(t *testing.T) {
	private, key := edKey(t)
	foreign, _ := edKey(t)
	ecPrivate, ecPublic := ecKey(t)
	secret, err := key.Public()
	if err != nil {
		t.Fatal(err)
	}
	hmac := []byte(secret.(ed25519.PublicKey))
	cases := []struct {
		name  string
		key   place.Key
		token string
		want  error
	}{
		{"ed25519", key, sign(t, jwt.SigningMethodEdDSA, private, honest()), nil},
		{"p-256", ecPublic, sign(t, jwt.SigningMethodES256, ecPrivate, honest()), nil},
		{"two minutes ahead", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["exp"] = now.Add(2 * time.Minute).Unix() })), nil},
		{"one of two audiences", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["aud"] = []string{"x", issuer} })), nil},
		{"foreign key", key, sign(t, jwt.SigningMethodEdDSA, foreign, honest()), ErrAssertion},
		{"other algorithm", key, sign(t, jwt.SigningMethodES256, ecPrivate, honest()), ErrAssertion},
		{"none", key, sign(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, honest()), ErrAssertion},
		{"hs256 with the public key", key, sign(t, jwt.SigningMethodHS256, hmac, honest()), ErrAssertion},
		{"other audience", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["aud"] = "https://other.example" })), ErrAssertion},
		{"no audience", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { delete(c, "aud") })), ErrAssertion},
		{"another subject", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["sub"] = "x" })), ErrAssertion},
		{"another issuer", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["iss"] = "x" })), ErrAssertion},
		{"no exp", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { delete(c, "exp") })), ErrAssertion},
		{"no jti", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { delete(c, "jti") })), ErrAssertion},
		{"endless jti", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["jti"] = strings.Repeat("x", 129) })), ErrAssertion},
		{"slow clock", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["exp"] = now.Add(-time.Hour).Unix() })), ErrClock},
		{"fast clock", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["exp"] = now.Add(3 * time.Minute).Unix() })), ErrClock},
		{"fast clock, foreign key", key, sign(t, jwt.SigningMethodEdDSA, foreign, with(func(c jwt.MapClaims) { c["exp"] = now.Add(time.Hour).Unix() })), ErrAssertion},
		{"slow clock, other audience", key, sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["exp"] = now.Add(-time.Hour).Unix(); c["aud"] = "x" })), ErrAssertion},
		{"not a token", key, "a.b.c", ErrAssertion},
	}
	for _, c := range cases {
		got, err := CheckAssertion(c.token, device, c.key, issuer, now)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
		if c.want == nil && (got.Device != device || got.JTI != "one") {
			t.Errorf("%s: got %+v", c.name, got)
		}
	}
}

func TestClaimantNeedsOneName(t *testing.T) {
	private, _ := edKey(t)
	if got, err := Claimant(sign(t, jwt.SigningMethodEdDSA, private, honest())); err != nil || got != device {
		t.Errorf("got %q, %v", got, err)
	}
	two := sign(t, jwt.SigningMethodEdDSA, private, with(func(c jwt.MapClaims) { c["sub"] = "x" }))
	for _, token := range []string{two, "", "x", "a.b.c", strings.Repeat(".", 1000)} {
		if _, err := Claimant(token); !errors.Is(err, ErrAssertion) {
			t.Errorf("%.20q: got %v", token, err)
		}
	}
}

func TestAccessTokens(t *testing.T) {
	current, currentKey := edKey(t)
	next, _ := edKey(t)
	keys, err := NewKeys(issuer, Key{"a", current}, Key{"b", next})
	if err != nil {
		t.Fatal(err)
	}
	token, err := keys.Sign(device, "a", now)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time it is known
		if got, err := keys.Verify(token, now.Add(9*time.Minute)); err != nil || got.Device != device {
			t.Fatalf("got %+v, %v", got, err)
		}
	}
	forged := []byte(token)
	forged[len(forged)-9] ^= 1 // another letter of the signature
	if _, err := keys.Verify(string(forged), now); !errors.Is(err, ErrToken) {
		t.Errorf("a known token with another signature: %v", err)
	}
	rotated, err := NewKeys(issuer, Key{"b", next}, Key{"a", current})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rotated.Verify(token, now); err != nil {
		t.Errorf("a token of the key before: %v", err)
	}
	other, err := NewKeys("https://other.example", Key{"a", current}, Key{"b", next})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Verify(token, now); !errors.Is(err, ErrToken) {
		t.Errorf("another issuer: %v", err)
	}
	if _, err := keys.Verify(token, now.Add(11*time.Minute)); !errors.Is(err, ErrToken) {
		t.Errorf("expired: %v", err)
	}
	for name, bad := range forgeries(t, keys.Published()[0].Kid, current, currentKey) {
		if _, err := keys.Verify(bad, now); !errors.Is(err, ErrToken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// forgeries are access tokens that look right but for one thing.
func forgeries(t *testing.T, kid string, current ed25519.PrivateKey, public place.Key) map[string]string {
	t.Helper()
	foreign, _ := edKey(t)
	secret, err := public.Public()
	if err != nil {
		t.Fatal(err)
	}
	claims := func(change func(jwt.MapClaims)) jwt.MapClaims {
		c := jwt.MapClaims{"iss": issuer, "aud": issuer, "sub": device, "exp": now.Add(time.Minute).Unix()}
		change(c)
		return c
	}
	same := func(jwt.MapClaims) {}
	make := func(method jwt.SigningMethod, key any, kid, typ string, c jwt.MapClaims) string {
		token := jwt.NewWithClaims(method, c)
		token.Header["kid"], token.Header["typ"] = kid, typ
		text, err := token.SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	return map[string]string{
		"none":       make(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, kid, accessType, claims(same)),
		"hs256":      make(jwt.SigningMethodHS256, []byte(secret.(ed25519.PublicKey)), kid, accessType, claims(same)),
		"foreign":    make(jwt.SigningMethodEdDSA, foreign, kid, accessType, claims(same)),
		"other kid":  make(jwt.SigningMethodEdDSA, current, "x", accessType, claims(same)),
		"other typ":  make(jwt.SigningMethodEdDSA, current, kid, "JWT", claims(same)),
		"no exp":     make(jwt.SigningMethodEdDSA, current, kid, accessType, claims(func(c jwt.MapClaims) { delete(c, "exp") })),
		"no subject": make(jwt.SigningMethodEdDSA, current, kid, accessType, claims(func(c jwt.MapClaims) { delete(c, "sub") })),
		"audience":   make(jwt.SigningMethodEdDSA, current, kid, accessType, claims(func(c jwt.MapClaims) { c["aud"] = "x" })),
		"rubbish":    "x",
	}
}
