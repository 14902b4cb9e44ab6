package demo

var potSources = []string{
	"The alliance's shared purse", "The county's early help money, moved with no strings", "A bequest from Miss Gwladys Hopkin of Heol Fawr",
	"The community foundation",
}

var potConditions = []string{
	"Stay safe, stay lawful, write down why. Nothing else.",
	"For whatever helps, in Aberwennol or for somebody from here.",
	"She asked that some of it go on things that are not sensible.",
}

var teamSpends = []spend{
	{what: "A kettle and eight mugs for the vestry", why: "People stay when there is tea", low: 34, high: 58},
	{what: "Gloves, buckets and a decent vacuum cleaner", why: "We keep hiring them", low: 95, high: 160},
	{what: "A morning out on the headland, all of us", why: "It has been a month", low: 18, high: 40},
	{what: "A trolley for the house-clearance furniture", why: "Good tables are going to the tip for want of wheels", low: 60, high: 90},
	{what: "Power banks for four phones", why: "No signal is one thing, no battery is another", low: 48, high: 72},
}

type musing struct{ worked, didNot, dontKnow, learnt, nextTry, forMe string }

var reflections = []musing{
	{worked: "Waiting. I counted to ten before I answered, three times, and three times they filled it with something better.",
		learnt: "My questions mostly get me my own answers.", forMe: "Calmer than I have been since the summer."},
	{didNot: "I filled in the form for them because it was quicker. It was quicker, and it was mine.",
		nextTry: "Hand over the pen first."},
	{dontKnow: "Whether going every day helps them or helps me.", nextTry: "Ask them.", forMe: "I do not like the answer I am expecting."},
	{worked: "Ringing the landlord from the room with the damp in it, on video.", learnt: "Let the wall do the talking."},
	{didNot: "Three of us turned up at once and it felt like a raid.", learnt: "One face, until they ask for another.",
		forMe: "Ashamed, a bit. We meant well."},
	{worked: "Buying the choir term without a meeting about it. Twenty-eight pounds and a different person.",
		dontKnow: "What we would have done if it had been two hundred and eighty."},
	{dontKnow: "How to stop. They are well. I keep going round.", nextTry: "Talk about the last visit on the first one."},
	{didNot: "I promised a date that was not mine to promise.", learnt: "Promise what is in my own hands.", forMe: "They were kind about it, which was worse."},
	{worked: "Getting everybody round the one table. Two agencies found that they share a corridor.",
		didNot: "Nobody had asked the family what time suited.", nextTry: "Their kitchen, their hour."},
	{learnt: "Strengths come out sideways: while something is being carried, or fried.", nextTry: "More carrying."},
	{dontKnow: "If the new flat is theirs or ours. We were so keen.", nextTry: "Ask what they would change about it."},
	{worked: "Saying, I do not know, I will find out, and then finding out.", didNot: "The finding out took five weeks.",
		forMe: "Tired. Good tired on Thursday, the other kind on Friday."},
	{didNot: "Went in with a plan. It was a lovely plan.", learnt: "They had one too."},
	{worked: "Swapping people with Dewi for a week. He saw the piano; I had walked past it for a year."},
	{dontKnow: "Whether it is the money or the being asked.", nextTry: "Notice what they mention a month later."},
}

var hardThings = []string{
	"Two hours on hold, in three parts.", "A funeral.", "Being asked for numbers by someone who has not met anybody.",
	"The car.", "Nobody to cover, so nobody to talk to.", "A letter that undid six weeks.", "Nothing. A good week.",
	"Carrying home what was said on Wednesday.", "The rain, honestly.",
}

type obstacle struct {
	what string
	who  []string
	cost int // pounds, so far
	they string
	did  string
	met  []string
}

// commissioners, as somebody who could help.
const commissioners = "Commissioners"

var barriers = []obstacle{
	{"Credit put on a pre-payment meter goes to old debt first, so that people pay and stay cold.",
		[]string{"Fuel companies", "Regulator"}, 2300,
		"One company will hold the debt back for eight weeks if we ring a named person.", "We have the name. It is on the wall of every team.",
		[]string{"Most of the top-up was gone before the heating came on.", "Three calls before anybody would hold the debt.", "Meter empty by Sunday."}},
	{"Benefits are stopped by a letter that people cannot read, or dare not open.",
		[]string{"DWP", "Council"}, 4100, "They will try a telephone call before they stop a payment, in two streets.", "",
		[]string{"Stopped again, over a date.", "The letter was in the pile.", "Put right within an hour, once somebody could see the screen."}},
	{"To be let back on to the housing list one has to have somewhere to be written to.",
		[]string{"Council's housing team"}, 1750, "The library's address may be used.", "Eleven people have their post at the library.",
		[]string{"Care of the chip shop, this time.", "Lost a place on the list for want of a letterbox."}},
	{"The same story has to be told at every door, and each door writes down a different one.",
		[]string{commissioners, "Health board"}, 3200, "", "We go along, and ask whether it may be told once.",
		[]string{"Sixth assessment since the spring.", "Nine people, nine forms.", "They asked for the date of birth four times in one call."}},
	{"There is no bus back from the hospital after ten past five.",
		[]string{"County's transport desk"}, 980, "A later bus is in the plan for the autumn.", "",
		[]string{"Taxi home again.", "Missed the end of visiting."}},
	{"A dentist can be had only by people who already have a dentist.",
		[]string{"Health board"}, 640, "", "", []string{"Six weeks, and then a cancellation.", "Pulled it themselves."}},
	{"Good furniture goes to the tip because clearances are done by the hour.",
		[]string{"Clearance firms", "Council's waste team"}, 300, "Two firms will ring us the evening before.",
		"A barn, a trolley and a list: forty rooms so far.", []string{"A table and six chairs, into the skip as we arrived.", "No van that morning."}},
	{"A deposit is wanted before the old one has been returned.",
		[]string{commissioners, "Deposit scheme"}, 2600, "", "The alliance stands in for the gap, where it is asked.",
		[]string{"Lost the room over eleven days.", "Borrowed at the door to pay it."}},
}
