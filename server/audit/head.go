package audit

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
)

// Head says how far a trail had come, signed by its place. Whoever keeps one, in a
// backup or on paper, can show later that the trail was not shortened or rewritten.
// The zero Head is that of a trail without entries.
type Head struct {
	Number uint64 `json:"number"`
	Chain  string `json:"chain"` // 64 hex digits
	Sign   string `json:"sign"`  // Ed25519 over the text that signed gives; base64url
}

// ErrSignature says that a head was not signed by the place whose key it was held
// against.
var ErrSignature = errors.New("audit: the head is not signed by this place")

func signed(place string, number uint64, chain string) []byte {
	return fmt.Appendf(nil, "alongside audit 1\n%s\n%d\n%s\n", place, number, chain)
}

// Sign makes the head of the trail of a place.
func Sign(key ed25519.PrivateKey, place string, number uint64, chain [32]byte) Head {
	h := Head{Number: number, Chain: hex.EncodeToString(chain[:])}
	h.Sign = base64.RawURLEncoding.EncodeToString(ed25519.Sign(key, signed(place, number, h.Chain)))
	return h
}

// Check says whether the place with that key signed the head.
func (h Head) Check(key ed25519.PublicKey, place string) error {
	sign, err := base64.RawURLEncoding.Strict().DecodeString(h.Sign)
	if err != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, signed(place, h.Number, h.Chain), sign) {
		return ErrSignature
	}
	return nil
}
