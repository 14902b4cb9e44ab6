// Package vault keeps the wrapped keys of a store in one small file of its own,
// in slots that can be destroyed where they lie. A database that never overwrites,
// as Badger, keeps what was removed from it in its old files for a while: a key
// that lay there could be found again and unwrapped as long as its master lives.
//
// The file is slots of 64 bytes, slot 0 first:
//
//	wrapped key(60) | CRC-32C of these(4)
//
// wrapped is the key sealed by the master for the slot's number. A slot of zeros
// was destroyed; it is never used again.
package vault

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"strconv"
	"sync"

	"alongside/server/seal"
)

// Slot is the number of a key in the file.
type Slot uint32

// The slots of the keys that every store has, and the first that others get.
const (
	Admin  Slot = 0 // seals what belongs to no scope
	Vouch  Slot = 1 // makes the seals that phones keep: seal.Voucher
	Others Slot = 2
)

const (
	slotSize    = 64
	wrappedSize = seal.KeySize + seal.Overhead
)

var (
	// ErrDestroyed is returned for a key that was destroyed.
	ErrDestroyed = errors.New("vault: the key was destroyed")
	// ErrDamaged is returned for a slot that is not there or does not hold what was
	// written to it.
	ErrDamaged = errors.New("vault: the file of keys is damaged")
	// ErrOtherMaster is returned where the master key does not open the file.
	ErrOtherMaster = errors.New("vault: another master key made it")
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Vault is one open file of keys. It is safe for use from several goroutines.
type Vault struct {
	path string // "" for one in memory

	mu     sync.RWMutex
	master seal.Master
	slots  []byte // what the file holds
}

// New makes an empty vault, in memory where path is "". A file that is there is
// replaced.
func New(path string, master seal.Master) (*Vault, error) {
	v := &Vault{path: path, master: master}
	return v, v.replace(nil)
}

// Open opens the file at path with the first of the masters that fits. Errors:
// fs.ErrNotExist, ErrDamaged, ErrOtherMaster.
func Open(path string, masters ...seal.Master) (*Vault, error) {
	slots, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	// A power cut may have left the beginning of a slot that nothing refers to.
	v := &Vault{path: path, slots: slots[:len(slots)/slotSize*slotSize]}
	for _, master := range masters {
		v.master = master
		_, err = v.Raw(Admin)
		if !errors.Is(err, seal.ErrBroken) {
			return v, err
		}
	}
	return nil, ErrOtherMaster
}

// Master is the master key that wraps the keys now.
func (v *Vault) Master() seal.Master {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.master
}

// Raw unwraps the key in a slot.
func (v *Vault) Raw(slot Slot) ([]byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	wrapped, err := v.wrapped(slot)
	if err != nil {
		return nil, err
	}
	return v.master.Open(wrapped, placeOf(slot))
}

// Key is Raw, ready for use.
func (v *Vault) Key(slot Slot) (seal.Key, error) {
	raw, err := v.Raw(slot)
	if err != nil {
		return seal.Key{}, err
	}
	return seal.NewKey(raw)
}

// Destroyed says whether a slot's key was destroyed.
func (v *Vault) Destroyed(slot Slot) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	_, err := v.wrapped(slot)
	return errors.Is(err, ErrDestroyed)
}

// wrapped is called under the lock.
func (v *Vault) wrapped(slot Slot) ([]byte, error) {
	from := int(slot) * slotSize
	if from+slotSize > len(v.slots) {
		return nil, fmt.Errorf("%w: it ends before slot %d", ErrDamaged, slot)
	}
	held := v.slots[from : from+slotSize]
	if allZero(held) {
		return nil, ErrDestroyed
	}
	if crc32.Checksum(held[:wrappedSize], castagnoli) != binary.BigEndian.Uint32(held[wrappedSize:]) {
		return nil, fmt.Errorf("%w: slot %d", ErrDamaged, slot)
	}
	return held[:wrappedSize], nil
}

// Add puts keys of 32 bytes into new slots, one after the other from first on. It
// returns once they are on disk.
func (v *Vault) Add(keys ...[]byte) (first Slot, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	first = Slot(len(v.slots) / slotSize)
	var added []byte
	for i, raw := range keys {
		added = append(added, v.filled(v.master, first+Slot(i), raw)...)
	}
	if err := v.write(int(first)*slotSize, added); err != nil {
		return 0, err
	}
	v.slots = append(v.slots, added...)
	return first, nil
}

func (v *Vault) filled(master seal.Master, slot Slot, raw []byte) []byte {
	out := master.Seal(raw, placeOf(slot))
	return binary.BigEndian.AppendUint32(out, crc32.Checksum(out, castagnoli))
}

// Destroy overwrites keys where they lie and returns once that is on disk. It may
// be repeated.
func (v *Vault) Destroy(slots ...Slot) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, slot := range slots {
		from := int(slot) * slotSize
		if from+slotSize > len(v.slots) {
			return fmt.Errorf("%w: it ends before slot %d", ErrDamaged, slot)
		}
		if err := v.write(from, make([]byte, slotSize)); err != nil {
			return err
		}
		clear(v.slots[from : from+slotSize])
	}
	return nil
}

// write is called under the lock.
func (v *Vault) write(at int, text []byte) error {
	if v.path == "" || len(text) == 0 {
		return nil
	}
	file, err := os.OpenFile(v.path, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteAt(text, int64(at))
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// Rotate wraps every key by another master. It takes effect as a whole, when the
// new file takes the place of the old one: whatever ends the process, one of the
// two masters opens what is there, and the other does not.
func (v *Vault) Rotate(next seal.Master) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	slots := make([]byte, 0, len(v.slots))
	for slot := range Slot(len(v.slots) / slotSize) {
		wrapped, err := v.wrapped(slot)
		if errors.Is(err, ErrDestroyed) {
			slots = append(slots, make([]byte, slotSize)...)
			continue
		}
		if err != nil {
			return err
		}
		raw, err := v.master.Open(wrapped, placeOf(slot))
		if err != nil {
			return fmt.Errorf("%w: slot %d", ErrDamaged, slot)
		}
		slots = append(slots, v.filled(next, slot, raw)...)
	}
	if err := v.replace(slots); err != nil {
		return err
	}
	v.master, v.slots = next, slots
	return nil
}

// replace puts a new file in the place of the old one, whose bytes it overwrites
// first where the disk lets it.
func (v *Vault) replace(slots []byte) error {
	if v.path == "" {
		return nil
	}
	temporary := v.path + ".new"
	old, err := os.OpenFile(v.path, os.O_WRONLY, 0)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = seal.WriteFile(temporary, slots)
	if err == nil {
		err = seal.Rename(temporary, v.path)
	}
	if old == nil {
		return err
	}
	if err == nil { // nothing refers to it any more
		_, err = old.WriteAt(make([]byte, len(v.slots)), 0)
		err = errors.Join(err, old.Sync())
	}
	return errors.Join(err, old.Close())
}

func placeOf(slot Slot) []byte { return strconv.AppendUint([]byte("slot "), uint64(slot), 10) }

func allZero(text []byte) bool {
	for _, b := range text {
		if b != 0 {
			return false
		}
	}
	return true
}

// Set replaces the key in a slot of a vault in memory.
func (v *Vault) Set(slot Slot, raw []byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	copy(v.slots[int(slot)*slotSize:], v.filled(v.master, slot, raw))
}

// Save writes a vault that was filled in memory to a new file, in which it goes on.
func (v *Vault) Save(path string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.path = path
	return v.replace(v.slots)
}

// Count is how many slots there are, the destroyed ones too.
func (v *Vault) Count() int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return len(v.slots) / slotSize
}
