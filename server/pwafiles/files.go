// Package pwafiles answers for the built app out of memory: which file a path
// means, in which encoding, and how long a browser may keep it.
package pwafiles

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// Files is the app, ready to be served. It never changes after New.
type Files struct {
	files map[string]*file
}

// file is one file in every encoding that was built, best first.
type file struct {
	mime  string
	cache string
	forms []form
}

// form is one encoding of a file; coding is empty for the file as it is.
type form struct {
	coding string
	etag   string
	body   []byte
}

// Reply is the answer to one request. Body is shared: do not write to it.
type Reply struct {
	Status int
	Header map[string]string
	Body   []byte
}

const (
	forever    = "public, max-age=31536000, immutable"
	revalidate = "no-cache"
	index      = "index.html"
	unbuilt    = "The app has not been built yet. Run ./scripts/build, then start the server again.\n"
)

// hashed matches names that the build made unique by their content.
var hashed = regexp.MustCompile(`^assets/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$`)

// codings are the encodings that the build prepares, best first.
var codings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// New reads the built app; dist has index.html at its root, or only a
// placeholder where the app was not built.
func New(dist fs.FS) (*Files, error) {
	all := &Files{files: map[string]*file{}}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || prepared(dist, name) {
			return err
		}
		all.files[name], err = load(dist, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the built app: %w", err)
	}
	return all, nil
}

// Built tells whether there is an app to serve.
func (f *Files) Built() bool { return f.files[index] != nil }

// prepared tells whether a file is another file's encoding and no page itself.
func prepared(dist fs.FS, name string) bool {
	for _, coding := range codings {
		if plain, found := strings.CutSuffix(name, coding.suffix); found {
			if _, err := fs.Stat(dist, plain); err == nil {
				return true
			}
		}
	}
	return false
}

func load(dist fs.FS, name string) (*file, error) {
	plain, err := fs.ReadFile(dist, name)
	if err != nil {
		return nil, err
	}
	loaded := &file{mime: mimeOf(name), cache: revalidate}
	if hashed.MatchString(name) {
		loaded.cache = forever
	}
	for _, coding := range codings {
		body, err := fs.ReadFile(dist, name+coding.suffix)
		if err == nil && len(body) < len(plain) {
			loaded.forms = append(loaded.forms, form{coding.name, etag(body), body})
		}
	}
	loaded.forms = append(loaded.forms, form{"", etag(plain), plain})
	return loaded, nil
}

func etag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

// mimes are the types of what the build makes. They are named here so that they
// do not depend on the machine that the server runs on.
var mimes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8", ".json": "application/json",
	".webmanifest": "application/manifest+json", ".svg": "image/svg+xml",
	".png": "image/png", ".webp": "image/webp", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8", ".map": "application/json",
}

func mimeOf(name string) string {
	if mime, known := mimes[path.Ext(name)]; known {
		return mime
	}
	return "application/octet-stream"
}

// Answer finds what a GET of a path is answered with. A path whose last part has
// no extension is a place inside the app and gets its page; a missing file is a
// plain 404.
func (f *Files) Answer(urlPath, acceptEncoding, ifNoneMatch string) Reply {
	if !f.Built() {
		return text(http.StatusServiceUnavailable, unbuilt)
	}
	name := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	found := f.files[name]
	if found == nil && path.Ext(name) == "" {
		found = f.files[index]
	}
	if found == nil {
		return text(http.StatusNotFound, "There is no such file.\n")
	}
	return found.answer(acceptEncoding, ifNoneMatch)
}

func (f *file) answer(acceptEncoding, ifNoneMatch string) Reply {
	chosen := f.choose(acceptEncoding)
	header := map[string]string{"Cache-Control": f.cache, "ETag": chosen.etag, "Vary": "Accept-Encoding"}
	if matches(ifNoneMatch, chosen.etag) {
		return Reply{Status: http.StatusNotModified, Header: header}
	}
	header["Content-Type"] = f.mime
	if chosen.coding != "" {
		header["Content-Encoding"] = chosen.coding
	}
	return Reply{Status: http.StatusOK, Header: header, Body: chosen.body}
}

func (f *file) choose(acceptEncoding string) form {
	for _, candidate := range f.forms {
		if candidate.coding == "" || Accepts(acceptEncoding, candidate.coding) {
			return candidate
		}
	}
	return f.forms[len(f.forms)-1]
}

func text(status int, words string) Reply {
	header := map[string]string{"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
	return Reply{Status: status, Header: header, Body: []byte(words)}
}
