package store

import (
	"alongside/schema"
	"alongside/server/judge"
	"alongside/server/place"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// AddToCircle adds a coach to the circle of a scope that is unattended, by an
// entry of the server's own.
func (s *Store) AddToCircle(by place.Actor, scope, member string) error {
	return s.checked(by, func(t *tx, by place.Actor) error {
		if err := by.Must(place.TendCircles); err != nil {
			return err
		}
		h, err := t.unattended(scope)
		if err != nil {
			return err
		}
		m, ok := t.directory().members[member]
		if !ok || m.Role != place.Coach || m.Ended(s.nowMS()) {
			return place.Faulty(place.Problem{Path: "/member", Code: "unknown", Detail: "is not a coach of this place"})
		}
		return t.addByServer(scope, h, place.MemberActor(member))
	})
}

func (t *tx) unattended(scope string) (*head, error) {
	kind, _, ok := place.SplitScope(scope)
	if !ok || !kind.HasCircle() {
		return nil, place.Faulty(place.Problem{Path: "/scope", Code: "unknown", Detail: "is not a scope with a circle"})
	}
	h := t.head(scope)
	switch {
	case h == nil || h.Erased != 0:
		return nil, place.Refuse(place.NotFound, "There is no such scope.")
	case t.directory().attended(h.Circle, t.store.nowMS()):
		return nil, place.Refuse(place.Forbidden, "The people who can see this choose who else can.")
	}
	return h, nil
}

// addByServer logs one add to a circle under the server's own device id.
func (t *tx) addByServer(scope string, h *head, actor string) error {
	kind, id, _ := place.SplitScope(scope)
	c := merge.Change{Kind: string(kind), ID: id, At: t.serverStamp(h), Add: map[string][]string{"circle": {actor}}}
	return t.logByServer(scope, h, c, []judge.Grant{{Actor: actor, Scope: scope}})
}

// logByServer logs a change under the server's own device id, with the grants that
// it makes. An erased scope takes nothing. Errors: not_found.
func (t *tx) logByServer(scope string, h *head, c merge.Change, grants []judge.Grant) error {
	if h.erased() {
		return place.Refuse(place.NotFound, "What was kept here has been erased.")
	}
	before, _, existed, err := t.record(h, scope, c.Kind, c.ID)
	if err != nil {
		return err
	}
	if !existed {
		before = merge.Record{Kind: c.Kind, ID: c.ID}
	}
	after := before.Clone()
	merge.Apply(schema.Rules(), &after, c)
	circle := h.Circle
	if len(grants) > 0 {
		circle = after.Members("circle")
	}
	mark := t.watermark(t.store.server)
	device := judge.Device{Have: mark.Have + 1, At: max(mark.At, c.At), Ahead: mark.Ahead}
	digest := wire.DigestAdd(h.Digest, t.store.server, device.Have, string(c.At))
	t.write(t.store.nowMS(), &judge.Writes{
		Devices: map[string]judge.Device{t.store.server: device},
		Scopes:  map[string]judge.Scope{scope: {Seq: h.Seq + 1, Digest: digest, Max: c.At, Circle: circle}},
		Records: map[judge.RecordName]merge.Record{{Scope: scope, Kind: c.Kind, ID: c.ID}: after},
		Grants:  grants,
		Entries: []judge.Entry{{Scope: scope, Seq: h.Seq + 1, Device: t.store.server, N: device.Have,
			Change: c, Digest: digest, Before: before, After: after, Existed: existed}},
	})
	return t.failed
}
