package api

import (
	"net/url"

	"alongside/server/figures"
	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

// figureRoutes are the figures' own.
func (s *Server) figureRoutes() []route {
	return []route{
		{"GET", "/v1/admin/releases", s.listReleases, may(place.Release)},
		{"POST", "/v1/admin/releases", s.release, may(place.Release)},
		{"GET", "/v1/figures", s.listFigures, may(place.SeeFigures)},
		{"GET", "/v1/figures/own", s.ownFigures, may(place.SeeOwnFigs)},
		{"GET", "/v1/figures/:table", s.figures, may(place.SeeFigures)},
	}
}

func (s *Server) listFigures(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.ListFigures(who.Actor)
	return one(c, fiber.StatusOK, list, err)
}

// figures answers with a page as it was frozen, or with the same as CSV or as
// what describes the CSV.
func (s *Server) figures(c *fiber.Ctx, who place.Who) error {
	table, quarter := c.Params("table"), c.Query("quarter")
	by, release := c.Query("by", figures.By[0]), c.Query("release")
	frozen, err := s.Store.Figures(who.Actor, table, quarter, by, release)
	if err != nil {
		return err
	}
	switch c.Query("format", "json") {
	case "json":
		return answerBytes(c, fiber.StatusOK, fiber.MIMEApplicationJSON, frozen)
	case "csv":
		text, err := figures.CSV(frozen)
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+table+`.csv"`)
		return answerBytes(c, fiber.StatusOK, "text/csv; charset=utf-8; header=present", text)
	case "csvw":
		about := url.Values{"quarter": {quarter}, "by": {by}, "release": {release}, "format": {"csv"}}
		text, err := figures.CSVW(frozen, table+"?"+about.Encode())
		if err != nil {
			return err
		}
		return answerBytes(c, fiber.StatusOK, "application/csvm+json", text)
	}
	return place.Faulty(place.Problem{Path: "/format", Code: "bad_choice", Detail: "must be json, csv or csvw"})
}

// ownFigures answers a coach with what a quarter says of their own people.
func (s *Server) ownFigures(c *fiber.Ctx, who place.Who) error {
	own, err := s.Store.OwnFigures(who.Actor, c.Query("quarter"))
	return one(c, fiber.StatusOK, own, err)
}

func (s *Server) listReleases(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Releases(who.Actor)
	return items(c, list, err)
}

// release answers 201 with a new release, or 200 with the one that stands.
func (s *Server) release(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	quarter := in.text("quarter")
	if err := in.fault(); err != nil {
		return err
	}
	info, moved, err := s.Store.Release(who.Actor, quarter)
	status := fiber.StatusOK
	if moved {
		status = fiber.StatusCreated
	}
	return one(c, status, info, err)
}
