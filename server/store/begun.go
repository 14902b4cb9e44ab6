package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/dgraph-io/badger/v4"
)

// giveBegunLogsASize makes whole what a crash leaves between the making of a log and
// its first size: an empty file, which Badger would not open. Nothing was ever in it.
// It only ever grows an empty file to what Badger itself is about to give it, so that
// it harms nobody who has opened the folder meanwhile.
func giveBegunLogsASize(dir string, opts badger.Options) error {
	names, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, name := range names {
		size := int64(0)
		switch {
		case strings.HasSuffix(name.Name(), ".mem"):
			size = 2 * opts.MemTableSize
		case strings.HasSuffix(name.Name(), ".vlog"):
			size = 2 * opts.ValueLogFileSize
		default:
			continue
		}
		if about, failed := name.Info(); failed != nil || about.Size() > 0 {
			continue
		}
		err = errors.Join(err, os.Truncate(filepath.Join(dir, name.Name()), size))
	}
	return err
}
