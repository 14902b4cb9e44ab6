package signin

import (
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"alongside/server/place"
)

// How far ahead a device's assertion may run out. Grace is added to it for the
// rounding of whole seconds and the time that the request was under way.
const (
	AssertionLife  = 2 * time.Minute
	assertionGrace = 5 * time.Second
	longestJTI     = 128
)

var (
	// ErrAssertion says that an assertion does not prove who sent it.
	ErrAssertion = errors.New("the assertion does not prove who sent it")
	// ErrClock says that everything about an assertion is right but its time.
	ErrClock = errors.New("the device's clock is too far from the server's")
)

// Assertion is what a believed assertion said.
type Assertion struct {
	Device  string
	JTI     string
	Expires time.Time
}

// Claimant reads, without believing it, which device an assertion says it comes
// from, so that the caller can fetch that device's key.
func Claimant(token string) (string, error) {
	if err := tidy(token); err != nil {
		return "", fmt.Errorf("%w: %w", ErrAssertion, err)
	}
	var claims jwt.RegisteredClaims
	if _, _, err := jwt.NewParser(jwt.WithStrictDecoding()).ParseUnverified(token, &claims); err != nil {
		return "", fmt.Errorf("%w: %w", ErrAssertion, err)
	}
	if claims.Issuer == "" || claims.Issuer != claims.Subject {
		return "", fmt.Errorf("%w: iss and sub must both be the device", ErrAssertion)
	}
	return claims.Issuer, nil
}

// CheckAssertion verifies an RFC 7523 assertion of one device: signed by its
// key with the one algorithm of that key, issued by and about the device, meant
// for this issuer, with a jti, and about to expire. Whether the jti is new is
// for the caller to ask the store. It returns ErrClock when only the time is
// wrong, else ErrAssertion.
func CheckAssertion(token, device string, key place.Key, issuer string, now time.Time) (Assertion, error) {
	if err := tidy(token); err != nil {
		return Assertion{}, fmt.Errorf("%w: %w", ErrAssertion, err)
	}
	public, err := key.Public()
	if err != nil {
		return Assertion{}, err
	}
	var claims jwt.RegisteredClaims
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{algorithm(key)}),
		jwt.WithExpirationRequired(),
		jwt.WithIssuer(device),
		jwt.WithSubject(device),
		jwt.WithAudience(issuer),
		jwt.WithTimeFunc(func() time.Time { return now }),
		jwt.WithStrictDecoding(),
	)
	_, err = parser.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return public, nil })
	if err != nil && !onlyTheTime(err) {
		return Assertion{}, fmt.Errorf("%w: %w", ErrAssertion, err)
	}
	if claims.ID == "" || len(claims.ID) > longestJTI {
		return Assertion{}, fmt.Errorf("%w: jti is missing or too long", ErrAssertion)
	}
	if err != nil || claims.ExpiresAt.After(now.Add(AssertionLife+assertionGrace)) {
		return Assertion{}, ErrClock
	}
	return Assertion{Device: device, JTI: claims.ID, Expires: claims.ExpiresAt.Time}, nil
}

// onlyTheTime tells whether a signed token was refused for its times alone. The
// library joins all that is wrong, so every other reason is looked for.
func onlyTheTime(err error) bool {
	for _, other := range []error{
		jwt.ErrTokenMalformed, jwt.ErrTokenUnverifiable, jwt.ErrTokenSignatureInvalid,
		jwt.ErrTokenRequiredClaimMissing, jwt.ErrTokenInvalidAudience, jwt.ErrTokenInvalidIssuer,
		jwt.ErrTokenInvalidSubject, jwt.ErrTokenInvalidId,
	} {
		if errors.Is(err, other) {
			return false
		}
	}
	return errors.Is(err, jwt.ErrTokenExpired) || errors.Is(err, jwt.ErrTokenNotValidYet)
}
