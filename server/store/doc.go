// Package store keeps a place on disk. It is the only package that knows Badger.
//
// One committer goroutine makes every write: it gathers what waits into one
// transaction and acknowledges after that is on disk together with everything
// derived from it. Reads go to Badger snapshots and never wait for it. A commit
// that fails ends the process: riding it out could acknowledge what is not there.
//
// Refusals that the caller may see are *place.Error; every other error is internal.
package store
