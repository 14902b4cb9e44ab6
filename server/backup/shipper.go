package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"alongside/server/place"
	"alongside/server/store"

	"github.com/rs/zerolog"
)

const (
	// fullHour is when the nightly full is due, in UTC.
	fullHour = 2
	// holdFor bounds how long Badger keeps what was removed in sight while the
	// folder takes nothing. After that a new chain begins.
	holdFor = time.Hour
	// maxPause bounds the time between tries of something that fails.
	maxPause = 5 * time.Minute
)

// Options say where a shipper ships.
type Options struct {
	Data    string // the store's folder, which must lie apart
	Dir     string
	KeyFile string
	Every   time.Duration
	// KeepDays is of how many days the last full is kept; the newest two are in any case.
	KeepDays int
	// Spare is how many bytes must stay free where the backup lies on the disk of the
	// store, which needs them more.
	Spare uint64
	Now   func() time.Time // default time.Now
	Log   zerolog.Logger
}

// Shipper ships a store's segments to a folder. Only Run, Ship and Last move it
// on, one at a time.
type Shipper struct {
	store  *store.Store
	opts   Options
	folder Folder

	ready    bool            // the folder was read and the key loaded
	held     *store.Snapshot // what the chain has come to
	heldAt   time.Time       // when the last part was shipped
	end      Segment         // the last segment of the chain
	chain    []string        // names of the newest full and of the parts since
	lastFull time.Time
	newest   time.Time // when the newest segment was taken, whatever the clock says since
	fullFrom time.Time // not before then is a full tried again
	told     uint64    // the version up to which stable was moved

	mu     sync.Mutex
	status Status
}

// NewShipper looks at the folder and begins with nothing. What it refuses is a
// misuse (see Misused); a folder that is not there now is no reason to.
func NewShipper(s *store.Store, opts Options) (*Shipper, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	b := &Shipper{store: s, opts: opts, folder: Folder{Dir: opts.Dir}}
	if err := b.prepare(); err != nil {
		if Misused(err) {
			return nil, err
		}
		b.note(func(status *Status) { status.Err = err })
		opts.Log.Warn().Err(err).Msg("no backup yet: the backup folder cannot be used")
	}
	return b, nil
}

// Run ships every few seconds while there is news, until ctx ends. What fails is
// tried again, less and less often.
func (b *Shipper) Run(ctx context.Context) {
	pause := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		err := b.Ship(ctx)
		if err == nil || ctx.Err() != nil {
			pause = b.opts.Every
			continue
		}
		pause = max(b.opts.Every, min(2*pause, maxPause))
		b.opts.Log.Warn().Err(err).Dur("again_in", pause).Msg("the backup failed: nothing new counts as stable")
	}
}

// Ship ships what there is to ship now, once. It returns nil with nothing shipped
// where there is no news.
func (b *Shipper) Ship(ctx context.Context) error {
	err := b.shipAndTell(ctx)
	b.note(func(status *Status) {
		if status.Err = err; err != nil {
			status.Failed++
		}
	})
	return err
}

// shipAndTell moves stable too. While the store's disk is nearly full that has to
// wait, and is no failure of the backup.
func (b *Shipper) shipAndTell(ctx context.Context) error {
	if err := b.ship(ctx, true); err != nil || b.told == b.held.Version() {
		return err
	}
	haves := map[string]uint64{}
	err := b.held.Unsafe(func(device string, have uint64) { haves[device] = have })
	if err == nil {
		err = b.store.SetStable(haves)
	}
	var refused *place.Error
	if errors.As(err, &refused) && refused.Code == place.ReadOnly {
		return nil
	}
	if err == nil {
		b.told = b.held.Version()
	}
	return err
}

// Last ships what the store has come to when it is quiet, and lets go of it. It is
// to be called before the store is closed; what it ships counts as stable from the
// next start on.
func (b *Shipper) Last(ctx context.Context) {
	if b.ready && b.held != nil {
		if err := b.ship(ctx, false); err != nil {
			b.opts.Log.Warn().Err(err).Msg("the last backup failed: the next start makes a full one")
		}
	}
	b.letGo()
}

func (b *Shipper) letGo() {
	if b.held != nil {
		b.held.Release()
		b.held = nil
	}
}

// ship brings the folder to what the store holds now: where it succeeds, held is a
// snapshot all of which is in verified segments.
func (b *Shipper) ship(ctx context.Context, fulls bool) error {
	if !b.ready {
		if err := b.prepare(); err != nil {
			return err
		}
	}
	now := b.opts.Now()
	if err := b.goOn(ctx, now); err != nil {
		if b.held != nil && now.Sub(b.heldAt) > holdFor {
			b.opts.Log.Warn().Msg("the backup folder took nothing for too long: a full backup comes next")
			b.letGo()
		}
		return err
	}
	switch begun := b.held != nil; {
	case !begun:
		if err := b.shipFull(ctx, b.store.Snapshot(), now); err != nil {
			return err
		}
	case fulls && b.fullDue(now):
		if err := b.shipFull(ctx, b.held, now); err != nil {
			b.fullFrom = now.Add(maxPause)
			b.opts.Log.Error().Err(err).Msg("the full backup failed; parts go on")
		}
	}
	b.note(func(status *Status) { status.Verified = now })
	return nil
}

// goOn adds to the chain, if there is one.
func (b *Shipper) goOn(ctx context.Context, now time.Time) error {
	if b.held != nil && b.end.Master != b.store.MasterID() {
		b.opts.Log.Info().Msg("the master key was rotated: a full backup comes next")
		b.letGo()
	}
	if err := b.checkChain(); err != nil || b.held == nil {
		return err
	}
	return b.shipPart(ctx, now)
}

// shipPart ships what was committed since the snapshot that is held, and holds the
// next one instead. With no news it does nothing.
func (b *Shipper) shipPart(ctx context.Context, now time.Time) error {
	next, version := b.store.Snapshot(), b.held.Version()
	if next.Version() == version {
		b.heldAt = now
		next.Release()
		return nil
	}
	held := b.held
	about := About{Kind: Part, From: version, To: next.Version(), Before: b.end.link()}
	part, err := b.add(ctx, about, next, func(to io.Writer) (uint64, error) { return next.WriteSince(to, held) })
	if err != nil {
		next.Release()
		return err
	}
	b.letGo()
	b.held, b.heldAt, b.end, b.chain = next, now, part, append(b.chain, part.Name)
	return nil
}

// shipFull ships all of a snapshot, beside the chain or, where none is held, as the
// beginning of one.
func (b *Shipper) shipFull(ctx context.Context, of *store.Snapshot, now time.Time) error {
	about := About{Kind: Full, To: of.Version()}
	if b.held != nil {
		about.Before = b.end.link()
	}
	full, err := b.add(ctx, about, of, func(to io.Writer) (uint64, error) { return of.Write(ctx, to) })
	if err != nil {
		if b.held == nil {
			of.Release()
		}
		return err
	}
	if b.held == nil {
		b.held, b.heldAt = of, now
	}
	b.end, b.chain, b.lastFull = full, []string{full.Name}, full.Taken
	b.note(func(status *Status) { status.Full = full.Taken })
	if err := b.prune(); err != nil {
		b.opts.Log.Warn().Err(err).Msg("old backups could not be removed")
	}
	return nil
}

// add writes one segment of what leads to a snapshot, and reads it back.
func (b *Shipper) add(ctx context.Context, about About, to *store.Snapshot, fill func(io.Writer) (uint64, error)) (s Segment, err error) {
	// Names sort by time, so time does not go back even where the clock does.
	about.Taken = b.opts.Now().UTC().Truncate(time.Millisecond)
	if !about.Taken.After(b.newest) {
		about.Taken = b.newest.Add(time.Millisecond)
	}
	about.Format, about.Epoch, about.Master = format, b.store.Epoch(), b.store.MasterID()
	if about.Audit, err = to.AuditHead(); err != nil {
		return s, err
	}
	s, err = b.folder.write(about, func(to io.Writer) (uint64, error) {
		return fill(&until{ctx: ctx, to: to, room: b.room})
	},
		passOver(ctx))
	if err != nil {
		return s, err
	}
	b.newest = about.Taken
	b.note(func(status *Status) { status.Segments++; status.Bytes += s.Size() })
	return s, nil
}

// fullDue says whether the night has come since the last full.
func (b *Shipper) fullDue(now time.Time) bool {
	due := now.UTC().Truncate(24 * time.Hour).Add(fullHour * time.Hour)
	if due.After(now) {
		due = due.Add(-24 * time.Hour)
	}
	return b.lastFull.Before(due) && !now.Before(b.fullFrom)
}

// checkChain sees that every file of the chain is still there. Where one is not,
// a new chain begins.
func (b *Shipper) checkChain() error {
	there, err := names(b.folder.Dir)
	if err != nil {
		return err
	}
	for _, name := range b.chain {
		if _, found := slices.BinarySearch(there, name); !found {
			b.opts.Log.Warn().Str("segment", name).Msg("a segment of the backup is gone: a full backup comes next")
			b.letGo()
			b.chain = nil
			return nil
		}
	}
	return nil
}

// makeFolder makes the backup folder, but not the one around it: where a volume is
// not mounted, its mount point must not fill up instead.
func makeFolder(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}
