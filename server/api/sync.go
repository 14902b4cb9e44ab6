package api

import (
	"context"

	"alongside/server/place"
	"alongside/sync/wire"

	"github.com/gofiber/fiber/v2"
)

// sync does one round. A device of a member whose time is over still gets here:
// the store decides what it may send. A round that was begun is finished, even
// when the server is about to stop.
func (s *Server) sync(c *fiber.Ctx) error {
	by, err := s.bearer(c)
	if err != nil {
		return err
	}
	data, err := body(c, fiber.MIMEApplicationJSON)
	if err != nil {
		return err
	}
	s.turns <- struct{}{}
	defer func() { <-s.turns }()
	request, fault := wire.DecodeRequest(data)
	used(data) // the request shares nothing with it
	if fault != nil {
		return faulty(fault)
	}
	if request.Device != by.Device {
		return place.Refuse(place.WrongDevice, "The token belongs to another device.")
	}
	reply, err := s.Store.Sync(context.Background(), by.Device, request)
	if err != nil {
		return err
	}
	s.counts.tally(&request, &reply)
	return answerBytes(c, fiber.StatusOK, fiber.MIMEApplicationJSON, wire.AppendReply(make([]byte, 0, reply.Size()), &reply))
}

// faulty is a refusal of the wire format's in the place's words.
func faulty(fault *wire.Fault) error {
	refused := place.Refuse(place.Code(fault.Code), "%s", fault.Detail)
	for _, problem := range fault.Errors {
		refused.Errors = append(refused.Errors, place.Problem(problem))
	}
	return refused
}
