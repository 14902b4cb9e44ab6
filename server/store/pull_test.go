package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/sync/wire"
)

// fetch pulls until there is no more, as a new phone does, and counts rounds.
func (p *phone) fetch(maxBytes int) (seqs map[string][]uint64, rounds int) {
	p.w.t.Helper()
	cursors, seqs := map[string]uint64{}, map[string][]uint64{}
	for more := true; more; rounds++ {
		reply := p.pull(cursors, maxBytes)
		more = reply.More
		size, count := 0, 0
		for _, part := range reply.Scopes {
			if part.From != cursors[part.Scope]+1 || part.To != part.From+uint64(len(part.Changes))-1 {
				p.w.t.Fatalf("part %s %d..%d of %d changes after %d", part.Scope, part.From, part.To,
					len(part.Changes), cursors[part.Scope])
			}
			cursors[part.Scope] = part.To
			for _, entry := range part.Changes {
				seqs[part.Scope] = append(seqs[part.Scope], entry.Seq)
				size += len(wire.AppendEntry(nil, entry))
				count++
			}
		}
		if size > maxBytes && count > 1 || count == 0 && more {
			p.w.t.Fatalf("%d bytes in %d changes, asked for %d", size, count, maxBytes)
		}
	}
	return seqs, rounds
}

func TestPullsArePagedWithoutGaps(t *testing.T) {
	w := newWard(t)
	w.begin(place.TeamActor(w.team.ID))
	for i := range 60 {
		w.ada.push(w.ada.visit(w.person, strings.Repeat("walk ", i)),
			w.ada.next("place", "barrier", w.newID(), map[string]any{"what": fmt.Sprint(i)}))
	}
	for maxBytes, minRounds := range map[int]int{1: 121, 1000: 20, 1 << 20: 1} {
		seqs, rounds := w.ben.fetch(maxBytes)
		if rounds < minRounds {
			t.Errorf("%d bytes: %d rounds", maxBytes, rounds)
		}
		is(t, "person", len(seqs[w.person]), 61)
		is(t, "place", len(seqs["place"]), 60)
	}
}

func TestSizesAreThoseOfTheJSON(t *testing.T) {
	w := newWard(t)
	w.begin()
	far := sentAt(w.ada, time.Hour, w.person)
	w.ada.push(w.ada.visit(w.person, "Ünïcode \"quoted\" <b>\n"), far)
	must(t, 0, w.view(func(v view) error {
		h, err := v.head(w.person)
		p := puller{view: v, room: 1 << 20, reply: &wire.Reply{}}
		part := wire.ScopePart{Scope: w.person, From: 1, Head: h.Seq}
		must(t, 0, p.entries(h, &part))
		size := 0
		for _, entry := range part.Changes {
			size += len(wire.AppendEntry(nil, entry))
		}
		is(t, "bytes counted", p.used, size)
		return err
	}))
}

func TestPartsDigestsAndCursors(t *testing.T) {
	w := newWard(t)
	w.begin()
	a, b := w.ada.visit(w.person, "a"), w.ada.visit(w.person, "b")
	w.ada.push(a, b)
	reply := w.ada.pull(nil, 1)
	is(t, "more", reply.More, true)
	is(t, "every newly readable scope has a part", len(reply.Scopes), 4)
	part, _ := partOf(reply, w.person)
	is(t, "one change", fmt.Sprint(part.From, part.To, part.Head), "1 1 3")
	is(t, "digest after it", part.Digest, wire.DigestHex(wire.DigestAdd(0, w.ada.id, 1, part.Changes[0].At)))
	self, _ := partOf(reply, "self:"+w.ada.member.ID)
	is(t, "an empty one", fmt.Sprint(self.From, self.To, self.Head, self.Digest), "1 0 00000000000000000")

	all := map[string]uint64{w.person: 3, "place": 0, "team:" + w.team.ID: 0, "self:" + w.ada.member.ID: 0}
	quiet := w.ada.pull(all, 0)
	is(t, "nothing new", fmt.Sprint(len(quiet.Scopes), len(quiet.Granted), len(quiet.Dropped), quiet.More), "0 0 0 false")
	all[w.person] = 99
	all["person:"+w.newID()] = 4
	all["team:"+w.cleo.member.Teams[0]] = 2
	all["nonsense"] = 1
	odd := w.ada.pull(all, 0)
	is(t, "beyond head, unknown: left alone", fmt.Sprint(len(odd.Scopes), len(odd.Dropped)), "0 0")
	all["team:"+w.cleo.member.Teams[0]] = 0
	is(t, "known, not readable", w.ada.pull(all, 0).Dropped, []string{"team:" + w.cleo.member.Teams[0]})
	delete(all, w.person)
	is(t, "not named", w.ada.pull(all, 0).Granted, []string{w.person})
}

func TestAnotherEpochPushesNothing(t *testing.T) {
	w := newWard(t)
	w.begin()
	req := w.ada.request(map[string]any{"cursors": map[string]uint64{w.person: 1}}, w.ada.visit(w.person, "x"))
	req.Epoch = "01jqqqqqqqqqqqqqqqqqqqqqqq"
	reply, err := w.Sync(context.Background(), w.ada.id, req)
	must(t, reply, err)
	is(t, "have", reply.Have, 1)
	is(t, "epoch", reply.Epoch, w.Epoch())
	part, _ := partOf(reply, w.person)
	is(t, "from the start", fmt.Sprint(part.From, part.To), "1 1")
	req.Epoch = ""
	reply, err = w.Sync(context.Background(), w.ada.id, req)
	is(t, "none known yet", must(t, reply, err).Have, 2)
	req.Device = w.ben.id
	_, err = w.Sync(context.Background(), w.ada.id, req)
	is(t, "another device's round", codeOf(err), place.WrongDevice)
}
