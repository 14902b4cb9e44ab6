package house

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestPlantedBugsApply keeps the bugs that show what the simulator sees in step
// with the code that they are planted in (docs/simulator.md).
func TestPlantedBugsApply(t *testing.T) {
	patches, err := filepath.Glob(filepath.Join(root, "scripts/simulate/planted/*.patch"))
	if err != nil || len(patches) < 10 {
		t.Fatalf("%d patches, %v", len(patches), err)
	}
	for _, patch := range patches {
		path, err := filepath.Rel(root, patch)
		if err != nil {
			t.Fatal(err)
		}
		check := exec.Command("git", "apply", "--check", path)
		check.Dir = root
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s does not apply any more; change it along: %s", filepath.Base(patch), out)
		}
	}
}
