package api

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
	"github.com/oklog/ulid/v2"
	"github.com/valyala/fasthttp"
)

// What a request carries with it for its log line.
const (
	requestKey = "request"
	routeKey   = "route"
	codeKey    = "code"
	deviceKey  = "device"
)

func requestID(ctx *fasthttp.RequestCtx) string {
	id, _ := ctx.UserValue(requestKey).(string)
	return id
}

func newID() string { return strings.ToLower(ulid.Make().String()) }

// envelope is around every request that was understood as HTTP: an id, the
// headers that every reply has, one log line, and the net under a panic.
func (s *Server) envelope(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		start := time.Now()
		ctx.SetUserValue(requestKey, newID())
		ctx.SetUserValue(routeKey, "none")
		switch {
		case twiceFramed(&ctx.Request.Header):
			ctx.SetConnectionClose()
			writeProblem(ctx, routing(fasthttp.StatusBadRequest))
		case !methods[string(ctx.Method())]:
			writeProblem(ctx, routing(fasthttp.StatusMethodNotAllowed))
		case s.foreignOrigin(ctx):
			writeProblem(ctx, place.Refuse(place.Forbidden, "Pages of other sites may change nothing here."))
		default:
			s.caught(ctx, next)
		}
		s.stamp(ctx)
		s.record(ctx, time.Since(start))
	}
}

// twiceFramed tells whether a chunked request also gives its length. The HTTP
// library goes by the chunks; a proxy in front may go by the length, and then the
// two disagree where the next request begins (RFC 9112, section 6.3).
func twiceFramed(header *fasthttp.RequestHeader) bool {
	if header.ContentLength() != -1 {
		return false
	}
	for line := range bytes.Lines(header.RawHeaders()) {
		name, _, _ := bytes.Cut(line, []byte(":"))
		if bytes.EqualFold(bytes.TrimSpace(name), []byte("Content-Length")) {
			return true
		}
	}
	return false
}

// caught runs a handler and turns a panic into an internal error. The log gets
// the stack and the type of what was thrown, never its value, which may hold
// somebody's words.
func (s *Server) caught(ctx *fasthttp.RequestCtx, next fasthttp.RequestHandler) {
	defer func() {
		thrown := recover()
		if thrown == nil {
			return
		}
		line := s.Log.Error().Str("request", requestID(ctx)).Bytes("stack", debug.Stack()).Str("type", fmt.Sprintf("%T", thrown))
		if fault, ours := thrown.(runtime.Error); ours {
			line = line.Str("fault", fault.Error())
		}
		line.Msg("panic")
		writeProblem(ctx, routing(fasthttp.StatusInternalServerError))
	}()
	next(ctx)
}

// stamp sets the headers that every reply has.
func (s *Server) stamp(ctx *fasthttp.RequestCtx) {
	header := &ctx.Response.Header
	header.Set("Alongside-Time", fmt.Sprintf("%012x", s.Now().UnixMilli()))
	header.Set("X-Request-Id", requestID(ctx))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Permissions-Policy", permissions)
	if strings.HasPrefix(s.Keys.Issuer(), "https://") {
		header.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if len(header.Peek("Cache-Control")) == 0 {
		header.Set("Cache-Control", "no-store")
	}
	if len(header.Peek("Content-Security-Policy")) == 0 {
		header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	}
}

// record writes the log line and the counts of one request. A route is named by
// its pattern: paths hold ids, and query strings are never logged.
func (s *Server) record(ctx *fasthttp.RequestCtx, took time.Duration) {
	route, _ := ctx.UserValue(routeKey).(string)
	code, _ := ctx.UserValue(codeKey).(string)
	device, _ := ctx.UserValue(deviceKey).(string)
	status := ctx.Response.StatusCode()
	s.counts.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	s.counts.seconds.WithLabelValues(route).Observe(took.Seconds())
	if route == healthRoute || route == readyRoute {
		return // asked for every few seconds
	}
	line := s.Log.Info().Str("request", requestID(ctx)).Bytes("method", known(ctx.Method())).Str("route", route).
		Int("status", status).Dur("ms", took)
	if code != "" {
		line = line.Str("code", code)
	}
	if device != "" {
		line = line.Str("device", device)
	}
	line.Msg("request")
}

// methods are those that reach the router.
var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PATCH": true, "PUT": true, "DELETE": true, "OPTIONS": true}

// known is the method, if it is one; anything else is the client's own words.
func known(method []byte) []byte {
	if methods[string(method)] {
		return method
	}
	return []byte("?")
}

// unheard answers what could not be understood as a request.
func (s *Server) unheard(ctx *fasthttp.RequestCtx, err error) {
	ctx.SetUserValue(requestKey, newID())
	ctx.SetUserValue(routeKey, "?")
	writeProblem(ctx, listening(err))
	s.stamp(ctx)
	s.record(ctx, 0)
}

// refuse answers a request with what went wrong and logs what is internal, which
// the caller learns nothing about but the request's id.
func (s *Server) refuse(c *fiber.Ctx, err error) error {
	refused := refusal(err)
	if refused.Code == place.Internal {
		s.Log.Error().Str("request", requestID(c.Context())).Err(err).Msg("internal")
	}
	drain(c)
	writeProblem(c.Context(), refused)
	return nil
}
