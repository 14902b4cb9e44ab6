package api

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"alongside/server/place"
)

// thing is something that a route acts on, with what the policy needs to know of it.
type thing struct {
	name   string   // what it is, for a failure
	id     string   // in the path, or under field in the body
	field  string   // of the body; empty where the id is in the path
	member string   // whose it is
	teams  []string // that it belongs to
	org    string
	person string
	device string // of theirs, where the path names one too
}

// everyone is a bed in which every role tries every route on every thing. Beside
// those of a bed there is own, the device of somebody recorded who has a page.
type everyone struct {
	*bed
	person string // in the circle of coach and the first team
	count  int
	wrote  int // changes of coach
}

func newEveryone(t *testing.T) *everyone {
	e := &everyone{bed: newBed(t)}
	e.person = e.recordedNext()
	e.phones["own"] = e.page("coach", e.person)
	e.members["own"] = place.Member{ID: e.phones["own"].member, Role: place.Person, Person: e.person}
	return e
}

// recordedNext is one more person in the circle of coach and the first team.
func (e *everyone) recordedNext() (id string) {
	e.t.Helper()
	id = newID()
	e.wrote++
	change := e.phones["coach"].write(e.wrote, "person:"+id, "person", id, m{"called": "PRIVATE TO the circle"})
	change["add"] = m{"circle": []string{"team:" + e.teams[0].ID, "member:" + e.members["coach"].ID}}
	e.phones["coach"].took(change)
	return id
}

// targets makes, for a route, things of every team and organisation. They are made
// anew for each asking, since some acts end them.
func (e *everyone) targets(route string) ([]thing, bool) {
	path := strings.SplitN(route, " ", 2)[1]
	switch {
	case strings.HasPrefix(path, "/v1/devices/:id"), strings.HasPrefix(path, "/v1/admin/devices/:id"):
		return e.eachMember(func(name string) thing {
			phone := e.join(e.code(name))
			return thing{name: "a device of " + name, id: phone.id, member: phone.member}
		}), true
	case path == "/v1/orgs/:id", path == "/v1/admin/orgs/:id":
		return e.eachTeam(func(i int) thing {
			return thing{name: "organisation " + fmt.Sprint(i), id: e.orgs[i].ID, org: e.orgs[i].ID}
		}), true
	case path == "/v1/admin/teams/:id":
		return e.eachTeam(func(i int) thing { return thing{name: "team " + fmt.Sprint(i), id: e.teams[i].ID} }), true
	case path == "/v1/admin/members/:id":
		return e.eachTeam(func(i int) thing {
			to := e.newcomer(1-i, "")
			to.name, to.teams = "a coach to be added to team "+fmt.Sprint(i), []string{e.teams[i].ID}
			return to
		}), true
	case path == "/v1/admin/invites":
		return e.eachTeam(func(i int) thing { return e.newcomer(i, "member") }), true
	case path == "/v1/admin/members":
		return e.eachTeam(func(i int) thing {
			return thing{name: "a coach for team " + fmt.Sprint(i), teams: []string{e.teams[i].ID}}
		}), true
	case strings.HasPrefix(path, "/v1/own/"):
		return []thing{{name: "oneself", member: "asking"}}, true
	case slices.Contains(ofThePlace, path), path == "/v1/admin/requests":
		return []thing{{name: "the place"}}, true
	case slices.Contains(ofOneself, path):
		return []thing{{name: "oneself", member: "asking"}}, true
	}
	return e.people(route, path)
}

// people makes those things that are about somebody recorded.
func (e *everyone) people(route, path string) ([]thing, bool) {
	switch {
	case slices.Contains(ofTheirs, path):
		return []thing{{name: "whoever is theirs", person: "theirs"}}, true
	case path == "/v1/people/:id/seen":
		return []thing{{name: "a person", id: e.person, person: e.person}, {name: "nobody", id: newID(), person: "nobody"}}, true
	case path == "/v1/admin/openings", path == "/v1/admin/inquiries":
		return []thing{{name: "a person", id: e.person, field: "person", person: e.person}}, true
	case slices.Contains(askedElsewhere, route):
		return nil, true
	case route == "DELETE /v1/people/:id/link":
		id := e.recordedNext()
		e.page("coach", id)
		return []thing{{name: "a person with a page", id: id, person: id}, {name: "nobody", id: newID(), person: "nobody"}}, true
	case path == "/v1/people/:id/link/devices/:device":
		return []thing{{name: "a person's own device", id: e.person, person: e.person, device: e.phones["own"].id}}, true
	case path == "/v1/admin/requests/:id/steps":
		asked, err := e.store.AskFor(place.Actor{Member: e.members["own"].ID, Role: place.Person, Person: e.person}, e.person, place.AskOther, "PRIVATE")
		must(e.t, err)
		return []thing{{name: "a request", id: asked.ID}}, true
	case strings.HasPrefix(path, "/v1/people/:id/"):
		return []thing{{name: "a person", id: e.person, person: e.person}}, true
	}
	return nil, false
}

// ofThePlace are the routes that are about the place as a whole, ofOneself those
// that say nothing but of whoever asks, ofTheirs those that say of people in whose
// circle they are.
var (
	ofThePlace = []string{"/v1/admin/orgs", "/v1/admin/teams", "/v1/admin/devices", "/v1/admin/unattended", "/v1/admin/releases",
		"/v1/figures", "/v1/figures/:table", "/v1/ledger", "/v1/ledger/pots", "/v1/ledger/:id", "/v1/audit/head",
		"/v1/conversations", "/v1/admin/erasures", "/v1/admin/erasures/preview", "/v1/letters/:quarter", "/v1/stories",
		"/v1/admin/retention", "/v1/admin/retention/preview", "/v1/admin/retention/confirm"}
	ofTheirs  = []string{"/v1/people/due"}
	ofOneself = []string{"/v1/me", "/v1/figures/own", "/v1/directory", "/v1/devices", "/v1/devices/invites"}
)

func (e *everyone) eachMember(make func(name string) thing) (out []thing) {
	for _, name := range slices.Sorted(maps.Keys(e.members)) {
		out = append(out, make(name))
	}
	return out
}

func (e *everyone) eachTeam(make func(i int) thing) []thing { return []thing{make(0), make(1)} }

// newcomer is a coach of a team who has not joined yet.
func (e *everyone) newcomer(i int, field string) thing {
	e.count++
	member, err := e.store.CreateMember(place.Host, fmt.Sprint("Newcomer ", e.count), place.Coach, []string{e.teams[i].ID})
	must(e.t, err)
	return thing{name: "a newcomer to team " + fmt.Sprint(i), id: member.ID, field: field, member: member.ID, teams: member.Teams}
}

// is works out a relation anew, by other means than the server.
func (e *everyone) is(who string, as place.Relation, to thing) bool {
	m := e.members[who]
	inOrg := func(i int) bool { return e.orgs[i].ID == to.org && slices.Contains(m.Teams, e.teams[i].ID) }
	switch as {
	case place.OfPlace:
		return true
	case place.OwnSelf:
		return to.member == m.ID || to.member == "asking"
	case place.OwnTeam:
		return len(to.teams) > 0 && !slices.ContainsFunc(to.teams, func(t string) bool { return !slices.Contains(m.Teams, t) })
	case place.OwnOrg:
		return inOrg(0) || inOrg(1)
	case place.InCircle:
		return to.person == "theirs" || to.person != "" && to.person != "nobody" && (who == "coach" || slices.Contains(m.Teams, e.teams[0].ID))
	case place.Themself:
		return to.member == "asking" || to.person != "" && to.person == m.Person
	case place.BreakGlass: // the steward was let in at the openings, which come before
		return to.person == e.person && who == "steward"
	}
	return false
}

// may says what the policy comes to for one of us, one route and one thing.
func (e *everyone) may(who string, acts []place.Act, to thing) bool {
	return slices.ContainsFunc(acts, func(act place.Act) bool {
		return slices.ContainsFunc(place.Policy, func(r place.Rule) bool {
			return r.Do == act.Do && r.To == act.To && r.As == act.As && slices.Contains(r.Roles, e.members[who].Role)
		}) && e.is(who, act.As, to)
	})
}

// body has something for every route: what a route does not ask for it passes over.
func (e *everyone) body(route string, to thing) m {
	body := m{"name": "A new name", "share_figures": true, "org": e.orgs[0].ID, "role": "coach", "teams": to.teams, "quarter": "2020-Q1",
		"scope": "person:" + newID(), "member": e.members["other"].ID, "reason": "Somebody rang and fears for them", "minutes": 5, "kind": "copy", "words": "Done."}
	if strings.HasPrefix(route, "PATCH /v1/admin/members/") { // all that a coach may do: add to a team
		return m{"teams": []string{e.teams[0].ID, e.teams[1].ID}}
	}
	if to.teams == nil {
		delete(body, "teams")
	}
	if to.field != "" {
		body[to.field] = to.id
	}
	return body
}

// TestEveryoneTriesEverything lets every role call every route with the id of
// everything, of their own and of every other team and organisation, and holds what
// is answered against the policy. A route that is added wants its things named.
func TestEveryoneTriesEverything(t *testing.T) {
	e := newEveryone(t)
	tried, refused := 0, 0
	for _, one := range e.server.signedRoutes() {
		route := one.method + " " + one.path
		if _, known := e.targets(route); !known {
			t.Errorf("%s: nobody said what it is about", route)
			continue
		}
		for _, who := range append([]string{"own"}, everybody...) {
			things, _ := e.targets(route)
			for _, to := range things {
				tried++
				if !e.tries(who, route, one, to) {
					refused++
				}
			}
		}
	}
	if tried < 500 || refused < 300 {
		t.Errorf("%d were tried and %d refused", tried, refused)
	}
}

// tries asks, and says whether it was let in.
func (e *everyone) tries(who, route string, one route, to thing) bool {
	e.t.Helper()
	id := cmp.Or(to.id, newID())
	path := strings.NewReplacer(":table", "attainment", ":quarter", "2020-Q1", ":device", to.device, ":id", id).Replace(one.path)
	var body any
	if one.method != "GET" {
		body = e.body(route, to)
	}
	got := e.call(one.method, path, e.phones[who].token, body)
	let := got.status != 403 && (to.id == "" || got.status != 404)
	if want := e.may(who, one.may, to); let != want || got.status >= 500 || got.status == 401 {
		e.t.Errorf("%s, %s, %s: %v, and the policy says %v", who, route, to.name, got, want)
	}
	if !let && (strings.Contains(string(got.body), "PRIVATE") || to.id != "" && strings.Contains(string(got.body), to.id)) {
		e.t.Errorf("%s, %s, %s: the refusal tells of it: %v", who, route, to.name, got)
	}
	return let
}
