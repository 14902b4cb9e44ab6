package kept

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"
)

//go:embed page.html
var pageText string

// html/template escapes whatever people wrote for the place where it stands.
var page = template.Must(template.New("page").Funcs(template.FuncMap{"args": args}).Parse(pageText))

// shown is what one telling's part of the page needs.
type shown struct {
	Telling telling
	Words   map[string]string
}

func args(one telling, words map[string]string) shown { return shown{one, words} }

// section is what the page tells of one part.
type section struct {
	Title   string
	Circle  line
	About   []telling
	Days    []day
	Removed []day
}

// HTML is the record as one page to read by itself: no scripts, nothing that is
// fetched. The languages are en and cy.
func (r Record) HTML(lang string) ([]byte, error) {
	if months[lang] == nil {
		lang = "en"
	}
	t := newTeller(r, lang)
	sections := make([]section, 0, len(r.Parts))
	for i, part := range r.Parts {
		sections = append(sections, t.section(part, i == 0))
	}
	made := time.UnixMilli(r.MadeAt).In(t.zone)
	extent := "whole"
	if !r.Own {
		extent = "part"
	}
	notes := []string{t.labels.Copy[extent], t.labels.Copy["kept_back"], t.labels.Copy["others"],
		t.labels.Copy["history"], t.keptFor(), t.labels.Copy["attachments"], t.labels.Copy["how"], t.labels.Copy["lock"]}
	var out bytes.Buffer
	err := page.Execute(&out, map[string]any{
		"Lang": lang, "Title": t.say("title", "name", t.called()),
		"Made":     t.say("made", "when", t.dayWords(made.Format(time.DateOnly))+", "+made.Format("15:04"), "place", r.Place),
		"Sections": sections, "Notes": notes, "Words": t.labels.Copy,
	})
	return out.Bytes(), err
}

// keptFor says when what is kept goes.
func (t *teller) keptFor() string {
	var said []string
	for _, one := range []struct {
		name   string
		months *int
	}{{"kept_left", t.record.KeptFor.Left}, {"kept_quiet", t.record.KeptFor.Quiet}, {"kept_trail", t.record.KeptFor.Trail}} {
		if one.months != nil {
			said = append(said, t.say(one.name, "n", strconv.Itoa(*one.months)))
		}
	}
	return strings.Join(append(said, t.labels.Copy["kept_ask"]), " ")
}

func (t *teller) called() string {
	if t.record.Called == "" {
		return t.labels.Copy["somebody"]
	}
	return t.record.Called
}

func (t *teller) section(part Part, first bool) section {
	s := section{Title: t.labels.Kinds["person"], Days: t.days(part, false), Removed: t.days(part, true)}
	names := make([]string, 0, len(part.Circle))
	for _, actor := range part.Circle {
		names = append(names, t.actor(actor))
	}
	s.Circle = line{Label: t.labels.Copy["circle"], Texts: names}
	if !first {
		s.Title = t.labels.Kinds["between"]
	}
	for _, item := range part.Items {
		if item.Kind == "person" {
			s.About = append(s.About, t.telling(part, item, item, []Item{item}))
		}
	}
	return s
}

// JSON is the record for a computer to read, indented.
func (r Record) JSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(r)
	return out.Bytes(), err
}

// Zip writes the copy that a person takes away: index.html to read, record.json
// to move. When it was made is in the files; the entries carry it too.
func (r Record) Zip(to io.Writer, lang string) error {
	html, err := r.HTML(lang)
	if err != nil {
		return err
	}
	text, err := r.JSON()
	if err != nil {
		return err
	}
	packed := zip.NewWriter(to)
	for _, file := range []struct {
		name string
		data []byte
	}{{"index.html", html}, {"record.json", text}} {
		header := &zip.FileHeader{Name: file.name, Method: zip.Deflate, Modified: time.UnixMilli(r.MadeAt).UTC()}
		entry, err := packed.CreateHeader(header)
		if err == nil {
			_, err = entry.Write(file.data)
		}
		if err != nil {
			return err
		}
	}
	return packed.Close()
}
