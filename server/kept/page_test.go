package kept

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// ids of the records below.
const (
	nia, other = "01hzy3k8m4q2r6s8t0v2w4x6y0", "01hzy3k8m4q2r6s8t0v2w4x6y1"
	coach      = "01hzy3k8m4q2r6s8t0v2w4x6y2"
	walk, sum  = "01hzy3k8m4q2r6s8t0v2w4x6y3", "01hzy3k8m4q2r6s8t0v2w4x6y4"
	righted    = "01hzy3k8m4q2r6s8t0v2w4x6y5"
)

func lived() Record {
	item := func(kind, id string, fields map[string]any) Item {
		return Item{Kind: kind, ID: id, MadeAt: 1772366400000, ChangedAt: 1772366400000, MadeBy: coach, ChangedBy: coach, Fields: fields}
	}
	return Record{Format: Format, Person: nia, Called: "Nia", Place: "The alliance", Zone: "Europe/London", MadeAt: 1772366400000, Own: true,
		Names: map[string]string{"member:" + coach: "Sioned"},
		Parts: []Part{{Scope: "person:" + nia, Circle: []string{"member:" + coach}, Items: []Item{
			item("person", nia, map[string]any{"called": "Nia", "matters": "Her <b>allotment</b>", "in_figures": false}),
			item("visit", walk, map[string]any{"story": "<script>alert(1)</script> & a walk", "on": "2026-03-01",
				"with": []string{"member:" + coach, "person:" + nia, "person:" + other, "The <i>warden</i>"}}),
			item("decision", sum, map[string]any{"what": "A bus pass", "minor_units": int64(640), "currency": "GBP", "on": "2026-02-28"}),
			item("decision", righted, map[string]any{"what": "Two bus passes", "minor_units": int64(1280), "currency": "GBP", "corrects": sum, "on": "2026-02-28"}),
			item("beside", "01hzy3k8m4q2r6s8t0v2w4x6y6", map[string]any{"of": walk, "of_kind": "visit", "words": "It rained."}),
			item("beside", "01hzy3k8m4q2r6s8t0v2w4x6y7", map[string]any{"of": other, "of_kind": "visit", "words": "Of what is not here."}),
			item("assessment", "01hzy3k8m4q2r6s8t0v2w4x6y8", map[string]any{"how_far": int64(50), "by": "self", "on": "2026-02-27"}),
			{Kind: "story", ID: "01hzy3k8m4q2r6s8t0v2w4x6y9", Gone: true, Fields: map[string]any{"words": "Out of sight."}},
		}}}}
}

func (r Record) text(t *testing.T, lang string) string {
	t.Helper()
	page, err := r.HTML(lang)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestThePageSaysWhatIsKept(t *testing.T) {
	page := lived().text(t, "en")
	last := -1
	for _, want := range []string{"What is kept about Nia", "Her &lt;b&gt;allotment&lt;/b&gt;", "Counted in the figures:</span> No", "1 March 2026",
		"&lt;script&gt;alert(1)&lt;/script&gt; &amp; a walk", "Sioned; you; somebody; The &lt;i&gt;warden&lt;/i&gt;", "What you say about it", "It rained.",
		"28 February 2026", "Two bus passes", "£12.80", "Put right later", "£6.40", "27 February 2026", "About half way", "You yourself",
		"Taken out of sight, and still kept", "Out of sight."} {
		at := strings.Index(page[max(last, 0):], want)
		if at < 0 {
			t.Fatalf("%q is missing, or not in its place", want)
		}
		last = max(last, 0) + at
	}
	if !strings.Contains(page, "Of what is not here.") {
		t.Error("words beside what is not here are lost")
	}
	for _, not := range []string{"<script", "http://", "https://", "<img", "<link", other, nia} {
		if strings.Contains(page, not) {
			t.Errorf("the page holds %q", not)
		}
	}
}

func TestThePageInWelsh(t *testing.T) {
	page := lived().text(t, "cy")
	for _, want := range []string{`lang="cy"`, "Beth sy’n cael ei gadw am Nia", "1 Mawrth 2026", "Tua hanner ffordd"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if unknown := lived().text(t, "xx"); !strings.Contains(unknown, `lang="en"`) {
		t.Error("an unknown language is not English")
	}
}

func TestThePageSaysForHowLong(t *testing.T) {
	const asked, left = "until you ask for it to go", "Once you have left it is kept for 24 months more"
	record := lived()
	if page := record.text(t, "en"); !strings.Contains(page, asked) || strings.Contains(page, "months more") {
		t.Error("what is kept until they ask is not said so")
	}
	months := 24
	record.KeptFor.Left = &months
	if page := record.text(t, "en"); !strings.Contains(page, left) || !strings.Contains(page, asked) {
		t.Error("the page does not say when it goes")
	}
}

func TestTheJSONIsTheSame(t *testing.T) {
	text, err := lived().JSON()
	if err != nil {
		t.Fatal(err)
	}
	var back Record
	if err := json.Unmarshal(text, &back); err != nil || len(back.Parts[0].Items) != 8 {
		t.Errorf("read back: %v, %+v", err, back)
	}
	if !bytes.Contains(text, []byte("<script>alert(1)</script> & a walk")) {
		t.Error("JSON is escaped as if it were for a page")
	}
}

func TestMoney(t *testing.T) {
	for want, sum := range map[string]struct {
		minor    int64
		currency string
	}{"£6.40": {640, "GBP"}, "£0.05": {5, ""}, "-€1.00": {-100, "EUR"}, "JPY 640": {640, "JPY"}, "KWD 0.640": {640, "KWD"}} {
		if got := money(sum.minor, sum.currency); got != want {
			t.Errorf("%+v: %s", sum, got)
		}
	}
}
