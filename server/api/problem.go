package api

import (
	"errors"
	"net"
	"net/http"

	"alongside/server/place"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// statuses says which HTTP status each code is answered with.
var statuses = map[place.Code]int{
	place.Invalid:             http.StatusBadRequest,
	place.UnsupportedProtocol: http.StatusBadRequest,
	place.Unauthenticated:     http.StatusUnauthorized,
	place.DeviceRevoked:       http.StatusUnauthorized,
	place.ClockSkew:           http.StatusUnauthorized,
	place.Forbidden:           http.StatusForbidden,
	place.WrongDevice:         http.StatusForbidden,
	place.NotFound:            http.StatusNotFound,
	place.NotReleased:         http.StatusNotFound,
	place.DeviceForked:        http.StatusConflict,
	place.QuarterOpen:         http.StatusConflict,
	place.LastSteward:         http.StatusConflict,
	place.LastInCircle:        http.StatusConflict,
	place.InviteUsed:          http.StatusGone,
	place.InviteExpired:       http.StatusGone,
	place.TooLarge:            http.StatusRequestEntityTooLarge,
	place.TooMany:             http.StatusTooManyRequests,
	place.Internal:            http.StatusInternalServerError,
	place.ReadOnly:            http.StatusInsufficientStorage,
	notAllowed:                http.StatusMethodNotAllowed,
	timedOut:                  http.StatusRequestTimeout,
	headersTooLarge:           http.StatusRequestHeaderFieldsTooLarge,
	unsupportedMedia:          http.StatusUnsupportedMediaType,
	unavailable:               http.StatusServiceUnavailable,
}

// Codes that only HTTP has a reason for. An unsupported medium has a status of
// its own and is otherwise just invalid.
const (
	notAllowed       place.Code = "method_not_allowed"
	timedOut         place.Code = "timeout"
	headersTooLarge  place.Code = "headers_too_large"
	unsupportedMedia place.Code = "unsupported_media"
	unavailable      place.Code = "unavailable"
)

// refusal turns any error into one that may be shown. What is not a refusal of
// the store's or the router's is internal and loses its words.
func refusal(err error) *place.Error {
	var refused *place.Error
	if errors.As(err, &refused) {
		return refused
	}
	var routed *fiber.Error
	if errors.As(err, &routed) {
		return routing(routed.Code)
	}
	var slow net.Error
	if errors.As(err, &slow) && slow.Timeout() {
		return routing(http.StatusRequestTimeout)
	}
	return routing(http.StatusInternalServerError)
}

// routing is the refusal for a status that the router or the listener chose.
// Their own words may repeat the request, so they are never passed on.
func routing(status int) *place.Error {
	switch status {
	case http.StatusNotFound:
		return place.Refuse(place.NotFound, "There is nothing at this address.")
	case http.StatusMethodNotAllowed:
		return place.Refuse(notAllowed, "This address does not answer to this method.")
	case http.StatusRequestEntityTooLarge:
		return place.Refuse(place.TooLarge, "The request is too large.")
	case http.StatusRequestHeaderFieldsTooLarge:
		return place.Refuse(headersTooLarge, "The headers of the request are too large.")
	case http.StatusRequestTimeout:
		return place.Refuse(timedOut, "The request took too long to arrive.")
	case http.StatusBadRequest:
		return place.Refuse(place.Invalid, "The request is not well-formed HTTP.")
	}
	return place.Refuse(place.Internal, "Something went wrong on the server.")
}

// listening is the refusal for an error met before there was a whole request.
func listening(err error) *place.Error {
	var small *fasthttp.ErrSmallBuffer
	var slow net.Error
	switch {
	case errors.As(err, &small):
		return routing(http.StatusRequestHeaderFieldsTooLarge)
	case errors.As(err, &slow) && slow.Timeout(), errors.Is(err, fasthttp.ErrTimeout):
		return routing(http.StatusRequestTimeout)
	case errors.Is(err, fasthttp.ErrBodyTooLarge):
		return routing(http.StatusRequestEntityTooLarge)
	}
	return routing(http.StatusBadRequest)
}

// writeProblem answers with application/problem+json (RFC 9457).
func writeProblem(ctx *fasthttp.RequestCtx, refused *place.Error) {
	status, known := statuses[refused.Code]
	if !known {
		status = http.StatusInternalServerError
	}
	shown := refused.Code
	if shown == unsupportedMedia {
		shown = place.Invalid
	}
	body := map[string]any{}
	for name, value := range refused.Extra {
		body[name] = value
	}
	body["type"] = "about:blank"
	body["title"] = http.StatusText(status)
	body["status"] = status
	body["code"] = shown
	body["detail"] = refused.Detail
	body["errors"] = append([]place.Problem{}, refused.Errors...)
	if status == http.StatusInternalServerError {
		body["request_id"] = requestID(ctx)
	}
	if status == http.StatusUnauthorized {
		ctx.Response.Header.Set("WWW-Authenticate", "Bearer")
	}
	ctx.SetUserValue(codeKey, string(shown))
	ctx.Response.ResetBody()
	ctx.Response.Header.Del("Content-Encoding")
	ctx.SetStatusCode(status)
	ctx.SetContentType("application/problem+json")
	ctx.SetBody(encode(body))
}
