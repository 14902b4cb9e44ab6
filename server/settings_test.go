package main

import (
	"io"
	"strings"
	"testing"
)

// Settings that are taken can be served with: whatever stands in the arguments
// and the environment, it is understood or refused.
func FuzzSettings(f *testing.F) {
	f.Add("--addr\n127.0.0.1:0\n--demo", "ALONGSIDE_BASE", "https://place.example")
	f.Add("--base\nhttp://x/y", "ALONGSIDE_DEMO", "perhaps")
	f.Add("--token-life\n1ns", "ALONGSIDE_TOKEN_LIFE", "-3s")
	f.Add("version", "ALONGSIDE_ADDR", ":")
	f.Add("--\n--x", "", "")
	f.Fuzz(func(t *testing.T, args, name, value string) {
		env := func(asked string) (string, bool) { return value, asked == name }
		s, err := parse(strings.Split(args, "\n"), env, io.Discard)
		if err != nil || s.version {
			return
		}
		if s.data == "" || s.addr == "" || s.tokenLife == 0 || s.masterFile() == "" {
			t.Fatalf("%+v", s)
		}
		if base := s.base; base != "" && !strings.HasPrefix(strings.ToLower(base), "http") {
			t.Fatalf("%q is no base", base)
		}
	})
}
