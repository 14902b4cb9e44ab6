// Package ledger turns the records about money into what an auditor reads: every
// decision with its reason, who took it, out of which pot, receipts, corrections
// and what came of it. People are pseudonyms. It is pure: the store gives it
// records and names.
package ledger

import (
	"cmp"
	"slices"
	"strings"

	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
)

// Source is one record about money, and the scope that it lies in.
type Source struct {
	Scope  string
	Record merge.Record // of kind decision, pot, pot_entry, conversation or contribution
}

// Names is how ids are told.
type Names struct {
	// Author is who wrote with a device; "" for both where it is not known.
	Author func(device string) (member, name string)
	Member func(id string) string
	Team   func(id string) string
	// Pseudonym stands for a person, the same one each time.
	Pseudonym func(person string) string
	// Called are the names by which the person of a scope goes.
	Called func(scope string) []string
	// Day is the day of a moment, YYYY-MM-DD in the place's zone.
	Day func(ms int64) string
	// Currency is the place's own.
	Currency string
}

// Said is one of the texts that stand side by side.
type Said struct {
	Words string `json:"words"`
	By    string `json:"by,omitempty"`
	On    string `json:"on"`
}

// Part is where some of a sum went.
type Part struct {
	What       string `json:"what"`
	MinorUnits int64  `json:"minor_units"`
}

// Ref names a thing for people.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Entry is one decision as somebody wrote it down, or a correction of one.
type Entry struct {
	ID        string `json:"id"`
	On        string `json:"on"`         // the day of the decision, else that of writing
	WrittenOn string `json:"written_on"` // the day of writing
	// Kept is where it lies: person, team, or between for what was told in confidence.
	Kept   string `json:"kept"`
	Person string `json:"person,omitempty"` // pseudonym
	// InConfidence is true where the words stay between those they were told to;
	// sum, pot, day and author are told all the same.
	InConfidence bool     `json:"in_confidence,omitempty"`
	What         string   `json:"what,omitempty"`
	Why          string   `json:"why,omitempty"`
	MinorUnits   int64    `json:"minor_units"`
	Currency     string   `json:"currency"`
	Pot          *Ref     `json:"pot,omitempty"`
	InKind       bool     `json:"in_kind,omitempty"`
	From         string   `json:"from,omitempty"`
	WentOn       []Part   `json:"went_on,omitempty"`
	ChosenBy     string   `json:"chosen_by,omitempty"`
	Who          string   `json:"who,omitempty"`
	Team         *Ref     `json:"team,omitempty"` // whose pot it came out of, or whose record it is in
	Receipts     []string `json:"receipts,omitempty"`
	Corrects     string   `json:"corrects,omitempty"` // id of the first decision that this one puts right
	CorrectedBy  []string `json:"corrected_by,omitempty"`
	// Counts is true for the newest of a decision and its corrections: that one is in the totals.
	Counts      bool       `json:"counts"`
	CameOfIt    []Said     `json:"came_of_it,omitempty"`
	IfNobodyHad []Said     `json:"if_nobody_had,omitempty"`
	Questions   []Question `json:"questions,omitempty"`

	scope   string
	written hlc.Stamp // of the first write
}

// Question is what was asked under a decision, and what was answered.
type Question struct {
	ID      string `json:"id"`
	Words   string `json:"words"`
	By      string `json:"by,omitempty"`
	On      string `json:"on"`
	Answers []Said `json:"answers"`
}

// Ledger is all of it. Entries are newest first.
type Ledger struct {
	Entries   []Entry
	Pots      []Pot
	Forgotten []Forgotten
}

// Read makes the ledger out of every record about money, in any order.
func Read(sources []Source, names Names) Ledger {
	r := reader{Names: names, pots: map[string]Ref{}, potTeam: map[string]*Ref{}, potScope: map[string]string{}, potCurrency: map[string]string{}}
	for _, s := range sources {
		if s.Record.Kind == "pot" {
			r.pot(s)
		}
	}
	var entries []Entry
	for _, s := range sources {
		if s.Record.Kind == "decision" {
			entries = append(entries, r.decision(s))
		}
	}
	settle(entries)
	r.questions(sources, entries)
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(strings.Compare(b.On, a.On), strings.Compare(b.ID, a.ID), strings.Compare(b.scope, a.scope))
	})
	return Ledger{Entries: entries, Pots: r.accounts(sources, entries), Forgotten: r.forgotten(sources)}
}

// ScopeOf is the scope of the entry with that id; "" for none. It is for the
// server alone: it names the person.
func (l Ledger) ScopeOf(id string) string {
	for _, e := range l.Entries {
		if e.ID == id {
			return e.scope
		}
	}
	return ""
}

type reader struct {
	Names
	pots    map[string]Ref  // name by id of pot
	potTeam map[string]*Ref // whose pot it is

	potScope, potCurrency map[string]string // by id of pot
}

func (r *reader) pot(s Source) {
	kind, id, _ := place.SplitScope(s.Scope)
	r.pots[s.Record.ID] = Ref{s.Record.ID, r.masked(s.Scope, newest(s.Record, "name"))}
	r.potScope[s.Record.ID], r.potCurrency[s.Record.ID] = s.Scope, text(s.Record, "currency")
	if kind == place.TeamScope {
		r.potTeam[s.Record.ID] = &Ref{id, r.Team(id)}
	}
}

func (r *reader) decision(s Source) Entry {
	kind, id, _ := place.SplitScope(s.Scope)
	rec := s.Record
	e := Entry{ID: rec.ID, Kept: string(kind), scope: s.Scope, written: rec.First,
		MinorUnits: number(rec, "minor_units"), Currency: cmp.Or(text(rec, "currency"), r.potCurrency[text(rec, "pot")], r.Currency),
		InKind: value(rec, "in_kind") == true, ChosenBy: text(rec, "chosen_by"),
		Corrects: text(rec, "corrects"), WrittenOn: r.Day(rec.First.MS())}
	e.On = cmp.Or(text(rec, "on"), e.WrittenOn)
	_, e.Who = r.Author(rec.First.Device())
	if pot := text(rec, "pot"); pot != "" {
		e.Pot = &Ref{pot, r.pots[pot].Name}
		e.Team = r.potTeam[pot]
	}
	switch kind {
	case place.TeamScope:
		e.Team = cmp.Or(e.Team, &Ref{id, r.Team(id)})
	case place.PersonScope:
		e.Person = r.Pseudonym(id)
	}
	if e.InConfidence = kind == place.BetweenScope; !e.InConfidence {
		r.tell(&e, s)
	}
	return e
}

// tell fills in the words, with the person's names taken out of them.
func (r *reader) tell(e *Entry, s Source) {
	mask := func(words string) string { return r.masked(s.Scope, words) }
	e.What, e.Why = mask(text(s.Record, "what")), mask(text(s.Record, "why"))
	e.From = mask(r.actor(text(s.Record, "from")))
	e.Receipts = texts(s.Record, "receipts")
	for i := range e.Receipts {
		e.Receipts[i] = mask(e.Receipts[i])
	}
	e.WentOn = partsOf(s.Record, mask)
	e.CameOfIt = r.said(s, "came_of_it")
	e.IfNobodyHad = r.said(s, "if_nobody_had")
}

// actor tells who is meant by member:, team: or person:, or by a name.
func (r *reader) actor(who string) string {
	kind, id, _ := strings.Cut(who, ":")
	switch {
	case kind == "person" && place.ValidID(id):
		return r.Pseudonym(id)
	case kind == "member" && place.ValidID(id):
		return r.Member(id)
	case kind == "team" && place.ValidID(id):
		return r.Team(id)
	}
	return who
}

func (r *reader) said(s Source, field string) []Said {
	var out []Said
	for _, v := range s.Record.Versions(field) {
		if strings.TrimSpace(v.Value) != "" {
			out = append(out, r.words(s.Scope, v.Value, v.ID))
		}
	}
	return out
}

func (r *reader) words(scope, words string, at hlc.Stamp) Said {
	_, by := r.Author(at.Device())
	return Said{Words: r.masked(scope, words), By: by, On: r.Day(at.MS())}
}

// settle marks which of a decision and its corrections counts: the newest. Those
// whose first is not there stand for themselves.
func settle(entries []Entry) {
	type name struct{ scope, id string }
	at := map[name]int{}
	for i, e := range entries {
		at[name{e.scope, e.ID}] = i
	}
	newest := map[int]int{}
	for i, e := range entries {
		root, found := at[name{e.scope, e.Corrects}]
		if !found || e.Corrects == "" {
			root = i
		}
		if last, seen := newest[root]; !seen || later(entries, root, i, last) {
			newest[root] = i
		}
		if root != i {
			entries[root].CorrectedBy = append(entries[root].CorrectedBy, e.ID)
		}
	}
	for root, i := range newest {
		entries[i].Counts = true
		slices.Sort(entries[root].CorrectedBy)
	}
}

// later tells whether the entry at i was written after the one at last; any
// correction is later than what it corrects.
func later(entries []Entry, root, i, last int) bool {
	if i == root || last == root {
		return last == root
	}
	return cmp.Or(cmp.Compare(entries[i].written, entries[last].written), strings.Compare(entries[i].ID, entries[last].ID)) > 0
}
