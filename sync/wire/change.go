package wire

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf8"

	"alongside/sync/hlc"
	"alongside/sync/merge"
)

func wellFormed(text string) bool { return utf8.ValidString(text) }

// change reads one element of push.changes.
func (d *decoder) change(i int) error {
	if i == MaxChanges {
		return tooLarge("a push has at most %d changes", MaxChanges)
	}
	from, flaws := d.r.Offset(), d.r.Flaws()
	value, err := d.r.Value()
	if err != nil {
		return err
	}
	flaws = d.r.Flaws() - flaws
	d.changeFlaws += flaws
	object, ok := value.(map[string]any)
	if !ok {
		d.problem(fmt.Sprintf("push.changes[%d]", i), "wants an object")
		return nil
	}
	n, ok := object["n"].(int64)
	if !ok || n < 1 {
		d.problem(fmt.Sprintf("push.changes[%d].n", i), "wants a whole number from 1")
		return nil
	}
	c := changeReader{object: object, flawed: flaws > 0}
	c.out.N, c.out.Raw = uint64(n), d.r.Pos()-from
	c.read()
	d.req.Push = append(d.req.Push, c.out)
	return nil
}

// changeReader takes one parsed change apart and notes what is wrong with it.
type changeReader struct {
	object map[string]any
	flawed bool
	out    Pushed
}

func (c *changeReader) problem(path, detail string) {
	if len(c.out.Problems) < maxProblems {
		c.out.Problems = append(c.out.Problems, Problem{Path: path, Code: CodeInvalid, Detail: detail})
	}
}

func (c *changeReader) read() {
	if _, skip := c.object["skip"]; skip {
		c.skip()
		c.out.Hash = sha256.Sum256(merge.Canonical(map[string]any{
			"skip": c.object["skip"], "through": int64(c.out.Through),
		}))
		return
	}
	c.out.Hash = c.hash()
	if c.out.Raw > MaxChange {
		c.out.Problems = []Problem{{Code: CodeTooLarge,
			Detail: fmt.Sprintf("a change has at most %d bytes", MaxChange)}}
		return
	}
	c.body()
}

// body reads everything but the number.
func (c *changeReader) body() {
	c.header()
	c.set()
	c.out.Over = c.lists("over", hlc.Valid, "wants stamps")
	c.out.Add = c.lists("add", wellFormed, "wants well-formed text")
	c.drop()
	for name := range c.out.Over {
		if _, written := c.out.Set[name]; !written {
			c.problem("over."+name, "replaces words and writes none")
		}
	}
}

// hash covers the content: all but n, at, over and drop.
func (c *changeReader) hash() [sha256.Size]byte {
	var room [1 << 10]byte
	return sha256.Sum256(merge.AppendCanonicalObject(room[:0], c.object, isContent))
}

// isContent says whether the hash covers a member. Empty parts and null ones
// count as absent.
func isContent(name string, value any) bool {
	switch name {
	case "n", "at", "over", "drop":
		return false
	}
	part, ok := value.(map[string]any)
	return value != nil && (!ok || len(part) > 0)
}

func (c *changeReader) skip() {
	c.out.Through = c.out.N
	if through, given := c.object["through"]; given {
		n, ok := through.(int64)
		if !ok || n < int64(c.out.N) {
			c.problem("through", "wants a whole number not below n")
		} else {
			c.out.Through = uint64(n)
		}
	}
	reason, _ := c.object["skip"].(string)
	c.out.Skip = reason
	switch reason {
	case "undone", "too_large", "not_kept":
	default:
		c.problem("skip", "wants undone, too_large or not_kept")
	}
}

func (c *changeReader) header() {
	c.out.Scope = c.word("scope", validScope, "wants a scope")
	c.out.Kind = c.word("kind", validName, "wants the name of a kind")
	c.out.ID = c.word("id", hlc.ValidID, "wants an id")
	c.out.At = c.word("at", hlc.Valid, "wants a stamp")
	for name := range c.object {
		switch name {
		case "n", "scope", "kind", "id", "at", "set", "over", "add", "drop":
		default:
			c.problem(shown(name), "is no part of a change")
		}
	}
}

func (c *changeReader) word(name string, valid func(string) bool, wants string) string {
	text, ok := c.object[name].(string)
	if !ok || !valid(text) {
		c.problem(name, wants)
	}
	return text
}

// part gives one of set, over, add and drop; nil where it is absent, null or wrong.
func (c *changeReader) part(name string) map[string]any {
	value := c.object[name]
	part, ok := value.(map[string]any)
	if !ok && value != nil {
		c.problem(name, "wants an object")
	}
	for field := range part {
		if !validName(field) {
			c.problem(name+"."+shown(field), "is not the name of a field")
		}
	}
	return part
}

func (c *changeReader) set() {
	c.out.Set = c.part("set")
	if !c.flawed {
		return
	}
	for field, value := range c.out.Set {
		if detail := flaw(value); detail != "" {
			c.problem("set."+shown(field), detail)
		}
	}
}

// flaw finds what the strict reader let pass within a value.
func flaw(value any) string {
	switch v := value.(type) {
	case string:
		if !wellFormed(v) {
			return "holds a lone surrogate"
		}
	case BadNumber:
		return "wants a whole number within 2^53-1"
	case []any:
		for _, element := range v {
			if detail := flaw(element); detail != "" {
				return detail
			}
		}
	case map[string]any:
		for name, element := range v {
			if detail := flaw(element); detail != "" {
				return detail
			}
			if !wellFormed(name) {
				return "holds a lone surrogate"
			}
		}
	}
	return ""
}

func (c *changeReader) lists(name string, valid func(string) bool, wants string) map[string][]string {
	part := c.part(name)
	if len(part) == 0 {
		return nil
	}
	out := make(map[string][]string, len(part))
	for field, value := range part {
		list, ok := textList(value, valid)
		if !ok {
			c.problem(name+"."+shown(field), wants)
		}
		out[field] = list
	}
	return out
}

func (c *changeReader) drop() {
	part := c.part("drop")
	if len(part) == 0 {
		return
	}
	c.out.Drop = make(map[string]map[string][]string, len(part))
	for field, value := range part {
		members, ok := value.(map[string]any)
		if !ok {
			c.problem("drop."+shown(field), "wants an object")
		}
		out := make(map[string][]string, len(members))
		for member, ids := range members {
			list, ok := textList(ids, hlc.Valid)
			if !ok || !wellFormed(member) {
				c.problem("drop."+shown(field), "wants a list of stamps for each member")
			}
			out[member] = list
		}
		c.out.Drop[field] = out
	}
}

func textList(value any, valid func(string) bool) ([]string, bool) {
	list, ok := value.([]any)
	if !ok {
		return nil, false
	}
	out := make([]string, len(list))
	for i, element := range list {
		text, isText := element.(string)
		if !isText || !valid(text) {
			return nil, false
		}
		out[i] = text
	}
	return out, true
}

// shown is a name from outside in a form fit for a path: well-formed and short.
func shown(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	if len(name) > 64 {
		name = strings.ToValidUTF8(name[:64], "")
	}
	return name
}
