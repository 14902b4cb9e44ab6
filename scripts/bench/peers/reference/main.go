// Command reference is what Fiber and Badger can do for the job of a round, without
// sign-in, checks, sealing, merging or figures: it keeps the JSON of every change in
// one log, syncs before it acknowledges, and gives the log back page by page. It
// speaks enough of the protocol for the same clients to use it.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"
	"github.com/gofiber/fiber/v2"
	"github.com/klauspost/compress/gzip"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "where to listen")
	data := flag.String("data", "", "the folder of the store")
	flag.Parse()
	db, err := badger.Open(badger.DefaultOptions(*data).WithSyncWrites(true).WithLogger(nil))
	if err != nil {
		log.Fatal(err)
	}
	s := &store{db: db, queue: make(chan batch, 256)}
	go s.commit()
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/readyz", func(c *fiber.Ctx) error { return c.SendString("ready") })
	var devices atomic.Int64
	app.Post("/v1/devices", func(c *fiber.Ctx) error {
		id := strconv.FormatInt(devices.Add(1), 10)
		return c.JSON(fiber.Map{"device": id, "member": id, "issuer": "reference"})
	})
	app.Post("/v1/token", func(c *fiber.Ctx) error { return c.JSON(fiber.Map{"access_token": "none"}) })
	app.Post("/v1/sync", s.round)
	log.Fatal(app.Listen(*addr))
}

// batch waits for the committer.
type batch struct {
	changes []json.RawMessage
	done    chan error
}

type store struct {
	db    *badger.DB
	queue chan batch
	seq   uint64 // of the newest entry; the committer's alone
}

// commit writes all that waits in one transaction, as one committer that syncs.
func (s *store) commit() {
	for first := range s.queue {
		gathered := []batch{first}
		for len(s.queue) > 0 {
			gathered = append(gathered, <-s.queue)
		}
		err := s.db.Update(func(tx *badger.Txn) error {
			for _, b := range gathered {
				for _, change := range b.changes {
					s.seq++
					if err := tx.Set(key(s.seq), change); err != nil {
						return err
					}
				}
			}
			return nil
		})
		for _, b := range gathered {
			b.done <- err
		}
	}
}

func key(seq uint64) []byte { return binary.BigEndian.AppendUint64([]byte("l"), seq) }

// logScope is the one scope that the reference has, as pulls see it.
const logScope = "log"

func (s *store) round(c *fiber.Ctx) error {
	var asked struct {
		Push struct{ Changes []json.RawMessage }
		Pull *struct {
			Cursors  map[string]uint64
			MaxBytes int `json:"max_bytes"`
		}
	}
	if err := json.Unmarshal(c.Body(), &asked); err != nil {
		return err
	}
	var have uint64
	if n := len(asked.Push.Changes); n > 0 {
		b := batch{asked.Push.Changes, make(chan error, 1)}
		s.queue <- b
		if err := <-b.done; err != nil {
			return err
		}
		var last struct{ N uint64 }
		if err := json.Unmarshal(asked.Push.Changes[n-1], &last); err != nil {
			return err
		}
		have = last.N
	}
	reply := fmt.Appendf(nil, `{"have":%d`, have)
	if asked.Pull != nil {
		var err error
		if reply, err = s.page(reply, asked.Pull.Cursors[logScope], asked.Pull.MaxBytes); err != nil {
			return err
		}
	}
	return send(c, append(reply, '}'))
}

// page appends what lies behind a cursor until maxBytes are there.
func (s *store) page(reply []byte, after uint64, maxBytes int) ([]byte, error) {
	reply = append(reply, `,"scopes":[{"scope":"`+logScope+`","changes":[`...)
	to, more := after, false
	err := s.db.View(func(tx *badger.Txn) error {
		it := tx.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Seek(key(after + 1)); it.Valid(); it.Next() {
			if len(reply) >= maxBytes {
				more = true
				return nil
			}
			if to > after {
				reply = append(reply, ',')
			}
			to++
			if err := it.Item().Value(func(change []byte) error { reply = append(reply, change...); return nil }); err != nil {
				return err
			}
		}
		return nil
	})
	return fmt.Appendf(reply, `],"to":%d}],"more":%t`, to, more), err
}

var packers = sync.Pool{New: func() any {
	packer, err := gzip.NewWriterLevel(nil, gzip.BestSpeed+2)
	if err != nil {
		panic(err)
	}
	return packer
}}

func send(c *fiber.Ctx, reply []byte) error {
	var packed bytes.Buffer
	packer := packers.Get().(*gzip.Writer)
	defer packers.Put(packer)
	packer.Reset(&packed)
	if _, err := packer.Write(reply); err != nil {
		return err
	}
	if err := packer.Close(); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	c.Set(fiber.HeaderContentEncoding, "gzip")
	return c.Send(packed.Bytes())
}
