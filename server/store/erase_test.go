package store

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"alongside/server/erasures"
	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/seal/attempt"
	"alongside/server/vault"

	"github.com/dgraph-io/badger/v4"
	"github.com/rs/zerolog"
)

const marker = "She keeps the blue enamel teapot for visitors"

// marked is a ward on disk in which Ada wrote the marker down everywhere: about Jo,
// just between herself and Jo, and about somebody else.
func marked(t *testing.T) (w *ward, between, other string) {
	w = newWardIn(newWorld(t, true))
	between, other = "between:"+w.newID(), "person:"+w.newID()
	w.begin(place.MemberActor(w.ben.member.ID))
	goal := w.newID()
	w.ada.push(
		w.ada.visit(w.person, marker),
		w.ada.next(w.person, "goal", goal, map[string]any{"words": marker, "whose": "mine", "made_on": "2026-01-05"}),
		w.ada.next(between, "between", between[8:], map[string]any{"about": w.person[7:]}),
		w.ada.visit(between, marker),
		w.ada.visit(other, "Somebody else's tea"))
	return w, between, other
}

func (w *ward) erase(person string) Erasure {
	w.t.Helper()
	done, err := w.Erase(w.as(w.sam.member), strings.TrimPrefix(person, "person:"), "Asked to be forgotten")
	return must(w.t, done, err)
}

var wrappedText = regexp.MustCompile(`[A-Za-z0-9+/]{80}`)

// recovered is all that somebody with the master key can read from the files of a
// folder that no process has open: every version of every sealed value that Badger
// still has, tried with every key that any file still holds.
func recovered(t *testing.T, dir string, master seal.Master) string {
	t.Helper()
	var keys []seal.Key
	kept, err := vault.Open(filepath.Join(dir, keysName), master)
	must(t, kept, err)
	for slot := range kept.Count() {
		if key, err := kept.Key(vault.Slot(slot)); err == nil {
			keys = append(keys, key)
		}
	}
	copied := t.TempDir()
	scopes := map[string]bool{}
	for _, path := range files(t, dir, "") {
		text, err := os.ReadFile(path)
		must(t, 0, err)
		must(t, 0, os.WriteFile(filepath.Join(copied, filepath.Base(path)), text, 0o600))
		for _, scope := range regexp.MustCompile(`(person|between):[0-9a-z]{26}`).FindAllString(string(text), -1) {
			scopes[scope] = true
		}
		for _, found := range wrappedText.FindAll(text, -1) {
			wrapped, _ := base64.StdEncoding.DecodeString(string(found))
			for scope := range scopes {
				if raw, err := master.Open(wrapped, wrapPlace(scope)); err == nil {
					keys = append(keys, seal.MustKey(raw))
				}
			}
		}
	}
	db, err := badger.Open(badgerOptions(copied, Options{Log: zerolog.Nop()}).WithNumVersionsToKeep(1 << 20))
	must(t, db, err)
	defer db.Close()
	var out strings.Builder
	must(t, 0, db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.IteratorOptions{AllVersions: true, PrefetchValues: true, PrefetchSize: 10})
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			at := it.Item().KeyCopy(nil)
			value, err := it.Item().ValueCopy(nil)
			must(t, value, err)
			out.Write(value)
			out.WriteString(attempt.Read(keys, at, value))
		}
		return nil
	}))
	return out.String()
}

func TestNothingOfTheErasedCanBeRecovered(t *testing.T) {
	w, between, _ := marked(t)
	copied := w.copyNow(t)
	if !strings.Contains(recovered(t, copied, w.master), marker) {
		t.Fatal("the attempt finds nothing where everything is, so it proves nothing")
	}
	done := w.erase(w.person)
	is(t, "scopes", sorted(slices.Clone(done.Scopes)), sorted([]string{w.person, between}))
	is(t, "the same again", w.erase(w.person), done)
	w.checkAll()
	is(t, "erased", w.verified().Erased, 2)
	after := w.copyNow(t)
	if found := recovered(t, after, w.master); strings.Contains(found, marker) {
		t.Error("the words can be read again")
	} else if !strings.Contains(found, "Somebody else's tea") {
		t.Error("somebody else's words are lost")
	}
	is(t, "unattended", len(must2(w.Unattended(w.as(w.sam.member)))), 0)
	list := must2(w.Erasures(w.as(w.sam.member)))
	is(t, "list", list, []Erasure{done})
	w.reopen()
	w.checkAll()
	is(t, "list after a start", must2(w.Erasures(w.as(w.sam.member))), list)
}

func must2[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// copyNow closes the store, copies its folder, and opens it again.
func (w *world) copyNow(t *testing.T) string {
	t.Helper()
	must(t, 0, w.Close())
	dir := copyOf(t, w.dir)
	w.open()
	return dir
}

func TestErasingIsForStewardsWithAReason(t *testing.T) {
	w, _, other := marked(t)
	for name, try := range map[string]struct {
		by             place.Member
		person, reason string
		code           place.Code
	}{
		"a coach":    {w.ada.member, w.person[7:], "why not", place.Forbidden},
		"no reason":  {w.sam.member, w.person[7:], " ", place.Invalid},
		"nobody":     {w.sam.member, w.newID(), "asked", place.NotFound},
		"not an id":  {w.sam.member, "Jo", "asked", place.Invalid},
		"a good one": {w.sam.member, other[7:], "asked", ""},
	} {
		_, err := w.Erase(w.as(try.by), try.person, try.reason)
		is(t, name, codeOf(err), try.code)
	}
	_, err := w.Erasures(w.as(w.ada.member))
	is(t, "a coach's list", codeOf(err), place.Forbidden)
}

func TestAnErasedScopeTakesNothing(t *testing.T) {
	w, between, other := marked(t)
	cursors := w.ada.newShelf().fill(0).cursors
	w.erase(w.person)
	unheard := "between:" + w.newID()
	reply := w.ada.push(
		w.ada.visit(w.person, marker), w.ada.visit(between, marker),
		w.ada.next(unheard, "between", unheard[8:], map[string]any{"about": w.person[7:]}),
		w.ada.visit(unheard, marker),
		w.ada.next("team:"+w.team.ID, "decision", w.newID(), map[string]any{"what": marker, "source": w.person + "/decision/" + w.newID()}),
		w.ada.visit(other, "More tea"))
	is(t, "parked", codes(reply), "[7:scope_denied 8:scope_denied 9:scope_denied 10:scope_denied 11:scope_denied]")
	is(t, "have", reply.Have, 12)
	is(t, "told by the push", reply.Erased, sorted([]string{w.person, between}))
	again := w.ada.push(w.ada.visit(unheard, marker))
	is(t, "a between that was about them", again.Erased, []string{unheard})
	pulled := w.ada.pull(cursors, 0)
	is(t, "told by the pull", pulled.Erased, sorted([]string{w.person, between}))
	is(t, "dropped", pulled.Dropped, pulled.Erased)
	delete(cursors, w.person)
	delete(cursors, between)
	is(t, "not named any more", len(w.ada.pull(cursors, 0).Erased), 0)
	w.checkAll()
	if strings.Contains(recovered(t, w.copyNow(t), w.master), marker) {
		t.Error("words that came afterwards are there")
	}
}

// A process that ends between any two steps of an erasure leaves a store that the
// next start finishes.
func TestAnErasureCutShortIsFinished(t *testing.T) {
	w, between, _ := marked(t)
	must(t, 0, w.Close())
	ledger, err := erasures.Open(LedgerFile(w.dir))
	must(t, ledger, err)
	must(t, 0, ledger.Enter(newULID(w.now, bytes.NewReader(make([]byte, 10))), 1, w.person, between))
	w.open()
	w.checkAll()
	is(t, "erased", w.verified().Erased, 2)
	if strings.Contains(recovered(t, w.copyNow(t), w.master), marker) {
		t.Error("the words can be read")
	}
}

func TestALostLedgerIsRefused(t *testing.T) {
	w, _, _ := marked(t)
	w.erase(w.person)
	must(t, 0, w.Close())
	must(t, 0, os.Remove(LedgerFile(w.dir)))
	err := w.tryOpen()
	if err == nil || !strings.Contains(err.Error(), "--without-erasures") {
		t.Fatalf("%v", err)
	}
	_, err = Adopt(t.Context(), w.dir, Options{Master: w.master, Log: zerolog.Nop(), Relearn: true}, nil)
	must(t, 0, err)
	w.open()
	w.checkAll()
	is(t, "list", len(must2(w.Erasures(w.as(w.sam.member)))), 1)
}

// A backup from before an erasure brings nobody back, under the ledger of then; what
// phones relay of it is refused, and they are told.
func TestARestoreErasesAgain(t *testing.T) {
	w, between, other := marked(t)
	shelf := w.ada.newShelf().fill(0)
	before := w.Snapshot()
	var stream bytes.Buffer
	must(t, 0, second(before.Write(t.Context(), &stream)))
	before.Release()
	done := w.erase(w.person)
	dir := filepath.Join(t.TempDir(), "restored")
	l, err := NewLoader(dir, Options{Master: w.master, Log: zerolog.Nop(), Ledger: w.opts.Ledger})
	must(t, l, err)
	must(t, 0, second(l.Load(t.Context(), bufio.NewReader(&stream))))
	restored, err := l.Finish()
	must(t, restored, err)
	must(t, 0, restored.Close())
	if strings.Contains(recovered(t, dir, w.master), marker) {
		t.Error("the words came back with the backup")
	}
	must(t, 0, w.Close())
	must(t, 0, os.RemoveAll(w.dir))
	must(t, 0, os.Rename(dir, w.dir))
	w.open()
	is(t, "list", must2(w.Erasures(w.as(w.sam.member)))[0].Scopes, done.Scopes)
	reply, said := w.ada.tryRelay(shelf.pieces(w.person, between, other))
	for i, code := range said {
		want := "erased"
		if reply.Relayed[i].Scope == other {
			want = "ok"
		}
		is(t, reply.Relayed[i].Scope, code, want)
	}
	is(t, "told", reply.Erased, sorted([]string{w.person, between}))
	w.checkAll()
}
