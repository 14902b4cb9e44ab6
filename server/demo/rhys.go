package demo

// rhysDays is how long ago Sioned first met Rhys.
const rhysDays = 371

// tellRhys tells a year with Rhys: nineteen addresses, a flat, and a class at the
// college; and what he told one coach alone.
func tellRhys(b *book, t *team) {
	r := tellChronicle(b, t, chronicle{
		called: "Rhys", person: rhysPerson, start: b.now.AddDate(0, 0, -rhysDays),
		known: rhysKnown, visits: rhysVisits, spends: rhysSpends, asks: rhysAsks, changes: rhysChanges,
		gains: rhysGains, threads: rhysThreads, strengths: rhysStrengths, goals: rhysGoals,
		checks: rhysChecks, thanks: rhysThanks,
	})
	r.ownBudget()
	r.toldToOneAlone()
	r.tellStory(345, rhysStory, rhysTeaches)
	r.say(0, 340, 116, "evidence", fields{"words": "First drawing from the class: the harbour crane, in charcoal. Eleven weeks, and the tutor kept one back for the corridor.",
		"caption": "The crane, from the wall", "on": r.day(338)})
}

const rhysStory = "I had been moved nineteen times and chosen none of them. This one I chose: I said no to two flats, out loud, and nobody put that in a file. " +
	"Then a table by the window, then a lamp. I drew the crane for eleven weeks and the tutor kept one back for the corridor. I pay my own rent into my own account."

const rhysTeaches = "That being allowed to say no came before everything else that went well. And that a budget of one's own buys a lamp, where a panel would have bought a course."

// ownBudget is a pot of his own, in his own scope.
func (t *teller) ownBudget() {
	pot := t.say(0, 300, 116, "pot", fields{"name": "Rhys's own budget", "currency": "GBP", "source": "The council's personal budgets",
		"conditions": "His to decide. Tell us once a quarter what it did."})
	t.say(0, 300, 117, "pot_entry", fields{"pot": pot.id, "minor_units": 90000, "currency": "GBP", "words": "For the year", "on": t.day(300)})
	t.say(0, 322, 117, "decision", fields{"what": "A drawing board and a good lamp", "why": "Evenings are when he works best", "minor_units": 11450,
		"currency": "GBP", "pot": pot.id, "chosen_by": "person", "on": t.day(322), "goal": t.goals[3].id})
	t.say(0, 352, 117, "decision", fields{"what": "Two sessions with an accountant who takes on small starts", "why": "To see whether the idea pays for its own paper",
		"minor_units": 8000, "currency": "GBP", "pot": pot.id, "chosen_by": "person", "on": t.day(352), "goal": t.goals[4].id})
}

// toldToOneAlone is what only Sioned knows; the circle of the scope is her alone.
func (t *teller) toldToOneAlone() {
	sioned := t.team.coaches[0]
	id := t.b.id(t.at(58, 120))
	scope := "between:" + id
	t.b.put(&write{at: t.at(58, 120), by: sioned, scope: scope, kind: "between", id: id, set: fields{"about": t.id},
		add: map[string][]string{"circle": {"member:" + sioned.id}}})
	for i, k := range rhysAlone {
		at := t.at(k.day, 121+i)
		t.b.say(sioned, at, scope, "known", fields{"words": k.words, "about": k.about, "when": k.when, "said_by": "Rhys",
			"known": k.sort, "on": t.day(k.day)}.pruned())
	}
	t.b.say(sioned, t.at(84, 122), scope, "visit", fields{"on": t.day(84), "where": "the sea wall",
		"story": "He said it a second time, out loud, to the water mostly. I said thank you for telling me, and we went on looking at the boats."})
	t.b.say(sioned, t.at(210, 122), scope, "goal", fields{"words": "Go to the Tuesday group in Abernant and say my own name", "because": "I have been someone else in every office for eighteen years",
		"whose": "mine", "made_on": t.day(210)})
	t.b.say(sioned, t.at(262, 122), scope, "change_seen", fields{"words": "Went. Stayed for the washing-up.", "noticed_by": "person", "first_time": true, "on": t.day(262)})
}

var rhysAlone = []knownAs{
	{58, "He is gay, and has not had anywhere safe to be. The hostel is three floors of men, and he holds himself in from waking to sleeping.", "who I am", "always", "", "told_us"},
	{58, "The drinking is worst where he is most afraid of being seen. He put the two together himself, while we were talking.", "who I am", "the hostels", "", "told_us"},
	{84, "Things were done to him in the years outside, and in one of the houses. He does not want them written down, only that I know there is something.", "what happened", "the rough years", "", "told_us"},
}

var rhysPerson = fields{
	"matters":      "Buildings. How they stand up, who they let in. I used to draw them for a living.",
	"good_life":    "Work with a pencil in it, a door of my own, and people who know me from now and not from then.",
	"good_to_know": "Let him choose the place and the hour. Open air is better than any room. No forms between you and him.",
	"reach":        "A text the day before. If he does not come, he has seen something coming; wait on the wall anyway.",
	"how_we_met":   "The hostel was about to put him out again. A night worker there asked whether he might like somebody to talk to who was not paid to watch him; he said he would look at me and see.",
}

var rhysKnown = []knownAs{
	{0, "About to be evicted again. Three written warnings and a ban from the day room.", "home", "now", "The hostel", "told_us"},
	{4, "Mid-forties. A degree, and eight years in an architect's office before any of this.", "work", "before", "Rhys", "told_us"},
	{4, "On the street for the first time eighteen years ago; indoors and out of doors by turns ever since.", "home", "eighteen years", "Rhys", "told_us"},
	{16, rhysAddresses, "home", "nine years", "Rhys", "told_us"},
	{16, "When he sees an eviction coming he goes first. It is the one thing about it that is his.", "home", "nine years", "Rhys", "told_us"},
	{9, "Every file calls him a drinker, depressed, anxious, and a danger to himself and others. He can recite them.", "what is written about me", "eighteen years", "Other people's files", "told_us"},
	{9, "Was sent to a counsellor to be put right. Came out feeling smaller than he went in.", "what is written about me", "some years ago", "Rhys", "told_us"},
	{30, "Expects whatever it is to fail; it is only a matter of when.", "what I expect", "now", "Rhys", "told_us"},
}

const rhysAddresses = "Nineteen addresses in nine years, as he counts them: St Illtyd's hostel; the box room at Prosser's; the night shelter, and the same again; " +
	"a caravan at Pen-y-bont; Bryn House; the flat over the bookmaker's; Bryn House again; a friend's floor; the short-stay unit on Dock Road; " +
	"two rooms in Abernant; the annexe; the hotel that the council used; Heol Fawr, eleven weeks; the second caravan; a bail house that was a mistake of theirs; " +
	"the Mission; Tŷ Nant; and the big hostel, where he is now. Doorways in between are not counted."

var rhysStrengths = []shown{
	{4, "Sees how a building works, and can tell you in a way that makes you see it too.", "person", []int{22, 105, 176, 300}},
	{16, "Has got through eighteen years that would have finished most people, and is courteous.", "person", []int{30}},
	{45, "Listens to the younger ones at the hostel. They wait up for him.", "person", nil},
	{190, "The women at the corner shop, and Emyr at the allotments: he found them himself.", "relationship", []int{248, 330}},
	{231, "His table in the library window, ten till one.", "place", nil},
}

var rhysGoals = []wanted{
	{9, "Not be thrown out this time", "Then I can think about something else", "It is spring and I have not packed", "mine", []judged{
		{45, 30, false, "together", "They have said they will wait. They always say."}, {105, 80, false, "self", ""}, {150, 100, true, "self", "I left. I was not put out. There is a difference and I felt it."}}},
	{30, "Live somewhere that I picked", "I have been placed like a parcel", "My key, my street, my say", "mine", []judged{
		{105, 20, false, "self", "Looked at three. Said no to two, out loud."}, {150, 70, false, "self", ""}, {190, 100, true, "self", "Mine."}}},
	{84, "Be outside more, and not because I have to", "I think in straight lines outside", "A walk most days", "mine", []judged{
		{150, 60, false, "together", ""}, {231, 100, true, "self", "Most days. Enough."}}},
	{176, "Draw again", "It is who I was, and I think it is still in there", "A sheet I would show somebody", "mine", []judged{
		{231, 50, false, "self", "My hand shakes less on paper."}, {300, 90, true, "self", "I showed it."}}},
	{300, "Start something of my own, with plans and old houses", "People keep asking me why their walls are wet", "One invoice, paid", "mine", []judged{
		{345, 20, false, "self", "A name for it, and half a page."}, {366, 40, false, "self", "Somebody has asked what I charge."}}},
	{60, "Cut down on the drink", "The hostel wants it on the plan", "", "worker", []judged{{231, 60, false, "worker", "Never our subject. It has simply gone down as the rest came up."}}},
}

var rhysChecks = []checked{
	{45, "not_really", "self", "You are pleasant. So were others."},
	{105, "a_bit", "self", "Nobody has made me sign anything."},
	{190, "yes", "self", ""},
	{300, "yes", "self", "It is my life again, so yes."},
	{366, "yes", "self", "I have started to forget to ask myself."},
}

var rhysThanks = []thanked{
	{112, "Whoever it was that rang us about Rhys: more like that, please. Nobody had explained.", "The hostel's night worker"},
	{345, "He speaks in the class as if he had always been there. I did not know that he was anything to do with you until he said.", "The tutor at the college"},
}
