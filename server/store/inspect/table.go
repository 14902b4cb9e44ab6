package inspect

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/y"
	"google.golang.org/protobuf/proto"
)

// eachTable checks every table of the manifest: its index and last block, which
// Badger reads when it opens, and as many of the other blocks as the budget lets.
func eachTable(dir string, tables map[uint64]bool, budget time.Duration, found *Found) error {
	begun := time.Now()
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(tables))) {
		path := filepath.Join(dir, fmt.Sprintf("%06d%s", id, tableSuffix))
		whole := budget < 0 || time.Since(begun) < budget
		if !whole {
			found.Unread = append(found.Unread, filepath.Base(path))
		}
		found.Tables++
		err := guarded(path, func() error { return table(path, whole) })
		if os.IsNotExist(err) {
			return damaged(path, "is missing")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// table checks one table. Its form, all numbers big-endian:
//
//	block... | index | its length(4) | pb.Checksum of the index | its length(4)
//
// where the index is a fb.TableIndex with offset and length of each block.
func table(path string, whole bool) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	about, err := file.Stat()
	if err != nil {
		return err
	}
	index, start, err := tableIndex(path, file, about.Size())
	if err != nil {
		return err
	}
	count := index.OffsetsLength()
	if count == 0 {
		return damaged(path, "has no blocks")
	}
	first := count - 1
	if whole {
		first = 0
	}
	return blocks(path, file, index, first, start)
}

func tableIndex(path string, file io.ReaderAt, size int64) (index *fb.TableIndex, start int64, err error) {
	end := size
	back := func(length int64) []byte {
		if err != nil {
			return nil
		}
		if length < 0 || length > end {
			err = damaged(path, "has a wrong length at its end")
			return nil
		}
		end -= length
		part := make([]byte, length)
		if _, failed := file.ReadAt(part, end); failed != nil {
			err = failed
		}
		return part
	}
	checksum := back(lengthOf(back(4)))
	data := back(lengthOf(back(4)))
	if err != nil {
		return nil, 0, err
	}
	if !sums(data, checksum) {
		return nil, 0, damaged(path, "has an index with a wrong checksum")
	}
	return fb.GetRootAsTableIndex(data, 0), end, nil
}

func lengthOf(four []byte) int64 {
	if len(four) < 4 {
		return 0
	}
	return int64(binary.BigEndian.Uint32(four))
}

// sums says whether a pb.Checksum is that of data.
func sums(data, checksum []byte) bool {
	var sum pb.Checksum
	return proto.Unmarshal(checksum, &sum) == nil && y.VerifyChecksum(data, &sum) == nil
}

// blocks checks the blocks from one on. The form of a block:
//
//	entry... | offset of each(4) | their number(4) | pb.Checksum of all before | its length(4)
func blocks(path string, file io.ReaderAt, index *fb.TableIndex, from int, end int64) error {
	var at fb.BlockOffset
	if !index.Offsets(&at, from) {
		return damaged(path, "has an index that cannot be read")
	}
	next := int64(at.Offset())
	in := bufio.NewReaderSize(io.NewSectionReader(file, next, max(end-next, 0)), 256<<10)
	var block []byte
	for i := from; i < index.OffsetsLength(); i++ {
		if !index.Offsets(&at, i) || int64(at.Offset()) != next || next+int64(at.Len()) > end {
			return damaged(path, "has an index that does not fit its blocks")
		}
		block = slices.Grow(block[:0], int(at.Len()))[:at.Len()]
		if _, err := io.ReadFull(in, block); err != nil {
			return err
		}
		if !wholeBlock(block) {
			return damaged(path, "has a block with a wrong checksum, at byte %d", next)
		}
		next += int64(at.Len())
	}
	return nil
}

func wholeBlock(block []byte) bool {
	if len(block) < 8 {
		return false
	}
	end := len(block) - 4
	length := lengthOf(block[end:])
	if length > int64(end-4) {
		return false
	}
	data, checksum := block[:end-int(length)], block[end-int(length):end]
	entries := lengthOf(data[len(data)-4:])
	return entries*4 <= int64(len(data)-4) && sums(data, checksum)
}
