package store

import (
	"alongside/sync/merge"

	"github.com/dgraph-io/badger/v4"
)

// Logged is one entry of a log as the server keeps it.
type Logged struct {
	Seq      uint64
	Device   string
	N        uint64
	Received int64 // milliseconds since 1970, the server's clock
	Scope    string
	Change   merge.Change
}

// Scopes lists every scope that has a log, sorted.
func (s *Store) Scopes() ([]string, error) {
	var out []string
	err := s.view(func(v view) error {
		return v.each([]byte{headTable}, false, func(key, _ []byte) error {
			out = append(out, string(key[1:]))
			return nil
		})
	})
	return out, err
}

// Log calls fn for each entry of a scope from seq on, in order, until fn fails.
// Entries that were folded are passed over: Folded has what they came to.
func (s *Store) Log(scope string, from uint64, fn func(Logged) error) error {
	return s.view(func(v view) error {
		h, err := v.head(scope)
		if h == nil || err != nil || h.Erased != 0 {
			return err
		}
		return v.eachEntry(scope, from, func(seq uint64, e entry) error {
			c, err := e.change(h, scope, seq)
			if err != nil {
				return err
			}
			return fn(Logged{Seq: seq, Device: e.device, N: e.n, Received: e.received, Scope: scope, Change: c})
		})
	})
}

// Folded calls fn for each record of a scope as it was at the log's horizon to,
// until fn fails. A log that is whole has none, and to is 0.
func (s *Store) Folded(scope string, fn func(to uint64, r merge.Record) error) error {
	return s.view(func(v view) error {
		h, err := v.head(scope)
		if h == nil || err != nil || h.Erased != 0 {
			return err
		}
		return v.each(pairKey(foldedTable, scope, ""), false, func(key, _ []byte) error {
			r, _, _, err := v.recordAt(h, key)
			if err != nil {
				return err
			}
			return fn(h.horizon(), r)
		})
	})
}

// Record reads a merged record; ok is false where there is none.
func (s *Store) Record(scope, kind, id string) (record merge.Record, ok bool, err error) {
	err = s.view(func(v view) error {
		h, err := v.head(scope)
		if err != nil {
			return err
		}
		record, _, ok, err = v.record(h, scope, kind, id)
		return err
	})
	return record, ok, err
}

// eachEntry calls fn for each entry of a scope from seq on; e is valid only
// during the call.
func (v view) eachEntry(scope string, from uint64, fn func(seq uint64, e entry) error) error {
	options := badger.DefaultIteratorOptions
	options.Prefix = pairKey(logTable, scope, "")
	it, err := v.iterate(options)
	if err != nil {
		return err
	}
	defer it.Close()
	for it.Seek(logKey(scope, from)); it.Valid(); it.Next() {
		seq := lastNumber(it.Item().Key())
		err := it.Item().Value(func(value []byte) error {
			e, err := parseEntry(value)
			if err != nil {
				return err
			}
			return fn(seq, e)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (v view) eachHead(fn func(scope string, h *head) error) error {
	return v.each([]byte{headTable}, true, func(key, value []byte) error {
		scope := string(key[1:])
		h, err := v.store.decodeHead(scope, value)
		if err != nil {
			return err
		}
		return fn(scope, h)
	})
}
