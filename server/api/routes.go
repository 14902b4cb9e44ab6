package api

import (
	"slices"
	"time"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/limiter"
)

// route is one address below /v1 that answers devices which are signed in. May are
// the acts of which the caller's role must have one before the handler begins; the
// store then asks what they are to the very thing. There is no
// route without one.
type route struct {
	method, path string
	handle       func(*fiber.Ctx, place.Who) error
	may          []place.Act
}

func may(acts ...place.Act) []place.Act { return acts }

// signedRoutes is everything that needs a token, with who may ask.
func (s *Server) signedRoutes() []route {
	return slices.Concat(s.ownRoutes(), s.adminRoutes(), s.seenRoutes(), s.peopleRoutes(), s.erasureRoutes(), s.retentionRoutes(), s.figureRoutes(), s.ledgerRoutes(),
		s.talkRoutes(), s.letterRoutes())
}

// ownRoutes are about the asking member themself, or their organisation.
func (s *Server) ownRoutes() []route {
	return []route{
		{"GET", "/v1/devices", s.ownDevices, may(place.OwnDevices)},
		{"POST", "/v1/devices/invites", s.inviteSelf, may(place.InviteSelf)},
		{"PATCH", "/v1/devices/:id", s.nameDevice, may(place.OwnDevices)},
		{"POST", "/v1/devices/:id/revoke", s.revokeOwn, may(place.OwnDevices)},
		{"GET", "/v1/me", s.me, may(place.SeeOwnName)},
		{"GET", "/v1/directory", s.directory, may(place.SeeOwnName)},
		{"PATCH", "/v1/orgs/:id", s.shareOrg, may(place.ShareOwnOrg)},
	}
}

// adminRoutes are about who belongs to the place.
func (s *Server) adminRoutes() []route {
	return []route{
		{"GET", "/v1/admin/orgs", s.listOrgs, may(place.KeepOrgs)},
		{"POST", "/v1/admin/orgs", s.addOrg, may(place.KeepOrgs)},
		{"PATCH", "/v1/admin/orgs/:id", s.renameOrg, may(place.KeepOrgs)},
		{"GET", "/v1/admin/teams", s.listTeams, may(place.KeepTeams)},
		{"POST", "/v1/admin/teams", s.addTeam, may(place.KeepTeams)},
		{"PATCH", "/v1/admin/teams/:id", s.renameTeam, may(place.KeepTeams)},
		{"GET", "/v1/admin/members", s.listMembers, may(place.KeepMembers)},
		{"POST", "/v1/admin/members", s.addMember, may(place.KeepMembers, place.AddOwnCoach)},
		{"PATCH", "/v1/admin/members/:id", s.changeMember, may(place.KeepMembers, place.AddOwnCoach)},
		{"POST", "/v1/admin/invites", s.invite, may(place.InviteAny, place.InviteOwn)},
		{"GET", "/v1/admin/devices", s.listDevices, may(place.SeeDevices)},
		{"POST", "/v1/admin/devices/:id/revoke", s.revokeDevice, may(place.SeeDevices)},
		{"GET", "/v1/admin/unattended", s.listUnattended, may(place.TendCircles)},
		{"POST", "/v1/admin/unattended", s.tendCircle, may(place.TendCircles)},
		{"GET", "/v1/admin/openings", s.listOpenings, may(place.SeeOpenings)},
		{"POST", "/v1/admin/openings", s.openRecord, may(place.OpenRecord)},
	}
}

// routes is everything that the server answers to. Those that are open ask for no
// token, or look at it themselves as syncing and events do.
func (s *Server) routes(r fiber.Router) {
	r.Get(healthRoute, s.health)
	r.Get(readyRoute, s.readiness)
	r.Post(reportsRoute, perMinute(600, false), s.open(s.cspReport))
	r.Post("/v1/devices", perMinute(600, true), s.open(s.addDevice))
	r.Post("/v1/token", perMinute(600, false), s.open(s.token))
	r.Get("/v1/jwks", s.open(s.publishedKeys))
	r.Post("/v1/sync", s.open(s.sync))
	r.Get("/v1/events", s.open(s.events))
	r.Post("/v1/audit/seen", perMinute(600, false), s.open(s.opened))
	for _, one := range s.signedRoutes() {
		r.Add(one.method, one.path, s.signed(one))
	}
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
