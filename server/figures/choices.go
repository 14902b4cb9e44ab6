package figures

// choice is a question to which each person stands for exactly one answer.
type choice int

const (
	betterLife choice = iota
	voices
	rightFirst
	waits
	handOvers
	reassessed
	whoChose
	gained
	ease
	morale
	choices
)

// purse is a table of money.
type purse int

const (
	byMonth purse = iota
	byWhat
	gains
	purses
)

// moneyCells is the most cells that a table of money has.
const moneyCells = 3

// The days up to which an answer is quick, and slow.
const (
	withinWeek  = 7
	withinMonth = 31
)

// choose keeps the greater of two options; the first option is 0.
func (c *Contribution) choose(of choice, option int) {
	c.Choices[of] = max(c.Choices[of], uint8(1+option))
}

// choosePart tells all, some and none from how many there are and how many of
// these have it.
func (c *Contribution) choosePart(of choice, having, all int) {
	switch {
	case all == 0:
	case having == all:
		c.choose(of, 0)
	case having > 0:
		c.choose(of, 1)
	default:
		c.choose(of, 2)
	}
}

// addVoices tells whose voice judged a goal in the quarter: the person's alone if
// it ever was, else theirs together with the coach, else the worker's.
func (c *Contribution) addVoices(judged []judgement, first, last Day) {
	for _, w := range judged {
		if w.day < first || w.day > last {
			continue
		}
		option := uint8(w.voice) // Self, Together, Worker are 1, 2, 3
		if c.Choices[voices] == 0 || option < c.Choices[voices] {
			c.Choices[voices] = option
		}
	}
}

// addNoted takes in what else was noted of a person in the quarter, in the order of
// its days.
func (c *Contribution) addNoted(noted []dated, first, last Day) {
	var visits, right, asked, handed, assessed int
	c.choose(gained, 1)
	for _, n := range noted {
		switch n.Kind {
		case Checked:
			if n.Answer > 0 && (n.Voice == Self || n.Voice == Together) {
				c.Choices[betterLife] = n.Answer // the newest comes last
			}
		case Visited:
			visits += one(n.Right != 0)
			right += one(n.Right > 0)
		case Asked:
			asked++
			handed += one(n.HandedOn)
			assessed += one(n.Assessed)
			c.choose(waits, n.wait(last))
		case Gained:
			c.Choices[gained] = 1
			c.addGain(n.Noted)
		case Decided:
			c.addDecision(n, first)
		}
	}
	c.choosePart(rightFirst, right, visits)
	if asked > 0 {
		c.choose(handOvers, min(handed, 2))
		c.choose(reassessed, min(assessed, 2))
	}
}

// wait is how long the person waited for an answer, as an option of waits.
func (n dated) wait(last Day) int {
	switch asked := n.day; {
	case n.Until == 0 || n.Until > last:
		return 3
	case n.Until-asked <= withinWeek:
		return 0
	case n.Until-asked <= withinMonth:
		return 1
	}
	return 2
}

func (c *Contribution) addGain(n *Noted) {
	switch {
	case n.Sum <= 0 || n.Currency != "":
	case n.Answer == uint8(PerOnce):
		c.Sums[gains][0] += n.Sum
	default:
		c.Sums[gains][1] += n.Sum * timesAYear[min(int(n.Answer), len(timesAYear)-1)]
	}
}

func (c *Contribution) addDecision(n dated, first Day) {
	if n.Voice != NoVoice {
		if c.Choices[whoChose] == 0 || uint8(n.Voice) < c.Choices[whoChose] {
			c.Choices[whoChose] = uint8(n.Voice)
		}
	}
	if n.Sum <= 0 || n.Currency != "" {
		return
	}
	month := int(n.day.date().Month()-first.date().Month()) % moneyCells
	c.Sums[byMonth][month] += n.Sum
	what := 1
	switch {
	case n.InKind:
		what = 2
	case n.Goal != "":
		what = 0
	}
	c.Sums[byWhat][what] += n.Sum
}

// others is what the facts of no person add: a worker's notes of their weeks, or
// one meeting of a barrier.
func (l *Life) others(first, last Day) (c Contribution) {
	var eases, moods [2]int // how many, and their sum
	for _, n := range l.noted {
		if n.Kind == Barrier {
			c.Barrier = n.Noted
			continue
		}
		if n.day < first || n.day > last {
			continue
		}
		switch n.Kind {
		case Weekly:
			eases = [2]int{eases[0] + one(n.Ease > 0), eases[1] + int(n.Ease)}
			moods = [2]int{moods[0] + one(n.Morale > 0), moods[1] + int(n.Morale)}
		case Met:
			c.Met = n.Noted
		}
	}
	c.chooseMean(ease, eases)
	c.chooseMean(morale, moods)
	return c
}

// chooseMean tells whether a mean of 1 to 5 is at least 3.5, at most 2.5 or between.
func (c *Contribution) chooseMean(of choice, sum [2]int) {
	switch n, all := sum[0], sum[1]; {
	case n == 0:
	case 2*all >= 7*n:
		c.choose(of, 0)
	case 2*all > 5*n:
		c.choose(of, 1)
	default:
		c.choose(of, 2)
	}
}
