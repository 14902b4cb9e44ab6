package schema_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"alongside/schema"
	"alongside/schema/gen/typescript"
	"alongside/sync/merge"
)

func TestGeneratedFileIsFresh(t *testing.T) {
	want, err := typescript.Generate()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("schema.gen.ts")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("schema.gen.ts is stale: run go run ./schema/gen")
	}
}

func TestEveryFieldIsDeclaredWhole(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	for _, kind := range schema.Kinds() {
		if !name.MatchString(kind.Name) || kind.Doc == "" || len(kind.Scopes) == 0 {
			t.Errorf("%s: wants a plain name, a doc and scopes", kind.Name)
		}
		for _, field := range kind.Fields {
			where := kind.Name + "." + field.Name
			if !name.MatchString(field.Name) {
				t.Errorf("%s: wants a plain name", where)
			}
			if reader, what, found := strings.Cut(field.Doc, ":"); !found && !strings.Contains(field.Doc, ",") ||
				reader == "" || found && what == "" {
				t.Errorf("%s: doc says neither who reads it nor what for: %q", where, field.Doc)
			}
			if field.Rule == merge.Versions && field.Type != schema.Text {
				t.Errorf("%s: only words have versions", where)
			}
		}
	}
}

// A fact is corrected and never removed; everything else can be taken back.
func TestOnceKindsAreCorrectedAndOthersRemoved(t *testing.T) {
	for _, kind := range schema.Kinds() {
		has := func(name string) bool {
			return slices.ContainsFunc(kind.Fields, func(f schema.Field) bool { return f.Name == name })
		}
		once := slices.ContainsFunc(kind.Fields, func(f schema.Field) bool { return f.Rule == merge.Once })
		if once != has("corrects") {
			t.Errorf("%s: once fields %v, corrects %v", kind.Name, once, has("corrects"))
		}
		if once == has("gone") || kind.HasGone != has("gone") {
			t.Errorf("%s: once fields %v, gone %v", kind.Name, once, has("gone"))
		}
	}
}

func TestEveryCodeSaysWhatToDo(t *testing.T) {
	for _, kind := range schema.Kinds() {
		for _, scope := range append(kind.Scopes, "planet") {
			change := merge.Change{Kind: kind.Name, ID: "x", Set: map[string]any{"nowhere": 1}}
			for _, field := range kind.Fields {
				change.Set[field.Name] = "\xff"
			}
			for _, p := range schema.Validate(scope, change, false) {
				if p.Detail == "" || strings.Contains(p.Detail, "{}") || !strings.HasSuffix(p.Detail, ".") {
					t.Errorf("%s %s: detail %q", kind.Name, p.Code, p.Detail)
				}
			}
		}
	}
}

func TestIllFormedTextIsRefused(t *testing.T) {
	change := merge.Change{Kind: "visit", ID: "01hzy3k8m4q2r6s8t0v2w4x6y8", Set: map[string]any{"story": "a\xed\xa0\x80"}}
	if got := schema.Validate("person", change, false); len(got) != 1 || got[0].Code != "not_text" {
		t.Errorf("got %v", got)
	}
}
