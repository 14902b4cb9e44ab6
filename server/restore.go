package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"alongside/server/backup"
	"alongside/server/store"
)

const restoreUsage = `Makes a new data folder out of the newest backup that is whole.

  alongside restore --from FOLDER --data NEWFOLDER --master-key FILE --backup-key FILE --erasures FILE

The master key is the one that the lost store had when the backup was made, and the
ledger of erasures the newest that there is of that store: who was erased stays erased. Phones notice that the store was
restored, and send again what it lacks.

`

const adoptUsage = `Goes on from a stopped data folder that a server refuses, or that was copied back.

  alongside adopt [flags]

It checks everything in the folder first, and changes nothing if anything is wrong.
Phones notice that something may be missing, and send it again. Where there is a
backup, alongside restore is better.

`

const withoutWords = "the ledger of erasures is lost: make it anew from what the store knows, though people who were erased since may come back"

// restoring is what the command "restore" is told.
type restoring struct {
	settings
	from string
	to   string

	relearn bool
}

// restore is the command of that name.
func restore(ctx context.Context, args []string, env environment, out, errs io.Writer) int {
	var r restoring
	flags := commandFlags("restore", restoreUsage, &r.settings, errs)
	flags.StringVar(&r.from, "from", "", "`folder` that holds the backups")
	flags.StringVar(&r.backupKey, "backup-key", "", "`file` with the age identity that opens them (default the data folder's name with .backup.key)")
	flags.StringVar(&r.to, "to", "", "restore what there was at this `moment`, such as 2026-11-23T14:00:00Z (default the newest)")
	flags.BoolVar(&r.relearn, "without-erasures", false, withoutWords)
	if code, ok := readFlags(flags, args, &r.settings, env, errs); !ok {
		return code
	}
	var until time.Time
	if r.to != "" {
		var err error
		if until, err = time.Parse(time.RFC3339, r.to); err != nil {
			fmt.Fprintln(errs, "alongside restore: --to is a moment such as 2026-11-23T14:00:00Z")
			return exitUsage
		}
	}
	if r.from == "" {
		fmt.Fprintln(errs, "alongside restore: name the folder of the backups with --from")
		return exitUsage
	}
	if err := r.restore(ctx, until, out, errs); err != nil {
		fmt.Fprintln(errs, err)
		return exitWrong
	}
	return exitFine
}

// restore finds what can be restored, says so, does it, and checks what came of it.
func (r restoring) restore(ctx context.Context, until time.Time, out, errs io.Writer) error {
	key, err := backup.LoadKey(r.backupKeyFile())
	if err != nil {
		return fmt.Errorf("the backup key (see --backup-key): %w", err)
	}
	opts, err := r.storeOptions(false, newLogTo(errs))
	opts.Relearn = r.relearn
	if err != nil {
		return fmt.Errorf("the master key of the store that was backed up (see --master-key): %w", err)
	}
	if _, err := os.Stat(r.erasuresFile()); err != nil && !r.relearn {
		return fmt.Errorf("the ledger of erasures (see --erasures): %w. It lies beside the data folder of the store that was backed up. "+
			"Where it is lost for good, go on with --without-erasures, and erase again whoever was erased since the backup", err)
	}
	if err := store.Vacant(r.data); err != nil {
		return err
	}
	folder := backup.Folder{Dir: r.from, Key: key}
	state, err := folder.Find(ctx, until, func(words string) { fmt.Fprintln(out, "NOTICE", words) })
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Restoring the state of %s: %s and %d parts after it.\n",
		state.End().Taken.Format(time.RFC3339), state.Full.Name, len(state.Parts))
	kept, err := folder.Restore(ctx, state, r.data, opts)
	if err != nil {
		return err
	}
	faults := 0
	_, err = kept.Verify(ctx, func(f store.Fault) {
		faults++
		fmt.Fprintln(out, "WRONG", f)
	})
	if err == nil {
		var wrong int
		wrong, err = tellTrail(out, kept, r.from, state)
		faults += wrong
	}
	if err = errors.Join(err, kept.Close()); err != nil {
		return err
	}
	if faults > 0 {
		return fmt.Errorf("%d things are wrong in what was restored: keep it, and try an earlier moment with --to", faults)
	}
	fmt.Fprintf(out, "Restored and checked. Start the server with --data %s --erasures %s and the same master key. It begins a new history: "+
		"each phone that comes brings what was written since.\n"+
		"Phones that were signed out since, and members who were ended, are back: sign them out again.\n", r.data, r.erasuresFile())
	return nil
}

// tellTrail holds the trail of who saw what in what was restored against every head of
// it that the backup folder knows, and says what is missing of it.
func tellTrail(out io.Writer, kept *store.Store, from string, state backup.State) (wrong int, err error) {
	segments, _, err := backup.List(from)
	if err != nil {
		return 0, err
	}
	var lost uint64
	for _, s := range segments {
		if !slices.Contains(kept.Epochs(), s.Epoch) {
			continue
		}
		missing, err := kept.Meets(s.Epoch, s.Audit)
		switch {
		case errors.Is(err, store.ErrTrail):
			wrong++
			fmt.Fprintf(out, "WRONG %s: %v\n", s.Name, err)
		case err != nil:
			return wrong, err
		}
		if s.Epoch == state.End().Epoch {
			lost = max(lost, missing)
		}
	}
	if lost > 0 {
		fmt.Fprintf(out, "NOTICE the trail of who saw what was longer: its last %d entries, which a newer segment here knows of, "+
			"are not in what was restored\n", lost)
	}
	return wrong, nil
}

// adopt is the command of that name.
func adopt(ctx context.Context, args []string, env environment, out, errs io.Writer) int {
	var s settings
	flags := commandFlags("adopt", adoptUsage, &s, errs)
	relearn := flags.Bool("without-erasures", false, withoutWords)
	if code, ok := readFlags(flags, args, &s, env, errs); !ok {
		return code
	}
	opts, err := s.storeOptions(false, newLogTo(errs))
	opts.Relearn = *relearn
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitWrong
	}
	shown := 0
	_, err = store.Adopt(ctx, s.data, opts, func(f store.Fault) {
		if shown++; shown <= shownFaults {
			fmt.Fprintln(out, "WRONG", f)
		}
	})
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitWrong
	}
	fmt.Fprintln(out, "Everything in it is whole. It begins a new history: start the server, and each phone that comes brings what is missing.")
	return exitFine
}
