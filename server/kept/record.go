// Package kept tells what is kept about one person: as JSON that another system
// can take in, and as a page that they can read by themselves.
package kept

import (
	"maps"
	"slices"

	"alongside/schema"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
)

// Format is the number of the JSON's layout.
const Format = 1

// Record is everything kept about somebody that its reader may read.
type Record struct {
	Format int    `json:"format"`
	Person string `json:"person"` // the id of the person scope
	Called string `json:"called"` // what they like to be called; may be empty
	Place  string `json:"place"`  // the name of the place
	Zone   string `json:"zone"`   // the IANA time zone in which days are meant
	MadeAt int64  `json:"made_at"`
	// Own is true where the person themself reads, or has it read out for them.
	Own bool `json:"own"`
	// KeptFor is for how long all of it is kept.
	KeptFor place.KeptFor `json:"kept_for"`
	// Names are the names of the members and teams that the parts mention, by actor.
	Names map[string]string `json:"names"`
	Parts []Part            `json:"parts"`
}

// Part is what one scope holds: the person's first, then what was told to a few.
type Part struct {
	Scope  string   `json:"scope"`
	Circle []string `json:"circle"` // actors
	Items  []Item   `json:"records"`
}

// Item is one record. Times are milliseconds since 1970, authors ids of members;
// an empty author is one who is not known, such as the server itself.
type Item struct {
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	MadeAt    int64  `json:"made_at"`
	MadeBy    string `json:"made_by"`
	ChangedAt int64  `json:"changed_at"`
	ChangedBy string `json:"changed_by"`
	// Gone is true where it was taken out of sight; it is still kept.
	Gone bool `json:"gone,omitempty"`
	// Fields holds values by name: of words the newest text.
	Fields map[string]any `json:"fields"`
	// Versions are the texts of a field that two people wrote without seeing each
	// other's, newest first; only where there are several.
	Versions map[string][]Version `json:"versions,omitempty"`
}

// Version is one of several texts that stand side by side.
type Version struct {
	Text string `json:"text"`
	At   int64  `json:"at"`
	By   string `json:"by"`
}

// ItemOf reads a merged record; by says which member's device wrote a stamp.
func ItemOf(r merge.Record, by func(hlc.Stamp) string) Item {
	item := Item{Kind: r.Kind, ID: r.ID, MadeAt: r.First.MS(), MadeBy: by(r.First),
		ChangedAt: r.Last.MS(), ChangedBy: by(r.Last), Fields: map[string]any{}}
	for _, name := range r.Fields() {
		switch schema.Rules()[r.Kind][name] {
		case merge.Versions:
			item.words(name, r.Versions(name), by)
		case merge.Set:
			if members := r.Members(name); len(members) > 0 {
				item.Fields[name] = members
			}
		default:
			if value, ok := r.Value(name); ok && value != nil && name != "gone" {
				item.Fields[name] = value
			}
		}
	}
	gone, _ := r.Value("gone")
	item.Gone = gone == true
	return item
}

func (i *Item) words(name string, versions []merge.Version, by func(hlc.Stamp) string) {
	if len(versions) == 0 || len(versions) == 1 && versions[0].Value == "" {
		return
	}
	i.Fields[name] = versions[0].Value
	if len(versions) == 1 {
		return
	}
	if i.Versions == nil {
		i.Versions = map[string][]Version{}
	}
	for _, v := range versions {
		i.Versions[name] = append(i.Versions[name], Version{Text: v.Value, At: v.At.MS(), By: by(v.ID)})
	}
}

// Text is a field's text; empty where it has none.
func (i Item) Text(field string) string {
	text, _ := i.Fields[field].(string)
	return text
}

// Withheld says whether this is a concern that is kept off the person's own page.
func (i Item) Withheld() bool { return i.Kind == "concern" && i.Fields["withheld"] == true }

// WithoutNotes takes out what those who hold a concern noted about showing it.
func (i Item) WithoutNotes() Item {
	i.Fields, i.Versions = maps.Clone(i.Fields), maps.Clone(i.Versions)
	for _, name := range []string{"withheld", "withheld_because"} {
		delete(i.Fields, name)
		delete(i.Versions, name)
	}
	return i
}

// Actors are the members and teams that the parts mention, sorted, each once.
func (r Record) Actors() []string {
	var all []string
	note := func(id string) {
		if id != "" {
			all = append(all, "member:"+id)
		}
	}
	for _, part := range r.Parts {
		all = append(all, part.Circle...)
		for _, item := range part.Items {
			note(item.MadeBy)
			note(item.ChangedBy)
			for _, versions := range item.Versions {
				for _, v := range versions {
					note(v.By)
				}
			}
			all = append(all, item.actors()...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (i Item) actors() []string {
	var out []string
	for name, value := range i.Fields {
		if !holdsActors(i.Kind, name) {
			continue
		}
		switch value := value.(type) {
		case string:
			out = append(out, value)
		case []string:
			out = append(out, value...)
		}
	}
	return out
}

// fieldOf finds a field of a kind; nil for one that is not known here.
func fieldOf(kind, name string) *schema.Field {
	for _, k := range schema.Kinds() {
		if k.Name != kind {
			continue
		}
		for i := range k.Fields {
			if k.Fields[i].Name == name {
				return &k.Fields[i]
			}
		}
	}
	return nil
}

func holdsActors(kind, name string) bool {
	return hasCheck(kind, name, "actor") || hasCheck(kind, name, "circle") || hasCheck(kind, name, "member")
}

func hasCheck(kind, name, check string) bool {
	f := fieldOf(kind, name)
	return f != nil && slices.ContainsFunc(f.Checks, func(c schema.Check) bool { return c.Name == check })
}
