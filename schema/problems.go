package schema

import "strings"

// codeOf maps the validator tag that failed to the code of a Problem.
func codeOf(tag string, t Type) string {
	switch {
	case tag == "max" && t != Int:
		return "too_long"
	case tag == "max":
		return "too_big"
	case tag == "min":
		return "too_small"
	}
	return codes[tag]
}

var codes = map[string]string{
	"oneof": "not_a_choice", "day": "not_a_day", "id": "not_an_id", "currency": "not_a_currency",
	"circle": "not_in_circle_form", "member": "not_a_member", "actor": "not_an_actor",
	"source": "not_a_source", "sha256": "not_a_file", "tens": "not_in_tens",
}

// details say what to do; {} stands for the limit or the choices.
var details = map[string]string{
	"unknown_kind":       "This kind of record is not known here. Use one that the schema declares, or send a newer schema number.",
	"unknown_field":      "This field is not known here. Use one that the schema declares, or send a newer schema number.",
	"wrong_scope":        "This does not belong in a scope of this type. Keep it in one that may hold it.",
	"wrong_id":           "A person or between record has the id of its scope. Use that id.",
	"wrong_operation":    "This field is changed with {}. Send it there.",
	"wrong_type":         "Give {} here.",
	"not_text":           "Give whole characters: half of a surrogate pair is not text.",
	"not_null":           "This cannot be cleared with null. Leave the field out, or write empty text over words.",
	"missing":            "Each entry needs this. Add it.",
	"too_long":           "Shorten it to {} characters or fewer.",
	"too_many":           "Send {} or fewer at once.",
	"too_big":            "Give {} or less.",
	"too_small":          "Give {} or more.",
	"not_in_tens":        "Give a whole number of tens.",
	"not_a_choice":       "Choose one of: {}.",
	"not_a_day":          "Give a day of the calendar as YYYY-MM-DD.",
	"not_an_id":          "Give a ULID or UUIDv7 in lower case.",
	"not_a_currency":     "Give an ISO 4217 code, such as GBP.",
	"not_in_circle_form": "Give member:<id> or team:<id>.",
	"not_a_member":       "Give member:<id>. A between scope is for members alone.",
	"not_an_actor":       "Give member:<id>, team:<id>, person:<id>, or a name of 1 to 200 characters.",
	"not_a_source":       "Give <scope>/<kind>/<id> of the record that this is a copy of.",
	"not_a_file":         "Give the SHA-256 of the file as 64 lower-case hex digits.",
	"not_a_stamp":        "Give the identity of a write, as it was stamped.",
	"over_without_set":   "Write the words that replace these in the same change.",
	"names_a_person":     "What the whole place reads names no person. Leave the source out.",
}

func detail(code, arg string) string {
	return strings.ReplaceAll(details[code], "{}", arg)
}
