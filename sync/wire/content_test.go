package wire_test

import (
	"errors"
	"reflect"
	"testing"

	"alongside/sync/wire"
)

// What is read as content is written and read again as the same.
func FuzzParseContent(f *testing.F) {
	const id = `"id":"01arz3ndektsv4rrffq69g5fav"`
	for _, seed := range []string{
		`"kind":"visit",` + id + `,"set":{"story":"Rain","on":"2026-11-02","n":-3,"list":[{"a":true}]}`,
		`"kind":"goal",` + id + `,"over":{"words":["0192f3a4b5c6-0003-01arz3ndektsv4rrffq69g5fav"]},"add":{"tags":["é"]}`,
		`"kind":"goal",` + id + `,"drop":{"tags":{"x":["0192f3a4b5c6-0003-01arz3ndektsv4rrffq69g5fav"]}}`,
		`"kind":"visit",` + id + `},{"set":{}`, `}{`, `]`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		c, err := wire.ParseContent(content)
		if err != nil {
			if !errors.Is(err, wire.ErrContent) {
				t.Fatalf("%q: %v is not ErrContent", content, err)
			}
			return
		}
		text := wire.AppendContent(nil, c)
		again, err := wire.ParseContent(text)
		if len(c.Set) == 0 {
			c.Set = nil // an empty one says nothing, and is not written
		}
		if err != nil || !reflect.DeepEqual(again, c) {
			t.Fatalf("%q became %q, which is %+v: %v", content, text, again, err)
		}
	})
}
