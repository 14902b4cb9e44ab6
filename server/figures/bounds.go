package figures

// boundless is a number of people that nothing comes near.
const boundless = 1 << 30

// patience is how often a sum is looked at, on average, before that is given up.
const patience = 100

// bounds are what a reader can work out of many whole numbers at once: the least and
// the most that each can be, and sums that hold between them. What it works out is so
// in every world that fits what was told; what it does not work out may still follow
// for somebody who goes through all worlds.
type bounds struct {
	least, most []int
	sums        []sum
	of          [][]int // by number, the sums that it is in
	fews        [][]int // of these numbers at least one is few
	waiting     []int
	isWaiting   []bool
}

// sum says that the numbers, each so many times, come to at least and at most.
type sum struct {
	terms       []times
	least, most int
}

// times is a number taken once (by is 1) or taken away once (-1).
type times struct{ number, by int }

// number is one more to think about: people, so never below nobody.
func (b *bounds) number() int {
	b.least, b.most, b.of = append(b.least, 0), append(b.most, boundless), append(b.of, nil)
	return len(b.least) - 1
}

// within says that a number lies between.
func (b *bounds) within(n, least, most int) {
	if least > b.least[n] || most < b.most[n] {
		b.least[n], b.most[n] = max(least, b.least[n]), min(most, b.most[n])
		b.wake(n)
	}
}

// holds says what some numbers come to.
func (b *bounds) holds(least, most int, terms ...times) {
	b.sums = append(b.sums, sum{terms, least, most})
	b.isWaiting = append(b.isWaiting, false)
	for _, t := range terms {
		b.of[t.number] = append(b.of[t.number], len(b.sums)-1)
	}
	b.queue(len(b.sums) - 1)
}

func (b *bounds) queue(s int) {
	if !b.isWaiting[s] {
		b.isWaiting[s] = true
		b.waiting = append(b.waiting, s)
	}
}

func (b *bounds) wake(n int) {
	for _, s := range b.of[n] {
		b.queue(s)
	}
}

// oneIsFew says that of some numbers at least one is few.
func (b *bounds) oneIsFew(numbers []int) { b.fews = append(b.fews, numbers) }

// settle draws conclusions until there are none left, or until what was told seems to
// contradict itself, which then is not resolved.
func (b *bounds) settle() {
	steps := 0
	for {
		for len(b.waiting) > 0 {
			if steps++; steps > patience*len(b.sums) {
				return
			}
			s := b.waiting[0]
			b.waiting, b.isWaiting[s] = b.waiting[1:], false
			b.conclude(&b.sums[s])
		}
		for _, numbers := range b.fews {
			open, last := 0, 0
			for _, n := range numbers {
				if b.least[n] < minimum {
					open, last = open+1, n
				}
			}
			if open == 1 {
				b.within(last, 0, minimum-1)
			}
		}
		if len(b.waiting) == 0 {
			return
		}
	}
}

// conclude narrows each number of a sum by what the others leave. Sums that cannot be
// are left alone: of what was truly told there are none.
func (b *bounds) conclude(s *sum) {
	all := span{}
	for _, t := range s.terms {
		all = all.plus(b.term(t))
	}
	for _, t := range s.terms {
		own := b.term(t)
		others := span{all.least - own.least, all.most - own.most}
		left := span{s.least - others.most, s.most - others.least}
		if t.by < 0 {
			left = span{-left.most, -left.least}
		}
		if left.least > b.most[t.number] || left.most < b.least[t.number] {
			return
		}
		b.within(t.number, left.least, left.most)
		all = others.plus(b.term(t))
	}
}

// span is the least and the most that a count can be.
type span struct{ least, most int }

func (s span) plus(o span) span { return span{s.least + o.least, s.most + o.most} }

// term is what a number adds to a sum, in which it is taken once or taken away once.
func (b *bounds) term(t times) span {
	if t.by < 0 {
		return span{-b.most[t.number], -b.least[t.number]}
	}
	return span{b.least[t.number], b.most[t.number]}
}
