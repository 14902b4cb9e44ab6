package store

import (
	"bytes"
	"strings"

	"alongside/server/figures"
	"alongside/server/place"
)

// Letter is everything that one release of a quarter says, as one JSON object:
// {quarter, release, released_at, tables: {<table>: {place: …, org: …}}}, each page
// byte by byte as it was frozen, so that the same release gives the same bytes for
// ever. release "" asks for the one that stands. Errors: forbidden, invalid, not_released.
func (s *Store) Letter(by place.Actor, quarter, release string) (letter []byte, err error) {
	if err := by.Must(place.SeeFigures); err != nil {
		return nil, err
	}
	if _, ok := figures.ParseQuarter(quarter); !ok {
		return nil, faultyQuarter()
	}
	err = s.view(func(v view) error {
		info, err := v.findRelease(quarter, release)
		if err == nil {
			letter, err = v.letter(info)
		}
		return err
	})
	return letter, err
}

func (v view) letter(info ReleaseInfo) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(`{"quarter":"` + info.Quarter + `","release":"` + info.Release + `","released_at":"` + info.ReleasedAt + `","tables":{`)
	prefix, open := pairKey(figuresTable, pagePart+info.Release, ""), ""
	err := v.each(prefix, true, func(key, sealed []byte) error {
		table, by, _ := strings.Cut(string(key[len(prefix):]), "\x00")
		page, err := openAt(v.store.admin, key, sealed)
		if err != nil {
			return err
		}
		switch {
		case table == open:
			out.WriteByte(',')
		case open != "":
			out.WriteString(`},"` + table + `":{`)
		default:
			out.WriteString(`"` + table + `":{`)
		}
		open = table
		out.WriteString(`"` + by + `":`)
		out.Write(page)
		return nil
	})
	if open != "" {
		out.WriteByte('}')
	}
	out.WriteString("}}\n")
	return out.Bytes(), err
}
