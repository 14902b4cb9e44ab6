package place

import "slices"

// OpenedKind is the kind of record by which the server tells a person and their
// circle that a steward opened the person's record. Nobody else writes it.
const OpenedKind = "opened"

// CommissionerAudience is whom a consent names that lets those read a story who
// pay for the work.
const CommissionerAudience = "commissioner"

// Said is what a person may write of one kind in the scope that is about them.
type Said struct {
	// Fields may be written; no others.
	Fields []string
	// Only are the values that a field may be given.
	Only map[string][]string
	// Voice are the values that the record must have once it is written: by them
	// it says that it is the person's own word.
	Voice map[string][]string
}

// Oneself stands in Only and Voice for the person as the one who speaks:
// person:<id>, or member:<id> of the member whom they are.
const Oneself = "oneself"

// Theirs lists what people say themselves in their own scope, by kind. What
// others saw, did, promised or decided is theirs to contradict, not to rewrite.
var Theirs = map[string]Said{
	"person": {Fields: []string{"called", "matters", "good_life", "reach", "afterwards", "in_figures"}},
	"goal": {
		Fields: []string{"words", "because", "what_done_looks_like", "whose", "made_on", "set_aside_on", "set_aside_by", "order", "gone"},
		Only:   map[string][]string{"whose": {"mine", "ours"}, "set_aside_by": {"self"}},
	},
	"assessment": {
		Fields: []string{"goal", "done", "how_far", "by", "how", "words", "on", "corrects"},
		Only:   map[string][]string{"how": {"own_hand"}},
		Voice:  map[string][]string{"by": {"self"}},
	},
	"life_check": {
		Fields: []string{"answer", "by", "words", "on", "corrects"},
		Voice:  map[string][]string{"by": {"self"}},
	},
	"consent": {
		Fields: []string{"to", "story", "whom", "given", "by", "how", "on", "corrects"},
		Only:   map[string][]string{"how": {"own_hand"}},
		Voice:  map[string][]string{"by": {Oneself}},
	},
	"known": {
		Fields: []string{"words", "about", "when", "said_by", "known", "on", "corrects"},
		Voice:  map[string][]string{"said_by": {Oneself}},
	},
	"change_seen": {
		Fields: []string{"words", "noticed_by", "first_time", "on", "corrects"},
		Voice:  map[string][]string{"noticed_by": {"person"}},
	},
	"feedback": {
		Fields: []string{"words", "from", "to", "on", "corrects"},
		Voice:  map[string][]string{"from": {Oneself}},
	},
	"beside": {
		Fields: []string{"of_kind", "of", "words", "how", "on", "corrects"},
		Only:   map[string][]string{"how": {"own_hand"}},
	},
	"evidence": {Fields: []string{"words", "caption", "file", "on", "gone"}},
	"story":    {Fields: []string{"words"}},
}

// Allows says whether a value is one of those listed, for a member who is the person.
func Allows(listed []string, value any, member, person string) bool {
	text, _ := value.(string)
	if slices.Contains(listed, text) {
		return true
	}
	return slices.Contains(listed, Oneself) && (text == MemberActor(member) || text == "person:"+person)
}
