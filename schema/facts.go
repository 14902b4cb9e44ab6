package schema

type contact struct {
	Actor      string `json:"actor" rule:"once" validate:"actor" doc:"Gateshead's measures and the circle: who was asked."`
	Asked      string `json:"asked" rule:"once" validate:"max=20000" doc:"The circle: what was asked of them."`
	Answered   string `json:"answered" rule:"once" validate:"max=20000" doc:"The circle: what came back; may be written later than the question."`
	AskedOn    string `json:"asked_on" rule:"once" validate:"day" doc:"Gateshead's measures: from which day the person waited."`
	AnsweredOn string `json:"answered_on" rule:"once" validate:"day" doc:"Gateshead's measures: until which day the person waited."`
	HandedOnTo string `json:"handed_on_to" rule:"once" validate:"actor" doc:"Gateshead's measures: the next door that the person was sent to; each is a hand-over."`
	Assessed   bool   `json:"assessed" rule:"once" doc:"Gateshead's measures: whether they had the person assessed once more."`
	System     string `json:"system" rule:"once" validate:"max=200" doc:"Gateshead's measures: the computer system or form that had to be gone through."`
	Visit      string `json:"visit" rule:"once" validate:"id" doc:"The visit's page: where it was asked."`
	fact
}

type changeSeen struct {
	Words     string `json:"words" rule:"once" validate:"max=20000" doc:"The person and the circle: what has changed."`
	NoticedBy string `json:"noticed_by" rule:"once" validate:"oneof=person worker neighbour other" doc:"The reader, to weigh it: who noticed."`
	FirstTime bool   `json:"first_time" rule:"once" doc:"The timeline, to make much of it: it had not happened before, or not for years."`
	On        string `json:"on" rule:"once" validate:"day" doc:"The timeline: the day that it was noticed."`
	Visit     string `json:"visit" rule:"once" validate:"id" doc:"The visit's page: where it was noticed."`
	fact
}

type gain struct {
	Words      string `json:"words" rule:"once" validate:"max=20000" doc:"The circle, and the figures on what lasts: what was put right or found."`
	MinorUnits int64  `json:"minor_units" rule:"once" validate:"min=0" doc:"The figures on what lasts: how much, in minor units."`
	Currency   string `json:"currency" rule:"once" validate:"currency" doc:"The figures on what lasts: the ISO 4217 code."`
	Per        string `json:"per" rule:"once" validate:"oneof=once week fortnight month term year" doc:"The figures on what lasts: how often it comes."`
	From       string `json:"from" rule:"once" validate:"actor" doc:"The circle: who gives it."`
	On         string `json:"on" rule:"once" validate:"day" doc:"The timeline: the day that it came."`
	fact
}

type decision struct {
	What        string   `json:"what" rule:"once" validate:"max=2000" doc:"The team and the auditor: what was decided or bought."`
	Why         string   `json:"why" rule:"once" validate:"max=20000" doc:"The team and the auditor: the reason."`
	MinorUnits  int64    `json:"minor_units" rule:"once" validate:"min=0" doc:"The pot and the auditor: the sum in minor units; 0 where it cost nothing."`
	Currency    string   `json:"currency" rule:"once" validate:"currency" doc:"The pot and the auditor: the ISO 4217 code."`
	Pot         string   `json:"pot" rule:"once" validate:"id" doc:"The pot: where the money came out of."`
	InKind      bool     `json:"in_kind" rule:"once" doc:"The team and the auditor: it came as a thing or as somebody's time, not as money."`
	From        string   `json:"from" rule:"once" validate:"actor" doc:"The auditor: the shop, or who gave it."`
	WentOn      []wentOn `json:"went_on" rule:"once" validate:"max=50,dive" doc:"The team, to see what money really did: where the sum went in the end."`
	ChosenBy    string   `json:"chosen_by" rule:"once" validate:"oneof=person together worker" doc:"The figures on whose voice was heard: who chose."`
	On          string   `json:"on" rule:"once" validate:"day" doc:"The timeline and spending by month: the day of the decision."`
	Visit       string   `json:"visit" rule:"once" validate:"id" doc:"The visit's page: where it was decided."`
	Goal        string   `json:"goal" rule:"once" validate:"id" doc:"The goal's page: what it was for."`
	Receipts    []string `json:"receipts" rule:"once" validate:"max=20,dive,max=200" doc:"The auditor: receipt numbers, or where the paper is kept."`
	CameOfIt    string   `json:"came_of_it" rule:"versions" validate:"max=20000" doc:"The team and the auditor, later: what came of it."`
	IfNobodyHad string   `json:"if_nobody_had" rule:"versions" validate:"max=20000" doc:"The commissioner's story and the auditor: what might have happened if nobody had."`
	fact
}

type wentOn struct {
	What       string `json:"what" validate:"max=200" doc:"The team: what part of the sum went on."`
	MinorUnits int64  `json:"minor_units" doc:"The team: that part, in minor units of the decision's currency."`
}

type evidence struct {
	Words   string `json:"words" rule:"versions" validate:"max=20000" doc:"The person, in their own book: what they made or did; theirs to take away."`
	Caption string `json:"caption" rule:"versions" validate:"max=200" doc:"The person: what the picture or recording shows."`
	File    string `json:"file" rule:"latest" validate:"sha256" doc:"The phone: the SHA-256 of the attachment, in hex."`
	On      string `json:"on" rule:"latest" validate:"day" doc:"The person's book and the timeline: the day that it was made or done."`
	copied
	removable
}

type story struct {
	Words   string `json:"words" rule:"versions" validate:"max=20000" doc:"The person, and those whom they let read it: the story."`
	Teaches string `json:"what_it_teaches" rule:"versions" validate:"max=20000" doc:"Those who may read it: what there is to learn from it."`
	copied
	removable
}

type consent struct {
	To    string `json:"to" rule:"once" validate:"oneof=share story" doc:"The person and whoever shares: to talk with somebody, or to let an audience read a story."`
	Story string `json:"story" rule:"once" validate:"id" doc:"Whoever shares: which story, where it is for one."`
	Whom  string `json:"whom" rule:"once" validate:"actor" doc:"Whoever shares: with whom, a name or an audience."`
	Given bool   `json:"given" rule:"once" doc:"Whoever shares: true for yes, false for withdrawn; the newest counts."`
	By    string `json:"by" rule:"once" validate:"actor" doc:"The steward: who said yes, the person or somebody with the right to."`
	How   string `json:"how" rule:"once" validate:"oneof=own_hand told_us in_writing" doc:"The steward: how it was said."`
	On    string `json:"on" rule:"once" validate:"day" doc:"The person and the steward: the day."`
	fact
}

type beside struct {
	OfKind string `json:"of_kind" rule:"once" validate:"max=40" doc:"Whoever reads the record: what kind of record these words stand beside."`
	Of     string `json:"of" rule:"once" validate:"id" doc:"Whoever reads the record: its id, in this scope; of a fact the id of the first."`
	Words  string `json:"words" rule:"once" validate:"max=20000" doc:"The person and everybody who reads the record, with the same weight: how the person sees it."`
	How    string `json:"how" rule:"once" validate:"oneof=own_hand told_us in_writing" doc:"The reader, to weigh it: the person's own hand, or told to the coach."`
	On     string `json:"on" rule:"once" validate:"day" doc:"The reader: the day that it was said."`
	fact
}

type feedback struct {
	Words string `json:"words" rule:"once" validate:"max=20000" doc:"The team, to learn: thanks or a complaint."`
	From  string `json:"from" rule:"once" validate:"actor" doc:"The team: who said it."`
	To    string `json:"to" rule:"once" validate:"actor" doc:"The team: whom it is meant for."`
	On    string `json:"on" rule:"once" validate:"day" doc:"The timeline: the day."`
	fact
}

type opened struct {
	By    string `json:"by" rule:"once" validate:"actor" doc:"The person and their circle: who opened the record from outside."`
	Why   string `json:"why" rule:"once" validate:"max=2000" doc:"The person and their circle: the reason that was given."`
	From  int64  `json:"from" rule:"once" validate:"min=0" doc:"The person and their circle: from when it was open, in milliseconds since 1970."`
	Until int64  `json:"until" rule:"once" validate:"min=0" doc:"The person and their circle: until when it was open, in milliseconds since 1970."`
	On    string `json:"on" rule:"once" validate:"day" doc:"The timeline: the day."`
	fact
}

type concern struct {
	Words           string   `json:"words" rule:"versions" validate:"max=20000" doc:"The few who hold it: what is feared for the person."`
	Known           string   `json:"known" rule:"latest" validate:"oneof=told_us we_saw we_wonder" doc:"The few who hold it, to weigh it: told, seen or only wondered."`
	On              string   `json:"on" rule:"latest" validate:"day" doc:"The few who hold it: the day that it arose."`
	ToldTo          []string `json:"told_to" rule:"set" validate:"max=200,dive,actor" doc:"The few who hold it: who was told."`
	WhatTheyDid     string   `json:"what_they_did" rule:"versions" validate:"max=20000" doc:"The few who hold it: what those who were told did."`
	Withheld        bool     `json:"withheld" rule:"latest" doc:"The person's own page and its review: true keeps it from that page."`
	WithheldBecause string   `json:"withheld_because" rule:"versions" validate:"max=2000" doc:"Whoever reviews it: why the person is not shown this."`
	ReviewedOn      string   `json:"reviewed_on" rule:"latest" validate:"day" doc:"Whoever reviews it: when keeping it back was last looked at."`
	removable
}
