package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"alongside/server/judge"
	"alongside/server/seal"
	"alongside/server/vault"
	"alongside/sync/hlc"
)

// head is what a scope's log has come to. It is stored as JSON.
type head struct {
	Seq    uint64    `json:"seq"`
	Digest uint64    `json:"digest,string"`
	Chain  [32]byte  `json:"-"`
	Max    hlc.Stamp `json:"max"`              // highest effective stamp
	Circle []string  `json:"circle,omitempty"` // sorted actors; only of person and between
	Base   *base     `json:"base,omitempty"`   // the log's horizon; nil where it is whole
	// Slot is where the scope's key lies in the vault. Erased is when the scope was
	// erased, in ms, and 0 if it was not: such a head has no key and no circle, and its
	// log never grows.
	Slot   vault.Slot `json:"slot"`
	Erased int64      `json:"erased,omitempty"`
	// Key is the key itself, wrapped by the master: in backups, where there is no
	// vault, and in stores before format 3.
	Key       []byte `json:"key,omitempty"`
	ChainText []byte `json:"chain"`

	key seal.Key
	raw []byte // of a new scope, until it has a slot
}

func (h *head) encode() ([]byte, error) {
	h.ChainText = h.Chain[:]
	return encode(h)
}

// decodeHead reads a head and unwraps its key. A scope whose key was destroyed is
// erased, whatever a reader's snapshot still says of it.
func (s *Store) decodeHead(scope string, value []byte) (*head, error) {
	h := &head{}
	if err := json.Unmarshal(value, h); err != nil {
		return nil, err
	}
	copy(h.Chain[:], h.ChainText)
	if h.Erased != 0 {
		return h, nil
	}
	if h.Key != nil {
		raw, err := s.opts.keys.Master().Open(h.Key, wrapPlace(scope))
		if err != nil {
			return nil, err
		}
		h.key, err = seal.NewKey(raw)
		return h, err
	}
	key, err := s.keys.unwrap(s.opts.keys, h.Slot)
	if errors.Is(err, vault.ErrDestroyed) && (s.opts.loading || s.opts.Ledger.Has(scope)) {
		h.Erased, h.Circle = 1, nil
		return h, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the key of a %s: %w", kindOf(scope), err)
	}
	h.key = key
	return h, nil
}

// newHead starts the log of a scope that is not known yet, with a key of its own.
func newHead() *head {
	raw := seal.NewRaw()
	return &head{raw: raw, key: seal.MustKey(raw)}
}

// watermark is how far the server has come with a device. It is stored as JSON.
type watermark struct {
	Have uint64    `json:"have"`
	At   hlc.Stamp `json:"at,omitempty"` // its highest effective stamp
	// Contact is when it last did a round without sending anything, Seen its last
	// round of any kind; both in ms. They reach the disk some seconds late.
	Contact int64 `json:"contact,omitempty"`
	Seen    int64 `json:"seen,omitempty"`
	// Ahead are the numbers above Have that were relayed.
	Ahead []judge.Span `json:"ahead,omitempty"`
	// Stable is how far a verified backup holds the device's changes.
	Stable uint64 `json:"stable,omitempty"`
}

// encode is JSON as we store and send it: nothing escaped for HTML's sake.
func encode(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte{'\n'}), nil
}
