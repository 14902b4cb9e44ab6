package ledger

import (
	"strconv"
	"strings"

	"alongside/server/sheet"
)

type column = sheet.Column[Entry]

// Columns are those of the ledger as a sheet. Sums are in minor units, so that no
// spreadsheet rounds them.
var Columns = []column{
	{Name: "id", Title: "Decision", Datatype: "string", Read: func(e Entry) string { return e.ID }},
	{Name: "on", Title: "Day", Datatype: "date", Read: func(e Entry) string { return e.On }},
	{Name: "written_on", Title: "Day of writing", Datatype: "date", Read: func(e Entry) string { return e.WrittenOn }},
	{Name: "person", Title: "Person, as a pseudonym", Datatype: "string", Read: func(e Entry) string { return e.Person }},
	{Name: "kept", Title: "Where it is kept", Datatype: "string", Read: func(e Entry) string { return e.Kept }},
	{Name: "in_confidence", Title: "Whether its words were told in confidence", Datatype: "boolean", Read: func(e Entry) string { return strconv.FormatBool(e.InConfidence) }},
	{Name: "what", Title: "What was decided", Datatype: "string", Read: func(e Entry) string { return e.What }},
	{Name: "why", Title: "Why", Datatype: "string", Read: func(e Entry) string { return e.Why }},
	{Name: "minor_units", Title: "Sum in minor units", Datatype: "integer", Read: func(e Entry) string { return strconv.FormatInt(e.MinorUnits, 10) }},
	{Name: "currency", Title: "Currency", Datatype: "string", Read: func(e Entry) string { return e.Currency }},
	{Name: "in_kind", Title: "In kind", Datatype: "boolean", Read: func(e Entry) string { return strconv.FormatBool(e.InKind) }},
	{Name: "pot", Title: "Pot", Datatype: "string", Read: func(e Entry) string { return refName(e.Pot) }},
	{Name: "team", Title: "Team", Datatype: "string", Read: func(e Entry) string { return refName(e.Team) }},
	{Name: "who", Title: "Who wrote it down", Datatype: "string", Read: func(e Entry) string { return e.Who }},
	{Name: "chosen_by", Title: "Who chose", Datatype: "string", Read: func(e Entry) string { return e.ChosenBy }},
	{Name: "from", Title: "From whom", Datatype: "string", Read: func(e Entry) string { return e.From }},
	{Name: "went_on", Title: "What the sum went on", Datatype: "string", Read: wentOn},
	{Name: "receipts", Title: "Receipts", Datatype: "string", Read: func(e Entry) string { return strings.Join(e.Receipts, "; ") }},
	{Name: "corrects", Title: "Puts right the decision", Datatype: "string", Read: func(e Entry) string { return e.Corrects }},
	{Name: "counts", Title: "Whether it counts", Datatype: "boolean", Read: func(e Entry) string { return strconv.FormatBool(e.Counts) }},
	{Name: "came_of_it", Title: "What came of it", Datatype: "string", Read: func(e Entry) string { return saidText(e.CameOfIt) }},
	{Name: "if_nobody_had", Title: "What if nobody had", Datatype: "string", Read: func(e Entry) string { return saidText(e.IfNobodyHad) }},
}

func refName(r *Ref) string {
	if r == nil {
		return ""
	}
	return r.Name
}

func wentOn(e Entry) string {
	var out []string
	for _, p := range e.WentOn {
		out = append(out, p.What+": "+strconv.FormatInt(p.MinorUnits, 10))
	}
	return strings.Join(out, "; ")
}

func saidText(said []Said) string {
	var out []string
	for _, s := range said {
		out = append(out, s.Words)
	}
	return strings.Join(out, " / ")
}
