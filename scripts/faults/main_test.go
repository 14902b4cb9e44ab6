// Package faults breaks the real server: its own binary on a real disk, with
// phones that talk to it over HTTP and know nothing of the code. Every test shows
// first that its fault happened, then that nothing acknowledged was lost, nothing
// came twice and nothing got stuck. How often each fault is brought about can be
// set by flag: scripts/test asks for a few, scripts/soak for many.
package faults

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rs/zerolog"
)

var (
	kills = flag.Int("kills", 3, "how often the server is killed")
	cuts  = flag.Int("cuts", 2, "how often the power is cut")
	flips = flag.Int("flips", 3, "how many bytes of a file are flipped")
)

// program is the server under test: ALONGSIDE_BIN, or one that TestMain builds.
var program = os.Getenv("ALONGSIDE_BIN")

func TestMain(m *testing.M) {
	flag.Parse()
	zerolog.SetGlobalLevel(zerolog.Disabled) // the network's own chatter
	if os.Getenv(controlDir) != "" {
		os.Exit(m.Run()) // a child that needs no server
	}
	os.Exit(built(m.Run))
}

// built builds the server unless one is given, runs the tests and cleans up.
func built(run func() int) int {
	if program != "" {
		full, err := filepath.Abs(program)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		program = full
		return run()
	}
	dir, err := os.MkdirTemp("", "alongside-faults-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "alongside")
	build := exec.Command("go", "build", "-o", program, "alongside/server")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return 1
	}
	return run()
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
