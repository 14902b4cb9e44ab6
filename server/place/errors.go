package place

import "fmt"

// Code is the stable name of an error; screens translate it.
type Code string

// Codes of errors that refuse a whole request.
const (
	Invalid             Code = "invalid"
	UnsupportedProtocol Code = "unsupported_protocol"
	Unauthenticated     Code = "unauthenticated"
	DeviceRevoked       Code = "device_revoked"
	ClockSkew           Code = "clock_skew"
	Forbidden           Code = "forbidden"
	WrongDevice         Code = "wrong_device"
	NotFound            Code = "not_found"
	DeviceForked        Code = "device_forked"
	QuarterOpen         Code = "quarter_open"
	NotReleased         Code = "not_released"
	LastSteward         Code = "last_steward"
	InviteUsed          Code = "invite_used"
	InviteExpired       Code = "invite_expired"
	TooLarge            Code = "too_large"
	TooMany             Code = "too_many"
	Internal            Code = "internal"
	ReadOnly            Code = "read_only"
)

// Codes of single changes that were parked. TooLarge and Invalid park too.
const (
	ScopeDenied  Code = "scope_denied"
	Immutable    Code = "immutable"
	LastInCircle Code = "last_in_circle"
)

// Problem is one thing wrong at one place of a request.
type Problem struct {
	Path   string `json:"path"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// Error is a refusal that the caller may see. Extra members stand beside code
// and detail in the answer.
type Error struct {
	Code   Code
	Detail string
	Errors []Problem
	Extra  map[string]any
}

func (e *Error) Error() string { return string(e.Code) + ": " + e.Detail }

// Refuse makes an Error with a formatted detail. Never put content in it.
func Refuse(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// Faulty makes an Invalid error out of the problems found.
func Faulty(problems ...Problem) *Error {
	detail := "The request is not valid."
	if len(problems) > 0 {
		detail = problems[0].Path + ": " + problems[0].Detail
	}
	return &Error{Code: Invalid, Detail: detail, Errors: problems}
}
