package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"

	"github.com/valyala/fastjson"
)

func (at places) startPouch(addr, store string, _ job) *exec.Cmd {
	_, port, _ := net.SplitHostPort(addr)
	cmd := exec.Command("node", filepath.Join(at.npm, "pouch.mjs"), port, store)
	cmd.Dir = store
	return cmd
}

// openPouch makes one database into which all clients write documents with
// _bulk_docs. There is no sign-in.
func openPouch(addr, _ string, j job) (session, error) {
	client := func() *caller { return newCaller(addr, "Content-Type", "application/json") }
	if _, err := client().call("PUT", "/bench", nil); err != nil {
		return nil, err
	}
	s := &httpSession{job: j}
	for i := range j.clients + 1 {
		c := client()
		bodies := make([][]byte, j.batches)
		for b, batch := range visits(i, j) {
			var err error
			if bodies[b], err = pouchBody(batch); err != nil {
				return nil, err
			}
		}
		s.sends = append(s.sends, func(b int) error {
			reply, err := c.call("POST", "/bench/_bulk_docs", bodies[b])
			if err == nil && bytes.Contains(reply, []byte(`"error"`)) {
				err = fmt.Errorf("_bulk_docs: %.300s", reply)
			}
			return err
		})
	}
	s.fetch = func() (int, error) { return pouchPull(client()) }
	return s.warmed()
}

func pouchBody(batch []visit) ([]byte, error) {
	type document struct {
		ID string `json:"_id"`
		visit
	}
	docs := make([]document, len(batch))
	for i, v := range batch {
		docs[i] = document{uuid(), v}
	}
	return json.Marshal(map[string]any{"docs": docs})
}

// pouchBatch is how many changes PouchDB's replication asks for unless it is told otherwise.
const pouchBatch = 100

// leaf is one revision of a document that nothing has replaced.
type leaf struct {
	ID  string `json:"id"`
	Rev string `json:"rev"`
}

// pouchPull asks what PouchDB's own replication asks of a server, batch after batch:
// _changes, then _bulk_get of the leaf revisions. It leaves out the checkpoints.
func pouchPull(c *caller) (total int, err error) {
	var parser fastjson.Parser
	since := "0"
	for {
		reply, err := c.call("GET", fmt.Sprintf("/bench/_changes?style=all_docs&limit=%d&since=%s", pouchBatch, since), nil)
		if err != nil {
			return total, err
		}
		news, err := parser.ParseBytes(reply)
		if err != nil {
			return total, err
		}
		wanted := leaves(news)
		if len(wanted) == 0 {
			return total, nil
		}
		since = news.Get("last_seq").String()
		got, err := pouchDocuments(c, wanted, &parser)
		if err != nil {
			return total, err
		}
		total += got
	}
}

// leaves are all revisions that a reply of _changes names.
func leaves(news *fastjson.Value) (out []leaf) {
	for _, r := range news.GetArray("results") {
		for _, change := range r.GetArray("changes") {
			out = append(out, leaf{string(r.GetStringBytes("id")), string(change.GetStringBytes("rev"))})
		}
	}
	return out
}

func pouchDocuments(c *caller, wanted []leaf, parser *fastjson.Parser) (total int, err error) {
	body, err := json.Marshal(map[string]any{"docs": wanted})
	if err != nil {
		return 0, err
	}
	reply, err := c.call("POST", "/bench/_bulk_get?revs=true&latest=true", body)
	if err != nil {
		return 0, err
	}
	got, err := parser.ParseBytes(reply)
	if err != nil {
		return 0, err
	}
	for _, r := range got.GetArray("results") {
		for _, doc := range r.GetArray("docs") {
			if doc.Exists("ok") {
				total++
			}
		}
	}
	return total, nil
}
