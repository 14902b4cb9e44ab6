package place

import (
	"strings"
	"unicode/utf8"
)

// Opening lets a steward read what is kept about a person from outside their
// circle, until its time is up. The person and their circle are told of it by a
// record of kind OpenedKind, which bears the opening's id.
type Opening struct {
	ID     string `json:"id"`
	Person string `json:"person"`
	By     string `json:"by"` // member id
	Reason string `json:"reason"`
	From   int64  `json:"from"`  // ms since 1970
	Until  int64  `json:"until"` // ms since 1970
}

// How long an opening lasts, in minutes, and what a reason must come to.
const (
	OpeningMinutes     = 60
	MostOpeningMinutes = 240
	leastReason        = 15   // code points
	leastReasonWords   = 3    // a reference number alone tells the person nothing
	mostReason         = 2000 // code points
)

// CheckOpening says what is wrong with a reason and a time; nil if nothing is. The
// reason comes without the space around it.
func CheckOpening(reason string, minutes int64) error {
	var problems []Problem
	length := utf8.RuneCountInString(reason)
	switch {
	case length < leastReason || len(strings.Fields(reason)) < leastReasonWords:
		problems = append(problems, Problem{Path: "/reason", Code: "too_short",
			Detail: "must say why, in words that the person and their circle will read: three words or more"})
	case length > mostReason:
		problems = append(problems, Problem{Path: "/reason", Code: "too_long", Detail: "must not be longer than 2000 characters"})
	}
	if minutes < 1 || minutes > MostOpeningMinutes {
		problems = append(problems, Problem{Path: "/minutes", Code: "out_of_range", Detail: "must be between 1 and 240"})
	}
	if len(problems) > 0 {
		return Faulty(problems...)
	}
	return nil
}
