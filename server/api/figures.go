package api

import "github.com/gofiber/fiber/v2"

// figureRoutes are the figures' own.
func (s *Server) figureRoutes(fiber.Router) {}
