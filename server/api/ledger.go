package api

import (
	"slices"
	"strconv"

	"alongside/server/figures"
	"alongside/server/ledger"
	"alongside/server/place"
	"alongside/server/sheet"

	"github.com/gofiber/fiber/v2"
)

// ledgerRoutes are the auditor's.
func (s *Server) ledgerRoutes() []route {
	return []route{
		{"GET", "/v1/ledger", s.ledger, may(place.SeeLedger)},
		{"GET", "/v1/ledger/pots", s.ledgerPots, may(place.SeeLedger)},
		{"GET", "/v1/ledger/:id", s.ledgerEntry, may(place.SeeLedger)},
	}
}

// ledgerPage is how many entries one answer holds at most, unless it is a sheet.
const ledgerPage = 50

// ledgerAnswer is a page of the ledger. Totals are over all that the filter keeps,
// not over the page.
type ledgerAnswer struct {
	Items  []ledger.Entry `json:"items"`
	Totals []ledger.Total `json:"totals"`
	Count  int            `json:"count"`
	More   bool           `json:"more"`
}

// ledger answers with the entries that a filter keeps, newest first, as JSON by
// pages, or whole as CSV or as what describes the CSV.
func (s *Server) ledger(c *fiber.Ctx, who place.Who) error {
	filter, after, err := ledgerFilter(c)
	if err != nil {
		return err
	}
	if c.Query("format") == "csvw" {
		return s.ledgerMeta(c, who)
	}
	all, err := s.Store.Ledger(who.Actor)
	if err != nil {
		return err
	}
	kept := slices.DeleteFunc(all.Entries, func(e ledger.Entry) bool { return !filter.Keep(e) })
	if c.Query("format") == "csv" {
		text, err := sheet.Write(ledger.Columns, kept)
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="ledger.csv"`)
		return answerBytes(c, fiber.StatusOK, "text/csv; charset=utf-8; header=present", text)
	}
	forgotten := slices.DeleteFunc(all.Forgotten, func(f ledger.Forgotten) bool { return !filter.KeepForgotten(f) })
	out := ledgerAnswer{Totals: ledger.Totals(kept, forgotten), Count: len(kept), Items: kept}
	if after != "" {
		at := slices.IndexFunc(kept, func(e ledger.Entry) bool { return e.ID == after })
		out.Items = kept[at+1:]
	}
	out.More = len(out.Items) > ledgerPage
	out.Items = out.Items[:min(ledgerPage, len(out.Items))]
	return answer(c, fiber.StatusOK, out)
}

func (s *Server) ledgerMeta(c *fiber.Ctx, who place.Who) error {
	if err := who.Actor.Must(place.SeeLedger); err != nil {
		return err
	}
	text, err := sheet.Describe(ledger.Columns, sheet.About{URL: "ledger?format=csv", Title: "Decisions about money",
		Description: "Every decision with its reason. People are pseudonyms, the same one each time. Sums are in the" +
			" currency's minor units. Only rows that count are in a total: a decision that was put right does not. Rows are decisions: what decisions" +
			" about people whose records were erased came to is no row here. It stands as forgotten beside the totals of the" +
			" ledger and as a line of the pot that paid."})
	if err != nil {
		return err
	}
	return answerBytes(c, fiber.StatusOK, "application/csvm+json", text)
}

func (s *Server) ledgerPots(c *fiber.Ctx, who place.Who) error {
	all, err := s.Store.Ledger(who.Actor)
	return items(c, all.Pots, err)
}

func (s *Server) ledgerEntry(c *fiber.Ctx, who place.Who) error {
	all, err := s.Store.Ledger(who.Actor)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all.Entries, func(e ledger.Entry) bool { return e.ID == c.Params("id") })
	if at < 0 {
		return place.Refuse(place.NotFound, "There is no such decision.")
	}
	return answer(c, fiber.StatusOK, all.Entries[at])
}

// ledgerFilter reads what is asked for. after is the id of the last entry of the
// page before.
func ledgerFilter(c *fiber.Ctx) (f ledger.Filter, after string, err error) {
	var problems []place.Problem
	wrong := func(name, words string) {
		problems = append(problems, place.Problem{Path: "/" + name, Code: "bad_choice", Detail: words})
	}
	query := func(name string) string { return string([]byte(c.Query(name))) } // a copy: the request's memory is used again
	f = ledger.Filter{From: query("from"), To: query("to"), Team: query("team"), Pot: query("pot"), Person: query("person"),
		ChosenBy: query("chosen_by"), Currency: query("currency"), Words: query("words"), CorrectedToo: query("corrected") == "true"}
	for _, day := range []struct{ name, text string }{{"from", f.From}, {"to", f.To}} {
		if _, ok := figures.ParseDay(day.text); day.text != "" && !ok {
			wrong(day.name, "must be a day such as 2026-09-30")
		}
	}
	if least := query("least"); least != "" {
		if f.Least, err = strconv.ParseInt(least, 10, 64); err != nil {
			wrong("least", "must be a whole number of minor units")
		}
	}
	if !slices.Contains([]string{"", "json", "csv", "csvw"}, c.Query("format")) {
		wrong("format", "must be json, csv or csvw")
	}
	if len(problems) > 0 {
		return f, "", place.Faulty(problems...)
	}
	return f, query("after"), nil
}
