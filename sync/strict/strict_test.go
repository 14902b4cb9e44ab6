package strict_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"alongside/sync/strict"
)

func TestParse(t *testing.T) {
	cases := []struct {
		text string
		want any
	}{
		{`null`, nil},
		{` [true , false] `, []any{true, false}},
		{`{}`, map[string]any{}},
		{`{"a":{"b":[]}}`, map[string]any{"a": map[string]any{"b": []any{}}}},
		{`"\u00e9\ud83d\ude00\"\\\/\b\f\n\r\t\u0000"`, "é😀\"\\/\b\f\n\r\t\x00"},
		{`"é😀"`, "é😀"},
		{`"\ud83dx"`, "\xed\xa0\xbdx"},
		{`"\ud83d\ud83d\ude00"`, "\xed\xa0\xbd😀"},
		{`"\ude00\ud83d"`, "\xed\xb8\x80\xed\xa0\xbd"},
		{`0`, int64(0)},
		{`-0`, int64(0)},
		{`9007199254740991`, int64(strict.MaxInt)},
		{`-9007199254740991`, int64(-strict.MaxInt)},
		{`9007199254740992`, strict.BadNumber("9007199254740992")},
		{`99999999999999999999999`, strict.BadNumber("99999999999999999999999")},
		{`1.0`, strict.BadNumber("1.0")},
		{`-1E+2`, strict.BadNumber("-1E+2")},
	}
	for _, c := range cases {
		got, err := strict.Parse([]byte(c.text), strict.MaxDepth)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("Parse(%s) = %#v, %v", c.text, got, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		``, ` `, `nul`, `tru`, `[`, `{`, `"`, `"\`, `"\u12"`, `"\q"`, `[1,]`, `{"a":1,}`, `{"a"}`, `{a:1}`, `[1 2]`,
		`{"a":1 "b":2}`, `01`, `-`, `1.`, `.5`, `1e`, `1e+`, `+1`, `NaN`, `Infinity`, `[]]`, `{}{}`, "\"\x01\"", "\"\xff\"",
		"\"\\n\xff\"", "\"\xff\\n\"", "\"\xed\xa0\x80\"", `{"a":1,"a":2}`, `{"a":{"b":1,"b":2}}`, `{"a":1,"\u0061":2}`, "\ufeff{}", `'a'`, "\x00",
	} {
		if value, err := strict.Parse([]byte(text), strict.MaxDepth); !errors.Is(err, strict.ErrSyntax) {
			t.Errorf("Parse(%q) = %v, %v", text, value, err)
		}
	}
}

func TestManyNames(t *testing.T) {
	var text strings.Builder
	for i := range 100 {
		text.WriteString(`"` + strings.Repeat("x", i+1) + `":1,`)
	}
	read := func(last string) error {
		r := strict.NewReader([]byte("{"+text.String()+last+":1}"), 2)
		return r.Object(func(string) error { _, err := r.Value(); return err })
	}
	if err := read(`"last"`); err != nil {
		t.Error(err)
	}
	for _, twice := range []string{`"x"`, `"` + strings.Repeat("x", 50) + `"`} {
		if err := read(twice); !errors.Is(err, strict.ErrSyntax) {
			t.Errorf("%s twice: %v", twice, err)
		}
	}
}

func TestDepth(t *testing.T) {
	nest := func(n int) []byte {
		return []byte(strings.Repeat("[", n) + strings.Repeat("]", n))
	}
	if _, err := strict.Parse(nest(32), 32); err != nil {
		t.Error(err)
	}
	if _, err := strict.Parse(nest(33), 32); err == nil {
		t.Error("33 levels were read")
	}
	if _, err := strict.Parse([]byte("["+strings.Repeat("{},", 100)+"{}]"), 2); err != nil {
		t.Error("siblings count as depth:", err)
	}
}

// Two million brackets cost next to nothing.
func TestBrackets(t *testing.T) {
	for _, open := range []string{"[", `{"a":`} {
		body := bytes.Repeat([]byte(open), 2_000_000)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := strict.Parse(body, strict.MaxDepth)
		runtime.ReadMemStats(&after)
		if err == nil || after.TotalAlloc-before.TotalAlloc > 1<<20 {
			t.Errorf("%s: %v after %d bytes", open, err, after.TotalAlloc-before.TotalAlloc)
		}
	}
}

func TestAppendLoneSurrogate(t *testing.T) {
	value, err := strict.Parse([]byte(`"a\ud83dz"`), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(strict.Append(nil, value)); got != `"a\ud83dz"` {
		t.Errorf("written as %s", got)
	}
}

// What is read is JSON by the standard library's opinion too, and is read the
// same again after it was written.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,"x",null,true,-0.5e3]}`, `"\ud83d\ude00\ud83d"`, `[[[]]]`, `{"a":1,"a":2}`, "\"\xff\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		value, err := strict.Parse(data, strict.MaxDepth)
		if err != nil {
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q is no JSON", data)
		}
		text := strict.Append(nil, value)
		again, err := strict.Parse(text, strict.MaxDepth)
		if err != nil || !reflect.DeepEqual(again, value) {
			t.Fatalf("%q became %q: %v", data, text, err)
		}
	})
}
