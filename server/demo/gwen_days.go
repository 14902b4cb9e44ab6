package demo

// With Gwen, day by day: 0 Sioned, 1 Marcus, 2 Ffion.

const gwens = "Gwen's flat"

var gwenFirstVisits = []told{
	{0, 0, gwens, "We stood in the dark and talked towards her shoes, because that is where she was looking. Went straight out again for bulbs, two lamps and a microwave. We both cried in the car.", "Is it all right to have it on?", false},
	{1, 0, gwens, "Warm bedding, a nightdress, soup. She ate standing up, and then some more sitting down.", "", true},
	{2, 1, gwens, "The woman from DWP came with me and opened the record on her own laptop, at the table. Gwen said where she believed the money was going, and it could be looked up while she was still saying it.", "I said. I said and nobody wrote it.", true},
	{3, 0, gwens, "Number four, and a different door opened. She had washed her face, straightened the hall and had a go with the old vacuum cleaner. We had brought long gloves and bleach, to make a start ahead of the proper clean, so we made it together, all three. Then the carpet finished the vacuum cleaner off, with a bang and a smell.", "I did it before you came.", true},
	{4, 2, gwens, "Sorted the letters by who they are from. She made the heaps, I read the names.", "", false},
	{5, 1, gwens, "The police constable could not get a word, so she asked about the boiler instead, knelt down and got it going. After that they talked.", "She has nice hands for it.", true},
	{6, 0, gwens, "The doctor came to the flat, sat on the arm of the chair and dressed the sores on her head. Is coming again on Friday.", "", true},
	{7, 2, gwens, "The deep clean: four people and a van. Gwen in the kitchen with the door open, saying what was to stay.", "Not the clock.", true},
	{8, 0, gwens, "Looked round it all with the lamps on. Hair washed with the stuff from the surgery.", "", false},
	{9, 1, gwens, "New vacuum cleaner. She wanted to know what each button did before she would have it on.", "", true},
	{10, 0, "the landing", "The neighbours came out while we were carrying things. They told her how well she looked, and she heard it.", "", false},
	{11, 2, gwens, "Paid the first part of the licence. She chose the programme.", "", true},
	{12, 1, gwens, "Meter at nothing again. More on, this time with the debt held, so that all of it turned into heat.", "That one stayed in.", true},
	{13, 0, gwens, "Short one. Soup and the quiz.", "", false},
	{14, 2, gwens, "Wound the clock together. It was her mother's; I heard about the chapel teas.", "", false},
	{15, 0, gwens, "The cooker was fitted. She had moved the slow cooker into a cupboard before the fitter came.", "I shall do a chop.", true},
	{16, 1, "the bank on the square", "The bank came to us, in the end: a young man with a tablet and good manners. She has an account that nobody else can touch.", "", true},
	{18, 0, gwens, "Carpet down in both rooms. She walked on it in her stockings for a quarter of an hour.", "", true},
	{19, 2, gwens, "Talked at the window. From there you can see the shop, and who goes in, and she knows all of them.", "He has a new dog.", false},
	{20, 1, gwens, "A coat and shoes that fit, out of three that we brought. Red, it turns out.", "", true},
}

var gwenLaterVisits = []told{
	{22, 0, gwens, "Scrubbed and painted the worst wall. She did the low half, I did the high.", "", false},
	{23, 2, gwens, "Nothing much: tea, and her programme. She looked at me twice.", "", false},
	{24, 1, gwens, "Went down the bank statement with her. She put a dot beside each one that was not hers.", "", false},
	{26, 0, gwens, "Shoes on, coat on, out to the mat, back. She says that is enough about that.", "That is enough about that.", false},
	{27, 2, gwens, "Set up the telephone with the big buttons. Three names in it, and she picked the three.", "", true},
	{28, 1, gwens, "She read a letter to me: two lines, about bins. Took her time and got a joke out of it.", "They are very worried about cardboard.", false},
	{29, 0, gwens, "A house clearance in Pentre was throwing out a good table, four chairs, a chest and a wardrobe. Ours for the asking.", "", true},
	{31, 2, gwens, "Brought it all up the stairs. The man from number four took one end of the wardrobe without being asked.", "", true},
	{32, 1, gwens, "She had rung the surgery by herself, about the cream. I only heard about it afterwards.", "I told them my date of birth.", false},
	{33, 0, gwens, "Sums: what has come, what is still owing. She looks you in the eye when it is about money.", "", false},
	{34, 2, "the gate", "All the way to the gate. Stood there for a minute as if she were waiting for a bus.", "", false},
	{35, 0, gwens, "Mrs Tudor was asked in. The good cups, which we had never seen before.", "", true},
	{36, 1, gwens, "Two letters this time. The second was a nasty one, and she still got to the end of it.", "", false},
	{38, 2, gwens, "Purse, bus pass photograph, a look at the timetable. Only a look.", "", false},
	{39, 0, gwens, "Cleaned the oven. It had been used.", "Chops.", false},
	{40, 1, gwens, "She has a list on the fridge of what is whose to do. Four lines are hers.", "", false},
	{41, 0, gwens, "Told her own story for the alliance while I wrote. Corrected me three times, rightly.", "", true},
	{42, 0, "the shop on the corner", "She walked to the shop. On her own feet, in the red coat, past the gate and over the road; topped up the fuel card, and asked the man about his dog. Six weeks to the day. I walked a step behind and could not see very well.", "There and back!", true},
}

var gwenChanges = []seen{
	{3, "Opened the door to us herself, washed and dressed, before we had finished knocking.", "worker", true},
	{10, "The neighbours say it is years since they saw her look so well.", "neighbour", false},
	{18, "Coat off, indoors.", "worker", true},
	{23, "Looked up, and went on looking.", "worker", true},
	{32, "Rang the surgery by herself.", "person", true},
	{35, "Had a neighbour in for tea.", "neighbour", true},
	{40, "Unpicks some of the knots herself now; there is a list, and her name is on it.", "worker", false},
	{42, "Walked to the shop and topped up the card.", "person", true},
	{42, "The whole landing saw her go out, and was at the window when she came back.", "neighbour", false},
}

var gwenGains = []gained{
	{9, 33020, "Benefits paid again, into her own hands", "month", "DWP"},
	{16, 0, "A bank account in her name alone", "once", "The bank on the square"},
	{31, 0, "A table, four chairs, a chest of drawers and a wardrobe", "once", "A house clearance in Pentre"},
	{36, 41260, "First part of what she had been owed", "once", "DWP"},
}
