package api

import (
	"fmt"

	"alongside/server/place"
	"alongside/sync/strict"

	"github.com/gofiber/fiber/v2"
)

// fields reads the members of a JSON object one by one and gathers what is
// wrong with them. Names match exactly; members that nobody asks for are ignored.
type fields struct {
	members  map[string]any
	problems []place.Problem
}

// object reads the request's body as one JSON object.
func object(c *fiber.Ctx) (*fields, error) {
	data, err := body(c, "application/json")
	if err != nil {
		return nil, err
	}
	reader := strict.NewReader(data, strict.MaxDepth)
	value, err := reader.Value()
	if err == nil {
		err = reader.End()
	}
	if err != nil {
		return nil, place.Refuse(place.Invalid, "The body is not the JSON that is expected here.")
	}
	members, isObject := value.(map[string]any)
	if !isObject || reader.Flaws() > 0 {
		return nil, place.Refuse(place.Invalid, "The body must be one JSON object of whole numbers and well-formed text.")
	}
	return &fields{members: members}, nil
}

func (f *fields) wrong(name, code, words string, args ...any) {
	f.problems = append(f.problems, place.Problem{Path: "/" + name, Code: code, Detail: fmt.Sprintf(words, args...)})
}

// has tells whether a member is there.
func (f *fields) has(name string) bool {
	_, there := f.members[name]
	return there
}

// text reads a string that must be there.
func (f *fields) text(name string) string {
	if !f.has(name) {
		f.wrong(name, "required", "%s is missing.", name)
		return ""
	}
	return f.textOr(name, "")
}

// textOr reads a string that may be left out.
func (f *fields) textOr(name, otherwise string) string {
	if !f.has(name) {
		return otherwise
	}
	text, isText := f.members[name].(string)
	if !isText {
		f.wrong(name, "type", "%s must be text.", name)
	}
	return text
}

// numberOr reads a whole number that may be left out.
func (f *fields) numberOr(name string, otherwise int64) int64 {
	if !f.has(name) {
		return otherwise
	}
	number, isNumber := f.members[name].(int64)
	if !isNumber {
		f.wrong(name, "type", "%s must be a whole number.", name)
	}
	return number
}

// flag reads a boolean that must be there.
func (f *fields) flag(name string) bool {
	value, isFlag := f.members[name].(bool)
	if !isFlag {
		f.wrong(name, "type", "%s must be true or false.", name)
	}
	return value
}

// texts reads a list of strings that may be left out.
func (f *fields) texts(name string) []string {
	if !f.has(name) {
		return []string{}
	}
	list, isList := f.members[name].([]any)
	if !isList {
		f.wrong(name, "type", "%s must be a list of texts.", name)
	}
	texts := make([]string, 0, len(list))
	for _, item := range list {
		text, isText := item.(string)
		if !isText {
			f.wrong(name, "type", "%s must be a list of texts.", name)
			break
		}
		texts = append(texts, text)
	}
	return texts
}

// object reads an object that must be there.
func (f *fields) object(name string) map[string]any {
	value, isObject := f.members[name].(map[string]any)
	if !isObject {
		f.wrong(name, "type", "%s must be an object.", name)
	}
	return value
}

// fault is nil if everything read so far was right.
func (f *fields) fault() error {
	if len(f.problems) == 0 {
		return nil
	}
	return place.Faulty(f.problems...)
}
