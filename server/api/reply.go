package api

import (
	"bytes"
	"encoding/json"
	"sync"

	"alongside/server/pwafiles"

	"github.com/gofiber/fiber/v2"
	"github.com/klauspost/compress/gzip"
)

// usualPacking is how many times smaller a reply mostly becomes.
const usualPacking = 5

// worthPacking is the size in bytes from which a reply is compressed.
const worthPacking = 1024

// encode writes JSON as the protocol has it: UTF-8 with nothing escaped for HTML.
func encode(value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // replies are made of plain types
	}
	return bytes.TrimRight(out.Bytes(), "\n")
}

// answer sends a value as JSON.
func answer(c *fiber.Ctx, status int, value any) error {
	return answerBytes(c, status, fiber.MIMEApplicationJSON, encode(value))
}

// items is how lists are answered.
func items[T any](c *fiber.Ctx, list []T, err error) error {
	if err != nil {
		return err
	}
	if list == nil {
		list = []T{}
	}
	return answer(c, fiber.StatusOK, map[string]any{"items": list})
}

// one answers with a single object, or passes the error on.
func one[T any](c *fiber.Ctx, status int, value T, err error) error {
	if err != nil {
		return err
	}
	return answer(c, status, value)
}

// answerBytes sends a finished body, packed if that is worth it and welcome.
func answerBytes(c *fiber.Ctx, status int, mime string, data []byte) error {
	c.Status(status)
	c.Set(fiber.HeaderContentType, mime)
	if len(data) >= worthPacking {
		c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
		if pwafiles.Accepts(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
			c.Set(fiber.HeaderContentEncoding, "gzip")
			data = pack(data)
		}
	}
	c.Response().SetBodyRaw(data)
	return nil
}

var packers = sync.Pool{New: func() any {
	packer, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	return packer
}}

func pack(data []byte) []byte {
	packer := packers.Get().(*gzip.Writer)
	defer packers.Put(packer)
	var out bytes.Buffer
	out.Grow(len(data)/usualPacking + 512)
	packer.Reset(&out)
	if _, err := packer.Write(data); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := packer.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}
