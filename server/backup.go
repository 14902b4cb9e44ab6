package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"alongside/server/backup"
	"alongside/server/store"

	"github.com/rs/zerolog"
)

const backupUsage = `Makes one full, encrypted backup of a stopped server's data folder.

  alongside backup --backup FOLDER [flags]

A running server with --backup makes its own, every few seconds.

`

// backupFlags are those that say where backups lie.
type flagger interface {
	StringVar(p *string, name, value, usage string)
	IntVar(p *int, name string, value int, usage string)
}

func (s *settings) addBackupFlags(flags flagger) {
	flags.StringVar(&s.backup, "backup", "", "`folder` to keep encrypted backups in (default none are made)")
	flags.StringVar(&s.backupKey, "backup-key", "", "`file` with the age identity that opens them (default the data folder's name with .backup.key, made if there is none)")
	flags.IntVar(&s.backupDays, "backup-days", 30, "of how many `days` the last full backup is kept")
}

// backupKeyFile is where the backup key lies: beside the data folder.
func (s settings) backupKeyFile() string {
	if s.backupKey != "" {
		return s.backupKey
	}
	return strings.TrimRight(s.data, "/") + ".backup.key"
}

// backUp is the command "backup".
func backUp(ctx context.Context, args []string, env environment, out, errs io.Writer) int {
	var s settings
	flags := commandFlags("backup", backupUsage, &s, errs)
	s.addBackupFlags(flags)
	if code, ok := readFlags(flags, args, &s, env, errs); !ok {
		return code
	}
	if s.backup == "" {
		fmt.Fprintln(errs, "alongside backup: name a folder with --backup")
		return exitUsage
	}
	made, err := backUpOnce(ctx, s, newLogTo(errs))
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitWrong
	}
	fmt.Fprintf(out, "Made %s in %s: %d items, %d bytes, read back and verified.\n"+
		"It opens with the key in %s, and the store in it with the master key: keep copies of both apart from it.\n",
		made.Name, s.backup, made.Items, made.Size(), s.backupKeyFile())
	return exitFine
}

func backUpOnce(ctx context.Context, s settings, log zerolog.Logger) (backup.Segment, error) {
	if !store.Exists(s.data) {
		return backup.Segment{}, fmt.Errorf("there is no store in %s", s.data)
	}
	opts, err := s.storeOptions(false, log)
	if err != nil {
		return backup.Segment{}, err
	}
	opts.BackedUp = true
	kept, err := store.Open(s.data, opts)
	if err != nil {
		return backup.Segment{}, err
	}
	made, err := backup.Once(ctx, kept, s.backupOptions(log))
	if closed := kept.Close(); err == nil {
		err = closed
	}
	return made, err
}
