package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}

// A new key takes the place of the old one while the server runs; then the old one
// opens nothing, neither the folder nor the backups made since.
func TestRotatingTheMasterKeyWhileTheServerRuns(t *testing.T) {
	dir := t.TempDir()
	data, key, old, backups := filepath.Join(dir, "data"), filepath.Join(dir, "data.key"), filepath.Join(dir, "old.key"), filepath.Join(dir, "backups")
	s := start(t, dir, "--backup", backups, "--backup-every", "100ms")
	writeText(t, old, readText(t, key))
	told(t, "rotating", exitFine, "Backups made before", "rotate-key", "--data", data)
	if readText(t, key) == readText(t, old) {
		t.Error("the key in the file is the old one")
	}
	if who := enrol(t, s.base, readLinks(t, dir)[0].Invite); who != 201 {
		t.Error("nobody enrols any more:", who)
	}
	s.stop()
	told(t, "the old key", exitWrong, "rotate-key", "verify", "--data", data, "--master-key", old)
	told(t, "the new key", exitFine, "Nothing is wrong", "verify", "--data", data)
	told(t, "a backup", exitFine, "verified", "backup", "--data", data, "--backup", backups)
	to := filepath.Join(dir, "new")
	rest := []string{"restore", "--from", backups, "--data", to, "--backup-key", data + ".backup.key", "--erasures", data + ".erasures", "--master-key"}
	told(t, "restoring by the old key", exitWrong, "under which this backup was made", append(rest, old)...)
	told(t, "restoring by the new key", exitFine, "Restored and checked", append(rest, key)...)
	told(t, "rotating a stopped one", exitFine, "rotated", "rotate-key", "--data", data, "--new-master-key", old)
	told(t, "the first key again", exitFine, "Nothing is wrong", "verify", "--data", data, "--master-key", old)
}

// A process that ends in the middle leaves both keys, of which one opens the store:
// that one stays.
func TestARotationCutShortIsFinished(t *testing.T) {
	dir := t.TempDir()
	data, key := filepath.Join(dir, "data"), filepath.Join(dir, "data.key")
	start(t, dir).stop()
	first := readText(t, key)
	told(t, "rotating", exitFine, "rotated", "rotate-key", "--data", data)
	second := readText(t, key)
	for name, c := range map[string]struct{ at, next string }{
		"before the keys were wrapped anew":    {second, first},
		"after it, with the old key in place":  {first, second},
		"while the new key was written":        {second, first[:5]},
		"twice, with the new one where it was": {second, second},
	} {
		writeText(t, key, c.at)
		writeText(t, key+".new", c.next)
		start(t, dir).stop()
		if got := readText(t, key); got != second {
			t.Errorf("%s: another key stayed", name)
		}
		if _, err := os.Stat(key + ".new"); err == nil {
			t.Errorf("%s: there are two keys still", name)
		}
	}
}

// The master key may come from a command, whose words are nowhere repeated.
func TestTheMasterKeyOfACommand(t *testing.T) {
	dir := t.TempDir()
	data, key := filepath.Join(dir, "data"), filepath.Join(dir, "data.key")
	start(t, dir).stop()
	secret := filepath.Join(dir, "secret")
	if err := os.Rename(key, secret); err != nil {
		t.Fatal(err)
	}
	script := func(name, lines string) string {
		path := filepath.Join(dir, name)
		writeText(t, path, "#!/bin/sh\n"+lines+"\n")
		return path
	}
	good := script("good", `echo "noise for the log" >&2; cat `+secret)
	told(t, "by a command", exitFine, "Nothing is wrong", "verify", "--data", data, "--master-key-command", good)
	start(t, dir, "--master-key-command", good).stop()
	for name, c := range map[string]struct{ command, says string }{
		"that fails":          {script("fails", "cat "+secret+"; cat "+secret+" >&2; exit 3"), "ended with code 3"},
		"that says too much":  {script("much", "cat "+secret+"; echo more"), "does not hold a master key"},
		"that is not there":   {filepath.Join(dir, "none"), "no such file"},
		"that wants a shell":  {"cat " + secret + "; true", "ended with code 1"},
		"of another master":   {script("other", "head -c 32 /dev/zero | base64"), "not the one"},
		"that says something": {script("words", "echo secretwords"), "does not hold a master key"},
	} {
		var out, errs bytes.Buffer
		code := verify(context.Background(), []string{"--data", data, "--master-key-command", c.command},
			func(string) (string, bool) { return "", false }, &out, &errs)
		said := out.String() + errs.String()
		if code != exitWrong || !strings.Contains(said, c.says) {
			t.Errorf("a command %s: %d, %s", name, code, said)
		}
		if strings.Contains(said, strings.TrimSpace(readText(t, secret))) || strings.Contains(said, "secretwords") {
			t.Errorf("a command %s: its words are repeated", name)
		}
	}
}
