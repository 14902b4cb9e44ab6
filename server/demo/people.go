package demo

import (
	"fmt"
	"time"
)

// life is one person, as this history makes them up.
type life struct {
	id, scope, called string
	team              *team
	lead, second      *coach
	joined, left      time.Time // as written down; left is zero for those who are still here
	before            int       // days that the first goals had been on their way by then
	main, other       theme
	rhythm            int // days between visits, about
	pace              int // percent of the usual pace at which goals get done
	goals             []*goal
	strengths         []*write
	judged, asked     time.Time // when the goals, and life as a whole, were last asked about
	used              map[string]bool
}

// goal is one aim on its way.
type goal struct {
	write *write
	made  time.Time
	need  time.Duration // from made to done; the stuck ones need for ever
	done  bool
	aside bool
}

// lead and second of the two lives told in full are the coaches whom visitors may be.
const toldInFull = 2

// gather makes up everybody but the two whose lives are told in full.
func gather(b *book, c *cast) []*life {
	names := nameGiver(b)
	var all []*life
	for i, t := range c.teams {
		count := t.people + t.gone
		if i == 0 && !t.steady {
			count -= toldInFull
		}
		for n := range count {
			all = append(all, meet(b, t, n, names()))
		}
	}
	return all
}

// nameGiver gives each name once plain, and then with an initial.
func nameGiver(b *book) func() string {
	order := b.dice.Perm(len(firstNames))
	given := 0
	return func() string {
		name := firstNames[order[given%len(order)]]
		if round := given / len(order); round > 0 {
			name = fmt.Sprintf("%s %c.", name, "PJRMTHLD"[(given+round)%8])
		}
		given++
		return name
	}
}

func meet(b *book, t *team, n int, called string) *life {
	l := &life{called: called, team: t, rhythm: b.between(9, 20), pace: pick(b, paces), used: map[string]bool{}}
	l.stay(b, n)
	l.id = b.id(l.joined)
	l.scope = "person:" + l.id
	lead := n % len(t.coaches)
	l.lead, l.second = t.coaches[lead], t.coaches[(lead+1)%len(t.coaches)]
	first := b.dice.IntN(len(themes))
	l.main, l.other = themes[first], themes[(first+b.between(1, len(themes)-1))%len(themes)]
	return l
}

// stay says from when to when the nth person of the team is alongside. Where the plan
// says how many are there at once, the first of them stay and the others have gone.
func (l *life) stay(b *book, n int) {
	t := l.team
	begun := b.start.AddDate(0, 3*t.from, 0)
	span := int(b.now.Sub(begun).Hours()/24) - 25
	if t.steady {
		span = min(span, 330)
	}
	if n < t.people/2 || n >= t.people {
		l.joined = b.working(begun.AddDate(0, 0, b.between(1, 25)))
		l.before = b.between(0, 300)
	} else {
		l.joined = b.working(begun.AddDate(0, 0, b.between(60, span)))
	}
	leaves := n >= t.people
	if !t.steady {
		leaves = b.chance(40)
	}
	if leaves {
		l.left = b.working(l.joined.AddDate(0, 0, b.between(110, 430)))
	}
}

// paces are percentages of the usual one. Some people's lives stand still for a
// long while, through nobody's fault.
var paces = []int{9, 16, 24, 40, 55, 70, 85, 100, 120, 145, 180, 230}

// fresh picks a saying that this life has not used yet, or "" if it has all.
func (l *life) fresh(b *book, from []string) string {
	for _, i := range b.dice.Perm(len(from)) {
		if text := from[i]; text != "" && !l.used[text] {
			l.used[text] = true
			return text
		}
	}
	return ""
}

// theme is the main one more often than the other.
func (l *life) theme(b *book) theme {
	if b.chance(65) {
		return l.main
	}
	return l.other
}

// who writes: mostly the lead.
func (l *life) who(b *book) *coach {
	if b.chance(24) {
		return l.second
	}
	return l.lead
}

func (l *life) here(at time.Time) bool { return l.left.IsZero() || at.Before(l.left) }
