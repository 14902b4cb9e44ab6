package backup

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"alongside/server/audit"
	"alongside/server/place"
)

// traces adds an entry to the trail.
func (b *bed) traces() {
	b.Helper()
	check(b, b.store.Note(place.Who{}, "", audit.Detail{Act: audit.Exported}))
}

// Every segment says, signed, how far the trail of who saw what had come, and what is
// restored from it has come there.
func TestSegmentsCarryTheHeadOfTheTrail(t *testing.T) {
	b := newBed(t)
	first := b.ship()
	b.traces()
	second := b.ship()
	if first.Audit.Number == 0 || second.Audit.Number <= first.Audit.Number {
		t.Fatalf("heads at %d and %d", first.Audit.Number, second.Audit.Number)
	}
	read, _, err := List(b.folder())
	check(t, err)
	for _, s := range read {
		check(t, s.Audit.Check(b.store.AuditKey(), b.store.Place().ID))
	}
	folder := b.key()
	for _, until := range []time.Time{first.Taken, {}} {
		state, err := folder.Find(b.Context(), until, func(string) {})
		check(t, err)
		kept, err := folder.Restore(b.Context(), state, filepath.Join(t.TempDir(), "new"), storeOptions(b))
		check(t, err)
		for _, head := range []audit.Head{first.Audit, second.Audit} {
			missing, err := kept.Meets(b.store.Epoch(), head)
			check(t, err)
			want := max(head.Number, state.End().Audit.Number) - state.End().Audit.Number
			if missing != want {
				t.Errorf("restored to entry %d, %d are missing up to %d, not %d", state.End().Audit.Number, missing, head.Number, want)
			}
		}
		check(t, kept.Close())
	}
}

// A copy of a store that went its own way has another trail than the backup signed.
func TestAnotherTrailIsRefused(t *testing.T) {
	b := newBed(t)
	b.ship()
	b.stop()
	copied := filepath.Join(t.TempDir(), "data")
	check(t, os.CopyFS(copied, os.DirFS(b.data())))
	b.open()
	b.ships()
	b.traces()
	b.ship()
	b.stop()
	check(t, os.RemoveAll(b.data()))
	check(t, os.CopyFS(b.data(), os.DirFS(copied)))
	b.open()
	for range 3 {
		b.traces()
		b.write("on the other branch")
	}
	b.refuses("is not the one that its own backup", b.options())
}
