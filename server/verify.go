package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"alongside/server/store"

	"github.com/rs/zerolog"
)

const verifyUsage = `Checks all that a stopped server's data folder holds.

  alongside verify [flags]

It ends with 1 if anything is wrong. What it prints names nobody.

`

// shownFaults is how many faults are printed one by one.
const shownFaults = 50

// verify is the command of that name.
func verify(ctx context.Context, args []string, env environment, out, errs io.Writer) int {
	var s settings
	flags := commandFlags("verify", verifyUsage, &s, errs)
	if code, ok := readFlags(flags, args, &s, env, errs); !ok {
		return code
	}
	return verifyFolder(ctx, s, out, errs)
}

func verifyFolder(ctx context.Context, s settings, out, errs io.Writer) int {
	opts, err := s.storeOptions(false, zerolog.Nop())
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitWrong
	}
	begun, shown := time.Now(), 0
	report := func(f store.Fault) {
		if shown++; shown <= shownFaults {
			fmt.Fprintln(out, "WRONG", f)
		}
	}
	checked, err := store.VerifyFolder(ctx, s.data, opts, report)
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitWrong
	}
	printChecked(out, checked, time.Since(begun))
	if checked.Open {
		fmt.Fprintln(out, "Keys of scopes may be found in old files of the folder: run `alongside rotate-key` once, so that they open nothing.")
	}
	if checked.Faults == 0 {
		fmt.Fprintln(out, "Nothing is wrong.")
		return exitFine
	}
	fmt.Fprintf(out, "%d things are WRONG. Do not go on with this folder: keep a copy, restore the last backup into a new one "+
		"with `alongside restore`, and start on that; phones send again what it lacks.\n", checked.Faults)
	return exitWrong
}

// printChecked says what was looked at.
func printChecked(out io.Writer, c store.Checked, took time.Duration) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, line := range []struct {
		count int
		what  string
	}{
		{c.Commits, "commits, one following from the other"},
		{c.Scopes, "logs, each whole from its beginning or its horizon to its head"},
		{c.Entries, "entries: chained, summed, opened"},
		{c.Records, "records, the same as their logs fold to"},
		{c.Folded, "records at horizons"},
		{c.Facts, "people counted anew for the figures"},
		{c.Trail, "entries of the trail of who saw what"},
		{c.Devices, "devices, with an outcome for each number"},
		{c.Outcomes, "outcomes"},
		{c.Grants, "grants, the same as the circles say"},
		{c.Ended, "grants that have ended"},
		{c.Orgs, "organisations"},
		{c.Teams, "teams"},
		{c.Members, "members"},
		{c.Erased, "erased scopes: headers without words"},
		{c.Invites, "invites"},
		{c.Releases, "releases of figures"},
	} {
		fmt.Fprintf(table, "%d\t  %s\n", line.count, line.what)
	}
	table.Flush()
	fmt.Fprintf(out, "Checked in %v.\n", took.Round(time.Millisecond))
}
