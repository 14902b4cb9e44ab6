// Package signin holds the rules by which a device proves who it is: which
// public keys may be enrolled, when a signed assertion is believed, and what an
// access token is. It stores nothing and knows no HTTP.
package signin

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"

	"alongside/server/place"
)

// ErrKey is wrapped by every refusal of a device key.
var ErrKey = errors.New("not a key that a device may use")

// privateMembers are the JWK members that only a secret has (RFC 7518, section 6).
var privateMembers = []string{"d", "k", "p", "q", "dp", "dq", "qi"}

// ReadKey takes the members of a JWK as they came from a device and returns the
// key without what does not define it. Only public Ed25519 and P-256 keys are
// taken; one that carries its private half is refused, since it is then no secret.
func ReadKey(members map[string]any) (place.Key, error) {
	for _, name := range privateMembers {
		if _, there := members[name]; there {
			return place.Key{}, fmt.Errorf("%w: it carries private material", ErrKey)
		}
	}
	if use, there := members["use"]; there && use != "sig" {
		return place.Key{}, fmt.Errorf("%w: its use is not sig", ErrKey)
	}
	var key place.Key
	for name, into := range map[string]*string{"kty": &key.Kty, "crv": &key.Crv, "x": &key.X, "y": &key.Y} {
		value, there := members[name]
		text, isText := value.(string)
		if there && !isText {
			return place.Key{}, fmt.Errorf("%w: %s is not a string", ErrKey, name)
		}
		*into = text
	}
	if _, err := key.Public(); err != nil {
		return place.Key{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return key, nil
}

// algorithm is the only JWS algorithm that the key may sign with.
func algorithm(key place.Key) string {
	if key.Kty == "EC" {
		return "ES256"
	}
	return "EdDSA"
}

// edwardsKey is the JWK of a signing key of the server.
func edwardsKey(public ed25519.PublicKey) place.Key {
	return place.Key{Kty: "OKP", Crv: "Ed25519", X: base64.RawURLEncoding.EncodeToString(public)}
}
