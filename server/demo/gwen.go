package demo

import "alongside/server/place"

// gwenDays is how long ago the team first met Gwen.
const gwenDays = 43

// tellGwen tells six weeks with Gwen: a dark flat, a meter that eats money, and a
// walk to the shop. It returns the id of the story that she lets others read.
func tellGwen(b *book, t *team) (story string) {
	g := tellChronicle(b, t, chronicle{
		called: "Gwen", person: gwenPerson, start: b.now.AddDate(0, 0, -gwenDays),
		known: gwenKnown, visits: append(gwenFirstVisits, gwenLaterVisits...), spends: gwenSpends, asks: gwenAsks,
		changes: gwenChanges, gains: gwenGains, threads: gwenThreads, strengths: gwenStrengths,
		goals: gwenGoals, checks: gwenChecks, thanks: gwenThanks,
	})
	g.twoHandsAtOnce()
	g.fear()
	return g.tellStory(41, gwenStory, gwenTeaches)
}

// tellStory is a story with the person's yes: other teams and commissioners may read it.
func (t *teller) tellStory(on int, words, teaches string) string {
	story := t.say(0, on, 116, "story", fields{"words": words, "what_it_teaches": teaches})
	for i, whom := range []string{"team", place.CommissionerAudience} {
		t.say(0, on, 117+i, "consent", fields{"to": "story", "story": story.id, "whom": whom, "given": true,
			"by": "person:" + t.id, "how": "told_us", "on": t.day(on)})
	}
	return story.id
}

// twoHandsAtOnce leaves two versions of what is good to know: two coaches wrote
// on the same evening, neither knowing of the other's.
func (t *teller) twoHandsAtOnce() {
	first := t.b.put(&write{at: t.at(1, 118), by: t.team.coaches[0], scope: t.scope, kind: "person", id: t.id,
		set: fields{"good_to_know": "Sit down before you speak. Standing up, you look like the people with clipboards."}})
	t.b.rewrite(first, t.team.coaches[0], t.at(30, 119), "good_to_know",
		"Sit down before you speak. She looks up now, if nobody hurries her; wait for it.")
	t.b.rewrite(first, t.team.coaches[1], t.at(30, 127), "good_to_know",
		"Sit down first. Ask her what she has sorted out herself since last time: there is always something.")
}

// fear is what two of the coaches keep between them and Gwen.
func (t *teller) fear() {
	sioned, marcus := t.team.coaches[0], t.team.coaches[1]
	id := t.b.id(t.at(2, 120))
	scope := "between:" + id
	t.b.put(&write{at: t.at(2, 120), by: sioned, scope: scope, kind: "between", id: id, set: fields{"about": t.id},
		add: map[string][]string{"circle": {"member:" + sioned.id, "member:" + marcus.id}}})
	w := &write{at: t.at(2, 121), by: sioned, scope: scope, kind: "concern",
		set: fields{"words": gwenFear, "known": "we_wonder", "on": t.day(2)},
		add: map[string][]string{"told_to": {"The police", "Adult social care"}}}
	t.b.put(w)
	t.b.again(w, sioned, t.at(9, 121), fields{"what_they_did": "An officer came the next morning, in plain clothes because we had asked. There is an investigation now.",
		"known": "told_us"})
	t.b.say(marcus, t.at(24, 121), scope, "known", fields{"words": "She showed me on the statement which withdrawals were not hers. She has known for longer than anyone thought.",
		"about": "money", "said_by": "Gwen", "known": "told_us", "on": t.day(24)})
}

var gwenPerson = fields{
	"matters":    "My programmes. My mother's clock. Being spoken to nicely.",
	"good_life":  "A warm room with a lamp on, and somebody who knows me at the shop.",
	"reach":      "Knock low on the door, three times, then say your name. No telephone yet.",
	"how_we_met": "A housing officer was worried by what could be seen through the letterbox, and asked whether we would go along.",
}

var gwenKnown = []knownAs{
	{0, "Not one bulb in the flat works. The television is the lamp, and its licence has run out.", "home", "when we first came", "", "we_saw"},
	{0, "The boiler is off and the oven does not heat. Frozen meals are warmed in a slow cooker for most of a day.", "home", "when we first came", "Gwen", "told_us"},
	{0, "Mould up all the walls and round the bath; the carpets are worn to the backing.", "home", "when we first came", "", "we_saw"},
	{0, "Wears everything she owns, one thing over the other. Sore, broken skin on her head. Very thin.", "health", "when we first came", "", "we_saw"},
	{0, "Letters from five public bodies, in heaps; most of the seals unbroken.", "letters", "two years of them", "", "we_saw"},
	{1, "Reading is hard, and long sentences go by too fast. Something frightening happened once that she goes back to.", "learning", "since childhood", "Gwen", "told_us"},
	{1, "Does not go out. Anybody with a badge is a danger until shown otherwise.", "company", "for years", "Gwen", "told_us"},
	{2, "Money goes from her account that she has not spent.", "money", "since about the winter before last", "Gwen", "told_us"},
}

var gwenStrengths = []shown{
	{0, "Knows to the penny what ought to be there, in her head, without paper.", "person", []int{2, 9, 24}},
	{3, "Starts before we arrive. You come to help and the first third is done.", "person", []int{15, 22, 32, 41}},
	{6, "Dry as a biscuit: one remark an hour, and it is the right one.", "person", []int{19, 28}},
	{10, "Mrs Tudor across the landing, who has kept an ear out all these years.", "relationship", []int{12, 41}},
	{14, "Her mother's clock, wound every night through all of it.", "thing", nil},
}

var gwenGoals = []wanted{
	{1, "Be warm in my own front room", "I have had my coat on since I do not know when", "Coat on the hook", "mine", []judged{
		{8, 30, false, "self", "It comes and goes."}, {22, 70, false, "self", ""}, {37, 100, true, "self", "It is on the hook."}}},
	{2, "Have my money to myself", "It is mine", "My card, my number, nobody else's", "mine", []judged{
		{16, 40, false, "together", "There is a bank account now. My name is on it."}, {33, 80, false, "self", "Nearly. They are still owing me."}}},
	{4, "Have the flat nice", "I used to have it nice", "I would let Mrs Tudor in", "ours", []judged{
		{12, 40, false, "together", ""}, {26, 70, false, "self", "The carpet!"}, {40, 90, true, "self", "She came in."}}},
	{19, "Go to the shop", "I can see it from the window", "There and back, with something in the bag", "mine", []judged{
		{26, 10, false, "self", "I put my shoes on."}, {34, 40, false, "self", "As far as the gate."}, {42, 100, true, "self", "I done it."}}},
	{28, "Read the post myself, the short ones", "I do not like it read out", "One a week", "mine", []judged{
		{36, 30, false, "together", ""}}},
	{5, "See the doctor about the memories", "We think it would help", "An appointment, if she wants one", "worker", []judged{{30, 20, false, "worker", ""}}},
}

var gwenChecks = []checked{
	{8, "not_today", "self", ""},
	{20, "a_bit", "together", "It is warmer."},
	{33, "yes", "self", "You come back. That is the thing."},
	{42, "yes", "self", "Yes. I went to the shop!"},
}

var gwenThanks = []thanked{
	{10, "I have not seen her stand up straight since her mother went. What have you done?", "Mrs Tudor across the landing"},
	{42, "She said good morning to me. I nearly dropped the milk.", "The man at number four"},
}

const gwenFear = "Somebody may be taking her money: withdrawals on days when she has not left the flat, and a visitor whom she will not name."

const gwenStory = "When we met, my light was the television. Then there were bulbs, and a warm day, and somebody each day who said their name first. " +
	"I had my own ideas about where my money went, and this time I was asked. I cleaned the hall before they came, so they would see I could. " +
	"Last week I put my coat on because I was going as far as the gate, and not because I was cold."

const gwenTeaches = "That no one of these things was clever. Someone went, and went again, spent what it took, and asked her first. " +
	"And that seventy-six pounds in the hundred can go on a debt before a room gets one degree warmer."
