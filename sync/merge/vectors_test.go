package merge_test

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"slices"
	"testing"

	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/strict"
)

var update = flag.Bool("update", false, "write the states into ../vectors/merges.json")

const mergesFile = "../vectors/merges.json"

// value reads JSON as the engine does, with whole numbers as int64.
type value struct{ any }

func (v *value) UnmarshalJSON(data []byte) (err error) {
	v.any, err = strict.Parse(data, strict.MaxDepth)
	return err
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// jsonChange is a change as the vectors write it.
type jsonChange struct {
	Kind string                         `json:"kind"`
	ID   string                         `json:"id"`
	At   hlc.Stamp                      `json:"at"`
	Was  hlc.Stamp                      `json:"was,omitempty"`
	Set  map[string]value               `json:"set,omitempty"`
	Over map[string][]string            `json:"over,omitempty"`
	Add  map[string][]string            `json:"add,omitempty"`
	Drop map[string]map[string][]string `json:"drop,omitempty"`
}

func (c jsonChange) change() merge.Change {
	out := merge.Change{Kind: c.Kind, ID: c.ID, At: c.At, Was: c.Was, Over: c.Over, Add: c.Add, Drop: c.Drop}
	for name, v := range c.Set {
		if out.Set == nil {
			out.Set = map[string]any{}
		}
		out.Set[name] = v.any
	}
	return out
}

type mergeVectors struct {
	Rules merge.Rules
	Cases []struct {
		Name    string
		Changes []jsonChange
		State   json.RawMessage
		Expect  struct {
			Value    map[string]value
			Versions map[string][][2]string
			Members  map[string][]string
			Kept     int
		}
	}
}

func TestMergeVectors(t *testing.T) {
	var v mergeVectors
	readJSON(t, mergesFile, &v)
	states := make([]merge.Record, len(v.Cases))
	for i, c := range v.Cases {
		t.Run(c.Name, func(t *testing.T) {
			changes := make([]merge.Change, len(c.Changes))
			for i := range changes {
				changes[i] = c.Changes[i].change()
			}
			states[i] = fold(v.Rules, changes)
			permute(changes, func(order []merge.Change) {
				if got := text(fold(v.Rules, order)); got != text(states[i]) {
					t.Errorf("another order gives\n%s, wants\n%s", got, text(states[i]))
				}
			})
			checkViews(t, states[i], v, i)
			if !*update && text(states[i]) != compact(t, c.State) {
				t.Errorf("state\n%s, wants\n%s", text(states[i]), c.State)
			}
		})
	}
	if *update {
		writeStates(t, states)
	}
}

func checkViews(t *testing.T, r merge.Record, v mergeVectors, i int) {
	t.Helper()
	expect := v.Cases[i].Expect
	for name, want := range expect.Value {
		if got, ok := r.Value(name); !ok || !reflect.DeepEqual(got, want.any) {
			t.Errorf("%s is %v, wants %v", name, got, want.any)
		}
	}
	for name, want := range expect.Versions {
		got := [][2]string{}
		for _, version := range r.Versions(name) {
			got = append(got, [2]string{string(version.ID), version.Value})
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("versions of %s are %v, want %v", name, got, want)
		}
	}
	for name, want := range expect.Members {
		if got := r.Members(name); !slices.Equal(got, want) {
			t.Errorf("members of %s are %q, want %q", name, got, want)
		}
	}
	var state struct{ Kept []any }
	if err := json.Unmarshal(r.AppendJSON(nil), &state); err != nil || len(state.Kept) != expect.Kept {
		t.Errorf("%d writes are kept, want %d (%v)", len(state.Kept), expect.Kept, err)
	}
}

// permute calls each with every order of the list.
func permute(list []merge.Change, each func([]merge.Change)) {
	var choose func(n int)
	order := slices.Clone(list)
	choose = func(n int) {
		if n == len(order) {
			each(order)
			return
		}
		for i := n; i < len(order); i++ {
			order[n], order[i] = order[i], order[n]
			choose(n + 1)
			order[n], order[i] = order[i], order[n]
		}
	}
	choose(0)
}

func compact(t *testing.T, data []byte) string {
	t.Helper()
	var r merge.Record
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	return text(r)
}

func writeStates(t *testing.T, states []merge.Record) {
	t.Helper()
	var file map[string]any
	readJSON(t, mergesFile, &file)
	for i, c := range file["cases"].([]any) {
		c.(map[string]any)["state"] = states[i]
	}
	data, err := json.MarshalIndent(file, "", " ")
	if err == nil {
		err = os.WriteFile(mergesFile, append(data, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestCanonicalVectors(t *testing.T) {
	var v struct {
		Values []struct {
			Value value
			Hex   string
		}
		Texts   []string `json:"ascending_texts"`
		Numbers []int64  `json:"ascending_numbers"`
	}
	readJSON(t, "../vectors/canonical.json", &v)
	for _, c := range v.Values {
		if got := hex.EncodeToString(merge.Canonical(c.Value.any)); got != c.Hex {
			t.Errorf("%#v is %s, wants %s", c.Value.any, got, c.Hex)
		}
	}
	ascending := func(values []any) {
		for i := 1; i < len(values); i++ {
			if string(merge.Canonical(values[i-1])) >= string(merge.Canonical(values[i])) {
				t.Errorf("%#v does not sort before %#v", values[i-1], values[i])
			}
		}
	}
	var texts, numbers []any
	for _, text := range v.Texts {
		texts = append(texts, text)
	}
	for _, n := range v.Numbers {
		numbers = append(numbers, n)
	}
	ascending(texts)
	ascending(numbers)
}

func TestCanonicalTellsBadNumbersApart(t *testing.T) {
	values := []any{strict.BadNumber("1.5"), strict.BadNumber("1.50"), "1.5", int64(1)}
	for i := range values {
		for j := range values {
			if same := string(merge.Canonical(values[i])) == string(merge.Canonical(values[j])); same != (i == j) {
				t.Errorf("%#v and %#v: same is %v", values[i], values[j], same)
			}
		}
	}
}
