package place

import (
	"slices"
	"testing"
)

func TestSplitScope(t *testing.T) {
	const id = "01kjpzv280px632snvhy242j0g"
	for scope, want := range map[string]ScopeType{
		"place": PlaceScope, "person:" + id: PersonScope, "between:" + id: BetweenScope,
		"team:" + id: TeamScope, "self:" + id: SelfScope,
		"place:" + id: "", "person": "", "person:": "", "person:x": "", "club:" + id: "", "": "",
	} {
		if got, _, ok := SplitScope(scope); got != want && ok || ok != (want != "") {
			t.Errorf("%q: %q, %v", scope, got, ok)
		}
	}
}

func TestKeys(t *testing.T) {
	// The key and its thumbprint are those of RFC 8037, appendix A.
	ed := Key{Kty: "OKP", Crv: "Ed25519", X: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
	if got := ed.Thumbprint(); got != "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k" {
		t.Error(got)
	}
	// RFC 7517, appendix A.1.
	ec := Key{Kty: "EC", Crv: "P-256", X: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
		Y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}
	off := ec
	off.Y = ed.X
	for name, c := range map[string]struct {
		key  Key
		good bool
	}{
		"Ed25519": {ed, true}, "P-256": {ec, true}, "off the curve": {off, false},
		"padded": {Key{Kty: "OKP", Crv: "Ed25519", X: ed.X + "="}, false}, "none": {Key{}, false},
		"RSA": {Key{Kty: "RSA", Crv: "", X: ed.X}, false},
	} {
		if _, err := c.key.Public(); (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNobodyWritesWhatTheyCannotRead(t *testing.T) {
	for _, role := range Roles {
		for _, scope := range WritesScopes[role] {
			if !role.Reads(scope) {
				t.Errorf("%s writes %s unread", role, scope)
			}
		}
	}
	for act, roles := range Policy {
		for _, role := range roles {
			if !role.Valid() || !role.May(act) {
				t.Errorf("%s: %s", act, role)
			}
		}
	}
	if slices.Contains(ReadsScopes[Steward], PersonScope) || Role("").May(SeeFigures) {
		t.Error("a steward is above nobody")
	}
}

func TestOwns(t *testing.T) {
	ada := Actor{Role: Coach, Teams: []string{"a", "b"}}
	for _, c := range []struct {
		teams []string
		want  bool
	}{{nil, false}, {[]string{"a"}, true}, {[]string{"a", "b"}, true}, {[]string{"a", "c"}, false}} {
		if ada.Owns(c.teams) != c.want {
			t.Errorf("%v", c.teams)
		}
	}
}
