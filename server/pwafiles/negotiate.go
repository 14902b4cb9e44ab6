package pwafiles

import (
	"strconv"
	"strings"
)

// Accepts tells whether an Accept-Encoding header allows a coding
// (RFC 9110, section 12.5.3). A coding with weight 0 is refused.
func Accepts(header, coding string) bool {
	any := false
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == coding {
			return wanted(params)
		}
		if name == "*" {
			any = wanted(params)
		}
	}
	return any
}

func wanted(params string) bool {
	weight, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(params)), "q=")
	if !found {
		return true
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
	return err == nil && q > 0
}

// matches tells whether an If-None-Match header names the entity tag.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" || part == etag {
			return true
		}
	}
	return false
}
