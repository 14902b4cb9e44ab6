package figures

import "iter"

// Own is what a table says of a team's own people, exactly, for those who work
// with them.
type Own struct {
	Table    string `json:"table"`
	Title    string `json:"title"`
	Shape    Shape  `json:"shape"`
	People   int    `json:"people"`
	Currency string `json:"currency,omitempty"`
	// MinorUnits is the total of a table of money.
	MinorUnits int64     `json:"minor_units,omitempty"`
	Cells      []OwnCell `json:"cells"`
	// Scale is the finest that could be told of these people if they were a group by
	// themselves, "" for none; Note says in words what would be withheld.
	Scale string `json:"scale"`
	Note  string `json:"note"`
}

// OwnCell is one line of it.
type OwnCell struct {
	AtLeast    int    `json:"at_least,omitempty"`
	Key        string `json:"key,omitempty"`
	Words      string `json:"words,omitempty"`
	People     int    `json:"people"`
	MinorUnits int64  `json:"minor_units,omitempty"`
}

// OwnFigures counts people for those who may read everything about each of them.
// Who asked to be left out is not in it either.
func OwnFigures(q Quarter, currency string, people iter.Seq2[string, *Facts]) []Own {
	out := []Own{}
	in := Input{Quarter: q, Currency: currency, People: Lives(people)}
	for _, d := range gather(&in) {
		if d.table.Shape == ShapeTally {
			continue // of the alliance, not of people
		}
		d.sums()
		d.finest()
		out = append(out, d.own(currency))
	}
	return out
}

func (d *draft) own(currency string) Own {
	t, m, p := d.table, &d.place.now, &d.place.pub
	c := m.Curve[alone].curve(t)
	out := Own{Table: t.Name, Title: t.Title, Shape: t.Shape, People: c.Base, Cells: []OwnCell{}, Note: p.note(t)}
	if p.told() && p.Mode == alone {
		out.Scale = p.Scale
	}
	switch t.Shape {
	case ShapeCurve:
		for i, at := range points {
			if t.Scales[0].points&(1<<i) != 0 {
				out.Cells = append(out.Cells, OwnCell{AtLeast: at, People: c.At[i]})
			}
		}
	case ShapeChoice:
		for i, n := range c.bands(t.Scales[0].points) {
			out.Cells = append(out.Cells, OwnCell{Key: t.Options[i].Key, Words: t.Options[i].Words, People: n})
		}
	case ShapeMoney:
		out.Currency = currency
		if len(m.Money) == 0 {
			break
		}
		out.MinorUnits = m.Money[len(m.Money)-1][0].Sum
		for i, b := range m.Money[0] {
			out.Cells = append(out.Cells, OwnCell{Key: t.Options[i].Key, Words: t.Options[i].Words, People: b.People, MinorUnits: b.Sum})
		}
	}
	return out
}
