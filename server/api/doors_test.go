package api

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"alongside/server/signin"
)

// TestPagesOfOtherSitesChangeNothing sends what a browser would say of the page
// that asks.
func TestPagesOfOtherSitesChangeNothing(t *testing.T) {
	b := newBed(t)
	steward := b.phones["steward"].token
	at := strings.TrimPrefix(b.base, "http://")
	_, port, err := net.SplitHostPort(at)
	must(t, err)
	made := 0
	for origin, taken := range map[string]bool{
		"": true, b.base: true,
		"null": false, "http://elsewhere.example": false, "https://" + at: false, b.base + ".example": false,
		"http://localhost:" + port: false, "http://127.0.0.1": false, b.base + "/": false, "file://": false,
	} {
		var headers []string
		if origin != "" {
			headers = []string{"Origin", origin}
		}
		for _, method := range []string{"POST", "PATCH"} {
			path := map[string]string{"POST": "/v1/admin/orgs", "PATCH": "/v1/admin/orgs/" + b.orgs[0].ID}[method]
			got := b.send(method, path, steward, "application/json", []byte(`{"name":"Made by a page"}`), headers...)
			if ok := got.status < 300; ok != taken || !taken && (got.status != 403 || got.text("code") != "forbidden") {
				t.Errorf("%s from %q: %v", method, origin, got)
			}
		}
		if taken {
			made++
		}
		if got := b.send("GET", "/v1/me", steward, "", nil, headers...); got.status != 200 {
			t.Errorf("reading from %q: %v", origin, got)
		}
	}
	list := b.call("GET", "/v1/admin/orgs", steward, nil)
	if n := strings.Count(string(list.body), "Made by a page"); n != made+1 {
		t.Errorf("%d were made or renamed, and not %d", n, made+1)
	}
	got, err := b.raw("POST /v1/token HTTP/1.1\r\nHost: x\r\nOrigin: " + b.base + "\r\nOrigin: http://elsewhere.example\r\nContent-Length: 0\r\n\r\n")
	if err != nil || got.status != 403 {
		t.Errorf("two origins: %v %v", got, err)
	}
	if got := b.send("POST", "/v1/csp-reports", "", "application/csp-report", []byte(`{}`), "Origin", "null"); got.status != 204 {
		t.Errorf("a browser's report: %v", got)
	}
}

// With TLS the app has one name.
func TestWithTLSOnlyTheBaseIsHome(t *testing.T) {
	b := newBed(t)
	signing := b.store.Signing()
	keys, err := signin.NewKeys("https://alongside.example", signin.Key(signing.Current), signin.Key(signing.Next))
	must(t, err)
	b.server.Keys = keys
	for origin, status := range map[string]int{b.base: 403, "https://alongside.example": 401, "http://alongside.example": 403} {
		if got := b.send("POST", "/v1/admin/orgs", "", "application/json", []byte(`{}`), "Origin", origin); got.status != status {
			t.Errorf("%s: %v", origin, got)
		}
	}
	if got := b.call("GET", "/v1/jwks", "", nil).header.Get("Strict-Transport-Security"); got == "" {
		t.Error("with TLS nothing asks for TLS")
	}
}

// TestHeadersOfEveryAnswer asks for what is there, what is not, and what fails.
func TestHeadersOfEveryAnswer(t *testing.T) {
	b := newBed(t)
	for _, c := range []struct{ method, path string }{
		{"GET", "/"}, {"GET", "/nothing.js"}, {"GET", "/v1/jwks"}, {"GET", "/v1/me"}, {"GET", "/v1/nothing"},
		{"POST", "/v1/token"}, {"GET", "/healthz"}, {"GET", "/readyz"}, {"POST", "/"}, {"BREW", "/"}, {"OPTIONS", "/v1/sync"},
	} {
		got := b.send(c.method, c.path, "", "", nil)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": permissions, "Strict-Transport-Security": "",
			"Access-Control-Allow-Origin": "", "Set-Cookie": "", "Server": "",
		} {
			if has := got.header.Get(name); has != want {
				t.Errorf("%s %s: %s is %q", c.method, c.path, name, has)
			}
		}
		csp, cache := got.header.Get("Content-Security-Policy"), got.header.Get("Cache-Control")
		app := c.method == "GET" && c.path == "/"
		if strings.Contains(c.path, "/v1/") && (cache != "no-store" || !strings.Contains(csp, "default-src 'none'")) {
			t.Errorf("%s %s: %q, %q", c.method, c.path, cache, csp)
		}
		for _, part := range []string{"require-trusted-types-for 'script'", "trusted-types app;", "script-src 'self';", "object-src 'none'",
			"base-uri 'none'", "frame-ancestors 'none'", "report-uri /v1/csp-reports"} {
			if app && !strings.Contains(csp, part) {
				t.Errorf("the app's policy lacks %s: %s", part, csp)
			}
		}
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") {
			t.Errorf("%s %s: %s", c.method, c.path, csp)
		}
	}
}

// TestOnlyTheWorkerThatStretchesMayRunWebAssembly: a worker has the policy that its own
// file came with, so nothing of a page may.
func TestOnlyTheWorkerThatStretchesMayRunWebAssembly(t *testing.T) {
	for path, may := range map[string]bool{"/": false, "/assets/argon.worker-abc.js": true, "/assets/core-argon.worker-.js": false, "/assets/line-abc.js": false} {
		csp := policyOf(path)
		if strings.Contains(csp, "script-src 'self' 'wasm-unsafe-eval';") != may || strings.Contains(csp, "'unsafe") {
			t.Errorf("%s: %s", path, csp)
		}
	}
}

// TestADeviceThatAsksTooOften is told how long to wait, and the others are not.
func TestADeviceThatAsksTooOften(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	asks := func(p *phone) reply { return b.call("POST", "/v1/sync", p.token, m{"protocol": 1, "device": p.id}) }
	b.server.asks = newBuckets(50, 20)
	stopped := b.now() // a clock that stands still fills nothing
	b.server.Now = func() time.Time { return stopped }
	refused := 0
	for range 25 {
		got := asks(coach)
		if got.status == 429 {
			refused++
			if wait, err := strconv.Atoi(got.header.Get("Retry-After")); err != nil || wait < 1 || got.text("code") != "too_many" {
				t.Errorf("%v %v", got, got.header)
			}
		}
	}
	if refused != 5 {
		t.Errorf("%d of 25 were refused", refused)
	}
	if got := b.call("GET", "/v1/me", coach.token, nil); got.status != 429 {
		t.Errorf("elsewhere: %v", got)
	}
	if got := asks(b.phones["peer"]); got.status != 200 {
		t.Errorf("another device: %v", got)
	}
	stopped = stopped.Add(time.Second)
	for i := range 20 {
		if got := asks(coach); got.status != 200 {
			t.Fatalf("after a second, %d: %v", i, got)
		}
	}
}

// What a device may ask for leaves benchmarks and first syncs alone.
func TestTheLimitOfADevice(t *testing.T) {
	limit, now := newBuckets(asksASecond, asksAtOnce), time.Now()
	for second := range 60 {
		for i := range 50 {
			if wait := limit.take("a", now); wait != 0 {
				t.Fatalf("%d.%d: %v", second, i, wait)
			}
		}
		now = now.Add(time.Second)
	}
	for i := range asksAtOnce {
		if wait := limit.take("b", now); wait != 0 {
			t.Fatalf("%d at once: %v", i, wait)
		}
	}
	if limit.take("b", now) == 0 {
		t.Error("without end")
	}
	for i := range sweepAbove + 2 {
		limit.take(fmt.Sprint("c", i), now.Add(-time.Hour))
	}
	limit.take("d", now)
	if len(limit.of) > 4 {
		t.Errorf("%d are remembered", len(limit.of))
	}
}

// TestSlowClients holds many half-sent requests, which keep nobody else out, and
// sees one of them being let go.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	b := newBed(t)
	address := strings.TrimPrefix(b.base, "http://")
	var slow []net.Conn
	for i := range 200 {
		conn, err := net.Dial("tcp", address)
		must(t, err)
		defer conn.Close()
		text := "POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Le"
		if i%2 == 0 {
			text = "POST /v1/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngrant"
		}
		_, err = io.WriteString(conn, text)
		must(t, err)
		slow = append(slow, conn)
	}
	if got := b.call("GET", "/v1/me", b.phones["coach"].token, nil); got.status != 200 {
		t.Errorf("beside slow clients: %v", got)
	}
	must(t, slow[1].SetReadDeadline(time.Now().Add(4*headTime)))
	said, err := io.ReadAll(slow[1])
	if err != nil || !bytes.HasPrefix(said, []byte("HTTP/1.1 408")) {
		t.Errorf("half a head: %q %v", said, err)
	}
}
