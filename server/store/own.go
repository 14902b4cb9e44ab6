package store

import "alongside/server/place"

// OwnDevices lists the devices of a member for themselves, by the time they were added.
func (s *Store) OwnDevices(by place.Actor) ([]place.Device, error) {
	if err := by.Must(place.OwnDevices); err != nil {
		return nil, err
	}
	return s.devicesOf(func(d place.Device) bool { return d.Member == by.Member })
}

// NameDevice renames a device of one's own.
func (s *Store) NameDevice(by place.Actor, id, name string) (place.Device, error) {
	return s.patchDevice(by, id, ownDevice, func(_ *tx, device *place.Device) (err error) {
		device.Name, err = cleanName(name)
		return err
	})
}

// RevokeOwn ends a device of one's own, as RevokeDevice does.
func (s *Store) RevokeOwn(by place.Actor, id string) (place.Device, error) {
	return s.patchDevice(by, id, ownDevice, s.revoke)
}

// ownDevice answers for a device of somebody else as for one that is not there.
func ownDevice(by place.Actor, device place.Device) error {
	if err := by.Must(place.OwnDevices); err != nil {
		return err
	}
	if by.Member == "" || device.Member != by.Member {
		return place.Refuse(place.NotFound, "You have no such device.")
	}
	return nil
}

// InviteSelf makes a code for one more device of a member's own. It is shown on
// one device and read by the other at once, so it is good for minutes.
func (s *Store) InviteSelf(who place.Who) (invite place.Invite, err error) {
	err = s.checked(who.Actor, func(t *tx, by place.Actor) error {
		if err := by.Must(place.InviteSelf); err != nil {
			return err
		}
		invite = t.putInviteBy(by.Member, who.Device, ownInviteLife)
		return nil
	})
	return invite, err
}
