package main

import "os/exec"

// places says where everything lies that was installed.
type places struct{ ours, reference, pocketbase, npm string }

// peer is one server: how it is started, how its clients do the job, and what has to
// be known to judge its numbers.
type peer struct {
	name         string
	command      func(addr, store string, j job) *exec.Cmd
	ready        string // answers 2xx when it can be used
	open         func(addr, dir string, j job) (session, error)
	acknowledged string // what has happened to a change when the client hears that it is taken
	does         string // what server and clients do for one change
}

const (
	alongside  = "Alongside"
	reference  = "Fiber + Badger reference"
	actual     = "Actual sync server"
	pocketBase = "PocketBase"
	pouchDB    = "PouchDB (express-pouchdb)"
	hocuspocus = "Hocuspocus"
	synced     = "synced to disk"
)

func (at places) peers() []peer {
	return []peer{
		{alongside, at.startOurs, "/readyz", openOurs, synced,
			"sign-in, checks, circles, sealing, merging, figures; gzip both ways; a scope a client"},
		{reference, at.startReference, "/readyz", openReference, synced,
			"keeps the JSON of each change and gives it back; the same clients and bytes as ours"},
		{actual, at.startActual, "/info", openActual,
			"synced to disk (SQLite, rollback journal, synchronous=FULL)",
			"session token, protobuf, one message of one cell a change (a second field would be a second message), a merkle tree, one file for all"},
		{pocketBase, at.startPocketBase, "/api/health", openPocketBase,
			"written, not synced (SQLite, WAL, synchronous=NORMAL)",
			"user token, rule asks for a signed-in user, one record a change through the batch API, one transaction a batch"},
		{pouchDB, at.startPouch, "/", openPouch,
			"written, not synced (LevelDB, sync off)",
			"no sign-in; one document a change; _bulk_docs; fresh pull as its replication: _changes and _bulk_get by 100"},
		{hocuspocus, at.startHocuspocus, "/", at.openHocuspocus,
			"in memory only (stored whole 2 to 10 s later, SQLite)",
			"token, websocket, one Yjs document a client, one Y.Map a change, one update a batch"},
	}
}
