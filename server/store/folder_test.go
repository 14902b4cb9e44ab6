package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"alongside/server/place"
)

// copyOf copies a data folder as it is at one moment, as a process that is killed
// leaves it: again where Badger wrote out a table or merged some meanwhile.
func copyOf(t testing.TB, dir string) string {
	t.Helper()
	for {
		to, before := t.TempDir(), moment(t, dir)
		err := copyFolder(dir, to)
		if moment(t, dir) == before {
			must(t, 0, err)
			return to
		}
	}
}

// moment tells apart what Badger's files are at different times, but for the growth
// of its write-ahead log.
func moment(t testing.TB, dir string) string {
	t.Helper()
	names, err := os.ReadDir(dir)
	must(t, names, err)
	about, err := os.Stat(filepath.Join(dir, "MANIFEST"))
	must(t, about, err)
	return fmt.Sprint(names, about.Size())
}

// copyFolder passes zeros over, since Badger's logs are mostly holes.
func copyFolder(dir, to string) error {
	names, err := os.ReadDir(dir)
	for _, name := range names {
		data, failed := os.ReadFile(filepath.Join(dir, name.Name()))
		err = errors.Join(err, failed, writeSparse(filepath.Join(to, name.Name()), data))
	}
	return err
}

func writeSparse(path string, data []byte) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	err = out.Truncate(int64(len(data)))
	const page = 4096
	zeros := make([]byte, page)
	for at := 0; at < len(data); at += page {
		part := data[at:min(at+page, len(data))]
		if !bytes.Equal(part, zeros[:len(part)]) {
			_, wrote := out.WriteAt(part, int64(at))
			err = errors.Join(err, wrote)
		}
	}
	return errors.Join(err, out.Close())
}

// content sums up every key and value of an open store, but for what merely opening
// it may add.
func (w *world) content() string {
	w.t.Helper()
	sum, count := sha256.New(), 0
	must(w.t, 0, w.view(func(v view) error {
		return v.each(nil, true, func(key, value []byte) error {
			fmt.Fprintf(sum, "%q=%q\n", key, value)
			count++
			return nil
		})
	}))
	return fmt.Sprintf("%d keys, %x", count, sum.Sum(nil))
}

// filled is a store on disk with several tables and a log that is not empty.
func filled(t testing.TB) *world {
	t.Helper()
	w := newWorld(t, true)
	must(t, 0, w.Close())
	w.memTable = 256 << 10
	w.open()
	team := w.team(w.org("Harbour"), "North")
	p := w.enrol(w.member("Ada", place.Coach, team.ID))
	for range 4 {
		person := "person:" + w.newID()
		p.push(p.next(person, "person", strings.TrimPrefix(person, "person:"), map[string]any{"called": "Jo"}))
		for range 10 {
			var batch []sent
			for range 10 {
				batch = append(batch, p.visit(person, strings.Repeat("We walked to the allotment. ", 12)))
			}
			p.push(batch...)
		}
	}
	return w
}

// files lists the names in a folder with an ending, or that name itself.
func files(t testing.TB, dir, kind string) (out []string) {
	t.Helper()
	names, err := os.ReadDir(dir)
	must(t, names, err)
	for _, name := range names {
		if strings.HasSuffix(name.Name(), kind) {
			out = append(out, filepath.Join(dir, name.Name()))
		}
	}
	return out
}

// in opens a copy of w's store; nil with the error where it is refused.
func (w *world) in(dir string) (*world, error) {
	other := &world{t: w.t, now: w.now, master: w.master, dir: dir, memTable: w.memTable}
	return other, other.tryOpen()
}
