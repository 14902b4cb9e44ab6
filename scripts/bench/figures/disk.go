package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"alongside/server/figures"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/store"
)

func options(last figures.Quarter) store.Options {
	master, err := seal.NewMaster(bytes.Repeat([]byte{7}, seal.KeySize))
	must(err)
	now := time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)
	return store.Options{Master: master, Now: func() time.Time { return now }}
}

// onDisk fills a store with people, and starts it and releases from it.
func onDisk(dir string, people int, last figures.Quarter) error {
	opts := options(last)
	if !store.Exists(dir) {
		if err := fill(dir, people, last, opts); err != nil {
			return err
		}
	}
	fmt.Printf("on disk: %d MB\n", sizeOf(dir)>>20)
	var s *store.Store
	var err error
	timed("a start", func() { s, err = store.Open(dir, opts) })
	if err != nil {
		return err
	}
	fmt.Printf("memory after it: %d MB\n", memory()>>20)
	defer func() { must(s.Close()) }()
	for _, what := range []string{"a release", "another, with nothing new"} {
		watch := watched()
		timed(what, func() {
			var moved bool
			var info store.ReleaseInfo
			info, moved, err = s.Release(place.Host, last.String())
			fmt.Printf("%s moved %v: ", info.Release, moved)
		})
		if err != nil {
			return err
		}
		fmt.Printf("memory, at most: %d MB; after it: %d MB\n", watch()>>20, memory()>>20)
	}
	return tables(s, last)
}

func tables(s *store.Store, last figures.Quarter) error {
	slowest, all, n := time.Duration(0), time.Duration(0), 0
	for range 50 {
		for _, t := range figures.Tables {
			start := time.Now()
			page, err := s.Figures(place.Host, t.Name, last.String(), "place", "")
			if err == nil {
				_, err = figures.CSV(page)
			}
			if err != nil {
				return err
			}
			took := time.Since(start)
			slowest, all, n = max(slowest, took), all+took, n+1
		}
	}
	fmt.Printf("a table, from the store, as CSV: %v, at most %v\n", all/time.Duration(n), slowest)
	return nil
}

// watched notes how much memory is in use at most until it is asked.
func watched() func() uint64 {
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		top := uint64(0)
		for {
			top = max(top, inUse())
			select {
			case <-done:
				most <- top
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(done); return <-most }
}

// fill makes a store by a restore: of a new place, to which people are added.
func fill(dir string, people int, last figures.Quarter, opts store.Options) error {
	base, err := newPlace(opts)
	if err != nil {
		return err
	}
	loader, err := store.NewLoader(dir, opts)
	if err != nil {
		return err
	}
	timed("filling a store", func() {
		read, write := io.Pipe()
		go func() { write.CloseWithError(writePeople(write, people, last, opts.Master)) }()
		for _, stream := range []io.Reader{bytes.NewReader(base), read} {
			if err == nil {
				_, err = loader.Load(context.Background(), bufio.NewReaderSize(stream, 1<<20))
			}
		}
	})
	if err != nil {
		return errors.Join(err, loader.Abandon())
	}
	var s *store.Store
	timed("its first start", func() { s, err = loader.Finish() })
	if err != nil {
		return err
	}
	return s.Close()
}

// newPlace is a backup of a place with nobody in it.
func newPlace(opts store.Options) ([]byte, error) {
	opts.InMemory = true
	s, err := store.Open("", opts)
	if err != nil {
		return nil, err
	}
	snapshot := s.Snapshot()
	var out bytes.Buffer
	_, err = snapshot.Write(context.Background(), &out)
	snapshot.Release()
	return out.Bytes(), errors.Join(err, s.Close())
}

// writePeople writes what the figures keep of people as a backup has it: see the key
// tables of server/store.
func writePeople(to io.Writer, people int, last figures.Quarter, master seal.Master) error {
	out := bufio.NewWriterSize(to, 1<<20)
	count := uint64(0)
	item := func(key string, value []byte) {
		count++
		_, _ = out.Write([]byte{1, 0}) // a value that never expires; Flush has the error
		for _, part := range [][]byte{[]byte(key), value} {
			_, _ = out.Write(binary.AppendUvarint(nil, uint64(len(part))))
			_, _ = out.Write(part)
		}
	}
	stored := someStored(last)
	for i := range people {
		id := fmt.Sprintf("01k%023d", i)
		raw := seal.NewRaw()
		key := seal.MustKey(raw)
		wrapped := master.Seal(raw, []byte("key of person:"+id))
		item("sperson:"+id, []byte(fmt.Sprintf(`{"seq":0,"digest":"0","max":"","circle":["team:%026d"],"slot":0,"key":%q,"chain":%q}`,
			i%500, base64.StdEncoding.EncodeToString(wrapped), base64.StdEncoding.EncodeToString(make([]byte, 32)))))
		person := stored[i%len(stored)]
		item("fp"+id, key.Seal(person.facts, []byte("fp"+id)))
		item("fv"+id, key.Seal(person.course, []byte("fv"+id)))
	}
	_, _ = out.Write(binary.AppendUvarint([]byte{0}, count))
	return out.Flush()
}

func sizeOf(dir string) (size int64) {
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if info, infoErr := os.Stat(path); err == nil && infoErr == nil && !entry.IsDir() && !strings.HasSuffix(path, ".mem") {
			size += info.Size()
		}
		return nil
	})
	return size
}
