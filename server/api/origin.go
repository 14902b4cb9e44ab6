package api

import (
	"net/url"
	"strings"

	"github.com/valyala/fasthttp"
)

// foreignOrigin tells whether a page of another site asks for something to be
// changed. Requests bear tokens and no cookies, so such a page could do little; it
// is to do nothing at all. What is no browser sends no Origin and is let through.
func (s *Server) foreignOrigin(ctx *fasthttp.RequestCtx) bool {
	if ctx.IsGet() || ctx.IsHead() || ctx.IsOptions() || string(ctx.Path()) == reportsRoute {
		return false
	}
	values := ctx.Request.Header.PeekAll("Origin")
	if len(values) == 0 {
		return false
	}
	return len(values) > 1 || !s.ownOrigin(string(values[0]), string(ctx.Host()))
}

// ownOrigin: without TLS, which is for trying things out, the app is also at home
// under whatever name of the machine it was asked for.
func (s *Server) ownOrigin(origin, host string) bool {
	base, err := url.Parse(s.Keys.Issuer())
	if err != nil {
		return false
	}
	if strings.EqualFold(origin, base.Scheme+"://"+base.Host) {
		return true
	}
	return base.Scheme == "http" && strings.EqualFold(origin, "http://"+host)
}
