package ledger

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"alongside/schema"
	"alongside/sync/hlc"
	"alongside/sync/merge"

	"pgregory.net/rapid"
)

const (
	person = "01hw0000000000000000000001"
	team   = "01hw0000000000000000000002"
	device = "01hw0000000000000000000003"
)

func id(n int) string { return fmt.Sprintf("01hw%022d", n) }

var names = Names{
	Author:    func(string) (string, string) { return device, "Siân" },
	Member:    func(string) string { return "Siân" },
	Team:      func(string) string { return "Harbour" },
	Pseudonym: func(string) string { return "AAAA-BBBB" },
	Called:    func(string) []string { return []string{"Ann-Marie Ó Sé", "Annie"} },
	Day:       func(int64) string { return "2026-01-01" },
	Currency:  "GBP",
}

func source(scope, kind string, n int, set map[string]any) Source {
	r := merge.Record{Kind: kind, ID: id(n)}
	merge.Apply(schema.Rules(), &r, merge.Change{Kind: kind, ID: r.ID, At: hlc.Make(int64(1000+n), 0, device), Set: set})
	return Source{scope, r}
}

func TestNamesAreTakenOut(t *testing.T) {
	r := reader{Names: names}
	for in, want := range map[string]string{
		"Shoes for Annie":                   "Shoes for AAAA-BBBB",
		"ANN-MARIE Ó SÉ asked":              "AAAA-BBBB asked",
		"Annies and Annie's":                "Annies and AAAA-BBBB's",
		"nobody":                            "nobody",
		"Annie Annie,Annie":                 "AAAA-BBBB AAAA-BBBB,AAAA-BBBB",
		"a Sé":                              "a Sé", // too short to be looked for
		"\u0130 Annie (a letter in Turkey)": "\u0130 AAAA-BBBB (a letter in Turkey)",
	} {
		if got := r.masked("person:"+person, in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := r.masked("team:"+team, "Annie's Cafe"); got != "Annie's Cafe" {
		t.Errorf("a team's record: %q", got)
	}
}

// In whatever order records come the ledger is the same; of a decision and its
// corrections exactly one counts; and pots add up to what counts.
func TestLedgerAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(1, 25).Draw(t, "decisions")
		var sources []Source
		roots := 0
		for n := range count {
			set := map[string]any{"minor_units": int64(rapid.IntRange(0, 5000).Draw(t, "sum")), "pot": id(900),
				"on": rapid.SampledFrom([]string{"2026-01-05", "2026-01-06", ""}).Draw(t, "on")}
			if set["on"] == "" {
				delete(set, "on")
			}
			if of := rapid.IntRange(-3, n-1).Draw(t, "corrects"); of >= 0 && sources[of].Record.FieldStamp("corrects") == "" {
				set["corrects"] = id(of)
			} else {
				roots++
			}
			sources = append(sources, source("person:"+person, "decision", n, set))
		}
		sources = append(sources, source("team:"+team, "pot", 900, map[string]any{"name": "Pot"}))
		for n := range rapid.IntRange(0, 5).Draw(t, "entries") {
			sources = append(sources, source("team:"+team, "pot_entry", 1000+n, map[string]any{"pot": id(900),
				"minor_units": int64(rapid.IntRange(-3000, 9000).Draw(t, "paid"))}))
		}
		one := Read(sources, names)
		shuffled := append([]Source(nil), sources...)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if two := Read(shuffled, names); !reflect.DeepEqual(one, two) {
			t.Fatalf("the order of the records matters:\n%+v\n%+v", one, two)
		}
		counted, spent := 0, int64(0)
		for _, e := range one.Entries {
			if e.Counts {
				counted, spent = counted+1, spent+e.MinorUnits
			}
		}
		if counted != roots {
			t.Fatalf("%d count of %d decisions", counted, roots)
		}
		paid := int64(0)
		for _, line := range one.Pots[0].Lines {
			if line.Sort != "spent" {
				paid += line.MinorUnits
			}
		}
		if one.Pots[0].Balance != paid-spent {
			t.Fatalf("%d left of %d, and %d spent", one.Pots[0].Balance, paid, spent)
		}
		if totals := Totals(one.Entries, nil); totals[0].MinorUnits != spent || totals[0].Decisions != counted {
			t.Fatalf("%+v", totals)
		}
	})
}

func TestMoneyOfTwoCurrenciesIsNotAdded(t *testing.T) {
	l := Read([]Source{
		source("team:"+team, "pot", 1, map[string]any{"name": "Pot", "currency": "GBP"}),
		source("team:"+team, "decision", 2, map[string]any{"what": "a", "minor_units": int64(5), "currency": "EUR", "pot": id(1)}),
		source("team:"+team, "decision", 3, map[string]any{"what": "b", "minor_units": int64(7), "pot": id(1)}),
	}, names)
	if l.Pots[0].Balance != -7 || !l.Pots[0].Mixed || len(Totals(l.Entries, nil)) != 2 {
		t.Errorf("%+v", l)
	}
	if strings.Contains(fmt.Sprint(l.Entries), person) {
		t.Error("an id of a person")
	}
}
