package api

import (
	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

// openRecord lets a steward read what is kept about somebody for a while, and tells
// everybody concerned.
func (s *Server) openRecord(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	person, reason, minutes := in.text("person"), in.text("reason"), in.numberOr("minutes", place.OpeningMinutes)
	if err := in.fault(); err != nil {
		return err
	}
	opening, err := s.Store.OpenRecord(who.Actor, person, reason, minutes)
	return one(c, fiber.StatusCreated, opening, err)
}

func (s *Server) listOpenings(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Openings(who.Actor)
	return items(c, list, err)
}
