package store

import (
	"time"

	"alongside/server/figures"
	"alongside/sync/merge"
)

// taking is one logged change on its way into facts.
type taking struct {
	Touched
	zone     *time.Location
	currency string // the place's own
}

// takers put a change of each kind into the facts of its owner.
var takers = map[string]func(*figures.Facts, taking){
	"person":     takePerson,
	"goal":       takeGoal,
	"assessment": takeAssessment,
	"life_check": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.Answer, n.On = figures.Checked, figures.ParseAnswer(t.text("answer")), t.day("on")
		n.Voice = figures.ParseVoice(t.text("by"))
	}),
	"visit": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.Gone, n.On = figures.Visited, t.value("gone") == true, t.day("on")
		switch t.value("right_first_time") {
		case true:
			n.Right = 1
		case false:
			n.Right = -1
		}
	}),
	"contact": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.On, n.Until = figures.Asked, t.day("asked_on"), t.day("answered_on")
		n.HandedOn, n.Assessed = t.text("handed_on_to") != "", t.value("assessed") == true
	}),
	"gain": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.On, n.Answer = figures.Gained, t.day("on"), uint8(figures.ParsePer(t.text("per")))
		n.Sum, n.Currency = t.sum()
	}),
	"decision": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.On, n.InKind = figures.Decided, t.day("on"), t.value("in_kind") == true
		n.Voice, n.Goal, n.Visit = figures.ParseChooser(t.text("chosen_by")), t.text("goal"), t.text("visit")
		n.Sum, n.Currency = t.sum()
	}),
	"week_note": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.Gone, n.On = figures.Weekly, t.value("gone") == true, t.day("week_of")
		n.Ease, n.Morale = t.mark("ease"), t.mark("morale")
	}),
	"barrier": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.Gone, n.Who = figures.Barrier, t.value("gone") == true, t.After.Members("who_could_help")
	}),
	"met": noting(func(n *figures.Noted, t taking) {
		n.Kind, n.On, n.Barrier = figures.Met, t.day("on"), t.text("barrier")
		n.Sum, n.Currency = t.sum()
	}),
}

// takeFacts puts one logged change into the facts: the record as it stands, and what
// the entry alone knows. It gives the same facts for a log in any order.
func (s *Store) takeFacts(f *figures.Facts, c Touched) {
	if put := takers[c.Change.Kind]; put != nil {
		put(f, taking{c, s.zone(), s.Place().Currency})
	}
}

func takePerson(f *figures.Facts, t taking) {
	f.Joined, f.Left = t.day("joined_on"), t.day("left_on")
	f.LeftOut = t.value("in_figures") == false
	f.Gone = t.value("gone") == true
	if team, ok := t.Change.Set["home_team"]; ok {
		name, _ := team.(string)
		f.LivedAt(figures.Home{Stamp: t.stamp(), Day: t.written(), Team: name})
	}
}

func takeGoal(f *figures.Facts, t taking) {
	whose := t.text("whose")
	f.PutGoal(figures.Goal{ID: t.Change.ID, Own: whose == "mine" || whose == "ours",
		Gone: t.value("gone") == true, Made: t.day("made_on"), SetAside: t.day("set_aside_on")})
}

func takeAssessment(f *figures.Facts, t taking) {
	f.PutSaid(figures.Said{ID: t.Change.ID, Goal: t.text("goal"), Corrects: t.text("corrects"),
		Voice: figures.ParseVoice(t.text("by")), Done: t.value("done") == true,
		HowFar: t.howFar(), On: t.day("on"),
		Stamp: t.stamp(), Written: t.written(), Received: t.received()})
}

func noting(read func(*figures.Noted, taking)) func(*figures.Facts, taking) {
	return func(f *figures.Facts, t taking) {
		n := figures.Noted{ID: t.Change.ID, Corrects: t.text("corrects"), Sum: figures.NoSum,
			Stamp: t.stamp(), Written: t.written(), Received: t.received()}
		read(&n, t)
		f.PutNoted(n)
	}
}

func (t taking) stamp() string { return string(t.Change.At) }

func (t taking) written() figures.Day { return figures.DayAt(t.Change.At.MS(), t.zone) }

// received is 0 where it is not known any more.
func (t taking) received() figures.Day {
	if t.Received == 0 {
		return 0
	}
	return figures.DayAt(t.Received, t.zone)
}

func (t taking) value(field string) any { return valueIn(t.After, field) }

func (t taking) text(field string) string {
	text, _ := t.value(field).(string)
	return text
}

func (t taking) day(field string) figures.Day {
	day, _ := figures.ParseDay(t.text(field))
	return day
}

func (t taking) howFar() int8 {
	n, ok := t.value("how_far").(int64)
	if !ok || n < 0 || n > 100 {
		return figures.Unsaid
	}
	return int8(n)
}

// mark is a note of 1 to 5; 0 where there is none.
func (t taking) mark(field string) uint8 {
	n, _ := t.value(field).(int64)
	if n < 1 || n > 5 {
		return 0
	}
	return uint8(n)
}

// sum is an amount and its currency, "" for the place's own.
func (t taking) sum() (minor int64, currency string) {
	minor, ok := t.value("minor_units").(int64)
	if !ok || minor < 0 {
		return figures.NoSum, ""
	}
	if currency = t.text("currency"); currency == t.currency {
		currency = ""
	}
	return minor, currency
}

func valueIn(r merge.Record, field string) any {
	value, _ := r.Value(field)
	return value
}
