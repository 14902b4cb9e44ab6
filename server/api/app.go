package api

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// appPolicy lets the app run only what came with it, and create no script or
// markup from text but through its own Trusted Types policy.
const appPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; " +
	"frame-ancestors 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types app; " +
	"report-uri " + reportsRoute + "; report-to csp"

// The worker that stretches passphrases may run WebAssembly; it gets a passphrase
// and answers with a key, and a worker has the policy that its own file came with.
const (
	stretchWorker = "/assets/argon.worker-"
	wasmPolicy    = "script-src 'self' 'wasm-unsafe-eval'"
)

// policyOf is the policy of a file. Scripts and styles of a page go by that of the
// page, so theirs would be weight on a slow line and nothing else.
func policyOf(path string) string {
	switch {
	case strings.HasPrefix(path, stretchWorker):
		return strings.Replace(appPolicy, "script-src 'self'", wasmPolicy, 1)
	case strings.HasPrefix(path, "/assets/") && (strings.HasSuffix(path, ".js") || strings.HasSuffix(path, ".css")):
		return ""
	}
	return appPolicy
}

const (
	reportsRoute = "/v1/csp-reports"
	permissions  = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"
)

// app answers for the files of the app: everything that is not the API.
func (s *Server) app(c *fiber.Ctx) error {
	path := string(c.Context().Path())
	if path == "/v1" || strings.HasPrefix(path, "/v1/") {
		return c.Next()
	}
	if c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
		return fiber.ErrMethodNotAllowed
	}
	c.Context().SetUserValue(routeKey, "app")
	reply := s.App.Answer(path, c.Get(fiber.HeaderAcceptEncoding), c.Get(fiber.HeaderIfNoneMatch))
	if policy := policyOf(path); policy != "" {
		c.Set(fiber.HeaderContentSecurityPolicy, policy)
		c.Set("Reporting-Endpoints", `csp="`+reportsRoute+`"`)
	}
	for name, value := range reply.Header {
		c.Set(name, value)
	}
	c.Status(reply.Status)
	c.Response().SetBodyRaw(reply.Body)
	return nil
}
