package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
)

// tale lists what the trail says of a scope, oldest first: act, who, and to whom.
func (w *world) tale(scope string) (out []string) {
	w.t.Helper()
	must(w.t, 0, w.view(func(v view) error {
		return v.each(pairKey(aboutTable, scope, ""), false, func(key, _ []byte) error {
			_, d, ok, err := v.trailEntry(lastNumber(key))
			if err != nil || !ok {
				return fmt.Errorf("entry %d: %v, %w", lastNumber(key), ok, err)
			}
			name := w.directory.Load().members[d.Member].Name
			line := strings.TrimSpace(fmt.Sprint(d.Act, " ", name, " ", v.nameOfActor(d.Whom)))
			out = append(out, line)
			return nil
		})
	}))
	return out
}

func (w *world) tip() (tip trailTip) {
	w.t.Helper()
	must(w.t, 0, w.view(func(v view) (err error) { tip, err = v.trailTip(); return err }))
	return tip
}

func TestTheTrailTellsWhoMaySeeAPerson(t *testing.T) {
	w := newWard(t)
	w.begin()
	add := w.ada.next(w.person, "person", w.person[7:], nil)
	add.Add = map[string][]string{"circle": {"member:" + w.ben.member.ID, "team:" + w.team.ID}}
	w.ada.push(add)
	drop := w.ada.next(w.person, "person", w.person[7:], nil)
	drop.Drop = map[string]map[string][]string{"circle": {"member:" + w.ben.member.ID: {add.At}}}
	w.ada.push(drop)
	yes, no := w.newID(), w.newID()
	w.ada.push(w.ada.next(w.person, "consent", yes, map[string]any{"to": "share", "given": true}),
		w.ada.next(w.person, "consent", no, map[string]any{"to": "share", "given": false}),
		w.ada.visit(w.person, "Tea"))
	want := []string{"began Ada", "circle_add Ada Ada", "circle_add Ada Ben", "circle_add Ada North", "circle_drop Ada Ben",
		"consent_given Ada", "consent_taken Ada"}
	is(t, "the trail", w.tale(w.person), want)
	is(t, "of a team", len(w.tale("team:"+w.team.ID)), 0)
	is(t, "of nobody", w.tale(""), []string{"joined Ada Ada", "joined Ben Ben", "joined Cleo Cleo", "joined Sam Sam"})
	is(t, "faults", w.faults(), []string{})
}

// A scope is given once to each device, however many rounds it takes, and again when
// it is fetched from its beginning.
func TestAScopeIsGivenOnce(t *testing.T) {
	w := newWard(t)
	w.begin("team:" + w.team.ID)
	w.ada.push(w.ada.visit(w.person, "Tea"), w.ada.visit(w.person, "Cake"))
	given := func() (n int) {
		for _, line := range w.tale(w.person) {
			if strings.HasPrefix(line, "given") {
				n++
			}
		}
		return n
	}
	w.ada.pull(nil, 0)
	is(t, "given to the phone that wrote all of it", given(), 0)
	for cursor := uint64(0); cursor < 3; {
		reply := w.ben.pull(map[string]uint64{w.person: cursor}, 1)
		part, ok := partOf(reply, w.person)
		if !ok || part.To <= cursor {
			t.Fatalf("nothing came: %+v", reply)
		}
		cursor = part.To
		is(t, "given in pieces", given(), 1)
	}
	before := w.tip().Number
	w.ben.pull(map[string]uint64{w.person: 3}, 0)
	w.ada.push(w.ada.visit(w.person, "News"))
	w.ben.pull(map[string]uint64{w.person: 3}, 0)
	is(t, "entries for news", w.tip().Number-before, 0)
	w.ben.pull(nil, 0)
	is(t, "a reply that was lost and asked for again", given(), 1)
	w.now = w.now.Add(time.Hour)
	w.ben.pull(nil, 0)
	is(t, "fetched again", given(), 2)
	must(t, 0, w.Compact(w.person, 2))
	w.now = w.now.Add(time.Hour)
	w.ben.pull(nil, 0)
	is(t, "fetched as a snapshot", given(), 3)
	w.cleo.pull(nil, 0)
	is(t, "given to somebody outside", given(), 3)
}

func (p *phone) note(scope string, at time.Time) place.SeenNote {
	return place.SeenNote{ID: p.w.newID(), Scope: scope, At: at.UnixMilli()}
}

func TestNotesOfPhones(t *testing.T) {
	w := newWard(t)
	w.begin()
	joined := w.now
	w.now = w.now.Add(48 * time.Hour)
	opened := func(p *phone, notes ...place.SeenNote) []string {
		t.Helper()
		refused, err := w.Opened(p.id, notes)
		return must(t, refused, err)
	}
	page := w.ada.note(w.person, w.now.Add(-time.Hour))
	record := w.ada.note(w.person, w.now)
	record.Kind, record.Record = "visit", w.newID()
	is(t, "refused", opened(w.ada, page, record), []string{})
	before := w.tip().Number
	is(t, "sent again", opened(w.ada, page, record), []string{})
	is(t, "taken again", w.tip().Number, before)
	stranger := w.cleo.note(w.person, w.now)
	is(t, "of somebody outside", opened(w.cleo, stranger), []string{stranger.ID})
	nowhere := w.ada.note("person:"+w.newID(), w.now)
	is(t, "about nobody", opened(w.ada, nowhere), []string{nowhere.ID})
	ahead, old := w.ada.note(w.person, w.now.AddDate(5, 0, 0)), w.ada.note(w.person, w.now.AddDate(-5, 0, 0))
	opened(w.ada, ahead, old)
	page2, err := w.Seen(place.Who{Actor: w.as(w.ada.member)}, w.person[7:], "", "")
	must(t, page2, err)
	var at []int64
	for _, item := range page2.Items[:4] {
		is(t, "act", item.Act, "opened")
		at = append(at, item.At)
	}
	is(t, "moments", at, []int64{joined.UnixMilli(), w.now.UnixMilli(), w.now.UnixMilli(), w.now.Add(-time.Hour).UnixMilli()})
	is(t, "offline", fmt.Sprint(page2.Items[2].Offline, page2.Items[3].Offline), "false true")
	is(t, "what", page2.Items[2].What+" "+page2.Items[2].Record, "visit "+record.Record)
	if _, err := w.Opened(w.ada.id, make([]place.SeenNote, MaxNotes+1)); codeOf(err) != place.TooLarge {
		t.Errorf("too many notes: %v", err)
	}
}

// Whoever was in a circle may still bring what they saw then, and nothing later.
func TestNotesAfterAGrantHasEnded(t *testing.T) {
	w := newWard(t)
	w.begin()
	add := w.ada.next(w.person, "person", w.person[7:], nil)
	add.Add = map[string][]string{"circle": {"member:" + w.ben.member.ID}}
	w.ada.push(add)
	w.now = w.now.Add(time.Hour)
	drop := w.ada.next(w.person, "person", w.person[7:], nil)
	drop.Drop = map[string]map[string][]string{"circle": {"member:" + w.ben.member.ID: {add.At}}}
	w.ada.push(drop)
	w.now = w.now.Add(time.Hour)
	was, late := w.ben.note(w.person, w.now.Add(-90*time.Minute)), w.ben.note(w.person, w.now)
	refused, err := w.Opened(w.ben.id, []place.SeenNote{was, late})
	is(t, "refused", must(t, refused, err), []string{late.ID})
	_, err = w.RevokeDevice(place.Host, w.ada.id)
	must(t, 0, err)
	w.now = w.now.Add(time.Minute)
	refused, err = w.Opened(w.ada.id, []place.SeenNote{w.ada.note(w.person, w.now)})
	is(t, "of a phone that was signed out", must(t, refused, err), []string{})
	if _, err := w.Opened(w.newID(), nil); codeOf(err) != place.Unauthenticated {
		t.Errorf("of no phone: %v", err)
	}
}

func TestWhoMayReadWhoHasSeen(t *testing.T) {
	w := newWard(t)
	w.begin("member:" + w.sam.member.ID) // being named in a circle makes nobody a coach
	person := w.person[7:]
	for _, c := range []struct {
		who  *phone
		code place.Code
	}{{w.ada, ""}, {w.ben, place.NotFound}, {w.cleo, place.NotFound}, {w.sam, place.Forbidden}} {
		_, err := w.Seen(place.Who{Device: c.who.id, Actor: w.as(c.who.member)}, person, "", "")
		is(t, c.who.member.Name, codeOf(err), c.code)
	}
	ada, sam := place.Who{Actor: w.as(w.ada.member)}, place.Who{Actor: w.as(w.sam.member)}
	if _, err := w.Inquire(ada, person, "I wonder"); codeOf(err) != place.Forbidden {
		t.Errorf("an inquiry of a coach: %v", err)
	}
	for _, reason := range []string{"", "  ", strings.Repeat("x", maxReason+1)} {
		if _, err := w.Inquire(sam, person, reason); codeOf(err) != place.Invalid {
			t.Errorf("an inquiry for no reason: %v", err)
		}
	}
	if _, err := w.Inquire(sam, w.newID(), "why"); codeOf(err) != place.NotFound {
		t.Errorf("an inquiry about nobody: %v", err)
	}
	q, err := w.Inquire(sam, person, "Jo asked who had read about June")
	must(t, q, err)
	page, err := w.Seen(sam, person, "", "")
	must(t, page, err)
	is(t, "what the person sees of it", page.Items[0].Act+": "+page.Items[0].Reason, "inquired: Jo asked who had read about June")
	listed, err := w.Inquiries(sam.Actor)
	is(t, "inquiries", must(t, listed, err), []place.Inquiry{q})
	_, err = w.OpenRecord(sam.Actor, person, "Jo is in hospital and asked for June", 10)
	must(t, 0, err)
	page, err = w.Seen(ada, person, "", "")
	must(t, page, err)
	is(t, "an opening", page.Items[0].Act+" "+page.Items[0].Name+": "+page.Items[0].Reason, "opening Sam: Jo is in hospital and asked for June")
	is(t, "told once", page.Items[1].Act, "seen_read")
	w.now = time.UnixMilli(q.Until)
	if _, err := w.Seen(sam, person, "", ""); codeOf(err) != place.Forbidden {
		t.Errorf("after its time: %v", err)
	}
	is(t, "the trail", w.tale(w.person)[3:], []string{"seen_read Ada", "inquired Sam", "seen_read Sam", "opening Sam", "seen_read Ada"})
	if _, err := w.Seen(ada, person, "", "1.x"); codeOf(err) != place.Invalid {
		t.Errorf("a page that there is not: %v", err)
	}
}

// Pages of the trail and of the log together give each thing once, newest first.
func TestPagesOfWhoHasSeen(t *testing.T) {
	w := newWard(t)
	w.begin()
	for i := range 130 {
		w.now = w.now.Add(2 * time.Hour)
		w.ada.push(w.ada.visit(w.person, "Tea"))
		if i%2 == 0 {
			_, err := w.Opened(w.ada.id, []place.SeenNote{w.ada.note(w.person, w.now)})
			must(t, 0, err)
		}
	}
	w.now = w.now.Add(2 * time.Hour)
	for range 5 { // within the hour, so that they are one line
		w.ada.push(w.ada.visit(w.person, "Tea"))
	}
	acts, before, pages := map[string]int{}, "", 0
	last := w.now.UnixMilli()
	for more := true; more; pages++ {
		page, err := w.Seen(place.Who{Actor: w.as(w.ada.member)}, w.person[7:], "", before)
		must(t, page, err)
		for _, item := range page.Items {
			if item.At > last {
				t.Fatal("newer lines come after older ones")
			}
			last = item.At
			acts[item.Act]++
			if item.Count > 1 {
				is(t, "written within the hour", item.Count, 5)
			}
		}
		more, before = page.More, page.Next
	}
	is(t, "lines", fmt.Sprint(acts["wrote"], acts["opened"], acts["began"], acts["circle_add"]), "132 65 1 1")
	is(t, "pages", pages, 2)
}
