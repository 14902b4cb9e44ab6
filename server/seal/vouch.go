package seal

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Point is a point of one history of one log, as one member could read it: the
// log of Scope up to To had Digest (16 hex digits) under Epoch. No member of it
// may hold a NUL.
type Point struct {
	Member, Scope, Epoch string
	To                   uint64
	Digest               string
}

// vouchSize is how many bytes of the HMAC a seal keeps.
const vouchSize = 16

// vouchInfo names the purpose of the derived key; a seal made in another way
// gets another name.
const vouchInfo = "alongside seal v1"

// Voucher vouches for points of logs. It is KeySize bytes, which lie wrapped by the
// master and stay as they are when that changes: phones bring seals of long ago.
type Voucher []byte

// newVoucher derives the first voucher of a store from its master key.
func newVoucher(master []byte) (Voucher, error) {
	return hkdf.Key(sha256.New, master, nil, vouchInfo, KeySize)
}

// Vouch is the seal of a point: by it this server, or one restored from its
// backup, knows later that the member did read this from it. 32 hex digits.
func (v Voucher) Vouch(p Point) string {
	return hex.EncodeToString(v.sum(p))
}

// Vouched says whether a seal is the one that Vouch gives to the point.
func (v Voucher) Vouched(p Point, seal string) bool {
	sum, err := hex.DecodeString(seal)
	return err == nil && hmac.Equal(sum, v.sum(p)) && hex.EncodeToString(sum) == seal
}

func (v Voucher) sum(p Point) []byte {
	mac := hmac.New(sha256.New, v)
	text := make([]byte, 0, 192)
	for _, part := range []string{p.Member, p.Scope, p.Epoch} {
		text = append(append(text, part...), 0)
	}
	text = append(strconv.AppendUint(text, p.To, 10), 0)
	mac.Write(append(text, p.Digest...))
	return mac.Sum(nil)[:vouchSize]
}
