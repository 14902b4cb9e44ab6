package api

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
)

// What was written about somebody, each sentence where it is told.
const (
	toAll      = "We walked to the allotment."
	toCoach    = "Told to one coach alone."
	toPeer     = "Told to another coach alone."
	feared     = "A worry that may be read."
	heldBack   = "A worry that is held back."
	heldReason = "He reads her phone."
	takenOut   = "Taken out of sight."
)

// outsiders are those who are nobody to a person recorded, and what a coach among
// them is told; the role of most others may not ask at all.
var outsiders = map[string]int{"other": 404, "steward": 404, "commissioner": 403, "auditor": 403, "person": 404}

// recorded is somebody of whom two coaches have written, together and apart.
func (b *bed) recorded() (id string) {
	_, id = b.shared()
	coach, peer := b.phones["coach"], b.phones["peer"]
	mine, theirs := newID(), newID()
	between := func(p *phone, n int, id, about string) m {
		c := p.write(n, "between:"+id, "between", id, m{"about": about})
		c["add"] = m{"circle": []string{"member:" + p.member}}
		return c
	}
	coach.took(
		coach.write(2, "person:"+id, "visit", newID(), m{"story": toAll, "on": "2026-03-01"}),
		coach.write(3, "person:"+id, "goal", newID(), m{"words": takenOut, "gone": true}),
		between(coach, 4, mine, id),
		coach.write(5, "between:"+mine, "visit", newID(), m{"story": toCoach}),
		coach.write(6, "between:"+mine, "concern", newID(), m{"words": feared, "withheld": false}),
		coach.write(7, "between:"+mine, "concern", newID(), m{"words": heldBack, "withheld": true, "withheld_because": heldReason}),
	)
	peer.took(between(peer, 1, theirs, id), peer.write(2, "between:"+theirs, "visit", newID(), m{"story": toPeer}))
	return id
}

func (p *phone) took(changes ...m) {
	p.bed.t.Helper()
	if parked := parkedOf(p.round(m{}, changes...)); parked != "" {
		p.bed.t.Fatal(parked)
	}
}

// page joins a phone by a link that a coach made for the person.
func (b *bed) page(coach, person string) *phone {
	b.t.Helper()
	got := b.call("POST", "/v1/people/"+person+"/link", b.phones[coach].token, nil)
	if got.status != 201 || got.text("url") != PageURL(b.base, got.text("invite")) {
		b.t.Fatalf("the link: %v", got)
	}
	until, err := time.Parse(time.RFC3339, got.text("expires_at"))
	must(b.t, err)
	if time.Until(until) > 7*24*time.Hour {
		b.t.Errorf("it is good until %s", until)
	}
	p := b.join(got.text("invite"))
	if p.member != got.text("member") {
		b.t.Errorf("joined as %s", p.member)
	}
	return p
}

// says checks which of the sentences a reply holds.
func (r reply) says(t *testing.T, who string, want ...string) {
	t.Helper()
	for _, sentence := range []string{toAll, toCoach, toPeer, feared, heldBack, heldReason, takenOut} {
		wanted := strings.Contains(strings.Join(want, "\n"), sentence)
		if got := bytes.Contains(r.body, []byte(sentence)); got != wanted {
			t.Errorf("%s: %q is there: %v", who, sentence, got)
		}
	}
	if r.status == 200 && r.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s: it may be stored: %v", who, r.header)
	}
}

// TestWhoReadsWhatIsKept: the person, and the coaches in their circle what they may
// read anyway; nobody else, and a worry that is held back nobody.
func TestWhoReadsWhatIsKept(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	other := b.recordedBy("other")
	own := b.page("coach", id)
	path := "/v1/people/" + id + "/record"
	b.call("GET", path, own.token, nil).says(t, "the person", toAll, takenOut, toCoach, feared)
	b.call("GET", path, b.phones["coach"].token, nil).says(t, "a coach", toAll, takenOut, toCoach, feared)
	seen := b.call("GET", "/v1/people/"+id+"/seen", own.token, nil)
	for _, act := range []string{`"read"`, `"linked"`} {
		if !bytes.Contains(seen.body, []byte(act)) {
			t.Errorf("who has seen it does not say %s: %.400s", act, seen.body)
		}
	}
	b.call("GET", path, b.phones["peer"].token, nil).says(t, "their peer", toAll, takenOut, toPeer)
	for role, status := range outsiders {
		for _, end := range []string{"/record", "/copy", "/requests", "/link"} {
			got := b.call("GET", "/v1/people/"+id+end, b.phones[role].token, nil)
			if got.says(t, role); got.status != status && got.status != 403 {
				t.Errorf("%s reads %s: %v", role, end, got)
			}
		}
	}
	for _, path := range []string{"/v1/people/" + other + "/record", "/v1/people/" + other + "/copy", "/v1/people/" + newID() + "/record",
		"/v1/people/x/record", "/v1/people/" + id + "/link"} {
		if got := b.call("GET", path, own.token, nil); got.status != 404 && got.status != 403 {
			t.Errorf("the person reads %s: %v", path, got)
		}
	}
	if got := b.call("GET", path, "", nil); got.status != 401 {
		t.Errorf("nobody: %v", got)
	}
	b.saysNothing(toAll, toCoach, id)
}

// askedElsewhere are routes about what must have been written first: talk_test.go,
// letter_test.go and ledger_test.go let everybody try them.
var askedElsewhere = []string{"POST /v1/conversations/:id/contributions",
	"POST /v1/ledger/:id/questions", "POST /v1/barriers/:id/answer"}

// recordedBy is somebody in the circle of one coach alone.
func (b *bed) recordedBy(coach string) (id string) {
	id = newID()
	b.phones[coach].took(b.phones[coach].write(1, "person:"+id, "person", id, m{"called": "Another"}))
	return id
}

// TestAPageShowsWhatItsGiverWasTold: whoever makes the link reads no more by it than
// they could before; each of the few adds what they were told.
func TestAPageShowsWhatItsGiverWasTold(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own := b.page("coach", id)
	path := "/v1/people/" + id + "/record"
	b.call("GET", path, own.token, nil).says(t, "at first", toAll, takenOut, toCoach, feared)

	link := "/v1/people/" + id + "/link"
	if got := b.call("POST", link+"/devices/"+b.phones["coach"].id, b.phones["peer"].token, nil); got.status != 404 {
		t.Errorf("vouching for a coach's own phone: %v", got)
	}
	if got := b.call("POST", link+"/devices/"+own.id, b.phones["other"].token, nil); got.status != 404 {
		t.Errorf("vouching from outside: %v", got)
	}
	if got := b.call("POST", link+"/devices/"+own.id, b.phones["peer"].token, nil); got.status != 200 {
		t.Fatalf("vouching: %v", got)
	}
	b.call("GET", path, own.token, nil).says(t, "vouched for", toAll, takenOut, toCoach, feared, toPeer)

	second := b.join(b.call("POST", "/v1/devices/invites", own.token, nil).text("invite"))
	b.call("GET", path, second.token, nil).says(t, "their second device", toAll, takenOut, toCoach, feared, toPeer)
	third := b.page("peer", id)
	if third.member != own.member {
		t.Error("a second link is another member's")
	}
	b.call("GET", path, third.token, nil).says(t, "by another's link", toAll, takenOut, toPeer)
}

// TestTheirWordsBesideWhatAFewWereTold: they stay among those few.
func TestTheirWordsBesideWhatAFewWereTold(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own := b.page("coach", id)
	of := func(told string) (scope, record string) {
		for _, part := range b.call("GET", "/v1/people/"+id+"/record", b.phones[told].token, nil).object()["parts"].([]any) {
			for _, item := range part.(m)["records"].([]any) {
				if part := part.(m); strings.HasPrefix(part["scope"].(string), "between:") && item.(m)["kind"] == "visit" {
					return part["scope"].(string), item.(m)["id"].(string)
				}
			}
		}
		t.Fatal("nothing was told")
		return "", ""
	}
	scope, record := of("coach")
	say := m{"scope": scope, "of_kind": "visit", "of": record, "words": "I never said that."}
	if got := b.call("POST", "/v1/own/beside", own.token, say); got.status != 201 {
		t.Fatalf("saying it: %v", got)
	}
	for role, reads := range map[string]bool{"coach": true, "peer": false} {
		got := b.call("GET", "/v1/people/"+id+"/record", b.phones[role].token, nil)
		if bytes.Contains(got.body, []byte("I never said that")) != reads {
			t.Errorf("%s reads it: %v", role, !reads)
		}
	}
	others, theirs := of("peer")
	for _, body := range []m{{"scope": others, "of_kind": "visit", "of": theirs, "words": "x"}, {"scope": scope, "of_kind": "visit", "of": theirs, "words": "x"},
		{"scope": "person:" + id, "of_kind": "visit", "of": record, "words": "x"}} {
		if got := b.call("POST", "/v1/own/beside", own.token, body); got.status != 404 {
			t.Errorf("%v: %v", body, got)
		}
	}
	if got := b.call("POST", "/v1/own/beside", b.phones["coach"].token, say); got.status != 403 {
		t.Errorf("a coach as the person: %v", got)
	}
}

// TestAStewardReadsWhatTheyOpened: the person's scope, and nothing told in confidence.
func TestAStewardReadsWhatTheyOpened(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	steward := b.phones["steward"]
	path := "/v1/people/" + id + "/record"
	if got := b.call("GET", path, steward.token, nil); got.status != 404 {
		t.Errorf("unopened: %v", got)
	}
	if _, err := b.store.OpenRecord(place.Actor{Member: steward.member, Role: place.Steward}, id, "A complaint about money.", 30); err != nil {
		t.Fatal(err)
	}
	b.call("GET", path, steward.token, nil).says(t, "a steward", toAll, takenOut)
	if got := b.call("GET", "/v1/people/"+id+"/copy", steward.token, nil); got.status != 200 {
		t.Errorf("the copy: %v", got)
	}
	b.call("GET", path, b.page("coach", id).token, nil).says(t, "the person", toAll, takenOut, toCoach, feared)
	if got := b.call("POST", "/v1/people/"+id+"/link", steward.token, nil); got.status != 403 {
		t.Errorf("a link: %v", got)
	}
}

// TestNobodyElseOpensAPage: stewards make no link for it, nor does a link outlive it.
func TestNobodyElseOpensAPage(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	link := "/v1/people/" + id + "/link"
	for role, status := range outsiders {
		for _, method := range []string{"POST", "DELETE"} {
			if got := b.call(method, link, b.phones[role].token, nil); got.status != status && got.status != 403 {
				t.Errorf("%s as %s: %v", method, role, got)
			}
		}
	}
	own := b.page("coach", id)
	for _, method := range []string{"POST", "DELETE"} {
		if got := b.call(method, link, own.token, nil); got.status != 403 {
			t.Errorf("%s as the person: %v", method, got)
		}
	}
	for _, role := range []string{"steward", "coach"} {
		got := b.call("POST", "/v1/admin/invites", b.phones[role].token, m{"member": own.member})
		if got.status != 403 {
			t.Errorf("%s invites as the person: %v", role, got)
		}
	}
	unused := b.call("POST", link, b.phones["peer"].token, nil).text("invite")
	if got := b.call("DELETE", link, b.phones["peer"].token, nil); got.status != 200 {
		t.Fatalf("taking it: %v", got)
	}
	if got := b.call("GET", "/v1/me", own.token, nil); got.text("code") != "device_revoked" {
		t.Errorf("after it was taken: %v", got)
	}
	_, key := newKey(t)
	if got := b.call("POST", "/v1/devices", "", m{"invite": unused, "name": "Late", "key": key}); got.status != 410 {
		t.Errorf("a link from before: %v", got)
	}
	again := b.page("coach", id)
	if again.member == own.member {
		t.Error("the page that was taken goes on")
	}
}

// TestWhoHasAPageIsNotKnownAround: neither whose it is, nor what they are called.
func TestWhoHasAPageIsNotKnownAround(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own := b.page("coach", id)
	for _, c := range []struct {
		role string
		path string
		sees bool
	}{
		{"coach", "/v1/directory", true}, {"peer", "/v1/directory", true},
		{"other", "/v1/directory", false}, {"steward", "/v1/directory", false}, {"steward", "/v1/admin/members", false},
	} {
		got := b.call("GET", c.path, b.phones[c.role].token, nil)
		if there := bytes.Contains(got.body, []byte("Somebody")); there != c.sees {
			t.Errorf("%s %s names them: %v", c.role, c.path, there)
		}
	}
	me := b.call("GET", "/v1/me", own.token, nil)
	if me.text("name") != "Somebody" || me.text("person") != id || me.text("role") != string(place.Person) {
		t.Errorf("me: %v", me)
	}
	around := b.call("GET", "/v1/directory", own.token, nil)
	for name, there := range map[string]bool{"coach": true, "peer": true, "other": false, "steward": false} {
		if got := bytes.Contains(around.body, []byte(b.members[name].ID)); got != there {
			t.Errorf("they are told of %s: %v", name, got)
		}
	}
}

// TestTheyContradictAndAreRead: over sync, in their own scope and in no other.
func TestTheyContradictAndAreRead(t *testing.T) {
	b := newBed(t)
	id := b.recorded()
	own := b.page("coach", id)
	scope := "person:" + id
	var scopes []string
	for _, part := range own.round(m{})["scopes"].([]any) {
		scopes = append(scopes, part.(m)["scope"].(string))
	}
	if len(scopes) != 2 || scopes[0] != scope || scopes[1] != "self:"+own.member {
		t.Errorf("they get %v", scopes)
	}
	beside := own.write(1, scope, "beside", newID(), m{"of_kind": "visit", "of": newID(), "words": "It rained.", "how": "own_hand", "on": "2026-03-02"})
	yes := own.write(2, scope, "consent", newID(), m{"to": "story", "given": false, "by": "person:" + id, "how": "own_hand"})
	out := own.write(3, scope, "person", id, m{"in_figures": false})
	theirs := own.write(4, scope, "visit", newID(), m{"story": "Written by them."})
	if parked := parkedOf(own.round(m{}, beside, yes, out, theirs)); parked != "4:scope_denied" {
		t.Errorf("parked: %s", parked)
	}
	peer := b.call("GET", "/v1/people/"+id+"/record", b.phones["peer"].token, nil)
	if !bytes.Contains(peer.body, []byte("It rained.")) || bytes.Contains(peer.body, []byte("Written by them")) {
		t.Errorf("the peer reads %s", peer.body)
	}
}

// TestTheCopyIsReadByItself: one file with a page and the same as JSON.
func TestTheCopyIsReadByItself(t *testing.T) {
	b := newBed(t)
	own := b.page("coach", b.recorded())
	for lang, title := range map[string]string{"": "What is kept about Somebody", "cy": "Beth sy’n cael ei gadw am Somebody"} {
		got := b.call("GET", "/v1/people/"+own.person()+"/copy?lang="+lang, own.token, nil)
		if got.status != 200 || got.header.Get("Content-Type") != "application/zip" || got.header.Get("Cache-Control") != "no-store" {
			t.Fatalf("the copy: %d %v", got.status, got.header)
		}
		files := unzipped(t, got.body)
		page, text := files["index.html"], files["record.json"]
		if len(files) != 2 || !strings.Contains(page, title) || strings.Contains(page, "<script") {
			t.Errorf("the page: %.400s", page)
		}
		for _, sentence := range []string{toAll, toCoach, feared, takenOut} {
			if !strings.Contains(page, sentence) || !strings.Contains(text, sentence) {
				t.Errorf("%q is missing", sentence)
			}
		}
		if strings.Contains(page+text, heldBack) || strings.Contains(page+text, "withheld") {
			t.Error("what is held back shows")
		}
	}
}

func (p *phone) person() string { return p.bed.call("GET", "/v1/me", p.token, nil).text("person") }

func unzipped(t *testing.T, data []byte) map[string]string {
	t.Helper()
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	files := map[string]string{}
	for _, f := range packed.File {
		open, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(open)
		must(t, err)
		files[f.Name] = string(text)
	}
	return files
}
