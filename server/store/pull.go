package store

import (
	"fmt"
	"maps"
	"slices"

	"alongside/server/place"
	"alongside/sync/wire"

	"github.com/dgraph-io/badger/v4"
)

// pullRoom is how many bytes of change JSON one pull gets.
func pullRoom(asked int) int {
	if asked <= 0 {
		return wire.DefaultPullBytes
	}
	return min(asked, wire.MaxPullBytes)
}

// puller answers one pull from one snapshot.
type puller struct {
	view
	reply    *wire.Reply
	readable []string // sorted
	cursors  map[string]uint64
	marks    map[string]wire.SnapshotMark
	foreign  bool // the cursors are of another history: all count as 0
	room     int  // bytes of change JSON
	used     int
	opened   []byte // what is being decrypted goes behind what was
}

func (p *puller) run() error {
	for _, scope := range p.readable {
		if err := p.scope(scope); err != nil {
			return err
		}
	}
	for _, scope := range slices.Sorted(maps.Keys(p.cursors)) {
		if _, readable := slices.BinarySearch(p.readable, scope); readable {
			continue
		}
		if p.store.erased(scope) {
			p.reply.Dropped = append(p.reply.Dropped, scope)
			continue
		}
		known, head, err := p.knows(scope)
		if err != nil {
			return err
		}
		if known && p.cursors[scope] <= head {
			p.reply.Dropped = append(p.reply.Dropped, scope)
		}
	}
	return nil
}

// scope adds the part of one readable scope: always where the device did not
// name it, else where it has news and there is room.
func (p *puller) scope(scope string) error {
	cursor, named := p.cursors[scope]
	if p.foreign {
		cursor = 0
	}
	h, err := p.head(scope)
	if err != nil {
		return err
	}
	if h == nil {
		h = &head{}
	}
	if h.Erased != 0 { // while it was being read
		return nil
	}
	if !named {
		p.reply.Granted = append(p.reply.Granted, scope)
	}
	if named && cursor >= h.Seq {
		return nil
	}
	part := wire.ScopePart{Scope: scope, From: cursor + 1, To: cursor, Head: h.Seq, Digest: wire.DigestHex(0)}
	switch {
	case cursor < h.horizon():
		part.From, part.To = 1, 0
		if !p.full() {
			err = p.snapshot(h, &part)
		}
	case cursor < h.Seq && !p.full():
		err = p.entries(h, &part)
	}
	if err != nil {
		return err
	}
	p.reply.More = p.reply.More || part.To < h.Seq
	if !named || part.To > cursor || part.Snapshot != nil {
		p.reply.Scopes = append(p.reply.Scopes, part)
	}
	return nil
}

func (p *puller) full() bool { return p.used >= p.room }

// entries fills a part with the entries from its From on, while there is room;
// the first change of a round always fits.
func (p *puller) entries(h *head, part *wire.ScopePart) error {
	options := badger.DefaultIteratorOptions
	options.Prefix = pairKey(logTable, part.Scope, "")
	options.PrefetchValues = false // they lie beside their keys; fetching ahead only copies them
	it, err := p.iterate(options)
	if err != nil {
		return err
	}
	defer it.Close()
	part.Changes = make([]wire.Entry, 0, min(h.Seq-part.To, uint64(p.room-p.used)/entryUsual+1))
	var digest uint64
	defer func() { // of the last that went in, if any did
		if len(part.Changes) > 0 {
			part.Digest = wire.DigestHex(digest)
		}
	}()
	for it.Seek(logKey(part.Scope, part.From)); it.Valid(); it.Next() {
		next, err := p.entry(it.Item(), h, part.Scope)
		if err != nil {
			return err
		}
		if p.used+next.size > p.room && p.used > 0 {
			p.used = p.room // whatever is left is too little for what comes next
			return nil
		}
		if next.Seq != part.To+1 {
			break
		}
		p.used += next.size
		part.To, digest = next.Seq, next.digest
		part.Changes = append(part.Changes, next.Entry)
	}
	if part.To < h.Seq {
		return p.gap(part.Scope, part.To+1)
	}
	return nil
}

// gap is met where an entry is missing. Badger shows a block that it cannot read
// as if nothing were there, and would drop it for good when it next compacts.
func (p *puller) gap(scope string, seq uint64) error {
	p.store.spoilt(fmt.Sprintf("entry %d of the log of a %s is missing", seq, kindOf(scope)))
	return fmt.Errorf("%w: entry %d of the log of a %s", errDamaged, seq, kindOf(scope))
}

// pulled is an entry on its way out, with its size in JSON.
type pulled struct {
	wire.Entry
	digest uint64
	size   int
}

// entryUsual is about how many bytes of JSON a small change has.
const entryUsual = 300

// entryOverhead is the length of an entry's JSON less what varies in it.
var entryOverhead = len(wire.AppendEntry(nil, wire.Entry{Content: []byte{}})) - 2

func (p *puller) entry(item *badger.Item, h *head, scope string) (out pulled, err error) {
	key := item.Key()
	err = item.Value(func(value []byte) error {
		e, err := parseEntry(value)
		if err != nil {
			return err
		}
		content, err := p.open(h, key, e.sealed)
		if err != nil {
			return err
		}
		out = pulled{digest: e.digest, Entry: wire.Entry{Seq: lastNumber(key), Device: e.device, N: e.n,
			At: e.at, Was: e.was, Scope: scope, Content: content}}
		return nil
	})
	out.size = entryOverhead + digits(out.Seq) + digits(out.N) +
		len(out.Device) + len(out.At) + len(scope) + len(out.Content)
	if out.Was != "" {
		out.size += len(out.Was) + len(`,"was":""`)
	}
	return out, err
}

// openedRoom is how much is made at once for what is decrypted.
const openedRoom = 32 << 10

// open decrypts an entry behind those before it: one piece of memory for many.
func (p *puller) open(h *head, at, sealed []byte) ([]byte, error) {
	if cap(p.opened)-len(p.opened) < len(sealed) {
		p.opened = make([]byte, 0, max(openedRoom, len(sealed)))
	}
	from := len(p.opened)
	all, err := h.key.AppendOpen(p.opened, sealed, at)
	if err != nil {
		return nil, err
	}
	p.opened = all
	return all[from:len(all):len(all)], nil
}

func digits(n uint64) int {
	count := 1
	for ; n > 9; n /= 10 {
		count++
	}
	return count
}

// knows says whether a scope is one of this place, readable or not, and how far
// its log has come.
func (v view) knows(scope string) (known bool, head uint64, err error) {
	kind, id, ok := place.SplitScope(scope)
	if !ok {
		return false, 0, nil
	}
	h, err := v.head(scope)
	if h != nil {
		head = h.Seq
	}
	d := v.store.directory.Load()
	switch kind {
	case place.PlaceScope:
		known = true
	case place.SelfScope:
		_, known = d.members[id]
	case place.TeamScope:
		_, known = d.teams[id]
	default:
		known = h != nil
	}
	return known, head, err
}
