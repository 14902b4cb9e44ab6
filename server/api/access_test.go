package api

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"alongside/schema"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
)

// openRoutes are the only ones below /v1 that answer anybody.
var openRoutes = []string{"POST /v1/csp-reports", "POST /v1/devices", "POST /v1/token", "GET /v1/jwks"}

// TestNothingWithoutAToken asks every route that there is, as nobody and with
// tokens that nobody was given. A route that is added is asked too.
func TestNothingWithoutAToken(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	asked := 0
	for _, route := range b.server.fiber.GetRoutes(true) {
		name := route.Method + " " + route.Path
		if !strings.HasPrefix(route.Path, "/v1/") || route.Method == "HEAD" || slices.Contains(openRoutes, name) {
			continue
		}
		asked++
		path := strings.NewReplacer(":id", newID(), ":table", "attainment").Replace(route.Path)
		for what, token := range map[string]string{"no token": "", "rubbish": "x.y.z", "an assertion": coach.assert(nil),
			"a token with another end": coach.token[:len(coach.token)-4] + "AAAA"} {
			got := b.call(route.Method, path, token, m{})
			if got.status != 401 || got.text("code") != "unauthenticated" {
				t.Errorf("%s with %s: %v", name, what, got)
			}
		}
	}
	for _, route := range b.server.signedRoutes() {
		if len(route.may) == 0 {
			t.Errorf("%s %s: nobody decided who may", route.method, route.path)
		}
	}
	if asked < 25 {
		t.Errorf("only %d routes were asked", asked)
	}
}

// ward is a bed with something private in every kind of scope.
type ward struct {
	*bed
	scopes  map[string]string   // by what it is
	readers map[string][]string // names, by scope
	writers map[string][]string
	n       map[string]int
}

var everybody = []string{"steward", "coach", "peer", "other", "commissioner", "auditor", "person"}

// all are everybody, and somebody recorded on a device of their own.
func (w *ward) all() []string { return append([]string{"own"}, everybody...) }

func newWard(t *testing.T) *ward {
	w := &ward{bed: newBed(t), scopes: map[string]string{}, readers: map[string][]string{}, writers: map[string][]string{},
		n: map[string]int{}}
	team := "team:" + w.teams[0].ID
	w.has("one coach's person", "person:"+newID(), "coach")
	w.has("a team's person", "person:"+newID(), "coach", "peer")
	w.has("what one coach was told", "between:"+newID(), "coach")
	w.has("the team", team, "coach", "peer")
	w.has("the other team", "team:"+w.teams[1].ID, "other")
	for _, name := range everybody {
		w.has(name+"'s own", "self:"+w.members[name].ID, name)
	}
	w.has("the place", "place", everybody[:6]...)
	w.writers["place"] = []string{"coach", "peer", "other", "steward"}
	for what, scope := range w.scopes {
		kind, id, _ := strings.Cut(scope, ":")
		author := w.writers[scope][0]
		set, add := m{}, m{}
		switch what {
		case "a team's person":
			// Being named in a circle makes nobody a coach.
			set["called"], add["circle"] = marker(scope), []string{team, w.actor("steward"), w.actor("commissioner"), w.actor("person")}
		case "one coach's person":
			set["called"] = marker(scope)
		case "what one coach was told":
			set["about"] = newID()
		default:
			continue
		}
		change := w.next(author, scope, kind, id, set)
		change["add"] = add
		w.sends(author, change)
	}
	for scope := range w.readers {
		kind, value := "reflection", m{"learnt": marker(scope)}
		switch strings.Split(scope, ":")[0] {
		case "person":
			kind, value = "visit", m{"story": marker(scope)}
		case "between":
			kind, value = "concern", m{"words": marker(scope)}
		}
		author := w.writers[scope][0]
		w.sends(author, w.next(author, scope, kind, newID(), value))
	}
	w.ownPage(w.scopes["a team's person"])
	return w
}

// ownPage gives the person of a scope a device of their own.
func (w *ward) ownPage(scope string) {
	own := w.page("coach", strings.TrimPrefix(scope, "person:"))
	w.phones["own"], w.members["own"] = own, place.Member{ID: own.member}
	w.readers[scope] = append(w.readers[scope], "own")
	w.has("their own notes", "self:"+own.member, "own")
	w.sends("own", w.next("own", "self:"+own.member, "reflection", newID(), m{"learnt": marker("self:" + own.member)}))
}

func (w *ward) has(what, scope string, who ...string) {
	w.scopes[what], w.readers[scope], w.writers[scope] = scope, who, who
}

func (w *ward) actor(name string) string { return "member:" + w.members[name].ID }

func marker(scope string) string { return "PRIVATE TO " + scope }

func (w *ward) next(name, scope, kind, id string, set m) m {
	w.n[name]++
	return w.phones[name].write(w.n[name], scope, kind, id, set)
}

// sends pushes one change, which must be taken.
func (w *ward) sends(name string, change m) {
	w.t.Helper()
	if parked := w.phones[name].round(m{}, change)["parked"].([]any); len(parked) > 0 {
		w.t.Fatalf("%s: %v: %v", name, change, parked)
	}
}

// TestNobodyReadsWhatIsNotTheirs lets everybody ask for everything, by sync and by
// every other route, and looks for words that are not theirs to read.
func TestNobodyReadsWhatIsNotTheirs(t *testing.T) {
	w := newWard(t)
	cursors := m{}
	for scope := range w.readers {
		cursors[scope] = 0
	}
	for _, name := range w.all() {
		p := w.phones[name]
		for what, asked := range map[string]m{"naming all": cursors, "naming none": {}} {
			got := w.call("POST", "/v1/sync", p.token, m{"protocol": 1, "device": p.id, "pull": m{"cursors": asked, "max_bytes": 1 << 20}})
			w.shows(name, "a round "+what, got, true)
			w.names(name, got.object(), len(asked) > 0)
		}
		for _, route := range w.server.fiber.GetRoutes(true) {
			if route.Method != "GET" || !strings.HasPrefix(route.Path, "/v1/") || route.Path == "/v1/events" {
				continue
			}
			path := strings.NewReplacer(":table", "attainment").Replace(route.Path)
			w.shows(name, path, w.call("GET", path, p.token, nil), false)
		}
	}
	for scope := range w.readers {
		w.saysNothing(scope)
	}
}

// shows looks for the markers in an answer.
func (w *ward) shows(name, what string, got reply, all bool) {
	w.t.Helper()
	for scope, readers := range w.readers {
		mine := slices.Contains(readers, name)
		if shown := strings.Contains(string(got.body), marker(scope)); shown && !mine || !shown && mine && all {
			w.t.Errorf("%s, %s: shows %s: %v", name, what, scope, shown)
		}
	}
}

// names checks which scopes a round hands out, and which of those asked for are
// told to be dropped.
func (w *ward) names(name string, reply m, asked bool) {
	w.t.Helper()
	var parts, mine, others []string
	for _, part := range reply["scopes"].([]any) {
		parts = append(parts, part.(m)["scope"].(string))
	}
	for scope, readers := range w.readers {
		if slices.Contains(readers, name) {
			mine = append(mine, scope)
		} else {
			others = append(others, scope)
		}
	}
	slices.Sort(mine)
	slices.Sort(others)
	if !slices.Equal(slices.Sorted(slices.Values(parts)), mine) {
		w.t.Errorf("%s gets %v, not %v", name, parts, mine)
	}
	var dropped []string
	for _, scope := range reply["dropped"].([]any) {
		dropped = append(dropped, scope.(string))
	}
	if asked && !slices.Equal(dropped, others) {
		w.t.Errorf("%s is told to drop %v, not %v", name, dropped, others)
	}
}

// TestNobodyWritesWhatIsNotTheirs lets everybody write every kind of record that
// the schema has into every scope that may hold it.
func TestNobodyWritesWhatIsNotTheirs(t *testing.T) {
	w := newWard(t)
	written := 0
	for _, kind := range schema.Kinds() {
		for _, scope := range slices.Sorted(maps.Keys(w.writers)) {
			of, id, _ := strings.Cut(scope, ":")
			if !slices.Contains(kind.Scopes, of) {
				continue
			}
			for _, name := range w.all() {
				record := newID()
				if kind.Name == of {
					record = id
				}
				field, value := sample(t, w.phones[name].id, of, kind)
				change := w.next(name, scope, kind.Name, record, m{field: value})
				w.judged(name, scope, kind.Name, field, w.phones[name].round(m{}, change))
				written++
			}
		}
	}
	if written < 500 {
		t.Errorf("only %d were tried", written)
	}
}

// says says whether the person of a scope may write a field of a kind, with nothing
// beside it that says whose words it is.
func (w *ward) says(name, scope, kind, field string) bool {
	said := place.Theirs[kind]
	return name == "own" && scope == w.scopes["a team's person"] && slices.Contains(said.Fields, field) && len(said.Voice) == 0
}

func (w *ward) judged(name, scope, kind, field string, reply m) {
	w.t.Helper()
	code := "taken"
	if parked := reply["parked"].([]any); len(parked) > 0 {
		code = parked[0].(m)["code"].(string)
	}
	want := "scope_denied"
	if slices.Contains(w.writers[scope], name) && kind != place.OpenedKind || w.says(name, scope, kind, field) {
		want = "taken"
	}
	if code != want {
		w.t.Errorf("%s writes a %s into %s: %s, not %s", name, kind, scope, code, want)
	}
}

// sample is some field of a kind with a value that is valid for it.
func sample(t *testing.T, device, scope string, kind schema.Kind) (string, any) {
	t.Helper()
	for _, field := range kind.Fields {
		for _, value := range []any{"x", "2026-01-02", newID(), true} {
			c := merge.Change{Kind: kind.Name, ID: newID(), At: hlc.Make(1, 1, device), Set: map[string]any{field.Name: value}}
			if field.Name != "gone" && len(schema.Validate(scope, c, false)) == 0 {
				return field.Name, value
			}
		}
	}
	t.Fatal(fmt.Sprint("no sample of ", kind.Name))
	return "", nil
}
