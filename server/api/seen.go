package api

import (
	"encoding/base64"
	"fmt"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

// seenRoutes are all that is answered about who saw what. Each asks about one person:
// none takes a member, so that nobody can ask what somebody did.
func (s *Server) seenRoutes() []route {
	return []route{
		{"GET", "/v1/audit/head", s.auditHead, may(place.SeeTrailHead)},
		{"GET", "/v1/people/:id/seen", s.seen, may(place.SeeTrail, place.SeeOwnTrail, place.SeeAskedTrail)},
		{"GET", "/v1/admin/inquiries", s.listInquiries, may(place.Inquire)},
		{"POST", "/v1/admin/inquiries", s.inquire, may(place.Inquire)},
	}
}

// opened takes what a phone noted of pages that were opened on it. A device that was
// signed out, or whose member has left, may bring what it noted before, for as long as
// it has a token.
func (s *Server) opened(c *fiber.Ctx) error {
	device, err := s.departing(c)
	if err != nil {
		return err
	}
	in, err := object(c)
	if err != nil {
		return err
	}
	notes := in.notes("items")
	if err := in.fault(); err != nil {
		return err
	}
	refused, err := s.Store.Opened(device, notes)
	return one(c, fiber.StatusOK, map[string]any{"taken": len(notes) - len(refused), "refused": refused}, err)
}

// maxNotes keeps the list of problems short, too.
const maxNotes = 200

func (f *fields) notes(name string) []place.SeenNote {
	list, isList := f.members[name].([]any)
	if !isList {
		f.wrong(name, "type", "%s must be a list.", name)
		return nil
	}
	if len(list) > maxNotes {
		f.wrong(name, "too_many", "%s may hold %d notes at once.", name, maxNotes)
		return nil
	}
	out := make([]place.SeenNote, 0, len(list))
	for i, item := range list {
		members, isObject := item.(map[string]any)
		if !isObject {
			f.wrong(fmt.Sprintf("%s/%d", name, i), "type", "a note must be an object.")
			continue
		}
		in := &fields{members: members}
		note := in.note()
		for _, p := range in.problems {
			f.wrong(fmt.Sprintf("%s/%d%s", name, i, p.Path), p.Code, "%s", p.Detail)
		}
		out = append(out, note)
	}
	return out
}

func (f *fields) note() place.SeenNote {
	note := place.SeenNote{ID: f.text("id"), Scope: f.text("scope"), Kind: f.textOr("kind", ""), Record: f.textOr("record", ""),
		How: f.textOr("how", "")}
	at, isNumber := f.members["at"].(int64)
	if !isNumber || at < 0 {
		f.wrong("at", "type", "at must be milliseconds since 1970.")
	}
	note.At = at
	if !place.ValidID(note.ID) {
		f.wrong("id", "id", "id must be a ULID or UUIDv7.")
	}
	if kind, _, ok := place.SplitScope(note.Scope); !ok || !kind.HasCircle() {
		f.wrong("scope", "scope", "scope must be a person's, or one between a few.")
	}
	if note.Record != "" && !place.ValidID(note.Record) {
		f.wrong("record", "id", "record must be a ULID or UUIDv7.")
	}
	if len(note.Kind) > 40 || (note.Kind == "") != (note.Record == "") {
		f.wrong("kind", "kind", "kind and record must be given together, or neither.")
	}
	if !contains([]string{"", place.SeenFound, place.SeenHanded}, note.How) {
		f.wrong("how", "unknown", "how must be %s or %s, or left out.", place.SeenFound, place.SeenHanded)
	}
	return note
}

// seen answers who saw one person's record.
func (s *Server) seen(c *fiber.Ctx, who place.Who) error {
	if err := onlyQuery(c, "before", "between"); err != nil {
		return err
	}
	page, err := s.Store.Seen(who, c.Params("id"), c.Query("between"), c.Query("before"))
	return one(c, fiber.StatusOK, page, err)
}

// onlyQuery refuses whatever is asked beyond what is known: a filter that is passed
// over would answer another question than the one that was put.
func onlyQuery(c *fiber.Ctx, known ...string) error {
	for name := range c.Queries() {
		if !contains(known, name) {
			return place.Faulty(place.Problem{Path: "/" + name, Code: "unknown", Detail: "cannot be asked here"})
		}
	}
	return nil
}

func (s *Server) inquire(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	person, reason := in.text("person"), in.text("reason")
	if err := in.fault(); err != nil {
		return err
	}
	inquiry, err := s.Store.Inquire(who, person, reason)
	return one(c, fiber.StatusCreated, inquiry, err)
}

func (s *Server) listInquiries(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Inquiries(who.Actor)
	return items(c, list, err)
}

// auditHead answers how far the trail has come, signed, with the key to check it by:
// whoever keeps what this says can show later that nothing was taken out.
func (s *Server) auditHead(c *fiber.Ctx, _ place.Who) error {
	head, err := s.Store.AuditHead()
	return one(c, fiber.StatusOK, map[string]any{"number": head.Number, "chain": head.Chain, "sign": head.Sign,
		"place": s.Store.Place().ID, "key": base64.RawURLEncoding.EncodeToString(s.Store.AuditKey())}, err)
}
