// Package house holds the rules of the house that no compiler checks: who may
// import whom, and which one file may touch the phone's store, network and clock.
package house

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// goRule says which packages (by prefix) may import what (by prefix).
type goRule struct {
	imported string   // import path prefix
	only     []string // package prefixes that may import it
	why      string
}

var goRules = []goRule{
	{"github.com/gofiber/fiber", []string{"alongside/server/api", "alongside/scripts/bench"}, "HTTP is one adapter: only server/api knows Fiber (and what measures it)"},
	{"github.com/valyala/fasthttp", []string{"alongside/server/api", "alongside/scripts/simulate"}, "HTTP is one adapter: only server/api knows fasthttp (and what simulates its clients)"},
	{"github.com/dgraph-io/badger", []string{"alongside/server/store", "alongside/scripts/bench", "alongside/scripts/faults"}, "only server/store knows Badger (and what measures or breaks it)"},
	{"filippo.io/age", []string{"alongside/server/backup"}, "only server/backup knows how backups are encrypted"},
	{"alongside/server/api", []string{"alongside/server", "alongside/scripts/simulate"}, "nothing builds on the HTTP adapter but the binary and the simulator"},
	{"alongside/server/seal/attempt", nil, "it is there for tests"},
	{"alongside/server/store", []string{"alongside/server", "alongside/server/api", "alongside/server/demo", "alongside/server/backup", "alongside/scripts/simulate", "alongside/scripts/bench", "alongside/scripts/fold"}, "the pure packages do not know the store"},
}

// own lists what a package of ours may import of ours; packages not listed are free.
var own = map[string][]string{
	"alongside/sync/hlc":       {},
	"alongside/sync/strict":    {},
	"alongside/sync/merge":     {"alongside/sync/"},
	"alongside/sync/wire":      {"alongside/sync/"},
	"alongside/schema":         {"alongside/sync/merge", "alongside/sync/hlc"},
	"alongside/server/figures": {"alongside/sync/", "alongside/server/figures", "alongside/server/sheet"},
	"alongside/server/judge":   {"alongside/sync/", "alongside/schema", "alongside/server/place"},
	"alongside/server/place":   {"alongside/sync/"},
	"alongside/server/ledger":  {"alongside/sync/", "alongside/server/place", "alongside/server/sheet"},
	"alongside/server/sheet":   {},
}

func TestGoImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", "{{.ImportPath}}: {{join .Imports \" \"}}", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for imported := range strings.FieldsSeq(imports) {
			checkGoImport(t, pkg, imported)
		}
	}
}

func checkGoImport(t *testing.T, pkg, imported string) {
	t.Helper()
	for _, rule := range goRules {
		if strings.HasPrefix(imported, rule.imported) && !strings.HasPrefix(pkg, rule.imported) && !under(pkg, rule.only) {
			t.Errorf("%s imports %s: %s", pkg, imported, rule.why)
		}
	}
	allowed, listed := own[pkg]
	if listed && strings.HasPrefix(imported, "alongside/") && !prefixed(imported, allowed) {
		t.Errorf("%s imports %s, and may import of ours only %v", pkg, imported, allowed)
	}
}

// under: "alongside/server" names that package alone; the others name their folders too.
func under(pkg string, names []string) bool {
	for _, name := range names {
		if pkg == name || name != "alongside/server" && strings.HasPrefix(pkg, name+"/") {
			return true
		}
	}
	return false
}

func prefixed(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// tsRule names the one place in the app (by path prefix) where a thing may be touched.
type tsRule struct {
	pattern *regexp.Regexp
	only    []string
	why     string
}

// realServer starts the server for tests and waits for it.
const realServer = "pwa/src/exchange/testreal.ts"

var tsRules = []tsRule{
	{regexp.MustCompile(`\bindexedDB\b|from 'idb'`), []string{"pwa/src/local/db.ts"}, "one file knows IndexedDB"},
	{regexp.MustCompile(`\bfetch\(`), []string{"pwa/src/local/net.ts", "pwa/src/sw/", realServer}, "one file fetches (and tests of a real server)"},
	{regexp.MustCompile(`\bDate\.now\(|\bperformance\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bsetInterval\(`), []string{"pwa/src/local/clock.ts", realServer}, "one file reads the clock (and tests of a real server)"},
	{regexp.MustCompile(`\.innerHTML\b|dangerouslySetInnerHTML|\beval\(|new Function\(`), nil, "Trusted Types: no text becomes markup or code"},
}

func TestAppTouchesTheWorldInOnePlace(t *testing.T) {
	eachSource(t, "pwa/src", func(path, text string) {
		for _, rule := range tsRules {
			if rule.pattern.MatchString(text) && !prefixed(path, rule.only) {
				t.Errorf("%s has %q: %s (%v)", path, rule.pattern.FindString(text), rule.why, rule.only)
			}
		}
	})
}

var importLine = regexp.MustCompile(`(?m)^(?:import|export)[^;]*? from '([^']+)'`)

// The engine and the schema are pure in TypeScript too: sync imports nothing of
// ours outside sync, schema nothing but sync/merge and itself.
func TestTypeScriptImports(t *testing.T) {
	allowed := map[string][]string{"sync": {"sync"}, "schema": {"schema", "sync/merge"}}
	for dir, may := range allowed {
		eachSource(t, dir, func(path, text string) {
			for _, m := range importLine.FindAllStringSubmatch(text, -1) {
				if !strings.HasPrefix(m[1], ".") {
					continue
				}
				if target := filepath.ToSlash(filepath.Join(filepath.Dir(path), m[1])); !prefixed(target, may) {
					t.Errorf("%s imports %s: %s may import of ours only %v", path, m[1], dir, may)
				}
			}
		})
	}
}

// eachSource calls visit for every TypeScript source under dir but tests.
func eachSource(t *testing.T, dir string, visit func(path, text string)) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
		ext := filepath.Ext(path)
		if err != nil || d.IsDir() || ext != ".ts" && ext != ".tsx" || strings.Contains(filepath.Base(path), ".test.") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		seen++
		visit(filepath.ToSlash(rel), string(text))
		return err
	})
	if err != nil || seen == 0 {
		t.Fatalf("%s: %d sources, %v", dir, seen, err)
	}
}
