package judge

import (
	"math"
	"slices"
	"strings"

	"alongside/schema"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// never is when a grant ends that has not ended.
const never = math.MaxInt64

// check parks a change that is not valid whoever sends it.
func (b *bench) check(scope string, c merge.Change) *Outcome {
	if _, _, ok := place.SplitScope(scope); !ok {
		return parked(place.Invalid, "There is no such scope.",
			wire.Problem{Path: "scope", Code: "unknown", Detail: "is not the name of a scope"})
	}
	if c.At.Device() != b.Batch.Device {
		return parked(place.Invalid, "The stamp is another device's.",
			wire.Problem{Path: "at", Code: "wrong_device", Detail: "must end with the device's own id"})
	}
	found := schema.Validate(scope, c, b.Newer)
	if len(found) == 0 {
		return nil
	}
	problems := make([]wire.Problem, len(found))
	for i, p := range found {
		problems[i] = wire.Problem{Path: dotted(p.Path), Code: p.Code, Detail: p.Detail}
	}
	return parked(place.Invalid, problems[0].Detail, problems...)
}

// dotted writes the schema's JSON pointer as the protocol writes paths:
// /set/went_on/0/what becomes set.went_on[0].what.
func dotted(pointer string) string {
	var out strings.Builder
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		part = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
		switch {
		case strings.Trim(part, "0123456789") == "":
			out.WriteString("[" + part + "]")
		case out.Len() > 0:
			out.WriteString("." + part)
		default:
			out.WriteString(part)
		}
	}
	return out.String()
}

func parked(code place.Code, detail string, problems ...wire.Problem) *Outcome {
	outcome := park(code, detail, problems...)
	return &outcome
}

// mayWrite parks a change of somebody who may not write there, or no longer
// could when they wrote it.
func (b *bench) mayWrite(scope string, head Scope, known bool, c merge.Change) *Outcome {
	switch {
	case c.Kind == place.OpenedKind:
		return parked(place.ScopeDenied, "Only the server writes down that a record was opened.",
			wire.Problem{Path: "kind", Code: "servers_own", Detail: "is written by the server alone"})
	case c.Kind == "pot_entry" && c.Set["forgotten"] != nil:
		return parked(place.ScopeDenied, "Only the server writes down what was spent on somebody who was erased.",
			wire.Problem{Path: "set.forgotten", Code: "servers_own", Detail: "is written by the server alone"})
	case b.inTime(b.grantEnd(place.Write, scope, head, known), c), b.mends(scope, head, known, c):
		return nil
	case b.inTime(b.grantEnd(place.Say, scope, head, known), c):
		return b.notTheirs(scope, c)
	}
	return parked(place.ScopeDenied, "You cannot write here.")
}

// inTime says whether a change was written before its author's leave, and their
// time in the place, ended, and came soon enough after that.
func (b *bench) inTime(end int64, c merge.Change) bool {
	if b.Author.EndsAt != 0 && b.Author.EndsAt <= b.NowMS {
		end = min(end, b.Author.EndsAt)
	}
	judged := max(c.At.MS(), b.device.Contact)
	return end == never || judged < end && b.NowMS-end <= GraceMS
}

// grantEnd is when the author's leave to do something in a scope ended: never if it
// has not, 0 if there was none. It is the latest end of all that the policy asks for.
func (b *bench) grantEnd(do place.Action, scope string, head Scope, known bool) int64 {
	kind, id, _ := place.SplitScope(scope)
	role := b.Author.Role
	if kind.HasCircle() && !known {
		return when(do == place.Write && role.May(place.Act{Do: place.Start, To: kind, As: place.Nobodys}))
	}
	end := int64(0)
	for _, as := range role.As(do, kind) {
		end = max(end, b.relationEnd(as, id, scope, head))
	}
	return end
}

// relationEnd is when the author stopped being that to a scope.
func (b *bench) relationEnd(as place.Relation, id, scope string, head Scope) int64 {
	switch as {
	case place.OfPlace:
		return never
	case place.OwnSelf:
		return when(id == b.Author.ID)
	case place.OwnTeam:
		return b.teamEnd(id)
	case place.Themself:
		return when(id == b.Author.Person)
	case place.InCircle:
		return b.circleEnd(scope, head)
	}
	return 0
}

func when(granted bool) int64 {
	if granted {
		return never
	}
	return 0
}

// teamEnd is when the author stopped belonging to a team.
func (b *bench) teamEnd(team string) int64 {
	switch {
	case !b.TeamExists(team):
		return 0
	case slices.Contains(b.Author.Teams, team):
		return never
	}
	return b.Author.Left[team]
}

// circleEnd is the latest end of all the ways in which a circle holds or held
// the author: by themselves, or by a team that they are or were in.
func (b *bench) circleEnd(scope string, head Scope) int64 {
	if slices.Contains(head.Circle, place.MemberActor(b.Author.ID)) {
		return never // the usual case: how else they belonged needs no looking up
	}
	end := b.actorEnd(place.MemberActor(b.Author.ID), scope, head)
	if kind, _, _ := place.SplitScope(scope); !kind.HoldsTeams() {
		return end
	}
	for _, team := range b.Author.Teams {
		end = max(end, b.actorEnd(place.TeamActor(team), scope, head))
	}
	for team, left := range b.Author.Left {
		end = max(end, min(left, b.actorEnd(place.TeamActor(team), scope, head)))
	}
	return end
}

// actorEnd is when a circle stopped holding an actor.
func (b *bench) actorEnd(actor, scope string, head Scope) int64 {
	if slices.Contains(head.Circle, actor) {
		return never
	}
	end := b.EndedAt(actor, scope)
	for _, grant := range b.verdict.Writes.Grants {
		if grant.Actor == actor && grant.Scope == scope && grant.Ended != 0 {
			end = grant.Ended
		}
	}
	return end
}

// mends says whether a steward adds somebody to a circle that has nobody left.
func (b *bench) mends(scope string, head Scope, known bool, c merge.Change) bool {
	onlyCircle := len(c.Add) == 1 && len(c.Add["circle"]) > 0 &&
		len(c.Set) == 0 && len(c.Over) == 0 && len(c.Drop) == 0
	return known && onlyCircle && isCircleRecord(scope, c) &&
		b.Author.Role.May(place.TendCircles) && !b.Attended(head.Circle, b.NowMS)
}

// isCircleRecord says whether the change is to the record that names a scope's circle.
func isCircleRecord(scope string, c merge.Change) bool {
	kind, id, _ := place.SplitScope(scope)
	return kind.HasCircle() && c.Kind == string(kind) && c.ID == id
}

// found starts a scope by an entry of the server's own, just below the change
// that came first: the record that bears its circle, with the author in it.
func (b *bench) found(scope string, first hlc.Stamp) {
	kind, id, _ := place.SplitScope(scope)
	if !kind.HasCircle() {
		return
	}
	actor := place.MemberActor(b.Author.ID)
	c := merge.Change{Kind: string(kind), ID: id, At: justBelow(first, b.Server),
		Add: map[string][]string{"circle": {actor}}}
	record := merge.Record{Kind: c.Kind, ID: id}
	merge.Apply(b.Rules, &record, c)
	server, ok := b.verdict.Writes.Devices[b.Server]
	if !ok {
		server = b.State.Device(b.Server)
	}
	server.Have++
	server.At = max(server.At, c.At)
	b.verdict.Writes.Devices[b.Server] = server
	b.append(scope, b.Server, server.Have, c, Entry{After: record})
	b.regrant(scope, []string{actor}, c.At)
}

func justBelow(at hlc.Stamp, device string) hlc.Stamp {
	if at.Counter() > 0 {
		return hlc.Make(at.MS(), at.Counter()-1, device)
	}
	return hlc.Make(at.MS()-1, math.MaxUint16, device)
}

// regrant notes who came into and went out of a circle.
func (b *bench) regrant(scope string, circle []string, at hlc.Stamp) {
	s, _ := b.scope(scope)
	for _, actor := range circle {
		if !slices.Contains(s.Circle, actor) {
			b.grant(Grant{Actor: actor, Scope: scope})
		}
	}
	for _, actor := range s.Circle {
		if !slices.Contains(circle, actor) {
			b.grant(Grant{Actor: actor, Scope: scope, Ended: max(at.MS(), 1)})
		}
	}
	s.Circle = circle
	b.verdict.Writes.Scopes[scope] = s
}

func (b *bench) grant(g Grant) {
	b.verdict.Writes.Grants = append(b.verdict.Writes.Grants, g)
}
