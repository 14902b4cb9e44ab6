package demo

// What may be said in any life.

var firstNames = []string{
	"Alun", "Nerys", "Glyn", "Olwen", "Idris", "Megan", "Emrys", "Carys", "Aled", "Eirlys", "Gareth", "Delyth",
	"Ifan", "Siân", "Rhodri", "Menna", "Wil", "Bronwen", "Geraint", "Enid", "Owain", "Angharad", "Hywel", "Non",
	"Tegid", "Mali", "Ceri", "Llinos", "Dafydd", "Gwenno", "Steffan", "Heledd", "Arwel", "Beti", "Elfed", "Manon",
	"Kevin", "Tracey", "Barry", "Denise", "Wayne", "Sheila", "Darren", "Pauline", "Craig", "Janet", "Lee", "Maureen",
	"Terry", "Kelly", "Ron", "Stacey", "Jordan", "Chantelle", "Ryan", "Bev", "Dean", "Shannon", "Micky", "Val",
	"Yusuf", "Leila", "Abdi", "Fatima", "Hassan", "Selam", "Tesfay", "Mariam", "Omid", "Zahra", "Bogdan", "Agnieszka",
	"Marek", "Iveta", "Florin", "Daria", "Joy", "Emmanuel", "Blessing", "Kwame", "Rosa", "Tiago", "Inês", "Cosmin",
	"Pearl", "Winston", "Gloria", "Desmond", "Anjali", "Vikram", "Nasreen", "Imran", "Mei", "Kit", "Robin", "Ash",
}

var places = []string{
	"Caffi'r Cei", "the library", "the bench by the slipway", "their kitchen", "the top field", "the launderette",
	"the chapel vestry", "the Ship", "the boatyard", "the park gates", "the bus to town", "the surgery", "on the doorstep",
	"the repair café", "the sea wall", "the chip shop", "the market", "the school gate", "a walk by the estuary", "their front room",
}

var openings = []string{
	"Met at a time they chose.", "Only twenty minutes today.", "They had the kettle on.", "Raining, so we stayed in.",
	"They rang and asked me to come.", "Longer than planned, and worth it.", "A quiet one.", "They were waiting outside.",
	"Bumped into each other on the square, so it was not planned.", "Second try this week.", "", "", "", "", "", "",
}

var closings = []string{
	"They decided what comes next.", "Left it there, at their word.", "Came away lighter, both of us.",
	"Not sure I did much. They said I did.", "Next week, same bench.", "They want to do the next bit alone.",
	"I talked too much.", "To be continued.", "Good day.", "", "", "", "", "", "", "", "",
}

var plainVisits = []string{
	"Talked about the week. Nothing that needed doing, and that was said out loud.",
	"They showed me photographs and told me who was who.",
	"Walked the dog and put the world to rights.",
	"Did the form together: four pages, and one question that mattered.",
	"They cooked. I was told to sit.",
	"Went to the appointment. I sat in the corridor until I was waved in.",
	"Not a good week. We drank tea and did not fix anything.",
	"They told me what they had already sorted out, and I had only to listen.",
	"Looked at the goals. Two were rewritten on the back of an envelope.",
	"Met the sister. I can see where it comes from.",
	"Got lost on the way and found the good bakery.",
	"Waited on the line for thirty-five minutes. Played noughts and crosses.",
	"They had a visitor, so I stayed five minutes and went.",
	"Picked blackberries. Nothing else to report.",
	"Practised what to say, and then they said something better.",
	"Returned the dish. Left with another dish.",
}

var reaches = []string{
	"Text, not calls. Calls are always bad news.", "Any time after ten.", "Knock twice, then wait; it takes a while.",
	"Ring the shop downstairs, they will shout up.", "Mornings by the slipway, most days.", "WhatsApp, and in Welsh if you can.",
	"Not on Fridays.", "Through the sister until the phone is mended.",
}

var goodToKnow = []string{
	"Sit where the door can be seen.", "The dog is friendlier than it sounds.", "Say what you are writing down while you write it.",
	"Left ear is the good one.", "Does not like to be asked how they are before there is tea.", "Likes a straight answer, even when it is no.",
	"Give it ten seconds: the answer is coming.", "Do not move the papers on the table. There is an order.",
	"A joke helps. A leaflet does not.", "Numbers are fine, long words are not.",
}

var howWeMet = []string{
	"The surgery asked whether we might say hello.", "They came in out of the rain.", "Their neighbour is somebody we know.",
	"The librarian introduced us.", "A sister rang.", "They had been sent to four places that week and we were the fifth.",
	"We got talking at the launderette.", "They read the card in the chip shop window.", "The health visitor walked them over.",
}

var goodLives = []string{
	"Like now, with heating.", "Small house, big table.", "Up early, because there is something to get up for.",
	"The children visiting because they want to.", "No appointments. A diary with only nice things in it.",
	"Enough. I want to know what enough feels like.", "To be somebody's emergency contact.",
}

var afterwards = []string{
	"Saw them on the square: still singing, new coat.", "A card at Christmas, from the same address.",
	"Rang to ask how we are. We are fine, and so are they.", "A rough spring, and got through it with the neighbours, not with us.",
	"Working three mornings. Sends others to us.", "Moved to be near the sister; the goldfish survived.",
}

var thanks = []saying{
	{"You lot do not give up, and you do not go on. Hard to find.", "The sister"},
	{"First people who asked him and not me.", "The mother"},
	{"I do not know what you are called, but keep at it.", "A neighbour"},
	{"You said Tuesday and it was Thursday. Ring next time.", ""},
	{"Too many of you at the start. One would have been plenty.", ""},
	{"Thank you for the bus pass, and for the bus.", ""},
}

// howFar is what people say about a goal, from hardly begun to done.
var howFar = [][]string{
	{"Not yet.", "I look at it and it looks at me.", "Still only thinking.", ""},
	{"I have made a start.", "One step, not a big one.", "It is less frightening than it was.", ""},
	{"Half way, I would say.", "Some weeks yes, some weeks no.", "Further than I thought.", ""},
	{"Nearly. I can see it.", "If it stays like this I will be happy.", "Most of it. The last bit is the hard bit.", ""},
	{"Done. Well, enough.", "I did it, and I would do it again.", "Yes. Put that down as yes.", "That one is finished. What is next?", ""},
}

var lifeWords = map[string][]string{
	"yes":        {"Would not have got the letter open otherwise.", "Yes, and I did not think I would say it.", ""},
	"a_bit":      {"Some weeks.", "It helps that somebody comes.", ""},
	"not_really": {"We talk a lot. I want something to happen.", "It has got better, but not because of you.", ""},
	"not_today":  {""},
}

// nextDoors are where people are sent on to.
var nextDoors = []string{"The council's front desk", "The advice line", "The surgery", "Jobcentre", "Another team of the same office", "A website"}
