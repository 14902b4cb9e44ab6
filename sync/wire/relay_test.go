package wire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"alongside/sync/wire"
)

// pieceVector is one piece as it is to be read.
type pieceVector struct {
	Scope, Epoch string
	From, To     uint64
	Before       wire.Sealed
	Digest, Seal string
	Changes      []struct {
		Seq, N          uint64
		Device, At, Was string
	}
}

type relayVectors struct {
	Good []struct {
		Name, Body string
		Relay      []pieceVector
	}
	Bad []struct {
		Name, Body string
		Problems   []string
	}
	Refused []struct{ Name, Body string }
	Same    []struct {
		Name   string
		Pushed json.RawMessage
	} `json:"same_content"`
	Replies []struct {
		Name, Text string
		Reply      json.RawMessage
	}
}

func TestDecodeRelays(t *testing.T) {
	var v relayVectors
	readVectors(t, "relays.json", &v)
	for _, c := range v.Good {
		req, fault := wire.DecodeRequest([]byte(c.Body))
		if fault != nil || len(req.Relay) != len(c.Relay) {
			t.Errorf("%s: %v %+v", c.Name, fault, req.Relay)
			continue
		}
		for i, want := range c.Relay {
			got := req.Relay[i]
			if len(got.Problems) > 0 || fmt.Sprint(pieceOf(got)) != fmt.Sprint(want) {
				t.Errorf("%s: read as\n%+v, wants\n%+v", c.Name, got, want)
			}
		}
	}
	for _, c := range v.Bad {
		req, fault := wire.DecodeRequest([]byte(c.Body))
		if fault != nil || len(req.Relay) != 1 {
			t.Errorf("%s: %v", c.Name, fault)
			continue
		}
		var paths []string
		for _, p := range req.Relay[0].Problems {
			paths = append(paths, p.Path)
		}
		if fmt.Sprint(paths) != fmt.Sprint(c.Problems) {
			t.Errorf("%s: problems at %v, wants %v", c.Name, paths, c.Problems)
		}
	}
	for _, c := range v.Refused {
		if _, fault := wire.DecodeRequest([]byte(c.Body)); fault == nil || fault.Code != wire.CodeInvalid {
			t.Errorf("%s: %v", c.Name, fault)
		}
	}
}

func pieceOf(r wire.Relay) pieceVector {
	out := pieceVector{Scope: r.Scope, Epoch: r.Epoch, From: r.From, To: r.To, Before: r.Before,
		Digest: r.After.Digest, Seal: r.After.Seal}
	for _, c := range r.Changes {
		out.Changes = append(out.Changes, struct {
			Seq, N          uint64
			Device, At, Was string
		}{c.Seq, c.N, c.Device, c.At, c.Was})
	}
	return out
}

// The digests of the vectors add up, so that another engine can start from them.
func TestRelayedDigestsAddUp(t *testing.T) {
	var v relayVectors
	readVectors(t, "relays.json", &v)
	for _, c := range v.Good[:3] {
		req, _ := wire.DecodeRequest([]byte(c.Body))
		for _, piece := range req.Relay {
			sum, ok := wire.ParseDigest(piece.Before.Digest)
			for _, e := range piece.Changes {
				sum = wire.DigestAdd(sum, e.Device, e.N, e.At)
			}
			if !ok || wire.DigestHex(sum) != piece.After.Digest {
				t.Errorf("%s: %s is not %s", c.Name, wire.DigestHex(sum), piece.After.Digest)
			}
		}
	}
}

func TestARelayedChangeHasTheHashOfThePushedOne(t *testing.T) {
	var v relayVectors
	readVectors(t, "relays.json", &v)
	for _, c := range v.Same {
		pushed, fault := wire.DecodeRequest(fmt.Appendf(nil, `{"protocol":1,"device":"x","push":{"changes":[%s]}}`, c.Pushed))
		if fault != nil || len(pushed.Push[0].Problems) > 0 {
			t.Fatal(fault, pushed.Push[0].Problems)
		}
		req, _ := wire.DecodeRequest([]byte(v.Good[0].Body))
		found := false
		for _, e := range req.Relay[0].Changes {
			found = found || e.Hash == pushed.Push[0].Hash
		}
		if !found {
			t.Errorf("%s: no entry of the first piece has its hash", c.Name)
		}
	}
}

func TestRelayedInReplies(t *testing.T) {
	var v relayVectors
	readVectors(t, "relays.json", &v)
	for _, c := range v.Replies {
		var reply wire.Reply
		if err := json.Unmarshal(c.Reply, &reply); err != nil {
			t.Fatal(err)
		}
		if got := string(wire.AppendReply(nil, &reply)); got != c.Text {
			t.Errorf("%s:\n%s, wants\n%s", c.Name, got, c.Text)
		}
	}
}

type snapshotVectors struct {
	Good []struct {
		Name, Body string
		Snapshots  map[string]wire.SnapshotMark
	}
	Bad     []struct{ Name, Body string }
	Replies []struct {
		Name, Text string
		Reply      struct {
			wire.Reply
			Scopes []struct {
				wire.ScopePart
				Changes  []json.RawMessage
				Snapshot struct {
					To                 uint64
					Digest, Seal, Next string
					Records            []json.RawMessage
				}
			}
		}
	}
}

func TestSnapshotMarks(t *testing.T) {
	var v snapshotVectors
	readVectors(t, "snapshots.json", &v)
	for _, c := range v.Good {
		req, fault := wire.DecodeRequest([]byte(c.Body))
		if fault != nil || fmt.Sprint(req.Pull.Snapshots) != fmt.Sprint(c.Snapshots) {
			t.Errorf("%s: %v %+v", c.Name, fault, req.Pull)
		}
	}
	for _, c := range v.Bad {
		if req, fault := wire.DecodeRequest([]byte(c.Body)); fault == nil || fault.Code != wire.CodeInvalid {
			t.Errorf("%s was read as %+v", c.Name, req.Pull)
		}
	}
}

func TestSnapshotsInReplies(t *testing.T) {
	var v snapshotVectors
	readVectors(t, "snapshots.json", &v)
	for _, c := range v.Replies {
		reply := c.Reply.Reply
		for _, s := range c.Reply.Scopes {
			part := s.ScopePart
			part.Changes = nil
			for _, text := range s.Changes {
				part.Changes = append(part.Changes, entryOf(t, text))
			}
			part.Snapshot = &wire.Snapshot{To: s.Snapshot.To, Digest: s.Snapshot.Digest,
				Seal: s.Snapshot.Seal, Next: s.Snapshot.Next}
			for _, record := range s.Snapshot.Records {
				var text bytes.Buffer
				if err := json.Compact(&text, record); err != nil {
					t.Fatal(err)
				}
				part.Snapshot.Records = append(part.Snapshot.Records, text.Bytes())
			}
			reply.Scopes = append(reply.Scopes, part)
		}
		if got := string(wire.AppendReply(nil, &reply)); got != c.Text {
			t.Errorf("%s:\n%s, wants\n%s", c.Name, got, c.Text)
		}
	}
}

func entryOf(t *testing.T, text []byte) wire.Entry {
	t.Helper()
	var e struct {
		wire.Entry
		Set map[string]any
	}
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	e.Entry.Set = e.Set
	return e.Entry
}

func FuzzDecodeRelay(f *testing.F) {
	var v relayVectors
	readVectors(f, "relays.json", &v)
	for _, c := range v.Good {
		f.Add([]byte(c.Body))
	}
	for _, c := range v.Bad {
		f.Add([]byte(c.Body))
	}
	var s snapshotVectors
	readVectors(f, "snapshots.json", &s)
	for _, c := range s.Good {
		f.Add([]byte(c.Body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		req, fault := wire.DecodeRequest(body)
		if fault != nil {
			return
		}
		for _, piece := range req.Relay {
			if len(piece.Problems) > 0 {
				continue
			}
			if piece.From == 0 || piece.Epoch == "" || len(piece.Changes) == 0 {
				t.Fatalf("%+v", piece)
			}
			for _, e := range piece.Changes {
				if e.Seq == 0 || e.N == 0 || e.Scope != piece.Scope || string(e.Change().At.Device()) != e.Device {
					t.Fatalf("%+v", e)
				}
				roundTrip(t, e.Change())
			}
		}
	})
}

func TestHashOfIsThatOfThePush(t *testing.T) {
	var v requestVectors
	readVectors(t, "requests.json", &v)
	count := 0
	for _, c := range v.Good {
		req, _ := wire.DecodeRequest([]byte(c.Body))
		for _, p := range req.Push {
			if p.Skip != "" || len(p.Problems) > 0 {
				continue
			}
			count++
			if wire.HashOf(p.Scope, p.Change()) != p.Hash {
				t.Errorf("%s: %d has another hash", c.Name, p.N)
			}
		}
	}
	if count == 0 {
		t.Error("nothing was compared")
	}
}
