package kept

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"alongside/schema"
)

// line is one thing that a record says: under a label, or as what it is all about.
type line struct {
	Label string
	Texts []string
}

// telling is one record as it is told to the person: what it says now, what it said
// before it was put right, and their own words beside it.
type telling struct {
	Kind   string
	Wrote  string
	Lines  []line
	Before [][]line
	Beside []telling
	day    string
	at     int64
}

// day is all that one day holds.
type day struct {
	Name     string
	Tellings []telling
}

// teller puts one record into words of one language.
type teller struct {
	labels schema.Labels
	lang   string
	record Record
	zone   *time.Location
	items  map[string]Item // by id
}

func newTeller(r Record, lang string) *teller {
	t := &teller{labels: schema.LabelsIn(lang), lang: lang, record: r, zone: time.UTC, items: map[string]Item{}}
	if zone, err := time.LoadLocation(r.Zone); err == nil {
		t.zone = zone
	}
	for _, part := range r.Parts {
		for _, item := range part.Items {
			t.items[item.ID] = item
		}
	}
	return t
}

// say fills the {names} of a sentence.
func (t *teller) say(name string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(t.labels.Copy[name])
}

// elsewhere says whether a record is told at the head of a part, or beside another.
// Words beside something that is not here stand by themselves.
func (t *teller) elsewhere(item Item) bool {
	_, there := t.items[item.Text("of")]
	return item.Kind == "person" || item.Kind == "between" || item.Kind == "beside" && there
}

// days tells what a part holds, newest day first; gone ones are told apart.
func (t *teller) days(part Part, gone bool) []day {
	var out []day
	for _, one := range t.tellings(part, gone) {
		if len(out) == 0 || out[len(out)-1].Tellings[0].day != one.day {
			out = append(out, day{Name: t.dayWords(one.day)})
		}
		last := &out[len(out)-1]
		last.Tellings = append(last.Tellings, one)
	}
	return out
}

func (t *teller) tellings(part Part, gone bool) []telling {
	var out []telling
	for _, group := range settled(part.Items) {
		root, now := group[0], group[len(group)-1]
		if t.elsewhere(root) || root.Gone != gone {
			continue
		}
		out = append(out, t.telling(part, root, now, group))
	}
	slices.SortFunc(out, func(a, b telling) int {
		return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(b.at, a.at))
	})
	return out
}

func (t *teller) telling(part Part, root, now Item, group []Item) telling {
	told := telling{Kind: t.labels.Kinds[root.Kind], Wrote: t.wrote(root, now), day: t.dayOf(now), at: root.MadeAt}
	told.Lines = t.lines(mixed(root, now))
	for _, before := range group[:len(group)-1] {
		told.Before = append(told.Before, t.lines(before))
	}
	for _, said := range settled(part.Items) {
		own := said[len(said)-1]
		if own.Kind == "beside" && slices.ContainsFunc(group, func(i Item) bool { return i.ID == own.Text("of") }) {
			told.Beside = append(told.Beside, t.telling(Part{}, said[0], own, said))
		}
	}
	return told
}

// mixed is a fact as it counts now, with the words of the root that were written on.
func mixed(root, now Item) Item {
	if root.ID == now.ID {
		return now
	}
	fields := map[string]any{}
	for name, value := range now.Fields {
		fields[name] = value
	}
	for _, name := range []string{"came_of_it", "if_nobody_had"} {
		if text, ok := root.Fields[name]; ok {
			fields[name] = text
		}
	}
	now.Fields = fields
	return now
}

// settled joins facts with their corrections: in each group the first stands first,
// and the one that counts last.
func settled(items []Item) [][]Item {
	known := map[string]bool{}
	for _, item := range items {
		known[item.ID] = true
	}
	groups, order := map[string][]Item{}, []string{}
	for _, item := range items {
		root := item.ID
		if corrects := item.Text("corrects"); known[corrects] {
			root = corrects
		}
		if groups[root] == nil {
			order = append(order, root)
		}
		groups[root] = append(groups[root], item)
	}
	out := make([][]Item, 0, len(order))
	for _, root := range order {
		group := groups[root]
		slices.SortFunc(group, func(a, b Item) int {
			first := func(i Item) int {
				if i.ID == root {
					return 0
				}
				return 1
			}
			return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(a.MadeAt, b.MadeAt), cmp.Compare(a.ID, b.ID))
		})
		out = append(out, group)
	}
	return out
}

func (t *teller) wrote(root, now Item) string {
	day := t.dayWords(t.dayAt(root.MadeAt))
	said := t.say("wrote", "name", t.member(root.MadeBy), "day", day)
	if root.MadeBy == "" {
		said = t.say("wrote_server", "day", day)
	}
	if root.ID == now.ID && t.dayAt(root.ChangedAt) == t.dayAt(root.MadeAt) && root.ChangedBy == root.MadeBy {
		return said + "."
	}
	by, at := now.ChangedBy, now.ChangedAt
	return said + ", " + t.say("changed", "name", t.member(by), "day", t.dayWords(t.dayAt(at))) + "."
}

// dayOf is the day that a record tells of, that of writing where it names none.
func (t *teller) dayOf(item Item) string {
	for _, name := range []string{"on", "made_on", "asked_on"} {
		if day := item.Text(name); day != "" {
			return day
		}
	}
	return t.dayAt(item.MadeAt)
}

func (t *teller) dayAt(ms int64) string { return time.UnixMilli(ms).In(t.zone).Format(time.DateOnly) }
