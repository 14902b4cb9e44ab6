package main

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

// phone is a device that knows nothing of the code: HTTP, JSON and its own key.
type phone struct {
	base, device, member, issuer, token string
	key                                 ed25519.PrivateKey
	n                                   uint64
	sent, received                      int64 // bytes of bodies on the wire
	client                              *http.Client
}

func newID() string { return strings.ToLower(ulid.MustNew(ulid.Now(), rand.Reader).String()) }

func enrol(base, invite string) (*phone, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	p := &phone{base: base, key: private, client: &http.Client{Transport: &http.Transport{DisableCompression: true}}}
	key := map[string]string{"kty": "OKP", "crv": "Ed25519", "x": base64.RawURLEncoding.EncodeToString(public)}
	var got struct{ Device, Member, Issuer string }
	if err := p.call("POST", "/v1/devices", map[string]any{"invite": invite, "name": "bench", "key": key}, &got); err != nil {
		return nil, err
	}
	p.device, p.member, p.issuer = got.Device, got.Member, got.Issuer
	return p, p.signIn()
}

func (p *phone) signIn() error {
	now := time.Now()
	assertion, err := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.MapClaims{
		"iss": p.device, "sub": p.device, "aud": p.issuer, "jti": newID(),
		"iat": now.Unix(), "exp": now.Add(time.Minute).Unix(),
	}).SignedString(p.key)
	if err != nil {
		return err
	}
	form := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {assertion}}
	answer, err := p.client.PostForm(p.base+"/v1/token", form)
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

// call sends body as JSON, gzipped as phones do, and decodes the answer into out.
func (p *phone) call(method, path string, body, out any) error {
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
	p.sent += int64(packed.Len())
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
	answer, err := p.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	return p.read(answer, out)
}

func (p *phone) read(answer *http.Response, out any) error {
	wireBytes, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	p.received += int64(len(wireBytes))
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

type reply struct {
	Have   uint64
	More   bool
	Parked []json.RawMessage
	Scopes []struct {
		Scope   string
		To      uint64
		Changes []json.RawMessage
	}
}

// newPerson makes a person whom the team can see, and returns the scope.
func (p *phone) newPerson(team string) (string, error) {
	id := newID()
	return "person:" + id, p.sendRound([]map[string]any{p.change("person:"+id, "person", id, map[string]any{
		"set": map[string]any{"called": "Gwen"}, "add": map[string]any{"circle": []string{"member:" + p.member, "team:" + team}},
	})})
}

func (p *phone) change(scope, kind, id string, parts map[string]any) map[string]any {
	p.n++
	parts["n"], parts["scope"], parts["kind"], parts["id"] = p.n, scope, kind, id
	parts["at"] = fmt.Sprintf("%012x-%04x-%s", time.Now().UnixMilli(), p.n&0xffff, p.device)
	return parts
}

// push sends count small visits into scope as one batch and checks that all were taken.
func (p *phone) push(scope string, count int) error {
	changes := make([]map[string]any, count)
	for i := range changes {
		changes[i] = p.change(scope, "visit", newID(), map[string]any{
			"set": map[string]any{"on": "2026-11-02", "story": fmt.Sprintf("Walked to the allotment, number %d", p.n)},
		})
	}
	return p.sendRound(changes)
}

// sendRound pushes changes and checks that all were taken.
func (p *phone) sendRound(changes []map[string]any) error {
	var got reply
	err := p.call("POST", "/v1/sync", map[string]any{
		"protocol": 1, "schema": 1, "device": p.device, "push": map[string]any{"changes": changes},
	}, &got)
	if err == nil && (got.Have != p.n || len(got.Parked) > 0) {
		err = fmt.Errorf("have %d of %d, parked: %s", got.Have, p.n, got.Parked)
	}
	return err
}

// pull fetches everything that the phone may read, from nothing, and counts it.
func (p *phone) pull() (int, error) {
	cursors, total := map[string]uint64{}, 0
	for {
		var got reply
		err := p.call("POST", "/v1/sync", map[string]any{
			"protocol": 1, "schema": 1, "device": p.device,
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
