package place

import "testing"

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
	for _, rule := range Policy {
		if rule.Do != Write && rule.Do != Say {
			continue
		}
		for _, role := range rule.Roles {
			if !role.May(Act{Read, rule.To, rule.As}) {
				t.Errorf("%s writes %s %s unread", role, rule.To, rule.As)
			}
		}
	}
}

func TestThePolicyIsWellFormed(t *testing.T) {
	seen := map[Act]bool{}
	for _, rule := range Policy {
		act := Act{rule.Do, rule.To, rule.As}
		if seen[act] || len(rule.Roles) == 0 {
			t.Errorf("%s has two rules, or nobody", act)
		}
		seen[act] = true
		for _, role := range rule.Roles {
			if !role.Valid() || !role.May(act) {
				t.Errorf("%s: %s", act, role)
			}
		}
	}
	if !seen[SeeFigures] || Role("").May(SeeFigures) {
		t.Error("nobody in particular sees figures")
	}
}

// A steward is above nobody: what they may do to the scopes of others is nothing.
func TestStewardsReadNobody(t *testing.T) {
	const id = "01kjpzv280px632snvhy242j0g"
	steward := Actor{Member: id, Role: Steward, Teams: []string{id}, Person: id}
	for _, scope := range []string{"person:" + id, "between:" + id, "team:" + id} {
		if steward.Reads(scope, []string{MemberActor(id), TeamActor(id)}) {
			t.Errorf("a steward reads %s", scope)
		}
	}
	if !steward.Reads("place", nil) || !steward.Reads("self:"+id, nil) {
		t.Error("a steward reads neither the place nor their own")
	}
}

// A team in a between circle, should one ever get there, lets nobody in.
func TestNoTeamIsToldWhatAFewWere(t *testing.T) {
	const id = "01kjpzv280px632snvhy242j0g"
	coach := Actor{Member: "01kjpzv280hbtzq2y4wm8bxhby", Role: Coach, Teams: []string{id}}
	if coach.Reads("between:"+id, []string{TeamActor(id)}) || !coach.Reads("person:"+id, []string{TeamActor(id)}) {
		t.Error("a team is held by a person's circle alone")
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
