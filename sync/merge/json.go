package merge

import (
	"errors"
	"fmt"

	"alongside/sync/hlc"
	"alongside/sync/strict"
)

// ErrState is what errors of UnmarshalJSON wrap.
var ErrState = errors.New("not the state of a record")

// stateDepth is how deep the JSON of a record may nest: values come from
// requests of at most strict.MaxDepth, and a record wraps them in a few levels.
const stateDepth = strict.MaxDepth + 8

// MarshalJSON writes the record as AppendJSON does.
func (r Record) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil), nil }

// AppendJSON writes the state as JSON, in the form that the TypeScript engine
// uses too. Equal states have equal text.
//
//	{"kind", "id", "first", "last",
//	 "fields": {name: {"latest": [at, value]}
//	                | {"once": [at, value]}
//	                | {"versions": [[identity, value, at?], ...], "over": [identity, ...]}
//	                | {"set": [[member, identity, at?], ...], "dropped": [[member, identity], ...]}},
//	 "kept": [{"field", "id", "at", "set", "over", "add", "drop"}, ...]}
//
// at is left out where it equals the identity, and so is whatever is empty.
func (r Record) AppendJSON(dst []byte) []byte {
	dst = append(dst, `{"kind":`...)
	dst = strict.AppendString(dst, r.Kind)
	dst = append(dst, `,"id":`...)
	dst = strict.AppendString(dst, r.ID)
	dst = append(dst, `,"first":`...)
	dst = appendStamp(dst, r.First)
	dst = append(dst, `,"last":`...)
	dst = appendStamp(dst, r.Last)
	dst = append(dst, `,"fields":{`...)
	for i := range r.fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strict.AppendString(dst, r.fields[i].name)
		dst = append(dst, ':')
		dst = r.fields[i].appendJSON(dst)
	}
	dst = append(dst, '}')
	if len(r.kept) > 0 {
		dst = append(dst, `,"kept":`...)
		dst = appendList(dst, r.kept, write.appendJSON)
	}
	return append(dst, '}')
}

func (f *field) appendJSON(dst []byte) []byte {
	switch f.rule {
	case Versions:
		dst = append(dst, `{"versions":`...)
		dst = appendList(dst, f.versions, version.appendJSON)
		if len(f.over) > 0 {
			dst = append(dst, `,"over":`...)
			dst = appendList(dst, f.over, appendOwn)
		}
	case Set:
		dst = append(dst, `{"set":`...)
		dst = appendList(dst, f.adds, add.appendJSON)
		if len(f.drops) > 0 {
			dst = append(dst, `,"dropped":`...)
			dst = appendList(dst, f.drops, drop.appendJSON)
		}
	default:
		dst = append(dst, `{"`...)
		dst = append(dst, f.rule...)
		dst = append(dst, `":[`...)
		dst = appendStamp(dst, f.at)
		dst = strict.Append(append(dst, ','), f.value)
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

func appendOwn(s hlc.Stamp, dst []byte) []byte { return appendStamp(dst, s) }

func (v version) appendJSON(dst []byte) []byte {
	dst = appendStamp(append(dst, '['), v.id)
	dst = strict.Append(append(dst, ','), v.value)
	return appendAt(dst, v.at)
}

func (a add) appendJSON(dst []byte) []byte {
	dst = strict.AppendString(append(dst, '['), a.value)
	dst = appendStamp(append(dst, ','), a.id)
	return appendAt(dst, a.at)
}

func (d drop) appendJSON(dst []byte) []byte {
	dst = strict.AppendString(append(dst, '['), d.value)
	return append(appendStamp(append(dst, ','), d.id), ']')
}

func appendAt(dst []byte, at hlc.Stamp) []byte {
	if at != "" {
		dst = appendStamp(append(dst, ','), at)
	}
	return append(dst, ']')
}

func (w write) appendJSON(dst []byte) []byte {
	object, _ := w.content().(map[string]any)
	object["field"], object["id"] = w.field, string(w.id)
	if w.at != "" {
		object["at"] = string(w.at)
	}
	return strict.Append(dst, object)
}

func appendStamp(dst []byte, s hlc.Stamp) []byte {
	return append(append(append(dst, '"'), s...), '"')
}

func appendList[T any](dst []byte, list []T, one func(T, []byte) []byte) []byte {
	dst = append(dst, '[')
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = one(list[i], dst)
	}
	return append(dst, ']')
}

// UnmarshalJSON reads what AppendJSON wrote here or the TypeScript engine made.
// It checks types, not the order of lists. Errors wrap ErrState.
func (r *Record) UnmarshalJSON(data []byte) error {
	*r = Record{}
	in := stateReader{r: strict.NewReader(data, stateDepth)}
	if err := in.record(r); err != nil {
		return fmt.Errorf("%w: %w", ErrState, err)
	}
	return nil
}
