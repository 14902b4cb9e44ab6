package store

import (
	"alongside/schema"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// folding is a phone's base of one scope, folded from what it pulled.
type folding struct {
	records map[string]*merge.Record
	digest  uint64
}

// reader is a phone that folds what it pulls, snapshots too.
type reader struct {
	phone   *phone
	cursors map[string]uint64
	marks   map[string]wire.SnapshotMark
	scopes  map[string]*folding
	pages   map[string]*folding // of snapshots that are not whole yet
}

func (p *phone) reader() *reader {
	return &reader{phone: p, cursors: map[string]uint64{}, marks: map[string]wire.SnapshotMark{},
		scopes: map[string]*folding{}, pages: map[string]*folding{}}
}

func newFolding() *folding { return &folding{records: map[string]*merge.Record{}} }

// round pulls once and says whether there is more.
func (r *reader) round(maxBytes int) (more bool) {
	r.phone.w.t.Helper()
	marks := map[string]any{}
	for scope, mark := range r.marks {
		marks[scope] = map[string]any{"to": mark.To, "next": mark.Next}
	}
	reply, err := r.phone.w.Sync(r.phone.w.t.Context(), r.phone.id,
		r.phone.request(map[string]any{"cursors": r.cursors, "snapshots": marks, "max_bytes": maxBytes}))
	must(r.phone.w.t, reply, err)
	size, items := 0, 0
	for _, part := range reply.Scopes {
		if part.Snapshot != nil {
			for _, record := range part.Snapshot.Records {
				size, items = size+len(record), items+1
			}
			r.page(part.Scope, part.Snapshot)
		}
		for _, entry := range part.Changes {
			size, items = size+len(wire.AppendEntry(nil, entry)), items+1
		}
		r.fold(part)
	}
	if size > pullRoom(maxBytes) && items > 1 || items == 0 && reply.More {
		r.phone.w.t.Fatalf("%d bytes in %d items, asked for %d", size, items, maxBytes)
	}
	return reply.More
}

// page takes one page of a snapshot; on the last one the scope is replaced.
func (r *reader) page(scope string, page *wire.Snapshot) {
	if p := r.phone; !p.w.vouched(p.member.ID, scope, p.w.epoch, page.To, wire.Sealed{Digest: page.Digest, Seal: page.Seal}) {
		p.w.t.Fatalf("the seal at the horizon %d is %q", page.To, page.Seal)
	}
	if mark := r.marks[scope]; mark.To != page.To || r.pages[scope] == nil {
		r.pages[scope] = newFolding()
	}
	for _, text := range page.Records {
		var record merge.Record
		must(r.phone.w.t, 0, record.UnmarshalJSON(text))
		name := record.Kind + "\x00" + record.ID
		if had := r.pages[scope].records[name]; had != nil {
			record = merge.Merge(schema.Rules(), *had, record)
		}
		r.pages[scope].records[name] = &record
	}
	if page.Next != "" {
		r.marks[scope] = wire.SnapshotMark{To: page.To, Next: page.Next}
		return
	}
	r.scopes[scope] = r.pages[scope]
	r.scopes[scope].digest, _ = wire.ParseDigest(page.Digest)
	r.cursors[scope] = page.To
	delete(r.pages, scope)
	delete(r.marks, scope)
}

func (r *reader) fold(part wire.ScopePart) {
	t := r.phone.w.t
	t.Helper()
	if r.scopes[part.Scope] == nil {
		r.scopes[part.Scope] = newFolding()
	}
	f, cursor := r.scopes[part.Scope], r.cursors[part.Scope]
	if part.To > 0 && (part.From != cursor+1 || part.To != cursor+uint64(len(part.Changes))) {
		t.Fatalf("%d..%d with %d changes after %d", part.From, part.To, len(part.Changes), cursor)
	}
	for _, entry := range part.Changes {
		c, err := wire.ParseContent(entry.Content)
		must(t, c, err)
		c.At, c.Was = hlc.Stamp(entry.At), hlc.Stamp(entry.Was)
		name := c.Kind + "\x00" + c.ID
		if f.records[name] == nil {
			f.records[name] = &merge.Record{Kind: c.Kind, ID: c.ID}
		}
		merge.Apply(schema.Rules(), f.records[name], c)
		f.digest = wire.DigestAdd(f.digest, entry.Device, entry.N, entry.At)
	}
	r.cursors[part.Scope] = max(cursor, part.To)
	if part.To > 0 && part.Digest != wire.DigestHex(f.digest) {
		t.Fatalf("at %d the phone has %s, the server %s", part.To, wire.DigestHex(f.digest), part.Digest)
	}
	if part.To > 0 && part.Seal == "" || part.To == 0 && part.Seal != "" {
		t.Fatalf("the seal at %d is %q", part.To, part.Seal)
	}
}

// agrees fails unless the phone's base is what the store holds.
func (r *reader) agrees() {
	t := r.phone.w.t
	t.Helper()
	for scope, f := range r.scopes {
		stored := map[string]string{}
		must(t, 0, r.phone.w.view(func(v view) error {
			h, err := v.head(scope)
			if h == nil {
				return err
			}
			if f.digest != h.Digest {
				t.Errorf("%s: the phone has the digest %x, the store %x", scope, f.digest, h.Digest)
			}
			return v.each(pairKey(recordTable, scope, ""), false, func(key, _ []byte) error {
				record, _, _, err := v.recordAt(h, key)
				stored[secondOf(key)] = string(record.AppendJSON(nil))
				return err
			})
		}))
		for name, record := range f.records {
			if stored[name] != string(record.AppendJSON(nil)) {
				t.Errorf("%s %q: the phone has\n%s, the store\n%s", scope, name, record.AppendJSON(nil), stored[name])
			}
		}
		if len(stored) != len(f.records) {
			t.Errorf("%s: the phone has %d records, the store %d", scope, len(f.records), len(stored))
		}
	}
}
