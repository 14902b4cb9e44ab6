package api

import (
	"strings"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

// letterRoutes are what stands in a quarter's letter beside the tables.
func (s *Server) letterRoutes() []route {
	return []route{
		{"GET", "/v1/letters/:quarter", s.letter, may(place.SeeFigures)},
		{"GET", "/v1/stories", s.stories, may(place.ReadStories)},
		{"GET", "/v1/conversations", s.conversations, may(place.ReadTalk)},
		{"POST", "/v1/barriers/:id/answer", s.answerBarrier, may(place.JoinTalk)},
	}
}

// letter answers with a whole quarter as one object; :quarter is a quarter, or a
// release of one (2026-Q3.1).
func (s *Server) letter(c *fiber.Ctx, who place.Who) error {
	name := string([]byte(c.Params("quarter")))
	quarter, _, exact := strings.Cut(name, ".")
	release := ""
	if exact {
		release = name
	}
	frozen, err := s.Store.Letter(who.Actor, quarter, release)
	if err != nil {
		return err
	}
	if c.Query("download") != "" {
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+quarter+`.json"`)
	}
	return answerBytes(c, fiber.StatusOK, fiber.MIMEApplicationJSON, frozen)
}

func (s *Server) stories(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Stories(who.Actor)
	return items(c, list, err)
}

func (s *Server) conversations(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Conversations(who.Actor)
	return items(c, list, err)
}

func (s *Server) answerBarrier(c *fiber.Ctx, who place.Who) error {
	return saying(c, who, s.Store.AnswerBarrier)
}
