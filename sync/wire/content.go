package wire

import (
	"crypto/sha256"
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

// HashOf is the Hash that a push of this change to a scope has.
func HashOf(scope string, c merge.Change) [32]byte {
	content := map[string]any{"scope": scope, "kind": c.Kind, "id": c.ID}
	if len(c.Set) > 0 {
		content["set"] = c.Set
	}
	if len(c.Add) > 0 {
		add := make(map[string]any, len(c.Add))
		for field, members := range c.Add {
			list := make([]any, len(members))
			for i, member := range members {
				list[i] = member
			}
			add[field] = list
		}
		content["add"] = add
	}
	return sha256.Sum256(merge.Canonical(content))
}
