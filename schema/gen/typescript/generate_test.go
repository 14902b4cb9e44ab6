package typescript

import (
	"strings"
	"testing"

	"alongside/schema"
	"alongside/sync/merge"
)

func TestRefusesWhatItCannotCarryOver(t *testing.T) {
	check := func(name, arg string) []schema.Check { return []schema.Check{{Name: name, Arg: arg}} }
	cases := map[string]schema.Field{
		"validator tag \"email\"": {Name: "f", Rule: merge.Latest, Type: schema.Text, Checks: check("email", "")},
		"validator tag \"oneof\"": {Name: "f", Rule: merge.Latest, Type: schema.Int, Checks: check("oneof", "1 2")},
		"validator tag \"max\"":   {Name: "f", Rule: merge.Latest, Type: schema.Bool, Checks: check("max", "2")},
		"wants one validator tag": {Name: "f", Rule: merge.Latest, Type: schema.Text},
		"max=many is no number":   {Name: "f", Rule: merge.Latest, Type: schema.Text, Checks: check("max", "many")},
		"no rule \"sum\"":         {Name: "f", Rule: "sum", Type: schema.Bool},
		"no type \"float\"":       {Name: "f", Rule: merge.Latest, Type: "float"},
		"a set takes 200":         {Name: "f", Rule: merge.Set, Type: schema.Text, Most: 3, Checks: check("id", "")},
		"no scope type \"moon\"":  {Name: "f", Rule: merge.Latest, Type: schema.Bool, Scopes: []string{"moon"}},
	}
	for want, field := range cases {
		kind := schema.Kind{Name: "k", Scopes: []string{"person"}, Fields: []schema.Field{field}}
		if row, err := tableRow(kind); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q, got %v and %q", want, err, row)
		}
	}
}
