package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Item is one key of the store as a backup carries it.
type Item struct {
	Key, Value []byte
	Expires    uint64 // seconds since 1970; 0 for never
	Gone       bool   // the key was removed; Value is empty
}

// A stream of items is
//
//	what(1) | expires | length of key | key | length of value | value     repeated
//	0 | how many there were
//
// where what is 1 for a value and 2 for a key that is gone, and numbers are
// unsigned varints. The end is part of it, so that a stream that was cut short
// is never taken for a whole one.
const (
	itemsEnd  = 0
	itemValue = 1
	itemGone  = 2
)

// maxItem bounds what a reader allocates for one key or value; Badger takes none
// as large.
const maxItem = 64 << 20

var errItems = errors.New("store: broken stream of items")

// itemWriter writes a stream of items.
type itemWriter struct {
	to    *bufio.Writer
	count uint64
	buf   []byte
}

func (w *itemWriter) add(item Item) error {
	w.count++
	what := byte(itemValue)
	if item.Gone {
		what, item.Value = itemGone, nil
	}
	w.buf = append(w.buf[:0], what)
	w.buf = binary.AppendUvarint(w.buf, item.Expires)
	w.buf = binary.AppendUvarint(w.buf, uint64(len(item.Key)))
	w.buf = append(w.buf, item.Key...)
	w.buf = binary.AppendUvarint(w.buf, uint64(len(item.Value)))
	_, first := w.to.Write(w.buf)
	_, second := w.to.Write(item.Value)
	return errors.Join(first, second)
}

func (w *itemWriter) end() error {
	_, err := w.to.Write(binary.AppendUvarint([]byte{itemsEnd}, w.count))
	return errors.Join(err, w.to.Flush())
}

// ReadItems calls take for each item of a stream, in order, and returns how many
// there were. It leaves r right behind the stream's end. The slices of an item
// are its own.
func ReadItems(r *bufio.Reader, take func(Item) error) (count uint64, err error) {
	for {
		what, err := r.ReadByte()
		if err != nil {
			return count, fmt.Errorf("%w: %w", errItems, err)
		}
		if what == itemsEnd {
			said, err := binary.ReadUvarint(r)
			if err == nil && said != count {
				err = fmt.Errorf("it says that it has %d", said)
			}
			if err != nil {
				err = fmt.Errorf("%w: at its end, after %d: %w", errItems, count, err)
			}
			return count, err
		}
		item, err := readItem(r, what)
		if err != nil {
			return count, fmt.Errorf("%w: item %d: %w", errItems, count+1, err)
		}
		count++
		if err := take(item); err != nil {
			return count, err
		}
	}
}

func readItem(r *bufio.Reader, what byte) (item Item, err error) {
	if what != itemValue && what != itemGone {
		return item, fmt.Errorf("what is %d?", what)
	}
	item.Gone = what == itemGone
	if item.Expires, err = binary.ReadUvarint(r); err != nil {
		return item, err
	}
	if item.Key, err = readSized(r); err != nil {
		return item, err
	}
	if len(item.Key) == 0 {
		return item, errors.New("it has no key")
	}
	item.Value, err = readSized(r)
	return item, err
}

func readSized(r *bufio.Reader) ([]byte, error) {
	size, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	if size > maxItem {
		return nil, fmt.Errorf("%d bytes are more than one value has", size)
	}
	out := make([]byte, size)
	_, err = io.ReadFull(r, out)
	return out, err
}
