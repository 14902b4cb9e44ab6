package store

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"

	"alongside/server/figures"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/vault"

	"github.com/dgraph-io/badger/v4"
)

// takenAtOnce is how many owners' courses go from reading to counting together.
const takenAtOnce = 512

// everybody is a walk over what all owners of facts come to. Whoever walks asks done
// once all crowds were read.
type everybody struct {
	mu     sync.Mutex
	err    error
	mended int // read from their facts
}

// sealedCourse is one owner's course on its way to being counted.
type sealedCourse struct {
	owner, scope string
	sealed, head []byte
}

// in are everybody's crowds. Any goroutine may read them, while the walk goes on.
func (e *everybody) in(v view) iter.Seq[figures.Crowd] {
	return func(yield func(figures.Crowd) bool) {
		e.fail(v.sealedCourses(func(some []sealedCourse) bool {
			return yield(func(yield func(string, figures.Adder) bool) { e.open(v, some, yield) })
		}))
	}
}

func (e *everybody) fail(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.err = errors.Join(e.err, err)
}

// done says in the log how many courses could not be used.
func (e *everybody) done(v view) error {
	if e.mended > 0 {
		v.store.opts.Log.Warn().Int("how_many", e.mended).
			Msg("what somebody comes to in the figures could not be read and was worked out again from their facts")
	}
	return e.err
}

// open gives what owners come to. Where a course cannot be read, their facts are.
func (e *everybody) open(v view, some []sealedCourse, yield func(string, figures.Adder) bool) {
	room, plain := &figures.Course{}, []byte(nil)
	for _, one := range some {
		key, err := v.store.keyOf(one.scope, one.head)
		if errors.Is(err, vault.ErrDestroyed) {
			continue
		}
		if err != nil {
			e.fail(err)
			return
		}
		var adder figures.Adder = room
		plain, err = key.AppendOpen(plain[:0], one.sealed, figuresKey(coursePart, one.owner))
		if err == nil {
			err = room.Parse(plain)
		}
		if err != nil {
			adder, err = e.factsOf(v, key, one.owner, plain)
		}
		if err != nil {
			e.fail(err)
			return
		}
		if !yield(one.owner, adder) {
			return
		}
	}
}

// factsOf works out what somebody comes to from their facts; course is what was stored
// instead, if it could be opened.
func (e *everybody) factsOf(v view, sealing seal.Key, owner string, course []byte) (figures.Adder, error) {
	key := figuresKey(factsPart, owner)
	sealed, err := v.get(key)
	if err != nil {
		return nil, err
	}
	text, err := openAt(sealing, key, sealed)
	if err != nil {
		return nil, err
	}
	f, err := figures.ParseFacts(text)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(course, figures.TooLong(nil)) {
		e.mu.Lock()
		e.mended++
		e.mu.Unlock()
	}
	return f.Read(), nil
}

// keyOf is the key of a scope, of its stored head; vault.ErrDestroyed for an erased one.
// Unlike decodeHead it reads nothing else, and remembers no key: it is for walks over
// everybody.
func (s *Store) keyOf(scope string, value []byte) (seal.Key, error) {
	slot, found := numberIn(value, `"slot":`)
	if !found {
		return seal.Key{}, fmt.Errorf("the head of a %s is missing or broken", kindOf(scope))
	}
	if _, erased := numberIn(value, `"erased":`); erased {
		return seal.Key{}, vault.ErrDestroyed
	}
	key, err := s.opts.keys.Key(vault.Slot(slot))
	switch {
	case err == nil, errors.Is(err, vault.ErrDestroyed) && (s.opts.loading || s.opts.Ledger.Has(scope)):
		return key, err
	case errors.Is(err, vault.ErrDestroyed):
		return key, fmt.Errorf("%w: the key of a %s is gone, and it was not erased", errDamaged, kindOf(scope))
	}
	return key, fmt.Errorf("the key of a %s: %w", kindOf(scope), err)
}

// numberIn reads the number of a field out of a head as it is stored. No text in a head
// can look like a field: its quotes would be escaped.
func numberIn(head []byte, field string) (n uint64, found bool) {
	_, rest, found := bytes.Cut(head, []byte(field))
	for _, digit := range rest {
		if digit < '0' || digit > '9' {
			break
		}
		n = 10*n + uint64(digit-'0')
	}
	return n, found
}

// sealedCourses gives everybody's courses, by rising owner, and their heads as they lie
// in the store, some at once; these are the callee's. It stops where give is false.
func (v view) sealedCourses(give func([]sealedCourse) bool) error {
	prefix := figuresKey(coursePart, "")
	heads, err := v.headsOfPeople()
	if err != nil {
		return err
	}
	defer heads.it.Close()
	some := make([]sealedCourse, 0, takenAtOnce)
	err = v.each(prefix, true, func(key, sealed []byte) error {
		one := sealedCourse{owner: string(key[len(prefix):]), sealed: bytes.Clone(sealed)}
		one.scope = scopeOfOwner(one.owner)
		var err error
		if one.head, err = heads.of(v, one.scope); err != nil {
			return err
		}
		if some = append(some, one); len(some) == takenAtOnce {
			if !give(some) {
				return errEnough
			}
			some = make([]sealedCourse, 0, takenAtOnce)
		}
		return nil
	})
	if err == nil && len(some) > 0 {
		give(some)
	}
	if errors.Is(err, errEnough) {
		err = nil
	}
	return err
}

// headsOfPeople walks over the heads beside a walk over people in the same order, which
// is much faster than to look up each.
type headsOfPeople struct{ it *badger.Iterator }

func (v view) headsOfPeople() (headsOfPeople, error) {
	options := badger.DefaultIteratorOptions
	options.Prefix = thingKey(headTable, string(place.PersonScope)+":")
	options.PrefetchValues = false
	it, err := v.iterate(options)
	if err == nil {
		it.Rewind()
	}
	return headsOfPeople{it}, err
}

// of is the stored head of a scope. Of people they must be asked for in rising order.
func (h headsOfPeople) of(v view, scope string) ([]byte, error) {
	want := thingKey(headTable, scope)
	if !strings.HasPrefix(scope, string(place.PersonScope)+":") {
		return v.get(want)
	}
	for h.it.Valid() && bytes.Compare(h.it.Item().Key(), want) < 0 {
		h.it.Next()
	}
	if !h.it.Valid() || !bytes.Equal(h.it.Item().Key(), want) {
		return v.get(want)
	}
	return h.it.Item().ValueCopy(nil)
}
