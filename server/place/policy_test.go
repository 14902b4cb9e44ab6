package place

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// agreed is the policy written a second time, by role, as PROTOCOL.md and the decisions
// have it. A role that gets or loses anything has to be agreed upon here as well: every
// other test works out from the policy itself what it expects.
var agreed = map[Role]string{
	Coach: `
		read place of this place; write place of this place
		read self their own; write self their own
		read team of a team of their own; write team of a team of their own
		read person whose circle holds them; write person whose circle holds them; make person that nobody has begun
		read between whose circle holds them; write between whose circle holds them; make between that nobody has begun
		add what a restored server has lost of this place
		read everything kept about a person whose circle holds them
		add a person's own page whose circle holds them
		add what people ask for whose circle holds them
		add members of a team of their own
		add invites of a team of their own; add invites their own
		keep devices their own
		read names of this place; read names their own
		share figures of their own organisation; read figures of this place; read figures their own
		add questions under figures and barriers of this place; read questions under figures and barriers of this place
		read who has seen a person's record whose circle holds them`,
	Commissioner: `
		read place of this place
		read self their own; write self their own
		add what a restored server has lost of this place
		add invites their own; keep devices their own; read names their own
		read figures of this place
		add questions under figures and barriers of this place; read questions under figures and barriers of this place
		read stories that their people let commissioners read of this place`,
	Auditor: `
		read place of this place
		read self their own; write self their own
		add what a restored server has lost of this place
		add invites their own; keep devices their own; read names their own
		read figures of this place
		read the ledger of decisions about money of this place
		add questions under figures and barriers of this place; read questions under figures and barriers of this place
		read how far the trail of who saw what has come of this place`,
	Steward: `
		read place of this place; write place of this place
		read self their own; write self their own
		add what a restored server has lost of this place
		read everything kept about a person opened with a reason, until the time is up
		add openings of a person's record of this place; read openings of a person's record of this place
		keep what people ask for of this place
		keep erasures of people of this place
		keep for how long what is kept of this place
		keep organisations of this place; keep teams of this place; keep members of this place
		add invites of this place; add invites their own
		keep devices of this place; keep devices their own
		see and mend circles without an active member of this place
		read names of this place; read names their own
		read figures of this place; keep released quarters of this place
		add questions under figures and barriers of this place; read questions under figures and barriers of this place
		read who has seen a person's record asked about with a reason, until the time is up
		add inquiries into who has seen a person's record of this place
		read how far the trail of who saw what has come of this place`,
	Person: `
		read self their own; write self their own
		read person about themself; say in person about themself
		read everything kept about a person about themself
		add what people ask for about themself
		add invites their own; keep devices their own; read names their own
		read who has seen a person's record about themself`,
}

func TestThePolicyIsAsAgreed(t *testing.T) {
	for _, role := range Roles {
		var want []string
		for _, act := range strings.FieldsFunc(agreed[role], func(r rune) bool { return r == '\n' || r == ';' }) {
			if act = strings.TrimSpace(act); act != "" {
				want = append(want, act)
			}
		}
		var got []string
		for _, rule := range Policy {
			if slices.Contains(rule.Roles, role) {
				got = append(got, said(rule))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		for _, act := range want {
			if !slices.Contains(got, act) {
				t.Errorf("%s may not: %s", role, act)
			}
		}
		for _, act := range got {
			if !slices.Contains(want, act) {
				t.Errorf("%s may, and nobody agreed: %s", role, act)
			}
		}
	}
}

// said is a rule in words that do not follow the names of the code.
func said(rule Rule) string {
	do := map[Action]string{Start: "make", Make: "add"}[rule.Do]
	if do == "" {
		do = string(rule.Do)
	}
	return fmt.Sprintf("%s %s %s", do, rule.To, rule.As)
}
