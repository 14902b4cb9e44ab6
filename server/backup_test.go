package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// told runs a command in the way that main does and checks its exit code and words.
func told(t *testing.T, what string, want int, says string, args ...string) {
	t.Helper()
	none := func(string) (string, bool) { return "", false }
	var out bytes.Buffer
	if code := commands[args[0]](t.Context(), args[1:], none, &out, &out); code != want || !strings.Contains(out.String(), says) {
		t.Errorf("%s: %d\n%s", what, code, &out)
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A server that ships, what it tells of that, and the commands around it.
func TestBackupCommands(t *testing.T) {
	dir := t.TempDir()
	data, backups, metrics := filepath.Join(dir, "data"), filepath.Join(dir, "backups"), freeAddr(t)
	s := start(t, dir, "--backup", backups, "--backup-every", "100ms", "--metrics", metrics)
	for end := time.Now().Add(time.Minute); !strings.Contains(get(t, "http://"+metrics+"/metrics"), "alongside_backup_segments_total 2"); {
		if time.Now().After(end) {
			t.Fatalf("never two segments:\n%s", get(t, "http://"+metrics+"/metrics"))
		}
		enrol(t, s.base, readLinks(t, dir)[0].Invite) // so that there is news
		time.Sleep(10 * time.Millisecond)
	}
	text := get(t, "http://"+metrics+"/metrics")
	for _, line := range []string{"alongside_backup_failing 0", "alongside_backup_failures_total 0"} {
		if !strings.Contains(text, line) {
			t.Errorf("%s is not in\n%s", line, text)
		}
	}
	told(t, "backing up while it runs", exitWrong, "A server is running", "backup", "--data", data, "--backup", backups)
	told(t, "adopting while it runs", exitWrong, "A server is running", "adopt", "--data", data)
	s.stop()

	told(t, "nowhere to", exitUsage, "--backup", "backup", "--data", data)
	told(t, "nowhere from", exitUsage, "--from", "restore", "--data", data)
	told(t, "no moment", exitUsage, "a moment such as", "restore", "--from", backups, "--data", data, "--to", "yesterday")
	told(t, "into a filled folder", exitWrong, "is not empty", "restore", "--from", backups, "--data", data)
	told(t, "backing up", exitFine, "read back and verified", "backup", "--data", data, "--backup", backups)
	for _, key := range []string{".key", ".backup.key"} {
		about, err := os.Stat(data + key)
		if err != nil || about.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", key, about, err)
		}
	}
	to := filepath.Join(dir, "new")
	keys := []string{"--master-key", data + ".key", "--backup-key", data + ".backup.key", "--erasures", data + ".erasures"}
	told(t, "without the ledger of erasures", exitWrong, "--erasures", append([]string{"restore", "--from", backups, "--data", to}, keys[:4]...)...)
	told(t, "without the master key", exitWrong, "--master-key", "restore", "--from", backups, "--data", to, "--backup-key", data+".backup.key")
	told(t, "without the backup key", exitWrong, "--backup-key", "restore", "--from", backups, "--data", to)
	told(t, "of before there was any", exitWrong, "no full backup", append([]string{"restore", "--from", backups, "--data", to, "--to", "2020-01-01T00:00:00Z"}, keys...)...)
	told(t, "restoring", exitFine, "sign them out again", append([]string{"restore", "--from", backups, "--data", to}, keys...)...)
	told(t, "checking that", exitFine, "Nothing is wrong", "verify", "--data", to, "--master-key", data+".key", "--erasures", data+".erasures")
	told(t, "adopting", exitFine, "new history", "adopt", "--data", to, "--master-key", data+".key", "--erasures", data+".erasures")
}
