package signin

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
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
// already published so that a verifier elsewhere knows it before it is used.
type Keys struct {
	// Life is how long a token is good for from its making; AccessLife at first.
	Life time.Duration

	issuer  string
	current Key
	public  map[string]ed25519.PublicKey
	set     []PublishedKey
	known   believed
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

// NewKeys prepares the two keys for one issuer.
func NewKeys(issuer string, current, next Key) (*Keys, error) {
	keys := &Keys{Life: AccessLife, issuer: issuer, current: current, public: map[string]ed25519.PublicKey{}}
	for _, key := range []Key{current, next} {
		if len(key.Private) != ed25519.PrivateKeySize || key.ID == "" {
			return nil, errors.New("a signing key has the wrong length or no name")
		}
		public := key.Private.Public().(ed25519.PublicKey)
		keys.public[key.ID] = public
		keys.set = append(keys.set, PublishedKey{Key: edwardsKey(public), Alg: "EdDSA", Use: "sig", Kid: key.ID})
	}
	return keys, nil
}

// Published is the key set for /v1/jwks, current first.
func (k *Keys) Published() []PublishedKey { return k.set }

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
	token.Header["kid"] = k.current.ID
	token.Header["typ"] = accessType
	return token.SignedString(k.current.Private)
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
	var claims jwt.RegisteredClaims
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{"EdDSA"}),
		jwt.WithExpirationRequired(),
		jwt.WithIssuer(k.issuer),
		jwt.WithAudience(k.issuer),
		jwt.WithTimeFunc(func() time.Time { return now }),
		jwt.WithStrictDecoding(),
	)
	_, err := parser.ParseWithClaims(token, &claims, k.find)
	if err != nil {
		return Access{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	if claims.Subject == "" {
		return Access{}, fmt.Errorf("%w: no subject", ErrToken)
	}
	return Access{Device: claims.Subject, Expires: claims.ExpiresAt.Time}, nil
}

func (k *Keys) find(token *jwt.Token) (any, error) {
	kid, _ := token.Header["kid"].(string)
	public, known := k.public[kid]
	if !known || token.Header["typ"] != accessType {
		return nil, errors.New("unknown key or type")
	}
	return public, nil
}
