package backup

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/server/seal"
	"alongside/server/store"
	"alongside/sync/hlc"
	"alongside/sync/wire"

	"github.com/rs/zerolog"
)

// bed is a store with a backup. Its clock moves by a minute for each thing that is
// written or shipped, so that there are moments to go back to.
type bed struct {
	*testing.T
	dir     string // everything lies in it
	now     time.Time
	master  seal.Master
	store   *store.Store
	shipper *Shipper
	phone   *hlc.Clock
	device  string
	n       uint64
	minFree uint64
}

func newBed(t *testing.T) *bed {
	t.Helper()
	master, err := seal.NewMaster(bytes.Repeat([]byte{3}, seal.KeySize))
	check(t, err)
	b := &bed{T: t, dir: t.TempDir(), now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), master: master}
	b.open()
	b.enrol()
	b.ships()
	t.Cleanup(func() { check(t, b.store.Close()) })
	return b
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *bed) data() string   { return filepath.Join(b.dir, "data") }
func (b *bed) folder() string { return filepath.Join(b.dir, "backups") }

func (b *bed) options() Options {
	return Options{Data: b.data(), Dir: b.folder(), KeyFile: filepath.Join(b.dir, "backup.key"), Every: time.Second, KeepDays: 3,
		Now: func() time.Time { return b.now }, Log: zerolog.Nop()}
}

func (b *bed) open() {
	b.Helper()
	kept, err := store.Open(b.data(), store.Options{Master: b.master, BackedUp: true, Log: zerolog.Nop(), MinFree: b.minFree,
		Now: func() time.Time { return b.now }})
	check(b, err)
	b.store = kept
}

// ships begins to ship, as a start does.
func (b *bed) ships() {
	b.Helper()
	shipper, err := NewShipper(b.store, b.options())
	check(b, err)
	b.shipper = shipper
}

// refuses to ship, saying words.
func (b *bed) refuses(words string, options Options) {
	b.Helper()
	_, err := NewShipper(b.store, options)
	if !Misused(err) || !strings.Contains(err.Error(), words) {
		b.Errorf("%v, and not %q", err, words)
	}
}

func (b *bed) ship() Segment {
	b.Helper()
	b.now = b.now.Add(time.Minute)
	check(b, b.shipper.Ship(b.Context()))
	return b.shipper.end
}

// stop ends the store as an operator does; kill ends it without a last word.
func (b *bed) stop() {
	b.Helper()
	b.store.Quiet()
	b.shipper.Last(context.Background())
	check(b, b.store.Close())
}

func (b *bed) kill() {
	b.Helper()
	b.shipper.letGo()
	check(b, b.store.Close())
}

// enrol makes a phone of the steward's.
func (b *bed) enrol() {
	b.Helper()
	public, _, err := ed25519.GenerateKey(nil)
	check(b, err)
	invite, _, err := b.store.StewardInvite()
	check(b, err)
	enrolled, err := b.store.Enrol(invite.Code, "phone",
		place.Key{Kty: "OKP", Crv: "Ed25519", X: base64.RawURLEncoding.EncodeToString(public)})
	check(b, err)
	b.device, b.phone = enrolled.Device, hlc.NewClock(enrolled.Device)
}

// write pushes a barrier of that name.
func (b *bed) write(name string) wire.Reply {
	b.Helper()
	b.now = b.now.Add(time.Minute)
	b.n++
	return b.round(map[string]any{"n": b.n, "scope": "place", "kind": "barrier", "id": fmt.Sprintf("01arz3ndektsv4rrffq69g%04d", b.n),
		"at": string(b.phone.Tick(b.now.UnixMilli())), "set": map[string]any{"what": name}})
}

// round pushes changes and tells what the server holds.
func (b *bed) round(changes ...map[string]any) wire.Reply {
	b.Helper()
	body, err := json.Marshal(map[string]any{"protocol": 1, "device": b.device,
		"push": map[string]any{"changes": append([]map[string]any{}, changes...)}})
	check(b, err)
	request, fault := wire.DecodeRequest(body)
	if fault != nil {
		b.Fatal(fault)
	}
	reply, err := b.store.Sync(b.Context(), b.device, request)
	check(b, err)
	return reply
}

// key is the one that the folder was made with.
func (b *bed) key() Folder {
	b.Helper()
	key, err := LoadKey(b.options().KeyFile)
	check(b, err)
	return Folder{Dir: b.folder(), Key: key}
}

// restored restores what there was at a moment, or the newest, and returns the
// names of what was written by then, and what was told.
func (b *bed) restored(until time.Time) (names, told []string) {
	b.Helper()
	folder := b.key()
	state, err := folder.Find(b.Context(), until, func(words string) { told = append(told, words) })
	check(b, err)
	kept, err := folder.Restore(b.Context(), state, filepath.Join(b.TempDir(), "new"), storeOptions(b))
	check(b, err)
	defer func() { check(b, kept.Close()) }()
	checked, err := kept.Verify(b.Context(), func(f store.Fault) { b.Error(f) })
	check(b, err)
	if checked.Scopes == 0 || kept.Epoch() == b.store.Epoch() {
		b.Errorf("restored %+v, epoch %s", checked, kept.Epoch())
	}
	check(b, kept.Log("place", 0, func(l store.Logged) error {
		if set := l.Change.Set; len(set) > 0 {
			names = append(names, fmt.Sprint(set["what"]))
		}
		return nil
	}))
	return names, told
}

// all are the names of the files in the backup folder.
func (b *bed) all() []string {
	b.Helper()
	found, err := names(b.folder())
	check(b, err)
	return found
}

func (b *bed) fulls() (count int) {
	for _, name := range b.all() {
		if strings.Contains(name, string(Full)) {
			count++
		}
	}
	return count
}

// copied is another folder with the same segments.
func (b *bed) copied() string {
	b.Helper()
	to := b.TempDir()
	check(b, os.CopyFS(filepath.Join(to, "backups"), os.DirFS(b.folder())))
	return filepath.Join(to, "backups")
}

func equal(t testing.TB, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, not %q", what, got, want)
	}
}

func storeOptions(b *bed) store.Options { return store.Options{Master: b.master, Log: zerolog.Nop()} }

// flip turns a bit of a file over.
func flip(t testing.TB, path string, at int) {
	t.Helper()
	content, err := os.ReadFile(path)
	check(t, err)
	content[at] ^= 1
	check(t, os.WriteFile(path, content, 0o600))
}
