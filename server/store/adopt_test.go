package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rs/zerolog"
)

// Each of these folders is refused, or would be if the server could see what became
// of it; adopting goes on from it in a new history.
func TestAdoptedFolders(t *testing.T) {
	w := newWorld(t, true)
	w.team(w.org("Harbour"), "North")
	old := copyOf(t, w.dir)
	w.team(w.org("Quay"), "South")
	must(t, 0, w.Close())
	for name, c := range map[string]struct {
		from    string
		make    func(dir string)
		refused bool
	}{
		"an old copy in the whole": {old, func(string) {}, false},
		"without its witness":      {w.dir, func(dir string) { must(t, 0, os.Remove(filepath.Join(dir, witnessName))) }, true},
		"with a broken witness":    {w.dir, func(dir string) { must(t, 0, os.Truncate(filepath.Join(dir, witnessName), 9)) }, true},
		"behind its witness":       {old, func(dir string) { put(t, witnessName, w.dir, dir) }, true},
		"whole, of which damage is said": {w.dir, func(dir string) {
			must(t, 0, os.WriteFile(filepath.Join(dir, damagedName), []byte("a table"), 0o600))
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := copyOf(t, c.from)
			c.make(dir)
			kept, err := w.in(dir)
			is(t, "refused", err != nil, c.refused)
			if err == nil {
				must(t, 0, kept.Close())
			}
			epoch, err := Adopt(t.Context(), dir, Options{Master: w.master, Log: zerolog.Nop()}, nil)
			must(t, epoch, err)
			kept, err = w.in(dir)
			must(t, kept, err)
			is(t, "epoch", kept.Epoch(), epoch)
			is(t, "former epochs", kept.Epochs(), []string{w.Epoch()})
			is(t, "another device of the server's own", kept.server != w.server, true)
			kept.team(kept.org("Mill"), "West")
			must(t, 0, kept.Close())
		})
	}
}

// A folder that is damaged is not adopted, and refused afterwards as it was before.
func TestDamagedFoldersAreNotAdopted(t *testing.T) {
	w := filled(t)
	for name, spoilIt := range map[string]func(dir string){
		"a table":                 func(dir string) { spoil(t, files(t, dir, ".sst")[0], 40) },
		"an entry that is gone":   func(dir string) { w.without(dir, logTable) },
		"a record that is gone":   func(dir string) { w.without(dir, recordTable) },
		"an outcome that is gone": func(dir string) { w.without(dir, outcomeTable) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := copyOf(t, w.dir)
			spoilIt(dir)
			must(t, 0, os.Remove(filepath.Join(dir, witnessName)))
			for range 2 {
				var told []string
				_, err := Adopt(t.Context(), dir, Options{Master: w.master, Log: zerolog.Nop()},
					func(f Fault) { told = append(told, f.String()) })
				if !errors.Is(err, errDamaged) || len(told) == 0 && !strings.Contains(err.Error(), "checksum") {
					t.Errorf("%v, told %v", err, told)
				}
				_, err = w.in(dir)
				var refused *Refusal
				if !errors.As(err, &refused) {
					t.Errorf("opened: %v", err)
				}
			}
		})
	}
}

// without removes one key of a table, as damage that no checksum shows.
func (w *world) without(dir string, table byte) {
	w.t.Helper()
	kept, err := w.in(dir)
	must(w.t, kept, err)
	var keys []string
	must(w.t, 0, kept.view(func(v view) error {
		return v.each([]byte{table}, false, func(key, _ []byte) error {
			keys = append(keys, string(key))
			return nil
		})
	}))
	slices.Sort(keys)
	must(w.t, 0, kept.change(func(t *tx) error {
		t.remove([]byte(keys[len(keys)/2]))
		return nil
	}))
	must(w.t, 0, kept.Close())
}
