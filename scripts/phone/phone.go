// Package phone is a device that knows nothing of the code: HTTP, JSON and a key
// of its own. What measures a running server and what breaks one both use it.
package phone

import (
	"bytes"
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
	"github.com/klauspost/compress/gzip"
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

// At makes the phone speak to another address of the same server from now on.
func (p *Phone) At(base string) { p.base = base }

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
	if err := p.read(answer, &got); err != nil {
		return fmt.Errorf("token: %w", err)
	}
	p.token = got.Token
	return nil
}

// Call sends body as JSON, gzipped as phones do, and decodes the answer into out, or
// hands it over as it is where out is a *[]byte.
func (p *Phone) Call(method, path string, body, out any) error {
	packed, err := pack(body)
	if err != nil {
		return err
	}
	return p.send(method, path, packed, out)
}

func pack(body any) ([]byte, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// send sends a packed body and decodes the answer into out.
func (p *Phone) send(method, path string, packed []byte, out any) error {
	p.Sent += int64(len(packed))
	request, err := http.NewRequest(method, p.base+path, bytes.NewReader(packed))
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
		return refused(answer, body)
	}
	if raw, ok := out.(*[]byte); ok {
		*raw, err = io.ReadAll(body)
		return err
	}
	if out == nil {
		return nil
	}
	return json.NewDecoder(body).Decode(out)
}

// Token is the access token that the phone holds, good or not.
func (p *Phone) Token() string { return p.token }
