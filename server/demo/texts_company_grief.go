package demo

var company = theme{
	about: "company",
	matters: []string{
		"Somebody to have a laugh with. I used to be the funny one.",
		"The choir on the wireless on a Sunday, and someone to argue about it with.",
		"My pigeons, and people who do not mind hearing about them.",
	},
	known: []string{
		"Has not had a visitor since the summer before last.",
		"Says the television is on for the voices.",
		"Walks to the shop at opening time so as not to queue with anyone.",
		"Used to run the darts at the Ship, and knew everybody.",
	},
	strengths: []saying{
		{"Tells a story so that you can smell the sea in it.", "person"},
		{"Remembers what you said last time, and asks about it.", "person"},
		{"An old workmate in Pentre who still sends cards.", "relationship"},
		{"The bench outside the library, where they are known by name.", "place"},
	},
	goals: []aim{
		{"Have one good conversation a week", "I go days without hearing my own voice", "I have to think which one was the best"},
		{"Go back to the Ship on darts night", "They will have forgotten me", "I play, or I keep score, I do not mind"},
		{"Ring my sister", "It was a stupid row and she is seventy-four", "I rang. What she does is up to her"},
		{"Learn to use the tablet for faces", "My nephew is in Perth, the far one", "I see his kitchen"},
		{"Join something with singing in it", "I stopped when Mam died", "My name on a list that is not a waiting list"},
		{"Have somebody round for Sunday dinner", "I cook for one and it tastes of one", "Two plates"},
	},
	visits: []string{
		"Sat on the bench outside the library. Three people said good morning and one of them stopped.",
		"Rang the sister's number together. It rang out. They want to try again on Sunday, alone.",
		"Looked at the notice board at the chapel: bowls, a choir, a men's breakfast. Took a photo of the choir one.",
		"Got the tablet to show the nephew's face. Upside down for a while, which made it easier.",
		"Walked past the Ship, then back, then in. One half each and a game nobody counted.",
		"Talked about the pigeons for most of an hour; I know a good deal more than I did.",
		"Went along to the choir and sat at the back. The alto next to us shared her copy.",
	},
	theirs: []string{
		"You are the first one who has asked me anything that was not on a sheet.",
		"I had forgotten I was good at this.",
		"She said she had been meaning to ring me. Twenty years, the pair of us.",
	},
	spends: []spend{
		{"Two coffees and a scone", "Somewhere that was not the flat", 6, 11, "Caffi'r Cei", ""},
		{"A term with the choir", "Asked for nothing else in three months", 24, 36, "Côr y Glannau", "Has not missed a Tuesday"},
		{"Taxi home from the men's breakfast", "No bus back before noon", 9, 15, "", ""},
		{"A refurbished tablet", "The nephew is eleven hours ahead and never sleeps", 70, 110, "The repair café", "They talk on Sundays"},
	},
	asks: []ask{
		{"Côr y Glannau", "Would a newcomer be welcome at the back?", "Come on Tuesday, bring nothing"},
		{"The befriending scheme", "Is there anybody who likes pigeons?", ""},
		{"The chapel", "Is the breakfast for anybody?", "For anybody who eats"},
		{"The library", "Could the reading group meet downstairs?", "Yes, from next month"},
	},
	changes: []string{
		"Waved first.",
		"Went to the choir without us.",
		"Asked me how I was, and waited for the answer.",
		"Had somebody in for tea: two cups on the drainer.",
	},
	threads: []string{
		"Find out when the choir starts again after the break",
		"Try the sister again",
		"Ask Emlyn whether he is still going on Thursdays",
		"Bring the charger that fits",
	},
	gains: []found{{"A television licence that should have been free", 169, "year", "The licence people"}},
}

var grief = theme{
	about: "loss",
	matters: []string{
		"That people say his name.",
		"Our allotment. She planted the pears.",
		"Doing the things we said we would do, even if it is only me.",
	},
	known: []string{
		"The other side of the bed is still made up.",
		"Does not go into the small bedroom.",
		"Was the carer for nine years, and then from one day to the next was nobody's anything.",
		"The funeral is not paid off.",
	},
	strengths: []saying{
		{"Looked after somebody for nine years and never let them feel a burden.", "person"},
		{"Grows the best onions on the top field, and gives most away.", "person"},
		{"The two widows from the bowls club, who do not give up.", "relationship"},
		{"The shed: everything in it has its place.", "thing"},
	},
	goals: []aim{
		{"Sort through his clothes when I am ready", "They still smell of him", "One bag gone, one box kept"},
		{"Get the allotment going again", "She would be cross at the state of it", "Something green in every bed"},
		{"Say yes to the next invitation", "I have said no to all of them", "I went"},
		{"Sleep through until it is light", "Four o'clock is the worst", "I wake up and it is day"},
		{"Take the trip to Llŷn that we had booked", "It was our plan, and it still is half mine", "A photograph of me on that beach"},
		{"Write down the stories for the grandchildren", "They only knew the ill one", "A book with a cover"},
	},
	visits: []string{
		"Dug the first bed. Found the plant labels in her handwriting and sat down for a bit.",
		"Said his name a good deal today, on purpose, both of us.",
		"Looked at the wardrobe and closed it again. That was enough for one day, and we had cake.",
		"Went to the register office for the copies. They did the talking.",
		"Drove up to the top field; the onions are in and the fence is mended.",
		"Walked round the headland. It was windy and we shouted most of it.",
		"Wrote down the story of the flooded caravan; there will be a whole book of them.",
	},
	theirs: []string{
		"People cross the road. They mean it kindly.",
		"I laughed, and then I felt terrible, and then I thought, no, she would have laughed first.",
		"I am not getting over it. I am getting round it.",
	},
	spends: []spend{
		{"Seeds, canes and a bag of compost", "Spring is not going to wait", 18, 38, "The garden centre", "Beans by July; a bag came to the office"},
		{"A notebook with thick paper", "For the stories", 7, 12, "", "Forty pages so far"},
		{"Flowers for the anniversary", "It was going to be a hard day with or without them", 12, 22, "", ""},
		{"Two nights in a bed and breakfast at Aberdaron", "The trip that had been booked for two", 120, 170, "", "Went, and sent a postcard to themselves"},
	},
	asks: []ask{
		{"The surgery", "Could somebody look at the sleeping?", "An appointment on the ninth"},
		{"The bereavement group", "Is there room before Christmas?", ""},
		{"The funeral director", "Can the rest be paid by the month?", "Of course, and no interest"},
		{"The allotment society", "May the plot be kept over the winter?", "Nobody would dream of taking it"},
	},
	changes: []string{
		"Went into the small bedroom and opened the window.",
		"Laughed, out loud, at something on the radio.",
		"Has his watch on.",
		"Brought us onions.",
	},
	threads: []string{
		"Find the number of the bereavement group that meets in the day",
		"Go along on the anniversary",
		"Borrow the rotavator",
		"Print the photograph of the beach",
	},
	gains: []found{{"Bereavement support that nobody had mentioned", 100, "month", "DWP"}, {"Carer's arrears", 310, "once", "DWP"}},
}
