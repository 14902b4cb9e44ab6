package store

import (
	"bytes"
	"context"

	"alongside/schema"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// checkAll holds the store against its own logs: each runs from its horizon without gaps,
// its chain and digest lead to the head, and folding it anew gives the records
// that are kept, no more and no fewer.
func (w *world) checkAll() {
	w.t.Helper()
	scopes, err := w.Scopes()
	must(w.t, scopes, err)
	for _, scope := range scopes {
		if w.erased(scope) {
			continue // Verify looks at those
		}
		w.checkScope(scope)
	}
	w.verified()
}

// verified holds the store's own full check against it.
func (w *world) verified() Checked {
	w.t.Helper()
	checked, err := w.Verify(context.Background(), func(f Fault) { w.t.Error("verify:", f) })
	return must(w.t, checked, err)
}

func (w *world) checkScope(scope string) {
	w.t.Helper()
	var h *head
	folded := w.foldedOf(scope)
	err := w.view(func(v view) (err error) {
		if h, err = v.head(scope); err != nil {
			return err
		}
		var seq, digest uint64
		var chain [32]byte
		var top hlc.Stamp
		if h.Base != nil {
			seq, digest, chain = h.Base.Seq, h.Base.Digest, [32]byte(h.Base.Chain)
		}
		for _, r := range folded {
			top = max(top, r.Last)
		}
		err = v.eachEntry(scope, 0, func(at uint64, e entry) error {
			seq++
			digest = wire.DigestAdd(digest, e.device, e.n, e.at)
			chain = chainAfter(chain, e.header())
			top = max(top, hlc.Stamp(e.at))
			if at != seq || e.digest != digest || e.chain != chain {
				w.t.Errorf("%s: entry %d stands at %d", scope, at, seq)
			}
			return nil
		})
		if seq != h.Seq || digest != h.Digest || chain != h.Chain || top != h.Max {
			w.t.Errorf("%s: the log ends at %d, the head says %d", scope, seq, h.Seq)
		}
		return err
	})
	must(w.t, 0, err)
	must(w.t, 0, w.Log(scope, 0, func(l Logged) error {
		name := l.Change.Kind + "\x00" + l.Change.ID
		if folded[name] == nil {
			folded[name] = &merge.Record{Kind: l.Change.Kind, ID: l.Change.ID}
		}
		merge.Apply(schema.Rules(), folded[name], l.Change)
		return nil
	}))
	w.checkRecords(scope, h, folded)
}

// foldedOf is what a log had come to at its horizon, by kind·id.
func (w *world) foldedOf(scope string) map[string]*merge.Record {
	w.t.Helper()
	out := map[string]*merge.Record{}
	must(w.t, 0, w.Folded(scope, func(_ uint64, r merge.Record) error {
		out[r.Kind+"\x00"+r.ID] = &r
		return nil
	}))
	return out
}

func (w *world) checkRecords(scope string, h *head, folded map[string]*merge.Record) {
	w.t.Helper()
	kept := 0
	err := w.view(func(v view) error {
		return v.each(pairKey(recordTable, scope, ""), true, func(key, value []byte) error {
			kept++
			text, err := openAt(h.key, key, value)
			if want := folded[secondOf(key)]; want == nil || !bytes.Equal(text, want.AppendJSON(nil)) {
				w.t.Errorf("%s: the record kept is not what its log folds to\n%s", scope, text)
			}
			return err
		})
	})
	must(w.t, kept, err)
	if kept != len(folded) {
		w.t.Errorf("%s: %d records kept, %d folded", scope, kept, len(folded))
	}
}
