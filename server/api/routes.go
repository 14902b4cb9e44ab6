package api

import (
	"time"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/limiter"
)

// routes is everything that the server answers to. Who may call what is said by
// the wrapper, open or signed, and beyond that by the store's policy.
func (s *Server) routes(r fiber.Router) {
	r.Get(healthRoute, s.health)
	r.Get(readyRoute, s.readiness)
	r.Post(reportsRoute, perMinute(600, false), s.open(s.cspReport))

	r.Post("/v1/devices", perMinute(600, true), s.open(s.addDevice))
	r.Get("/v1/devices", s.signed(s.ownDevices))
	r.Post("/v1/devices/invites", s.signed(s.inviteSelf))
	r.Patch("/v1/devices/:id", s.signed(s.nameDevice))
	r.Post("/v1/devices/:id/revoke", s.signed(s.revokeOwn))
	r.Post("/v1/token", perMinute(600, false), s.open(s.token))
	r.Get("/v1/jwks", s.open(s.publishedKeys))

	r.Get("/v1/me", s.signed(s.me))
	r.Get("/v1/directory", s.signed(s.directory))
	r.Post("/v1/sync", s.open(s.sync))
	r.Get("/v1/events", s.open(s.events))
	r.Patch("/v1/orgs/:id", s.signed(s.shareOrg))

	r.Get("/v1/admin/orgs", s.signed(s.listOrgs))
	r.Post("/v1/admin/orgs", s.signed(s.addOrg))
	r.Patch("/v1/admin/orgs/:id", s.signed(s.renameOrg))
	r.Get("/v1/admin/teams", s.signed(s.listTeams))
	r.Post("/v1/admin/teams", s.signed(s.addTeam))
	r.Patch("/v1/admin/teams/:id", s.signed(s.renameTeam))
	r.Get("/v1/admin/members", s.signed(s.listMembers))
	r.Post("/v1/admin/members", s.signed(s.addMember))
	r.Patch("/v1/admin/members/:id", s.signed(s.changeMember))
	r.Post("/v1/admin/invites", s.signed(s.invite))
	r.Get("/v1/admin/devices", s.signed(s.listDevices))
	r.Post("/v1/admin/devices/:id/revoke", s.signed(s.revokeDevice))
	r.Get("/v1/admin/unattended", s.signed(s.listUnattended))
	r.Post("/v1/admin/unattended", s.signed(s.tendCircle))

	s.figureRoutes(r)
	s.ledgerRoutes(r)

	r.Use(s.app)
}

// perMinute limits the requests of one address. With onlyFailed those that
// succeed are free, which bounds guessing and nothing else.
func perMinute(most int, onlyFailed bool) fiber.Handler {
	return limiter.New(limiter.Config{
		Max: most, Expiration: time.Minute, SkipSuccessfulRequests: onlyFailed,
		LimitReached: func(c *fiber.Ctx) error {
			return place.Refuse(place.TooMany, "There were too many requests from this address. Wait a minute.")
		},
	})
}
