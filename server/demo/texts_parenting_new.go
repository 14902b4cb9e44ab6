package demo

var parenting = theme{
	about: "family",
	matters: []string{
		"My boys. In that order and no other.",
		"A tea time with no phones and no shouting.",
		"Being the mam I thought I would be. Some days.",
	},
	known: []string{
		"Five schools in six years, because of five addresses.",
		"The eldest has been out of class since half-term.",
		"There is a file with more pages than the family has days.",
		"Nan does the mornings.",
	},
	strengths: []saying{
		{"Knows which of the three is coughing from two rooms away.", "person"},
		{"Nan, who is made of iron and toffee.", "relationship"},
		{"Sunday football: all of them, muddy, on the same side.", "place"},
		{"Sings them down, even when it has been a day.", "person"},
	},
	goals: []aim{
		{"Get Cai back into a class he likes", "He used to run in", "He goes in without holding my sleeve"},
		{"Eat together three nights a week", "We are like a bus station", "A pan, not plates"},
		{"Have one day out in the half-term", "They say where they went and mine say nowhere", "They tell it at school"},
		{"Go to the parents' evening and not be told off", "I was told off there when I was eight", "I asked them something"},
		{"Get a bed each", "Top and tail at eleven and nine", "Three beds"},
		{"Talk to their dad about dates without a solicitor", "It costs us both", "A calendar with two colours"},
	},
	visits: []string{
		"Made a pan of cawl with three helpers and one saboteur.",
		"Met the head of year in the corridor, which turned out to be the best place.",
		"Walked the school run with them. Cai stopped at the gate, and we stopped as well.",
		"Football in the rain. I was put in goal and it was not a kindness.",
		"Wrote out what a good morning would look like, in felt tip. It is on the fridge.",
		"Two colours on the calendar, and the dad on the phone. They did it themselves; I dried up.",
		"Sat through the meeting. Eleven people, one mother. She spoke first, because we had asked for that.",
	},
	theirs: []string{
		"They write down when I am late. Nobody writes down when I am on time.",
		"He went in. He did not look round.",
		"It was just a tea, and nobody cried.",
	},
	spends: []spend{
		{"Bunk beds", "Three boys and one and a half beds", 130, 210, "The Reuse Barn", "Everybody in their own by eight"},
		{"A day at the castle, with the train", "Half-term", 34, 58, "", "It was told at school, at length"},
		{"Football boots, two pairs", "The club is free and the boots are not", 26, 44, "", ""},
		{"A big pan", "You cannot eat together out of four small ones", 15, 24, "", "Cawl on Mondays"},
	},
	asks: []ask{
		{"The head of year", "Could Cai start with the lessons he likes?", "Art and science from next week"},
		{"The education psychologist", "When might he be seen?", ""},
		{"The school", "May the letters come by text?", "Done"},
		{"The football club", "Is there a kit to borrow?", "A whole cupboard"},
		{"Housing", "Is a third bedroom anywhere on the list?", ""},
	},
	changes: []string{
		"Cai went in on his own.",
		"There was a tablecloth.",
		"Asked the teacher a question, and then another.",
		"The eldest made me a cup of tea and told me a joke.",
	},
	threads: []string{
		"Hear from the head of year about art and science",
		"Bring the second mattress",
		"Ask the club about the cupboard",
		"Find a half-term day with a cheap train",
	},
	gains: []found{{"Free school meals backdated", 198, "once", "The school"}, {"Child benefit that had stopped by mistake", 140, "month", "HMRC"}},
}

var newHere = theme{
	about: "being new here",
	matters: []string{
		"That my children are proud of both their languages. All three now.",
		"To be useful. At home I was useful every day.",
		"A kitchen with people in it.",
	},
	known: []string{
		"Was a pharmacist for fourteen years in another alphabet.",
		"Came in the winter, with a number to ring that did not answer.",
		"The children do the talking at the surgery.",
		"Cooks for the whole corridor on Fridays.",
	},
	strengths: []saying{
		{"Four languages, and patience in all of them.", "person"},
		{"Cooks so that doors open along the corridor.", "person"},
		{"Mrs Beynon from the chapel, who corrects the grammar and brings the jam.", "relationship"},
		{"A box of photographs that came all the way.", "thing"},
	},
	goals: []aim{
		{"Speak to the doctor by myself", "My daughter is ten. She should not hear it all", "I went in alone"},
		{"Cook for forty people", "Then they will know us", "Empty plates"},
		{"Have my certificates read by somebody who can say yes or no", "No is also an answer", "A letter"},
		{"Learn to say the name of this town as they say it", "They laugh, kindly, but they laugh", "They do not laugh"},
		{"Take the children to swim", "We crossed one sea. I want them to like this one", "They swim"},
		{"Find the people who play backgammon", "There are always some", "I lose a game"},
	},
	visits: []string{
		"Went through the letter word by word. Two of the words were no use in any language.",
		"Practised the doctor: where, since when, how bad. Mrs Beynon was the doctor, and strict.",
		"Found two backgammon players in the barber's. Did not win.",
		"Peeled for an hour. Forty is a lot of aubergines.",
		"Posted the certificates, all of them, with a list in both alphabets.",
		"Swimming: the small one would not come out.",
		"Ate at theirs. Was not allowed to wash up.",
	},
	theirs: []string{
		"Here everybody asks where I am from. Today somebody asked what I do.",
		"I said it, and she understood it, and that was all that happened. It was wonderful.",
		"At home we say: a guest is a guest for three days. I have been one for two years.",
	},
	spends: []spend{
		{"Aubergines, lamb, rice and the rest", "Forty people to dinner, at the chapel", 85, 125, "", "Fifty-three came"},
		{"Sworn translation of two certificates", "Nobody will read them otherwise", 90, 150, "", ""},
		{"Swimming for three children", "The summer, and one sea behind them", 24, 40, "The leisure centre", "All three can do a width"},
		{"Bus fares to the class", "Tuesdays and Thursdays in town", 16, 24, "", ""},
	},
	asks: []ask{
		{"The pharmacy council", "Who reads certificates like these?", ""},
		{"The surgery", "Could there be ten more minutes?", "Double appointment, from now on"},
		{"The chapel", "May we have the kitchen on a Friday?", "And the vestry, if it rains"},
		{"The college", "Is there a class in the morning?", "From January"},
	},
	changes: []string{
		"Went in to the doctor alone.",
		"Corrected my Welsh.",
		"The neighbours have started to bring dishes back full.",
		"Was asked for the recipe, and gave it, nearly all of it.",
	},
	threads: []string{
		"Chase the council about the certificates",
		"Ask about the morning class again in the new year",
		"Bring Mrs Beynon's dish back",
		"Find out what a food hygiene certificate asks for",
	},
	gains: []found{{"School uniform grant", 125, "year", "The council"}, {"A bursary for the first module", 450, "once", "The college"}},
}
