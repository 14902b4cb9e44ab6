package store

import (
	"bytes"
	"testing"

	"alongside/server/figures"
)

// A store of format 2 has facts of goals and judgements alone; what else its logs
// say is counted once more, behind a horizon too.
func TestAStoreOfFormatTwoCountsItsLogsAgain(t *testing.T) {
	l := told(t, 1, 8)
	w := l.world
	must(t, 0, w.Compact(l.people[0][0], 5))
	noted := func() (n int) {
		for _, f := range w.everybodysFacts() {
			n += len(f.Noted)
		}
		return n
	}
	before := noted()
	must(t, 0, w.asFormatTwo())
	w.reopen()
	is(t, "what was noted", noted(), before)
	w.recounts("after an upgrade")
	w.checkAll()
}

// asFormatTwo takes from a store what format 3 brought.
func (w *world) asFormatTwo() error {
	return w.change(func(t *tx) error {
		for _, part := range []string{factsPart, horizonPart} {
			err := t.each(figuresKey(part, ""), true, func(key, sealed []byte) error {
				owner := string(key[2:])
				h := t.head(scopeOfOwner(owner))
				text, err := openAt(h.key, key, sealed)
				if err != nil {
					return err
				}
				f, err := figures.ParseFacts(text)
				if err != nil || scopeOfOwner(owner) != personScope(owner) {
					t.remove(key)
					return err
				}
				f.Noted = nil
				text = bytes.TrimSuffix(f.Append(nil), []byte{0})
				text[0] = 1
				t.put(key, sealAt(h.key, key, text))
				return nil
			})
			if err != nil {
				return err
			}
		}
		must(w.t, 0, t.withoutCourses())
		t.put(metaKey(formatFact), []byte("2"))
		return nil
	})
}

func (t *tx) withoutCourses() error {
	return t.each(figuresKey(coursePart, ""), false, func(key, _ []byte) error {
		t.remove(key)
		return nil
	})
}
