// Command differential prints random histories of one record and what the Go
// engine makes of them, one JSON object a line, for the TypeScript engine to be
// held against (differential.test.ts). The same seed prints the same lines.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"

	"alongside/sync/hlc"
	"alongside/sync/merge"
	"alongside/sync/wire"
)

// line is one history. Reply carries its changes as a server would send them.
type line struct {
	Seed      uint64       `json:"seed"`
	Index     int          `json:"index"`
	Rules     merge.Rules  `json:"rules"`
	Older     merge.Rules  `json:"older"`
	Reply     string       `json:"reply"`
	State     merge.Record `json:"state"`
	Unlearnt  merge.Record `json:"unlearnt"` // folded with the older rules
	Shown     shown        `json:"shown"`
	Immutable [][]string   `json:"immutable"` // by change, against State
}

// shown is what a screen would read from State.
type shown struct {
	Versions [][2]string `json:"versions"`
	Members  []string    `json:"members"`
	Newest   hlc.Stamp   `json:"newest"`
}

func main() {
	seed := flag.Uint64("seed", 1, "seed of the histories")
	count := flag.Int("count", 100, "how many histories to print")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for i := range *count {
		h := newHistory(rand.New(rand.NewPCG(*seed, uint64(i))))
		if err := encoder.Encode(h.line(*seed, i)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if err := out.Flush(); err != nil {
		os.Exit(1)
	}
}

func (h *history) line(seed uint64, index int) line {
	l := line{Seed: seed, Index: index, Rules: rules, Older: older}
	l.State, l.Unlearnt = fold(rules, h.entries), fold(older, h.entries)
	reply := wire.Reply{Epoch: record, Schema: 1}
	part := wire.ScopePart{Scope: "place", From: 1, To: uint64(len(h.entries)), Head: uint64(len(h.entries)), Changes: h.entries}
	var digest uint64
	for _, e := range h.entries {
		digest = wire.DigestAdd(digest, e.Device, e.N, e.At)
		names := merge.Immutable(rules, l.State, changeOf(e))
		l.Immutable = append(l.Immutable, append([]string{}, names...))
	}
	part.Digest = wire.DigestHex(digest)
	reply.Scopes = append(reply.Scopes, part)
	l.Reply = string(wire.AppendReply(nil, &reply))
	l.Shown = shown{Versions: [][2]string{}, Members: append([]string{}, l.State.Members("tags")...), Newest: l.State.FieldStamp("words")}
	for _, v := range l.State.Versions("words") {
		l.Shown.Versions = append(l.Shown.Versions, [2]string{string(v.ID), v.Value})
	}
	return l
}

func changeOf(e wire.Entry) merge.Change {
	return merge.Change{
		Kind: e.Kind, ID: e.ID, At: hlc.Stamp(e.At), Was: hlc.Stamp(e.Was),
		Set: e.Set, Over: e.Over, Add: e.Add, Drop: e.Drop,
	}
}

func fold(rules merge.Rules, entries []wire.Entry) merge.Record {
	r := merge.Record{Kind: kind, ID: record}
	for _, e := range entries {
		merge.Apply(rules, &r, changeOf(e))
	}
	return r
}
