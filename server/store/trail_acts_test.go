package store

import (
	"testing"
	"time"

	"alongside/server/audit"
	"alongside/server/place"
)

// TestEveryActLeavesAnEntry does each thing that shows a record to somebody, or decides
// who may see it, and finds that the trail has it.
func TestEveryActLeavesAnEntry(t *testing.T) {
	w := newWard(t)
	w.now = time.Date(2026, 4, 20, 12, 0, 0, 0, time.UTC)
	w.begin()
	sam, ada := w.as(w.sam.member), place.Who{Device: w.ada.id, Actor: w.as(w.ada.member)}
	person, other := w.person[7:], w.newID()
	auditor := place.Actor{Member: w.sam.member.ID, Role: place.Auditor}
	noted := func(act audit.Act, do func() error) {
		t.Helper()
		before := w.acts(act)
		must(t, 0, do())
		if w.acts(act) <= before {
			t.Errorf("%s: the trail says nothing of it", act)
		}
	}
	change := func(p *phone, kind, id string, set map[string]any) error {
		p.push(p.next(w.person, kind, id, set))
		return nil
	}
	noted(audit.Joined, func() error { w.enrol(w.ben.member); return nil })
	noted(audit.Began, func() error {
		w.ada.push(w.ada.next("person:"+other, "person", other, map[string]any{"called": "Alys"}))
		return nil
	})
	add := w.circleChange(w.ada, []string{w.actor(w.ben)}, nil)
	noted(audit.CircleAdd, func() error { w.ada.push(add); return nil })
	noted(audit.Given, func() error { w.ben.pull(nil, 0); return nil })
	drop := w.circleChange(w.ada, nil, []string{w.actor(w.ben)})
	noted(audit.CircleDrop, func() error { w.ada.push(drop); return nil })
	noted(audit.ConsentGiven, func() error { return change(w.ada, "consent", w.newID(), map[string]any{"to": "share", "given": true}) })
	noted(audit.ConsentTaken, func() error {
		return change(w.ada, "consent", w.newID(), map[string]any{"to": "share", "given": false})
	})
	for how, act := range map[string]audit.Act{"": audit.Opened, place.SeenFound: audit.Found, place.SeenHanded: audit.Handed} {
		note := w.ada.note(w.person, w.now)
		note.How = how
		noted(act, func() error { return second(w.Opened(w.ada.id, []place.SeenNote{note})) })
	}
	noted(audit.Read, func() error { return second(w.Kept(ada, person, audit.Read)) })
	noted(audit.Exported, func() error { return second(w.Kept(ada, person, audit.Exported)) })
	noted(audit.SeenRead, func() error { return second(w.Seen(ada, person, "", "")) })
	noted(audit.Linked, func() error { _, _, err := w.GivePage(ada.Actor, person); return err })
	noted(audit.Requested, func() error { return second(w.AskFor(ada.Actor, person, place.AskCopy, "")) })
	noted(audit.Opening, func() error { return second(w.OpenRecord(sam, person, why, 5)) })
	noted(audit.Inquired, func() error { return second(w.Inquire(place.Who{Actor: sam}, person, "Jo asked")) })
	noted(audit.LedgerRead, func() error { return second(w.Ledger(auditor)) })
	noted(audit.Released, func() error { _, _, err := w.Release(place.Host, "2026-Q1"); return err })
	noted(audit.SignedOut, func() error { return second(w.RevokeDevice(sam, w.cleo.id)) })
	noted(audit.Kept, func() error { w.keepFor(place.RetentionRules{place.RetainQuiet: 12}); return nil })
	w.now = w.now.AddDate(2, 0, 0)
	noted(audit.Expired, func() error {
		if gone := w.letGo(place.RetainQuiet, other); gone.Gone != 1 {
			t.Fatalf("%+v", gone)
		}
		return nil
	})
	noted(audit.Erased, func() error { w.erase(w.person); return nil })
	noted(audit.Restored, w.Diverge)
}

// acts counts the entries of one act, whatever they are about.
func (w *world) acts(act audit.Act) (count int) {
	w.t.Helper()
	must(w.t, 0, w.view(func(v view) error {
		return v.each([]byte{trailTable}, false, func(key, _ []byte) error {
			_, d, _, err := v.trailEntry(lastNumber(append([]byte{0}, key...)))
			if d.Act == act {
				count++
			}
			return err
		})
	}))
	return count
}
