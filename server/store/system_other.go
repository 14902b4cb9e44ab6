//go:build !linux

package store

import "os"

func syncData(file *os.File) error { return file.Sync() }

// freeBytes cannot be told here: the disk is not watched.
func freeBytes(string) (free uint64, known bool, err error) { return 0, false, nil }

// inUse leaves it to Badger to find out.
func inUse(string) (bool, error) { return false, nil }
