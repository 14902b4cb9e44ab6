// Package signin holds the rules by which a device proves who it is: which
// public keys may be enrolled, when a signed assertion is believed, and what an
// access token is. It stores nothing and knows no HTTP.
package signin

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrKey is wrapped by every refusal of a device key.
var ErrKey = errors.New("not a key that a device may use")

// JWK is the public half of a key, reduced to the members that define it
// (RFC 7517, RFC 8037). Field order is the order of an RFC 7638 thumbprint.
type JWK struct {
	Crv string `json:"crv"`
	Kty string `json:"kty"`
	X   string `json:"x"`
	Y   string `json:"y,omitempty"`
}

// ReadJWK takes the members of a JWK as they came from a device and returns the
// key in its reduced form. Only Ed25519 and P-256 public keys are taken; a key
// that carries its private half is refused, since it is then no secret.
func ReadJWK(members map[string]any) (JWK, error) {
	for _, name := range []string{"d", "k", "p", "q", "dp", "dq", "qi"} {
		if _, there := members[name]; there {
			return JWK{}, fmt.Errorf("%w: it carries private material", ErrKey)
		}
	}
	if use, there := members["use"]; there && use != "sig" {
		return JWK{}, fmt.Errorf("%w: its use is not sig", ErrKey)
	}
	var key JWK
	for name, into := range map[string]*string{"kty": &key.Kty, "crv": &key.Crv, "x": &key.X, "y": &key.Y} {
		value, there := members[name]
		text, isText := value.(string)
		if there && !isText {
			return JWK{}, fmt.Errorf("%w: %s is not a string", ErrKey, name)
		}
		*into = text
	}
	if _, err := key.Public(); err != nil {
		return JWK{}, err
	}
	return key, nil
}

// ParseJWK reads a key that was stored with Bytes.
func ParseJWK(data []byte) (JWK, error) {
	var key JWK
	if err := json.Unmarshal(data, &key); err != nil {
		return JWK{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if _, err := key.Public(); err != nil {
		return JWK{}, err
	}
	return key, nil
}

// Bytes is the JSON of the reduced key; equal keys have equal bytes.
func (k JWK) Bytes() []byte {
	data, err := json.Marshal(k)
	if err != nil {
		panic(err) // four strings always encode
	}
	return data
}

// Thumbprint is the RFC 7638 SHA-256 thumbprint in base64url.
func (k JWK) Thumbprint() string {
	sum := sha256.Sum256(k.Bytes())
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Algorithm is the only JWS algorithm that this key may sign with.
func (k JWK) Algorithm() string {
	if k.Kty == "EC" {
		return "ES256"
	}
	return "EdDSA"
}

// Public checks the key and returns it as ed25519.PublicKey or *ecdsa.PublicKey.
func (k JWK) Public() (crypto.PublicKey, error) {
	switch {
	case k.Kty == "OKP" && k.Crv == "Ed25519":
		return k.edwards()
	case k.Kty == "EC" && k.Crv == "P-256":
		return k.weierstrass()
	}
	return nil, fmt.Errorf("%w: only Ed25519 and P-256 are taken", ErrKey)
}

func (k JWK) edwards() (crypto.PublicKey, error) {
	if k.Y != "" {
		return nil, fmt.Errorf("%w: an Ed25519 key has no y", ErrKey)
	}
	x, err := coordinate(k.X)
	if err != nil {
		return nil, err
	}
	return ed25519.PublicKey(x), nil
}

func (k JWK) weierstrass() (crypto.PublicKey, error) {
	x, err := coordinate(k.X)
	if err != nil {
		return nil, err
	}
	y, err := coordinate(k.Y)
	if err != nil {
		return nil, err
	}
	point := append(append([]byte{4}, x...), y...)
	public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	if err != nil {
		return nil, fmt.Errorf("%w: the point is not on P-256", ErrKey)
	}
	return public, nil
}

// coordinate decodes exactly 32 bytes of unpadded base64url.
func coordinate(text string) ([]byte, error) {
	data, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(data) != 32 {
		return nil, fmt.Errorf("%w: a coordinate is not 32 bytes of base64url", ErrKey)
	}
	return data, nil
}

// FromPublic is the JWK of a public key made here.
func FromPublic(public crypto.PublicKey) (JWK, error) {
	encode := base64.RawURLEncoding.EncodeToString
	switch key := public.(type) {
	case ed25519.PublicKey:
		return JWK{Kty: "OKP", Crv: "Ed25519", X: encode(key)}, nil
	case *ecdsa.PublicKey:
		point, err := key.Bytes()
		if err != nil || key.Curve != elliptic.P256() {
			return JWK{}, fmt.Errorf("%w: not a P-256 point", ErrKey)
		}
		return JWK{Kty: "EC", Crv: "P-256", X: encode(point[1:33]), Y: encode(point[33:])}, nil
	}
	return JWK{}, fmt.Errorf("%w: unknown type", ErrKey)
}
