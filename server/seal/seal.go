// Package seal encrypts what is stored. Every scope has a key of its own, which
// lies in the store wrapped by a master key kept outside of it; destroying a
// scope's key erases the scope. All sealing is AES-256-GCM with a random nonce:
//
//	sealed = nonce(12) || ciphertext || tag(16)
//
// The additional data binds a sealed value to the place where it lies.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
)

// KeySize is the length of every key, in bytes.
const KeySize = 32

// Overhead is how many bytes longer a sealed value is than what it holds.
const Overhead = nonceSize + 16

const nonceSize = 12

// ErrBroken is returned for a value that was not sealed by this key, or not for
// this place, or was changed since.
var ErrBroken = errors.New("seal: wrong key or broken value")

// Key seals values. It is safe for use from several goroutines.
type Key struct{ aead cipher.AEAD }

// NewKey makes a Key out of 32 bytes.
func NewKey(raw []byte) (Key, error) {
	if len(raw) != KeySize {
		return Key{}, errors.New("seal: a key has 32 bytes")
	}
	block, err := aes.NewCipher(raw)
	if err != nil {
		return Key{}, err
	}
	aead, err := cipher.NewGCM(block)
	return Key{aead}, err
}

// Seal encrypts plain for the place named by where.
func (k Key) Seal(plain, where []byte) []byte {
	return k.AppendSeal(make([]byte, 0, len(plain)+Overhead), plain, where)
}

// AppendSeal appends what Seal gives to dst, which must not overlap plain.
func (k Key) AppendSeal(dst, plain, where []byte) []byte {
	var nonce [nonceSize]byte
	from := len(dst)
	dst = append(dst, nonce[:]...)
	rand.Read(dst[from:]) // never fails: it ends the process instead
	return k.aead.Seal(dst, dst[from:], plain, where)
}

// Open decrypts what Seal made for the same place, or returns ErrBroken.
func (k Key) Open(sealed, where []byte) ([]byte, error) { return k.AppendOpen(nil, sealed, where) }

// AppendOpen appends what Open gives to dst, which must not overlap sealed.
func (k Key) AppendOpen(dst, sealed, where []byte) ([]byte, error) {
	if len(sealed) < Overhead || k.aead == nil {
		return nil, ErrBroken
	}
	plain, err := k.aead.Open(dst, sealed[:nonceSize], sealed[nonceSize:], where)
	if err != nil {
		return nil, ErrBroken
	}
	return plain, nil
}

// Master wraps other keys. The zero Master is not valid.
type Master struct {
	Key
	voucher Voucher
	id      string
}

// ID tells masters apart and tells nothing of the key: 16 hex digits.
func (m Master) ID() string { return m.id }

// Voucher is what a new store under this master vouches with.
func (m Master) Voucher() Voucher { return m.voucher }

// NewRaw makes a fresh key.
func NewRaw() []byte {
	raw := make([]byte, KeySize)
	rand.Read(raw) // never fails: it ends the process instead
	return raw
}

// MustKey is NewKey of KeySize bytes, which always make one.
func MustKey(raw []byte) Key {
	key, err := NewKey(raw)
	if err != nil {
		panic(err)
	}
	return key
}
