package api

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

const (
	healthRoute = "/healthz"
	readyRoute  = "/readyz"
	readyTime   = 2 * time.Second
)

// health says that the process answers.
func (s *Server) health(c *fiber.Ctx) error {
	c.Context().SetUserValue(routeKey, healthRoute)
	return c.SendString("ok\n")
}

// readiness says whether requests are answered: 503 while starting and stopping,
// and when the store no longer commits. While the disk is nearly full it stays 200,
// since what asks for this may otherwise send nobody here to read, and says why; so
// it does while something beside it ails.
func (s *Server) readiness(c *fiber.Ctx) error {
	c.Context().SetUserValue(routeKey, readyRoute)
	within, cancel := context.WithTimeout(c.Context(), readyTime)
	defer cancel()
	if low := s.Store.Low(); low != nil && s.ready.Load() {
		return c.SendString("ready, to be read only: the disk is nearly full\n")
	}
	if !s.ready.Load() || s.Store.Ready(within) != nil {
		return c.Status(fiber.StatusServiceUnavailable).SendString("not ready\n")
	}
	if s.Ailing != nil {
		if words := s.Ailing(); words != "" {
			return c.SendString("ready, but " + words + "\n")
		}
	}
	return c.SendString("ready\n")
}

// cspReport counts what browsers report against the app's content security
// policy. Nothing of a report is kept: it may quote the page.
func (s *Server) cspReport(c *fiber.Ctx) error {
	data, err := body(c, "application/reports+json", "application/csp-report", fiber.MIMEApplicationJSON)
	if err != nil {
		return err
	}
	s.counts.reports.Add(float64(reportsIn(data)))
	return c.SendStatus(fiber.StatusNoContent)
}

// reportsIn is how many reports a body holds: a list of them, or one.
func reportsIn(data []byte) int {
	var list []json.RawMessage
	if strings.HasPrefix(strings.TrimSpace(string(data)), "[") && json.Unmarshal(data, &list) == nil {
		return len(list)
	}
	return 1
}
