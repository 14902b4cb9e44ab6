package merge

import (
	"fmt"
	"slices"

	"alongside/sync/hlc"
	"alongside/sync/strict"
)

// stateReader reads the JSON of a record without building it as a tree first:
// the server does this for every change.
type stateReader struct {
	r *strict.Reader
}

func (in stateReader) record(r *Record) error {
	err := in.r.Object(func(name string) (err error) {
		switch name {
		case "kind":
			r.Kind, err = in.r.String()
		case "id":
			r.ID, err = in.r.String()
		case "first":
			r.First, err = in.stamp()
		case "last":
			r.Last, err = in.stamp()
		case "fields":
			return in.r.Object(func(name string) error { return in.field(r, name) })
		case "kept":
			return in.r.Array(func(int) error { return in.write(r) })
		default:
			return fmt.Errorf("no member %q is known", name)
		}
		return err
	})
	if err != nil {
		return err
	}
	if !slices.IsSortedFunc(r.fields, func(a, b field) int { return compare(a.name, b.name) }) {
		slices.SortFunc(r.fields, func(a, b field) int { return compare(a.name, b.name) })
	}
	return in.r.End()
}

func (in stateReader) stamp() (hlc.Stamp, error) {
	text, err := in.r.String()
	return hlc.Stamp(text), err
}

func (in stateReader) field(r *Record, name string) error {
	f := field{name: name}
	err := in.r.Object(func(part string) error {
		switch part {
		case "latest", "once":
			f.rule = Rule(part)
			return in.tuple(func(i int) (err error) {
				switch i {
				case 0:
					f.at, err = in.stamp()
				default:
					f.value, err = in.r.Value()
				}
				return err
			}, 2, 2)
		case "versions":
			f.rule = Versions
			return in.r.Array(func(int) error { return in.version(&f) })
		case "over":
			return in.r.Array(func(int) error {
				id, err := in.stamp()
				f.over = append(f.over, id)
				return err
			})
		case "set":
			f.rule = Set
			return in.r.Array(func(int) error { return in.add(&f) })
		case "dropped":
			return in.r.Array(func(int) error {
				d, err := in.drop()
				f.drops = append(f.drops, d)
				return err
			})
		}
		return fmt.Errorf("no rule %q is known", part)
	})
	if err == nil && f.rule == "" {
		err = fmt.Errorf("field %q has no rule", name)
	}
	r.fields = append(r.fields, f)
	return err
}

// tuple reads a list of least to most elements.
func (in stateReader) tuple(each func(i int) error, least, most int) error {
	count := 0
	err := in.r.Array(func(i int) error {
		if count++; count > most {
			return fmt.Errorf("a tuple has more than %d members", most)
		}
		return each(i)
	})
	if err == nil && count < least {
		err = fmt.Errorf("a tuple has fewer than %d members", least)
	}
	return err
}

func (in stateReader) version(f *field) error {
	var v version
	err := in.tuple(func(i int) (err error) {
		switch i {
		case 0:
			v.id, err = in.stamp()
		case 1:
			v.value, err = in.r.Value()
		default:
			v.at, err = in.stamp()
		}
		return err
	}, 2, 3)
	f.versions = append(f.versions, v)
	return err
}

func (in stateReader) add(f *field) error {
	var a add
	err := in.tuple(func(i int) (err error) {
		switch i {
		case 0:
			a.value, err = in.r.String()
		case 1:
			a.id, err = in.stamp()
		default:
			a.at, err = in.stamp()
		}
		return err
	}, 2, 3)
	f.adds = append(f.adds, a)
	return err
}

func (in stateReader) drop() (d drop, err error) {
	err = in.tuple(func(i int) (err error) {
		switch i {
		case 0:
			d.value, err = in.r.String()
		default:
			d.id, err = in.stamp()
		}
		return err
	}, 2, 2)
	return d, err
}

func (in stateReader) write(r *Record) error {
	var w write
	err := in.r.Object(func(name string) (err error) {
		switch name {
		case "field":
			w.field, err = in.r.String()
		case "id":
			w.id, err = in.stamp()
		case "at":
			w.at, err = in.stamp()
		case "set":
			w.wrote = true
			w.value, err = in.r.Value()
		case "over":
			return in.r.Array(func(int) error {
				id, err := in.stamp()
				w.over = append(w.over, id)
				return err
			})
		case "add":
			return in.r.Array(func(int) error {
				text, err := in.r.String()
				w.adds = append(w.adds, text)
				return err
			})
		case "drop":
			return in.r.Array(func(int) error {
				d, err := in.drop()
				w.drops = append(w.drops, d)
				return err
			})
		default:
			return fmt.Errorf("no member %q is known", name)
		}
		return err
	})
	r.kept = append(r.kept, w)
	return err
}
