package seal

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
)

func TestVouchedForOnePointOnly(t *testing.T) {
	made, _ := NewMaster(bytes.Repeat([]byte{7}, KeySize))
	master := made.Voucher()
	p := Point{Member: "ada", Scope: "person:jo", Epoch: "e1", To: 12, Digest: "00000000000000ff"}
	seal := master.Vouch(p)
	if !master.Vouched(p, seal) || seal != master.Vouch(p) {
		t.Fatalf("%q is not vouched for", seal)
	}
	others := map[string]Point{}
	for name, change := range map[string]func(*Point){
		"member": func(p *Point) { p.Member = "ben" },
		"scope":  func(p *Point) { p.Scope = "person:mo" },
		"epoch":  func(p *Point) { p.Epoch = "e2" },
		"to":     func(p *Point) { p.To = 13 },
		"digest": func(p *Point) { p.Digest = "00000000000000fe" },
		"moved":  func(p *Point) { p.Member, p.Scope = "adap", "erson:jo" },
	} {
		other := p
		change(&other)
		others[name] = other
	}
	for name, other := range others {
		if master.Vouched(other, seal) {
			t.Errorf("the seal holds for another %s", name)
		}
	}
	for name, wrong := range map[string]string{
		"none": "", "short": seal[:30], "long": seal + "00", "capitals": strings.ToUpper(seal), "odd": seal[:31], "no hex": seal[:30] + "zz",
	} {
		if master.Vouched(p, wrong) {
			t.Errorf("a seal that is %s holds", name)
		}
	}
	foreign, _ := NewMaster(bytes.Repeat([]byte{8}, KeySize))
	if foreign.Voucher().Vouched(p, seal) {
		t.Error("another server knows the seal as its own")
	}
}

// The seal is built here once more from its description in sync/HEALING.md.
func TestVouchIsAsDescribed(t *testing.T) {
	raw := bytes.Repeat([]byte{7}, KeySize)
	master, _ := NewMaster(raw)
	key, err := hkdf.Key(sha256.New, raw, nil, "alongside seal v1", 32)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("ada\x00person:jo\x00e1\x0012\x0000000000000000ff"))
	want := hex.EncodeToString(mac.Sum(nil)[:16])
	if got := master.Voucher().Vouch(Point{"ada", "person:jo", "e1", 12, "00000000000000ff"}); got != want {
		t.Errorf("%s, described as %s", got, want)
	}
}
