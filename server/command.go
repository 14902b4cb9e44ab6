package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
)

// Exit codes of the commands.
const (
	exitFine  = 0
	exitWrong = 1 // something is damaged, or it could not be done
	exitUsage = 2
)

// environment looks a variable up.
type environment func(string) (string, bool)

// command is what the binary does beside serving. It returns an exit code.
type command func(ctx context.Context, args []string, env environment, out, errs io.Writer) int

var commands = map[string]command{"verify": verify, "backup": backUp, "restore": restore, "adopt": adopt,
	"rotate-key": rotateKey}

// commandFlags are those of a command that works on a data folder. What the
// environment says stands in for those that are not given, once readFlags reads them.
func commandFlags(name, words string, s *settings, errs io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("alongside "+name, flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() {
		fmt.Fprint(errs, words)
		flags.PrintDefaults()
	}
	flags.StringVar(&s.data, "data", "data", "`folder` that holds the store")
	s.addKeyFlags(flags)
	return flags
}

// readFlags reads them; where ok is false the command ends with the exit code.
func readFlags(flags *flag.FlagSet, args []string, s *settings, env environment, errs io.Writer) (code int, ok bool) {
	s.masterKey, _ = env("ALONGSIDE_MASTER_KEY")
	err := fromEnvironment(flags, env)
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitUsage, false
	}
	switch err = flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitFine, false
	case err != nil:
		return exitUsage, false
	case flags.NArg() > 0:
		fmt.Fprintf(errs, "%s: what is %q?\n", flags.Name(), flags.Arg(0))
		return exitUsage, false
	}
	return exitFine, true
}
