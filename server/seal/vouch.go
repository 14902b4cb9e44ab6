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

// vouchKey derives what signs points from the master key. It is the only place
// that does: where the master changes, seals made before are known by the keys
// derived from the masters before.
func vouchKey(master []byte) ([]byte, error) {
	return hkdf.Key(sha256.New, master, nil, vouchInfo, KeySize)
}

// Vouch is the seal of a point: by it this server, or one restored from its
// backup, knows later that the member did read this from it. 32 hex digits.
func (m Master) Vouch(p Point) string {
	return hex.EncodeToString(m.sum(p))
}

// Vouched says whether a seal is the one that Vouch gives to the point.
func (m Master) Vouched(p Point, seal string) bool {
	sum, err := hex.DecodeString(seal)
	return err == nil && hmac.Equal(sum, m.sum(p)) && hex.EncodeToString(sum) == seal
}

func (m Master) sum(p Point) []byte {
	mac := hmac.New(sha256.New, m.vouch)
	text := make([]byte, 0, 192)
	for _, part := range []string{p.Member, p.Scope, p.Epoch} {
		text = append(append(text, part...), 0)
	}
	text = append(strconv.AppendUint(text, p.To, 10), 0)
	mac.Write(append(text, p.Digest...))
	return mac.Sum(nil)[:vouchSize]
}
