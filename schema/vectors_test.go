package schema_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"alongside/schema"
	"alongside/sync/merge"
)

// vector is one change and what is wrong with it. In the files {"repeat": [x, n]}
// stands for the text x written n times, or for a list of n times its one member.
type vector struct {
	Name     string
	Scope    string
	Newer    bool
	Change   map[string]any
	Problems [][2]string
}

func TestVectors(t *testing.T) {
	files, err := filepath.Glob("vectors/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	for _, file := range files {
		for _, v := range readVectors(t, file) {
			t.Run(filepath.Base(file)+"/"+v.Name, func(t *testing.T) {
				got := pathsAndCodes(schema.Validate(v.Scope, changeOf(t, v.Change), v.Newer))
				if want := sorted(v.Problems); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
			})
		}
	}
}

func readVectors(t *testing.T, file string) []vector {
	t.Helper()
	data, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer data.Close()
	decoder := json.NewDecoder(data)
	decoder.UseNumber()
	var vectors []vector
	if err := decoder.Decode(&vectors); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return vectors
}

func pathsAndCodes(problems []schema.Problem) [][2]string {
	var all [][2]string
	for _, p := range problems {
		all = append(all, [2]string{p.Path, p.Code})
	}
	return sorted(all)
}

func sorted(all [][2]string) [][2]string {
	slices.SortFunc(all, func(a, b [2]string) int { return strings.Compare(a[0]+" "+a[1], b[0]+" "+b[1]) })
	return all
}

// changeOf builds the change that wire would hand over.
func changeOf(t *testing.T, given map[string]any) merge.Change {
	t.Helper()
	var c merge.Change
	unpacked := unpack(given).(map[string]any)
	c.Kind, _ = unpacked["kind"].(string)
	c.ID, _ = unpacked["id"].(string)
	c.Set, _ = unpacked["set"].(map[string]any)
	lists(t, unpacked["over"], &c.Over)
	lists(t, unpacked["add"], &c.Add)
	lists(t, unpacked["drop"], &c.Drop)
	return c
}

func lists(t *testing.T, from, into any) {
	t.Helper()
	text, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func unpack(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
	case []any:
		for i := range v {
			v[i] = unpack(v[i])
		}
	case map[string]any:
		if pair, is := v["repeat"].([]any); is {
			return repeat(unpack(pair[0]), int(unpack(pair[1]).(int64)))
		}
		for name := range v {
			v[name] = unpack(v[name])
		}
	}
	return v
}

func repeat(what any, times int) any {
	if text, is := what.(string); is {
		return strings.Repeat(text, times)
	}
	return slices.Repeat(what.([]any), times)
}
