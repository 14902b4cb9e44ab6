package api

import (
	"slices"
	"strings"

	"alongside/server/place"
	"alongside/server/signin"

	"github.com/gofiber/fiber/v2"
)

// bearer is a request whose access token was believed.
type bearer struct {
	place.Who
	access signin.Access
}

// open wraps a handler that anybody may call.
func (s *Server) open(handle fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Context().SetUserValue(routeKey, c.Route().Path)
		if !s.ready.Load() {
			return s.refuse(c, place.Refuse(unavailable, "The server is starting or stopping."))
		}
		if err := handle(c); err != nil {
			return s.refuse(c, err)
		}
		return nil
	}
}

// signed wraps the handler of a route for devices that are signed in, of members
// whose time is not over and whose role has one of the acts that it asks for.
func (s *Server) signed(to route) fiber.Handler {
	return s.open(func(c *fiber.Ctx) error {
		by, err := s.bearer(c)
		if err != nil {
			return err
		}
		if by.Ended {
			return place.Refuse(place.DeviceRevoked, "This member's time here is over.")
		}
		if !slices.ContainsFunc(to.may, by.Actor.Role.May) {
			return by.Actor.Must(to.may[0])
		}
		return to.handle(c, by.Who)
	})
}

// bearer says who is asking. The device is looked up every time, so that being
// revoked takes effect while a token is still running.
func (s *Server) bearer(c *fiber.Ctx) (bearer, error) {
	access, err := s.access(c)
	if err != nil {
		return bearer{}, err
	}
	who, err := s.Store.Who(access.Device)
	if err != nil {
		return bearer{}, err
	}
	c.Context().SetUserValue(deviceKey, access.Device)
	return bearer{who, access}, s.notTooOften(c, access.Device)
}

// access reads the request's token, whatever has become of its device since.
func (s *Server) access(c *fiber.Ctx) (signin.Access, error) {
	scheme, token, found := strings.Cut(c.Get(fiber.HeaderAuthorization), " ")
	if !found || !strings.EqualFold(scheme, "Bearer") {
		return signin.Access{}, place.Refuse(place.Unauthenticated, "This needs an access token.")
	}
	access, err := s.Keys.Verify(strings.TrimSpace(token), s.Now())
	if err != nil {
		return access, place.Refuse(place.Unauthenticated, "The access token is not valid, or has run out.")
	}
	return access, nil
}

// departing is the device that asks, also one that was signed out a moment ago.
func (s *Server) departing(c *fiber.Ctx) (device string, err error) {
	access, err := s.access(c)
	if err != nil {
		return "", err
	}
	c.Context().SetUserValue(deviceKey, access.Device)
	if _, err := s.Store.Device(access.Device); err != nil {
		return "", place.Refuse(place.Unauthenticated, "This device is not known here.")
	}
	return access.Device, nil
}
