package store

import (
	"bufio"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"alongside/server/ledger"
	"alongside/server/place"
	"alongside/sync/wire"

	"pgregory.net/rapid"
)

// spending is a ward with a pot in its team, one of the person's own, and one of
// somebody else's.
type spending struct {
	*ward
	between, other  string
	pots            []string // the team's, the person's, the other's, one that nobody declared, none
	decided, scopes []string // ids of decisions so far, and where they lie
}

func newSpending(t *testing.T, onDisk bool) *spending {
	s := &spending{ward: newWardIn(newWorld(t, onDisk))}
	s.begin(s.actor(s.ben))
	s.between, s.other = "between:"+s.newID(), "person:"+s.newID()
	s.ada.push(s.ada.next(s.between, "between", s.between[8:], map[string]any{"about": s.person[7:]}),
		s.ada.next(s.other, "person", s.other[7:], map[string]any{"called": "Alys"}))
	for i, scope := range []string{"team:" + s.team.ID, s.person, s.other} {
		pot := s.newID()
		s.pots = append(s.pots, pot)
		s.ada.push(s.ada.next(scope, "pot", pot, map[string]any{"name": fmt.Sprint("Pot ", i)}),
			s.ada.next(scope, "pot_entry", s.newID(), map[string]any{"pot": pot, "minor_units": 10_000}))
	}
	s.pots = append(s.pots, s.newID(), "")
	return s
}

func (s *spending) decide(scope string, set map[string]any) string {
	s.t.Helper()
	id := s.newID()
	set["what"], set["why"] = marker, marker
	if reply := s.ada.push(s.ada.next(scope, "decision", id, set)); len(reply.Parked) > 0 {
		s.t.Fatalf("%+v", reply.Parked)
	}
	s.decided, s.scopes = append(s.decided, id), append(s.scopes, scope)
	return id
}

// anything decides something at random, or puts something right.
func (s *spending) anything(r *rapid.T) {
	scope := rapid.SampledFrom([]string{s.person, s.person, s.between, s.other, "team:" + s.team.ID}).Draw(r, "scope")
	set := map[string]any{"minor_units": rapid.IntRange(0, 5000).Draw(r, "sum")}
	if pot := rapid.SampledFrom(s.pots).Draw(r, "pot"); pot != "" {
		set["pot"] = pot
	}
	if currency := rapid.SampledFrom([]string{"", "GBP", "GBP", "EUR"}).Draw(r, "currency"); currency != "" {
		set["currency"] = currency
	}
	if of := rapid.IntRange(-3, len(s.decided)-1).Draw(r, "corrects"); of >= 0 {
		scope, set["corrects"] = s.scopes[of], s.decided[of]
	}
	s.decide(scope, set)
}

// balances are those of the pots that outlive the person, and all that was spent, by
// currency, with what erasures left.
func (s *spending) balances() (pots map[string]int64, spent map[string]int64) {
	s.t.Helper()
	l := must2(s.Ledger(place.Actor{Member: s.sam.member.ID, Role: place.Auditor}))
	pots, spent = map[string]int64{}, map[string]int64{}
	for _, pot := range l.Pots {
		if pot.ID == s.pots[0] || pot.ID == s.pots[2] {
			pots[pot.ID] = pot.Balance
		}
	}
	for _, total := range ledger.Totals(l.Entries, l.Forgotten) {
		if sum := total.MinorUnits + total.Forgotten; sum != 0 {
			spent[total.Currency] = sum
		}
	}
	return pots, spent
}

// Whatever was decided for somebody, every pot that outlives them has as much in it
// after they were erased as before, and all that was spent comes to the same; of it
// all there are only sums.
func TestMoneyAddsUpAfterAnErasure(t *testing.T) {
	histories := 0
	rapid.Check(t, func(r *rapid.T) {
		if histories++; histories > 40 {
			return
		}
		s := newSpending(t, false)
		defer s.Close()
		for range rapid.IntRange(0, 12).Draw(r, "decisions") {
			s.anything(r)
		}
		pots, spent := s.balances()
		s.erase(s.person)
		potsAfter, spentAfter := s.balances()
		is(t, "pots", potsAfter, pots)
		is(t, "spent", spentAfter, spent)
		s.checkAll()
		s.recounts("after an erasure")
		l := must2(s.Ledger(place.Actor{Member: s.sam.member.ID, Role: place.Auditor}))
		seen := map[string]bool{}
		for _, sum := range l.Forgotten {
			if at := sum.Team + sum.Pot + sum.Currency; seen[at] {
				t.Errorf("two sums where one says all: %+v", l.Forgotten)
			} else {
				seen[at] = true
			}
		}
		if t.Failed() {
			r.FailNow()
		}
	})
}

// left are the sums that erasures left in the team's scope, as they are sent to phones.
func (s *spending) left() (out []string) {
	part, _ := partOf(s.ben.pull(nil, 0), "team:"+s.team.ID)
	for _, c := range part.Changes {
		said := must2(wire.ParseContent(c.Content))
		if said.Kind == "pot_entry" && said.Set["forgotten"] != nil {
			out = append(out, fmt.Sprint(c.Device == s.server, said.Set))
		}
	}
	return out
}

func TestWhatStaysOfDecisionsIsASum(t *testing.T) {
	s := newSpending(t, false)
	s.decide(s.person, map[string]any{"minor_units": 1200, "pot": s.pots[0], "on": "2026-01-02"})
	wrong := s.decide(s.between, map[string]any{"minor_units": 400, "pot": s.pots[0], "chosen_by": "person"})
	s.decide(s.between, map[string]any{"minor_units": 300, "pot": s.pots[0], "corrects": wrong})
	s.decide(s.person, map[string]any{"minor_units": 50, "in_kind": true, "from": "Jo"})
	s.erase(s.person)
	today := s.dayAt(s.nowMS())
	is(t, "in the pot's scope", s.left(), []string{
		fmt.Sprint(true, map[string]any{"minor_units": -50, "currency": "GBP", "on": today, "forgotten": true}),
		fmt.Sprint(true, map[string]any{"minor_units": -1500, "currency": "GBP", "pot": s.pots[0], "on": today, "forgotten": true})})
	l := must2(s.Ledger(place.Actor{Member: s.sam.member.ID, Role: place.Auditor}))
	at := slices.IndexFunc(l.Pots, func(p ledger.Pot) bool { return p.ID == s.pots[0] })
	line := l.Pots[at].Lines[slices.IndexFunc(l.Pots[at].Lines, func(l ledger.Line) bool { return l.Sort == "forgotten" })]
	is(t, "line", []any{line.Words, line.Person, line.MinorUnits, line.On}, []any{"", "", -1500, today})
	is(t, "in no filter by words", ledger.Filter{Words: "tea"}.KeepForgotten(l.Forgotten[0]), false)
	is(t, "in its team", ledger.Filter{Team: s.team.ID}.KeepForgotten(l.Forgotten[0]), true)
}

// Of somebody beside whom no team stood the sum lies under the place's own key, and the
// ledger comes to the same; also after a restore from before.
func TestASumStaysOfSomebodyWithoutATeam(t *testing.T) {
	s := newSpending(t, true)
	alone := s.enrol(s.member("Una", place.Coach))
	person := "person:" + s.newID()
	alone.push(alone.next(person, "person", person[7:], map[string]any{"called": "Non"}),
		alone.next(person, "decision", s.newID(), map[string]any{"what": marker, "why": marker, "minor_units": 700}),
		alone.next(person, "decision", s.newID(), map[string]any{"what": marker, "why": marker, "minor_units": 80, "currency": "EUR"}))
	_, spent := s.balances()
	stream := s.streamed()
	s.erase(person)
	check := func(when string) {
		t.Helper()
		_, after := s.balances()
		is(t, when+": spent", after, spent)
		l := must2(s.Ledger(place.Actor{Member: s.sam.member.ID, Role: place.Auditor}))
		today := s.dayAt(s.nowMS())
		is(t, when+": sums", l.Forgotten, []ledger.Forgotten{{On: today, Currency: "GBP", MinorUnits: 700}, {On: today, Currency: "EUR", MinorUnits: 80}})
		is(t, when+": told to stewards", len(must2(s.Erasures(s.as(s.sam.member)))[0].Sums), 0)
		s.checkAll()
	}
	check("erased")
	s.erase(person)
	s.reopen()
	check("opened again")
	must(t, 0, s.putBack(stream, s.master))
	check("restored")
}

func TestOnlyTheServerWritesWhatWasForgotten(t *testing.T) {
	s := newSpending(t, false)
	reply := s.ada.push(s.ada.next("team:"+s.team.ID, "pot_entry", s.newID(),
		map[string]any{"pot": s.pots[0], "minor_units": -5, "forgotten": true}))
	is(t, "parked", codes(reply), fmt.Sprintf("[%d:scope_denied]", s.ada.n))
}

// A restored server erases again and keeps the sum again; what phones relay of the
// first time is the same record, so that the sum is there once.
func TestARestoreKeepsTheSumOnce(t *testing.T) {
	s := newSpending(t, true)
	s.decide(s.person, map[string]any{"minor_units": 1200, "pot": s.pots[0]})
	var stream bytes.Buffer
	before := s.Snapshot()
	must(t, 0, second(before.Write(t.Context(), &stream)))
	before.Release()
	pots, spent := s.balances()
	// The server's own next number and the trail's are used for something that is lost.
	must2(s.OpenRecord(s.as(s.sam.member), s.other[7:], "Her sister rang us", 10))
	s.erase(s.person)
	shelf, hers := s.ben.newShelf().fill(0), s.ada.newShelf().fill(0)
	epoch, head := s.Epoch(), must2(s.AuditHead())
	opts := s.opts
	opts.keys = nil
	dir := filepath.Join(t.TempDir(), "restored")
	l, err := NewLoader(dir, opts)
	must(t, l, err)
	must(t, 0, second(l.Load(t.Context(), bufio.NewReader(&stream))))
	again, err := l.Finish()
	must(t, again, err)
	must(t, 0, again.Close())
	must(t, 0, s.Close())
	s.dir, s.ledger = dir, opts.Ledger
	s.open()
	check := func(when string) {
		t.Helper()
		potsAfter, spentAfter := s.balances()
		is(t, when+": pots", potsAfter, pots)
		is(t, when+": spent", spentAfter, spent)
		s.checkAll()
	}
	check("restored")
	is(t, "told again", s.erasedTale(), []string{"erased   " + s.person})
	missing, err := s.Meets(epoch, head)
	is(t, "entries of the trail that are lost", []any{missing, err}, []any{4, nil})
	_, said := s.ben.tryRelay(shelf.pieces("team:" + s.team.ID))
	is(t, "relayed", said, []string{"ok"})
	_, said = s.ada.tryRelay(hers.pieces(s.other))
	is(t, "relayed what the server had said of somebody else", said, []string{"ok"})
	is(t, "heard of the opening again", len(must2(s.Openings(s.as(s.sam.member)))), 1)
	check("healed")
	s.reopen()
	check("opened again")
}

// erasedTale is what the trail says of erasures under the place's own key.
func (s *spending) erasedTale() (out []string) {
	must(s.t, 0, s.view(func(v view) error {
		return v.each(pairKey(aboutTable, "", ""), false, func(key, _ []byte) error {
			_, d, _, err := v.trailEntry(lastNumber(key))
			if d.Act == "erased" {
				name := s.directory.Load().members[d.Member].Name
				out = append(out, strings.Join([]string{string(d.Act), name, d.Reason, d.Whom}, " "))
			}
			return err
		})
	}))
	return out
}

// The trail tells who erased somebody and why, without a name, and an inquiry reads it.
func TestAnErasureIsInTheTrail(t *testing.T) {
	s := newSpending(t, true)
	s.decide(s.person, map[string]any{"minor_units": 1200, "pot": s.pots[0]})
	sam := place.Who{Actor: s.as(s.sam.member)}
	done := s.erase(s.person)
	_, err := s.Seen(sam, s.person[7:], "", "")
	is(t, "without an inquiry", codeOf(err), place.Forbidden)
	for _, p := range []*phone{s.ada, s.ben} {
		_, err := s.Seen(place.Who{Actor: s.as(p.member)}, s.person[7:], "", "")
		is(t, "who stood beside them", codeOf(err), place.NotFound)
	}
	q, err := s.Inquire(sam, s.person[7:], "Her sister asks whether it was done")
	must(t, q, err)
	must2(s.Seen(sam, s.person[7:], "", ""))
	page := must2(s.Seen(sam, s.person[7:], "", ""))
	var lines []string
	for _, item := range page.Items {
		lines = append(lines, strings.Join([]string{item.Act, item.Name, item.Reason}, " "))
	}
	is(t, "lines", lines, []string{"seen_read Sam ", "inquired Sam Her sister asks whether it was done",
		"erased Sam " + done.Reason})
	is(t, "inquiries", must2(s.Inquiries(sam.Actor))[0].Reason, "Her sister asks whether it was done")
	is(t, "the trail", s.erasedTale(), []string{"erased Sam Asked to be forgotten " + s.person})
	s.erase(s.person)
	s.reopen()
	is(t, "once", len(s.erasedTale()), 1)
	is(t, "faults", s.faults(), []string{})
	if found := recovered(t, s.copyNow(t), s.master); strings.Contains(found, marker) || strings.Contains(found, `"Jo"`) {
		t.Error("the trail or the ledger still says what was written, or the name")
	}
}
