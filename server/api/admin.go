package api

import (
	"time"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
)

func (s *Server) me(c *fiber.Ctx, who place.Who) error {
	me, err := s.Store.Me(who.Actor.Member)
	return one(c, fiber.StatusOK, me, err)
}

func (s *Server) directory(c *fiber.Ctx, who place.Who) error {
	directory, err := s.Store.Directory(who.Actor.Member)
	return one(c, fiber.StatusOK, directory, err)
}

func (s *Server) listOrgs(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Orgs(who.Actor)
	return items(c, list, err)
}

func (s *Server) addOrg(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	name := in.text("name")
	if err := in.fault(); err != nil {
		return err
	}
	org, err := s.Store.CreateOrg(who.Actor, name)
	return one(c, fiber.StatusCreated, org, err)
}

func (s *Server) renameOrg(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	name := in.text("name")
	if err := in.fault(); err != nil {
		return err
	}
	org, err := s.Store.PatchOrg(who.Actor, c.Params("id"), name)
	return one(c, fiber.StatusOK, org, err)
}

// shareOrg is for the organisation's own coaches, not for stewards.
func (s *Server) shareOrg(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	share := in.flag("share_figures")
	if err := in.fault(); err != nil {
		return err
	}
	org, err := s.Store.ShareFigures(who.Actor, c.Params("id"), share)
	return one(c, fiber.StatusOK, org, err)
}

func (s *Server) listTeams(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Teams(who.Actor)
	return items(c, list, err)
}

func (s *Server) addTeam(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	org, name := in.text("org"), in.text("name")
	if err := in.fault(); err != nil {
		return err
	}
	team, err := s.Store.CreateTeam(who.Actor, org, name)
	return one(c, fiber.StatusCreated, team, err)
}

func (s *Server) renameTeam(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	name := in.text("name")
	if err := in.fault(); err != nil {
		return err
	}
	team, err := s.Store.PatchTeam(who.Actor, c.Params("id"), name)
	return one(c, fiber.StatusOK, team, err)
}

func (s *Server) listMembers(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Members(who.Actor)
	return items(c, list, err)
}

func (s *Server) addMember(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	name, role, teams := in.text("name"), place.Role(in.text("role")), in.texts("teams")
	if err := in.fault(); err != nil {
		return err
	}
	member, err := s.Store.CreateMember(who.Actor, name, role, teams)
	return one(c, fiber.StatusCreated, member, err)
}

func (s *Server) changeMember(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	patch := in.memberPatch()
	if err := in.fault(); err != nil {
		return err
	}
	member, err := s.Store.PatchMember(who.Actor, c.Params("id"), patch)
	return one(c, fiber.StatusOK, member, err)
}

// memberPatch reads what is to change. ended_on may be null, which takes an end
// back.
func (f *fields) memberPatch() place.MemberPatch {
	var patch place.MemberPatch
	if f.has("name") {
		patch.Name = new(f.text("name"))
	}
	if f.has("role") {
		patch.Role = new(place.Role(f.text("role")))
	}
	if f.has("teams") {
		patch.Teams = new(f.texts("teams"))
	}
	if value, there := f.members["ended_on"]; there && value == nil {
		patch.EndedOn = new("")
	} else if there {
		patch.EndedOn = new(f.text("ended_on"))
	}
	return patch
}

// invite makes a link for one device of a member.
func (s *Server) invite(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	member := in.text("member")
	if err := in.fault(); err != nil {
		return err
	}
	invite, err := s.Store.CreateInvite(who.Actor, member)
	if err != nil {
		return err
	}
	return s.invited(c, invite)
}

func (s *Server) invited(c *fiber.Ctx, invite place.Invite) error {
	return answer(c, fiber.StatusCreated, map[string]any{
		"invite": invite.Code, "url": InviteURL(s.Keys.Issuer(), invite.Code),
		"expires_at": invite.Expires.UTC().Format(time.RFC3339),
	})
}

// InviteURL is the link that opens the app with an invite. The code stands in
// the fragment, which browsers do not send.
func InviteURL(base, code string) string { return base + "/#invite=" + code }

func (s *Server) listUnattended(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Unattended(who.Actor)
	return items(c, list, err)
}

func (s *Server) tendCircle(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	scope, member := in.text("scope"), in.text("member")
	if err := in.fault(); err != nil {
		return err
	}
	if err := s.Store.AddToCircle(who.Actor, scope, member); err != nil {
		return err
	}
	return answer(c, fiber.StatusOK, map[string]any{"scope": scope, "member": member})
}
