package signin

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"alongside/server/place"
)

// How long an access token is good for: AccessLife, or as little as ShortestLife
// where a test wants to see tokens end.
const (
	AccessLife   = 10 * time.Minute
	ShortestLife = 2 * time.Second
)

// ErrToken says that an access token is not one of ours, or no longer good.
var ErrToken = errors.New("the access token is not valid")

// Keys sign and verify access tokens: the current key signs, the next one is
// already published so that a verifier elsewhere knows it before it is used, and
// those before verify what they have signed.
type Keys struct {
	// Life is how long a token is good for from its making; AccessLife at first.
	Life time.Duration

	issuer string
	ring   atomic.Pointer[ring]
	known  believed
}

// ring is what the keys are at one time.
type ring struct {
	current Key
	public  map[string]ed25519.PublicKey
	until   map[string]time.Time // of former keys
	set     []PublishedKey
}

// PublishedKey is one entry of the published key set (RFC 7517).
type PublishedKey struct {
	place.Key
	Alg string `json:"alg"`
	Use string `json:"use"`
	Kid string `json:"kid"`
}

// Access is what a verified access token says.
type Access struct {
	Device  string
	Expires time.Time
}

// Key is one of the server's own keys; ID is its kid.
type Key struct {
	ID      string
	Private ed25519.PrivateKey
}

// Former is a key that signs no more: tokens of it are believed until Until, when
// the last of them has ended.
type Former struct {
	ID     string
	Public ed25519.PublicKey
	Until  time.Time
}

// NewKeys prepares the keys for one issuer.
func NewKeys(issuer string, current, next Key, former ...Former) (*Keys, error) {
	keys := &Keys{Life: AccessLife, issuer: issuer}
	return keys, keys.Turn(current, next, former...)
}

// Turn takes other keys into use. Where it fails nothing changes.
func (k *Keys) Turn(current, next Key, former ...Former) error {
	r := &ring{current: current, public: map[string]ed25519.PublicKey{}, until: map[string]time.Time{}}
	for _, key := range []Key{current, next} {
		if len(key.Private) != ed25519.PrivateKeySize || key.ID == "" {
			return errors.New("a signing key has the wrong length or no name")
		}
		public := key.Private.Public().(ed25519.PublicKey)
		r.public[key.ID] = public
		r.set = append(r.set, PublishedKey{Key: edwardsKey(public), Alg: "EdDSA", Use: "sig", Kid: key.ID})
	}
	for _, key := range former {
		r.public[key.ID], r.until[key.ID] = key.Public, key.Until
	}
	k.ring.Store(r)
	k.known.forget()
	return nil
}

// Published is the key set for /v1/jwks, current first.
func (k *Keys) Published() []PublishedKey { return k.ring.Load().set }

// Issuer is the name under which tokens are made and for which assertions are meant.
func (k *Keys) Issuer() string { return k.issuer }

// Sign makes an access token for a device, good for k.Life from now.
func (k *Keys) Sign(device, jti string, now time.Time) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.RegisteredClaims{
		Issuer:    k.issuer,
		Audience:  jwt.ClaimStrings{k.issuer},
		Subject:   device,
		ID:        jti,
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(k.Life)),
	})
	current := k.ring.Load().current
	token.Header["kid"] = current.ID
	token.Header["typ"] = accessType
	return token.SignedString(current.Private)
}

// accessType tells our access tokens from every other JWT (RFC 9068).
const accessType = "at+jwt"

// Verify checks an access token and says whose it is.
func (k *Keys) Verify(token string, now time.Time) (Access, error) {
	sum := sha256.Sum256([]byte(token))
	if access, known := k.known.find(sum, now); known {
		return access, nil
	}
	access, err := k.check(token, now)
	if err == nil {
		k.known.add(sum, access)
	}
	return access, err
}

func (k *Keys) check(token string, now time.Time) (Access, error) {
	if err := tidy(token); err != nil {
		return Access{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	var claims jwt.RegisteredClaims
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{"EdDSA"}),
		jwt.WithExpirationRequired(),
		jwt.WithIssuer(k.issuer),
		jwt.WithAudience(k.issuer),
		jwt.WithTimeFunc(func() time.Time { return now }),
		jwt.WithStrictDecoding(),
	)
	last := now.Add(AccessLife + assertionGrace) // none of ours ends later
	_, err := parser.ParseWithClaims(token, &claims, k.finder(now, &last))
	if err != nil {
		return Access{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	if claims.Subject == "" || claims.ExpiresAt.After(now.Add(AccessLife+assertionGrace)) {
		return Access{}, fmt.Errorf("%w: no subject, or too long a life", ErrToken)
	}
	return Access{Device: claims.Subject, Expires: earlier(claims.ExpiresAt.Time, last)}, nil
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// finder finds the key that a token names, as things are now. It brings last forward
// to when tokens of that key are believed no more.
func (k *Keys) finder(now time.Time, last *time.Time) jwt.Keyfunc {
	r := k.ring.Load()
	return func(token *jwt.Token) (any, error) {
		kid, _ := token.Header["kid"].(string)
		public, known := r.public[kid]
		until, former := r.until[kid]
		if !known || former && !now.Before(until) || token.Header["typ"] != accessType {
			return nil, errors.New("unknown key or type")
		}
		if former {
			*last = earlier(*last, until)
		}
		return public, nil
	}
}
