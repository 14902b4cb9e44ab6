package api

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net"
	"strings"
	"sync"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
	"github.com/klauspost/compress/gzip"
)

const (
	// bodyLimit bounds a request body, as sent and inflated.
	bodyLimit = 1 << 20
	// drainLimit bounds how much of a refused body is read, so that its sender
	// gets to see the refusal instead of a broken connection.
	drainLimit = 16 << 20
)

var errLarge = place.Refuse(place.TooLarge, "The body is larger than 1 MiB.")

// body reads the request's body, inflating it if it is gzip-encoded. The limit
// holds while inflating. It must be used instead of Fiber's Body, which inflates
// without bound.
func body(c *fiber.Ctx, types ...string) ([]byte, error) {
	if err := expectType(c, types); err != nil {
		return nil, err
	}
	sent := c.Context().RequestBodyStream()
	if sent == nil {
		sent = bytes.NewReader(c.Context().Request.Body())
	}
	return inflate(sent, strings.ToLower(strings.TrimSpace(c.Get(fiber.HeaderContentEncoding))))
}

// drain reads what is left of a refused request's body.
func drain(c *fiber.Ctx) {
	if sent := c.Context().RequestBodyStream(); sent != nil {
		_, _ = io.CopyN(io.Discard, sent, drainLimit)
	}
}

// expectType refuses a body that says it is something else. One that does not
// say what it is passes.
func expectType(c *fiber.Ctx, types []string) error {
	header := c.Get(fiber.HeaderContentType)
	if header == "" {
		return nil
	}
	got, params, err := mime.ParseMediaType(header)
	if err == nil && contains(types, got) && utf8Only(params["charset"]) {
		return nil
	}
	return place.Refuse(unsupportedMedia, "The body must be %s in UTF-8.", types[0])
}

func contains(types []string, got string) bool {
	for _, one := range types {
		if one == got {
			return true
		}
	}
	return false
}

func utf8Only(charset string) bool {
	return charset == "" || strings.EqualFold(charset, "utf-8")
}

func inflate(sent io.Reader, coding string) ([]byte, error) {
	switch coding {
	case "", "identity":
		return limited(sent)
	case "gzip", "x-gzip":
		return unpack(io.LimitReader(sent, bodyLimit+1))
	}
	return nil, place.Refuse(unsupportedMedia, "The content encoding must be gzip or none.")
}

// unpackers are readers to be used again: a new one takes 40 KB.
var unpackers = sync.Pool{New: func() any { return new(gzip.Reader) }}

func unpack(packed io.Reader) ([]byte, error) {
	unpacker := unpackers.Get().(*gzip.Reader)
	defer unpackers.Put(unpacker)
	if err := unpacker.Reset(packed); err != nil {
		return nil, damaged(err)
	}
	return limited(unpacker)
}

// bodies are buffers to be used again, of at most keptBody bytes each.
var bodies sync.Pool

const keptBody = 256 << 10

// used gives a body back that nothing refers to any more.
func used(body []byte) {
	if cap(body) <= keptBody {
		bodies.Put(bytes.NewBuffer(body[:0]))
	}
}

func limited(from io.Reader) ([]byte, error) {
	whole, kept := bodies.Get().(*bytes.Buffer)
	if !kept {
		whole = new(bytes.Buffer)
	}
	n, err := whole.ReadFrom(io.LimitReader(from, bodyLimit+1))
	if n > bodyLimit {
		return nil, errLarge
	}
	if err != nil {
		return nil, damaged(err)
	}
	return whole.Bytes(), nil
}

// damaged explains a body that ended or broke before its end.
func damaged(err error) error {
	var slow net.Error
	if errors.As(err, &slow) {
		return err
	}
	return place.Refuse(place.Invalid, "The body is cut short or damaged.")
}
