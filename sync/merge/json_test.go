package merge_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"alongside/sync/merge"
)

// What is read as a record is written and read again as the same.
func FuzzRecord(f *testing.F) {
	var vectors struct {
		Cases []struct{ State json.RawMessage }
	}
	data, err := os.ReadFile("../vectors/merges.json")
	if err != nil {
		f.Fatal(err)
	}
	if err := json.Unmarshal(data, &vectors); err != nil || len(vectors.Cases) == 0 {
		f.Fatal("no states to begin with: ", err)
	}
	for _, c := range vectors.Cases {
		f.Add([]byte(c.State))
	}
	f.Add([]byte(`{"kind":"visit","id":"01arz3ndektsv4rrffq69g5fav"}`))
	f.Add([]byte(`{"kind":"visit","kind":"visit"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r merge.Record
		if err := r.UnmarshalJSON(data); err != nil {
			if !errors.Is(err, merge.ErrState) {
				t.Fatalf("%q: %v is not ErrState", data, err)
			}
			return
		}
		text := r.AppendJSON(nil)
		var again merge.Record
		if err := again.UnmarshalJSON(text); err != nil || !bytes.Equal(again.AppendJSON(nil), text) {
			t.Fatalf("%q became %q, and that %q: %v", data, text, again.AppendJSON(nil), err)
		}
	})
}
