package figures

func purseOf(p purse) func(*Contribution) [moneyCells]int64 {
	return func(c *Contribution) [moneyCells]int64 { return c.Sums[p] }
}

var spendingByMonth = Table{
	Name:     "spending_by_month",
	Title:    "What was spent, by month",
	Question: "How much money was decided on for people in each month of the quarter?",
	Definition: "What the decisions in people's own records came to, in the place's currency, by the day of the decision:" +
		" money spent, and what a thing or somebody's time was reckoned to be worth. A" +
		" correction counts instead of what it corrects. What a team decided for itself stands in the ledger and not" +
		" here.",
	Theme: themeMoney, Shape: ShapeMoney, By: onlyPlace, Scales: eachMonth,
	Options: []Option{{"month_1", "The first month of the quarter"}, {"month_2", "The second month"}, {"month_3", "The third month"}},
	Sums:    purseOf(byMonth), Value: valueOfSums(byMonth),
}

var spendingByWhat = Table{
	Name:     "spending_by_what",
	Title:    "What was spent, by what it was for",
	Question: "What was the money for?",
	Definition: "The same sums as by month. What names a goal of the person's was for that goal; what came as a thing or as" +
		" somebody's time is told apart, with what it was reckoned to be worth; everything else came up on the way.",
	Theme: themeMoney, Shape: ShapeMoney, By: onlyPlace, Scales: eachWhat,
	Options: []Option{{"goal", "For a goal of the person's own"}, {"on_the_way", "For what came up on the way"}, {"in_kind", "A thing, or somebody's time"}},
	Sums:    purseOf(byWhat), Value: valueOfSums(byWhat),
}

var gainsTable = Table{
	Name:     "gains",
	Title:    "What was put right, in money",
	Question: "What did people gain in money: benefits put right, a bursary, a debt that was let go?",
	Definition: "What the gains that were noted in the quarter are worth to the people themselves, in the place's currency:" +
		" what came once, and what" +
		" comes again and again, reckoned for a year. The total is what they come to in their first year. Gains" +
		" without a sum are counted under \"Something put right or found\".",
	Theme: themeSustainable, Shape: ShapeMoney, By: onlyPlace, Scales: eachGain,
	Options: []Option{{"once", "What came once"}, {"a_year", "What comes again and again, for a year"}},
	Sums:    purseOf(gains), Value: valueOfSums(gains),
}

var barriersTable = Table{
	Name:     "barriers",
	Title:    "What got in the way",
	Question: "How often did teams meet each barrier, what did it cost, and who could help?",
	Definition: "Every time in the quarter that a team noted having met a barrier of the alliance's list counts, with what it" +
		" cost that time, in the place's currency, if they said. Those who could help are the ones that the list" +
		" names; a meeting counts for each of them. Here times are counted, not people: nobody's name is kept with" +
		" a barrier.",
	Theme: themeBarriers, Shape: ShapeTally, By: onlyPlace,
	Value: func(c *Contribution) uint64 {
		if c.Met == nil {
			return 0
		}
		return marked(c.Met.Barrier, c.Met.Sum, c.Met.Currency)
	},
}
