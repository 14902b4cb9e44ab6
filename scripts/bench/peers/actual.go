package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
)

func (at places) startActual(addr, store string, _ job) *exec.Cmd {
	host, port, _ := net.SplitHostPort(addr)
	cmd := exec.Command("node", filepath.Join(at.npm, "node_modules/@actual-app/sync-server/build/bin/actual-server.js"))
	cmd.Dir = store
	cmd.Env = append(os.Environ(), "NODE_ENV=production",
		"ACTUAL_HOSTNAME="+host, "ACTUAL_PORT="+port, "ACTUAL_DATA_DIR="+store)
	return cmd
}

// The file that all clients share, and the stamp from which a pushing client asks
// for news: so late that it gets none, as a phone of ours that only pushes.
const (
	actualFile = "5f2c1d3e-90aa-4b6c-8f0e-3a1b2c3d4e5f"
	noNews     = "9999-01-01T00:00:00.000Z-0000-0000000000000000"
	allNews    = "1970-01-01T00:00:00.000Z-0000-0000000000000000"
)

// openActual signs in with the password of a new server, uploads an empty budget
// and lets every client sync into it as Actual's own does, without encryption.
func openActual(addr, _ string, j job) (session, error) {
	token, err := actualToken(addr)
	if err != nil {
		return nil, err
	}
	group, err := actualUpload(addr, token)
	if err != nil {
		return nil, err
	}
	client := func() *caller {
		return newCaller(addr, "X-Actual-Token", token, "Content-Type", "application/actual-sync")
	}
	s := &httpSession{job: j}
	for i := range j.clients + 1 {
		c, node := client(), fmt.Sprintf("%016X", i+1)
		bodies := make([][]byte, j.batches)
		for b, batch := range visits(i, j) {
			bodies[b] = actualRequest(actualMessages(batch, node, b*j.batch), group, noNews)
		}
		s.sends = append(s.sends, func(b int) error {
			_, err := c.call("POST", "/sync/sync", bodies[b])
			return err
		})
	}
	fresh := client()
	s.fetch = func() (int, error) {
		reply, err := fresh.call("POST", "/sync/sync", actualRequest(nil, group, allNews))
		if err != nil {
			return 0, err
		}
		return actualCount(reply)
	}
	return s.warmed()
}

func actualToken(addr string) (string, error) {
	reply, err := newCaller(addr, "Content-Type", "application/json").
		call("POST", "/account/bootstrap", []byte(`{"password":"correct horse battery"}`))
	var got struct{ Data struct{ Token string } }
	if err == nil {
		err = json.Unmarshal(reply, &got)
	}
	return got.Data.Token, err
}

func actualUpload(addr, token string) (group string, err error) {
	reply, err := newCaller(addr, "X-Actual-Token", token, "Content-Type", "application/encrypted-file",
		"X-Actual-Name", "bench", "X-Actual-File-Id", actualFile, "X-Actual-Format", "2").
		call("POST", "/sync/upload-user-file", []byte("an empty budget"))
	var got struct{ GroupID string }
	if err == nil {
		err = json.Unmarshal(reply, &got)
	}
	return got.GroupID, err
}

// actualMessages are envelopes of one message a visit: its story in one cell. The
// day would be a second message; it is left out in Actual's favour.
func actualMessages(batch []visit, node string, from int) [][]byte {
	out := make([][]byte, len(batch))
	now := time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	for i, v := range batch {
		var cell, envelope []byte
		for n, text := range []string{"visits", uuid(), "story", "S:" + v.Story} {
			cell = appendText(cell, protowire.Number(n+1), text)
		}
		envelope = appendText(envelope, 1, fmt.Sprintf("%s-%04X-%s", now, from+i, node))
		out[i] = appendText(envelope, 3, string(cell))
	}
	return out
}

// actualRequest is a SyncRequest: 1 messages, 2 fileId, 3 groupId, 6 since.
func actualRequest(messages [][]byte, group, since string) (body []byte) {
	for _, m := range messages {
		body = appendText(body, 1, string(m))
	}
	body = appendText(body, 2, actualFile)
	body = appendText(body, 3, group)
	return appendText(body, 6, since)
}

func appendText(b []byte, field protowire.Number, text string) []byte {
	return protowire.AppendString(protowire.AppendTag(b, field, protowire.BytesType), text)
}

// actualCount decodes a SyncResponse down to the cells of its messages and counts them.
func actualCount(reply []byte) (messages int, err error) {
	err = eachField(reply, func(field protowire.Number, value []byte) error {
		if field != 1 {
			return nil
		}
		messages++
		return eachField(value, func(field protowire.Number, content []byte) error {
			if field != 3 {
				return nil
			}
			return eachField(content, func(protowire.Number, []byte) error { return nil })
		})
	})
	return messages, err
}

// eachField calls visit with every length-delimited field of a message and passes over others.
func eachField(b []byte, visit func(protowire.Number, []byte) error) error {
	for len(b) > 0 {
		field, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return protowire.ParseError(n)
		}
		b = b[n:]
		size := protowire.ConsumeFieldValue(field, kind, b)
		if size < 0 {
			return protowire.ParseError(size)
		}
		if kind == protowire.BytesType {
			value, _ := protowire.ConsumeBytes(b)
			if err := visit(field, value); err != nil {
				return err
			}
		}
		b = b[size:]
	}
	return nil
}
