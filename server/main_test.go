package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// started is one run of the whole server.
type started struct {
	base string
	out  *bytes.Buffer
	stop func() time.Duration
}

// start runs the server as main would, until it is ready.
func start(t *testing.T, dir string, flags ...string) started {
	t.Helper()
	addr := freeAddr(t)
	env := map[string]string{"ALONGSIDE_DATA": filepath.Join(dir, "data"), "ALONGSIDE_LINKS": filepath.Join(dir, "links.json")}
	look := func(name string) (string, bool) { value, set := env[name]; return value, set }
	settings, err := parse(append(flags, "--addr", addr), look, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	out := &bytes.Buffer{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx, settings, out, zerolog.Nop()) }()
	s := started{base: "http://" + addr, out: out, stop: func() time.Duration {
		begun := time.Now()
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
		return time.Since(begun)
	}}
	for range 3000 {
		if got, err := http.Get(s.base + "/readyz"); err == nil {
			got.Body.Close()
			if got.StatusCode == http.StatusOK {
				return s
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("never ready")
	return s
}

func freeAddr(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func readLinks(t *testing.T, dir string) []link {
	t.Helper()
	path := filepath.Join(dir, "links.json")
	about, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if about.Mode().Perm() != 0o600 {
		t.Errorf("the links may be read by others: %v", about.Mode())
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var links []link
	if err := json.Unmarshal(data, &links); err != nil {
		t.Fatal(err)
	}
	return links
}

func enrol(t *testing.T, base, invite string) int {
	t.Helper()
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	body := fmt.Sprintf(`{"invite":%q,"name":"x","key":{"kty":"OKP","crv":"Ed25519","x":%q}}`,
		invite, base64.RawURLEncoding.EncodeToString(public))
	got, err := http.Post(base+"/v1/devices", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	got.Body.Close()
	return got.StatusCode
}

func TestStewardLinkUntilOneJoined(t *testing.T) {
	dir := t.TempDir()
	for number, joined := range []bool{false, false, true} {
		s := start(t, dir)
		links := readLinks(t, dir)
		if len(links) != 1 || links[0].Role != "steward" || links[0].URL != s.base+"/#invite="+links[0].Invite {
			t.Errorf("start %d: links %+v", number, links)
		}
		if printed := strings.Contains(s.out.String(), links[0].URL); printed == joined {
			t.Errorf("start %d: printed %q", number, s.out)
		}
		if number == 1 && enrol(t, s.base, links[0].Invite) != http.StatusCreated {
			t.Errorf("start %d: the link does not let anybody in", number)
		}
		if took := s.stop(); took > 5*time.Second {
			t.Errorf("start %d: stopping took %v", number, took)
		}
	}
}

func TestDemoLinks(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir, "--demo")
	first := readLinks(t, dir)
	if status := enrol(t, s.base, first[1].Invite); status != http.StatusCreated {
		t.Errorf("joining as a coach: %d", status)
	}
	s.stop()
	s = start(t, dir, "--demo")
	second := readLinks(t, dir)
	var roles []string
	for i := range second {
		roles = append(roles, string(second[i].Role))
		if first[i].Name != second[i].Name || first[i].Invite == second[i].Invite {
			t.Errorf("link %d: %+v, then %+v", i, first[i], second[i])
		}
		if !strings.Contains(s.out.String(), second[i].URL) {
			t.Errorf("the link of %s was not printed", second[i].Name)
		}
	}
	if got := strings.Join(roles, " "); got != "steward coach coach coach commissioner auditor" {
		t.Errorf("roles: %s", got)
	}
	if status := enrol(t, s.base, second[1].Invite); status != http.StatusCreated {
		t.Errorf("joining as a coach again: %d", status)
	}
	s.stop()
}

func TestSettings(t *testing.T) {
	env := map[string]string{"ALONGSIDE_ADDR": "127.0.0.1:9", "ALONGSIDE_DEMO": "true", "ALONGSIDE_MASTER_KEY": "abc"}
	look := func(name string) (string, bool) { value, set := env[name]; return value, set }
	s, err := parse([]string{"--base", "https://place.example/", "--data", "x/"}, look, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if s.addr != "127.0.0.1:9" || !s.demo || s.masterKey != "abc" || s.masterFile() != "x.key" || s.baseFor(nil) != "https://place.example" {
		t.Errorf("settings: %+v", s)
	}
	s, err = parse([]string{"--addr", "127.0.0.1:10"}, look, io.Discard)
	if err != nil || s.baseFor(nil) != "http://127.0.0.1:10" {
		t.Errorf("the flag goes before the environment: %+v, %v", s, err)
	}
	for _, args := range [][]string{{"--addr", "x"}, {"--base", "place.example"}, {"--base", "https://a.example/b"}, {"--data", ""}, {"serve"}, {"--nothing"}} {
		if _, err := parse(args, look, io.Discard); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
