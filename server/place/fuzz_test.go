package place

import "testing"

// A name that is a scope's or an actor's is made of its parts and nothing else,
// and holds nothing that would break a key of the store.
func FuzzNames(f *testing.F) {
	const id = "01arz3ndektsv4rrffq69g5fav"
	for _, seed := range []string{"place", "person:" + id, "between:" + id, "team:" + id, "self:" + id, "member:" + id,
		"person:", "place:" + id, "person:" + id + "\x00", "team:0192f3a4-b5c6-7abc-8def-0123456789ab"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if kind, id, ok := SplitScope(name); ok && kind != PlaceScope && (string(kind)+":"+id != name || !ValidID(id)) {
			t.Fatalf("%q is %q and %q", name, kind, id)
		}
		id, team, ok := SplitActor(name)
		if ok && (team && TeamActor(id) != name || !team && MemberActor(id) != name || !ValidID(id)) {
			t.Fatalf("%q is %q, a team: %v", name, id, team)
		}
		for i := range len(name) {
			if c := name[i]; ok && (c <= ' ' || c > '~') {
				t.Fatalf("%q is no name for a key", name)
			}
		}
	})
}
