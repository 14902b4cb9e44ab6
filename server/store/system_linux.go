package store

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// syncData brings what was written to a file to the disk, but not the times in its
// directory entry.
func syncData(file *os.File) error { return unix.Fdatasync(int(file.Fd())) }

// freeBytes is how much anybody may still write where path lies; known is false
// on a system that cannot tell.
func freeBytes(path string) (free uint64, known bool, err error) {
	var about unix.Statfs_t
	if err := unix.Statfs(path, &about); err != nil {
		return 0, false, err
	}
	return about.Bavail * uint64(about.Bsize), true, nil
}

// inUse says whether a process has the store in a folder open, by the lock that
// Badger holds on it.
func inUse(dir string) (bool, error) {
	folder, err := os.Open(dir)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer folder.Close() // and with it our lock
	err = unix.Flock(int(folder.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}
