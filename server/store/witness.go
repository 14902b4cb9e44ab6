package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"
)

// The witness is a small file beside Badger's that says how far the store had
// come. Badger itself cannot tell: it takes a log that is damaged in the middle for
// one that ends there. The file has two slots, written in turn after each commit,
// so that one is whole whenever the power goes:
//
//	"alongsd1" | number(8) | chain(32) | epoch(40, filled with zeros) | CRC-32C(4)
//
// Writing it costs no sync: the kernel has it when the process dies, and it is
// synced about once a second. After a power cut it may be that much behind the
// store, which is never an error; a store behind its witness always is.
const (
	witnessName  = "WITNESS"
	witnessMagic = "alongsd1"
	slotSize     = 92
	slotEvery    = 512 // bytes between the slots: a sector each
	syncEvery    = time.Second
)

// mark is how far a store had come, in one history.
type mark struct {
	epoch  string
	number uint64
	chain  [32]byte
}

var (
	errNoWitness     = errors.New("there is no witness")
	errBrokenWitness = errors.New("both halves of the witness are damaged")
	castagnoli       = crc32.MakeTable(crc32.Castagnoli)
)

func (m mark) encode() []byte {
	out := append(make([]byte, 0, slotSize), witnessMagic...)
	out = binary.BigEndian.AppendUint64(out, m.number)
	out = append(out, m.chain[:]...)
	var epoch [40]byte
	copy(epoch[:], m.epoch)
	out = append(out, epoch[:]...)
	return binary.BigEndian.AppendUint32(out, crc32.Checksum(out, castagnoli))
}

func decodeMark(slot []byte) (m mark, ok bool) {
	if len(slot) < slotSize || string(slot[:8]) != witnessMagic {
		return m, false
	}
	body := slot[:slotSize-4]
	if crc32.Checksum(body, castagnoli) != binary.BigEndian.Uint32(slot[slotSize-4:]) {
		return m, false
	}
	m.number = binary.BigEndian.Uint64(body[8:])
	copy(m.chain[:], body[16:])
	epoch := body[48:88]
	for len(epoch) > 0 && epoch[len(epoch)-1] == 0 {
		epoch = epoch[:len(epoch)-1]
	}
	m.epoch = string(epoch)
	return m, true
}

// readWitness reads the newer slot that is whole; errNoWitness, errBrokenWitness.
func readWitness(dir string) (mark, error) {
	data, err := os.ReadFile(filepath.Join(dir, witnessName))
	if errors.Is(err, fs.ErrNotExist) {
		return mark{}, errNoWitness
	}
	if err != nil {
		return mark{}, err
	}
	data = append(data, make([]byte, 2*slotEvery)...)
	first, one := decodeMark(data)
	second, two := decodeMark(data[slotEvery:])
	switch {
	case !one && !two:
		return mark{}, errBrokenWitness
	case !one || two && second.number > first.number:
		return second, nil
	}
	return first, nil
}

// witness is the file, open for writing. A nil one writes nothing.
type witness struct {
	file  *os.File
	dirty atomic.Bool
	stop  chan struct{}
	done  chan struct{}
}

// newWitness opens the witness of a folder with the mark m in both slots, on disk
// when it returns. failed is called if it can no longer be synced.
func newWitness(dir string, m mark, failed func(error)) (*witness, error) {
	path := filepath.Join(dir, witnessName)
	fresh := path + ".new"
	file, err := os.OpenFile(fresh, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	w := &witness{file: file, stop: make(chan struct{}), done: make(chan struct{})}
	for slot := range int64(2) {
		_, wrote := file.WriteAt(m.encode(), slot*slotEvery)
		err = errors.Join(err, wrote)
	}
	err = errors.Join(err, file.Sync())
	if err == nil {
		err = errors.Join(os.Rename(fresh, path), syncFolder(dir))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("writing the witness: %w", err), file.Close())
	}
	go w.keepSynced(failed)
	return w, nil
}

func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// write notes a commit that is on disk. The committer alone calls it.
func (w *witness) write(m mark) error {
	if w == nil {
		return nil
	}
	if n, err := w.file.WriteAt(m.encode(), int64(m.number%2)*slotEvery); err != nil || n < slotSize {
		return errors.Join(fmt.Errorf("writing the witness: %d bytes written", n), err, io.ErrShortWrite)
	}
	w.dirty.Store(true)
	return nil
}

func (w *witness) keepSynced(failed func(error)) {
	defer close(w.done)
	ticker := time.NewTicker(syncEvery)
	defer ticker.Stop()
	for {
		select {
		case <-w.stop:
			return
		case <-ticker.C:
		}
		if !w.dirty.Swap(false) {
			continue
		}
		if err := syncData(w.file); err != nil {
			failed(fmt.Errorf("syncing the witness: %w", err))
		}
	}
}

// close syncs it a last time.
func (w *witness) close() error {
	if w == nil {
		return nil
	}
	close(w.stop)
	<-w.done
	return errors.Join(w.file.Sync(), w.file.Close())
}
