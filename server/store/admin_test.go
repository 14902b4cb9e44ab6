package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"alongside/server/place"
	"alongside/server/seal"

	"github.com/dgraph-io/badger/v4"
	"github.com/rs/zerolog"
)

func TestWhoMayAdminister(t *testing.T) {
	w := newWard(t)
	other, lone := w.cleo.member.Teams[0], w.member("Dee", place.Coach, w.team.ID)
	auditor := w.member("Al", place.Auditor)
	name, teams, role := "New", []string{w.team.ID}, place.Steward
	join := func(by place.Actor, id string, teams ...string) error {
		_, err := w.PatchMember(by, id, place.MemberPatch{Teams: &teams})
		return err
	}
	invite := func(by place.Actor, id string) error { _, err := w.CreateInvite(by, id); return err }
	add := func(by place.Actor, role place.Role, teams ...string) error {
		_, err := w.CreateMember(by, "Eve", role, teams)
		return err
	}
	acts := map[string]func(by place.Actor) error{
		"add an org":              func(by place.Actor) error { _, err := w.CreateOrg(by, name); return err },
		"list orgs":               func(by place.Actor) error { _, err := w.Orgs(by); return err },
		"add a team":              func(by place.Actor) error { _, err := w.CreateTeam(by, w.org("X").ID, name); return err },
		"rename the team":         func(by place.Actor) error { _, err := w.PatchTeam(by, w.team.ID, name); return err },
		"list members":            func(by place.Actor) error { _, err := w.Members(by); return err },
		"add a coach to the team": func(by place.Actor) error { return add(by, place.Coach, teams...) },
		"add a coach elsewhere":   func(by place.Actor) error { return add(by, place.Coach, other) },
		"add a coach to both":     func(by place.Actor) error { return add(by, place.Coach, w.team.ID, other) },
		"add a coach to no team":  func(by place.Actor) error { return add(by, place.Coach) },
		"add a steward":           func(by place.Actor) error { return add(by, place.Steward) },
		"make a coach a steward": func(by place.Actor) error {
			_, err := w.PatchMember(by, lone.ID, place.MemberPatch{Role: &role})
			return err
		},
		"put Cleo into the team":   func(by place.Actor) error { return join(by, w.cleo.member.ID, w.team.ID, other) },
		"take Cleo off hers":       func(by place.Actor) error { return join(by, w.cleo.member.ID, w.team.ID) },
		"invite a new coach there": func(by place.Actor) error { return invite(by, lone.ID) },
		"invite who has joined":    func(by place.Actor) error { return invite(by, w.ben.member.ID) },
		"invite an auditor":        func(by place.Actor) error { return invite(by, auditor.ID) },
		"see devices":              func(by place.Actor) error { _, err := w.Devices(by); return err },
		"revoke a device":          func(by place.Actor) error { _, err := w.RevokeDevice(by, w.cleo.id); return err },
		"share the org's curve":    func(by place.Actor) error { _, err := w.ShareFigures(by, w.team.Org, true); return err },
		"see unattended circles":   func(by place.Actor) error { _, err := w.Unattended(by); return err },
	}
	coach := []string{"add a coach to the team", "put Cleo into the team", "invite a new coach there", "share the org's curve"}
	check := func(by place.Actor, may func(act string) bool) {
		for act, run := range acts {
			want := place.Forbidden
			if may(act) {
				want = ""
			}
			is(t, string(by.Role)+" may "+act, codeOf(run(by)), want)
		}
	}
	check(w.as(auditor), func(string) bool { return false })
	check(w.as(w.ada.member), func(act string) bool { return strings.Contains(strings.Join(coach, "|"), act) })
	check(w.as(w.sam.member), func(act string) bool { return act != "share the org's curve" })
}

func TestNamesAndReferencesAreChecked(t *testing.T) {
	w := newWard(t)
	sam := w.as(w.sam.member)
	badDay, noRole := "soon", place.Role("boss")
	errs := map[string]error{}
	_, errs["/name"] = w.CreateOrg(sam, " \t ")
	_, errs["/org"] = w.CreateTeam(sam, w.newID(), "T")
	_, errs["/teams"] = w.CreateMember(sam, "M", place.Coach, []string{w.newID()})
	_, errs["/ended_on"] = w.PatchMember(sam, w.ada.member.ID, place.MemberPatch{EndedOn: &badDay})
	_, errs["/role"] = w.PatchMember(sam, w.ada.member.ID, place.MemberPatch{Role: &noRole})
	_, errs["/member"] = w.CreateInvite(sam, w.newID())
	for path, err := range errs {
		refusal, ok := err.(*place.Error)
		if !ok || refusal.Code != place.Invalid || len(refusal.Errors) != 1 || refusal.Errors[0].Path != path {
			t.Errorf("%s: %#v", path, err)
		}
	}
	_, err := w.PatchOrg(sam, w.newID(), "x")
	is(t, "no such org", codeOf(err), place.NotFound)
	_, err = w.PatchMember(sam, w.newID(), place.MemberPatch{})
	is(t, "no such member", codeOf(err), place.NotFound)
	today := w.now.Format(time.DateOnly)
	_, err = w.PatchMember(sam, w.sam.member.ID, place.MemberPatch{EndedOn: &today})
	is(t, "the last steward", codeOf(err), place.LastSteward)
}

func TestInvitesWorkOnce(t *testing.T) {
	w := newWard(t)
	invite, err := w.CreateInvite(place.Host, w.ada.member.ID)
	must(t, invite, err)
	is(t, "length", len(invite.Code), 16)
	typed := strings.ToUpper(invite.Code[:4] + "-" + invite.Code[4:8] + " " + invite.Code[8:])
	key := newKey(t)
	first, err := w.Enrol(typed, "Ada's phone", key)
	must(t, first, err)
	again, err := w.Enrol(invite.Code, "Ada's phone", key)
	is(t, "the same again", must(t, again, err), first)
	_, err = w.Enrol(invite.Code, "thief", newKey(t))
	is(t, "another key", codeOf(err), place.InviteUsed)
	_, err = w.Enrol("0000-0000-0000-0000", "x", key)
	is(t, "no such invite", codeOf(err), place.NotFound)
	_, err = w.Enrol(invite.Code, "x", place.Key{Kty: "OKP", Crv: "Ed25519", X: "short"})
	is(t, "a bad key", codeOf(err), place.Invalid)
	w.now = w.now.Add(inviteLife)
	_, err = w.Enrol(invite.Code, "Ada's phone", key)
	is(t, "expired", codeOf(err), place.InviteExpired)
}

func TestForkedAndRevokedDevices(t *testing.T) {
	w := newWard(t)
	key := newKey(t)
	forked, err := w.Fork(w.ada.id, "new", key)
	must(t, forked, err)
	again, err := w.Fork(w.ada.id, "new", key)
	is(t, "the same again", must(t, again, err), forked)
	is(t, "member", forked.Member, w.ada.member.ID)
	moved, cancel := w.Watch(w.ada.member.ID)
	defer cancel()
	_, err = w.RevokeDevice(place.Host, w.ada.id)
	must(t, 0, err)
	if _, open := <-moved; open {
		t.Error("the watch went on")
	}
	_, err = w.ada.try(w.ada.visit(w.person, "x"))
	is(t, "revoked", codeOf(err), place.DeviceRevoked)
	_, err = w.Who("nobody")
	is(t, "unknown", codeOf(err), place.Unauthenticated)
	_, err = w.Fork(w.ada.id, "newer", newKey(t))
	is(t, "a fork of it", codeOf(err), place.DeviceRevoked)
}

func TestWhatSurvivesAStart(t *testing.T) {
	w := newWorld(t, true)
	coach := w.member("Zephyrine", place.Coach, w.team(w.org("Harbour"), "North").ID)
	p := w.enrol(coach)
	if _, ok, _ := w.StewardInvite(); !ok {
		t.Error("no steward invite in a new place")
	}
	day := "2026-03-05"
	coach, err := w.PatchMember(place.Host, coach.ID, place.MemberPatch{EndedOn: &day})
	must(t, 0, err)
	must(t, 0, w.UseJTI(p.id, "once", time.Now().Add(time.Minute)))
	p.push(p.visit("place", "x"), p.next("place", "barrier", w.newID(), map[string]any{"what": "Unmistakable"}))
	before := w.Signing()
	current, next := before.Current, before.Next
	epoch, at := w.Epoch(), w.Place()
	w.reopen()
	is(t, "a jti used before", codeOf(w.UseJTI(p.id, "once", time.Now().Add(time.Minute))), place.Unauthenticated)
	is(t, "another device's jti", codeOf(w.UseJTI("other", "once", time.Now().Add(time.Minute))), "")
	is(t, "epoch", w.Epoch(), epoch)
	is(t, "place", w.Place(), at)
	is(t, "member", w.Store.directory.Load().members[coach.ID], coach)
	now := w.Signing()
	c, n := now.Current, now.Next
	is(t, "signing keys", []string{c.ID, n.ID}, []string{current.ID, next.ID})
	is(t, "have", p.push().Have, 2)
	device, err := w.Device(p.id)
	is(t, "last seen", must(t, device, err).LastSeen, w.now.UnixMilli())
	w.now = w.now.AddDate(0, 4, 0)
	w.reopen()
	c = w.Signing().Current
	is(t, "the next key took over", c.ID, next.ID)
	must(t, 0, w.Close())
	notInFiles(t, w.dir, "Zephyrine", "Unmistakable", "Harbour")
}

// notInFiles looks for words in the clear.
func notInFiles(t *testing.T, dir string, words ...string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, text, err)
		for _, word := range words {
			if bytes.Contains(text, []byte(word)) {
				t.Errorf("%s lies open in %s", word, filepath.Base(file))
			}
		}
	}
}

func TestRefusalsToStart(t *testing.T) {
	w := newWorld(t, true)
	p := w.enrol(w.member("Ada", place.Coach))
	p.push(p.next("place", "barrier", w.newID(), map[string]any{"what": "x"}),
		p.next("place", "barrier", w.newID(), map[string]any{"what": "y"}))
	refused := func(name, says string, master seal.Master) {
		t.Helper()
		_, err := Open(w.dir, Options{Master: master, Log: zerolog.Nop()})
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	damage := func(key, value []byte) (undo func()) {
		must(t, 0, w.Close())
		db, err := badger.Open(badgerOptions(w.dir, Options{Log: zerolog.Nop()}))
		must(t, db, err)
		var old []byte
		must(t, 0, db.Update(func(txn *badger.Txn) error {
			item, err := txn.Get(key)
			must(t, item, err)
			old, _ = item.ValueCopy(nil)
			if value == nil {
				return txn.Delete(key)
			}
			return txn.Set(key, value)
		}))
		must(t, 0, db.Close())
		return func() {
			db, err := badger.Open(badgerOptions(w.dir, Options{Log: zerolog.Nop()}))
			must(t, db, err)
			must(t, 0, db.Update(func(txn *badger.Txn) error { return txn.Set(key, old) }))
			must(t, 0, db.Close())
			w.open()
		}
	}
	undo := damage(metaKey(formatFact), []byte(strconv.Itoa(format+1)))
	refused("a newer format", "newer program", w.master)
	undo()
	undo = damage(logKey("place", 2), nil)
	refused("a lost entry", "damaged", w.master)
	undo()
	undo = damage(logKey("place", 1), []byte("not an entry at all, but long enough"))
	refused("a broken entry", "damaged", w.master)
	undo()
	must(t, 0, w.Close())
	wrong, _ := seal.NewMaster(bytes.Repeat([]byte{9}, seal.KeySize))
	refused("another master key", "put the right one back", wrong)
	w.open()
}

func TestMeAndDirectory(t *testing.T) {
	w := newWard(t)
	w.begin()
	me, err := w.Me(w.ada.member.ID)
	must(t, me, err)
	is(t, "scopes", me.Scopes, sorted([]string{w.person, "place", "self:" + me.Member, "team:" + w.team.ID}))
	auditor := w.member("Al", place.Auditor)
	for member, names := range map[string]int{w.ada.member.ID: 5, w.sam.member.ID: 5, auditor.ID: 0} {
		d, err := w.Directory(member)
		must(t, d, err)
		is(t, "names", len(d.Members), names)
		is(t, "organisations", len(d.Orgs), 1)
	}
}
