package figures

import (
	"math"
	"slices"
	"strings"
)

// totalFrom is the fewest people of whom an exact total is told (rule 8).
const totalFrom = 10

// toHundred is what sums within a total are rounded to, in minor units.
const toHundred = 100 * 100

// Block is a sum of money: whose it is, and how much of it is one person's. Of a
// tally, People are times.
type Block struct {
	People    int
	Sum, Most int64
}

// Blocks are the sums of one scale.
type Blocks []Block

// Sums are what is told of a table of money. Without a total there are none.
type Sums struct {
	Total  Block
	Shown  bool
	Scale  int    // index of the scale
	Blocks Blocks // none where the total alone is told
}

// Row is one line of a tally. Paid, of who could help, are the times behind its sum.
type Row struct {
	Key string
	Block
	Paid int
}

// told tells whether the sum of a row is told.
func (r Row) told() bool {
	if strings.HasPrefix(r.Key, "who:") {
		return r.Paid > 0
	}
	return r.Block.told()
}

func (b *Block) add(sum int64) {
	b.People++
	b.Sum += sum
	b.Most = max(b.Most, sum)
}

// dominated tells whether more than half is one person's.
func (b Block) dominated() bool { return 2*b.Most > b.Sum && !off[8] }

// told is rule 8 for a sum.
func (b Block) told() bool { return (!few(b.People) || off[8]) && !b.dominated() }

// addSums takes in one person's money, or one meeting of a barrier.
func (m *measured) addSums(t *Table, person string, c *Contribution) {
	switch t.Shape {
	case ShapeMoney:
		m.addMoney(t, t.Sums(c))
		m.spend(person, t.Sums(c))
	case ShapeTally:
		if c.Met == nil {
			return
		}
		if m.Rows == nil {
			m.Rows = map[string]Block{}
		}
		row := m.Rows[c.Met.Barrier]
		row.add(max(0, sumOf(c.Met)))
		m.Rows[c.Met.Barrier] = row
	}
}

// spend keeps each person's sums, so that the next release can tell whose moved.
func (m *measured) spend(person string, sums [moneyCells]int64) {
	total := int64(0)
	for i, sum := range sums {
		m.Spent[i].put(person, uint64(sum))
		total += sum
	}
	m.Spent[moneyCells].put(person, uint64(total))
}

// sumsMove is rule 6 for money, whose total is exact: what one release has more than
// the one before must not be few people's, and in no sum mostly one person's.
func (g *group) sumsMove() bool {
	for i := range g.now.Spent {
		b := difference(g.now.Spent[i], g.was.Values.Spent[i])
		if b.dominated() || i == moneyCells && b.People > 0 && little(b.People) {
			return false
		}
	}
	return true
}

// difference is whose sums changed and by how much, whichever way. Of who was erased in
// between it takes the least that can have been for the sum and the most for one's own.
func difference(now, before Values) (b Block) {
	of := func(v Values, other string) int64 {
		if len(v) > 0 && v[0].Person == other {
			return int64(v[0].Value)
		}
		return 0
	}
	for len(now) > 0 || len(before) > 0 {
		var person string
		switch {
		case len(now) == 0:
			person = before[0].Person
		case len(before) == 0:
			person = now[0].Person
		default:
			person = min(now[0].Person, before[0].Person)
		}
		is, was := of(now, person), of(before, person)
		if was < 0 { // the sign is the mark
			b.People, b.Most = b.People+1, max(b.Most, was&^math.MinInt64)
		} else if is != was {
			b.add(max(is-was, was-is))
		}
		now, before = now[one(is != 0):], before[one(was != 0):]
	}
	return b
}

// sumOf is what a record comes to in the place's currency.
func sumOf(n *Noted) int64 {
	if n.Currency != "" {
		return 0
	}
	return n.Sum
}

func (m *measured) addMoney(t *Table, sums [moneyCells]int64) {
	if m.Money == nil {
		for _, s := range t.Scales {
			m.Money = append(m.Money, make(Blocks, len(t.blocks(s.points))))
		}
		m.Money = append(m.Money, make(Blocks, 1))
	}
	if sums == [moneyCells]int64{} {
		return
	}
	for i := range m.Money {
		var points mask
		if i < len(t.Scales) {
			points = t.Scales[i].points
		}
		for b, block := range t.blocks(points) {
			sum := int64(0)
			for _, part := range sums[block[0]:block[1]] {
				sum += part
			}
			if sum != 0 {
				m.Money[i][b].add(sum)
			}
		}
	}
}

// sums is rule 8, and what a tally may tell.
func (d *draft) sums() {
	switch g := d.place; d.table.Shape {
	case ShapeMoney:
		g.pub.Scale, g.pub.Points, g.pub.Money = "", 0, d.money(&g.now)
		if g.pub.Money.Blocks != nil {
			s := d.table.Scales[g.pub.Money.Scale]
			g.pub.Scale, g.pub.Points = s.Name, s.points
		}
	case ShapeTally:
		g.pub.Rows = d.rows(&g.now)
	}
}

func (d *draft) money(m *measured) (told Sums) {
	if len(m.Money) == 0 {
		return told
	}
	last := len(m.Money) - 1
	told.Total = m.Money[last][0]
	told.Shown = (told.Total.People >= totalFrom || off[8]) && !told.Total.dominated()
	for i, blocks := range m.Money[:last] {
		if told.Shown && !slices.ContainsFunc(blocks, func(b Block) bool { return !b.told() }) {
			told.Scale, told.Blocks = i, blocks
			return told
		}
	}
	return told
}

// rows are those of the barriers, then those of who could help, each by key. All
// barriers are listed: one that nobody met reads like one met seven times. Who could
// help stands for the barriers that are told, so that no hidden one can be had by
// taking the others away.
func (d *draft) rows(m *measured) (out []Row) {
	helps := map[string]Row{}
	for barrier, who := range d.helpers {
		row := Row{Key: "barrier:" + barrier, Block: m.Rows[barrier]}
		out = append(out, row)
		for _, name := range who {
			sum := helps[name]
			sum.Key = "who:" + name
			if !few(row.People) {
				sum.People += row.People
			}
			if row.told() {
				sum.Paid, sum.Sum, sum.Most = sum.Paid+row.People, sum.Sum+row.Sum, max(sum.Most, row.Most)
			}
			helps[name] = sum
		}
	}
	for _, row := range helps {
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b Row) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// timesTold tells whether the total of a tally is told: not where a hidden row could
// be had from it, or hidden ones that are few together.
func (p *Published) timesTold() bool {
	hidden, times := 0, p.base()
	for _, row := range p.Rows {
		switch {
		case !strings.HasPrefix(row.Key, "barrier:"):
		case few(row.People):
			hidden++
		default:
			times -= row.People
		}
	}
	return p.told() && (off[3] || hidden == 0 && times == 0 || hidden > 1 && !few(times))
}

// roundedSum is a sum to the nearest hundred of the currency.
func roundedSum(sum int64) int64 { return (sum + toHundred/2) / toHundred * toHundred }
