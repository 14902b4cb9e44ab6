package figures

import "maps"

// joinDrafts puts together what was gathered of each crowd, in their
// order. It empties the parts as it goes, so that nothing is held twice for long.
func joinDrafts(in *Input, parts [][]*draft) []*draft {
	if len(parts) == 1 {
		return parts[0]
	}
	out := newDrafts(in)
	for i, d := range out {
		groups := d.all()
		from := make([][]*measured, len(groups))
		for _, part := range parts {
			for g, group := range part[i].all() {
				from[g] = append(from[g], &group.now)
			}
			maps.Copy(d.helpers, part[i].helpers)
		}
		for g, group := range groups {
			group.now.join(from[g])
		}
	}
	return out
}

// lists are all the lists of people of a group, in an order that does not change.
func (m *measured) lists() (out []*Values) {
	for _, some := range [][]Values{m.Curve[:], m.Alone[:], m.Sides[:], m.Spent[:]} {
		for i := range some {
			out = append(out, &some[i])
		}
	}
	return append(out, &m.Unheard)
}

func (m *measured) join(parts []*measured) {
	for i, list := range m.lists() {
		var some []*Values
		n := 0
		for _, p := range parts {
			some = append(some, p.lists()[i])
			n += len(*some[len(some)-1])
		}
		if n > 0 {
			*list = make(Values, 0, n)
		}
		for _, v := range some {
			*list, *v = append(*list, *v...), nil
		}
	}
	for _, p := range parts {
		for s := range sides {
			m.Of[s] += p.Of[s]
		}
		m.joinSums(p)
	}
}

func (m *measured) joinSums(p *measured) {
	if m.Money == nil {
		m.Money = p.Money
	} else {
		for i, blocks := range p.Money {
			for b := range blocks {
				m.Money[i][b].plus(blocks[b])
			}
		}
	}
	if m.Rows == nil {
		m.Rows = p.Rows
		return
	}
	for key, row := range p.Rows {
		sum := m.Rows[key]
		sum.plus(row)
		m.Rows[key] = sum
	}
}

func (b *Block) plus(o Block) {
	b.People, b.Sum, b.Most = b.People+o.People, b.Sum+o.Sum, max(b.Most, o.Most)
}
