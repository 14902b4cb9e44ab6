package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"time"

	"alongside/server/judge"

	"alongside/server/figures"

	"github.com/dgraph-io/badger/v4"
)

// tx is the one transaction that the committer is filling. Reads see what was
// written before in it, and what the transaction before it wrote, even while that
// is still on its way to the disk. The first failure sticks: later calls do
// nothing, and nothing is committed.
type tx struct {
	view
	failed   error
	before   *tx                        // on its way to the disk; nil where the snapshot has it
	made     *commit                    // what this transaction is in the chain of commits
	roll     *roll                      // changed in this transaction, or nil
	dir      *directory                 // a copy to change; nil while nothing changed it
	heads    map[string]*head           // read or changed in this transaction
	changed  map[string]bool            // scopes whose head must be written
	moved    map[string]moved           // scopes whose log grew
	skips    map[string][]judge.Outcome // of several numbers, by device, written here
	contacts map[string]contact
	unwatch  []string  // members whose watches must end
	trail    *trailTip // where entries were added to the trail
	acting   string    // the member whose administrative act is under way
	scratch  []byte    // for what is about to be sealed

	kept      map[string]*keptFacts // by owner, of whom anything the figures count was logged
	recounted *figures.State        // counted anew from the facts before this transaction
}

// begin starts a transaction upon what is on disk and, where before is not nil,
// upon that transaction, which must not have been handed to Badger yet.
func (s *Store) begin(before *tx) *tx {
	t := &tx{
		view:    view{store: s, txn: s.db.NewTransaction(false), own: newWrites()},
		before:  before,
		heads:   map[string]*head{},
		changed: map[string]bool{},
		moved:   map[string]moved{},
		skips:   map[string][]judge.Outcome{},
	}
	if before != nil {
		t.view.before = before.own
		before.before, before.view.before = nil, nil // this snapshot has it
	}
	return t
}

// discard ends the reading; it may be called twice.
func (t *tx) discard() { t.txn.Discard() }

// directory is who belongs to the place, as this transaction has it.
func (t *tx) directory() *directory {
	switch {
	case t.dir != nil:
		return t.dir
	case t.before != nil && t.before.dir != nil:
		return t.before.dir
	}
	return t.store.directory.Load()
}

// changeDirectory is the same, to be changed.
func (t *tx) changeDirectory() *directory {
	if t.dir == nil {
		t.dir = t.directory().clone()
	}
	return t.dir
}

func (t *tx) fail(err error) {
	if t.failed == nil && err != nil {
		t.failed = err
	}
}

// put writes a value. Neither slice may be changed afterwards.
func (t *tx) put(key, value []byte) { t.putFor(key, value, 0) }

// putFor writes a value that Badger forgets after a while; 0 is never.
func (t *tx) putFor(key, value []byte, life time.Duration) {
	if value == nil {
		value = nothing
	}
	t.note(key, value, life)
}

func (t *tx) remove(key []byte) { t.note(key, nil, 0) }

func (t *tx) note(key, value []byte, life time.Duration) {
	if t.failed != nil {
		return
	}
	if life > 0 {
		life = max(life, time.Second)
	}
	if t.own.put(key, value, life); !t.own.fits(t.store.db) {
		t.fail(badger.ErrTxnTooBig)
	}
}

func (t *tx) putJSON(key []byte, value any) {
	text, err := encode(value)
	t.fail(err)
	t.put(key, text)
}

// putSealed writes JSON under the key "admin".
func (t *tx) putSealed(key []byte, value any) {
	text, err := encode(value)
	t.fail(err)
	t.put(key, sealAt(t.store.admin, key, text))
}

// head reads a scope's head once in a transaction; nil for an unknown scope.
func (t *tx) head(scope string) *head {
	if h, ok := t.heads[scope]; ok {
		return h
	}
	if t.before != nil && t.before.heads[scope] != nil {
		h := *t.before.heads[scope]
		t.heads[scope] = &h
		return &h
	}
	h, err := t.view.head(scope)
	t.fail(err)
	t.heads[scope] = h
	return h
}

// makeHead is head, making one for a scope that is not known yet.
func (t *tx) makeHead(scope string) *head {
	if h := t.head(scope); h != nil {
		return h
	}
	t.failUnlessNew(scope)
	t.heads[scope] = newHead()
	return t.heads[scope]
}

// putHeads writes the heads that changed, once the keys of new scopes are safe.
func (t *tx) putHeads() {
	t.fail(t.keepKeys())
	for scope := range t.changed {
		text, err := t.heads[scope].encode()
		t.fail(err)
		t.put(thingKey(headTable, scope), text)
	}
}

func (t *tx) watermark(device string) watermark {
	var mark watermark
	_, err := t.getJSON(thingKey(watermarkTable, device), &mark)
	t.fail(err)
	at := t.store.contacts.of(device)
	mark.Contact, mark.Seen = max(mark.Contact, at.idle), max(mark.Seen, at.seen)
	return mark
}

func (t *tx) putContacts() {
	t.contacts = t.store.contacts.pending()
	for device := range t.contacts {
		t.putJSON(thingKey(watermarkTable, device), t.watermark(device))
	}
}

// view reads one snapshot of the store; that of a transaction also what it has
// written, and what the one before it has, if that is not on disk yet.
type view struct {
	store       *Store
	txn         *badger.Txn
	own, before *writes
}

func (s *Store) view(read func(view) error) error {
	return s.db.View(func(txn *badger.Txn) error { return read(view{store: s, txn: txn}) })
}

// get reads a value; nil where there is none. It must not be changed.
func (v view) get(key []byte) ([]byte, error) {
	if value, known := v.own.get(key); known {
		return value, nil
	}
	if value, known := v.before.get(key); known {
		return value, nil
	}
	item, err := v.txn.Get(key)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return item.ValueCopy(nil)
}

// errUnsettled is why a transaction cannot walk over keys: some of them are not
// on disk yet. The committer then runs the job again by itself, once they are.
var errUnsettled = errors.New("store: the keys to be walked over are not on disk yet")

// iterate walks over the keys of options.Prefix.
func (v view) iterate(options badger.IteratorOptions) (*badger.Iterator, error) {
	if v.own.touches(options.Prefix) || v.before.touches(options.Prefix) {
		return nil, errUnsettled
	}
	return v.txn.NewIterator(options), nil
}

func (v view) getJSON(key []byte, into any) (found bool, err error) {
	value, err := v.get(key)
	if value == nil || err != nil {
		return false, err
	}
	return true, json.Unmarshal(value, into)
}

// getSealed reads what putSealed wrote.
func (v view) getSealed(key []byte, into any) (found bool, err error) {
	value, err := v.get(key)
	if value == nil || err != nil {
		return false, err
	}
	text, err := openAt(v.store.admin, key, value)
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(text, into)
}

// head is nil for an unknown scope.
func (v view) head(scope string) (*head, error) {
	value, err := v.get(thingKey(headTable, scope))
	if value == nil || err != nil {
		return nil, err
	}
	return v.store.decodeHead(scope, value)
}

// endedAt is when an actor's last grant for a scope ended, in ms; 0 for never.
func (v view) endedAt(actor, scope string) (int64, error) {
	value, err := v.get(endedKey(actor, scope))
	if len(value) != 8 || err != nil {
		return 0, err
	}
	return int64(binary.BigEndian.Uint64(value)), nil
}

func (t *tx) putEnded(actor, scope string, ms int64) {
	t.put(endedKey(actor, scope), binary.BigEndian.AppendUint64(nil, uint64(ms)))
}

// each calls fn for every key that begins with prefix, in order. The key is a
// copy; value is valid only during the call.
func (v view) each(prefix []byte, values bool, fn func(key, value []byte) error) error {
	return v.eachFrom(prefix, prefix, values, fn)
}

// eachFrom does it from a key on.
func (v view) eachFrom(prefix, from []byte, values bool, fn func(key, value []byte) error) error {
	options := badger.DefaultIteratorOptions
	options.Prefix = prefix
	options.PrefetchValues = false // they lie beside their keys; fetching ahead only copies them
	it, err := v.iterate(options)
	if err != nil {
		return err
	}
	defer it.Close()
	for it.Seek(from); it.Valid(); it.Next() {
		key := it.Item().KeyCopy(nil)
		if !values {
			if err := fn(key, nil); err != nil {
				return err
			}
			continue
		}
		if err := it.Item().Value(func(value []byte) error { return fn(key, value) }); err != nil {
			return err
		}
	}
	return nil
}
