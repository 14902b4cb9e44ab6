package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"alongside/schema"
	"alongside/server/judge"
	"alongside/server/place"
	"alongside/sync/wire"
)

// Sync does one round for the device that the token names: it takes what is
// relayed, then the push, then answers the pull. Errors: wrong_device, device_revoked, unauthenticated,
// invalid, device_forked with Extra {"n": first such n}.
func (s *Store) Sync(ctx context.Context, device string, req wire.Request) (wire.Reply, error) {
	return s.SyncAt(ctx, s.opts.Now(), device, req)
}

// SyncAt is Sync at a time of the caller's choosing; it backfills history.
func (s *Store) SyncAt(ctx context.Context, now time.Time, device string, req wire.Request) (wire.Reply, error) {
	nowMS := now.UnixMilli()
	if req.Device != device {
		return wire.Reply{}, place.Refuse(place.WrongDevice, "The round is another device's than the token.")
	}
	who, err := s.directory.Load().who(device, nowMS)
	if err != nil {
		return wire.Reply{}, err
	}
	sends := len(req.Push)+len(req.Relay) > 0
	named := s.erasedIn(req)
	foreign := req.Epoch != "" && req.Epoch != s.epoch
	if who.Ended && !sends && !foreign { // in another history all may have been sent, and be lost in this one
		return wire.Reply{}, place.Refuse(place.DeviceRevoked, "This member's time here has ended.")
	}
	if foreign { // it has first to learn what this history holds of it
		req.Push, req.Relay = nil, nil
	}
	relayed, err := s.takeRelay(ctx, nowMS, device, req.Relay)
	if err != nil {
		return wire.Reply{}, err
	}
	verdict, err := s.take(ctx, nowMS, device, req)
	if err != nil {
		return wire.Reply{}, err
	}
	if err := s.finishFound(); err != nil {
		return wire.Reply{}, err
	}
	s.contacts.touch(device, nowMS, !sends && !foreign)
	reply := wire.Reply{Epoch: s.epoch, Schema: schema.Version,
		Erased: named, Restamped: verdict.Restamped, Parked: verdict.Parked, Relayed: relayed}
	var gifts []string
	err = s.view(func(v view) error {
		gifts, err = v.answer(&reply, device, nowMS, req.Pull, foreign)
		return err
	})
	if err == nil {
		err = s.given(nowMS, who, gifts)
	}
	return reply, err
}

// take commits the push.
func (s *Store) take(ctx context.Context, nowMS int64, device string, req wire.Request) (judge.Verdict, error) {
	if len(req.Push) == 0 {
		return judge.Verdict{}, nil
	}
	p := s.newPush(nowMS, device, req)
	err := s.commit(ctx, p.job())
	return p.verdict, err
}

// answer fills in what the device may know by now, and lists the scopes that it is
// given from their beginning.
func (v view) answer(reply *wire.Reply, device string, nowMS int64, pull *wire.Pull, foreign bool) (gifts []string, err error) {
	var mark watermark
	if _, err := v.getJSON(thingKey(watermarkTable, device), &mark); err != nil {
		return nil, err
	}
	reply.Have, reply.Stable = mark.Have, v.store.stable(mark)
	if pull == nil {
		return nil, nil
	}
	who, err := v.store.directory.Load().who(device, nowMS)
	if err != nil {
		return nil, err
	}
	p := puller{view: v, reply: reply, cursors: pull.Cursors, marks: pull.Snapshots, foreign: foreign, room: pullRoom(pull.MaxBytes)}
	if !who.Ended {
		if p.readable, err = v.readable(who.Actor); err != nil {
			return nil, err
		}
	}
	if err := p.run(); err != nil {
		return nil, err
	}
	for i := range reply.Scopes {
		if p.begins(&reply.Scopes[i], device) {
			gifts = append(gifts, reply.Scopes[i].Scope)
		}
	}
	v.store.seals(reply, who.Actor)
	return gifts, nil
}

// erasedIn lists the scopes that a round names and that were erased, sorted: the
// device is told for as long as it names them.
func (s *Store) erasedIn(req wire.Request) []string {
	names := map[string]bool{}
	note := func(scope string) {
		if s.erased(scope) {
			names[scope] = true
		}
	}
	for i := range req.Push {
		note(req.Push[i].Scope)
		if source, is := req.Push[i].Set["source"].(string); is {
			from, _, _ := strings.Cut(source, "/")
			note(from)
		}
	}
	for i := range req.Relay {
		note(req.Relay[i].Scope)
	}
	if req.Pull != nil {
		for scope := range req.Pull.Cursors {
			note(scope)
		}
		for _, scope := range req.Pull.Holds {
			note(scope)
		}
	}
	return slices.Sorted(maps.Keys(names))
}
