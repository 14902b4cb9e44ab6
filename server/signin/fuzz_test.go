package signin

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Whatever comes as an assertion or as an access token is believed only where it
// is the one that was signed, and refused by name.
func FuzzTokens(f *testing.F) {
	private := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	key := edwardsKey(private.Public().(ed25519.PublicKey))
	good, err := jwt.NewWithClaims(jwt.SigningMethodEdDSA, honest()).SignedString(private)
	if err != nil {
		f.Fatal(err)
	}
	keys, err := NewKeys(issuer, Key{"a", private}, Key{"b", private})
	if err != nil {
		f.Fatal(err)
	}
	access, err := keys.Sign(device, "a", now)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{good, access, "a.b.c", good + ".", good[:len(good)-1], "..", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, token string) {
		if _, err := Claimant(token); err != nil && !errors.Is(err, ErrAssertion) {
			t.Fatal(err)
		}
		_, err := CheckAssertion(token, device, key, issuer, now)
		if (err == nil) != (token == good) || err != nil && !errors.Is(err, ErrAssertion) && !errors.Is(err, ErrClock) {
			t.Fatalf("%q: %v", token, err)
		}
		_, err = keys.Verify(token, now.Add(time.Minute))
		if (err == nil) != (token == access) || err != nil && !errors.Is(err, ErrToken) {
			t.Fatalf("%q: %v", token, err)
		}
	})
}

// A key that is taken is one that signatures can be checked with.
func FuzzReadKey(f *testing.F) {
	f.Add([]byte(`{"kty":"OKP","crv":"Ed25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}`))
	f.Add([]byte(`{"kty":"EC","crv":"P-256","x":"a_","y":"==","use":7}`))
	f.Add([]byte(`{"kty":"EC","crv":"P-256","d":"x"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var members map[string]any
		if json.Unmarshal(text, &members) != nil {
			return
		}
		key, err := ReadKey(members)
		if err != nil {
			if !errors.Is(err, ErrKey) {
				t.Fatal(err)
			}
			return
		}
		if _, err := key.Public(); err != nil || algorithm(key) == "" || key.Thumbprint() == "" {
			t.Fatalf("%+v: %v", key, err)
		}
	})
}
