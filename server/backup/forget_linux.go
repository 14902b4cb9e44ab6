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
