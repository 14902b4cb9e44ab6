// Command fold folds the log of one scope in a stopped data folder, whatever its
// age: for tests, which can't wait for 90 days.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"alongside/server/seal"
	"alongside/server/store"

	"github.com/rs/zerolog"
)

func main() {
	data := flag.String("data", "data", "`folder` that holds the store")
	scope := flag.String("scope", "", "`scope` to fold")
	to := flag.Uint64("to", 0, "sequence `number` of the last change to fold")
	flag.Parse()
	if err := fold(*data, *scope, *to); err != nil {
		fmt.Fprintln(os.Stderr, "fold:", err)
		os.Exit(1)
	}
}

func fold(data, scope string, to uint64) error {
	master, err := seal.Source{File: data + ".key"}.Load(false)
	if err != nil {
		return err
	}
	kept, err := store.Open(data, store.Options{Master: master, Log: zerolog.Nop()})
	if err != nil {
		return err
	}
	return errors.Join(kept.Compact(scope, to), kept.Close())
}
