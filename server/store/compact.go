package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"alongside/schema"
	"alongside/server/figures"
	"alongside/server/place"
	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"

	"github.com/dgraph-io/badger/v4"
)

const (
	compactStep = 256                 // entries folded in one transaction, at most
	leftInLog   = 2                   // entries that stay, for start-up to compare with the head
	leftDays    = 90 * 24 * time.Hour // entries younger than that stay
	leftAtLeast = 512                 // and logs that have no more than this
)

// base is the horizon of a log: the entries up to Seq are folded into the folded
// table and gone. Digest and Chain are those of the entry Seq. A base is replaced,
// never altered.
type base struct {
	Seq    uint64 `json:"seq"`
	Digest uint64 `json:"digest,string"`
	Chain  []byte `json:"chain"`
}

// horizon is the last sequence number that the log no longer has; 0 where it is whole.
func (h *head) horizon() uint64 {
	if h.Base == nil {
		return 0
	}
	return h.Base.Seq
}

// Compact folds the changes of a scope up to upTo into a snapshot and takes them
// out of its log, a stretch at a time: readers in between see a horizon that
// moves. The last two entries stay. Errors: not_found; errDamaged where the log
// is not what its chain says, and nothing of that stretch is folded then.
func (s *Store) Compact(scope string, upTo uint64) error {
	step := uint64(compactStep)
	for {
		done := false
		err := s.commit(context.Background(), &job{count: int(step), run: func(t *tx) (err error) {
			done, err = t.compact(scope, upTo, step)
			return err
		}})
		switch {
		case errors.Is(err, badger.ErrTxnTooBig) && step > 1:
			step /= 2
		case err != nil || done:
			return err
		}
	}
}

// compact folds at most step entries; done says that nothing is left to fold.
func (t *tx) compact(scope string, upTo, step uint64) (done bool, err error) {
	h := t.head(scope)
	if h == nil {
		return true, place.Refuse(place.NotFound, "There is no such scope.")
	}
	if h.Erased != 0 {
		return true, nil
	}
	upTo = min(upTo, max(h.Seq, leftInLog)-leftInLog)
	if upTo <= h.horizon() {
		return true, nil
	}
	f, err := t.fold(scope, h, min(upTo, h.horizon()+step))
	if err != nil {
		return false, err
	}
	f.write(t)
	return f.base.Seq == upTo, t.failed
}

// fold is a stretch of a log on its way into the snapshot.
type fold struct {
	scope   string
	head    *head
	base    *base
	records map[string]*merge.Record  // by kind·id
	gone    [][]byte                  // keys of entries
	facts   map[string]*figures.Facts // by owner, of those whom the stretch is about
}

// fold reads the entries behind the horizon up to upTo, checks them against
// their chain, and folds them into what the snapshot had.
func (t *tx) fold(scope string, h *head, upTo uint64) (f *fold, err error) {
	f = &fold{scope: scope, head: h, base: &base{Seq: h.horizon()}, records: map[string]*merge.Record{}, facts: map[string]*figures.Facts{}}
	if h.Base != nil {
		*f.base = *h.Base
	}
	err = t.eachEntry(scope, f.base.Seq+1, func(seq uint64, e entry) error {
		if seq > upTo {
			return errEnough
		}
		return t.foldEntry(f, seq, e)
	})
	if err == nil && f.base.Seq != upTo {
		err = errDamaged
	}
	if err != nil && !errors.Is(err, errEnough) {
		return f, fmt.Errorf("folding the log of one scope at entry %d: %w", f.base.Seq+1, err)
	}
	return f, nil
}

// errEnough ends a walk before its end.
var errEnough = errors.New("store: enough")

func (t *tx) foldEntry(f *fold, seq uint64, e entry) error {
	next := base{Seq: f.base.Seq + 1, Digest: wire.DigestAdd(f.base.Digest, e.device, e.n, e.at)}
	var before [32]byte
	copy(before[:], f.base.Chain)
	if seq != next.Seq || e.digest != next.Digest || e.chain != chainAfter(before, e.header()) || e.hash != sha256.Sum256(e.sealed) {
		return errDamaged
	}
	next.Chain = e.chain[:]
	c, err := e.change(f.head, f.scope, seq)
	if err != nil {
		return err
	}
	name := c.Kind + "\x00" + c.ID
	if f.records[name] == nil {
		r, _, _, err := t.recordAt(f.head, pairKey(foldedTable, f.scope, name))
		if err != nil {
			return err
		}
		r.Kind, r.ID = c.Kind, c.ID
		f.records[name] = &r
	}
	merge.Apply(schema.Rules(), f.records[name], c)
	touched := Touched{Scope: f.scope, Seq: seq, Received: e.received, Change: c, After: *f.records[name]}
	if owner := ownerOf(touched); owner != "" {
		if f.facts[owner] == nil {
			if f.facts[owner], err = t.factsAt(f.head, figuresKey(horizonPart, owner)); err != nil {
				return err
			}
		}
		t.store.takeFacts(f.facts[owner], touched)
	}
	f.gone = append(f.gone, logKey(f.scope, seq))
	*f.base = next
	return nil
}

func (f *fold) write(t *tx) {
	for name, r := range f.records {
		key := pairKey(foldedTable, f.scope, name)
		t.put(key, sealAt(f.head.key, key, r.AppendJSON(nil)))
	}
	for _, key := range f.gone {
		t.remove(key)
	}
	for owner, facts := range f.facts {
		key := figuresKey(horizonPart, owner)
		t.put(key, sealAt(f.head.key, key, facts.Append(nil)))
	}
	f.head.Base = f.base
	t.changed[f.scope] = true
}

// change opens what an entry wrote.
func (e *entry) change(h *head, scope string, seq uint64) (merge.Change, error) {
	content, err := openAt(h.key, logKey(scope, seq), e.sealed)
	if err != nil {
		return merge.Change{}, err
	}
	c, err := wire.ParseContent(content)
	c.At, c.Was = hlc.Stamp(e.at), hlc.Stamp(e.was)
	return c, err
}

// compactOld folds, in logs that have grown long, what is old and held by the
// backups too.
func (s *Store) compactOld() error {
	scopes := map[string]uint64{}
	err := s.view(func(v view) error {
		return v.eachHead(func(scope string, h *head) error {
			upTo, err := v.oldest(scope, h)
			if upTo > 0 {
				scopes[scope] = upTo
			}
			return err
		})
	})
	for scope, upTo := range scopes {
		if err == nil {
			err = s.Compact(scope, upTo)
		}
	}
	return err
}

// oldest is how far a log may be folded; 0 where that is not worth it.
func (v view) oldest(scope string, h *head) (upTo uint64, err error) {
	if h.Erased != 0 || h.Seq-h.horizon() <= leftAtLeast {
		return 0, nil
	}
	old, stable := v.store.nowMS()-leftDays.Milliseconds(), map[string]uint64{}
	err = v.eachEntry(scope, h.horizon()+1, func(seq uint64, e entry) error {
		if _, known := stable[e.device]; !known {
			if stable[e.device], err = v.stable(e.device); err != nil {
				return err
			}
		}
		if e.received >= old || e.n > stable[e.device] {
			return errEnough
		}
		upTo = seq
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	if upTo < h.horizon()+leftAtLeast {
		upTo = 0
	}
	return upTo, err
}

// stable is the highest number of a device that a verified backup holds too; have
// where none is made.
func (v view) stable(device string) (uint64, error) {
	var mark watermark
	_, err := v.getJSON(thingKey(watermarkTable, device), &mark)
	return v.store.stable(mark), err
}
