package wire

import (
	"fmt"

	"alongside/sync/hlc"
	"alongside/sync/merge"
)

// Relay is a stretch of a scope's log, From..To without gaps, that a device
// pulled under an epoch that has ended since, for a server that may have lost it.
//
// Problems are the faults of shape found in it; where there are any the piece is
// to be refused, and its other members may be incomplete.
type Relay struct {
	Scope, Epoch string
	From, To     uint64
	Before       Sealed // of the log up to From-1
	After        Sealed // of the log up to To
	Changes      []Relayed
	Problems     []Problem
}

// Sealed is the digest of a log up to some entry, 16 hex digits, with the seal
// that came with it; the seal is "" before the first entry.
type Sealed struct{ Digest, Seal string }

// Relayed is one entry of the log that is relayed: At is the effective stamp, Was
// the one its device wrote, "" where they are the same. Hash is that of the
// change as its device pushes it.
type Relayed struct {
	Pushed
	Seq    uint64
	Device string
	Was    string
}

// Change is the entry for the merge engine.
func (r *Relayed) Change() merge.Change {
	c := r.Pushed.Change()
	c.Was = hlc.Stamp(r.Was)
	return c
}

// pieceReader reads one element of push.relay.
type pieceReader struct {
	*decoder
	out     Relay
	entries []rawEntry
}

// rawEntry waits until the whole piece was read, since it may leave out the scope.
type rawEntry struct {
	object map[string]any
	size   int
	flawed bool
}

func (p *pieceReader) problem(path, detail string) {
	if len(p.out.Problems) < maxProblems {
		p.out.Problems = append(p.out.Problems, Problem{Path: path, Code: CodeInvalid, Detail: detail})
	}
}

// relayDepth is how many levels deeper an entry lies in push.relay than a change
// in push.changes.
const relayDepth = 2

// relay reads one element of push.relay. What is wrong in it is its own problem,
// unless it is the syntax.
func (d *decoder) relay(int) error {
	p := pieceReader{decoder: d}
	flaws := d.r.Flaws()
	d.r.Deepen(relayDepth)
	err := p.read()
	d.r.Deepen(-relayDepth)
	d.changeFlaws += d.r.Flaws() - flaws
	p.check()
	d.req.Relay = append(d.req.Relay, p.out)
	return err
}

func (p *pieceReader) read() error {
	if p.r.Peek() == '{' {
		return p.r.Object(p.member)
	}
	p.problem("", "wants an object")
	return p.pass()
}

func (p *pieceReader) member(name string) (err error) {
	switch name {
	case "scope":
		p.out.Scope, err = p.word(name, validScope, "wants a scope")
	case "epoch":
		p.out.Epoch, err = p.word(name, hlc.ValidID, "wants an id")
	case "from":
		p.out.From, err = p.count(name)
	case "to":
		p.out.To, err = p.count(name)
	case "digest":
		p.out.After.Digest, err = p.word(name, validDigest, "wants 16 hex digits")
	case "seal":
		p.out.After.Seal, err = p.word(name, wellFormed, "wants text")
	case "before":
		err = p.before()
	case "changes":
		if p.r.Peek() == '[' {
			return p.r.Array(p.entry)
		}
		p.problem(name, "wants a list")
		err = p.pass()
	default:
		err = p.pass()
	}
	return err
}

func (p *pieceReader) before() error {
	if p.r.Peek() != '{' {
		p.problem("before", "wants an object")
		return p.pass()
	}
	return p.r.Object(func(name string) (err error) {
		switch name {
		case "digest":
			p.out.Before.Digest, err = p.word("before.digest", validDigest, "wants 16 hex digits")
		case "seal":
			p.out.Before.Seal, err = p.word("before.seal", wellFormed, "wants text")
		default:
			err = p.pass()
		}
		return err
	})
}

func validDigest(text string) bool {
	_, ok := ParseDigest(text)
	return ok
}

// word reads a text; anything else is a problem and reads as "".
func (p *pieceReader) word(path string, valid func(string) bool, wants string) (string, error) {
	value, err := p.r.Value()
	text, ok := value.(string)
	if err == nil && (!ok || !valid(text)) {
		p.problem(path, wants)
		return "", nil
	}
	return text, err
}

func (p *pieceReader) count(path string) (uint64, error) {
	value, err := p.r.Value()
	n, ok := value.(int64)
	if err == nil && (!ok || n < 1) {
		p.problem(path, "wants a whole number from 1")
	}
	return uint64(max(n, 0)), err
}

// check notes what is missing.
func (p *pieceReader) check() {
	if len(p.out.Problems) > 0 {
		return
	}
	switch {
	case p.out.Scope == "":
		p.problem("scope", "wants a scope")
	case p.out.Epoch == "":
		p.problem("epoch", "wants an id")
	case p.out.From == 0 || p.out.To == 0:
		p.problem("from", "wants a whole number from 1")
	case p.out.Before.Digest == "" || p.out.After.Digest == "":
		p.problem("digest", "wants 16 hex digits")
	case len(p.entries) == 0:
		p.problem("changes", "wants one at least")
	}
	if len(p.out.Problems) > 0 {
		return
	}
	for i, raw := range p.entries {
		path := fmt.Sprintf("changes[%d]", i)
		if _, given := raw.object["scope"]; !given {
			raw.object["scope"] = p.out.Scope
		}
		entry, problems := readEntry(raw)
		if entry.Scope != p.out.Scope && len(problems) == 0 {
			p.problem(path+".scope", "is another scope")
		}
		for _, found := range problems {
			p.problem(path+"."+found.Path, found.Detail)
		}
		p.out.Changes = append(p.out.Changes, entry)
	}
}

// entry reads one element of the piece's changes.
func (p *pieceReader) entry(i int) error {
	from, flaws := p.r.Offset(), p.r.Flaws()
	value, err := p.r.Value()
	if err != nil {
		return err
	}
	path := fmt.Sprintf("changes[%d]", i)
	object, ok := value.(map[string]any)
	if !ok {
		p.problem(path, "wants an object")
		return nil
	}
	size := p.r.Pos() - from
	if size > MaxRelayed {
		p.problem(path, fmt.Sprintf("has more than %d bytes", MaxRelayed))
		return nil
	}
	p.entries = append(p.entries, rawEntry{object, size, p.r.Flaws() > flaws})
	return nil
}

// readEntry takes one parsed entry apart: the members that the log adds, then
// the change itself, whose hash covers what its device pushed.
func readEntry(raw rawEntry) (out Relayed, problems []Problem) {
	object := raw.object
	c := changeReader{object: object, flawed: raw.flawed}
	number := func(name string) uint64 {
		n, ok := object[name].(int64)
		if !ok || n < 1 {
			c.problem(name, "wants a whole number from 1")
		}
		return uint64(max(n, 0))
	}
	out.Seq, out.Device = number("seq"), c.word("device", hlc.ValidID, "wants an id")
	c.out.N = number("n")
	if _, restamped := object["was"]; restamped {
		out.Was = c.word("was", hlc.Valid, "wants a stamp")
	}
	for _, name := range []string{"seq", "device", "was"} {
		delete(object, name)
	}
	c.out.Hash = c.hash()
	c.body()
	for _, stamp := range []string{c.out.At, out.Was} {
		if len(c.out.Problems) == 0 && stamp != "" && hlc.Stamp(stamp).Device() != out.Device {
			c.problem("at", "bears another device's id")
		}
	}
	out.Pushed = c.out
	out.Raw = raw.size
	out.Pushed.Problems = nil
	return out, c.out.Problems
}
