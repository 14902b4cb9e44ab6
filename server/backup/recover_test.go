package backup

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"alongside/server/seal"
	"alongside/server/seal/attempt"
	"alongside/server/store"
)

// segmentRead is what one segment holds: its items, and the keys that the master
// opens, each once whatever number of segments has it.
type segmentRead struct {
	items []store.Item
	keys  [][]byte
}

// opened reads a segment with the backup key, and unwraps every key in it.
func opened(t *testing.T, folder Folder, s Segment, master seal.Master) (out segmentRead) {
	t.Helper()
	check(t, folder.read(s, func(r *bufio.Reader) (uint64, error) {
		return store.ReadItems(r, func(item store.Item) error {
			out.items = append(out.items, item)
			return nil
		})
	}))
	for _, item := range out.items {
		wrapped := map[string][]byte{"admin": item.Value}
		var head struct {
			Key []byte `json:"key"`
		}
		if json.Unmarshal(item.Value, &head) == nil && len(head.Key) > 0 {
			wrapped[string(item.Key[1:])] = head.Key
		}
		for name, key := range wrapped {
			if raw, err := master.Open(key, []byte("key of "+name)); err == nil {
				out.keys = append(out.keys, raw)
			}
		}
	}
	return out
}

// readable is all that some keys open of what a segment holds.
func (s segmentRead) readable(keys []seal.Key) string {
	var out strings.Builder
	for _, item := range s.items {
		out.Write(item.Value)
		out.WriteString(attempt.Read(keys, item.Key, item.Value))
	}
	return out.String()
}

// TestRecoverWhatIsAsked tells whoever asks, which is a browser test, which of some
// words can be read from each segment by somebody who has the backup key, the master
// and every key that any of the segments holds. ALONGSIDE_RECOVER is {dir, key,
// master, words, out} as JSON; out is a file.
func TestRecoverWhatIsAsked(t *testing.T) {
	asked := os.Getenv("ALONGSIDE_RECOVER")
	if asked == "" {
		t.Skip("nobody asks: pwa/e2e/erased.spec.ts does")
	}
	var ask struct {
		Dir, Key, Master, Out string
		Words                 []string
	}
	check(t, json.Unmarshal([]byte(asked), &ask))
	text, err := os.ReadFile(ask.Master)
	check(t, err)
	master, err := seal.ParseMaster(strings.TrimSpace(string(text)))
	check(t, err)
	key, err := LoadKey(ask.Key)
	check(t, err)
	segments, broken, err := List(ask.Dir)
	if check(t, err); len(broken) > 0 {
		t.Fatal(broken)
	}
	var keys []seal.Key
	known := map[string]bool{}
	read := map[string]segmentRead{}
	for _, s := range segments {
		read[s.Name] = opened(t, Folder{Dir: ask.Dir, Key: key}, s, master)
		for _, raw := range read[s.Name].keys {
			if !known[string(raw)] {
				known[string(raw)], keys = true, append(keys, seal.MustKey(raw))
			}
		}
	}
	said := map[string][]string{}
	for name, one := range read {
		said[name] = []string{}
		readable := one.readable(keys)
		for _, word := range ask.Words {
			if strings.Contains(readable, word) {
				said[name] = append(said[name], word)
			}
		}
	}
	answer, err := json.Marshal(said)
	check(t, err)
	check(t, os.WriteFile(ask.Out, answer, 0o600))
}
