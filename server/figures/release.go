package figures

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// PlaceGroup is the id of the group that is everybody.
const PlaceGroup = "place"

// By lists the groupings that a table can be asked for.
var By = []string{PlaceGroup, byOrg}

const byOrg = "org"

// Standing is what one quarter's releases have come to: what is published now,
// and exactly whose part stands behind it. It holds ids of people, so it must be
// kept sealed and never leave the server.
type Standing struct {
	Release string // name of the release that stands; "" for none
	Tables  map[string]*TableStanding
}

// TableStanding is the same for one table. Groups keeps organisations that no
// longer share, so that they come back to what was published of them.
type TableStanding struct {
	Groups   map[string]*GroupStanding
	Listed   []string // organisations in the newest release, in its order
	Complete json.RawMessage
	// Behind, of the first table alone, is what stands behind Complete.
	Behind Completeness
}

// GroupStanding is the same for one group.
type GroupStanding struct {
	Pub    Published
	Values measured
	// Beside, of the place alone, is what stood behind the organisations when
	// the place last moved, or when they were first published after that.
	Beside map[string]*measured
	JSON   json.RawMessage
}

// Page is one answer as it is frozen.
type Page struct {
	Table string
	By    string
	JSON  []byte
}

// Released is what came of a release.
type Released struct {
	// Moved is false where rule 6 holds everything: nothing is to be stored.
	Moved    bool
	Pages    []Page
	Standing Standing
}

// Release puts all tables of a quarter through the rules. It does not change
// in.Standing. Errors come from encoding alone.
func Release(in Input) (Released, error) {
	out := Released{Standing: Standing{Release: in.Release, Tables: map[string]*TableStanding{}}}
	drafts := gather(&in)
	for _, d := range drafts {
		if was := in.Standing.Tables[d.table.Name]; was != nil {
			for _, g := range d.all() {
				g.was = was.Groups[g.id]
			}
		}
	}
	apply(drafts)
	for _, d := range drafts {
		was := in.Standing.Tables[d.table.Name]
		out.Moved = out.Moved || d.anyMoved(was)
		standing, err := d.stand(&in, was)
		if err != nil {
			return Released{}, err
		}
		out.Standing.Tables[d.table.Name] = standing
		pages, err := standing.pages(&in, d.table)
		if err != nil {
			return Released{}, err
		}
		out.Pages = append(out.Pages, pages...)
	}
	return out, nil
}

func (d *draft) anyMoved(was *TableStanding) bool {
	for _, g := range d.all() {
		if g.moved {
			return true
		}
	}
	return was == nil || !slices.Equal(was.Listed, d.listed())
}

func (d *draft) listed() []string {
	ids := make([]string, 0, len(d.orgs))
	for _, g := range d.orgs {
		ids = append(ids, g.id)
	}
	return ids
}

// stand is the table's standing once this draft is out.
func (d *draft) stand(in *Input, was *TableStanding) (*TableStanding, error) {
	out := &TableStanding{Groups: map[string]*GroupStanding{}, Listed: d.listed()}
	if was != nil {
		for id, g := range was.Groups {
			out.Groups[id] = g
		}
	}
	for _, g := range d.all() {
		if !g.moved {
			continue
		}
		text, err := encode(g.render(d, in.Currency))
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", d.table.Name, err)
		}
		out.Groups[g.id] = &GroupStanding{Pub: g.pub, Values: g.basis, JSON: text}
	}
	out.Groups[PlaceGroup] = d.standBeside(out.Groups[PlaceGroup])
	if d == d.first {
		if err := d.completes(in.Devices, was); err != nil {
			return nil, err
		}
		out.Behind = d.complete
	}
	out.Complete = d.first.completeJSON
	return out, nil
}

// standBeside notes what stands behind the organisations that are told of, beside
// the place: anew where the place moves, else only of those not noted yet.
func (d *draft) standBeside(place *GroupStanding) *GroupStanding {
	next := *place
	next.Beside = map[string]*measured{}
	if !d.place.moved {
		for id, v := range place.Beside {
			next.Beside[id] = v
		}
	}
	for _, g := range d.orgs {
		if _, noted := next.Beside[g.id]; !noted && g.pub.told() {
			next.Beside[g.id] = &g.basis
		}
	}
	return &next
}

// page is the answer to a question, as FIGURES has it.
type page struct {
	Table      string            `json:"table"`
	Quarter    string            `json:"quarter"`
	Release    string            `json:"release"`
	ReleasedAt string            `json:"released_at"`
	Shape      Shape             `json:"shape,omitempty"`
	Complete   json.RawMessage   `json:"complete"`
	Groups     []json.RawMessage `json:"groups"`
}

func (t *TableStanding) pages(in *Input, table *Table) ([]Page, error) {
	groups := map[string][]json.RawMessage{"place": {t.Groups[PlaceGroup].JSON}, "org": {}}
	for _, id := range t.Listed {
		groups["org"] = append(groups["org"], t.Groups[id].JSON)
	}
	out := make([]Page, 0, len(By))
	for _, by := range By {
		text, err := encode(page{Table: table.Name, Shape: table.Shape, Quarter: in.Quarter.String(), Release: in.Release,
			ReleasedAt: in.ReleasedAt, Complete: t.Complete, Groups: groups[by]})
		if err != nil {
			return nil, fmt.Errorf("table %s by %s: %w", table.Name, by, err)
		}
		out = append(out, Page{Table: table.Name, By: by, JSON: text})
	}
	return out, nil
}

// encode is JSON without escapes for HTML's sake.
func encode(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte{'\n'}), nil
}
