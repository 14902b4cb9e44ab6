package figures

import (
	"encoding/json"
	"iter"
	"runtime"
	"slices"
	"sync"
)

// A curve is told about the quarter alone, or about four quarters pooled.
type mode int

const (
	alone  mode = iota // the quarter itself
	pooled             // the quarter and the three before, each person by their newest
	modes
)

// pooledQuarters is how many quarters are taken together where one says nothing.
const pooledQuarters = 4

// side is a number that stands beside the curve.
type side int

const (
	leftOut side = iota
	setAside
	added
	noGoal
	sides
)

// Org is an organisation that shares its figures at the time of the release.
type Org struct{ ID, Name string }

// Input is everything that a release is made of.
type Input struct {
	Quarter    Quarter
	Release    string // the name of the new release, should there be one
	ReleasedAt string // RFC 3339
	PlaceName  string
	Currency   string            // the place's own
	Orgs       []Org             // those that share, in the order of their names
	TeamOrg    map[string]string // organisation of each team
	Devices    int               // devices not in touch since the quarter ended
	// People are by rising id within each crowd and from one to the next. Several crowds
	// are read at the same time, each once.
	People   iter.Seq[Crowd]
	Standing Standing // what the release before left; empty for the first
}

// group is the place or one organisation, on its way to being published.
type group struct {
	id, name string
	was      *GroupStanding // nil where it was never published
	now      measured
	basis    measured // what stands behind pub
	pub      Published
	moved    bool // its bytes will be new
}

// measured is what the facts say of a group, person by person.
type measured struct {
	Curve   [modes]Values
	Alone   [modes]Values // by what people judged alone; empty where not asked
	Sides   [sides]Values
	Of      [sides]int             // how many people each side could have counted
	Unheard Values                 // by goals that nobody was heard about; of the first table alone
	Money   []Blocks               // of a table of money: by scale, the total alone last
	Spent   [moneyCells + 1]Values // of a table of money: by option, the total last
	Rows    map[string]Block
}

// Published is what a group tells, exactly: rounding comes last.
type Published struct {
	Withheld bool // for the sake of the rest
	Mode     mode
	Scale    string // "" where no curve is shown
	Points   mask   // of the scale
	Money    Sums
	Rows     []Row
	Counts   [modes]Curve
	Sides    [sides]Number
	Self     SelfCurve
}

// Number is a count of people and whether it is shown.
type Number struct {
	N     int
	Shown bool
}

// SelfCurve is the curve of what people judged alone; no Scale, no curve.
type SelfCurve struct {
	Scale  string
	Counts Curve
}

// draft is one table on its way through the rules.
type draft struct {
	table   *Table
	first   *draft // of the table beside which the numbers of the sides stand
	place   *group
	orgs    []*group            // that share, in the order of their names
	helpers map[string][]string // by barrier, of a tally
	guarded string              // the shape in which guardRest found nothing
	// complete is what all tables say of how complete they are; of the first alone.
	complete     Completeness
	completeJSON json.RawMessage
}

// mostGathering is how many crowds of people are read at the same time.
const mostGathering = 4

// gather reads everybody once and sorts what each person adds by table and group.
// It costs time and memory in proportion to all people.
func gather(in *Input) []*draft {
	type part struct {
		at    int
		crowd Crowd
	}
	todo := make(chan part)
	var parts [][]*draft
	var mu sync.Mutex
	var reading sync.WaitGroup
	for range min(mostGathering, runtime.GOMAXPROCS(0)) {
		reading.Go(func() {
			for p := range todo {
				drafts := newDrafts(in)
				gatherCrowd(in, drafts, p.crowd)
				mu.Lock()
				parts = append(parts, make([][]*draft, max(0, p.at+1-len(parts)))...)
				parts[p.at] = drafts
				mu.Unlock()
			}
		})
	}
	n := 0
	for crowd := range in.People {
		todo <- part{n, crowd}
		n++
	}
	close(todo)
	reading.Wait()
	return joinDrafts(in, parts)
}

func newDrafts(in *Input) []*draft {
	drafts := make([]*draft, len(Tables))
	for i := range Tables {
		d := &draft{table: &Tables[i], place: &group{id: PlaceGroup, name: in.PlaceName}, helpers: map[string][]string{}}
		if slices.Contains(d.table.By, byOrg) {
			for _, o := range in.Orgs {
				d.orgs = append(d.orgs, &group{id: o.ID, name: o.Name})
			}
		}
		drafts[i] = d
		d.first = drafts[0]
	}
	return drafts
}

func gatherCrowd(in *Input, drafts []*draft, people Crowd) {
	newest := make([]Contribution, 0, pooledQuarters)
	for person, adder := range people {
		newest = newest[:0]
		for q := in.Quarter; q > in.Quarter-pooledQuarters; q-- {
			newest = append(newest, adder.In(q))
		}
		for _, d := range drafts {
			d.place.now.add(d, person, newest, func(*Contribution) bool { return true })
			for _, g := range d.orgs {
				g.now.add(d, person, newest, func(c *Contribution) bool { return in.TeamOrg[c.Team] == g.id })
			}
			if b := newest[0].Barrier; b != nil && d.table.Shape == ShapeTally {
				d.helpers[b.ID] = b.Who
			}
		}
	}
}

// add takes in one person, as far as they belong to the group.
func (m *measured) add(d *draft, person string, newest []Contribution, belongs func(*Contribution) bool) {
	t, now := d.table, &newest[0]
	m.addCurve(&m.Curve, t.Value, person, newest, belongs)
	if t.Alone != nil {
		m.addCurve(&m.Alone, t.Alone, person, newest, belongs)
	}
	m.addSums(t, person, now)
	if !now.Alongside || !belongs(now) {
		return
	}
	if d != d.first {
		return
	}
	m.Unheard.put(person, uint64(now.NotHeard))
	yes := [sides]bool{leftOut: now.LeftOut, setAside: now.SetAside, added: now.Added, noGoal: now.NoGoal}
	for s := range yes {
		m.Sides[s].put(person, uint64(one(yes[s])))
		m.Of[s] += one(side(s) == leftOut || now.Counted > 0 || side(s) == noGoal && !now.LeftOut)
	}
}

func (m *measured) addCurve(into *[modes]Values, value func(*Contribution) uint64, person string,
	newest []Contribution, belongs func(*Contribution) bool) {
	if belongs(&newest[0]) {
		into[alone].put(person, value(&newest[0]))
	}
	for i := range newest {
		c := &newest[i]
		if value := value(c); value != 0 {
			if belongs(c) {
				into[pooled].put(person, value)
			}
			return
		}
	}
}

// all is every group of the table, the place first.
func (d *draft) all() []*group {
	return append([]*group{d.place}, d.orgs...)
}
