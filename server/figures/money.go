package figures

import (
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

// Row is one line of a tally.
type Row struct {
	Key string
	Block
}

func (b *Block) add(sum int64) {
	b.People++
	b.Sum += sum
	b.Most = max(b.Most, sum)
}

// dominated tells whether more than half is one person's.
func (b Block) dominated() bool { return 2*b.Most > b.Sum && !off[8] }

func (b Block) told() bool { return (!few(b.People) || off[8]) && !b.dominated() }

// addSums takes in one person's money, or one meeting of a barrier.
func (m *measured) addSums(t *Table, c *Contribution) {
	switch t.Shape {
	case ShapeMoney:
		m.addMoney(t, t.Sums(c))
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

// rows are those of the barriers, then those of who could help, each by key.
func (d *draft) rows(m *measured) (out []Row) {
	all := map[string]Block{}
	for barrier, block := range m.Rows {
		who, known := d.helpers[barrier]
		if !known {
			continue
		}
		all["barrier:"+barrier] = block
		for _, name := range who {
			sum := all["who:"+name]
			sum.People, sum.Sum, sum.Most = sum.People+block.People, sum.Sum+block.Sum, max(sum.Most, block.Most)
			all["who:"+name] = sum
		}
	}
	for key, block := range all {
		out = append(out, Row{key, block})
	}
	slices.SortFunc(out, func(a, b Row) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// roundedSum is a sum to the nearest hundred of the currency.
func roundedSum(sum int64) int64 { return (sum + toHundred/2) / toHundred * toHundred }
