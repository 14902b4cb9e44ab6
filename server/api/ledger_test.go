package api

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"alongside/server/ledger"
)

// books is a ward with money in every kind of scope that may hold any.
type books struct {
	*ward
	pot, coat, wrong, right, quiet string // ids
}

func newBooks(t *testing.T) *books {
	b := &books{ward: newWard(t), pot: newID(), coat: newID(), wrong: newID(), right: newID(), quiet: newID()}
	team, person := "team:"+b.teams[0].ID, b.scopes["a team's person"]
	b.sends("coach", b.next("coach", person, "person", strings.TrimPrefix(person, "person:"), m{"called": "Wilhelmina Zed"}))
	b.sends("coach", b.next("coach", team, "pot", b.pot, m{"name": "Everyday pot", "currency": "GBP"}))
	b.sends("coach", b.next("coach", team, "pot_entry", newID(), m{"pot": b.pot, "minor_units": 10000, "currency": "GBP", "on": "2026-06-01"}))
	b.sends("coach", b.next("coach", person, "decision", b.coat, m{"what": "A coat for Wilhelmina", "why": "=cold and wilhelmina zed had none",
		"minor_units": 2500, "currency": "GBP", "pot": b.pot, "on": "2026-06-02", "chosen_by": "person", "from": "person:" + strings.TrimPrefix(person, "person:"),
		"receipts": []string{"R-17"}, "came_of_it": "She went out"}))
	b.sends("peer", b.next("peer", person, "decision", b.wrong, m{"what": "Bus pass", "minor_units": 900, "currency": "GBP", "pot": b.pot, "on": "2026-06-03"}))
	b.sends("peer", b.next("peer", person, "decision", b.right, m{"what": "Bus pass", "minor_units": 1900, "currency": "GBP", "pot": b.pot,
		"on": "2026-06-03", "corrects": b.wrong}))
	b.sends("coach", b.next("coach", b.scopes["what one coach was told"], "decision", b.quiet,
		m{"what": "WHAT NOBODY ELSE KNOWS", "why": "WHAT NOBODY ELSE KNOWS", "from": "WHAT NOBODY ELSE KNOWS", "minor_units": 500, "currency": "GBP", "pot": b.pot, "on": "2026-06-04"}))
	return b
}

func (b *books) read(query string) ledgerAnswer {
	b.t.Helper()
	got := b.call("GET", "/v1/ledger"+query, b.phones["auditor"].token, nil)
	var out ledgerAnswer
	if got.status != 200 || json.Unmarshal(got.body, &out) != nil {
		b.t.Fatalf("the ledger: %v", got)
	}
	return out
}

func TestLedgerTellsEveryDecision(t *testing.T) {
	b := newBooks(t)
	all := b.read("?corrected=true")
	byID := map[string]ledger.Entry{}
	for _, e := range all.Items {
		byID[e.ID] = e
	}
	coat := byID[b.coat]
	if len(all.Items) != 4 || coat.MinorUnits != 2500 || coat.Pot == nil || coat.Pot.Name != "Everyday pot" || coat.Team == nil ||
		coat.Who != b.members["coach"].Name || !slices.Equal(coat.Receipts, []string{"R-17"}) || len(coat.CameOfIt) != 1 {
		t.Errorf("%+v", all.Items)
	}
	if byID[b.wrong].Counts || !byID[b.right].Counts || !slices.Equal(byID[b.wrong].CorrectedBy, []string{b.right}) {
		t.Errorf("the correction: %+v %+v", byID[b.wrong], byID[b.right])
	}
	if len(all.Totals) != 1 || all.Totals[0].MinorUnits != 2500+1900+500 || all.Totals[0].Decisions != 3 || all.Totals[0].People != 1 {
		t.Errorf("totals: %+v", all.Totals)
	}
	var pots struct{ Items []ledger.Pot }
	got := b.call("GET", "/v1/ledger/pots", b.phones["auditor"].token, nil)
	if json.Unmarshal(got.body, &pots) != nil || len(pots.Items) != 1 || pots.Items[0].Balance != 10000-4900 {
		t.Fatalf("pots: %v", got)
	}
	balances := []int64{}
	for _, line := range pots.Items[0].Lines {
		balances = append(balances, line.Balance)
	}
	if !slices.Equal(balances, []int64{10000, 7500, 5600, 5100}) {
		t.Errorf("running balance: %v", balances)
	}
}

func TestLedgerNamesNobody(t *testing.T) {
	b := newBooks(t)
	auditor := b.phones["auditor"].token
	person := strings.TrimPrefix(b.scopes["a team's person"], "person:")
	for _, path := range []string{"/v1/ledger", "/v1/ledger?format=csv", "/v1/ledger/pots", "/v1/ledger/" + b.coat, "/v1/ledger/" + b.quiet} {
		got := b.call("GET", path, auditor, nil)
		if got.status != 200 {
			t.Errorf("%s: %v", path, got)
		}
		for _, secret := range []string{person, "Wilhelmina", "wilhelmina", "Zed", "NOBODY ELSE KNOWS", strings.TrimPrefix(b.scopes["what one coach was told"], "between:")} {
			if strings.Contains(string(got.body), secret) {
				t.Errorf("%s tells %q: %s", path, secret, got.body)
			}
		}
	}
	coat, quiet := b.read("").entry(b.coat), b.read("").entry(b.quiet)
	if coat.Person == "" || coat.What != "A coat for "+coat.Person || coat.From != coat.Person {
		t.Errorf("the pseudonym: %+v", coat)
	}
	if !quiet.InConfidence || quiet.Person != "" || quiet.MinorUnits != 500 {
		t.Errorf("what was told in confidence: %+v", quiet)
	}
	if again := b.read("?person=" + coat.Person); again.Count != 2 {
		t.Errorf("by pseudonym: %+v", again)
	}
}

func (l ledgerAnswer) entry(id string) (found ledger.Entry) {
	for _, e := range l.Items {
		if e.ID == id {
			found = e
		}
	}
	return found
}

func TestLedgerFilters(t *testing.T) {
	b := newBooks(t)
	for query, want := range map[string]int{
		"": 3, "?from=2026-06-03": 2, "?to=2026-06-02": 1, "?from=2026-06-03&to=2026-06-03": 1, "?pot=" + b.pot: 3,
		"?pot=" + newID(): 0, "?team=" + b.teams[0].ID: 3, "?chosen_by=person": 1, "?least=1900": 2, "?words=COAT": 1,
		"?words=r-17": 1, "?currency=EUR": 0, "?after=" + b.right: 3,
	} {
		if got := b.read(query); got.Count != want {
			t.Errorf("%s: %d, want %d", query, got.Count, want)
		}
	}
	if page := b.read("?after=" + b.right); len(page.Items) != 1 || page.Items[0].ID != b.coat {
		t.Errorf("the page after: %+v", page.Items)
	}
	for _, query := range []string{"?from=june", "?least=many", "?format=xls"} {
		if got := b.call("GET", "/v1/ledger"+query, b.phones["auditor"].token, nil); got.status != 400 {
			t.Errorf("%s: %v", query, got)
		}
	}
}

func TestLedgerSheetRunsNothing(t *testing.T) {
	b := newBooks(t)
	got := b.call("GET", "/v1/ledger?format=csv", b.phones["auditor"].token, nil)
	rows, err := csv.NewReader(strings.NewReader(string(got.body))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%v: %s", err, got.body)
	}
	why := slices.Index(rows[0], "why")
	if !slices.ContainsFunc(rows, func(row []string) bool { return strings.HasPrefix(row[why], "'=cold") }) {
		t.Errorf("a formula went out: %v", rows)
	}
	about := b.call("GET", "/v1/ledger?format=csvw", b.phones["auditor"].token, nil)
	for _, name := range rows[0] {
		if !strings.Contains(string(about.body), `"name":"`+name+`"`) {
			t.Errorf("%s is not described", name)
		}
	}
	if !strings.Contains(string(about.body), "erased came to is no row here") {
		t.Error("what erasures leave is not told of")
	}
}

func TestLedgerIsTheAuditorsAlone(t *testing.T) {
	b := newBooks(t)
	for _, name := range everybody {
		for _, path := range []string{"/v1/ledger", "/v1/ledger?format=csv", "/v1/ledger?format=csvw", "/v1/ledger/pots", "/v1/ledger/" + b.coat} {
			want := 403
			if name == "auditor" {
				want = 200
			}
			if got := b.call("GET", path, b.phones[name].token, nil); got.status != want {
				t.Errorf("%s as %s: %v", path, name, got)
			}
		}
	}
}

// What is written while the ledger was already read once is in it the next time.
func TestLedgerFollows(t *testing.T) {
	b := newBooks(t)
	before := b.read("").Count
	scope, id := "person:"+newID(), newID()
	b.sends("other", b.next("other", scope, "person", strings.TrimPrefix(scope, "person:"), m{"called": "Bo"}))
	b.read("")
	b.sends("other", b.next("other", scope, "decision", id, m{"what": "Paint", "minor_units": 0}))
	after := b.read("")
	if after.Count != before+1 || after.entry(id).What != "Paint" {
		t.Errorf("%d, then %+v", before, after)
	}
}
