package store

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/sync/wire"
)

// chosen are rules that keep everything until somebody asks, but for these.
func chosen(some place.RetentionRules) place.RetentionRules {
	rules := place.RetentionRules{}
	for _, kind := range place.RetentionKinds {
		rules[kind] = some[kind]
	}
	return rules
}

func (w *ward) keepFor(some place.RetentionRules) {
	w.t.Helper()
	kept, err := w.SetRetention(w.as(w.sam.member), chosen(some))
	must(w.t, kept, err)
}

// part is what the rules that hold come to for a kind.
func (w *ward) part(kind place.RetentionKind) place.RetentionPart {
	w.t.Helper()
	plan, err := w.RetentionPlan(w.as(w.sam.member), nil)
	must(w.t, plan, err)
	i := slices.IndexFunc(plan.Parts, func(p place.RetentionPart) bool { return p.Kind == kind })
	return plan.Parts[i]
}

// states lists what is due or soon will be of a kind: whose, since when and how it stands.
func (w *ward) states(kind place.RetentionKind) (out []string) {
	w.t.Helper()
	for _, one := range w.part(kind).Items {
		name := map[string]string{w.person[7:]: "Jo", w.ada.member.ID: "Ada", w.ben.member.ID: "Ben"}[one.ID]
		out = append(out, strings.TrimSpace(fmt.Sprint(name, " ", one.LastOn, " ", one.DueOn, " ", one.State)))
	}
	return out
}

func (w *ward) letGo(kind place.RetentionKind, ids ...string) place.LetGo {
	w.t.Helper()
	gone, err := w.LetGo(w.as(w.sam.member), kind, ids)
	return must(w.t, gone, err)
}

func (w *ward) on(day string) {
	at, err := time.Parse("2006-01-02 15:04", day+" 12:00")
	w.now = must(w.t, at, err)
}

func TestEverythingIsKeptUntilAPlaceChooses(t *testing.T) {
	w := newWard(t)
	w.begin()
	w.on("2126-03-02")
	kept, err := w.Retention(w.as(w.sam.member))
	is(t, "rules", must(t, kept, err).Rules, place.RetentionRules{})
	for _, kind := range place.RetentionKinds {
		part := w.part(kind)
		is(t, fmt.Sprint(kind, " due"), fmt.Sprint(part.Due, part.Soon, len(part.Items), part.Through), "0 0 0 0")
		if kind == place.RetainTrail {
			_, err := w.CutTrail(w.as(w.sam.member), 2)
			must(t, 0, err)
		} else {
			is(t, fmt.Sprint(kind, " let go"), w.letGo(kind, w.person[7:]).Gone, 0)
		}
	}
	is(t, "oldest", w.part(place.RetainQuiet).Oldest, "2026-03-02")
	is(t, "the trail", w.tip().Cut, 0)
}

// A record is due so many months after the server last took anything about the person,
// whichever scope it was in, however long before it was written.
func TestWhenARecordIsDue(t *testing.T) {
	w := newWard(t)
	w.begin("member:" + w.ben.member.ID) // 2 March 2026
	w.keepFor(place.RetentionRules{place.RetainQuiet: 12})
	late := w.ben.visit(w.person, "written in March, on a phone that was away")
	w.on("2026-05-10")
	between := "between:" + w.newID()
	w.ada.push(w.ada.next(between, "between", between[8:], map[string]any{"about": w.person[7:]}))
	w.on("2027-04-09")
	is(t, "31 days ahead", w.states(place.RetainQuiet), []string(nil))
	w.on("2027-04-10")
	is(t, "30 days ahead", w.states(place.RetainQuiet), []string{"Jo 2026-05-10 2027-05-10 soon"})
	w.on("2027-05-09")
	is(t, "the day before", w.states(place.RetainQuiet), []string{"Jo 2026-05-10 2027-05-10 soon"})
	w.on("2027-05-10")
	is(t, "on the day", w.states(place.RetainQuiet), []string{"Jo 2026-05-10 2027-05-10 due"})
	is(t, "phones away", w.part(place.RetainQuiet).Items[0].Away, 2)
	is(t, "circle", w.part(place.RetainQuiet).Items[0].Circle, sorted([]string{w.actor(w.ada), w.actor(w.ben)}))
	w.ben.push(late)
	is(t, "after the phone came back", w.states(place.RetainQuiet), []string(nil))
	w.on("2028-05-10")
	is(t, "a year later", w.states(place.RetainQuiet), []string{"Jo 2027-05-10 2028-05-10 due"})
	w.ada.push(w.ada.visit(w.person, "Jo rang up again"))
	is(t, "somebody who comes back", w.letGo(place.RetainQuiet, w.person[7:]), place.LetGo{Kind: place.RetainQuiet,
		Stayed: []place.Stayed{{ID: w.person[7:], Code: "not_due"}}})
	is(t, "their words are there", w.sees(w.ada, w.person), true)
}

// A change that is taken while a steward confirms keeps the record: the two are in one
// transaction here.
func TestAChangeComesWhileAStewardConfirms(t *testing.T) {
	w := steppedWard(t, nil)
	must(t, 0, w.Stepped(func() error {
		w.sam = w.enrol(w.member("Sam", place.Steward))
		w.keepFor(place.RetentionRules{place.RetainQuiet: 12})
		w.on("2027-03-03")
		return nil
	}))
	is(t, "due", w.states(place.RetainQuiet), []string{"Jo 2026-03-02 2027-03-02 due"})
	waiting := func(n int) {
		for w.Waiting() < n {
			runtime.Gosched()
		}
	}
	pushed, confirmed := make(chan wire.Reply, 1), make(chan place.LetGo, 1)
	go func() { pushed <- w.ada.push(w.ada.visit(w.person, "Jo came by")) }()
	waiting(1)
	go func() { confirmed <- w.letGo(place.RetainQuiet, w.person[7:]) }()
	waiting(2)
	must(t, 0, w.Stepped(func() error {
		is(t, "parked", codes(<-pushed), []string(nil))
		is(t, "stayed", (<-confirmed).Stayed, []place.Stayed{{ID: w.person[7:], Code: "not_due"}})
		return nil
	}))
	is(t, "erased", w.erased(w.person), false)
	is(t, "faults", w.faults(), []string{})
}

// Somebody who has left goes by the rule for those, from that day or the last writing on.
func TestThoseWhoHaveLeft(t *testing.T) {
	w := newWard(t)
	w.begin()
	w.keepFor(place.RetentionRules{place.RetainLeft: 6})
	w.ada.push(w.ada.next(w.person, "person", w.person[7:], map[string]any{"left_on": "2026-04-30"}))
	is(t, "until they leave", w.part(place.RetainLeft).All, 0)
	w.on("2026-10-30")
	is(t, "six months on", w.states(place.RetainLeft), []string{"Jo 2026-04-30 2026-10-30 due"})
	w.ada.push(w.ada.next(w.person, "person", w.person[7:], map[string]any{"afterwards": "Jo has a flat now"}))
	is(t, "after news of them", w.states(place.RetainLeft), []string(nil))
	is(t, "by the other rule", w.part(place.RetainQuiet).All, 0)
}

// Who reads their own page, or waits for an answer, is not let go.
func TestThePersonKeepsTheirOwnRecord(t *testing.T) {
	w := newWard(t)
	w.begin()
	jo := w.themself()
	w.keepFor(place.RetentionRules{place.RetainQuiet: 12, place.RetainAsked: 12})
	w.on("2027-02-20")
	jo.pull(nil, 0)
	w.on("2028-02-19")
	is(t, "a year after they looked", w.states(place.RetainQuiet), []string{"Jo 2027-02-20 2028-02-20 soon"})
	w.on("2028-02-20")
	asked, err := w.AskFor(w.as(jo.member), w.person[7:], place.AskCopy, "Everything, please")
	must(t, asked, err)
	is(t, "while they wait", w.states(place.RetainQuiet), []string{"Jo 2027-02-20 2028-02-20 waits"})
	is(t, "due", w.part(place.RetainQuiet).Due, 0)
	is(t, "confirmed", w.letGo(place.RetainQuiet, w.person[7:]).Stayed, []place.Stayed{{ID: w.person[7:], Code: "waits"}})
	answered, err := w.AnswerRequest(w.as(w.sam.member), asked.ID, "Handed over", place.OutcomeDone)
	must(t, answered, err)
	is(t, "once they have it", w.states(place.RetainQuiet), []string{"Jo 2027-02-20 2028-02-20 due"})
	is(t, "the request", w.states(place.RetainAsked), []string(nil))
	w.on("2029-02-20")
	is(t, "a year after its answer", w.states(place.RetainAsked), []string{"2028-02-20 2029-02-20 due"})
	is(t, "let go", w.letGo(place.RetainAsked, asked.ID).Gone, 1)
	all, err := w.Requests(w.as(w.sam.member))
	is(t, "requests", len(must(t, all, err)), 0)
	is(t, "faults", w.faults(), []string{})
}

// What is confirmed is erased like anybody who asks for it, and says by which rule.
func TestWhatIsConfirmedIsErased(t *testing.T) {
	w, between, other := marked(t)
	jo := w.themself()
	jo.push(jo.next("self:"+jo.member.ID, "reflection", w.newID(), map[string]any{"learnt": marker}))
	w.keepFor(place.RetentionRules{place.RetainQuiet: 12})
	w.on("2027-03-02")
	w.ada.push(w.ada.visit(other, "Somebody else's tea again"))
	w.on("2027-03-03")
	gone := w.letGo(place.RetainQuiet, w.person[7:], other[7:], w.newID())
	is(t, "gone", gone.Gone, 1)
	var why []string
	for _, stayed := range gone.Stayed {
		why = append(why, stayed.Code)
	}
	is(t, "stayed", sorted(why), []string{"not_due", "unknown"})
	is(t, "again", w.letGo(place.RetainQuiet, w.person[7:]).Stayed[0].Code, "unknown")
	w.checkAll()
	list := must2(w.Erasures(w.as(w.sam.member)))
	is(t, "erasures", fmt.Sprint(len(list), list[0].Person, list[0].By, *list[0].Rule),
		fmt.Sprint(1, w.person[7:], w.sam.member.ID, RetentionRule{place.RetainQuiet, 12}))
	is(t, "scopes", sorted(list[0].Scopes), sorted([]string{w.person, between, "self:" + jo.member.ID}))
	found := recovered(t, w.copyNow(t), w.master)
	if strings.Contains(found, marker) || !strings.Contains(found, "Somebody else's tea again") {
		t.Error("the words can be read again, or somebody else's are lost")
	}
	late := w.ada.visit(w.person, "from a phone that was away")
	is(t, "what comes later", codes(w.ada.push(late)), []string{fmt.Sprint(late.N, ":scope_denied")})
}

// What members wrote for themselves goes after they have left; then they cannot come
// back under the same id, where nothing would be taken from them.
func TestWhatMembersWroteForThemselves(t *testing.T) {
	w := newWard(t)
	w.begin()
	w.keepFor(place.RetentionRules{place.RetainOwn: 3})
	for _, p := range []*phone{w.ada, w.ben} {
		p.push(p.next("self:"+p.member.ID, "reflection", w.newID(), map[string]any{"learnt": "to wait"}))
	}
	ended := "2026-03-10"
	w.on(ended)
	patched, err := w.PatchMember(w.as(w.sam.member), w.ben.member.ID, place.MemberPatch{EndedOn: &ended})
	must(t, patched, err)
	w.on("2026-06-10")
	is(t, "due", w.states(place.RetainOwn), []string{"Ben 2026-03-10 2026-06-10 due"})
	is(t, "gone", w.letGo(place.RetainOwn, w.ben.member.ID, w.ada.member.ID).Gone, 1)
	is(t, "left", w.part(place.RetainOwn).All, 0)
	w.checkAll()
	is(t, "listed", must2(w.Erasures(w.as(w.sam.member)))[0].Rule, &RetentionRule{place.RetainOwn, 3})
	back := ""
	if _, err := w.PatchMember(w.as(w.sam.member), w.ben.member.ID, place.MemberPatch{EndedOn: &back}); codeOf(err) != place.Invalid {
		t.Errorf("coming back under the same id: %v", err)
	}
	is(t, "faults", w.faults(), []string{})
}

func TestRetentionIsForStewardsAndSaysWhatIsWrong(t *testing.T) {
	w := newWard(t)
	w.begin()
	sam := w.as(w.sam.member)
	for name, rules := range map[string]place.RetentionRules{
		"/rules/left too_short":   chosen(place.RetentionRules{place.RetainLeft: 5}),
		"/rules/trail too_long":   chosen(place.RetentionRules{place.RetainTrail: place.MonthsMost + 1}),
		"/rules/left required":    {},
		"/rules/gossip unknown":   func() place.RetentionRules { r := chosen(nil); r["gossip"] = 12; return r }(),
		"/rules/quiet too_short ": chosen(place.RetentionRules{place.RetainQuiet: -1}),
	} {
		_, err := w.SetRetention(sam, rules)
		_, tried := w.RetentionPlan(sam, rules)
		for _, err := range []error{err, tried} {
			is(t, name, codeOf(err), place.Invalid)
			if refusal, ok := err.(*place.Error); ok && len(refusal.Errors) > 0 {
				is(t, "where", refusal.Errors[0].Path+" "+refusal.Errors[0].Code, strings.TrimSpace(name))
			}
		}
	}
	for _, p := range []*phone{w.ada} {
		by := w.as(p.member)
		_, a := w.Retention(by)
		_, b := w.SetRetention(by, chosen(nil))
		_, c := w.RetentionPlan(by, chosen(nil))
		_, d := w.LetGo(by, place.RetainQuiet, []string{w.person[7:]})
		_, e := w.CutTrail(by, 1)
		for i, err := range []error{a, b, c, d, e} {
			is(t, fmt.Sprint("a coach, ", i), codeOf(err), place.Forbidden)
		}
	}
	_, none := w.LetGo(sam, place.RetainQuiet, nil)
	_, many := w.LetGo(sam, place.RetainQuiet, make([]string, LetGoMost+1))
	_, trail := w.LetGo(sam, place.RetainTrail, []string{"1"})
	_, nowhere := w.CutTrail(sam, 0)
	for i, err := range []error{none, many, trail, nowhere} {
		is(t, fmt.Sprint("refused, ", i), codeOf(err), place.Invalid)
	}
	before := len(w.tale(""))
	w.keepFor(place.RetentionRules{place.RetainLeft: 6, place.RetainTrail: 24})
	w.keepFor(place.RetentionRules{place.RetainLeft: 6})
	is(t, "the trail", w.tale("")[before:], []string{"kept Sam", "kept Sam", "kept Sam"})
	w.restoredRules(t)
}

// restoredRules sees that the rules are there after a restore too.
func (w *ward) restoredRules(t *testing.T) {
	t.Helper()
	w.restored(w.copied())
	kept, err := w.Retention(w.as(w.sam.member))
	is(t, "after a restore", must(t, kept, err).Rules, chosen(place.RetentionRules{place.RetainLeft: 6}))
	is(t, "by", kept.ByName+" "+kept.ChangedOn, "Sam 2026-03-02")
}
