package api

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	packer := gzip.NewWriter(&out)
	_, err := packer.Write(data)
	must(t, err)
	must(t, packer.Close())
	return out.Bytes()
}

func TestHostileBodies(t *testing.T) {
	b := newBed(t)
	coach := b.phones["coach"]
	round := []byte(`{"protocol":1,"device":"` + coach.id + `"}`)
	padded := func(size int) []byte {
		return append(bytes.Repeat([]byte{' '}, size-len(round)), round...)
	}
	small := gzipped(t, round)
	const jsonType = "application/json"
	cases := []struct {
		name, mime, coding string
		body               []byte
		status             int
		code               string
	}{
		{"plain", jsonType, "", round, 200, ""},
		{"gzip", jsonType, "gzip", small, 200, ""},
		{"gzip in capitals", jsonType, "GZIP", small, 200, ""},
		{"gzip in two members", jsonType, "gzip", append(gzipped(t, round[:9]), gzipped(t, round[9:])...), 200, ""},
		{"no type", "", "", round, 200, ""},
		{"with charset", "application/json; charset=UTF-8", "", round, 200, ""},
		{"exactly 1 MiB", jsonType, "", padded(bodyLimit), 200, ""},
		{"exactly 1 MiB inflated", jsonType, "gzip", gzipped(t, padded(bodyLimit)), 200, ""},
		{"1 MiB and 1", jsonType, "", padded(bodyLimit + 1), 413, "too_large"},
		{"1 MiB and 1 inflated", jsonType, "gzip", gzipped(t, padded(bodyLimit+1)), 413, "too_large"},
		{"10 MiB", jsonType, "", padded(10 << 20), 413, "too_large"},
		{"gzip cut short", jsonType, "gzip", small[:len(small)-6], 400, "invalid"},
		{"gzip cut in its head", jsonType, "gzip", small[:5], 400, "invalid"},
		{"gzip of nothing", jsonType, "gzip", nil, 400, "invalid"},
		{"gzip with another sum", jsonType, "gzip", append(small[:len(small)-8:len(small)-8], 1, 2, 3, 4, 5, 6, 7, 8), 400, "invalid"},
		{"not gzip", jsonType, "gzip", round, 400, "invalid"},
		{"brotli", jsonType, "br", round, 415, "invalid"},
		{"twice gzip", jsonType, "gzip, gzip", small, 415, "invalid"},
		{"text", "text/plain", "", round, 415, "invalid"},
		{"latin", "application/json; charset=latin1", "", round, 415, "invalid"},
		{"multipart", "multipart/form-data; boundary=x", "", []byte("--x\r\n\r\n\r\n--x--"), 415, "invalid"},
		{"brackets", jsonType, "", bytes.Repeat([]byte("["), 1<<20), 400, "invalid"},
		{"two million brackets", jsonType, "", bytes.Repeat([]byte("["), 2_000_000), 413, "too_large"},
		{"brackets in gzip", jsonType, "gzip", gzipped(t, bytes.Repeat([]byte("["), 2_000_000)), 413, "too_large"},
		{"a name twice", jsonType, "", []byte(`{"protocol":1,"protocol":1,"device":"` + coach.id + `"}`), 400, "invalid"},
		{"names in capitals", jsonType, "", []byte(`{"Protocol":1,"Device":"` + coach.id + `"}`), 400, "invalid"},
		{"not UTF-8", jsonType, "", []byte("{\"protocol\":1,\"device\":\"\xff\"}"), 400, "invalid"},
		{"a list", jsonType, "", []byte(`[]`), 400, "invalid"},
		{"more behind", jsonType, "", append(round[:len(round):len(round)], '{'), 400, "invalid"},
	}
	for _, c := range cases {
		headers := []string{}
		if c.coding != "" {
			headers = []string{"Content-Encoding", c.coding}
		}
		got := b.send("POST", "/v1/sync", coach.token, c.mime, c.body, headers...)
		if got.status != c.status || c.code != "" && got.text("code") != c.code {
			t.Errorf("%s: %d %.200s", c.name, got.status, got.body)
		}
	}
	if got := b.call("POST", "/v1/sync", "", padded(3<<20)); got.status != 401 {
		t.Errorf("3 MiB from nobody: %v", got)
	}
	steward := b.phones["steward"].token
	for _, body := range []string{`{"name":"a","name":"b"}`, `{"name":"\ud800"}`, `{"name":"a\u0000b"}`, `{"name":1.5}`,
		`{"name":null}`, `null`, `"name"`, `{"name":"a"} x`, strings.Repeat(`{"a":`, 40) + "1" + strings.Repeat("}", 40)} {
		if got := b.call("POST", "/v1/admin/orgs", steward, body); got.status != 400 || got.text("code") != "invalid" {
			t.Errorf("%.40s: %v", body, got)
		}
	}
}

// TestABombIsNotInflated looks at what it costs, since a body that was inflated as a
// whole would be refused in the same words.
func TestABombIsNotInflated(t *testing.T) {
	b := newBed(t)
	bomb := gzipped(t, make([]byte, 200<<20))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := b.send("POST", "/v1/sync", b.phones["coach"].token, "application/json", bomb, "Content-Encoding", "gzip")
	runtime.ReadMemStats(&after)
	if got.status != 413 || got.text("code") != "too_large" {
		t.Errorf("%v", got)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 50<<20 {
		t.Errorf("it took %d MiB", took>>20)
	}
}

// raw sends bytes as they are and returns the first reply, if any.
func (b *bed) raw(text string) (reply, error) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(b.base, "http://"))
	must(b.t, err)
	defer conn.Close()
	must(b.t, conn.SetDeadline(time.Now().Add(5*time.Second)))
	_, err = io.WriteString(conn, text)
	must(b.t, err)
	got, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return reply{}, err
	}
	defer got.Body.Close()
	read, err := io.ReadAll(got.Body)
	must(b.t, err)
	r := reply{got.StatusCode, got.Header, read}
	b.wellDressed("raw", r)
	return r, nil
}

func TestHostileFraming(t *testing.T) {
	b := newBed(t)
	token := b.phones["coach"].token
	post := func(headers, body string) string {
		return "POST /v1/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body
	}
	round := `{"protocol":1,"device":"` + b.phones["coach"].id + `"}`
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(round), round)
	cases := []struct {
		name, text string
		status     int
		code       string
	}{
		{"chunked", post("Transfer-Encoding: chunked\r\n", chunked), 200, ""},
		{"length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunked), 400, "invalid"},
		{"chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunked), 400, "invalid"},
		{"two lengths", post(fmt.Sprintf("Content-Length: %d\r\nContent-Length: 5\r\n", len(round)), round), 400, "invalid"},
		{"odd encoding", post("Transfer-Encoding: xchunked\r\n", chunked), 400, "invalid"},
		{"negative length", post("Content-Length: -1\r\n", round), 400, "invalid"},
		{"broken chunk", post("Transfer-Encoding: chunked\r\n", "zz\r\n"), 400, "invalid"},
		{"large header", "GET /v1/me HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("a", 20<<10) + "\r\n\r\n", 431, "headers_too_large"},
		{"not HTTP", "hello\r\n\r\n", 400, "invalid"},
		{"no host", "GET /healthz HTTP/1.1\r\n\r\n", 400, "invalid"},
		{"unknown method", "BREW /v1/me HTTP/1.1\r\nHost: x\r\n\r\n", 405, "method_not_allowed"},
		{"up and away", "GET /../../etc/passwd.txt HTTP/1.1\r\nHost: x\r\n\r\n", 404, ""},
	}
	for _, c := range cases {
		got, err := b.raw(c.text)
		if err != nil || got.status != c.status || c.code != "" && got.text("code") != c.code {
			t.Errorf("%s: %v %v", c.name, got, err)
		}
	}
}

// TestPanics proves that a panic is answered without its words and that the
// server goes on.
func TestPanics(t *testing.T) {
	b := newBed(t)
	app := b.server.App
	b.server.App = nil // the next page asked for is a nil dereference
	got := b.call("GET", "/secret.txt", "", nil)
	if got.status != 500 || got.text("code") != "internal" || got.text("request_id") == "" {
		t.Errorf("panic: %v", got)
	}
	b.server.App = app
	if got := b.call("GET", "/", "", nil); got.status != 200 {
		t.Errorf("after the panic: %v", got)
	}
	var ctx fasthttp.RequestCtx
	b.server.caught(&ctx, func(*fasthttp.RequestCtx) { panic("words of somebody, thrown") })
	if ctx.Response.StatusCode() != 500 || bytes.Contains(ctx.Response.Body(), []byte("somebody")) {
		t.Errorf("what was thrown: %s", &ctx.Response)
	}
	b.saysNothing("secret", "somebody")
}

func TestRateLimits(t *testing.T) {
	b := newBed(t)
	_, key := newKey(t)
	var last reply
	for range 601 {
		last = b.call("POST", "/v1/devices", "", m{"invite": "0000000000000000", "name": "x", "key": key})
	}
	if last.status != 429 || last.text("code") != "too_many" || last.header.Get("Retry-After") == "" {
		t.Errorf("guesses: %v %v", last, last.header)
	}
	for range 601 {
		last = b.exchange("x.y.z")
	}
	if last.status != 429 || last.header.Get("Retry-After") == "" {
		t.Errorf("tokens: %v", last)
	}
}

func TestNotReady(t *testing.T) {
	b := newBed(t)
	b.server.Ready(false)
	for path, status := range map[string]int{"/healthz": 200, "/readyz": 503, "/v1/jwks": 503} {
		if got := b.call("GET", path, "", nil); got.status != status {
			t.Errorf("%s: %v", path, got)
		}
	}
}
