package figures

// onlyPlace is for tables that are told of the place as a whole: an organisation
// chose to share its curve, not how its people answered.
var onlyPlace = []string{"place"}

func chose(of choice) func(*Contribution) uint64 {
	return func(c *Contribution) uint64 { return uint64(c.Choices[of]) }
}

var betterLifeTable = Table{
	Name:     "better_life",
	Title:    "Is this helping me to lead a better life?",
	Question: "What do people answer when they are asked whether this is helping them to lead a better life?",
	Definition: "Everybody who was alongside in the quarter and answered in it, alone or together with their coach, is" +
		" counted once, by the newest answer. What a worker thinks is not counted. \"Not today\" is an answer too:" +
		" somebody was asked, and did not feel like it.",
	Theme: themeLife, Shape: ShapeChoice, By: onlyPlace, Scales: fourAnswers,
	Options: []Option{{"yes", "Yes"}, {"a_bit", "A bit"}, {"not_really", "Not really"}, {"not_today", "Not today"}},
	Value:   chose(betterLife),
}

var voicesTable = Table{
	Name:     "voices",
	Title:    "Whose voice was heard",
	Question: "When somebody judged how far a person's goals are, whose judgement was it?",
	Definition: "Everybody who was alongside in the quarter and of whose goals anyone judged one in it is counted once:" +
		" under their own voice if they judged by themselves at least once, else under together if they did with" +
		" their coach, else under the worker's alone. What workers judge is counted here and in no other figure.",
	Theme: themeVoices, Shape: ShapeChoice, By: onlyPlace, Scales: threeAnswers,
	Options: []Option{{"self", "The person by themselves"}, {"together", "The person together with their coach"}, {"worker", "The worker alone"}},
	Value:   chose(voices),
}

var gainedTable = Table{
	Name:     "gained",
	Title:    "Something put right or found",
	Question: "For how many people was something put right or found in the quarter: benefits, a bursary, a coat?",
	Definition: "Everybody who was alongside in the quarter is counted once: under yes if at least one gain was noted of" +
		" them in it, with or without money, else under no.",
	Theme: themeSustainable, Shape: ShapeChoice, By: onlyPlace, Scales: twoAnswers,
	Options: []Option{{"yes", "Something was put right or found"}, {"no", "Nothing was noted"}},
	Value:   chose(gained),
}

var rightFirstTable = Table{
	Name:     "right_first_time",
	Title:    "Right first time",
	Question: "When somebody was visited, could what they needed be done there and then?",
	Definition: "Everybody who was alongside in the quarter and of whose visits in it at least one says so or says not is" +
		" counted once: whether it was so on all of those visits, on some or on none. Visits that say nothing of it" +
		" do not count.",
	Theme: themeEfficient, Shape: ShapeChoice, By: onlyPlace, Scales: threeAnswers,
	Options: []Option{{"all", "On every visit"}, {"some", "On some visits"}, {"none", "On none"}},
	Value:   chose(rightFirst),
}

var waitsTable = Table{
	Name:     "waits",
	Title:    "How long people waited for an answer",
	Question: "When somebody else was asked for something, how long did the person wait for the answer?",
	Definition: "Everybody who was alongside in the quarter and for whom somebody was asked for something in it is counted" +
		" once, by their longest wait: from the day of the question to the day of the answer. Who had no answer by" +
		" the end of the quarter counts as asked and not answered yet, however short it has been: by itself that is" +
		" no delay.",
	Theme: themeEfficient, Shape: ShapeChoice, By: onlyPlace, Scales: fourAnswers,
	Options: []Option{{"week", "Up to a week"}, {"month", "Up to a month (31 days)"}, {"longer", "Longer than a month"}, {"waiting", "Asked and not answered yet"}},
	Value:   chose(waits),
}

var handOversTable = Table{
	Name:     "hand_overs",
	Title:    "Sent on to the next door",
	Question: "How often were people sent on from one door to the next?",
	Definition: "Everybody who was alongside in the quarter and for whom somebody was asked for something in it is counted" +
		" once, by how often the answer was to go to somebody else. It is counted from what was noted of each" +
		" question; nobody typed a number.",
	Theme: themeEfficient, Shape: ShapeChoice, By: onlyPlace, Scales: threeAnswers,
	Options: []Option{{"none", "Never"}, {"once", "Once"}, {"more", "More than once"}},
	Value:   chose(handOvers),
}

var reassessedTable = Table{
	Name:     "reassessed",
	Title:    "Assessed once more",
	Question: "How often did people have to be assessed again by somebody who was asked for something?",
	Definition: "Everybody who was alongside in the quarter and for whom somebody was asked for something in it is counted" +
		" once, by how many of those who were asked had them assessed once more.",
	Theme: themeEfficient, Shape: ShapeChoice, By: onlyPlace, Scales: threeAnswers,
	Options: []Option{{"none", "Never"}, {"once", "Once"}, {"more", "More than once"}},
	Value:   chose(reassessed),
}

var easeTable = Table{
	Name:     "ease",
	Title:    "How easy it was to do the right thing",
	Question: "How easy do workers say that it was to do the right thing?",
	Definition: "Every worker who said so in a note about a week of the quarter is counted once, by the mean of their" +
		" weeks: easy from 3.5 of 5, hard up to 2.5. The notes are theirs and nobody else reads them; this count is" +
		" all that is told of them.",
	Theme: themeEfficient, Shape: ShapeChoice, By: onlyPlace, Scales: threeAnswers,
	Options: []Option{{"easy", "Easy"}, {"between", "In between"}, {"hard", "Hard"}},
	Value:   chose(ease),
}

var moraleTable = Table{
	Name:     "morale",
	Title:    "How workers are",
	Question: "How do the people who do this work say that they are?",
	Definition: "Every worker who said so in a note about a week of the quarter is counted once, by the mean of their" +
		" weeks: well from 3.5 of 5, low up to 2.5. The notes are theirs and nobody else reads them; this count is" +
		" all that is told of them.",
	Theme: themeEfficient, Shape: ShapeChoice, By: onlyPlace, Scales: threeAnswers,
	Options: []Option{{"well", "Well"}, {"between", "In between"}, {"low", "Low"}},
	Value:   chose(morale),
}

var whoChoseTable = Table{
	Name:     "who_chose",
	Title:    "Who chose",
	Question: "When something was decided for a person, with money or without, who chose it?",
	Definition: "Everybody who was alongside in the quarter and about whose decisions in it anyone noted who chose is counted" +
		" once: under the person if they chose at least one, else under together, else under the worker.",
	Theme: themeVoices, Shape: ShapeChoice, By: onlyPlace, Scales: threeAnswers,
	Options: []Option{{"person", "The person"}, {"together", "The person and the coach together"}, {"worker", "The worker"}},
	Value:   chose(whoChose),
}
