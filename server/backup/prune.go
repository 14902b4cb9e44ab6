package backup

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// prune removes what newer verified fulls have made needless. It is called right
// after a full was verified.
func (b *Shipper) prune() error {
	segments, _, err := List(b.folder.Dir)
	if err != nil {
		return err
	}
	for _, s := range needless(segments, b.opts.KeepDays) {
		err = errors.Join(err, b.folder.remove(s.Name))
	}
	return errors.Join(err, syncFolder(b.folder.Dir))
}

// needless says which segments may go: parts from before the second newest full,
// and fulls but for the newest two and the last of each of the newest days. Days
// count where there is a full, so that starting again and again, or a long time
// without any, pushes nothing out.
func needless(segments []Segment, days int) (out []Segment) {
	fulls, kept := 0, map[string]bool{}
	for i := len(segments) - 1; i >= 0; i-- {
		s := segments[i]
		if s.Kind == Part {
			if fulls >= 2 {
				out = append(out, s)
			}
			continue
		}
		fulls++
		day := s.Taken.UTC().Format(time.DateOnly)
		if !kept[day] && len(kept) < days {
			kept[day] = true
		} else if fulls > 2 {
			out = append(out, s)
		}
	}
	return out
}

func (f Folder) remove(name string) error { return os.Remove(filepath.Join(f.Dir, name)) }
