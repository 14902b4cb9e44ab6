package api

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"alongside/server/place"
	"alongside/server/pwafiles"
	"alongside/server/seal"
	"alongside/server/signin"
	"alongside/server/store"

	"github.com/golang-jwt/jwt/v5"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// bed is a real server with a real store in memory, and a small place in it.
type bed struct {
	t      *testing.T
	store  *store.Store
	server *Server
	base   string
	issuer string // mostly base
	log    *bytes.Buffer
	tally  *prometheus.Registry
	stop   func()
	ahead  atomic.Int64 // ns that its clock is ahead of ours

	orgs    [2]place.Org
	teams   [2]place.Team
	members map[string]place.Member
	phones  map[string]*phone
}

// phone is one enrolled device.
type phone struct {
	bed     *bed
	id      string
	member  string
	private ed25519.PrivateKey
	token   string
}

// answer is a reply that was read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func newBed(t *testing.T) *bed { return newBedOn(t, func(l net.Listener) net.Listener { return l }) }

// newBedOn is a bed whose server listens on what wrap makes of its listener.
func newBedOn(t *testing.T, wrap func(net.Listener) net.Listener) *bed {
	t.Helper()
	b := serveOn(t, "", 0, wrap)
	b.people()
	return b
}

// serve starts a server over the store in dir, or over a fresh one in memory.
func serve(t *testing.T, dir string, minFree uint64) *bed {
	t.Helper()
	return serveOn(t, dir, minFree, func(l net.Listener) net.Listener { return l })
}

// serveAs starts a server over the store in dir, under the name of one before.
func serveAs(t *testing.T, dir, issuer string) *bed {
	t.Helper()
	return serveNamed(t, dir, 0, issuer, func(l net.Listener) net.Listener { return l })
}

func serveOn(t *testing.T, dir string, minFree uint64, wrap func(net.Listener) net.Listener) *bed {
	t.Helper()
	return serveNamed(t, dir, minFree, "", wrap)
}

// serveNamed starts a server; its issuer is its address, unless another is given.
func serveNamed(t *testing.T, dir string, minFree uint64, issuer string, wrap func(net.Listener) net.Listener) *bed {
	t.Helper()
	master, err := seal.NewMaster(bytes.Repeat([]byte{7}, seal.KeySize))
	must(t, err)
	b := &bed{t: t, log: &bytes.Buffer{}, tally: prometheus.NewRegistry(), members: map[string]place.Member{}, phones: map[string]*phone{}}
	log := zerolog.New(zerolog.SyncWriter(b.log))
	kept, err := store.Open(dir, store.Options{Master: master, InMemory: dir == "", Log: log, MinFree: minFree, Now: b.now,
		Place: place.Place{Name: "Test place", Zone: "Europe/London", Currency: "GBP"}})
	must(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	b.store, b.base = kept, "http://"+listener.Addr().String()
	if b.issuer = issuer; issuer == "" {
		b.issuer = b.base
	}
	signing := kept.Signing()
	keys, err := signin.NewKeys(b.issuer, signin.Key(signing.Current), signin.Key(signing.Next), FormerKeys(signing)...)
	must(t, err)
	app, err := pwafiles.New(fstest.MapFS{"index.html": {Data: []byte("<!doctype html>app")}, "sw.js": {Data: []byte("1")}})
	must(t, err)
	b.server = New(Config{Store: kept, Keys: keys, App: app, Log: log, Registry: b.tally, Now: b.now})
	go func() { _ = b.server.Serve(wrap(listener)) }()
	b.server.Ready(true)
	b.stop = sync.OnceFunc(func() {
		within, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := b.server.Shutdown(within); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		must(t, kept.Close())
	})
	t.Cleanup(b.stop)
	return b
}

func (b *bed) now() time.Time { return time.Now().Add(time.Duration(b.ahead.Load())) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// people founds two organisations of a team each, and one member of each part.
func (b *bed) people() {
	for i, name := range []string{"One", "Two"} {
		org, err := b.store.CreateOrg(place.Host, "Organisation "+name)
		must(b.t, err)
		team, err := b.store.CreateTeam(place.Host, org.ID, "Team "+name)
		must(b.t, err)
		b.orgs[i], b.teams[i] = org, team
	}
	b.add("steward", place.Steward)
	b.add("coach", place.Coach, b.teams[0].ID)
	b.add("peer", place.Coach, b.teams[0].ID)
	b.add("other", place.Coach, b.teams[1].ID)
	b.add("commissioner", place.Commissioner)
	b.add("auditor", place.Auditor)
	b.add("person", place.Person)
}

func (b *bed) add(name string, role place.Role, teams ...string) {
	member, err := b.store.CreateMember(place.Host, name, role, teams)
	must(b.t, err)
	b.members[name] = member
	b.phones[name] = b.join(b.code(name))
}

func (b *bed) code(name string) string {
	invite, err := b.store.CreateInvite(place.Host, b.members[name].ID)
	must(b.t, err)
	return invite.Code
}

func newKey(t *testing.T) (ed25519.PrivateKey, map[string]any) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	return private, map[string]any{"kty": "OKP", "crv": "Ed25519", "x": base64.RawURLEncoding.EncodeToString(public)}
}

// join enrols a new phone and signs it in, over HTTP.
func (b *bed) join(code string) *phone {
	b.t.Helper()
	private, key := newKey(b.t)
	got := b.call("POST", "/v1/devices", "", map[string]any{"invite": code, "name": "A phone", "key": key})
	if got.status != http.StatusCreated {
		b.t.Fatalf("enrolling: %d %s", got.status, got.body)
	}
	p := &phone{bed: b, id: got.text("device"), member: got.text("member"), private: private}
	p.signIn()
	return p
}

func (p *phone) signIn() {
	p.bed.t.Helper()
	got := p.bed.exchange(p.assert(nil))
	if got.status != http.StatusOK {
		p.bed.t.Fatalf("signing in: %d %s", got.status, got.body)
	}
	p.token = got.text("access_token")
}

// assert signs an assertion, after change was made to its claims.
func (p *phone) assert(change func(jwt.MapClaims)) string {
	claims := jwt.MapClaims{"iss": p.id, "sub": p.id, "aud": p.bed.issuer, "jti": newID(),
		"exp": p.bed.now().Add(time.Minute).Unix()}
	if change != nil {
		change(claims)
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims).SignedString(p.private)
	must(p.bed.t, err)
	return token
}

// exchange asks for an access token.
func (b *bed) exchange(assertion string) reply {
	b.t.Helper()
	form := url.Values{"grant_type": {jwtBearer}, "assertion": {assertion}}
	return b.send("POST", "/v1/token", "", "application/x-www-form-urlencoded", []byte(form.Encode()))
}

// call sends JSON; a string or bytes are sent as they are, nil is no body.
func (b *bed) call(method, path, token string, value any) reply {
	b.t.Helper()
	var data []byte
	switch value := value.(type) {
	case nil:
	case string:
		data = []byte(value)
	case []byte:
		data = value
	default:
		var err error
		data, err = json.Marshal(value)
		must(b.t, err)
	}
	return b.send(method, path, token, "application/json", data)
}

func (b *bed) send(method, path, token, mime string, data []byte, headers ...string) reply {
	b.t.Helper()
	request, err := http.NewRequest(method, b.base+path, bytes.NewReader(data))
	must(b.t, err)
	if mime != "" {
		request.Header.Set("Content-Type", mime)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	got, err := http.DefaultTransport.RoundTrip(request)
	must(b.t, err)
	defer got.Body.Close()
	read, err := io.ReadAll(got.Body)
	must(b.t, err)
	r := reply{got.StatusCode, got.Header, read}
	b.wellDressed(method+" "+path, r)
	return r
}

// wellDressed checks what holds for every reply.
func (b *bed) wellDressed(what string, r reply) {
	b.t.Helper()
	if stamp := r.header.Get("Alongside-Time"); len(stamp) != 12 {
		b.t.Errorf("%s: Alongside-Time is %q", what, stamp)
	}
	if r.header.Get("X-Content-Type-Options") != "nosniff" || r.header.Get("Content-Security-Policy") == "" {
		b.t.Errorf("%s: headers are missing: %v", what, r.header)
	}
	if r.status < 400 || !strings.Contains(what, " /v1/") || strings.HasPrefix(what, "HEAD") {
		return
	}
	problem := r.object()
	if r.header.Get("Content-Type") != "application/problem+json" || problem["code"] == "" || problem["detail"] == "" ||
		problem["errors"] == nil || problem["status"] != float64(r.status) {
		b.t.Errorf("%s: %d is not a problem: %s %s", what, r.status, r.header.Get("Content-Type"), r.body)
	}
}

func (r reply) object() map[string]any {
	var object map[string]any
	_ = json.Unmarshal(r.body, &object)
	return object
}

func (r reply) text(name string) string {
	text, _ := r.object()[name].(string)
	return text
}

func (r reply) String() string { return fmt.Sprintf("%d %s", r.status, r.body) }

// counted is the value of a counter with those labels.
func (b *bed) counted(name string) float64 {
	b.t.Helper()
	families, err := b.tally.Gather()
	must(b.t, err)
	sum := 0.0
	for _, family := range families {
		if family.GetName() != name {
			continue
		}
		for _, metric := range family.GetMetric() {
			sum += metric.GetCounter().GetValue()
		}
	}
	return sum
}
