package wire

import (
	"errors"
	"fmt"

	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/strict"
)

// ErrContent is what errors of ParseContent wrap.
var ErrContent = errors.New("not the content of a change")

// ParseContent reads what AppendContent wrote. The stamps of the result are
// empty: they stand beside the content.
func ParseContent(content []byte) (merge.Change, error) {
	text := append(append([]byte{'{'}, content...), '}')
	value, err := strict.Parse(text, MaxDepth)
	if err != nil {
		return merge.Change{}, fmt.Errorf("%w: %w", ErrContent, err)
	}
	c := changeReader{object: value.(map[string]any)}
	c.out.Kind = c.word("kind", validName, "wants the name of a kind")
	c.out.ID = c.word("id", hlc.ValidID, "wants an id")
	c.set()
	c.out.Over = c.lists("over", hlc.Valid, "wants stamps")
	c.out.Add = c.lists("add", wellFormed, "wants well-formed text")
	c.drop()
	if len(c.out.Problems) > 0 {
		p := c.out.Problems[0]
		return merge.Change{}, fmt.Errorf("%w: %s %s", ErrContent, p.Path, p.Detail)
	}
	return c.out.Change(), nil
}
