package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"time"
)

// signingLife is how long a key signs before the next one takes over.
const signingLife = 30 * 24 * time.Hour

// formerLife is for how long tokens of the key before are still believed: longer
// than any of them is good for.
const formerLife = 15 * time.Minute

// SigningKey signs access tokens.
type SigningKey struct {
	ID      string // the kid
	Private ed25519.PrivateKey
}

// FormerKey is what is left of a key that signs no more: it only believes.
type FormerKey struct {
	ID     string
	Public ed25519.PublicKey
	Until  int64 // ms: by then every token that it signed has ended
}

// Signing is the key in use, the one that will follow it, and those before it of
// which tokens may still be about.
type Signing struct {
	Current, Next SigningKey
	Former        []FormerKey
}

// signingValue is all of it as stored.
type signingValue struct {
	Since   int64       `json:"since"` // ms
	Current SigningKey  `json:"current"`
	Next    SigningKey  `json:"next"`
	Former  []FormerKey `json:"former,omitempty"`
}

func newSigning(now time.Time) *signingValue {
	return &signingValue{Since: now.UnixMilli(), Current: newSigningKey(now), Next: newSigningKey(now)}
}

func newSigningKey(now time.Time) SigningKey {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	return SigningKey{ID: newULID(now, rand.Reader), Private: private}
}

// Signing is what access tokens are made and believed by.
func (s *Store) Signing() Signing {
	v := s.signing.Load()
	return Signing{v.Current, v.Next, v.Former}
}

// former is what is left of a key from now on.
func (k SigningKey) former(now time.Time) FormerKey {
	public, _ := k.Private.Public().(ed25519.PublicKey)
	return FormerKey{k.ID, public, now.Add(formerLife).UnixMilli()}
}

// SigningDue says whether TurnSigning has something to do.
func (s *Store) SigningDue() bool { return s.signing.Load().due(s.opts.Now()) }

func (v *signingValue) due(now time.Time) bool {
	return v.old(now) || len(v.standing(now)) < len(v.Former)
}

func (v *signingValue) old(now time.Time) bool {
	return now.Sub(time.UnixMilli(v.Since)) >= signingLife
}

// standing are the former keys of which a token may still be about.
func (v *signingValue) standing(now time.Time) (out []FormerKey) {
	for _, key := range v.Former {
		if now.UnixMilli() < key.Until {
			out = append(out, key)
		}
	}
	return out
}

// TurnSigning lets the next key take over from one that has signed for a month, or
// at once where force says so. Of the key before, the half that signs is dropped,
// and the other half once every token of it has ended. Callers take turns.
func (s *Store) TurnSigning(force bool) error {
	if !force && !s.SigningDue() {
		return nil
	}
	turned := s.signing.Load().turned(s.opts.Now(), force)
	err := s.change(func(t *tx) error {
		t.putSealed(metaKey(signingFact), turned)
		return nil
	})
	if err == nil {
		s.signing.Store(turned)
	}
	return err
}

func (v *signingValue) turned(now time.Time, force bool) *signingValue {
	next := &signingValue{Since: v.Since, Current: v.Current, Next: v.Next, Former: v.standing(now)}
	if force || v.old(now) {
		next.Former = append(next.Former, v.Current.former(now))
		next.Since, next.Current, next.Next = now.UnixMilli(), v.Next, newSigningKey(now)
	}
	return next
}

// renewed signs with nothing that was there before: of whatever signed, or was about
// to, only the half that believes is left, and for as long as a token of it may be about.
func (v *signingValue) renewed(now time.Time) *signingValue {
	next := newSigning(now)
	next.Former = append(v.standing(now), v.Current.former(now), v.Next.former(now))
	return next
}
