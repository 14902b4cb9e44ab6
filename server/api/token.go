package api

import (
	"errors"
	"net/url"
	"time"

	"alongside/server/place"
	"alongside/server/signin"
	"alongside/server/store"

	"github.com/gofiber/fiber/v2"
)

const jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"

// token exchanges a device's assertion for an access token (RFC 7523).
func (s *Server) token(c *fiber.Ctx) error {
	assertion, err := assertionOf(c)
	if err != nil {
		return err
	}
	device, err := s.claim(assertion)
	if err != nil {
		return oauth(err)
	}
	c.Context().SetUserValue(deviceKey, device)
	if err := s.TurnKeys(false); err != nil {
		s.Log.Warn().Err(err).Msg("the signing keys could not be turned; the one in use goes on")
	}
	token, err := s.Keys.Sign(device, newID(), s.Now())
	if err != nil {
		return err
	}
	return answer(c, fiber.StatusOK, map[string]any{
		"access_token": token, "token_type": "Bearer", "expires_in": int(s.Keys.Life.Seconds()),
	})
}

// assertionOf reads the form. A parameter that comes twice is refused, as
// RFC 6749 asks.
func assertionOf(c *fiber.Ctx) (string, error) {
	data, err := body(c, fiber.MIMEApplicationForm)
	if err != nil {
		return "", oauth(err)
	}
	form, err := url.ParseQuery(string(data))
	if err != nil || len(form["grant_type"]) != 1 {
		return "", oauth(place.Refuse(place.Invalid, "The body must be a form with one grant_type and one assertion."))
	}
	if form.Get("grant_type") != jwtBearer {
		refused := place.Refuse(place.Invalid, "The only grant type here is %s.", jwtBearer)
		refused.Extra = map[string]any{"error": "unsupported_grant_type"}
		return "", refused
	}
	if len(form["assertion"]) != 1 {
		return "", oauth(place.Refuse(place.Invalid, "The form needs one assertion."))
	}
	return form.Get("assertion"), nil
}

// claim believes an assertion once and says whose it is. A device that is not
// known is answered like a wrong signature.
func (s *Server) claim(assertion string) (string, error) {
	claimant, err := signin.Claimant(assertion)
	if err != nil {
		return "", disbelieved()
	}
	device, err := s.Store.Device(claimant)
	if err != nil {
		return "", unknownDevice(err)
	}
	believed, err := signin.CheckAssertion(assertion, device.ID, device.Key, s.Keys.Issuer(), s.Now())
	if errors.Is(err, signin.ErrClock) {
		return "", place.Refuse(place.ClockSkew, "The time in the assertion is too far from the server's.")
	}
	if err != nil {
		return "", disbelieved()
	}
	if _, err := s.Store.Who(device.ID); err != nil {
		return "", err
	}
	return device.ID, s.Store.UseJTI(device.ID, believed.JTI, believed.Expires)
}

func disbelieved() error {
	return place.Refuse(place.Unauthenticated, "The assertion does not prove who sent it.")
}

func unknownDevice(err error) error {
	var refused *place.Error
	if errors.As(err, &refused) && refused.Code == place.NotFound {
		return disbelieved()
	}
	return err
}

// oauth adds the error that RFC 6749, section 5.2, has for a refusal.
func oauth(err error) error {
	var refused *place.Error
	if !errors.As(err, &refused) {
		return err
	}
	word := "invalid_request"
	if statuses[refused.Code] == fiber.StatusUnauthorized {
		word = "invalid_grant"
	}
	told := *refused
	told.Extra = map[string]any{"error": word}
	for name, value := range refused.Extra {
		told.Extra[name] = value
	}
	return &told
}

// TurnKeys lets the next key sign tokens once the one in use has signed for a month,
// or at once where force says so. Nobody notices: tokens of the one before are good
// until they end.
func (s *Server) TurnKeys(force bool) error {
	if !force && !s.Store.SigningDue() {
		return nil
	}
	if !s.turning.TryLock() {
		if !force {
			return nil // somebody else is at it: until it is on disk the key in use goes on signing
		}
		s.turning.Lock()
	}
	defer s.turning.Unlock()
	if err := s.Store.TurnSigning(force); err != nil {
		return err
	}
	keys := s.Store.Signing()
	return s.Keys.Turn(signin.Key(keys.Current), signin.Key(keys.Next), FormerKeys(keys)...)
}

// FormerKeys are the keys of which tokens may still be about.
func FormerKeys(keys store.Signing) (out []signin.Former) {
	for _, key := range keys.Former {
		out = append(out, signin.Former{ID: key.ID, Public: key.Public, Until: time.UnixMilli(key.Until)})
	}
	return out
}

// publishedKeys is the key set that access tokens are signed with.
func (s *Server) publishedKeys(c *fiber.Ctx) error {
	return answer(c, fiber.StatusOK, map[string]any{"keys": s.Keys.Published()})
}
