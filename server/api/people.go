package api

import (
	"bytes"
	"time"

	"alongside/server/audit"
	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

// peopleRoutes are about what is kept of one person: for themself, and for the
// coaches in their circle.
func (s *Server) peopleRoutes() []route {
	return []route{
		{"GET", "/v1/people/:id/link", s.pageOf, may(place.GiveOwnPage)},
		{"POST", "/v1/people/:id/link", s.givePage, may(place.GiveOwnPage)},
		{"DELETE", "/v1/people/:id/link", s.takePage, may(place.GiveOwnPage)},
		{"POST", "/v1/people/:id/link/devices/:device", s.vouchPage, may(place.GiveOwnPage)},
		{"GET", "/v1/people/:id/record", s.keptRecord, may(place.ReadOwnKept, place.ReadKept, place.ReadOpened)},
		{"GET", "/v1/people/:id/copy", s.keptCopy, may(place.ReadOwnKept, place.ReadKept, place.ReadOpened)},
		{"GET", "/v1/people/:id/requests", s.requestsOf, may(place.AskForOneself, place.AskForOthers)},
		{"POST", "/v1/people/:id/requests", s.askFor, may(place.AskForOthers)},
		{"POST", "/v1/own/beside", s.sayBeside, may(place.ReadOwnKept)},
		{"GET", "/v1/own/requests", s.ownRequests, may(place.AskForOneself)},
		{"POST", "/v1/own/requests", s.askOwn, may(place.AskForOneself)},
		{"GET", "/v1/admin/requests", s.listRequests, may(place.AnswerRequests)},
		{"POST", "/v1/admin/requests/:id/steps", s.answerRequest, may(place.AnswerRequests)},
	}
}

func (s *Server) pageOf(c *fiber.Ctx, who place.Who) error {
	page, err := s.Store.PageOf(who.Actor, c.Params("id"))
	return one(c, fiber.StatusOK, page, err)
}

func (s *Server) givePage(c *fiber.Ctx, who place.Who) error {
	page, invite, err := s.Store.GivePage(who.Actor, c.Params("id"))
	return one(c, fiber.StatusCreated, map[string]any{
		"member": page.Member, "devices": page.Devices,
		"invite": invite.Code, "url": PageURL(s.Keys.Issuer(), invite.Code),
		"expires_at": invite.Expires.UTC().Format(time.RFC3339),
	}, err)
}

// PageURL is the link that opens the app for a person's own page.
func PageURL(base, code string) string { return InviteURL(base, code) + "&own" }

func (s *Server) takePage(c *fiber.Ctx, who place.Who) error {
	if err := s.Store.TakePage(who.Actor, c.Params("id")); err != nil {
		return err
	}
	return answer(c, fiber.StatusOK, place.OwnPage{Devices: []place.OwnDevice{}})
}

func (s *Server) vouchPage(c *fiber.Ctx, who place.Who) error {
	page, err := s.Store.VouchPage(who.Actor, c.Params("id"), c.Params("device"))
	return one(c, fiber.StatusOK, page, err)
}

func (s *Server) keptRecord(c *fiber.Ctx, who place.Who) error {
	record, err := s.Store.Kept(who, c.Params("id"), audit.Read)
	return one(c, fiber.StatusOK, record, err)
}

// keptCopy is the file that a person takes away; lang is en or cy.
func (s *Server) keptCopy(c *fiber.Ctx, who place.Who) error {
	record, err := s.Store.Kept(who, c.Params("id"), audit.Exported)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	if err := record.Zip(&packed, c.Query("lang")); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/zip")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="copy.zip"`)
	return c.Send(packed.Bytes())
}

// sayBeside is for what was told to a few alone; elsewhere a phone writes by syncing.
func (s *Server) sayBeside(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	scope, kind, of, words := in.text("scope"), in.text("of_kind"), in.text("of"), in.text("words")
	if err := in.fault(); err != nil {
		return err
	}
	if err := s.Store.SayBeside(who, scope, kind, of, words); err != nil {
		return err
	}
	return answer(c, fiber.StatusCreated, map[string]any{"scope": scope, "of": of})
}

func (s *Server) requestsOf(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.RequestsOf(who.Actor, c.Params("id"))
	return items(c, list, err)
}

func (s *Server) askFor(c *fiber.Ctx, who place.Who) error {
	return s.askPlace(c, who, c.Params("id"))
}

func (s *Server) ownRequests(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.RequestsOf(who.Actor, who.Actor.Person)
	return items(c, list, err)
}

func (s *Server) askOwn(c *fiber.Ctx, who place.Who) error {
	return s.askPlace(c, who, who.Actor.Person)
}

func (s *Server) askPlace(c *fiber.Ctx, who place.Who, person string) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	kind, words := place.RequestKind(in.text("kind")), in.textOr("words", "")
	if err := in.fault(); err != nil {
		return err
	}
	asked, err := s.Store.AskFor(who.Actor, person, kind, words)
	return one(c, fiber.StatusCreated, asked, err)
}

func (s *Server) listRequests(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Requests(who.Actor)
	return items(c, list, err)
}

func (s *Server) answerRequest(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	words, outcome := in.text("words"), place.Outcome(in.textOr("outcome", ""))
	if err := in.fault(); err != nil {
		return err
	}
	asked, err := s.Store.AnswerRequest(who.Actor, c.Params("id"), words, outcome)
	return one(c, fiber.StatusOK, asked, err)
}
