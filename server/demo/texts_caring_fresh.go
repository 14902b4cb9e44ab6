package demo

var caring = theme{
	about: "caring",
	matters: []string{
		"That Mam is clean, warm and laughed with.",
		"One evening that belongs to me.",
		"My brother having a say. He has plenty to say if you wait.",
	},
	known: []string{
		"Up twice a night, every night, for three years.",
		"Gave up the job at the bakery to be at home.",
		"Nine agencies come to the house, and they have never been in a room together.",
		"Has not been to the dentist since caring began.",
	},
	strengths: []saying{
		{"Can tell from the sound of a footstep how the day will be.", "person"},
		{"The two of them have a joke for everything.", "relationship"},
		{"Keeps a diary of what works; better than any chart.", "thing"},
		{"The girl from the bakery who comes on Saturdays.", "relationship"},
	},
	goals: []aim{
		{"Have Thursday evenings for the quiz", "I was captain", "Six Thursdays, and not ringing home"},
		{"Get everybody who comes to the house round one table", "I am the filing system", "They met and I did not have to explain"},
		{"See a dentist", "I always put it off", "Seen"},
		{"Let somebody else do a night", "I am frightened to, and I need to", "I slept and nothing happened"},
		{"Take Mam to see the sea from the new bench", "She asks", "The three of us, a flask"},
		{"Bake again, for money or not", "I smell of hospital soap", "Flour on the floor"},
	},
	visits: []string{
		"Sat with Mam for an hour so that they could have a bath with the door shut.",
		"Drew up who comes when. Two people come on Tuesdays to do the same thing.",
		"Went with them as far as the quiz and left them at the door, captain again.",
		"Rang round to find one day when all of them could come; there is one, in three weeks.",
		"Practised saying no to the fourth assessment this year. They said no.",
		"Made bread in the afternoon. Mam did the kneading and the criticism.",
		"All nine in the front room with tea. Twenty minutes in, two of them found out they work in the same building.",
	},
	theirs: []string{
		"I love her and I am tired. Both. People want it to be one.",
		"Nobody rings to ask how I am. They ring to ask how she is.",
		"We won by two points.",
	},
	spends: []spend{
		{"A sitter for six Thursday evenings", "The quiz is the one thing", 90, 132, "", "Went to all six; the sitter has become a friend"},
		{"Flour, yeast and tins", "A try-out, with six loaves promised to neighbours", 16, 28, "", "Nine orders for the week after"},
		{"A wheelchair cushion, the good one", "The list for the other sort is five months", 55, 85, "", ""},
		{"Fish and chips for three by the new bench", "Mam asked", 21, 29, "", ""},
	},
	asks: []ask{
		{"Adult social care", "Can the two Tuesday visits be made one?", "Yes: nobody had noticed"},
		{"Adult social care", "Can there be a night sitter, once a month?", ""},
		{"The district nurse", "Would you come to the table as well?", "Of course"},
		{"The dentist on the square", "A first appointment?", "Six weeks"},
		{"The day centre", "Would Wednesdays be possible?", "Not before the new year"},
	},
	changes: []string{
		"Slept a whole night while somebody else was up.",
		"Went to the quiz and left the telephone in a coat.",
		"Mam asked for lipstick.",
		"Said, I am not fine, before I had asked.",
	},
	threads: []string{
		"Ask again about the night sitter",
		"Send round who comes when",
		"Find a day for the table in the new term",
		"Look up what the carers' fund is for",
	},
	gains: []found{{"Carer's allowance, at last", 327, "month", "DWP"}, {"Six free sessions from the carers' fund", 120, "once", "The carers' fund"}},
}

var freshStart = theme{
	about: "starting again",
	matters: []string{
		"My girl knowing where I am.",
		"Not being what I did.",
		"Having something to lose.",
	},
	known: []string{
		"Came out on a Friday with a bag and an appointment for the Tuesday.",
		"Has had five workers since the spring; one of them twice.",
		"Signs in at three different offices on three different days.",
		"Learnt to read inside and has read everything since.",
	},
	strengths: []saying{
		{"Reads aloud so that a room goes quiet.", "person"},
		{"Has not missed a call with the daughter, not one.", "person"},
		{"The chaplain, who still writes.", "relationship"},
		{"Library card number one of the new card.", "thing"},
	},
	goals: []aim{
		{"See my daughter in a place that is not an office", "She is seven. She should not know that carpet", "A playground"},
		{"Get through a month without moving", "I know how to pack. I do not know how to stay", "Same address on the thirty-first"},
		{"Read to the children at the library", "I found that voice late", "Once. Then we will see"},
		{"Have identification that is not from there", "First thing anybody sees", "A provisional licence will do"},
		{"Tell the story my own way, once", "It is always somebody else's page", "Out loud, with people I chose"},
		{"Make one friend who never knew me before", "Then I can be new", "They ring me"},
	},
	visits: []string{
		"Rang all three offices and asked whether one of them could do for the rest. One said yes on the spot.",
		"Walked the long way by the estuary and talked about books.",
		"Practised the swings. It matters which swing, apparently; hers is the red one.",
		"Went to the library. The children's librarian said Saturday week, as though it were nothing.",
		"A hard one: the room at the hostel was broken into. Stayed till the locksmith came.",
		"Took the pictures for the licence in the booth. The fourth go did not look like a warrant.",
		"Playground. Red swing. I sat in the car with a newspaper, as asked.",
	},
	theirs: []string{
		"You get out and everybody waits for you to go back in. I can hear them waiting.",
		"She ran. She ran at me.",
		"I read it in the voices. You have to do the voices.",
	},
	spends: []spend{
		{"A phone and a month's credit", "So that the call on Sunday can be made from anywhere", 35, 55, "", "Not one Sunday missed"},
		{"Day ticket for two and an ice cream", "The first day out that was not supervised", 14, 22, "", "Red swing, twice"},
		{"Birth certificate and provisional licence", "Everything else asks for these two", 45, 60, "", ""},
		{"Bedding, a lock and a kettle", "The room came with a bed frame", 58, 92, "", ""},
	},
	asks: []ask{
		{"Probation", "Could one office sign for all three?", "Yes, from Monday"},
		{"Children's services", "Might the visits be in a playground?", "After two more indoors"},
		{"The hostel", "Who has the master key?", ""},
		{"The library", "Would you have a reader on Saturdays?", "Saturday week, at eleven"},
		{"The passport office", "Where is the certificate?", ""},
	},
	changes: []string{
		"Introduced themselves by first name and left it there.",
		"Was ten minutes early, and waited inside.",
		"Read to eleven children and one grandfather.",
		"Has put a picture up.",
	},
	threads: []string{
		"Hear whether the two indoor visits are booked",
		"Chase the birth certificate",
		"Ask the library about a second Saturday",
		"Meet the new worker together, so that it is told once",
	},
	gains: []found{{"Discharge grant that was never paid out", 82, "once", "The prison service"}},
}
