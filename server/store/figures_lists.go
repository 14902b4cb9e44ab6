package store

import (
	"context"
	"time"

	"alongside/server/figures"
	"alongside/server/place"
)

// FigureList is what can be read: the tables, and each released quarter with the
// release that stands, newest first.
type FigureList struct {
	Tables   []FigureTable `json:"tables"`
	Quarters []ReleaseInfo `json:"quarters"`
}

// FigureTable says in plain words what a table answers.
type FigureTable struct {
	Name       string `json:"name"`
	Title      string `json:"title"`
	Question   string `json:"question"`
	Definition string `json:"definition"`
	// Theme is which of a commissioner's questions it belongs to.
	Theme   string           `json:"theme"`
	Shape   figures.Shape    `json:"shape"`
	By      []string         `json:"by"`
	Options []figures.Option `json:"options"`
	Scales  []string         `json:"scales"`
}

// ListFigures lists what can be read.
func (s *Store) ListFigures(by place.Actor) (FigureList, error) {
	list := FigureList{Tables: []FigureTable{}, Quarters: []ReleaseInfo{}}
	if err := by.Must(place.SeeFigures); err != nil {
		return list, err
	}
	for _, t := range figures.Tables {
		list.Tables = append(list.Tables, FigureTable{Name: t.Name, Title: t.Title, Question: t.Question,
			Definition: t.Definition, Theme: t.Theme, Shape: t.Shape, By: t.By,
			Options: append([]figures.Option{}, t.Options...), Scales: t.ScaleNames()})
	}
	standing, order, err := s.standingReleases()
	for i := len(order) - 1; i >= 0; i-- {
		list.Quarters = append(list.Quarters, standing[order[i]])
	}
	return list, err
}

// standingReleases is the release that stands of each quarter, and the quarters
// in order.
func (s *Store) standingReleases() (standing map[string]ReleaseInfo, order []string, err error) {
	standing = map[string]ReleaseInfo{}
	err = s.view(func(v view) error {
		all, err := v.releases("")
		for _, info := range all {
			if _, ok := standing[info.Quarter]; !ok {
				order = append(order, info.Quarter)
			}
			standing[info.Quarter] = info
		}
		return err
	})
	return standing, order, err
}

// QuarterState says how far a quarter is. An open one has not ended.
type QuarterState struct {
	Quarter    string `json:"quarter"`
	Open       bool   `json:"open"`
	Released   bool   `json:"released"`
	Release    string `json:"release,omitempty"`
	ReleasedAt string `json:"released_at,omitempty"`
}

// Releases lists the quarters that can be released, and the open one, newest
// first: those in which anybody was alongside, at least the newest that ended.
func (s *Store) Releases(by place.Actor) ([]QuarterState, error) {
	if err := by.Must(place.Release); err != nil {
		return nil, err
	}
	standing, _, err := s.standingReleases()
	if err != nil {
		return nil, err
	}
	open := figures.QuarterOf(s.today())
	var out []QuarterState
	for q := open; q > open-countedQuarters; q-- {
		info, released := standing[q.String()]
		if q < open-1 && !released && !s.anybodyIn(q) {
			continue
		}
		out = append(out, QuarterState{Quarter: q.String(), Open: q == open, Released: released,
			Release: info.Release, ReleasedAt: info.ReleasedAt})
	}
	return out, nil
}

func (s *Store) anybodyIn(q figures.Quarter) bool {
	s.figures.mu.Lock()
	defer s.figures.mu.Unlock()
	return s.figures.state.Total(q, nil).Alongside > 0
}

// RunDaily releases, at once and then every day until ctx ends, the quarters that
// have ended with somebody alongside and were never released. What was released
// once moves by a steward's hand alone. Every day, and never at once, it folds
// what is old in long logs.
func (s *Store) RunDaily(ctx context.Context) {
	ticker := time.NewTicker(24 * time.Hour)
	defer ticker.Stop()
	for {
		if err := s.releaseEnded(); err != nil {
			s.opts.Log.Error().Err(err).Msg("the daily release failed")
		}
		select {
		case <-ctx.Done():
			return
		case <-s.closing:
			return
		case <-ticker.C:
			if err := s.compactOld(); err != nil {
				s.opts.Log.Error().Err(err).Msg("folding old changes failed")
			}
		}
	}
}

func (s *Store) releaseEnded() error {
	if err := s.turnQuarter(); err != nil {
		return err
	}
	quarters, err := s.Releases(place.Host)
	if err != nil {
		return err
	}
	for i := len(quarters) - 1; i >= 0; i-- {
		q, _ := figures.ParseQuarter(quarters[i].Quarter)
		if quarters[i].Open || quarters[i].Released || !s.anybodyIn(q) {
			continue
		}
		info, _, err := s.Release(place.Host, quarters[i].Quarter)
		if err != nil {
			return err
		}
		s.opts.Log.Info().Str("release", info.Release).Msg("a quarter was released")
	}
	return nil
}

// turnQuarter counts everybody anew once a new quarter has begun.
func (s *Store) turnQuarter() error {
	s.figures.mu.Lock()
	_, last := s.figures.state.Window()
	s.figures.mu.Unlock()
	today := s.today()
	if figures.QuarterOf(today) == last {
		return nil
	}
	return s.change(func(t *tx) (err error) {
		t.recounted, err = t.recount(today)
		return err
	})
}
