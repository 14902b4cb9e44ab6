package schema

type reflection struct {
	Worked   string `json:"worked" rule:"versions" validate:"max=20000" doc:"The author, and those they share it with: what worked."`
	DidNot   string `json:"did_not" rule:"versions" validate:"max=20000" doc:"The author, and those they share it with: what did not work. In no figure."`
	DontKnow string `json:"dont_know" rule:"versions" validate:"max=20000" doc:"The author, and those they share it with: what they do not know. In no figure."`
	Learnt   string `json:"learnt" rule:"versions" validate:"max=20000" doc:"The author, and those they share it with: what they learnt."`
	NextTry  string `json:"next_try" rule:"versions" validate:"max=20000" doc:"The author, and those they share it with: what to try next."`
	ForMe    string `json:"how_it_was_for_me" rule:"versions" validate:"max=20000" scopes:"self" doc:"The author alone: how it was for them. It never leaves self."`
	copied
	removable
}

type pot struct {
	Name       string `json:"name" rule:"versions" validate:"max=200" doc:"The team and the auditor: what the pot is called."`
	Source     string `json:"source" rule:"versions" validate:"max=2000" doc:"The team and the auditor: whose money it was before."`
	Conditions string `json:"conditions" rule:"versions" validate:"max=20000" doc:"Whoever decides: what the giver asked for."`
	Currency   string `json:"currency" rule:"latest" validate:"currency" doc:"The balance: the ISO 4217 code that it is counted in."`
	removable
}

type potEntry struct {
	Pot        string `json:"pot" rule:"once" validate:"id" doc:"The pot: which one."`
	MinorUnits int64  `json:"minor_units" rule:"once" doc:"The balance: paid in, in minor units; below 0 for taken out."`
	Currency   string `json:"currency" rule:"once" validate:"currency" doc:"The balance: the ISO 4217 code."`
	Words      string `json:"words" rule:"once" validate:"max=2000" doc:"The team and the auditor: what it was."`
	On         string `json:"on" rule:"once" validate:"day" doc:"The balance: the day."`
	Forgotten  bool   `json:"forgotten" rule:"once" doc:"The team and the auditor: it is what decisions of somebody who was erased came to; the server alone writes this."`
	fact
}

type weekNote struct {
	WeekOf   string `json:"week_of" rule:"latest" validate:"day" doc:"The author: a day of the week that it tells of."`
	Ease     int64  `json:"ease" rule:"latest" validate:"min=1,max=5" doc:"The author, and Gateshead's measures as a sum: how easy it was to do the right thing, 1 to 5."`
	Morale   int64  `json:"morale" rule:"latest" validate:"min=1,max=5" doc:"The author, and Gateshead's measures as a sum: how they are, 1 to 5."`
	MadeHard string `json:"what_made_it_hard" rule:"versions" validate:"max=20000" doc:"The author alone: what made it hard."`
	removable
}

type barrier struct {
	What         string   `json:"what" rule:"versions" validate:"max=20000" doc:"The alliance and its commissioner: what stands in the way; nobody's name in it."`
	WhoCouldHelp []string `json:"who_could_help" rule:"set" validate:"max=200,dive,actor" doc:"The commissioner: those who could do something about it."`
	AskedOn      string   `json:"asked_on" rule:"latest" validate:"day" doc:"The alliance: the day that they were asked."`
	TheySaid     string   `json:"they_said" rule:"versions" validate:"max=20000" doc:"The alliance: what they said."`
	WeDid        string   `json:"we_did" rule:"versions" validate:"max=20000" doc:"The alliance: what came of it."`
	Cost         int64    `json:"cost" rule:"latest" validate:"min=0" doc:"The commissioner: what it has cost so far, as the teams reckon it, in minor units."`
	Currency     string   `json:"currency" rule:"latest" validate:"currency" doc:"The commissioner: the ISO 4217 code of the cost."`
	copied
	removable
}

type met struct {
	Barrier    string `json:"barrier" rule:"once" validate:"id" doc:"The figures on barriers: which one."`
	On         string `json:"on" rule:"once" validate:"day" doc:"The figures on barriers: the day."`
	Team       string `json:"team" rule:"once" validate:"id" doc:"The alliance: which team ran into it."`
	Words      string `json:"words" rule:"once" validate:"max=2000" doc:"The alliance: how it showed this time; nobody's name in it."`
	MinorUnits int64  `json:"minor_units" rule:"once" validate:"min=0" doc:"The commissioner: what it cost this time, in minor units."`
	Currency   string `json:"currency" rule:"once" validate:"currency" doc:"The commissioner: the ISO 4217 code."`
	fact
}

type conversation struct {
	About string `json:"about" rule:"once" validate:"max=200" doc:"Where it stands: figure:<table>:<quarter>, or <scope>/<kind>/<id> of a record."`
	Words string `json:"words" rule:"once" validate:"max=2000" doc:"Those whose record or figure it is about: what somebody asks, with no wish for a number."`
	By    string `json:"by" rule:"once" validate:"actor" doc:"Those who answer: who asks, where the server wrote it down for them."`
	On    string `json:"on" rule:"once" validate:"day" doc:"Those who answer: the day."`
	fact
}

type contribution struct {
	Conversation string `json:"conversation" rule:"once" validate:"id" doc:"Where it stands: the question that it answers."`
	Words        string `json:"words" rule:"once" validate:"max=20000" doc:"Whoever asked, and everybody who reads the question: what there is to say."`
	By           string `json:"by" rule:"once" validate:"actor" doc:"Readers: who says it, where the server wrote it down for them."`
	Reflection   string `json:"reflection" rule:"once" validate:"id" doc:"Readers: a reflection that was shared in the same place, to read beside it."`
	Story        string `json:"story" rule:"once" validate:"id" doc:"Readers: a story that its person lets them read, to read beside it."`
	On           string `json:"on" rule:"once" validate:"day" doc:"Readers: the day."`
	fact
}

// declared names every kind and the scope types that may hold it.
var declared = []declaration{
	{"person", "person", person{}, "Somebody we stand alongside; its id is the scope's."},
	{"between", "between", between{}, "What was told in confidence to one coach, or to two or three; its id is the scope's."},
	{"known", "person between", known{}, "Where somebody starts from, as it came up in talking."},
	{"strength", "person between", strength{}, "What is strong, and grows."},
	{"goal", "person between", goal{}, "What somebody wants to do."},
	{"assessment", "person between", assessment{}, "How far a goal is, as somebody judged it one day."},
	{"life_check", "person between", lifeCheck{}, "Is this helping me to lead a better life?"},
	{"visit", "person between", visit{}, "Time spent together."},
	{"thread", "person between", thread{}, "A promise, or a tangle being undone."},
	{"contact", "person between", contact{}, "Somebody was asked for something."},
	{"change_seen", "person between", changeSeen{}, "Something is different now."},
	{"gain", "person between", gain{}, "Something put right or found: benefits, a bursary, a coat."},
	{"decision", "person between team", decision{}, "A decision, with or without money, and its reason."},
	{"evidence", "person between", evidence{}, "A page of the person's own book."},
	{"story", "person between", story{}, "A story that the person may let others read."},
	{"consent", "person between", consent{}, "A yes, or its withdrawal."},
	{"beside", "person between", beside{}, "What the person says of something that was written about them."},
	{"feedback", "person between", feedback{}, "Thanks and complaints."},
	{"opened", "person", opened{}, "A steward opened the record from outside the circle; the server alone writes this."},
	{"concern", "between", concern{}, "A fear for somebody; a phone in the person's own hands never shows it."},
	{"reflection", "self team place", reflection{}, "What a worker makes of it; the author shares it as a copy."},
	{"pot", "team person", pot{}, "A pot of money, or a personal budget; its balance is a sum."},
	{"pot_entry", "team person", potEntry{}, "Money into a pot, or out of it other than by a decision."},
	{"week_note", "self", weekNote{}, "How the week was for a worker; only sums leave it."},
	{"barrier", "place", barrier{}, "What stands in the way of many."},
	{"met", "place", met{}, "A barrier was met once more."},
	{"conversation", "person between team place", conversation{}, "A question under a figure, a barrier or a decision."},
	{"contribution", "person between team place", contribution{}, "What somebody says to a question."},
}
