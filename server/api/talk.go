package api

import (
	"alongside/server/place"
	"alongside/server/store"

	"github.com/gofiber/fiber/v2"
)

// talkRoutes are how those who may not write into a scope ask and answer there.
func (s *Server) talkRoutes() []route {
	return []route{
		{"POST", "/v1/conversations", s.ask, may(place.JoinTalk)},
		{"POST", "/v1/conversations/:id/contributions", s.answerQuestion, may(place.JoinTalk)},
		{"POST", "/v1/ledger/:id/questions", s.askAboutDecision, may(place.SeeLedger)},
	}
}

func (s *Server) ask(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	about, words := in.text("about"), in.text("words")
	if err := in.fault(); err != nil {
		return err
	}
	said, err := s.Store.Ask(who.Actor, about, words)
	return one(c, fiber.StatusCreated, said, err)
}

func (s *Server) answerQuestion(c *fiber.Ctx, who place.Who) error {
	return saying(c, who, s.Store.Answer)
}

func (s *Server) askAboutDecision(c *fiber.Ctx, who place.Who) error {
	return saying(c, who, s.Store.AskAboutDecision)
}

// saying reads words about the thing that the route names.
func saying(c *fiber.Ctx, who place.Who, say func(place.Actor, string, string) (store.Said, error)) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	words := in.text("words")
	if err := in.fault(); err != nil {
		return err
	}
	said, err := say(who.Actor, string([]byte(c.Params("id"))), words)
	return one(c, fiber.StatusCreated, said, err)
}
