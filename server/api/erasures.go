package api

import (
	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

func (s *Server) erasureRoutes() []route {
	return []route{
		{"GET", "/v1/admin/erasures", s.listErasures, may(place.Erase)},
		{"GET", "/v1/admin/erasures/preview", s.previewErasure, may(place.Erase)},
		{"POST", "/v1/admin/erasures", s.erase, may(place.Erase)},
	}
}

func (s *Server) listErasures(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Erasures(who.Actor)
	return items(c, list, err)
}

func (s *Server) previewErasure(c *fiber.Ctx, who place.Who) error {
	preview, err := s.Store.ErasurePreview(who.Actor, c.Query("person"))
	if err != nil {
		return err
	}
	return answer(c, fiber.StatusOK, preview)
}

func (s *Server) erase(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	person, reason := in.text("person"), in.text("reason")
	if err := in.fault(); err != nil {
		return err
	}
	done, err := s.Store.Erase(who.Actor, person, reason)
	if err != nil {
		return err
	}
	return answer(c, fiber.StatusCreated, done)
}
