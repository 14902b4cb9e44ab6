package schema

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"
)

// checker knows the validator's own tags and the ones below.
var checker = newChecker()

// ours are the tags that the validator does not bring along. Each has a twin in
// validate.ts; none depends on anything but the text.
var ours = map[string]func(string) bool{
	"day":      isDay,
	"id":       isID,
	"currency": isCurrency,
	"circle":   func(s string) bool { return isRef(s, "member", "team") },
	"member":   func(s string) bool { return isRef(s, "member") },
	"actor":    isActor,
	"source":   isSource,
	"sha256":   isSHA256,
}

func newChecker() *validator.Validate {
	v := validator.New()
	for name, holds := range ours {
		must(v.RegisterValidation(name, func(fl validator.FieldLevel) bool {
			return holds(fl.Field().String())
		}))
	}
	must(v.RegisterValidation("tens", func(fl validator.FieldLevel) bool {
		return fl.Field().Int()%10 == 0
	}))
	return v
}

func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("schema: %v", err))
	}
}

// isID reports whether s is a lower-case ULID or UUIDv7.
func isID(s string) bool {
	switch len(s) {
	case 26:
		return s[0] <= '7' && allIn(s, "0123456789abcdefghjkmnpqrstvwxyz")
	case 36:
		return s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-' &&
			s[14] == '7' && strings.IndexByte("89ab", s[19]) >= 0 &&
			allIn(s[:8]+s[9:13]+s[14:18]+s[19:23]+s[24:], hexDigits)
	}
	return false
}

const hexDigits = "0123456789abcdef"

func allIn(s, alphabet string) bool {
	for i := range len(s) {
		if strings.IndexByte(alphabet, s[i]) < 0 {
			return false
		}
	}
	return true
}

// isDay reports whether s is a day of the proleptic Gregorian calendar, YYYY-MM-DD.
func isDay(s string) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	y, okY := digits(s[:4])
	m, okM := digits(s[5:7])
	d, okD := digits(s[8:])
	if !okY || !okM || !okD || m < 1 || m > 12 || d < 1 {
		return false
	}
	return d <= daysIn(y, m)
}

func digits(s string) (n int, ok bool) {
	if !allIn(s, "0123456789") {
		return 0, false
	}
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func daysIn(y, m int) int {
	switch {
	case m == 2 && (y%4 == 0 && y%100 != 0 || y%400 == 0):
		return 29
	case m == 2:
		return 28
	case m == 4 || m == 6 || m == 9 || m == 11:
		return 30
	}
	return 31
}

// isCurrency reports whether s has the form of an ISO 4217 code.
func isCurrency(s string) bool {
	return len(s) == 3 && allIn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

func isSHA256(s string) bool { return len(s) == 64 && allIn(s, hexDigits) }

// isRef reports whether s is one of the names, a colon and an id.
func isRef(s string, names ...string) bool {
	name, id, found := strings.Cut(s, ":")
	if !found || !isID(id) {
		return false
	}
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// isActor accepts member:<id>, team:<id>, person:<id>, and otherwise any name of
// up to 200 code points (the GP, the fuel company).
func isActor(s string) bool {
	for _, name := range []string{"member:", "team:", "person:"} {
		if strings.HasPrefix(s, name) {
			return isID(s[len(name):])
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= 200
}

// isSource accepts <scope>/<kind>/<id>.
func isSource(s string) bool {
	parts := strings.Split(s, "/")
	return len(parts) == 3 && isID(parts[2]) && len(parts[1]) > 0 && len(parts[1]) <= 40 &&
		allIn(parts[1], "abcdefghijklmnopqrstuvwxyz_") &&
		(parts[0] == "place" || isRef(parts[0], "person", "between", "team", "self"))
}

// isStamp accepts the written form of a stamp: 12 and 4 hex digits and a device.
func isStamp(s string) bool {
	return len(s) > 18 && s[12] == '-' && s[17] == '-' &&
		allIn(s[:12], hexDigits) && allIn(s[13:17], hexDigits) && isID(s[18:])
}
