package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"time"
)

// signingLife is how long a key signs before the next one takes over, at a start.
const signingLife = 90 * 24 * time.Hour

// SigningKey signs access tokens.
type SigningKey struct {
	ID      string // the kid
	Private ed25519.PrivateKey
}

// signingValue is both keys as stored.
type signingValue struct {
	Since   int64      `json:"since"` // ms
	Current SigningKey `json:"current"`
	Next    SigningKey `json:"next"`
}

func newSigning(now time.Time) signingValue {
	return signingValue{Since: now.UnixMilli(), Current: newSigningKey(now), Next: newSigningKey(now)}
}

func newSigningKey(now time.Time) SigningKey {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	return SigningKey{ID: newULID(now, rand.Reader), Private: private}
}

// SigningKeys are the key in use and the one that will follow it.
func (s *Store) SigningKeys() (current, next SigningKey) {
	return s.signing.Current, s.signing.Next
}

// turnSigning lets the next key take over from one that has signed long enough.
func (s *Store) turnSigning() error {
	now := s.opts.Now()
	if now.Sub(time.UnixMilli(s.signing.Since)) < signingLife {
		return nil
	}
	turned := signingValue{Since: now.UnixMilli(), Current: s.signing.Next, Next: newSigningKey(now)}
	err := s.change(func(t *tx) error {
		t.putSealed(metaKey(signingFact), turned)
		return nil
	})
	if err == nil {
		s.signing = turned
	}
	return err
}
