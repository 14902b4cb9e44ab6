package api

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// kidOf is the key that an access token says it was signed with.
func kidOf(t *testing.T, token string) string {
	t.Helper()
	head, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[0])
	must(t, err)
	var said struct{ Kid string }
	must(t, json.Unmarshal(head, &said))
	return said.Kid
}

func (b *bed) published() (kids []string) {
	for _, key := range b.call("GET", "/v1/jwks", "", nil).object()["keys"].([]any) {
		kids = append(kids, key.(map[string]any)["kid"].(string))
	}
	return kids
}

// TestSigningKeysTurn moves the clock over a month: nobody has to sign in for it.
func TestSigningKeysTurn(t *testing.T) {
	for name, turn := range map[string]func(b *bed){
		"after a month": func(b *bed) { b.ahead.Store(int64(31 * 24 * time.Hour)) },
		"when told to":  func(b *bed) { must(b.t, b.server.TurnKeys(true)) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBed(t)
			coach, peer := b.phones["coach"], b.phones["peer"]
			was, before, stolen := b.published(), kidOf(t, coach.token), b.store.Signing().Current
			turn(b)
			coach.signIn()
			if now := kidOf(t, coach.token); now == before || now != was[1] || b.published()[0] != now || b.published()[1] == before {
				t.Errorf("signed with %s, published %v; before %s, %v", now, b.published(), before, was)
			}
			asks := func(token string) int { return b.call("GET", "/v1/me", token, nil).status }
			if asks(coach.token) != 200 {
				t.Error("a token of the new key is not believed")
			}
			if name == "when told to" {
				if asks(peer.token) != 200 {
					t.Error("a token of the key before is not believed")
				}
				peer.signIn()
				if kidOf(t, peer.token) != was[1] {
					t.Error("the key before still signs")
				}
			}
			b.forgets(stolen.Private, stolen.ID, asks)
		})
	}
}

// forgets checks that a former key is of no use to anybody once its tokens have
// ended, were its private half in the wrong hands.
func (b *bed) forgets(private ed25519.PrivateKey, kid string, asks func(token string) int) {
	b.t.Helper()
	forge := func() string {
		token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.MapClaims{"iss": b.base, "aud": b.base,
			"sub": b.phones["coach"].id, "exp": b.now().Add(9 * time.Minute).Unix()})
		token.Header["kid"], token.Header["typ"] = kid, "at+jwt"
		text, err := token.SignedString(private)
		must(b.t, err)
		return text
	}
	if asks(forge()) != 200 {
		b.t.Error("the former key is not believed while its tokens may be about")
	}
	b.ahead.Add(int64(13 * time.Minute))
	late := forge()
	if asks(late) != 200 {
		b.t.Error("the former key is not believed to its end")
	}
	b.ahead.Add(int64(3 * time.Minute))
	if asks(forge()) != 401 || asks(late) != 401 {
		b.t.Error("the former key is believed for ever")
	}
	b.phones["coach"].signIn()
	kept := b.store.Signing()
	if len(kept.Former) != 0 || kept.Current.ID == kid || kept.Next.ID == kid {
		b.t.Errorf("the former key was not forgotten: %+v", kept.Former)
	}
}

// TestASigningKeyOutlivesARestart turns the keys, starts anew over the same folder,
// and finds that nobody has to sign in for it.
func TestASigningKeyOutlivesARestart(t *testing.T) {
	dir := t.TempDir()
	b := serve(t, dir, 0)
	b.people()
	coach := b.phones["coach"]
	must(t, b.server.TurnKeys(true))
	published := b.published()
	b.stop()
	again := serveAs(t, dir, b.base)
	if got := again.published(); got[0] != published[0] || got[1] != published[1] {
		t.Errorf("published %v, then %v", published, got)
	}
	if got := again.call("GET", "/v1/me", coach.token, nil); got.status != 200 {
		t.Errorf("a token of the key before is not believed after a restart: %v", got)
	}
	coach.bed = again
	coach.signIn()
	if kidOf(t, coach.token) != published[0] {
		t.Error("another key signs after a restart")
	}
}
