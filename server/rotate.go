package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"

	"alongside/server/seal"
	"alongside/server/store"
)

const rotateUsage = `Puts a new master key in the place of the old one, while the server runs or while it is stopped.

  alongside rotate-key [flags]

It makes the new key, or takes the one in --new-master-key. Everything is wrapped anew
as a whole: whatever happens meanwhile, one of the two keys opens the store, and
from then on the old one opens it no more. Backups made before still need the old key:
keep it apart for as long as you keep them.

`

// rotateKey is the command "rotate-key".
func rotateKey(_ context.Context, args []string, env environment, out, errs io.Writer) int {
	var s settings
	flags := commandFlags("rotate-key", rotateUsage, &s, errs)
	file := flags.String("new-master-key", "", "`file` that holds the new master key (default: one is made)")
	run := flags.String("new-master-key-command", "", "`command` that prints the new master key, split at spaces")
	if code, ok := readFlags(flags, args, &s, env, errs); !ok {
		return code
	}
	text, err := newKey(s, *file, *run)
	if err == nil {
		err = s.rotateAnywhere(text, errs)
	}
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitWrong
	}
	if s.masterSource().InFile() {
		fmt.Fprintf(out, "The master key was rotated. The new one is in %s: copy it to where you keep it safe. ", s.masterFile())
	} else {
		fmt.Fprint(out, "The master key was rotated. Give the new one to the server before it starts again: the old one is refused. ")
	}
	fmt.Fprintln(out, "Backups made before still need the old one.")
	return exitFine
}

// newKey is the new master key as it is written down.
func newKey(s settings, file, run string) (string, error) {
	switch {
	case file != "" && run != "":
		return "", errors.New("give the new master key once")
	case file == "" && run == "" && !s.masterSource().InFile():
		return "", errors.New("this server has its master key from elsewhere: make the new one there and name it with " +
			"--new-master-key or --new-master-key-command")
	case file != "":
		text, err := os.ReadFile(file)
		return string(text), err
	case run != "":
		return seal.Printed(run)
	}
	return base64.StdEncoding.EncodeToString(seal.NewRaw()), nil
}

// rotateAnywhere asks the running server or, where none runs, does it itself.
func (s settings) rotateAnywhere(text string, errs io.Writer) error {
	if _, err := seal.ParseMaster(text); err != nil {
		return err
	}
	if !store.Exists(s.data) {
		return fmt.Errorf("there is no store in %s", s.data)
	}
	opts, err := s.storeOptions(false, newLogTo(errs))
	if err != nil {
		return err
	}
	kept, err := store.Open(s.data, opts)
	if errors.Is(err, store.ErrInUse) {
		return s.command(order{RotateKey: text})
	}
	if err != nil {
		return err
	}
	err = s.endRotation(kept)
	if err == nil {
		err = s.rotate(kept, text)
	}
	return errors.Join(err, kept.Close())
}
