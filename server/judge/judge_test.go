package judge

import (
	"encoding/json"
	"fmt"
	"testing"

	"alongside/schema"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

const (
	device = "01kjpzv280px632snvhy242j0g"
	server = "01kjpzv280vw58rq3yhz7df6m1"
	ada    = "01kjpzv280hbtzq2y4wm8bxhby"
	jo     = "01kjpzv280vzf92g5cy60w4te1"
	nowMS  = 1_772_445_600_000
)

// nothing is the state of a place in which nothing was written yet.
func nothing() State {
	return State{
		Erased: func(string) bool { return false },
		Server: server, Rules: schema.Rules(),
		Device:     func(string) Device { return Device{} },
		Outcome:    func(string, uint64) (Outcome, bool) { return Outcome{}, false },
		Scope:      func(string) (Scope, bool) { return Scope{}, false },
		Record:     func(string, string, string) (merge.Record, int, bool) { return merge.Record{}, 0, false },
		TeamExists: func(string) bool { return false },
		EndedAt:    func(string, string) int64 { return 0 },
		Attended:   func([]string, int64) bool { return true },
		Ended:      func(string) bool { return true },
		Vouched:    func(string, string, string, uint64, wire.Sealed) bool { return true },
	}
}

func batchOf(t *testing.T, changes ...map[string]any) Batch {
	t.Helper()
	body, err := json.Marshal(map[string]any{"protocol": 1, "device": device, "push": map[string]any{"changes": changes}})
	if err != nil {
		t.Fatal(err)
	}
	req, fault := wire.DecodeRequest(body)
	if fault != nil {
		t.Fatal(fault)
	}
	return Batch{NowMS: nowMS, Device: device, Author: place.Member{ID: ada, Role: place.Coach}, Changes: req.Push}
}

func visit(n int, ms int64) map[string]any {
	return map[string]any{"n": n, "scope": "person:" + jo, "kind": "visit", "id": jo,
		"at": hlc.Make(ms, 0, device), "set": map[string]any{"story": fmt.Sprint("visit ", n)}}
}

func TestTheSameBatchIsJudgedTheSame(t *testing.T) {
	state := nothing()
	batch := batchOf(t, visit(3, nowMS), visit(1, nowMS), visit(2, nowMS+1<<40), visit(5, nowMS))
	first := fmt.Sprintf("%+v", Judge(state, batch))
	backwards := batchOf(t, visit(5, nowMS), visit(2, nowMS+1<<40), visit(1, nowMS), visit(3, nowMS))
	if again := fmt.Sprintf("%+v", Judge(state, backwards)); again != first {
		t.Errorf("judged\n%s\nthen\n%s", first, again)
	}
	if batch.Changes[0].N != 3 {
		t.Error("the batch was altered")
	}
}

func TestWritesOfAFirstVisit(t *testing.T) {
	v := Judge(nothing(), batchOf(t, visit(1, nowMS), visit(2, nowMS+1<<40)))
	if v.Have != 2 || len(v.Restamped) != 1 || v.Restamped[0].N != 2 || len(v.Parked) != 0 {
		t.Fatalf("%+v", v)
	}
	w := v.Writes
	var log []string
	for _, e := range w.Entries {
		log = append(log, fmt.Sprint(e.Seq, " ", e.Device == server, e.N, " ", e.Change.Kind))
	}
	if got := fmt.Sprint(log); got != "[1 true 1 person 2 false 1 visit 3 false 2 visit]" {
		t.Error(got)
	}
	if w.Entries[0].Change.At >= w.Entries[1].Change.At {
		t.Error("the server's entry is not below the change that came first")
	}
	if w.Entries[2].Change.Was != hlc.Make(nowMS+1<<40, 0, device) || w.Entries[2].Change.At.MS() > nowMS+MaxAheadMS {
		t.Errorf("restamped to %s", w.Entries[2].Change.At)
	}
	scope := w.Scopes["person:"+jo]
	if scope.Seq != 3 || scope.Digest != w.Entries[2].Digest || fmt.Sprint(scope.Circle) != "[member:"+ada+"]" {
		t.Errorf("%+v", scope)
	}
	if len(w.Grants) != 1 || w.Devices[server].Have != 1 || w.Devices[device].Have != 2 || len(w.Outcomes) != 2 {
		t.Errorf("%+v", w)
	}
}

func TestAFullRecordParksWhatIsTooMuch(t *testing.T) {
	state := nothing()
	words := make([]byte, MaxRecord)
	for i := range words {
		words[i] = 'x'
	}
	full := merge.Record{Kind: "visit", ID: jo}
	merge.Apply(state.Rules, &full, merge.Change{Kind: "visit", ID: jo, At: hlc.Make(nowMS, 0, server),
		Set: map[string]any{"story": string(words)}})
	state.Record = func(_, kind, _ string) (merge.Record, int, bool) { return full, MaxRecord, kind == "visit" }
	v := Judge(state, batchOf(t, visit(1, nowMS)))
	if len(v.Parked) != 1 || v.Parked[0].Code != string(place.TooLarge) || len(v.Writes.Entries) != 0 {
		t.Errorf("%+v", v.Parked)
	}
	if _, ok := v.Writes.Scopes["person:"+jo]; ok {
		t.Error("a parked change started the scope")
	}
}

func TestProblemsHaveDottedPaths(t *testing.T) {
	wrong := visit(1, nowMS)
	wrong["set"] = map[string]any{"on": "soon"}
	list := visit(2, nowMS+1)
	list["kind"], list["set"] = "decision", map[string]any{"went_on": []any{map[string]any{"what": 7, "minor_units": 1}}}
	v := Judge(nothing(), batchOf(t, wrong, list))
	if len(v.Parked) != 2 || v.Parked[0].Errors[0].Path != "set.on" || v.Parked[1].Errors[0].Path != "set.went_on[0].what" {
		t.Errorf("%+v", v.Parked)
	}
}

// A team in a between circle, should one ever get there, lets nobody write either.
func TestNoTeamWritesWhereAFewWereTold(t *testing.T) {
	b := &bench{State: nothing(), Batch: Batch{Author: place.Member{ID: ada, Role: place.Coach, Teams: []string{jo}}}}
	circle := Scope{Circle: []string{place.TeamActor(jo)}}
	for scope, want := range map[string]int64{"between:" + server: 0, "person:" + server: never} {
		if got := b.circleEnd(scope, circle); got != want {
			t.Errorf("%s: %d, not %d", scope, got, want)
		}
	}
}
