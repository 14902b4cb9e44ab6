package backup

import (
	"os"

	"golang.org/x/sys/unix"
)

// forget asks the system to drop what it has cached of a file that was synced, so
// that reading it back asks the disk.
func forget(file *os.File) {
	_ = unix.Fadvise(int(file.Fd()), 0, 0, unix.FADV_DONTNEED) // a wish, no more
}

// freeBeside is how many bytes are free on the disk of dir if that is the disk of
// data too; ok is false where it is another or that cannot be told.
func freeBeside(data, dir string) (free uint64, ok bool) {
	var one, other unix.Stat_t
	if unix.Stat(data, &one) != nil || unix.Stat(dir, &other) != nil || one.Dev != other.Dev {
		return 0, false
	}
	var about unix.Statfs_t
	if unix.Statfs(dir, &about) != nil {
		return 0, false
	}
	return about.Bavail * uint64(about.Bsize), true
}
