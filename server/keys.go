package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"alongside/server/erasures"
	"alongside/server/seal"
	"alongside/server/store"

	"github.com/rs/zerolog"
)

// addKeyFlags are those that say where the master key comes from and where the
// ledger of erasures lies.
func (s *settings) addKeyFlags(flags *flag.FlagSet) {
	flags.StringVar(&s.masterPath, "master-key", "", "`file` that holds the master key (default the data folder's name with .key)")
	flags.StringVar(&s.masterRun, "master-key-command", "", "`command` that prints the master key; it is split at spaces, and no shell runs it")
	flags.StringVar(&s.erasures, "erasures", "", "`file` with the ledger of erasures (default the data folder's name with .erasures)")
}

// masterSource is where the master key comes from.
func (s settings) masterSource() seal.Source {
	return seal.Source{Env: s.masterKey, Command: s.masterRun, File: s.masterFile()}
}

// nextFile holds the new master key while a rotation is under way.
func (s settings) nextFile() string { return s.masterFile() + ".new" }

// erasuresFile is where the ledger of erasures lies: beside the data folder.
func (s settings) erasuresFile() string {
	if s.erasures != "" {
		return s.erasures
	}
	return store.LedgerFile(s.data)
}

// storeOptions are those of every command: the keys and the ledger.
func (s settings) storeOptions(fresh bool, log zerolog.Logger) (store.Options, error) {
	master, err := s.masterSource().Load(fresh)
	if err != nil {
		return store.Options{}, err
	}
	ledger, err := erasures.Open(s.erasuresFile())
	opts := store.Options{Master: master, Ledger: ledger, Log: log}
	if err == nil && s.masterSource().InFile() {
		opts.Next, err = s.next()
	}
	return opts, err
}

// next is the master key of a rotation that was cut short; the zero Master is none.
func (s settings) next() (seal.Master, error) {
	text, err := os.ReadFile(s.nextFile())
	if errors.Is(err, fs.ErrNotExist) {
		return seal.Master{}, nil
	}
	if err != nil {
		return seal.Master{}, err
	}
	next, err := seal.ParseMaster(string(text))
	if err != nil {
		return seal.Master{}, nil // it was being written, so nothing was wrapped by it
	}
	return next, nil
}

// endRotation finishes a rotation that was cut short, once the store is open: the
// key that opened it stays, the other one goes.
func (s settings) endRotation(kept *store.Store) error {
	if !s.masterSource().InFile() {
		return nil
	}
	if _, err := os.Stat(s.nextFile()); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if kept.UsesNext() {
		return seal.Rename(s.nextFile(), s.masterFile())
	}
	return os.Remove(s.nextFile())
}

// within says whether a file lies in a folder.
func within(file, folder string) bool {
	path, err := filepath.Abs(file)
	if err != nil {
		return true
	}
	around, err := filepath.Abs(folder)
	if err != nil {
		return true
	}
	return strings.HasPrefix(path, around+string(filepath.Separator))
}

// rotate wraps everything by another master key and puts that where the old one
// was, if it lies in a file; text is the key as it is written down.
func (s settings) rotate(kept *store.Store, text string) error {
	next, err := seal.ParseMaster(text)
	if err != nil {
		return err
	}
	inFile := s.masterSource().InFile()
	if inFile {
		if err := seal.WriteFile(s.nextFile(), []byte(strings.TrimSpace(text)+"\n")); err != nil {
			return fmt.Errorf("writing the new master key: %w", err)
		}
	}
	if err := kept.Rotate(next); err != nil {
		return err
	}
	if inFile {
		return seal.Rename(s.nextFile(), s.masterFile())
	}
	return nil
}
