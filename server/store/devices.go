package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"alongside/server/audit"
	"alongside/server/place"
)

func checkDevice(name string, key place.Key) (string, error) {
	name, err := cleanName(name)
	if err != nil {
		return "", err
	}
	if _, err := key.Public(); err != nil {
		return "", place.Faulty(place.Problem{Path: "/key", Code: "bad_key", Detail: err.Error()})
	}
	return name, nil
}

func (t *tx) addDevice(member, name, forkOf string, key place.Key) string {
	device := place.Device{
		ID: t.store.newID(), Member: member, Name: name, Key: key,
		ForkOf: forkOf, Added: t.store.nowMS(),
	}
	t.putDevice(device)
	m := t.directory().members[member]
	t.trace(device.Added, "", audit.Detail{Act: audit.Joined, Member: m.ID, Role: string(m.Role), Device: device.ID, Whom: m.ID})
	return device.ID
}

// Fork adds a device for the member of one whose profile was cloned or restored.
// The same key again answers the same.
func (s *Store) Fork(device, name string, key place.Key) (enrolled place.Enrolled, err error) {
	name, err = checkDevice(name, key)
	if err != nil {
		return enrolled, err
	}
	err = s.change(func(t *tx) error {
		d := t.directory()
		old, err := d.who(device, s.nowMS())
		if err != nil {
			return err
		}
		enrolled = place.Enrolled{Member: old.Actor.Member, Place: d.place}
		for _, other := range d.devices {
			if other.ForkOf == device && other.Key == key {
				enrolled.Device = other.ID
				return nil
			}
		}
		if d.devices[device].Key == key {
			return place.Faulty(place.Problem{Path: "/key", Code: "same_key", Detail: "must be a new key"})
		}
		enrolled.Device = t.addDevice(old.Actor.Member, name, device, key)
		t.inherit(old.Actor.Member, enrolled.Device, device)
		return nil
	})
	return enrolled, err
}

// Who says what the bearer of a device may do. Errors: unauthenticated for a
// device that is not known, device_revoked.
func (s *Store) Who(device string) (place.Who, error) {
	return s.directory.Load().who(device, s.nowMS())
}

func (d *directory) who(id string, nowMS int64) (place.Who, error) {
	device, ok := d.devices[id]
	switch {
	case !ok:
		return place.Who{}, place.Refuse(place.Unauthenticated, "This device is not known here.")
	case device.Revoked:
		return place.Who{}, place.Refuse(place.DeviceRevoked, "This device was signed out for good.")
	}
	actor := d.actor(device.Member)
	return place.Who{Device: id, Actor: actor, Ended: d.members[device.Member].Ended(nowMS)}, nil
}

// Device looks a device up, revoked ones too; not_found.
func (s *Store) Device(id string) (place.Device, error) {
	device, ok := s.directory.Load().devices[id]
	if !ok {
		return device, place.Refuse(place.NotFound, "There is no such device.")
	}
	return s.inTouch(device)
}

// Devices lists all devices, by the time they were added.
func (s *Store) Devices(by place.Actor) ([]place.Device, error) {
	if err := by.Must(place.SeeDevices); err != nil {
		return nil, err
	}
	return s.devicesOf(func(place.Device) bool { return true })
}

func (s *Store) devicesOf(wanted func(place.Device) bool) ([]place.Device, error) {
	out := []place.Device{}
	for _, device := range s.directory.Load().devices {
		if !wanted(device) {
			continue
		}
		touched, err := s.inTouch(device)
		if err != nil {
			return nil, err
		}
		out = append(out, touched)
	}
	slices.SortFunc(out, func(a, b place.Device) int {
		return cmp.Or(cmp.Compare(a.Added, b.Added), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// inTouch adds what syncing knows of a device.
func (s *Store) inTouch(device place.Device) (place.Device, error) {
	var mark watermark
	err := s.view(func(v view) error {
		_, err := v.getJSON(thingKey(watermarkTable, device.ID), &mark)
		return err
	})
	device.LastSeen, device.Have = max(mark.Seen, s.contacts.of(device.ID).seen), mark.Have
	return device, err
}

// RevokeDevice ends a device for good, its live tokens and watches too.
func (s *Store) RevokeDevice(by place.Actor, id string) (place.Device, error) {
	return s.patchDevice(by, id, func(by place.Actor, _ place.Device) error { return by.Must(place.SeeDevices) }, s.revoke)
}

// revoke marks a device as ended.
func (s *Store) revoke(t *tx, device *place.Device) error {
	if device.Revoked {
		return nil
	}
	device.Revoked, device.RevokedAt = true, s.nowMS()
	t.unwatch = append(t.unwatch, device.Member)
	t.traceBy(t.directory().actor(t.acting), "", audit.Detail{Act: audit.SignedOut, Device: device.ID, Whom: device.Member})
	return nil
}

// patchDevice changes a device that an actor may change. Whoever may not learns
// nothing about what exists.
func (s *Store) patchDevice(by place.Actor, id string, may func(place.Actor, place.Device) error,
	patch func(*tx, *place.Device) error) (device place.Device, err error) {
	err = s.checked(by, func(t *tx, by place.Actor) error {
		found, known := t.directory().devices[id]
		if err := may(by, found); err != nil {
			return err
		}
		if !known {
			return place.Refuse(place.NotFound, "There is no such device.")
		}
		before := found
		if err := patch(t, &found); err != nil {
			return err
		}
		device = found
		if found != before {
			t.putDevice(found)
		}
		return nil
	})
	if err != nil {
		return device, err
	}
	return s.inTouch(device)
}

// UseJTI remembers durably that a device used an assertion's jti, until exp. A
// second use is unauthenticated. Where the disk has no room even for that, it is
// remembered in memory, so that phones can still sign in to read.
func (s *Store) UseJTI(device, jti string, exp time.Time) error {
	key := jtiKey(device, jti)
	// Badger counts lives in whole seconds, and clocks may be set back a little.
	life := time.Until(exp) + 10*time.Minute
	used := place.Refuse(place.Unauthenticated, "This assertion was used before.")
	if s.spent.used(key) {
		return used
	}
	err := s.commit(context.Background(), &job{count: 1, size: 100, small: true, run: func(t *tx) error {
		before, err := t.get(key)
		if err != nil {
			return err
		}
		if before != nil {
			return used
		}
		t.putFor(key, []byte{1}, life)
		return nil
	}})
	if !isLow(err) {
		return err
	}
	var before []byte
	if err := s.view(func(v view) (err error) { before, err = v.get(key); return err }); err != nil {
		return err
	}
	if now := time.Now(); before != nil || !s.spent.use(key, now, now.Add(life)) {
		return used
	}
	return nil
}
