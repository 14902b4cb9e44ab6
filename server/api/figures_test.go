package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// lastQuarter is the newest that has ended, and a day in it.
func lastQuarter() (quarter, day string) {
	year, month, _ := time.Now().Date()
	first := time.Date(year, (month-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
	at := first.AddDate(0, -1, 0)
	return fmt.Sprintf("%d-Q%d", at.Year(), (at.Month()-1)/3+1), at.Format(time.DateOnly)
}

func (p *phone) someone(n int, team, day string, done bool) []m {
	id, goal := newID(), newID()
	scope := "person:" + id
	person := p.write(n, scope, "person", id, m{"called": "Jo", "joined_on": day, "home_team": team})
	return []m{person,
		p.write(n+1, scope, "goal", goal, m{"words": "Swim", "whose": "mine", "made_on": day}),
		p.write(n+2, scope, "assessment", newID(), m{"goal": goal, "done": done, "how_far": 50, "by": "self", "on": day})}
}

func TestFigureEndpoints(t *testing.T) {
	b := newBed(t)
	quarter, day := lastQuarter()
	open := fmt.Sprintf("%d-Q%d", time.Now().Year(), (time.Now().Month()-1)/3+1)
	coach := b.phones["coach"]
	var changes []m
	for i := range 24 {
		changes = append(changes, coach.someone(1+3*i, b.teams[0].ID, day, i%2 == 0)...)
	}
	coach.round(m{}, changes...)
	base := "/v1/figures/attainment?quarter=" + quarter
	cases := []struct {
		method, path, role string
		body               any
		status             int
		code               string
	}{
		{"GET", "/v1/figures", "", nil, 401, "unauthenticated"},
		{"GET", "/v1/figures", "commissioner", nil, 200, ""},
		{"GET", base, "commissioner", nil, 404, "not_released"},
		{"GET", "/v1/figures/attainment", "commissioner", nil, 404, "not_released"},
		{"POST", "/v1/admin/releases", "", m{"quarter": quarter}, 401, "unauthenticated"},
		{"POST", "/v1/admin/releases", "coach", m{"quarter": quarter}, 403, "forbidden"},
		{"POST", "/v1/admin/releases", "commissioner", m{"quarter": quarter}, 403, "forbidden"},
		{"POST", "/v1/admin/releases", "auditor", m{"quarter": quarter}, 403, "forbidden"},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": open}, 409, "quarter_open"},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": "9999-Q4"}, 409, "quarter_open"},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": "2026-Q5"}, 400, "invalid"},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": "summer"}, 400, "invalid"},
		{"POST", "/v1/admin/releases", "steward", m{}, 400, "invalid"},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": quarter}, 201, ""},
		{"POST", "/v1/admin/releases", "steward", m{"quarter": quarter}, 200, ""},
		{"GET", "/v1/admin/releases", "steward", nil, 200, ""},
		{"GET", "/v1/admin/releases", "coach", nil, 403, "forbidden"},
		{"GET", base, "", nil, 401, "unauthenticated"},
		{"GET", base, "commissioner", nil, 200, ""},
		{"GET", base, "coach", nil, 200, ""},
		{"GET", base, "steward", nil, 200, ""},
		{"GET", base, "auditor", nil, 200, ""},
		{"GET", base, "person", nil, 403, "forbidden"},
		{"GET", base + "&by=org", "commissioner", nil, 200, ""},
		{"GET", base + "&by=team", "commissioner", nil, 400, "invalid"},
		{"GET", base + "&format=xml", "commissioner", nil, 400, "invalid"},
		{"GET", base + "&release=" + quarter + ".1", "commissioner", nil, 200, ""},
		{"GET", base + "&release=" + quarter + ".2", "commissioner", nil, 404, "not_released"},
		{"GET", "/v1/figures/attainment?quarter=Q3", "commissioner", nil, 400, "invalid"},
		{"GET", "/v1/figures/attainment?quarter=" + open, "commissioner", nil, 404, "not_released"},
		{"GET", "/v1/figures/attainment?quarter=9999-Q4", "commissioner", nil, 404, "not_released"},
		{"GET", "/v1/figures/targets?quarter=" + quarter, "commissioner", nil, 404, "not_found"},
		{"GET", "/v1/figures/better_life?quarter=" + quarter, "commissioner", nil, 200, ""},
		{"GET", "/v1/figures/spending_by_month?format=csv&quarter=" + quarter, "commissioner", nil, 200, ""},
		{"GET", "/v1/figures/barriers?format=csvw&quarter=" + quarter, "commissioner", nil, 200, ""},
		{"GET", "/v1/figures/own?quarter=" + quarter, "coach", nil, 200, ""},
		{"GET", "/v1/figures/own?quarter=" + quarter, "commissioner", nil, 403, "forbidden"},
		{"GET", "/v1/figures/own?quarter=" + quarter, "steward", nil, 403, "forbidden"},
		{"GET", "/v1/figures/own?quarter=summer", "coach", nil, 400, "invalid"},
		{"GET", "/v1/figures/progress?quarter=" + quarter, "commissioner", nil, 200, ""},
		{"GET", "/v1/figures/attainment", "commissioner", nil, 200, ""},
	}
	for _, c := range cases {
		token := ""
		if c.role != "" {
			token = b.phones[c.role].token
		}
		got := b.call(c.method, c.path, token, c.body)
		if got.status != c.status || c.code != "" && got.text("code") != c.code {
			t.Errorf("%s %s as %s with %.80v: %v", c.method, c.path, c.role, c.body, got)
		}
	}
}

// Coaches count their own people exactly; the other team's are not among them.
func TestOwnFigures(t *testing.T) {
	b := newBed(t)
	quarter, day := lastQuarter()
	coach := b.phones["coach"]
	changes := append(coach.someone(1, b.teams[0].ID, day, true), coach.someone(4, b.teams[0].ID, day, false)...)
	coach.round(m{}, append(changes, coach.someone(7, b.teams[1].ID, day, true)...)...)
	var told struct {
		Tables []struct {
			Table  string
			People int
			Scale  string
			Cells  []struct {
				AtLeast int `json:"at_least"`
				People  int
			}
		}
	}
	got := b.call("GET", "/v1/figures/own?quarter="+quarter, coach.token, nil)
	must(t, json.Unmarshal(got.body, &told))
	first := told.Tables[0]
	if first.Table != "attainment" || first.People != 2 || first.Scale != "" || len(first.Cells) != 10 || first.Cells[9].People != 1 {
		t.Errorf("%s", got.body)
	}
}

func TestFiguresAreFrozen(t *testing.T) {
	b := newBed(t)
	quarter, day := lastQuarter()
	coach, reader, steward := b.phones["coach"], b.phones["commissioner"].token, b.phones["steward"].token
	n := 1
	crowd := func(people int, done bool) {
		var changes []m
		for range people {
			changes = append(changes, coach.someone(n, b.teams[0].ID, day, done)...)
			n += 3
		}
		coach.round(m{}, changes...)
	}
	crowd(12, true)
	crowd(12, false)
	release := func(want int) {
		t.Helper()
		if got := b.call("POST", "/v1/admin/releases", steward, m{"quarter": quarter}); got.status != want || got.text("quarter") != quarter {
			t.Fatal(got)
		}
	}
	path := "/v1/figures/attainment?quarter=" + quarter
	release(201)
	first := b.call("GET", path, reader, nil).body
	crowd(7, true)
	if !bytes.Equal(b.call("GET", path, reader, nil).body, first) {
		t.Error("the same release was answered differently")
	}
	release(200)
	if !bytes.Equal(b.call("GET", path, reader, nil).body, first) {
		t.Error("seven people moved the figures")
	}
	crowd(1, true)
	release(201)
	var told struct {
		Table, Quarter, Release string
		ReleasedAt              string `json:"released_at"`
		Complete                map[string]any
		Groups                  []map[string]any
	}
	second := b.call("GET", path, reader, nil)
	must(t, json.Unmarshal(second.body, &told))
	if told.Table != "attainment" || told.Quarter != quarter || told.ReleasedAt == "" || told.Complete["goals_not_heard"] == nil {
		t.Errorf("%s", second.body)
	}
	group := told.Groups[0]
	cells, _ := group["cells"].([]any)
	if group["people"] != float64(30) || group["left_out"] != "*" || len(cells) != 1 ||
		fmt.Sprint(cells[0]) != "map[at_least:50 people:20 percent:67]" {
		t.Errorf("%s", second.body)
	}
	csv := b.call("GET", path+"&format=csv", reader, nil)
	if !strings.HasPrefix(csv.header.Get("Content-Type"), "text/csv") || !bytes.Contains(csv.body, []byte(",50,20,67,")) {
		t.Errorf("%v", csv)
	}
	about := b.call("GET", path+"&format=csvw", reader, nil)
	if about.object()["url"] == nil || !strings.Contains(about.text("url"), "format=csv") {
		t.Errorf("%v", about)
	}
}
