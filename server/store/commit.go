package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// Every transaction of the committer that writes anything writes one commit: its
// number, one above the last, and a chain over all of them. The newest lie in a
// ring, so that a start can see that none in the middle is missing and compare any
// of them with the witness.
const (
	ringSize = 1024 // commits that are kept
	maxNamed = 64   // scopes that one commit names
)

// commit is stored as
//
//	number(8) | chain(32) | whole(1) | (length(1) | scope | seq(8))...
//
// for the scopes whose logs it moved, in order, and where those end by it. whole is
// 0 where only the first maxNamed are named. chain is SHA-256 over the chain before,
// the number, and for each scope that moved its stored form and its log's chain.
// trailScope stands first among the scopes in every commit, with where the trail ends,
// so that the newest commit tells even where it did not move.
type commit struct {
	number uint64
	chain  [32]byte
	whole  bool
	moved  []commitMove
}

type commitMove struct {
	scope string
	seq   uint64
}

var errCommit = errors.New("store: broken commit")

func commitKey(number uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{commitTable}, number%ringSize)
}

func (m commitMove) append(out []byte) []byte {
	out = append(out, byte(len(m.scope)))
	out = append(out, m.scope...)
	return binary.BigEndian.AppendUint64(out, m.seq)
}

// nextCommit follows the commit before; chainOf is the chain of a log as the
// commit leaves it.
func nextCommit(before commit, moved []commitMove, chainOf func(scope string) [32]byte) commit {
	next := commit{number: before.number + 1, whole: len(moved) <= maxNamed}
	sum := sha256.New()
	sum.Write(before.chain[:])
	sum.Write(binary.BigEndian.AppendUint64(nil, next.number))
	var buffer []byte
	for _, m := range moved {
		buffer = m.append(buffer[:0])
		chain := chainOf(m.scope)
		sum.Write(append(buffer, chain[:]...))
	}
	sum.Sum(next.chain[:0])
	next.moved = moved[:min(len(moved), maxNamed)]
	return next
}

func (c commit) encode() []byte {
	out := binary.BigEndian.AppendUint64(make([]byte, 0, 41+48*len(c.moved)), c.number)
	out = append(out, c.chain[:]...)
	out = append(out, map[bool]byte{true: 1}[c.whole])
	for _, m := range c.moved {
		out = m.append(out)
	}
	return out
}

func decodeCommit(value []byte) (commit, error) {
	if len(value) < 41 {
		return commit{}, errCommit
	}
	c := commit{number: binary.BigEndian.Uint64(value), whole: value[40] == 1}
	copy(c.chain[:], value[8:])
	for rest := value[41:]; len(rest) > 0; {
		length := int(rest[0])
		if len(rest) < 1+length+8 {
			return c, errCommit
		}
		c.moved = append(c.moved, commitMove{string(rest[1 : 1+length]), binary.BigEndian.Uint64(rest[1+length:])})
		rest = rest[9+length:]
	}
	return c, nil
}

// putCommit writes the transaction's commit, if it wrote anything else.
func (t *tx) putCommit() {
	if len(t.own.list) == 0 || t.failed != nil {
		return
	}
	moved := make([]commitMove, 0, len(t.moved)+1)
	end, err := t.trailEnd()
	t.fail(err)
	if end.Number > 0 {
		moved = append(moved, commitMove{trailScope, end.Number})
	}
	for _, scope := range slices.Sorted(maps.Keys(t.moved)) {
		moved = append(moved, commitMove{scope, t.heads[scope].Seq})
	}
	next := nextCommit(t.store.last, moved, func(scope string) [32]byte {
		if scope == trailScope {
			return end.chain
		}
		return t.heads[scope].Chain
	})
	t.made = &next
	t.put(commitKey(next.number), next.encode())
}

// follow lets the store and its witness know of a transaction that is on disk.
func (s *Store) follow(t *tx) error {
	if t.made == nil {
		return nil
	}
	s.last = *t.made
	epoch, changed := t.own.get(metaKey(epochFact))
	if !changed {
		epoch = []byte(s.epoch)
	}
	return s.witness.write(mark{string(epoch), s.last.number, s.last.chain})
}

// commits reads the ring, oldest first.
func (v view) commits() ([]commit, error) {
	var out []commit
	err := v.each([]byte{commitTable}, true, func(key, value []byte) error {
		c, err := decodeCommit(value)
		if err == nil && !bytes.Equal(key, commitKey(c.number)) {
			err = errCommit
		}
		out = append(out, c)
		return err
	})
	slices.SortFunc(out, func(a, b commit) int {
		if a.number < b.number {
			return -1
		}
		return 1
	})
	return out, err
}
