package api

import (
	"alongside/server/place"
	"alongside/server/signin"

	"github.com/gofiber/fiber/v2"
)

// addDevice enrols a device: by an invite, or as the successor of one whose
// profile was copied, which must be signed in.
func (s *Server) addDevice(c *fiber.Ctx) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	name, key := in.text("name"), in.key("key")
	if in.has("fork_of") {
		return s.forkDevice(c, in, name, key)
	}
	invite := in.text("invite")
	if err := in.fault(); err != nil {
		return err
	}
	joined, err := s.Store.Enrol(invite, name, key)
	return s.enrolled(c, joined, err)
}

func (s *Server) forkDevice(c *fiber.Ctx, in *fields, name string, key place.Key) error {
	by, err := s.bearer(c)
	if err != nil {
		return err
	}
	old := in.text("fork_of")
	if err := in.fault(); err != nil {
		return err
	}
	if old != by.Device {
		return place.Refuse(place.WrongDevice, "A device can only be continued by itself.")
	}
	joined, err := s.Store.Fork(old, name, key)
	return s.enrolled(c, joined, err)
}

func (s *Server) enrolled(c *fiber.Ctx, joined place.Enrolled, err error) error {
	if err != nil {
		return err
	}
	return answer(c, fiber.StatusCreated, map[string]any{
		"device": joined.Device, "member": joined.Member, "place": joined.Place.ID, "issuer": s.Keys.Issuer(),
	})
}

// key reads the public key of a device.
func (f *fields) key(name string) place.Key {
	members := f.object(name)
	if members == nil {
		return place.Key{}
	}
	key, err := signin.ReadKey(members)
	if err != nil {
		f.wrong(name, "key", "%s must be a public JWK, Ed25519 or P-256.", name)
	}
	return key
}

func (s *Server) listDevices(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.Devices(who.Actor)
	return items(c, list, err)
}

// revokeDevice ends a device. The answer says up to which change the server has
// what the device wrote; anything after that is lost with it.
func (s *Server) revokeDevice(c *fiber.Ctx, who place.Who) error {
	device, err := s.Store.RevokeDevice(who.Actor, c.Params("id"))
	return one(c, fiber.StatusOK, device, err)
}

func (s *Server) ownDevices(c *fiber.Ctx, who place.Who) error {
	list, err := s.Store.OwnDevices(who.Actor)
	return items(c, list, err)
}

func (s *Server) nameDevice(c *fiber.Ctx, who place.Who) error {
	in, err := object(c)
	if err != nil {
		return err
	}
	name := in.text("name")
	if err := in.fault(); err != nil {
		return err
	}
	device, err := s.Store.NameDevice(who.Actor, c.Params("id"), name)
	return one(c, fiber.StatusOK, device, err)
}

func (s *Server) revokeOwn(c *fiber.Ctx, who place.Who) error {
	device, err := s.Store.RevokeOwn(who.Actor, c.Params("id"))
	return one(c, fiber.StatusOK, device, err)
}

// inviteSelf makes a link for one more device of the asking member.
func (s *Server) inviteSelf(c *fiber.Ctx, who place.Who) error {
	invite, err := s.Store.InviteSelf(who)
	if err != nil {
		return err
	}
	return s.invited(c, invite)
}
