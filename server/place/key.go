package place

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
)

// Key is the public JWK of a device (RFC 7517): Ed25519 as OKP, or P-256 as EC.
type Key struct {
	Kty string `json:"kty"`
	Crv string `json:"crv"`
	X   string `json:"x"`
	Y   string `json:"y,omitempty"`
}

var errKey = errors.New("key must be a public JWK: Ed25519, or P-256")

// Public decodes the key into an ed25519.PublicKey or an *ecdsa.PublicKey.
// A point that is not on its curve is an error.
func (k Key) Public() (any, error) {
	x, err := base64.RawURLEncoding.Strict().DecodeString(k.X)
	if err != nil || len(x) != 32 {
		return nil, errKey
	}
	switch {
	case k.Kty == "OKP" && k.Crv == "Ed25519" && k.Y == "":
		return ed25519.PublicKey(x), nil
	case k.Kty == "EC" && k.Crv == "P-256":
		y, err := base64.RawURLEncoding.Strict().DecodeString(k.Y)
		if err != nil || len(y) != 32 {
			return nil, errKey
		}
		point := append(append([]byte{4}, x...), y...)
		public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
		if err != nil {
			return nil, errKey
		}
		return public, nil
	}
	return nil, errKey
}

// Thumbprint is the key's SHA-256 thumbprint (RFC 7638), base64url.
func (k Key) Thumbprint() string {
	text := fmt.Sprintf(`{"crv":%q,"kty":%q,"x":%q}`, k.Crv, k.Kty, k.X)
	if k.Y != "" {
		text = fmt.Sprintf(`{"crv":%q,"kty":%q,"x":%q,"y":%q}`, k.Crv, k.Kty, k.X, k.Y)
	}
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
