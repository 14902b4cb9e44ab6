package wire

import (
	"strings"

	"alongside/sync/hlc"
)

// validName says whether text can name a kind or a field: a lower-case letter,
// then at most 63 lower-case letters, digits and underscores.
func validName(text string) bool {
	if text == "" || len(text) > 64 || text[0] < 'a' || text[0] > 'z' {
		return false
	}
	for i := range len(text) {
		c := text[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}

// validScope says whether text is "place", or one of the types of scope that
// bear an id, a colon and the id.
func validScope(text string) bool {
	if text == "place" {
		return true
	}
	sort, id, _ := strings.Cut(text, ":")
	switch sort {
	case "person", "between", "team", "self":
		return hlc.ValidID(id)
	}
	return false
}
