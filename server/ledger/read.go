package ledger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"alongside/sync/merge"
)

func value(r merge.Record, field string) any {
	v, _ := r.Value(field)
	return v
}

func text(r merge.Record, field string) string {
	v, _ := value(r, field).(string)
	return v
}

func number(r merge.Record, field string) int64 {
	v, _ := value(r, field).(int64)
	return v
}

// newest is the newest of the texts that stand side by side.
func newest(r merge.Record, field string) string {
	versions := r.Versions(field)
	if len(versions) == 0 {
		return ""
	}
	return versions[0].Value
}

func texts(r merge.Record, field string) []string {
	list, _ := value(r, field).([]any)
	var out []string
	for _, one := range list {
		if words, ok := one.(string); ok && words != "" {
			out = append(out, words)
		}
	}
	return out
}

func partsOf(r merge.Record, mask func(string) string) []Part {
	list, _ := value(r, "went_on").([]any)
	var out []Part
	for _, one := range list {
		of, _ := one.(map[string]any)
		what, _ := of["what"].(string)
		minor, _ := of["minor_units"].(int64)
		out = append(out, Part{mask(what), minor})
	}
	return out
}

// shortest is the length, in letters, from which a name is looked for in texts:
// shorter ones are too often parts of other things.
const shortest = 3

// masked puts the person's pseudonym in the place of the person's own names. It
// knows only what the person is called in their record: other names stay.
func (r *reader) masked(scope, words string) string {
	if words == "" {
		return words
	}
	id, isPerson := strings.CutPrefix(scope, "person:")
	if !isPerson {
		return words
	}
	return Mask(words, r.Called(scope), r.Pseudonym(id))
}

// Mask puts by in the place of names, and of their parts, wherever they stand by themselves.
func Mask(words string, called []string, by string) string {
	for _, name := range namesOf(called) {
		words = replaceWord(words, name, by)
	}
	return words
}

// namesOf are whole names and their parts, longest first.
func namesOf(called []string) []string {
	var out []string
	for _, name := range called {
		for _, part := range append(strings.Fields(name), strings.TrimSpace(name)) {
			part = strings.TrimFunc(part, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
			if utf8.RuneCountInString(part) >= shortest && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// replaceWord replaces a word or several where they stand by themselves, in
// whatever case.
func replaceWord(in, word, by string) string {
	lower, sought := strings.ToLower(in), strings.ToLower(word)
	if len(lower) != len(in) || len(sought) != len(word) {
		lower, sought = in, word // letters whose cases differ in length
	}
	var out strings.Builder
	for from := 0; ; {
		at := strings.Index(lower[from:], sought)
		if at < 0 {
			out.WriteString(in[from:])
			return out.String()
		}
		at += from
		end := at + len(sought)
		before, _ := utf8.DecodeLastRuneInString(in[:at])
		after, _ := utf8.DecodeRuneInString(in[end:])
		out.WriteString(in[from:at])
		if isLetter(before) || isLetter(after) {
			out.WriteString(in[at:end])
		} else {
			out.WriteString(by)
		}
		from = end
	}
}

func isLetter(c rune) bool { return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c)) }
