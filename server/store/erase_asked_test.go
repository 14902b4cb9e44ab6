package store

import (
	"slices"
	"strings"
	"testing"

	"alongside/server/audit"
	"alongside/server/place"
)

// asking is a ward in which Jo has a page of their own, has asked for something, was
// answered, and was erased; with the link that was made for them last.
func asking(t *testing.T) (s *spending, jo *phone, link, request string) {
	s = newSpending(t, true)
	ada := s.as(s.ada.member)
	_, invite, err := s.GivePage(ada, s.person[7:])
	must(t, invite, err)
	enrolled, err := s.Enrol(invite.Code, "Jo's phone", newKey(t))
	must(t, enrolled, err)
	jo = &phone{w: s.world, id: enrolled.Device, member: place.Member{ID: enrolled.Member}, clock: s.ada.clock}
	_, invite, err = s.GivePage(ada, s.person[7:])
	must(t, invite, err)
	asked := must2(s.AskFor(s.as(jo.member), s.person[7:], place.AskErase, marker))
	must2(s.AnswerRequest(s.as(s.sam.member), asked.ID, marker, ""))
	if !strings.Contains(recovered(t, s.copyNow(t), s.master), marker) {
		t.Fatal("the attempt finds nothing where it is, so it proves nothing")
	}
	s.erase(s.person)
	return s, jo, invite.Code, asked.ID
}

// Whatever is asked about somebody who was erased is answered as if they had never
// been here, whoever asks; nothing panics and nothing is written.
func TestNothingCanBeAskedAboutTheErased(t *testing.T) {
	s, jo, link, _ := asking(t)
	id := s.person[7:]
	for name, who := range map[string]place.Who{"coach": {Actor: s.as(s.ada.member), Device: s.ada.id},
		"steward": {Actor: s.as(s.sam.member), Device: s.sam.id}, "themself": {Actor: s.as(jo.member), Device: jo.id}} {
		by := who.Actor
		for what, try := range map[string]func() error{
			"give the page":  func() error { _, _, err := s.GivePage(by, id); return err },
			"look at it":     func() error { _, err := s.PageOf(by, id); return err },
			"vouch":          func() error { _, err := s.VouchPage(by, id, jo.id); return err },
			"take the page":  func() error { return s.TakePage(by, id) },
			"ask":            func() error { _, err := s.AskFor(by, id, place.AskCopy, "please"); return err },
			"requests":       func() error { _, err := s.RequestsOf(by, id); return err },
			"open":           func() error { _, err := s.OpenRecord(by, id, "Her sister rang us", 10); return err },
			"everything":     func() error { _, err := s.Kept(who, id, audit.Read); return err },
			"seen":           func() error { _, err := s.Seen(who, id, "", ""); return err },
			"say beside":     func() error { return s.SayBeside(who, s.between, "visit", s.newID(), "not so") },
			"preview":        func() error { _, err := s.ErasurePreview(by, id); return err },
			"into a circle":  func() error { return s.AddToCircle(by, s.person, s.actor(s.ben)) },
			"join by a link": func() error { _, err := s.Enrol(link, "late", newKey(t)); return err },
		} {
			before := s.tip().Number
			code := codeOf(try())
			if !slices.Contains([]place.Code{place.NotFound, place.Forbidden, place.InviteUsed, place.InviteExpired}, code) {
				t.Errorf("%s, %s: %q", name, what, code)
			}
			if now := s.tip().Number; now != before {
				t.Errorf("%s, %s: the trail has %d entries more", name, what, now-before)
			}
		}
	}
	s.checkAll()
	is(t, "faults", s.faults(), []string{})
}

// Of what somebody asked for, the days and who answered stay, and no word.
func TestRequestsOfTheErasedSayNoWord(t *testing.T) {
	s, _, _, request := asking(t)
	sam := s.as(s.sam.member)
	list := must2(s.Requests(sam))
	is(t, "how many", len(list), 1)
	one := list[0]
	is(t, "what is left", []any{one.Erased, one.Called, one.Words, one.Steps[0].Words, one.ByName, one.State},
		[]any{true, "", "", "", erasedName, place.StateOpen})
	answered := must2(s.AnswerRequest(sam, request, "Done today", place.OutcomeDone))
	is(t, "answered", []any{answered.State, answered.Steps[0].Words, answered.Steps[1].Words}, []any{"done", "", "Done today"})
	if found := recovered(t, s.copyNow(t), s.master); strings.Contains(found, marker) {
		t.Error("the words of the request can be read")
	}
	is(t, "after a start", must2(s.Requests(sam))[0].Steps[1].Words, "Done today")
}

// A page that a coach takes at the moment of the erasure, or a link that somebody
// opens then, ends where the erasure ends it.
func TestTakingAPageTwiceChangesNothing(t *testing.T) {
	s, jo, _, _ := asking(t)
	m := s.directory.Load().members[jo.member.ID]
	is(t, "ended", []any{m.Name, m.Ended(s.nowMS())}, []any{erasedName, true})
	must(t, 0, s.change(func(t *tx) error { return t.takePage(m) }))
	after := s.directory.Load().members[jo.member.ID]
	is(t, "still nameless", after.Name, erasedName)
	is(t, "device", s.directory.Load().devices[jo.id].Revoked, true)
	s.checkAll()
}
