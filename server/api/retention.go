package api

import (
	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

func (s *Server) retentionRoutes() []route {
	return []route{
		{"GET", "/v1/admin/retention", s.retention, may(place.KeepRetention)},
		{"PUT", "/v1/admin/retention", s.setRetention, may(place.KeepRetention)},
		{"GET", "/v1/admin/retention/preview", s.previewRetention, may(place.KeepRetention)},
		{"POST", "/v1/admin/retention/preview", s.tryRetention, may(place.KeepRetention)},
		{"POST", "/v1/admin/retention/confirm", s.letGo, may(place.KeepRetention)},
		{"GET", "/v1/people/due", s.dueSoon, may(place.ReadKept)},
	}
}

func (s *Server) retention(c *fiber.Ctx, who place.Who) error {
	kept, err := s.Store.Retention(who.Actor)
	return one(c, fiber.StatusOK, kept, err)
}

func (s *Server) setRetention(c *fiber.Ctx, who place.Who) error {
	rules, err := retentionRules(c)
	if err != nil {
		return err
	}
	kept, err := s.Store.SetRetention(who.Actor, rules)
	return one(c, fiber.StatusOK, kept, err)
}

// previewRetention shows what goes by the rules that hold, tryRetention by others,
// which are not kept.
func (s *Server) previewRetention(c *fiber.Ctx, who place.Who) error {
	plan, err := s.Store.RetentionPlan(who.Actor, nil)
	return one(c, fiber.StatusOK, plan, err)
}

func (s *Server) tryRetention(c *fiber.Ctx, who place.Who) error {
	rules, err := retentionRules(c)
	if err != nil {
		return err
	}
	plan, err := s.Store.RetentionPlan(who.Actor, rules)
	return one(c, fiber.StatusOK, plan, err)
}

func (s *Server) dueSoon(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.DueSoon(who.Actor)
	return items(c, list, err)
}

func (s *Server) letGo(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	kind, ids, through := place.RetentionKind(in.text("kind")), in.texts("ids"), in.numberOr("through", 0)
	if err := in.fault(); err != nil {
		return err
	}
	if kind == place.RetainTrail {
		gone, err := s.Store.CutTrail(who.Actor, uint64(max(through, 0)))
		return one(c, fiber.StatusOK, gone, err)
	}
	gone, err := s.Store.LetGo(who.Actor, kind, ids)
	return one(c, fiber.StatusOK, gone, err)
}

// retentionRules reads a number of months for each kind, or null for ever.
func retentionRules(c *fiber.Ctx) (place.RetentionRules, error) {
	in, err := object(c)
	if err != nil {
		return nil, err
	}
	rules := place.RetentionRules{}
	for kind, value := range in.object("rules") {
		months, isNumber := value.(int64)
		if value != nil && (!isNumber || months < 1 || months > place.MonthsMost) {
			in.wrong("rules/"+kind, "type", "must be a whole number of months from 1 to %d, or null to keep until somebody asks.", place.MonthsMost)
		}
		rules[place.RetentionKind(kind)] = int(months)
	}
	if err := in.fault(); err != nil {
		return nil, err
	}
	return rules, rules.Check()
}
