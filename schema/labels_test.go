package schema_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"alongside/schema"
)

// unlabelled are fields that hold no words for the person: they join records, or
// are shown in the form of what they say.
var unlabelled = []string{"gone", "corrects", "source", "order", "currency", "withheld", "withheld_because", "of_kind", "forgotten"}

// Whatever may be kept about somebody has a name that they can read.
func TestEverythingKeptAboutAPersonHasALabel(t *testing.T) {
	for _, lang := range []string{"en", "cy"} {
		labels := schema.LabelsIn(lang)
		for _, kind := range schema.Kinds() {
			if !slices.Contains(kind.Scopes, "person") && !slices.Contains(kind.Scopes, "between") {
				continue
			}
			if labels.Kinds[kind.Name] == "" {
				t.Errorf("%s: no label for %s", lang, kind.Name)
			}
			for _, f := range kind.Fields {
				if labels.Field(kind.Name, f.Name) == "" && !slices.Contains(unlabelled, f.Name) {
					t.Errorf("%s: no label for %s.%s", lang, kind.Name, f.Name)
				}
				for _, choice := range choicesOf(f) {
					if labels.Choices[choice] == "" {
						t.Errorf("%s: no label for %s of %s.%s", lang, choice, kind.Name, f.Name)
					}
				}
			}
		}
		if len(labels.Far) != 11 {
			t.Errorf("%s: %d words for how far", lang, len(labels.Far))
		}
	}
	en, cy := schema.LabelsIn("en"), schema.LabelsIn("cy")
	for _, pair := range [][2]map[string]string{{en.Kinds, cy.Kinds}, {en.Fields, cy.Fields}, {en.Choices, cy.Choices}, {en.Copy, cy.Copy}} {
		if a, b := slices.Sorted(maps.Keys(pair[0])), slices.Sorted(maps.Keys(pair[1])); !slices.Equal(a, b) {
			t.Errorf("the languages differ: %v and %v", a, b)
		}
	}
}

func choicesOf(f schema.Field) []string {
	for _, check := range f.Checks {
		if check.Name == "oneof" {
			return strings.Fields(check.Arg)
		}
	}
	return nil
}
