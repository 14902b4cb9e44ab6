package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVerifyCommand(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	none := func(string) (string, bool) { return "", false }
	check := func(name string, want int, says string, args ...string) {
		t.Helper()
		var out bytes.Buffer
		if code := verify(t.Context(), args, none, &out, &out); code != want || !strings.Contains(out.String(), says) {
			t.Errorf("%s: %d\n%s", name, code, &out)
		}
	}
	s := start(t, dir)
	check("running", exitWrong, "A server is running", "--data", data)
	s.stop()
	check("stopped", exitFine, "Nothing is wrong", "--data", data)
	check("no store", exitWrong, "master key is missing", "--data", filepath.Join(dir, "other"))
	check("a word too many", exitUsage, "what is", "--data", data, "now")

	tables, err := filepath.Glob(filepath.Join(data, "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatal("no tables", err)
	}
	content, err := os.ReadFile(tables[0])
	if err != nil {
		t.Fatal(err)
	}
	content[40] ^= 1
	if err := os.WriteFile(tables[0], content, 0o600); err != nil {
		t.Fatal(err)
	}
	check("damaged", exitWrong, "alongside restore", "--data", data)
}
