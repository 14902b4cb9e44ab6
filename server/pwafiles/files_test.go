package pwafiles

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
)

func built(t *testing.T) *Files {
	t.Helper()
	page := strings.Repeat("<p>page</p>", 50)
	files, err := New(fstest.MapFS{
		"placeholder.txt":              {Data: []byte("x")},
		"index.html":                   {Data: []byte(page)},
		"index.html.br":                {Data: []byte("page in brotli")},
		"index.html.gz":                {Data: []byte("page in gzip")},
		"sw.js":                        {Data: []byte("worker")},
		"manifest.webmanifest":         {Data: []byte("{}")},
		"assets/main-Ab3_x-9Z.js":      {Data: []byte("a longer script")},
		"assets/main-Ab3_x-9Z.js.br":   {Data: []byte("script")},
		"assets/small-Ab3_x-9Z.css":    {Data: []byte("a{}")},
		"assets/small-Ab3_x-9Z.css.gz": {Data: []byte("longer than the file")},
		"alone.gz":                     {Data: []byte("a file of its own")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestAnswers(t *testing.T) {
	const js = "/assets/main-Ab3_x-9Z.js"
	cases := []struct {
		path, accept  string
		status        int
		cache, coding string
		body          string
	}{
		{"/", "gzip, br", 200, revalidate, "br", "page in brotli"},
		{"/", "gzip", 200, revalidate, "gzip", "page in gzip"},
		{"/", "gzip;q=0.5, br;q=0", 200, revalidate, "gzip", "page in gzip"},
		{"/", "", 200, revalidate, "", strings.Repeat("<p>page</p>", 50)},
		{"/people/01h", "br", 200, revalidate, "br", "page in brotli"},
		{"/sw.js", "br", 200, revalidate, "", "worker"},
		{"/manifest.webmanifest", "", 200, revalidate, "", "{}"},
		{js, "br", 200, forever, "br", "script"},
		{js, "*", 200, forever, "br", "script"},
		{js, "identity", 200, forever, "", "a longer script"},
		{"/assets/small-Ab3_x-9Z.css", "gzip", 200, forever, "", "a{}"},
		{"/assets/main-Ab3_x-9Z.js.br", "br", 404, "no-store", "", "There is no such file.\n"},
		{"/alone.gz", "gzip", 200, revalidate, "", "a file of its own"},
		{"/assets/gone-Ab3_x-9Z.js", "br", 404, "no-store", "", "There is no such file.\n"},
		{"/../../etc/passwd", "", 200, revalidate, "", strings.Repeat("<p>page</p>", 50)},
		{"/../go.mod", "", 404, "no-store", "", "There is no such file.\n"},
	}
	files := built(t)
	for _, c := range cases {
		got := files.Answer(c.path, c.accept, "")
		if got.Status != c.status || got.Header["Cache-Control"] != c.cache ||
			got.Header["Content-Encoding"] != c.coding || string(got.Body) != c.body {
			t.Errorf("%s (%s): %d %v %q", c.path, c.accept, got.Status, got.Header, got.Body)
		}
	}
}

func TestRevalidation(t *testing.T) {
	files := built(t)
	tag := files.Answer("/", "br", "").Header["ETag"]
	if other := files.Answer("/", "", "").Header["ETag"]; other == tag || len(tag) != 66 {
		t.Errorf("tags %s and %s", tag, other)
	}
	for _, header := range []string{tag, `"x", W/` + tag, "*"} {
		if got := files.Answer("/", "br", header); got.Status != http.StatusNotModified || got.Body != nil {
			t.Errorf("%s: %d", header, got.Status)
		}
	}
	if got := files.Answer("/", "br", `"x"`); got.Status != http.StatusOK {
		t.Errorf("another tag: %d", got.Status)
	}
}

func TestBeforeTheBuild(t *testing.T) {
	files, err := New(fstest.MapFS{"placeholder.txt": {Data: []byte("x")}})
	if err != nil {
		t.Fatal(err)
	}
	got := files.Answer("/", "", "")
	if got.Status != http.StatusServiceUnavailable || !strings.Contains(string(got.Body), "./scripts/build") {
		t.Errorf("%d %s", got.Status, got.Body)
	}
}
