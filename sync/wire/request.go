package wire

import (
	"errors"
	"fmt"

	"alongside/sync/strict"
)

// DecodeRequest reads the inflated body of one round.
//
// What is wrong with the envelope, with the JSON or with a number n refuses the
// whole request, as a Fault with code invalid, unsupported_protocol or too_large.
// What is wrong within one change is noted in its Problems and refuses nothing.
// Members of the request that this protocol does not name are passed over.
// Nothing in the result shares memory with body.
func DecodeRequest(body []byte) (Request, *Fault) {
	if len(body) > MaxBody {
		return Request{}, tooLarge("a request has at most %d bytes", MaxBody)
	}
	d := decoder{r: strict.NewReader(body, MaxDepth)}
	if err := d.request(); err != nil {
		return Request{}, faultOf(err)
	}
	switch {
	case d.hasProtocol && d.req.Protocol != Protocol:
		return Request{}, &Fault{Code: CodeUnsupportedProtocol,
			Detail: fmt.Sprintf("this server speaks protocol %d", Protocol)}
	case !d.hasProtocol:
		d.problem("protocol", "wants a whole number")
	}
	if len(d.problems) > 0 {
		return Request{}, &Fault{Code: CodeInvalid, Detail: "the request is malformed", Errors: d.problems}
	}
	return d.req, nil
}

func tooLarge(format string, args ...any) *Fault {
	return &Fault{Code: CodeTooLarge, Detail: fmt.Sprintf(format, args...)}
}

func faultOf(err error) *Fault {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault
	}
	return &Fault{Code: CodeInvalid, Detail: err.Error()}
}

// decoder reads a request from front to back and goes on after a member of the
// wrong type, so that all problems are told at once.
type decoder struct {
	r           *strict.Reader
	req         Request
	hasProtocol bool
	hasDevice   bool
	problems    []Problem
	// changeFlaws are the reader's flaws that lie within changes.
	changeFlaws int
}

// maxProblems keeps a hostile request from being answered at length.
const maxProblems = 20

func (d *decoder) problem(path, detail string) {
	if len(d.problems) < maxProblems {
		d.problems = append(d.problems, Problem{Path: path, Code: CodeInvalid, Detail: detail})
	}
}

func (d *decoder) request() error {
	if d.r.Peek() != '{' {
		if _, err := d.r.Value(); err != nil {
			return err
		}
		d.problem("", "wants an object")
		return d.r.End()
	}
	if err := d.r.Object(d.member); err != nil {
		return err
	}
	if !d.hasDevice {
		d.problem("device", "wants text")
	}
	if d.r.Flaws() > d.changeFlaws {
		d.problem("", "holds a lone surrogate or a number that is not whole")
	}
	return d.r.End()
}

func (d *decoder) member(name string) error {
	switch name {
	case "protocol":
		n, ok, err := d.integer(name)
		d.req.Protocol, d.hasProtocol = int(n), ok
		return err
	case "schema":
		n, ok, err := d.integer(name)
		if ok && n < 1 {
			d.problem(name, "wants a number from 1")
		}
		d.req.Schema = int(n)
		return err
	case "device":
		text, err := d.text(name)
		d.req.Device, d.hasDevice = text, true
		return err
	case "epoch":
		text, err := d.optionalText(name)
		d.req.Epoch = text
		return err
	case "push":
		return d.object(name, d.push)
	case "pull":
		return d.object(name, d.pull)
	default:
		return d.pass()
	}
}

// pass reads a member that this protocol does not name and forgets it.
func (d *decoder) pass() error {
	_, err := d.r.Value()
	return err
}

// object reads an object or null and calls each for its members.
func (d *decoder) object(path string, each func(name string) error) error {
	if d.r.Peek() == '{' {
		if path == "pull" {
			d.req.Pull = &Pull{Cursors: map[string]uint64{}, MaxBytes: DefaultPullBytes}
		}
		return d.r.Object(each)
	}
	value, err := d.r.Value()
	if err == nil && value != nil {
		d.problem(path, "wants an object")
	}
	return err
}

func (d *decoder) push(name string) error {
	switch name {
	case "changes":
		return d.list("push.changes", d.change)
	case "relay":
		return d.list("push.relay", d.relay)
	default:
		return d.pass()
	}
}

// list reads a list or null and calls each for its elements.
func (d *decoder) list(path string, each func(i int) error) error {
	if d.r.Peek() == '[' {
		return d.r.Array(each)
	}
	value, err := d.r.Value()
	if err == nil && value != nil {
		d.problem(path, "wants a list")
	}
	return err
}

func (d *decoder) pull(name string) error {
	switch name {
	case "cursors":
		return d.object("pull.cursors", d.cursor)
	case "holds":
		value, err := d.r.Value()
		list, _ := value.([]any)
		for _, one := range list {
			if scope, is := one.(string); is {
				d.req.Pull.Holds = append(d.req.Pull.Holds, scope)
			}
		}
		return err
	case "snapshots":
		return d.object("pull.snapshots", d.snapshot)
	case "max_bytes":
		n, ok, err := d.integer("pull.max_bytes")
		if ok && n < 0 {
			d.problem("pull.max_bytes", "wants a number from 0")
		}
		if ok {
			d.req.Pull.MaxBytes = int(min(n, MaxPullBytes))
		}
		return err
	default:
		return d.pass()
	}
}

func (d *decoder) cursor(scope string) error {
	n, ok, err := d.integer("pull.cursors." + shown(scope))
	if ok && n < 0 {
		d.problem("pull.cursors."+shown(scope), "wants a number from 0")
	}
	d.req.Pull.Cursors[scope] = uint64(max(n, 0))
	return err
}

// maxNext is the longest that a snapshot's next may be, in bytes.
const maxNext = 256

// snapshot reads how far a device has read the snapshot of one scope.
func (d *decoder) snapshot(scope string) error {
	path := "pull.snapshots." + shown(scope)
	mark := SnapshotMark{}
	err := d.object(path, func(name string) error {
		switch name {
		case "to":
			n, ok, err := d.integer(path + ".to")
			if ok && n < 0 {
				d.problem(path+".to", "wants a number from 0")
			}
			mark.To = uint64(max(n, 0))
			return err
		case "next":
			text, err := d.text(path + ".next")
			if len(text) > maxNext {
				d.problem(path+".next", "is too long")
			}
			mark.Next = text
			return err
		default:
			return d.pass()
		}
	})
	if d.req.Pull.Snapshots == nil {
		d.req.Pull.Snapshots = map[string]SnapshotMark{}
	}
	d.req.Pull.Snapshots[scope] = mark
	return err
}

// integer reads a whole number and notes a problem if something else stands there.
func (d *decoder) integer(path string) (n int64, ok bool, err error) {
	value, err := d.r.Value()
	if n, ok = value.(int64); !ok && err == nil {
		d.problem(path, "wants a whole number")
	}
	return n, ok, err
}

func (d *decoder) text(path string) (string, error) {
	value, err := d.r.Value()
	text, ok := value.(string)
	if err == nil && (!ok || !wellFormed(text)) {
		d.problem(path, "wants text")
	}
	return text, err
}

func (d *decoder) optionalText(path string) (string, error) {
	if d.r.Peek() == 'n' {
		_, err := d.r.Value()
		return "", err
	}
	return d.text(path)
}
