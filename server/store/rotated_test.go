package store

import (
	"bufio"
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"alongside/server/seal"

	"github.com/rs/zerolog"
)

// streamed is the whole store as a backup carries it.
func (w *world) streamed() *bytes.Buffer {
	w.t.Helper()
	var out bytes.Buffer
	shot := w.Snapshot()
	defer shot.Release()
	must(w.t, 0, second(shot.Write(w.t.Context(), &out)))
	return &out
}

// putBack puts what a stream holds in the place of the store, under a master key.
func (w *world) putBack(stream *bytes.Buffer, master seal.Master) error {
	w.t.Helper()
	dir := filepath.Join(w.t.TempDir(), "restored")
	l, err := NewLoader(dir, Options{Master: master, Log: zerolog.Nop(), Ledger: w.opts.Ledger, Now: w.opts.Now})
	must(w.t, l, err)
	if _, err := l.Load(w.t.Context(), bufio.NewReader(stream)); err != nil {
		must(w.t, 0, l.Abandon())
		return err
	}
	restored, err := l.Finish()
	must(w.t, restored, err)
	must(w.t, 0, w.Close())
	w.Store = restored
	return nil
}

// A backup of before a rotation wants the master of then, one of after it the new one.
// Either way what a phone was given on the other side of the rotation heals it, and
// nobody signs tokens with a key that was there before.
func TestARestoreOverARotation(t *testing.T) {
	for name, before := range map[string]bool{"a backup of before it": true, "a backup of after it": false} {
		t.Run(name, func(t *testing.T) {
			w := newWardIn(newWorld(t, true))
			w.begin()
			old, next := w.master, must2(seal.NewMaster(bytes.Repeat([]byte{9}, seal.KeySize)))
			stolen := w.Signing().Current
			var stream *bytes.Buffer
			var shelf *shelf
			if before {
				stream = w.streamed()
				must(t, 0, w.Rotate(next))
				must(t, 0, w.TurnSigning(true))
				w.ada.push(w.ada.visit(w.person, "Said after the backup"))
				shelf = w.ada.newShelf().fill(0)
			} else {
				w.ada.push(w.ada.visit(w.person, "Said before the rotation"))
				shelf = w.ada.newShelf().fill(0)
				must(t, 0, w.Rotate(next))
				must(t, 0, w.TurnSigning(true))
				stream = w.streamed()
			}
			turned := w.Signing()
			right, wrong := old, next
			if !before {
				right, wrong = next, old
			}
			err := w.putBack(bytes.NewBuffer(bytes.Clone(stream.Bytes())), wrong)
			if err == nil || !strings.Contains(err.Error(), "the one under which this backup was made") {
				t.Fatalf("by the wrong master: %v", err)
			}
			must(t, 0, w.putBack(stream, right))
			w.checkAll()
			now := w.Signing()
			for _, key := range []SigningKey{now.Current, now.Next} {
				if key.ID == stolen.ID || key.ID == turned.Current.ID || key.ID == turned.Next.ID {
					t.Errorf("%s signs again", key.ID)
				}
			}
			until, end := map[string]int64{}, w.nowMS()+formerLife.Milliseconds()
			for _, key := range now.Former {
				if until[key.ID] = key.Until; key.Until > end {
					t.Errorf("%s is believed until %d, not %d at most", key.ID, key.Until, end)
				}
			}
			is(t, "tokens of before are believed for a while", until[turned.Current.ID], end)
			_, said := w.ada.tryRelay(shelf.pieces(w.person))
			for _, code := range said {
				is(t, "relayed", code, "ok")
			}
			if len(said) == 0 {
				t.Error("nothing was relayed")
			}
			must(t, 0, w.Rotate(seal.Master(must2(seal.NewMaster(bytes.Repeat([]byte{11}, seal.KeySize))))))
			w.checkAll()
		})
	}
}
