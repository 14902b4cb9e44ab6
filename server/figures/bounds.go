package figures

import "slices"

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
	terms       []times
	sums        []sum
	fews        [][]int // of these numbers at least one is few
	waiting     []int   // sums to look at, from the next on
	next        int
	isWaiting   []bool

	// By number, the sums that it is in: those of number n are in[from[n]:from[n+1]].
	// They are known of the first indexed sums.
	in, from []int
	indexed  int
}

// sum says that the numbers, each so many times, come to at least and at most.
type sum struct {
	first, last int // of its terms
	least, most int
}

// times is a number taken once (by is 1) or taken away once (-1).
type times struct{ number, by int }

// number is one more to think about: people, so never below nobody.
func (b *bounds) number() int {
	b.least, b.most = append(b.least, 0), append(b.most, boundless)
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
	first := len(b.terms)
	b.terms = append(b.terms, terms...)
	b.sums = append(b.sums, sum{first, len(b.terms), least, most})
	b.isWaiting = append(b.isWaiting, false)
	b.queue(len(b.sums) - 1)
}

func (b *bounds) queue(s int) {
	if !b.isWaiting[s] {
		b.isWaiting[s] = true
		b.waiting = append(b.waiting, s)
	}
}

// wake looks again at the sums of a number. Those that are not indexed yet wait anyway.
func (b *bounds) wake(n int) {
	if n+1 < len(b.from) {
		for _, s := range b.in[b.from[n]:b.from[n+1]] {
			b.queue(s)
		}
	}
}

// index notes which numbers are in which sums.
func (b *bounds) index() {
	if b.indexed == len(b.sums) {
		return
	}
	b.indexed = len(b.sums)
	b.from = append(b.from[:0], make([]int, len(b.least)+1)...)
	for _, t := range b.terms {
		b.from[t.number+1]++
	}
	for n := range b.least {
		b.from[n+1] += b.from[n]
	}
	b.in = append(b.in[:0], make([]int, len(b.terms))...)
	at := slices.Clone(b.from)
	for i := range b.sums {
		for _, t := range b.terms[b.sums[i].first:b.sums[i].last] {
			b.in[at[t.number]] = i
			at[t.number]++
		}
	}
}

// oneIsFew says that of some numbers at least one is few.
func (b *bounds) oneIsFew(numbers []int) { b.fews = append(b.fews, numbers) }

// settle draws conclusions until there are none left, or until what was told seems to
// contradict itself, which then is not resolved.
func (b *bounds) settle() {
	b.index()
	steps := 0
	for {
		for ; b.next < len(b.waiting); b.next++ {
			if steps++; steps > patience*len(b.sums) {
				return
			}
			s := b.waiting[b.next]
			b.isWaiting[s] = false
			b.conclude(&b.sums[s])
		}
		b.waiting, b.next = b.waiting[:0], 0
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
	terms := b.terms[s.first:s.last]
	all := span{}
	for _, t := range terms {
		all = all.plus(b.term(t))
	}
	if all.least >= s.least && all.most <= s.most {
		return // it is so whatever they are
	}
	for _, t := range terms {
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
