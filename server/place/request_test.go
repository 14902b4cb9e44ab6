package place

import "testing"

func TestDueOn(t *testing.T) {
	for _, c := range []struct {
		received string
		months   int
		due      string
	}{
		{"2026-09-03", 1, "2026-10-03"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-01-28", 1, "2026-02-28"},
		{"2026-08-31", 1, "2026-09-30"},
		{"2026-12-31", 1, "2027-01-31"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2026-02-28", 1, "2026-03-28"},
	} {
		if got, err := DueOn(c.received, c.months); err != nil || got != c.due {
			t.Errorf("%s and %d: %s, %v, and not %s", c.received, c.months, got, err, c.due)
		}
	}
	if _, err := DueOn("yesterday", 1); err == nil {
		t.Error("that is no day")
	}
}
