package schema

// removable is part of every kind without once fields.
type removable struct {
	Gone bool `json:"gone" rule:"latest" doc:"Everybody's lists leave it out; the phone shows it under recently removed, from where it can come back for 30 days."`
}

// copied is part of the kinds that are shared elsewhere as a copy.
type copied struct {
	Source string `json:"source" rule:"latest" validate:"source" doc:"Readers of a copy see where it came from: <scope>/<kind>/<id> of what was copied."`
}

// fact is part of every kind with once fields: what was said stays, and is
// corrected by a new record.
type fact struct {
	Corrects string `json:"corrects" rule:"once" validate:"id" doc:"The history shows what this puts right: the id of the first record; the newest correction counts."`
	Source   string `json:"source" rule:"once" validate:"source" doc:"Readers of a copy see where it came from: <scope>/<kind>/<id> of what was copied."`
}

type person struct {
	Called     string   `json:"called" rule:"versions" validate:"max=200" doc:"Everybody in the circle: what the person likes to be called. The only thing asked for."`
	Matters    string   `json:"matters" rule:"versions" validate:"max=20000" doc:"Everybody in the circle, first on the page: what matters to me, in the person's words."`
	GoodLife   string   `json:"good_life" rule:"versions" validate:"max=20000" doc:"The person and the coach, when they look ahead: what a good life would be."`
	GoodToKnow string   `json:"good_to_know" rule:"versions" validate:"max=20000" doc:"Whoever knocks next: how to be good company to this person."`
	Reach      string   `json:"reach" rule:"versions" validate:"max=2000" doc:"Whoever wants to get in touch: how, where and when the person likes to be reached."`
	HowWeMet   string   `json:"how_we_met" rule:"versions" validate:"max=20000" doc:"A new coach, so that nobody has to tell it again: how this began."`
	SaidYesOn  string   `json:"said_yes_on" rule:"latest" validate:"day" doc:"The person and the steward: since when they agreed to being written about."`
	Circle     []string `json:"circle" rule:"set" validate:"max=200,dive,circle" doc:"The server and the person: the people who can see this."`
	HomeTeam   string   `json:"home_team" rule:"latest" validate:"id" doc:"The figures: the team that the person is with, and so the organisation."`
	JoinedOn   string   `json:"joined_on" rule:"latest" validate:"day" doc:"The figures: from which day somebody is alongside."`
	LeftOn     string   `json:"left_on" rule:"latest" validate:"day" doc:"The figures and the list of people: until which day somebody was alongside."`
	Afterwards string   `json:"afterwards" rule:"versions" validate:"max=20000" doc:"The team, to learn whether it lasted: how things are now."`
	InFigures  bool     `json:"in_figures" rule:"latest" doc:"The figures: false leaves the person out of every later release."`
	removable
}

type between struct {
	About  string   `json:"about" rule:"latest" validate:"id" doc:"The people who hold it: the person this is about."`
	Circle []string `json:"circle" rule:"set" validate:"max=200,dive,member" doc:"The server and the person: the few who were told; members alone, never a team."`
	removable
}

type known struct {
	Words  string `json:"words" rule:"once" validate:"max=20000" doc:"The circle, and later everybody who asks what has changed: how things are or were."`
	About  string `json:"about" rule:"once" validate:"max=200" doc:"The page, to put like with like: home, money, health, company or any word."`
	When   string `json:"when" rule:"once" validate:"max=200" doc:"The reader: the time that it tells of, as it was told (nine years, as a child)."`
	SaidBy string `json:"said_by" rule:"once" validate:"actor" doc:"The reader, to weigh it: who said so."`
	Known  string `json:"known" rule:"once" validate:"oneof=told_us we_saw we_wonder" doc:"The reader, to weigh it: told, seen or only wondered."`
	On     string `json:"on" rule:"once" validate:"day" doc:"The timeline: the day that it was said or seen."`
	fact
}

type strength struct {
	Words    string   `json:"words" rule:"versions" validate:"max=20000" doc:"The person and the circle, above everything else: what is strong."`
	Of       string   `json:"of" rule:"latest" validate:"oneof=person relationship place thing" doc:"The page, to put like with like: whose strength it is."`
	Visits   []string `json:"visits" rule:"set" validate:"max=200,dive,id" doc:"The page, to show how it grows: the visits at which it was seen."`
	Evidence []string `json:"evidence" rule:"set" validate:"max=200,dive,id" doc:"The person: what they made or did that shows it."`
	copied
	removable
}

type goal struct {
	Words     string `json:"words" rule:"versions" validate:"max=20000" doc:"The person and the circle: what they want to do, in their words."`
	Because   string `json:"because" rule:"versions" validate:"max=20000" doc:"The circle: why it matters."`
	DoneLooks string `json:"what_done_looks_like" rule:"versions" validate:"max=20000" doc:"The person, when they judge it: how they will know that it is enough."`
	Whose     string `json:"whose" rule:"latest" validate:"oneof=mine ours worker" doc:"The figures, which never count a worker's goal for somebody: whose idea it is."`
	MadeOn    string `json:"made_on" rule:"latest" validate:"day" doc:"The figures: from which day it counts."`
	AsideOn   string `json:"set_aside_on" rule:"latest" validate:"day" doc:"The figures and the person's page: from which day it no longer counts; null takes it up again."`
	AsideBy   string `json:"set_aside_by" rule:"latest" validate:"oneof=self together worker" doc:"The team, to learn: who let it go."`
	Order     int64  `json:"order" rule:"latest" doc:"The person's page: where it stands in their own order."`
	copied
	removable
}

type assessment struct {
	Goal   string `json:"goal" rule:"once" validate:"id" doc:"The figures and the goal's page: which goal was judged."`
	Done   bool   `json:"done" rule:"once" doc:"The figures: the person said that they had done this, or enough of it."`
	HowFar int64  `json:"how_far" rule:"once" validate:"min=0,max=100,tens" doc:"The figures and the goal's page: how far it feels, 0 to 100 in tens."`
	By     string `json:"by" rule:"once" validate:"oneof=self together worker" doc:"The figures, which never count the worker's voice: who judged."`
	How    string `json:"how" rule:"once" validate:"oneof=own_hand told_us" doc:"The reader, to weigh it: the person's own hand, or told to the coach."`
	Words  string `json:"words" rule:"once" validate:"max=20000" doc:"The person and the circle: what they said about it."`
	On     string `json:"on" rule:"once" validate:"day" doc:"The figures and the timeline: the day of the judgement."`
	fact
}

type lifeCheck struct {
	Answer string `json:"answer" rule:"once" validate:"oneof=yes a_bit not_really not_today" doc:"The figures and the team: is this helping me to lead a better life?"`
	By     string `json:"by" rule:"once" validate:"oneof=self together worker" doc:"The figures: whose voice it was."`
	Words  string `json:"words" rule:"once" validate:"max=20000" doc:"The circle, to do better: what they said about it."`
	On     string `json:"on" rule:"once" validate:"day" doc:"The figures and the timeline: the day of the answer."`
	fact
}

type visit struct {
	On         string   `json:"on" rule:"latest" validate:"day" doc:"The timeline: the day."`
	Where      string   `json:"where" rule:"versions" validate:"max=200" doc:"The circle: where it was, as people call it."`
	Story      string   `json:"story" rule:"versions" validate:"max=20000" doc:"The circle: what happened. One sentence is enough."`
	TheirWords string   `json:"their_words" rule:"versions" validate:"max=20000" doc:"The circle and the person: what the person said, in their words."`
	With       []string `json:"with" rule:"set" validate:"max=200,dive,actor" doc:"Gateshead's measures and the circle: who was there, members and others."`
	Strengths  []string `json:"strengths" rule:"set" validate:"max=200,dive,id" doc:"The strength's page: what was seen that day."`
	Goals      []string `json:"goals" rule:"set" validate:"max=200,dive,id" doc:"The goal's page: what it was about."`
	RightFirst bool     `json:"right_first_time" rule:"latest" doc:"Gateshead's measures: whether what was needed could be done there and then."`
	copied
	removable
}

type thread struct {
	Words       string `json:"words" rule:"versions" validate:"max=20000" doc:"The coach, first thing in the morning: what was promised, what is being untangled."`
	WhoHasIt    string `json:"who_has_it" rule:"latest" validate:"actor" doc:"The coach's first screen: who does it; may be the person, or somebody outside."`
	PromisedFor string `json:"promised_for" rule:"latest" validate:"day" doc:"The coach's first screen: the day it was promised for."`
	Next        string `json:"next" rule:"versions" validate:"max=2000" doc:"Whoever takes it up: the next step."`
	State       string `json:"state" rule:"latest" validate:"oneof=open done dropped" doc:"The coach's first screen: whether it is still to do."`
	Visit       string `json:"visit" rule:"latest" validate:"id" doc:"The visit's page: where it was promised."`
	copied
	removable
}
