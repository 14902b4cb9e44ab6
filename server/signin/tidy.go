package signin

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"

	"alongside/sync/strict"
)

const (
	longestToken = 4096 // bytes; ours and those of a device come to less than 700
	deepestClaim = 8
)

// ourNames are the members of a token that mean something here. Go's decoder would
// take them in any case, so that one token says two things to two readers.
var ourNames = []string{"alg", "kid", "typ", "crit", "iss", "sub", "aud", "exp", "nbf", "iat", "jti"}

// times are seconds since 1970, whole or not (RFC 7519, section 2). Some readers
// would take text for them.
var times = []string{"exp", "nbf", "iat"}

func isNumber(value any) bool {
	switch value.(type) {
	case int64, strict.BadNumber:
		return true
	}
	return false
}

var errUntidy = errors.New("not a token that says one thing only")

// tidy refuses a token that may mean something else to another reader: one that is
// very long, has a name twice or in another case, or asks for an extension to be
// understood (RFC 7515, section 4.1.11), of which we know none.
func tidy(token string) error {
	parts := strings.Split(token, ".")
	if len(token) > longestToken || len(parts) != 3 {
		return errUntidy
	}
	for _, part := range parts[:2] {
		members, err := membersOf(part)
		if err != nil {
			return err
		}
		if _, asked := members["crit"]; asked {
			return errUntidy
		}
		for name, value := range members {
			if slices.Contains(times, name) && !isNumber(value) {
				return errUntidy
			}
			for _, ours := range ourNames {
				if name != ours && strings.EqualFold(name, ours) {
					return errUntidy
				}
			}
		}
	}
	return nil
}

func membersOf(part string) (map[string]any, error) {
	text, err := base64.RawURLEncoding.Strict().DecodeString(part)
	if err != nil {
		return nil, errUntidy
	}
	reader := strict.NewReader(text, deepestClaim)
	value, err := reader.Value()
	if err == nil {
		err = reader.End()
	}
	members, isObject := value.(map[string]any)
	if err != nil || !isObject {
		return nil, errUntidy
	}
	return members, nil
}
