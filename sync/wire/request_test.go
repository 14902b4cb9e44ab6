package wire_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"alongside/sync/wire"
)

const (
	device = "01arz3ndektsv4rrffq69g5fav"
	record = "01hzzzzzzzzzzzzzzzzzzzzzz1"
)

func readVectors(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("../vectors/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

type pushedVector struct {
	N        uint64
	Skip     string
	Through  uint64
	Story    string
	Problems []struct{ Path, Code string }
}

type pair struct{ Name, A, B string }

type requestVectors struct {
	Good []struct {
		Name, Body string
		Push       []pushedVector
		Pull       *struct {
			Cursors  map[string]uint64
			MaxBytes int `json:"max_bytes"`
		}
	}
	Bad []struct {
		Name, Body, Hex, Code string
	}
	Same  []pair `json:"same_content"`
	Other []pair `json:"other_content"`
}

func TestDecodeRequestTakes(t *testing.T) {
	var v requestVectors
	readVectors(t, "requests.json", &v)
	for _, c := range v.Good {
		t.Run(c.Name, func(t *testing.T) {
			body := []byte(c.Body)
			req, fault := wire.DecodeRequest(body)
			if fault != nil {
				t.Fatal(fault, fault.Errors)
			}
			clear(body)
			if req.Protocol != 1 || req.Device != device || len(req.Push) != len(c.Push) {
				t.Fatalf("read as %+v", req)
			}
			for i, want := range c.Push {
				checkPushed(t, req.Push[i], want)
			}
			if c.Pull != nil && (req.Pull == nil || req.Pull.MaxBytes != c.Pull.MaxBytes ||
				fmt.Sprint(req.Pull.Cursors) != fmt.Sprint(c.Pull.Cursors)) {
				t.Errorf("pull is %+v", req.Pull)
			}
		})
	}
}

func checkPushed(t *testing.T, got wire.Pushed, want pushedVector) {
	t.Helper()
	if got.N != want.N || len(got.Problems) != len(want.Problems) {
		t.Fatalf("read as %+v", got)
	}
	if want.Skip != "" && (got.Skip != want.Skip || got.Through != want.Through) {
		t.Errorf("skip %q through %d", got.Skip, got.Through)
	}
	if want.Story != "" && got.Set["story"] != want.Story {
		t.Errorf("story is %q", got.Set["story"])
	}
	for i, p := range want.Problems {
		if got.Problems[i].Path != p.Path || got.Problems[i].Code != p.Code || got.Problems[i].Detail == "" {
			t.Errorf("problem %+v, wants %+v", got.Problems[i], p)
		}
	}
}

func TestDecodeRequestRefuses(t *testing.T) {
	var v requestVectors
	readVectors(t, "requests.json", &v)
	for _, c := range v.Bad {
		t.Run(c.Name, func(t *testing.T) {
			body := []byte(c.Body)
			if c.Hex != "" {
				body, _ = hex.DecodeString(c.Hex)
			}
			req, fault := wire.DecodeRequest(body)
			if fault == nil {
				t.Fatalf("read as %+v", req)
			}
			if fault.Code != c.Code || fault.Detail == "" || len(req.Push) > 0 {
				t.Errorf("fault %v, wants %s", fault, c.Code)
			}
		})
	}
}

func TestHash(t *testing.T) {
	var v requestVectors
	readVectors(t, "requests.json", &v)
	hash := func(body string) [32]byte {
		req, fault := wire.DecodeRequest([]byte(body))
		if fault != nil {
			t.Fatal(fault, fault.Errors)
		}
		return req.Push[0].Hash
	}
	for _, c := range v.Same {
		if hash(c.A) != hash(c.B) {
			t.Errorf("%s: the content counts as another", c.Name)
		}
	}
	for _, c := range v.Other {
		if hash(c.A) == hash(c.B) {
			t.Errorf("%s: the content counts as the same", c.Name)
		}
	}
}

func TestFullChange(t *testing.T) {
	var v requestVectors
	readVectors(t, "requests.json", &v)
	req, fault := wire.DecodeRequest([]byte(v.Good[3].Body))
	if fault != nil {
		t.Fatal(fault)
	}
	p := req.Push[0]
	c := p.Change()
	if p.Scope != "person:"+record || c.Kind != "visit" || c.ID != record || string(c.At) != p.At || c.Was != "" {
		t.Errorf("change %+v", c)
	}
	if len(c.Over["story"]) != 2 || c.Add["goals"][0] != record || len(c.Drop["goals"][record]) != 1 {
		t.Errorf("change %+v", c)
	}
	if went := fmt.Sprint(c.Set["went_on"]); went != "[map[minor_units:250 what:bus]]" {
		t.Errorf("went_on is %s", went)
	}
	var sent struct {
		Push struct{ Changes []json.RawMessage }
	}
	if err := json.Unmarshal([]byte(v.Good[3].Body), &sent); err != nil || p.Raw != len(sent.Push.Changes[0]) {
		t.Errorf("raw size %d: %v", p.Raw, err)
	}
}

func TestPullDefaults(t *testing.T) {
	for body, want := range map[string]int{
		`"pull":{}`:                        wire.DefaultPullBytes,
		`"pull":{"max_bytes":0}`:           0,
		`"pull":{"max_bytes":99999999999}`: wire.MaxPullBytes,
	} {
		req, fault := wire.DecodeRequest([]byte(`{"protocol":1,"device":"x",` + body + `}`))
		if fault != nil || req.Pull == nil || req.Pull.MaxBytes != want || req.Pull.Cursors == nil {
			t.Errorf("%s: %+v, %v", body, req.Pull, fault)
		}
	}
	if req, _ := wire.DecodeRequest([]byte(`{"protocol":1,"device":"x"}`)); req.Pull != nil {
		t.Error("a pull was made up")
	}
}

func TestManyProblemsAreCut(t *testing.T) {
	cursors := strings.Repeat(`"x%":-1,`, 400)
	for i := range 400 {
		cursors = strings.Replace(cursors, "%", fmt.Sprint(i), 1)
	}
	_, fault := wire.DecodeRequest([]byte(`{"protocol":1,"device":"x","pull":{"cursors":{` + cursors + `"y":-1}}}`))
	if fault == nil || len(fault.Errors) != 20 {
		t.Errorf("%v with %d problems", fault, len(fault.Errors))
	}
}

// Bodies that are made to hurt are refused without costing much.
func TestHostileBodies(t *testing.T) {
	head := `{"protocol":1,"device":"x","push":{"changes":[`
	fill := func(start, unit string) []byte {
		return append([]byte(start), bytes.Repeat([]byte(unit), (wire.MaxBody-len(start))/len(unit))...)
	}
	for name, body := range map[string][]byte{
		"two million brackets": bytes.Repeat([]byte("["), 2_000_000),
		"brackets":             fill("", "["),
		"objects":              fill(head, `{"a":`),
		"lists":                fill(head+`{"n":1,"set":{"a":[`, `[],`),
		"numbers":              fill(head, `1,`),
		"names":                fill(`{"`, `a`),
		"escapes":              fill(`"`, `\ud800`),
		"digits":               fill(`{"protocol":`, `9`),
		"skips":                fill(head, `{"n":1,"skip":"undone"},`),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, fault := wire.DecodeRequest(body)
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; fault == nil || spent > 64<<20 {
			t.Errorf("%s: %v after %d bytes", name, fault, spent)
		}
	}
}

func FuzzDecodeRequest(f *testing.F) {
	var v requestVectors
	readVectors(f, "requests.json", &v)
	for _, c := range v.Good {
		if len(c.Body) < 4096 {
			f.Add([]byte(c.Body))
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		req, fault := wire.DecodeRequest(body)
		if fault != nil {
			if fault.Code == "" || !errors.As(error(fault), &fault) {
				t.Fatal("a fault without a code")
			}
			return
		}
		for _, p := range req.Push {
			if p.N == 0 || p.Hash == [32]byte{} || p.Skip == "" && len(p.Problems) == 0 && p.At == "" {
				t.Fatalf("%+v", p)
			}
			if p.Skip == "" && len(p.Problems) == 0 {
				roundTrip(t, p.Change())
			}
		}
	})
}
