package demo

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"alongside/server/store"
)

// theLife gives the writes about the one person of that name, those kept between
// a few apart.
func theLife(t *testing.T, b *book, called string) (shared, kept []*write) {
	t.Helper()
	var person string
	for _, w := range b.inOrder() {
		if w.kind == "person" && w.set["called"] == called {
			person = w.id
		}
	}
	scopes := map[string]bool{}
	for _, w := range b.writes {
		if w.kind == "between" && w.set["about"] == person {
			scopes[w.scope] = true
		}
	}
	for _, w := range b.writes {
		switch {
		case w.scope == "person:"+person:
			shared = append(shared, w)
		case scopes[w.scope]:
			kept = append(kept, w)
		}
	}
	return shared, kept
}

func kinds(writes []*write) map[string]int {
	count := map[string]int{}
	seen := map[string]bool{}
	for _, w := range writes {
		if !seen[w.id] {
			seen[w.id] = true
			count[w.kind]++
		}
	}
	return count
}

func TestGwenIsToldWhole(t *testing.T) {
	b, _ := tellAlone(testNow)
	shared, kept := theLife(t, b, "Gwen")
	sum, onDebt := 0, 0
	days := map[any]bool{}
	for _, w := range shared {
		if pence, is := w.set["minor_units"].(int); is && w.kind == "decision" {
			sum += pence
		}
		if parts, is := w.set["went_on"].([]any); is && w.set["minor_units"] == 10000 {
			onDebt = parts[0].(map[string]any)["minor_units"].(int)
			if rest := parts[1].(map[string]any)["minor_units"].(int); rest+onDebt != 10000 {
				t.Errorf("the hundred pounds add up to %d", rest+onDebt)
			}
		}
		if w.kind == "visit" {
			days[w.set["on"]] = true
		}
	}
	if sum != 160039 || onDebt != 7600 {
		t.Errorf("spent %d pence, of the hundred pounds %d on the debt", sum, onDebt)
	}
	if len(days) < 36 {
		t.Errorf("visited on %d days of six weeks", len(days))
	}
	if got := kinds(shared); got["contact"] < 10 || got["change_seen"] < 8 || got["thread"] < 10 {
		t.Errorf("told: %v", got)
	}
	if got := kinds(kept); got["concern"] != 1 {
		t.Errorf("kept: %v", got)
	}
}

func TestRhysIsToldWhole(t *testing.T) {
	b, _ := tellAlone(testNow)
	shared, kept := theLife(t, b, "Rhys")
	told, words := kinds(shared), ""
	for _, w := range shared {
		words += fmt.Sprint(w.set)
	}
	for _, what := range []string{"Nineteen addresses", "bursary", "One bedroom", "class"} {
		if !strings.Contains(words, what) {
			t.Errorf("nothing about %q", what)
		}
	}
	if strings.Contains(words, "gay") {
		t.Error("what was told to one coach alone is with the circle")
	}
	if told["visit"] < 25 || told["pot"] != 1 || kinds(kept)["known"] != 3 {
		t.Errorf("told: %v, kept: %v", told, kinds(kept))
	}
	for _, w := range kept {
		if circle := w.add["circle"]; w.kind == "between" && (len(circle) != 1 || circle[0] != "member:"+w.by.id) {
			t.Errorf("kept by %v", circle)
		}
	}
}

func TestSameNowSameHistory(t *testing.T) {
	one, _ := tellAlone(testNow)
	two, _ := tellAlone(testNow)
	if a, b := printed(t, one), printed(t, two); a != b {
		t.Error("two histories of the same moment differ")
	}
	if a, b := logged(t), logged(t); !maps.EqualFunc(a, b, slices.Equal) {
		t.Error("two stores filled at the same moment differ")
	}
}

func printed(t *testing.T, b *book) string {
	var all strings.Builder
	for _, w := range b.inOrder() {
		text, err := json.Marshal(w.set)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&all, w.at, w.by.name, w.scope, w.kind, w.id, string(text), w.add)
	}
	return all.String()
}

// logged fills a store and lists the logs about people, but for what the server
// named: devices, teams and members.
func logged(t *testing.T) map[string][]string {
	s := openStore(t, "")
	fill(t, s)
	scopes, err := s.Scopes()
	if err != nil {
		t.Fatal(err)
	}
	logs := map[string][]string{}
	for _, scope := range scopes {
		if !strings.HasPrefix(scope, "person:") && !strings.HasPrefix(scope, "between:") {
			continue
		}
		err := s.Log(scope, 1, func(e store.Logged) error {
			logs[scope] = append(logs[scope], fmt.Sprint(e.Seq, e.N, e.Received, e.Change.Kind, e.Change.ID, e.Change.At[:17],
				e.Change.Set["words"], e.Change.Set["minor_units"]))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return logs
}

// Each of the two coaches finds promises that are still open when they come in.
func TestPromisesWait(t *testing.T) {
	b, c := tellAlone(testNow)
	state := map[string]any{}
	due := map[string]string{}
	for _, w := range b.inOrder() {
		if w.kind != "thread" {
			continue
		}
		state[w.id] = w.set["state"]
		if has, is := w.set["who_has_it"].(string); is {
			due[w.id] = has
		}
	}
	for _, coach := range c.teams[0].coaches[:2] {
		open := 0
		for id, has := range due {
			if has == "member:"+coach.id && state[id] == "open" {
				open++
			}
		}
		if open < 5 {
			t.Errorf("%s has %d open promises", coach.name, open)
		}
	}
}
