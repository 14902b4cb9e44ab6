package wire_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"alongside/sync/merge"
	"alongside/sync/wire"
)

// roundTrip checks that a change's content survives being stored.
func roundTrip(t *testing.T, c merge.Change) {
	t.Helper()
	content := wire.AppendContent(nil, c)
	back, err := wire.ParseContent(content)
	if err != nil {
		t.Fatalf("%s: %v", content, err)
	}
	if again := wire.AppendContent(nil, back); string(again) != string(content) {
		t.Fatalf("%s became %s", content, again)
	}
	inline := wire.AppendEntry(nil, wire.Entry{Kind: c.Kind, ID: c.ID, Set: c.Set, Over: c.Over, Add: c.Add, Drop: c.Drop})
	spliced := wire.AppendEntry(nil, wire.Entry{Content: content})
	if string(inline) != string(spliced) || !json.Valid(inline) {
		t.Fatalf("%s and %s", inline, spliced)
	}
}

func TestParseContentRefuses(t *testing.T) {
	for _, content := range []string{
		``, `}`, `"kind":"visit"`, `"kind":"Visit","id":"` + record + `"`, `"kind":"visit","id":"` + record + `","set":[]`,
		`"kind":"visit","id":"` + record + `"}{`, `"kind":"visit","id":"` + record + `","add":{"a":[1]}`,
	} {
		if c, err := wire.ParseContent([]byte(content)); err == nil {
			t.Errorf("%s was read as %+v", content, c)
		}
	}
}

type replyVectors struct {
	Good []struct {
		Name, Text string
		Reply      json.RawMessage
	}
}

// jsonReply gives the JSON of the vectors the shape of wire.Reply.
type jsonReply struct {
	wire.Reply
	Scopes []struct {
		Scope, Digest, Seal string
		From, To, Head      uint64
		Changes             []struct {
			wire.Entry
			Set map[string]any
		}
	}
}

func TestAppendReply(t *testing.T) {
	var v replyVectors
	readVectors(t, "replies.json", &v)
	for _, c := range v.Good {
		var in jsonReply
		if err := json.Unmarshal(c.Reply, &in); err != nil {
			t.Fatal(err)
		}
		reply := in.Reply
		for _, s := range in.Scopes {
			part := wire.ScopePart{Scope: s.Scope, From: s.From, To: s.To, Head: s.Head, Digest: s.Digest, Seal: s.Seal}
			for _, e := range s.Changes {
				e.Entry.Set = e.Set
				part.Changes = append(part.Changes, e.Entry)
			}
			reply.Scopes = append(reply.Scopes, part)
		}
		got := string(wire.AppendReply(nil, &reply))
		if !reflect.DeepEqual(anyJSON(t, got), anyJSON(t, c.Text)) {
			t.Errorf("%s:\n%s, wants\n%s", c.Name, got, c.Text)
		}
		if marshalled, err := json.Marshal(reply); err != nil || !json.Valid(marshalled) {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func anyJSON(t *testing.T, text string) any {
	t.Helper()
	value, err := wire.Parse([]byte(text), wire.MaxDepth)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestDigest(t *testing.T) {
	var v []struct {
		Log []struct {
			Device, At string
			N          uint64
		}
		Digest string
	}
	readVectors(t, "digests.json", &v)
	for i, c := range v {
		var sum uint64
		for _, e := range c.Log {
			sum = wire.DigestAdd(sum, e.Device, e.N, e.At)
		}
		if got := wire.DigestHex(sum); got != c.Digest {
			t.Errorf("log %d: %s, wants %s", i, got, c.Digest)
		}
	}
}
