package demo

// With Rhys, by the days of the year: 0 Sioned, 1 Marcus, 2 Ffion.

var rhysVisits = []told{
	{0, 0, "the steps of the hostel", "Ten minutes on the steps. I told him what I am for, and that he could say no. He asked what was in the bag. Sandwiches.", "What do I have to do? Nothing? Then what do you get out of it?", true},
	{4, 0, "the sea wall", "He picked the place. Did not ask him anything; he told me how the lifeboat station is held up.", "", true},
	{9, 0, "the sea wall", "He recited his own file to me, in voices. Funny, and then not.", "That is a very thorough portrait of a man I have never met.", false},
	{16, 0, "Caffi'r Cei", "Nineteen addresses on the back of a menu, in order, from memory.", "", false},
	{22, 0, "Dock Road", "Walked past four of the nineteen. He showed me what was wrong with each of them, as buildings.", "", false},
	{30, 0, "the sea wall", "He was late and expected me to have gone. Then he expected to be told off.", "I do not know what to do with not being told off.", false},
	{38, 1, "the steps of the hostel", "Sioned was ill, so I went and sat. He allowed it.", "", false},
	{45, 0, "the headland", "The first eviction date went by and he was still there. We did not mention it until we were on the way down.", "", true},
	{58, 0, "the headland", "A long one. Walked to the end and back.", "", false},
	{70, 0, "the estuary", "He had worked it out: it is the size of the place. Two hundred doors, and not one that you would close without checking.", "In there I am a problem of sound and smell.", false},
	{84, 0, "the sea wall", "Boats. Some talk.", "", false},
	{91, 0, "the library", "With his housing worker, at a library table, all three on the same side of it. Wrote down what he wants in a place; her list got shorter and shorter.", "", true},
	{105, 0, "Abernant", "Saw three flats. He turned down two. I did not say a word and it was the hardest thing I have done since Easter.", "You are really not going to tell me, are you?", true},
	{119, 0, "the sea wall", "Frightened. Everybody he knows is in the hostel; the rules, the fights, the tea at four. It is a country, and he would be leaving it.", "I know how to live there. I do not know how to live.", false},
	{133, 0, "Bridge Street", "One bedroom, third floor, bus stop outside, library at the corner. He knocked on the walls, listened and said yes, then sat down on the floor.", "This one.", true},
	{150, 1, "Bridge Street", "Moved. Two bags and a plant from the night worker.", "", true},
	{158, 0, "Bridge Street", "Had not slept in the bed yet. Had slept, though.", "It is so quiet that I can hear the fridge decide things.", false},
	{176, 0, "the park", "He brought a pencil. Did not say so; I saw it.", "", false},
	{190, 0, "the allotments", "Introduced me to people. He introduced me!", "This is Sioned, she is a friend of mine.", false},
	{204, 0, "the college", "Went to look at the prospectus. He read the one for the taster in drawing three times and put it in his inside pocket.", "", false},
	{218, 0, "the college gates", "First evening of the class. I walked him to the gates and no further, as agreed.", "They asked my name and what I like to draw. That was the whole of the form.", true},
	{231, 0, "the library", "He has a table there. I had to wait my turn.", "I am a fellow who goes to college. You would not believe how restful it is.", false},
	{248, 2, "Bridge Street", "Tea, shop gossip, a neighbour's damp wall diagnosed through the party wall.", "", false},
	{270, 0, "the estuary", "Did not need anything. Walked.", "", false},
	{300, 0, "the college", "The end-of-term show. Stood by his own drawing as though waiting for a bus.", "Somebody asked if it was for sale. I said it was for looking at.", true},
	{315, 0, "Caffi'r Cei", "Filled in the bursary form. Two pages, and he corrected the grammar.", "", true},
	{330, 0, "Bridge Street", "There were four people in his kitchen when I came and none of them was paid to be there.", "", false},
	{345, 0, "the library", "The bursary is his. He showed me the letter, and then explained it to me, in case I had not understood how good it was.", "They gave it to me. To me.", true},
	{359, 0, "Caffi'r Cei", "Business: old houses, wet walls, honest drawings, small fees. He has a name for it and will not tell me yet.", "", false},
	{366, 0, "the sea wall", "A year. Same wall. He brought the sandwiches.", "You never once asked me about the drinking.", false},
}

var rhysSpends = []bought{
	{day: 0, by: 0, what: "Two sandwiches and a tea", why: "It is hard to turn down somebody who has brought lunch", pence: 740, chosen: "worker", came: "Mentioned a year later.", cameDays: 366},
	{day: 6, by: 0, what: "To ask everybody to hold off for eight weeks", why: "He cannot think about anything while he is counting days", pence: 0, chosen: "together", goal: 1,
		came: "They held off. It took nine conversations and no money.", cameDays: 39, ifNobody: "Address number twenty, and after that the doorways.", ifDay: 60},
	{day: 91, by: 0, what: "Bus passes for a month of looking", why: "He wants to see the streets at night before he says yes to them", pence: 5800, chosen: "person", goal: 2},
	{day: 136, by: 0, what: "The gap between the deposits", why: "The flat would have been gone by the end of the week", pence: 42500, from: "The landlord on Bridge Street", chosen: "person", goal: 2, came: "Paid back by the scheme in ten weeks.", cameDays: 70},
	{day: 149, by: 1, what: "A bed, a pan, a kettle and a lamp", why: "So that the first night is not on a floor", pence: 21860, from: "The Reuse Barn", chosen: "person", goal: 2},
	{day: 149, by: 1, what: "A table and a chair from a clearance", why: "He asked for a big one, by the window", pence: 0, from: "A house clearance in Pentre", chosen: "person", inKind: true, goal: 2},
	{day: 206, by: 0, what: "The taster class, one term", why: "He carried the page about with him for a fortnight", pence: 6400, from: "The college", chosen: "person", goal: 4, came: "Not a day missed, and then a bursary.", cameDays: 139},
	{day: 216, by: 0, what: "Paper, charcoal and a flat folder", why: "Nobody else in the class would have to ask", pence: 3385, chosen: "person", goal: 4},
}

var rhysAsks = []asked{
	{day: 1, by: 0, actor: "The hostel", asked: "Will you hold the eviction while we get to know each other?", answered: "Two weeks. Then eight, once we had all met.", after: 5},
	{day: 2, by: 0, actor: "The police neighbourhood team", asked: "What is outstanding, and can it wait?", answered: "One matter; it can.", after: 3},
	{day: 3, by: 0, actor: "The council's anti-social behaviour desk", asked: "Please do not send the next letter yet.", answered: "They had sent it. They took it back.", after: 4},
	{day: 9, by: 0, actor: "The day centre", asked: "Might the ban be looked at again?", answered: "No.", after: 9, assessed: true},
	{day: 70, by: 0, actor: "His housing worker", asked: "Could it be somewhere small, and could he choose?", answered: "She had been wanting to be asked.", after: 2, handedOn: "The lettings team"},
	{day: 77, by: 0, actor: "The lettings team", asked: "One bedroom, near a bus and a library?", answered: "Three to look at.", after: 20, system: "The choice register"},
	{day: 140, by: 1, actor: "The electric company", asked: "An ordinary meter, please, and not a key.", answered: "Changed on the day.", after: 8},
	{day: 205, by: 0, actor: "The college", asked: "Does the class need to know anything about him?", answered: "His name.", after: 1},
	{day: 290, by: 0, actor: "Adult social care", asked: "Is he entitled to a budget of his own?", answered: "Yes: nine hundred for the year, his to direct.", after: 9, assessed: true, system: "The resource panel"},
	{day: 316, by: 0, actor: "The college", asked: "When is the bursary decided?", answered: "It is his.", after: 27},
}

var rhysChanges = []seen{
	{45, "Unpacked the bag that he keeps ready.", "person", true},
	{105, "Said no to something that he was offered, and the sky stayed up.", "worker", true},
	{133, "Made the decision himself, about his own home.", "worker", true},
	{190, "Knows more of his neighbours than I know of mine.", "worker", false},
	{218, "Went to a class that anybody can go to.", "person", true},
	{231, "Sleeps. Shakes less. Nobody told him to do anything about it.", "other", false},
	{248, "Drinks less. It has never been on any list of ours.", "worker", false},
	{300, "Had a drawing hung in a public place, with his name beside it.", "other", true},
	{345, "Was given a bursary on what he can do.", "person", true},
}

var rhysGains = []gained{
	{206, 42500, "The deposit made good by the scheme", "once", "The deposit scheme"},
	{300, 90000, "A budget of his own to direct", "year", "The council"},
	{345, 120000, "A bursary for the course in building conservation", "year", "The college"},
}

var rhysThreads = []promised{
	{0, 0, "Be on the wall on Thursday whether he comes or not", "", "", 4, 4},
	{6, 0, "Get all of them to agree to wait", "", "Ring the desk before the letter goes", 14, 14},
	{45, 0, "Find out what it would take to live somewhere smaller", "", "", 70, 70},
	{119, 0, "Nothing until he says. He is deciding", "self", "", 135, 133},
	{204, 0, "Walk him to the gates on the first evening", "", "", 218, 218},
	{315, 0, "Hear about the bursary", "The college", "", 343, 345},
	{359, 0, "Find somebody who knows what insurance a sole trader needs", "", "Ask the accountant", 373, 0},
	{366, 0, "Choose a name, and tell one person", "self", "", 376, 0},
	{366, 2, "Lend him the damp meter from the office", "", "", 372, 0},
}
