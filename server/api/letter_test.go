package api

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"alongside/server/store"
)

// shelf is a ward with a story in it.
type shelf struct {
	*ward
	scope, person, story string
}

func newShelf(t *testing.T) *shelf {
	s := &shelf{ward: newWard(t), story: newID()}
	s.scope = s.scopes["a team's person"]
	s.person = strings.TrimPrefix(s.scope, "person:")
	s.writes("person", s.person, m{"called": "Wilhelmina Zed"})
	s.writes("story", s.story, m{"words": "Wilhelmina lit the lamp.", "what_it_teaches": "Ask wilhelmina first."})
	return s
}

func (s *shelf) writes(kind, id string, set m) {
	s.sends("coach", s.next("coach", s.scope, kind, id, set))
}

func (s *shelf) says(given bool, day string, more m) string {
	id := newID()
	set := m{"to": "story", "story": s.story, "whom": "commissioner", "given": given, "by": s.scope, "how": "own_hand", "on": day}
	for name, value := range more {
		set[name] = value
	}
	s.writes("consent", id, set)
	return id
}

func (s *shelf) read() ([]store.SharedStory, []byte) {
	s.t.Helper()
	got := s.call("GET", "/v1/stories", s.phones["commissioner"].token, nil)
	var out struct{ Items []store.SharedStory }
	if got.status != 200 || json.Unmarshal(got.body, &out) != nil {
		s.t.Fatalf("stories: %v", got)
	}
	if got.header.Get("Cache-Control") != "no-store" {
		s.t.Errorf("stories may be kept: %q", got.header.Get("Cache-Control"))
	}
	return out.Items, got.body
}

func (s *shelf) shows(what string, want bool) {
	s.t.Helper()
	if list, _ := s.read(); len(list) == 1 != want {
		s.t.Errorf("%s: %d stories", what, len(list))
	}
}

func TestStoryIsReadUnderItsConsentAlone(t *testing.T) {
	s := newShelf(t)
	s.shows("nobody was asked", false)
	s.says(true, "2026-06-01", m{"whom": "team"})
	s.says(true, "2026-06-01", m{"to": "share"})
	s.says(true, "2026-06-01", m{"story": newID()})
	s.shows("a yes to something else", false)
	yes := s.says(true, "2026-06-01", nil)
	list, body := s.read()
	if len(list) != 1 || list[0].Words[0] != "[…] lit the lamp." || list[0].Teaches[0] != "Ask […] first." ||
		list[0].YesOn != "2026-06-01" || !list[0].OwnHand {
		t.Fatalf("%+v", list)
	}
	for _, never := range []string{s.person, "ilhelmina", "Zed", s.members["coach"].Name, s.members["coach"].ID} {
		if bytes.Contains(body, []byte(never)) {
			t.Errorf("%q leaves: %s", never, body)
		}
	}
	s.says(false, "2026-06-02", nil)
	s.shows("withdrawn", false)
	s.says(true, "2026-06-03", nil)
	s.shows("given again", true)
	s.says(false, "2026-05-01", nil) // by a phone with a calendar that is behind
	s.shows("withdrawn under an earlier day", false)
	s.says(true, "2026-06-04", nil)
	s.shows("given once more", true)
	s.writes("story", s.story, m{"words": "The lamp, and what her son did."})
	s.shows("other words than those agreed to", false)
	s.says(true, "2026-06-05", nil)
	s.shows("agreed to as well", true)
	s.says(true, "2026-06-06", m{"corrects": yes})
	s.says(false, "2026-06-07", nil)
	s.says(true, "2026-06-05", m{"corrects": yes})
	s.shows("a correction of an old yes", false)
}

func TestStoriesAreGoneWithWhatTheyAreOf(t *testing.T) {
	s := newShelf(t)
	s.says(true, "2026-06-01", nil)
	s.shows("a yes", true)
	s.writes("story", s.story, m{"gone": true})
	s.shows("a story taken away", false)
	s.writes("story", s.story, m{"gone": false})
	s.says(true, "2026-06-02", nil)
	s.shows("put back, and agreed to", true)
	s.writes("person", s.person, m{"gone": true})
	s.shows("a person taken away", false)
}

func TestErasedPersonHasNoStory(t *testing.T) {
	s := newShelf(t)
	s.says(true, "2026-06-01", nil)
	s.shows("a yes", true)
	got := s.call("POST", "/v1/admin/erasures", s.phones["steward"].token, m{"person": s.person, "reason": "They asked for it"})
	if got.status >= 300 {
		t.Fatalf("erasing: %v", got)
	}
	s.shows("erased", false)
}

func TestStoriesAreForCommissioners(t *testing.T) {
	b := newBed(t)
	for _, name := range everybody {
		want := 403
		if name == "commissioner" {
			want = 200
		}
		if got := b.call("GET", "/v1/stories", b.phones[name].token, nil); got.status != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestBarrierIsAnswered(t *testing.T) {
	w := newWard(t)
	barrier, commissioner := newID(), w.phones["commissioner"]
	w.sends("coach", w.next("coach", "place", "barrier", barrier, m{"what": "No bus", "asked_on": "2026-03-03"}))
	path := "/v1/barriers/" + barrier + "/answer"
	if got := w.call("POST", path, commissioner.token, m{"words": " A later bus from May. "}); got.status != 201 {
		t.Fatalf("%v", got)
	}
	asked := w.call("POST", "/v1/conversations", commissioner.token, m{"about": "figure:voices:2026-Q3", "words": "Why?"})
	question := asked.text("id")
	w.sends("coach", w.next("coach", "place", "contribution", newID(), m{"conversation": question, "words": "Because we asked", "by": w.actor("commissioner")}))
	for _, name := range []string{"commissioner", "coach"} {
		var out struct{ Items []store.Talk }
		got := w.call("GET", "/v1/conversations", w.phones[name].token, nil)
		if json.Unmarshal(got.body, &out) != nil || len(out.Items) != 2 {
			t.Fatalf("%v", got)
		}
		of := func(about string) store.Talk {
			return out.Items[slices.IndexFunc(out.Items, func(t store.Talk) bool { return t.About == about })]
		}
		bus := of("place/barrier/" + barrier)
		if len(bus.Answers) != 1 || bus.Answers[0].Words != "A later bus from May." ||
			bus.Answers[0].By.Name != w.members["commissioner"].Name || bus.Answers[0].Mine != (name == "commissioner") {
			t.Errorf("%s reads %+v", name, bus)
		}
		// A coach who writes somebody else's name is not believed, and speaks for their team.
		why := of("figure:voices:2026-Q3")
		if why.By.Name != w.members["commissioner"].Name || len(why.Answers) != 1 || why.Answers[0].By.Name != w.teams[0].Name {
			t.Errorf("%s reads %+v", name, why)
		}
	}
	kept := false
	for _, entry := range w.phones["coach"].pulled("place") {
		set, _ := entry["set"].(map[string]any)
		kept = kept || entry["kind"] == "contribution" && set["conversation"] == barrier && set["by"] == w.actor("commissioner")
	}
	if !kept {
		t.Error("the coach's phone does not get the answer")
	}
	for what, bad := range map[string]struct {
		id, words string
		status    int
	}{"no such barrier": {newID(), "a", 404}, "not an id": {"x", "a", 404}, "no words": {barrier, " ", 400}} {
		if got := w.call("POST", "/v1/barriers/"+bad.id+"/answer", commissioner.token, m{"words": bad.words}); got.status != bad.status {
			t.Errorf("%s: %v", what, got)
		}
	}
	if got := w.call("POST", path, w.phones["person"].token, m{"words": "a"}); got.status != 403 {
		t.Errorf("a person: %v", got)
	}
}

func TestLetterIsWhatWasFrozen(t *testing.T) {
	b := newBed(t)
	quarter, day := lastQuarter()
	phone := b.phones["coach"]
	for i := range 25 {
		phone.round(m{}, phone.someone(3*i+1, b.teams[0].ID, day, i%2 == 0)...)
	}
	if got := b.call("POST", "/v1/admin/releases", b.phones["steward"].token, m{"quarter": quarter}); got.status != 201 {
		t.Fatalf("%v", got)
	}
	commissioner := b.phones["commissioner"].token
	first := b.call("GET", "/v1/letters/"+quarter, commissioner, nil)
	var letter struct {
		Quarter, Release string
		Tables           map[string]map[string]json.RawMessage
	}
	if first.status != 200 || json.Unmarshal(first.body, &letter) != nil || letter.Release != quarter+".1" || len(letter.Tables) < 2 {
		t.Fatalf("%v", first)
	}
	for table, pages := range letter.Tables {
		for by, page := range pages {
			got := b.call("GET", "/v1/figures/"+table+"?quarter="+quarter+"&by="+by, commissioner, nil)
			if !bytes.Equal(got.body, page) {
				t.Errorf("%s by %s differs from its page", table, by)
			}
		}
	}
	for i := range 25 {
		phone.round(m{}, phone.someone(76+3*i, b.teams[0].ID, day, true)...)
	}
	if got := b.call("POST", "/v1/admin/releases", b.phones["steward"].token, m{"quarter": quarter}); got.status != 201 {
		t.Fatalf("%v", got)
	}
	again := b.call("GET", "/v1/letters/"+quarter+".1", commissioner, nil)
	next := b.call("GET", "/v1/letters/"+quarter, commissioner, nil)
	if !bytes.Equal(again.body, first.body) || bytes.Equal(next.body, first.body) {
		t.Error("the first release's letter is not what it was")
	}
	for path, status := range map[string]int{quarter + ".9": 404, "2019-Q1": 404, "x": 400, quarter + ".": 404} {
		if got := b.call("GET", "/v1/letters/"+path, commissioner, nil); got.status != status {
			t.Errorf("%s: %v", path, got)
		}
	}
	if got := b.call("GET", "/v1/letters/"+quarter, b.phones["person"].token, nil); got.status != 403 {
		t.Errorf("a person: %v", got)
	}
}
