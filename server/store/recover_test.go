package store

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"alongside/server/seal"
)

// TestRecoverWhatIsAsked tells whoever asks, which is a browser test, which of some
// words can be read from the files of a stopped server's folder by somebody with the
// master key. ALONGSIDE_RECOVER is {dir, master, words, out} as JSON; out is a file.
func TestRecoverWhatIsAsked(t *testing.T) {
	asked := os.Getenv("ALONGSIDE_RECOVER")
	if asked == "" {
		t.Skip("nobody asks: pwa/e2e/erased.spec.ts does")
	}
	var ask struct {
		Dir, Master, Out string
		Words            []string
	}
	must(t, 0, json.Unmarshal([]byte(asked), &ask))
	text, err := os.ReadFile(ask.Master)
	must(t, text, err)
	master, err := seal.ParseMaster(strings.TrimSpace(string(text)))
	must(t, master, err)
	readable := recovered(t, ask.Dir, master)
	found := slices.DeleteFunc(ask.Words, func(word string) bool { return !strings.Contains(readable, word) })
	answer, err := json.Marshal(append([]string{}, found...))
	must(t, answer, err)
	must(t, 0, os.WriteFile(ask.Out, answer, 0o600))
}
