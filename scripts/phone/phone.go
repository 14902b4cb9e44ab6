// Package phone is a device that knows nothing of the code: HTTP, JSON and a key
// of its own. What measures a running server and what breaks one both use it.
package phone

import (
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/oklog/ulid/v2"
)

// Phone is one enrolled device. It is not safe for use from several goroutines.
type Phone struct {
	Device, Member string
	N              uint64 // the number of its newest change
	Sent, Received int64  // bytes of bodies on the wire
	Client         *http.Client

	base, issuer, token string
	key                 ed25519.PrivateKey
}

// NewID makes an id as devices do: a ULID in lower case.
func NewID() string { return strings.ToLower(ulid.MustNew(ulid.Now(), rand.Reader).String()) }

// Enrol makes a device out of an invite and signs in.
func Enrol(base, invite string) (*Phone, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	p := &Phone{base: base, key: private, Client: &http.Client{Transport: &http.Transport{DisableCompression: true}}}
	key := map[string]string{"kty": "OKP", "crv": "Ed25519", "x": base64.RawURLEncoding.EncodeToString(public)}
	var got struct{ Device, Member, Issuer string }
	if err := p.Call("POST", "/v1/devices", map[string]any{"invite": invite, "name": "bench", "key": key}, &got); err != nil {
		return nil, err
	}
	p.Device, p.Member, p.issuer = got.Device, got.Member, got.Issuer
	return p, p.SignIn()
}

// SignIn gets a fresh access token.
func (p *Phone) SignIn() error {
	now := time.Now()
	assertion, err := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.MapClaims{
		"iss": p.Device, "sub": p.Device, "aud": p.issuer, "jti": NewID(),
		"iat": now.Unix(), "exp": now.Add(time.Minute).Unix(),
	}).SignedString(p.key)
	if err != nil {
		return err
	}
	form := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {assertion}}
	answer, err := p.Client.PostForm(p.base+"/v1/token", form)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var got struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil || got.Token == "" {
		return fmt.Errorf("token: %s, %v", answer.Status, err)
	}
	p.token = got.Token
	return nil
}

// Call sends body as JSON, gzipped as phones do, and decodes the answer into out.
func (p *Phone) Call(method, path string, body, out any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(raw); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	p.Sent += int64(packed.Len())
	request, err := http.NewRequest(method, p.base+path, &packed)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Content-Encoding", "gzip")
	request.Header.Set("Accept-Encoding", "gzip")
	if p.token != "" {
		request.Header.Set("Authorization", "Bearer "+p.token)
	}
	answer, err := p.Client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	return p.read(answer, out)
}

func (p *Phone) read(answer *http.Response, out any) error {
	wireBytes, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	p.Received += int64(len(wireBytes))
	var body io.Reader = bytes.NewReader(wireBytes)
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			return err
		}
	}
	if answer.StatusCode >= 300 {
		said, err := io.ReadAll(body)
		return fmt.Errorf("%s: %s %w", answer.Status, said, err)
	}
	if out == nil {
		return nil
	}
	return json.NewDecoder(body).Decode(out)
}

// Reply is what a round answers, as far as it is read here.
type Reply struct {
	Have   uint64
	More   bool
	Parked []json.RawMessage
	Scopes []struct {
		Scope   string
		To      uint64
		Changes []json.RawMessage
	}
}

// NewPerson makes a person whom the team can see, and returns the scope.
func (p *Phone) NewPerson(team string) (string, error) {
	id := NewID()
	return "person:" + id, p.SendRound([]map[string]any{p.Change("person:"+id, "person", id, map[string]any{
		"set": map[string]any{"called": "Gwen"}, "add": map[string]any{"circle": []string{"member:" + p.Member, "team:" + team}},
	})})
}

// Change numbers and stamps the next change; parts hold what it says.
func (p *Phone) Change(scope, kind, id string, parts map[string]any) map[string]any {
	p.N++
	parts["n"], parts["scope"], parts["kind"], parts["id"] = p.N, scope, kind, id
	parts["at"] = fmt.Sprintf("%012x-%04x-%s", time.Now().UnixMilli(), p.N&0xffff, p.Device)
	return parts
}

// Push sends count small visits into scope as one batch and checks that all were taken.
func (p *Phone) Push(scope string, count int) error {
	changes := make([]map[string]any, count)
	for i := range changes {
		changes[i] = p.Change(scope, "visit", NewID(), map[string]any{
			"set": map[string]any{"on": "2026-11-02", "story": fmt.Sprintf("Walked to the allotment, number %d", p.N)},
		})
	}
	return p.SendRound(changes)
}

// SendRound pushes changes and checks that all were taken.
func (p *Phone) SendRound(changes []map[string]any) error {
	var got Reply
	err := p.Call("POST", "/v1/sync", map[string]any{
		"protocol": 1, "schema": 1, "device": p.Device, "push": map[string]any{"changes": changes},
	}, &got)
	if err == nil && (got.Have != p.N || len(got.Parked) > 0) {
		err = fmt.Errorf("have %d of %d, parked: %s", got.Have, p.N, got.Parked)
	}
	return err
}

// Pull fetches everything that the phone may read, from nothing, and counts it.
func (p *Phone) Pull() (int, error) {
	cursors, total := map[string]uint64{}, 0
	for {
		var got Reply
		err := p.Call("POST", "/v1/sync", map[string]any{
			"protocol": 1, "schema": 1, "device": p.Device,
			"push": map[string]any{"changes": []any{}},
			"pull": map[string]any{"cursors": cursors, "max_bytes": 262144},
		}, &got)
		if err != nil {
			return total, err
		}
		for _, part := range got.Scopes {
			cursors[part.Scope] = part.To
			total += len(part.Changes)
		}
		if !got.More {
			return total, nil
		}
	}
}
