package inspect

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"

	"github.com/dgraph-io/badger/v4/pb"
	"google.golang.org/protobuf/proto"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// manifest reads which tables there are. Its form:
//
//	"Bdgr" | ours(2)=0 | version(2)=8 | (length(4) | CRC-32C(4) | pb.ManifestChangeSet)...
//
// A record that the end of the file cuts short was being written when the power
// went, and then Badger still has what it names in a log. But a flipped length can
// look the same, and Badger would then delete what the record names: where the
// checksum fits some part of the bytes that are there, the record is whole and its
// length is wrong.
func manifest(path string) (tables map[uint64]bool, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, damaged(path, "is missing")
	}
	if err != nil {
		return nil, err
	}
	if len(data) < 8 || string(data[:8]) != "Bdgr\x00\x00\x00\x08" {
		return nil, damaged(path, "does not begin as it should")
	}
	tables = map[uint64]bool{}
	for rest := data[8:]; len(rest) >= 8; {
		length, sum := uint64(binary.BigEndian.Uint32(rest)), binary.BigEndian.Uint32(rest[4:])
		body := rest[8:]
		if length > uint64(len(body)) {
			if fits(body, sum) {
				return nil, damaged(path, "has a record with a wrong length")
			}
			return tables, nil
		}
		if crc32.Checksum(body[:length], castagnoli) != sum {
			return nil, damaged(path, "has a record with a wrong checksum")
		}
		if err := follow(tables, body[:length]); err != nil {
			return nil, damaged(path, "has a record that cannot be read")
		}
		rest = body[length:]
	}
	return tables, nil
}

// fits says whether sum is the checksum of some beginning of body.
func fits(body []byte, sum uint32) bool {
	running := uint32(0)
	if running == sum {
		return true
	}
	for i := range body {
		running = crc32.Update(running, castagnoli, body[i:i+1])
		if running == sum {
			return true
		}
	}
	return false
}

func follow(tables map[uint64]bool, record []byte) error {
	var set pb.ManifestChangeSet
	if err := proto.Unmarshal(record, &set); err != nil {
		return err
	}
	for _, change := range set.Changes {
		switch change.Op {
		case pb.ManifestChange_CREATE:
			tables[change.Id] = true
		default:
			delete(tables, change.Id)
		}
	}
	return nil
}
