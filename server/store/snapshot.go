package store

import (
	"strings"

	"alongside/sync/hlc"
	"alongside/sync/wire"

	"github.com/dgraph-io/badger/v4"
)

// snapshot puts a page of what the changes up to the horizon have come to into a
// part: as many records as there is room for, the first of a round always. On the
// last page the changes behind the horizon follow.
func (p *puller) snapshot(h *head, part *wire.ScopePart) error {
	options := badger.DefaultIteratorOptions
	options.Prefix = pairKey(foldedTable, part.Scope, "")
	it, err := p.iterate(options)
	if err != nil {
		return err
	}
	defer it.Close()
	page := &wire.Snapshot{To: h.Base.Seq, Digest: wire.DigestHex(h.Base.Digest)}
	for it.Seek(p.pageStart(h, part.Scope)); it.Valid(); it.Next() {
		record, err := p.folded(it.Item(), h)
		if err != nil {
			return err
		}
		if p.used+len(record) > p.room && p.used > 0 {
			p.used = p.room
			if len(page.Records) > 0 {
				part.Snapshot = page
			}
			return nil
		}
		p.used += len(record)
		page.Records = append(page.Records, record)
		page.Next = strings.Replace(secondOf(it.Item().Key()), "\x00", nextMark, 1)
	}
	page.Next = ""
	part.Snapshot, part.Digest = page, page.Digest
	part.From, part.To = h.Base.Seq+1, h.Base.Seq
	if p.full() || part.To == h.Seq {
		return nil
	}
	return p.entries(h, part)
}

func (p *puller) folded(item *badger.Item, h *head) (record []byte, err error) {
	err = item.Value(func(sealed []byte) error {
		record, err = openAt(h.key, item.Key(), sealed)
		return err
	})
	return record, err
}

// nextMark stands between kind and id of the record that a page ended with: that
// is what next says of it.
const nextMark = "/"

// pageStart is where the page begins that a device asks for: behind the record
// that its last page ended with, or at the first, where it has read nothing of
// this snapshot or says what we never said.
func (p *puller) pageStart(h *head, scope string) []byte {
	mark := p.marks[scope]
	kind, id, ok := strings.Cut(mark.Next, nextMark)
	if p.foreign || mark.To != h.Base.Seq || !ok || kind == "" || strings.Contains(kind, "\x00") || !hlc.ValidID(id) {
		return pairKey(foldedTable, scope, "")
	}
	return append(pairKey(foldedTable, scope, kind+"\x00"+id), 0)
}
