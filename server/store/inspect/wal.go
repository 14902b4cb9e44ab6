package inspect

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A write-ahead log is a head of 20 bytes and then entries up to the first that
// begins with zeros:
//
//	meta(1) | user meta(1) | key length | value length | expiry | key | value | CRC-32C(4)
//
// with lengths and expiry as varints; the last 8 bytes of a key are 2^64-1 less
// the transaction's number. A transaction ends with an entry of its own, whose
// value is the number in decimal.
const (
	logHeader   = 20
	inTxn       = 1 << 6 // bits of meta
	endsTxn     = 1 << 7
	longestKey  = 1 << 16
	versionSize = 8
)

var txnEnd = []byte("!badger!txn")

// logs reads the write-ahead logs, oldest first.
func logs(dir string, names []string, opts Options, found *Found) error {
	type numbered struct {
		id   int
		name string
	}
	var all []numbered
	for _, name := range names {
		if stem, is := strings.CutSuffix(name, logSuffix); is {
			id, err := strconv.Atoi(stem)
			if err != nil {
				return damaged(name, "has a name that is not a number")
			}
			all = append(all, numbered{id, name})
		}
	}
	slices.SortFunc(all, func(a, b numbered) int { return a.id - b.id })
	for _, log := range all {
		found.Logs++
		path := filepath.Join(dir, log.name)
		if err := guarded(path, func() error { return walk(path, opts, found) }); err != nil {
			return err
		}
	}
	return nil
}

// walk reads one log up to its end. What lies behind the end may be the rest of
// one transaction that was being written when the process or the power went. The
// end of a later transaction behind it says that bytes in the middle are wrong:
// only one is ever under way.
func walk(path string, opts Options, found *Found) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	about, err := file.Stat()
	if err != nil || about.Size() <= logHeader {
		return err
	}
	w := &walker{opts: opts, found: found, size: about.Size(), at: logHeader, whole: logHeader}
	w.in = bufio.NewReaderSize(io.NewSectionReader(file, logHeader, about.Size()), 256<<10)
	for w.entry() {
	}
	if w.failed != nil {
		return w.failed
	}
	rest, err := behind(io.NewSectionReader(file, w.whole, about.Size()-w.whole))
	found.Torn = rest.any
	under := rest.first // the number of the transaction under way, as far as known
	switch {
	case w.version > 0:
		under = w.version + 1
	case w.under > 0:
		under = w.under
	}
	if err == nil && rest.last > under {
		return damaged(path, "has wrong bytes near byte %d, and more behind them", w.whole)
	}
	return err
}

type walker struct {
	opts    Options
	found   *Found
	in      *bufio.Reader
	size    int64
	at      int64  // of the entry that comes next
	whole   int64  // behind the last transaction that is whole
	version uint64 // of that transaction
	under   uint64 // version of the transaction under way, or 0
	held    [][]byte
	failed  error
}

// entry reads the next entry; false at the end.
func (w *walker) entry() bool {
	e, ok := w.read()
	if !ok {
		return false
	}
	version := versionOf(e.key)
	switch {
	case e.meta&inTxn != 0:
		if w.under == 0 {
			w.under = version
		}
		if w.under != version {
			return false
		}
		w.hold(e)
		return true
	case e.meta&endsTxn != 0:
		number, err := strconv.ParseUint(string(e.value), 10, 64)
		if err != nil || number != w.under {
			return false
		}
	default:
		if w.under != 0 {
			return false
		}
		w.hold(e)
	}
	w.under, w.whole, w.version = 0, w.at, max(w.version, version)
	for _, value := range w.held {
		w.found.Logged++
		if w.failed == nil {
			w.failed = w.opts.Logged(value)
		}
	}
	w.held = w.held[:0]
	return w.failed == nil
}

func (w *walker) hold(e logEntry) {
	if w.opts.Logged != nil && bytes.HasPrefix(e.key, w.opts.Prefix) {
		w.held = append(w.held, e.value)
	}
}

type logEntry struct {
	meta       byte
	key, value []byte
}

func (w *walker) read() (e logEntry, ok bool) {
	head, _ := w.in.Peek(22)
	if len(head) < 5 {
		return e, false
	}
	read := 2
	var lengths [3]uint64
	for i := range lengths {
		n, size := binary.Uvarint(head[read:])
		if size <= 0 {
			return e, false
		}
		lengths[i], read = n, read+size
	}
	key, value := lengths[0], lengths[1]
	if key == 0 || key > longestKey || value > uint64(w.size) {
		return e, false
	}
	length := read + int(key+value) + 4
	if w.at+int64(length) > w.size {
		return e, false
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(w.in, text); err != nil {
		return e, false
	}
	if crc32.Checksum(text[:length-4], castagnoli) != binary.BigEndian.Uint32(text[length-4:]) {
		return e, false
	}
	w.at += int64(length)
	return logEntry{meta: text[0], key: text[read : read+int(key)], value: text[read+int(key) : length-4]}, true
}

func versionOf(key []byte) uint64 {
	if len(key) <= versionSize {
		return 0
	}
	return math.MaxUint64 - binary.BigEndian.Uint64(key[len(key)-versionSize:])
}

// ends are the ends of transactions behind the end of a log: the lowest and the
// highest number, and whether there is anything but zeros at all.
type ends struct {
	first, last uint64
	any         bool
}

// behind looks through what is left of a log.
func behind(in io.Reader) (found ends, err error) {
	const overlap = 64
	buffer := make([]byte, 256<<10)
	kept := 0
	for {
		n, err := io.ReadFull(in, buffer[kept:])
		part := buffer[:kept+n]
		found.any = found.any || len(bytes.Trim(part, "\x00")) > 0
		found.look(part)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return found, nil
		}
		if err != nil {
			return found, err
		}
		kept = copy(buffer, part[len(part)-overlap:])
	}
}

// look notes each end of a transaction within part: its key, the number in it,
// and the number once more as the value, so that chance bytes are not taken for one.
func (f *ends) look(part []byte) {
	for {
		_, after, there := bytes.Cut(part, txnEnd)
		if !there || len(after) < versionSize+1 {
			return
		}
		number := math.MaxUint64 - binary.BigEndian.Uint64(after)
		if bytes.HasPrefix(after[versionSize:], fmt.Append(nil, number)) {
			f.last = max(f.last, number)
			if f.first == 0 || number < f.first {
				f.first = number
			}
		}
		part = after
	}
}
