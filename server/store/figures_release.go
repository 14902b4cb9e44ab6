package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"alongside/server/audit"
	"alongside/server/figures"
	"alongside/server/place"
)

// ReleaseInfo names one release of one quarter.
type ReleaseInfo struct {
	Quarter    string `json:"quarter"`
	Release    string `json:"release"`     // <quarter>.<number>
	ReleasedAt string `json:"released_at"` // RFC 3339, UTC
}

// Release puts a quarter's figures through the rules. moved is false where the
// rules hold everything that was published: info is then the release that
// stands. Errors: forbidden, invalid, quarter_open.
func (s *Store) Release(by place.Actor, quarter string) (info ReleaseInfo, moved bool, err error) {
	if err := by.Must(place.Release); err != nil {
		return info, false, err
	}
	q, ok := figures.ParseQuarter(quarter)
	if !ok {
		return info, false, faultyQuarter()
	}
	if s.today() <= q.Last() {
		return info, false, place.Refuse(place.QuarterOpen, "%s has not ended yet. It ends on %s.", q, q.Last())
	}
	s.figures.releasing.Lock()
	defer s.figures.releasing.Unlock()
	var out figures.Released
	standing := ReleaseInfo{}
	err = s.view(func(v view) error {
		in, was, err := v.releaseInput(q)
		if err != nil {
			return err
		}
		var people everybody
		in.People = people.in(v)
		info = ReleaseInfo{Quarter: in.Quarter.String(), Release: in.Release, ReleasedAt: in.ReleasedAt}
		standing = was
		out, err = figures.Release(in)
		return errors.Join(people.done(v), err)
	})
	if err != nil {
		return ReleaseInfo{}, false, fmt.Errorf("releasing %s: %w", q, err)
	}
	if !out.Moved {
		return standing, false, nil
	}
	return info, true, s.freeze(by, info, standing, out)
}

func faultyQuarter() error {
	return place.Faulty(place.Problem{Path: "/quarter", Code: "bad_quarter", Detail: "must be a quarter such as 2026-Q3"})
}

// releaseInput gathers what a release is made of, but for the people; was is the one that stands.
func (v view) releaseInput(q figures.Quarter) (in figures.Input, was ReleaseInfo, err error) {
	now := v.store.opts.Now()
	in = figures.Input{Quarter: q, ReleasedAt: now.UTC().Format(time.RFC3339),
		PlaceName: v.store.Place().Name, Currency: v.store.Place().Currency, TeamOrg: map[string]string{}}
	d := v.store.directory.Load()
	for _, org := range d.sortedOrgs() {
		if org.ShareFigures {
			in.Orgs = append(in.Orgs, figures.Org{ID: org.ID, Name: org.Name})
		}
	}
	for id, team := range d.teams {
		in.TeamOrg[id] = team.Org
	}
	if in.Devices, err = v.notHeard(q); err != nil {
		return in, was, err
	}
	earlier, err := v.releases(q.String())
	if err != nil {
		return in, was, err
	}
	in.Release = fmt.Sprintf("%s.%d", q, len(earlier)+1)
	if len(earlier) > 0 {
		was = earlier[len(earlier)-1]
		in.Standing, err = v.standing(was.Release)
	}
	return in, was, err
}

// notHeard counts the devices, of people who write about others or themselves,
// that were not in touch since a quarter ended.
func (v view) notHeard(q figures.Quarter) (n int, err error) {
	ended := (q + 1).First().Midnight(v.store.zone())
	d := v.store.directory.Load()
	for id, device := range d.devices {
		m := d.members[device.Member]
		if device.Revoked || m.Ended(v.store.nowMS()) || m.Role != place.Coach && m.Role != place.Person {
			continue
		}
		var mark watermark
		if _, err := v.getJSON(thingKey(watermarkTable, id), &mark); err != nil {
			return 0, err
		}
		if max(device.Added, mark.Seen, v.store.contacts.of(id).seen) < ended {
			n++
		}
	}
	return n, nil
}

// freeze stores a release: what stands behind it in pieces first, then its pages
// and its name in one transaction, then what stood before is forgotten.
func (s *Store) freeze(by place.Actor, info, before ReleaseInfo, out figures.Released) error {
	// A crash may have left pieces of a try at the same release.
	if err := s.forgetStanding(info.Release, false); err != nil {
		return err
	}
	standing, err := s.keepStanding(info.Release, out.Standing)
	if err != nil {
		return err
	}
	err = s.change(func(t *tx) error {
		for _, page := range out.Pages {
			key := pageKey(info.Release, page.Table, page.By)
			t.put(key, sealAt(s.admin, key, page.JSON))
		}
		t.useStanding(info.Release, standing)
		t.putSealed(releaseKey(info), info)
		t.traceBy(by, "", audit.Detail{Act: audit.Released, Record: info.Release})
		return nil
	})
	if err != nil || before.Release == "" {
		return err
	}
	return s.forgetStanding(before.Release, false)
}

func pageKey(release, table, by string) []byte {
	return pairKey(figuresTable, pagePart+release, table+"\x00"+by)
}

// releaseKey sorts by quarter, then by number.
func releaseKey(info ReleaseInfo) []byte {
	_, text, _ := strings.Cut(info.Release, ".")
	number, _ := strconv.ParseUint(text, 10, 64) // names are our own making
	return numbered(figuresTable, releasePart+info.Quarter, number)
}

// releases lists those of a quarter, or all where quarter is "", oldest first.
func (v view) releases(quarter string) (out []ReleaseInfo, err error) {
	err = v.each(figuresKey(releasePart, quarter), true, func(key, sealed []byte) error {
		var info ReleaseInfo
		text, err := openAt(v.store.admin, key, sealed)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(text, &info); err != nil {
			return err
		}
		out = append(out, info)
		return nil
	})
	return out, err
}

var errNoPage = errors.New("store: a released page is missing")

// Figures is a frozen page, byte by byte as it was released. quarter "" asks for
// the newest, release "" for the one that stands. Errors: forbidden, invalid,
// not_found for an unknown table, not_released.
func (s *Store) Figures(by place.Actor, table, quarter, grouping, release string) (page []byte, err error) {
	if err := by.Must(place.SeeFigures); err != nil {
		return nil, err
	}
	if _, ok := figures.FindTable(table); !ok {
		return nil, place.Refuse(place.NotFound, "There is no such table.")
	}
	if !slices.Contains(figures.By, grouping) {
		return nil, place.Faulty(place.Problem{Path: "/by", Code: "bad_choice", Detail: "must be place or org"})
	}
	if _, ok := figures.ParseQuarter(quarter); quarter != "" && !ok {
		return nil, faultyQuarter()
	}
	err = s.view(func(v view) error {
		info, err := v.findRelease(quarter, release)
		if err == nil {
			page, err = v.page(pageKey(info.Release, table, grouping))
		}
		if errors.Is(err, errNoPage) { // released before there was such a table
			err = place.Refuse(place.NotReleased, "There was no such table yet when this was released.")
		}
		return err
	})
	return page, err
}

func (v view) findRelease(quarter, release string) (ReleaseInfo, error) {
	all, err := v.releases(quarter)
	if err != nil {
		return ReleaseInfo{}, err
	}
	for _, info := range slices.Backward(all) {
		if release == "" || info.Release == release {
			return info, nil
		}
	}
	return ReleaseInfo{}, place.Refuse(place.NotReleased, "This has not been released.")
}

func (v view) page(key []byte) ([]byte, error) {
	sealed, err := v.get(key)
	if err != nil {
		return nil, err
	}
	if sealed == nil {
		return nil, errNoPage
	}
	return openAt(v.store.admin, key, sealed)
}
