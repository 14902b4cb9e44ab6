package store

import (
	"bytes"
	"encoding/json"

	"alongside/server/judge"
	"alongside/server/seal"
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
	// Key is the scope's key wrapped by the master, ChainText the chain.
	Key       []byte `json:"key"`
	ChainText []byte `json:"chain"`

	key seal.Key
}

func (h *head) encode() ([]byte, error) {
	h.ChainText = h.Chain[:]
	return encode(h)
}

func decodeHead(keys *keyCache, master seal.Master, scope string, value []byte) (*head, error) {
	h := &head{}
	if err := json.Unmarshal(value, h); err != nil {
		return nil, err
	}
	copy(h.Chain[:], h.ChainText)
	key, err := keys.unwrap(master, scope, h.Key)
	h.key = key
	return h, err
}

// newHead starts the log of a scope that is not known yet, with a key of its own.
func newHead(master seal.Master, scope string) *head {
	h := &head{}
	h.key, h.Key = master.NewWrapped(wrapPlace(scope))
	return h
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
