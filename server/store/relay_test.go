package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/sync/wire"
)

// lost is a ward whose store was restored from a copy: what came after the copy
// is gone, and is on the shelves of Ada and Ben.
type lost struct {
	*ward
	adas, bens *shelf
	first      sent // of Ada's, in the copy
	late       sent // of Ada's, not in the copy
	before     []string
	digest     string
}

func newLost(t *testing.T) *lost {
	w := &lost{ward: newWard(t)}
	w.begin(w.actor(w.ben))
	w.first = w.ada.visit(w.person, "in the copy")
	w.ada.push(w.first)
	copied := w.copied()
	w.late = w.ada.visit(w.person, "not in the copy")
	far := sentAt(w.ben, 9000*time.Hour, w.person) // restamped
	fact := w.ben.next(w.person, "known", w.newID(), map[string]any{"words": "Owes 100"})
	w.ada.push(w.late)
	w.ben.push(far, fact)
	between := w.ada.visit("between:"+w.newID(), "just us")
	w.ada.push(between)
	w.adas, w.bens = w.ada.newShelf().fill(0), w.ben.newShelf().fill(1)
	w.before, w.digest = w.logged(w.person), w.bens.points[w.person][5].Digest
	is(t, "entries before", len(w.before), 5)
	w.restored(copied)
	is(t, "entries that the copy has", len(w.logged(w.person)), 2)
	return w
}

func TestAPhoneRelaysWhatAnAbsentAuthorHadSent(t *testing.T) {
	w := newLost(t)
	reply := w.ben.relay(w.bens.pieces(w.person)...)
	is(t, "Ben's have", reply.Have, 2)
	is(t, "the log again", w.logged(w.person), w.before)
	part, _ := partOf(w.ben.pull(nil, 0), w.person)
	is(t, "the digest again", part.Digest, w.digest)
	is(t, "the stamps as they were", part.Changes[3].Was != "", true)
	w.checkAll()

	w.ben.relay(w.bens.pieces(w.person)...)
	w.ada.relay(w.adas.pieces(w.person)...)
	is(t, "no entry twice", w.logged(w.person), w.before)

	again := w.ada.push(w.late)
	is(t, "Ada's have", again.Have, 3)
	is(t, "nothing parked", codes(again), []string(nil))
	next := w.ada.visit(w.person, "since")
	next.N = 4
	is(t, "her fourth was never relayed by Ben", w.ada.push(next).Have, 4)
	other := w.late
	other.Set = map[string]any{"story": "something else"}
	_, err := w.ada.try(other)
	is(t, "other content is a fork", codeOf(err), place.DeviceForked)
	w.checkAll()
}

func TestOutcomesOfRelayedChangesAreRepeated(t *testing.T) {
	w := newLost(t)
	w.ada.relay(w.adas.pieces(w.person)...)
	far := sent{N: 1, Scope: w.person, Kind: "visit"}
	must(t, 0, w.Log(w.person, 0, func(l Logged) error {
		if l.Device == w.ben.id && l.N == 1 {
			far.ID, far.At, far.Set = l.Change.ID, string(l.Change.Was), l.Change.Set
		}
		return nil
	}))
	reply := w.ben.push(far)
	is(t, "restamped again", len(reply.Restamped), 1)
	is(t, "have", reply.Have, 2)
}

func TestRelaysThatAreNotProvenAreRefused(t *testing.T) {
	w := newLost(t)
	scope := w.person
	good := w.bens.piece(scope, 3, 5)
	change := func(alter func(*brought)) brought {
		c := good
		c.Changes = slices.Clone(good.Changes)
		alter(&c)
		return c
	}
	swap := func(i int, from, to string) func(*brought) {
		return func(b *brought) {
			text := strings.Replace(string(b.Changes[i]), from, to, 1)
			if text == string(b.Changes[i]) {
				t.Fatalf("no %q in %s", from, text)
			}
			b.Changes[i] = json.RawMessage(text)
		}
	}
	current := w.ada.newShelf().fill(0)
	foreign := w.adas.piece("place", 1, 0)
	cases := []struct {
		name, code string
		piece      brought
	}{
		{"a wrong seal", "bad_seal", change(func(b *brought) { b.Seal = b.Before.Seal })},
		{"no seal", "bad_seal", change(func(b *brought) { b.Seal = "" })},
		{"a wrong seal before it", "bad_seal", change(func(b *brought) { b.Before.Seal = b.Seal })},
		{"no seal before it", "bad_seal", change(func(b *brought) { b.Before.Seal = "" })},
		{"another member's seals", "bad_seal", w.adas.piece(scope, 1, 5)},
		{"the epoch that goes on", "epoch_goes_on", current.piece(scope, 1, 2)},
		{"an epoch that never was", "bad_seal", change(func(b *brought) { b.Epoch = w.newID() })},
		{"another epoch's name", "epoch_goes_on", change(func(b *brought) { b.Epoch = w.Epoch() })},
		{"an entry left out", "invalid", change(func(b *brought) { b.Changes = slices.Delete(b.Changes, 1, 2) })},
		{"an entry less at the end", "invalid", change(func(b *brought) { b.Changes = b.Changes[:2] })},
		{"an entry twice", "invalid", change(func(b *brought) { b.Changes[1] = b.Changes[0] })},
		{"another end", "invalid", change(func(b *brought) { b.To++ })},
		{"another beginning", "invalid", change(func(b *brought) { b.From-- })},
		{"another number", "invalid", change(swap(0, `"n":3,`, `"n":4,`))},
		{"another digest", "invalid", change(func(b *brought) { b.Digest = "0000000000000000" })},
		{"the wrong device", "invalid", change(swap(0, w.ada.id, w.ben.id))},
		{"another scope inside", "invalid", change(swap(0, w.person, "place"))},
		{"a broken stamp", "invalid", change(swap(0, `"at":"0`, `"at":"x`))},
		{"nothing", "invalid", foreign},
		{"an entry that is too large", "invalid", change(swap(0, "not in the copy", strings.Repeat("x", 129<<10)))},
	}
	for _, c := range cases {
		reply, said := w.ben.tryRelay([]brought{c.piece})
		is(t, c.name, said, []string{c.code})
		if reply.Relayed[0].Detail == "" {
			t.Errorf("%s: without a detail", c.name)
		}
	}
	is(t, "nothing was taken", len(w.logged(scope)), 2)
	var all []brought
	var want []string
	for _, c := range cases {
		all, want = append(all, c.piece, good), append(want, c.code, "ok")
	}
	own := w.ben.next("place", "barrier", w.newID(), map[string]any{"what": "x"})
	reply, said := w.ben.tryRelay(all, sent{N: 1, Skip: "not_kept", Through: 2}, own)
	is(t, "the others go on", said, want)
	is(t, "and the push too", fmt.Sprint(reply.Have, codes(reply)), "3 []")
	is(t, "all was taken once", w.logged(scope), w.before)
	w.checkAll()
}

func TestNothingIsRelayedUnderAnotherEpoch(t *testing.T) {
	w := newLost(t)
	for _, epoch := range []string{w.bens.epoch, w.newID()} {
		body, err := json.Marshal(map[string]any{"protocol": 1, "device": w.ben.id, "epoch": epoch,
			"push": map[string]any{"relay": w.bens.pieces(w.person), "changes": []sent{w.ben.visit(w.person, "x")}},
			"pull": map[string]any{"cursors": w.bens.cursors}})
		must(t, body, err)
		reply, err := w.SyncAt(context.Background(), w.now, w.ben.id, requestOf(t, body))
		must(t, reply, err)
		is(t, "relayed, have, epoch", fmt.Sprint(len(reply.Relayed), reply.Have, reply.Epoch == w.Epoch()), "0 0 true")
		part, _ := partOf(reply, w.person)
		is(t, "a pull as from 0", fmt.Sprint(part.From, part.To), "1 2")
		is(t, "nothing dropped", len(reply.Dropped), 0)
	}
	is(t, "nothing taken", len(w.logged(w.person)), 2)
}

// TestARelayedCircleOpensTheScope has Ada found a person and let Ben in after the
// copy: after the restore nobody has the person until one of them returns.
func TestARelayedCircleOpensTheScope(t *testing.T) {
	w := newWard(t)
	copied := w.copied()
	w.begin()
	visit := w.ada.visit(w.person, "hello")
	w.ada.push(visit, w.circleChange(w.ada, []string{w.actor(w.ben)}, nil))
	bens := w.ben.newShelf().fill(0)
	w.ada.push(w.circleChange(w.ada, []string{w.actor(w.cleo)}, nil))
	w.restored(copied)
	is(t, "unknown", len(w.logged(w.person)), 0)
	w.ben.relay(bens.pieces(w.person)...)
	is(t, "Ben reads it", w.sees(w.ben, w.person), true)
	is(t, "Ada reads it", w.sees(w.ada, w.person), true)
	is(t, "Cleo does not yet", w.sees(w.cleo, w.person), false)
	is(t, "Ada's have", w.ada.push().Have, 3)
	is(t, "Ben writes", codes(w.ben.push(w.ben.visit(w.person, "mine"))), []string(nil))
	w.ada.n = 3
	w.ada.push(w.circleChange(w.ada, []string{w.actor(w.cleo)}, nil))
	is(t, "Cleo does now", w.sees(w.cleo, w.person), true)
	w.checkAll()
}

// TestTheAuthorMayReturnWithAFirstChange sends a change that the server had added
// the author to: what was relayed is not what was pushed.
func TestTheAuthorMayReturnWithAFirstChange(t *testing.T) {
	w := newWard(t)
	copied := w.copied()
	first := w.ada.next(w.person, "person", w.person[7:], map[string]any{"called": "Jo"})
	first.Add = map[string][]string{"circle": {w.actor(w.ben)}}
	w.ada.push(first)
	bens := w.ben.newShelf().fill(0)
	w.restored(copied)
	w.ben.relay(bens.pieces(w.person)...)
	is(t, "Ada's own", w.ada.push(first).Have, 1)
	other := first
	other.Add = map[string][]string{"circle": {w.actor(w.cleo)}}
	_, err := w.ada.try(other)
	is(t, "another circle is a fork", codeOf(err), place.DeviceForked)
}

// TestRelaysAreJudgedNoMore brings what a fresh judging would refuse: facts that
// the new history has otherwise, and what was taken within a grace.
func TestRelaysAreJudgedNoMore(t *testing.T) {
	w := newWard(t)
	w.begin(w.actor(w.ben))
	copied := w.copied()
	fact := w.newID()
	w.ben.push(w.ben.next(w.person, "known", fact, map[string]any{"words": "first"}))
	w.now = w.now.Add(time.Hour)
	grace := w.ben.visit(w.person, "while he was in")
	w.now = w.now.Add(time.Hour)
	w.ada.push(w.circleChange(w.ada, nil, []string{w.actor(w.ben)}))
	is(t, "taken within the grace", codes(w.ben.push(grace)), []string(nil))
	newer := w.ada.request(nil, w.ada.next(w.person, "opinion", w.newID(), map[string]any{"rating": 5}))
	newer.Schema = 99
	reply, err := w.Sync(t.Context(), w.ada.id, newer)
	is(t, "of a newer schema", codes(must(t, reply, err)), []string(nil))
	adas := w.ada.newShelf().fill(0)
	before := w.logged(w.person)
	w.restored(copied)
	dora := w.enrol(w.member("Dora", place.Coach, w.team.ID))
	eve := w.enrol(w.ada.member)
	eve.push(w.circleChange(eve, []string{w.actor(dora)}, nil))
	dora.push(dora.next(w.person, "known", fact, map[string]any{"words": "second"}))
	w.ada.relay(adas.pieces(w.person)...)
	is(t, "what is in the log", len(w.logged(w.person)), len(before)+2)
	record, _, err := w.Record(w.person, "known", fact)
	must(t, record, err)
	words, _ := record.Value("words")
	is(t, "the fact that came first stands", words, "first")
	is(t, "Ben is out again", w.sees(w.ben, w.person), false)
	w.checkAll()
}

func TestServersOwnEntriesAreRelayed(t *testing.T) {
	w := newWard(t)
	w.ada.push(w.ada.visit("between:"+w.newID(), "in the copy"))
	copied := w.copied()
	between := "between:" + w.newID()
	w.ada.push(w.ada.visit(between, "just us"))
	adas := w.ada.newShelf().fill(0)
	old := w.server
	w.restored(copied)
	other := "between:" + w.newID()
	w.ben.push(w.ben.visit(other, "meanwhile")) // an entry of the new server device
	w.ada.relay(adas.pieces()...)
	part, _ := partOf(w.ada.pull(nil, 0), between)
	is(t, "as it was", part.Changes[0].Device, old)
	is(t, "Ada reads it", len(part.Changes), 2)
	bad := adas.piece(between, 1, 2)
	bad.Changes[0] = json.RawMessage(strings.ReplaceAll(string(bad.Changes[0]), old, w.server))
	_, said := w.ada.tryRelay([]brought{bad})
	is(t, "of the device that is the server's now", said, []string{"invalid"})
	w.checkAll()
}

func TestADeviceOfTheLostHistoryIsNotForgotten(t *testing.T) {
	w := newWard(t)
	w.begin(w.actor(w.ben))
	copied := w.copied()
	second := w.enrol(w.ada.member)
	second.push(second.visit(w.person, "from my new phone"))
	bens := w.ben.newShelf().fill(0)
	w.restored(copied)
	_, err := second.try()
	is(t, "unknown", codeOf(err), place.Unauthenticated)
	w.ben.relay(bens.pieces(w.person)...)
	is(t, "what it had sent", len(w.logged(w.person)), 2)
	w.checkAll()
}

func TestRelaysOverTwoRestores(t *testing.T) {
	w := newLost(t)
	second := w.copied()
	w.ben.n = 0
	w.ben.relay(w.bens.pieces(w.person)[:3]...) // the copy's two, and one that was lost
	w.now = w.now.Add(time.Hour)
	w.ada.n = 3
	w.cleo.push(w.cleo.next("place", "barrier", w.newID(), map[string]any{"what": "meanwhile"}))
	middle := w.cleo.newShelf().fill(0)
	w.restored(second)
	is(t, "lost again", len(w.logged(w.person)), 2)
	w.cleo.relay(middle.pieces("place")...)
	w.ada.relay(w.adas.pieces(w.person)...) // of the history before the last
	is(t, "healed", w.logged(w.person), w.before)
	is(t, "and what the middle one wrote", len(w.logged("place")), 1)
	w.checkAll()
}

// TestAnEpochThatTheStoreSkipped restores a copy that is older than the restore
// before: what was written in between bears an epoch that this store has not heard of.
func TestAnEpochThatTheStoreSkipped(t *testing.T) {
	w := newWard(t)
	w.begin(w.actor(w.ben))
	copied := w.copied()
	w.restored(copied)
	w.ada.push(w.ada.visit(w.person, "in between"))
	bens, middle := w.ben.newShelf().fill(0), w.Epoch()
	w.restored(copied)
	if slices.Contains(w.former, middle) {
		t.Fatal("the store knows the epoch")
	}
	w.ben.relay(bens.pieces(w.person)...)
	is(t, "what was lost", len(w.logged(w.person)), 2)
	is(t, "Ada's have", w.ada.push().Have, 2)
	w.checkAll()
}

// TestAnEndedMemberLearnsOfARestore has sent everything, but not in this history.
func TestAnEndedMemberLearnsOfARestore(t *testing.T) {
	w := newWard(t)
	w.begin(w.actor(w.ben))
	before, copied := w.Epoch(), w.copied()
	story := w.ben.visit(w.person, "sent, and lost")
	w.ben.push(story)
	w.restored(copied)
	today := w.now.Add(time.Minute).Format(time.DateOnly)
	w.now = w.now.Add(time.Minute)
	_, err := w.PatchMember(place.Host, w.ben.member.ID, place.MemberPatch{EndedOn: &today})
	must(t, 0, err)
	idle := w.ben.request(map[string]any{"cursors": map[string]uint64{w.person: 2}})
	idle.Epoch = before
	reply, err := w.Sync(t.Context(), w.ben.id, idle)
	is(t, "told", fmt.Sprint(must(t, reply, err).Epoch == w.Epoch(), reply.Have, len(reply.Scopes), len(reply.Granted)), "true 0 0 0")
	is(t, "sent again", codes(w.ben.push(story)), []string(nil))
	_, err = w.ben.try()
	is(t, "nothing left to send", codeOf(err), place.DeviceRevoked)
	is(t, "entries", len(w.logged(w.person)), 2)
}

func requestOf(t *testing.T, body []byte) wire.Request {
	t.Helper()
	req, fault := wire.DecodeRequest(body)
	if fault != nil {
		t.Fatal(fault, fault.Errors)
	}
	return req
}

// crash forgets all that the store has in memory.
func (w *world) crash() {
	w.t.Helper()
	w.Quiet()
	w.close.Do(func() {}) // the database goes on
	s, err := openOver(w.db, w.opts)
	must(w.t, s, err)
	s.fatal = func(err error) { panic(err) }
	w.Store = s
}
