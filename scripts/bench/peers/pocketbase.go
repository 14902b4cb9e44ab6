package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/valyala/fastjson"
)

// pocketUsers bounds how many users there are: signing in costs PocketBase a bcrypt
// each, and clients may share a user. It is not timed.
const pocketUsers = 10

func (at places) startPocketBase(addr, store string, j job) *exec.Cmd {
	cmd := exec.Command(at.pocketbase, "serve", "--http", addr, "--dir", store)
	cmd.Env = append(os.Environ(), fmt.Sprintf("USERS=%d", min(j.clients, pocketUsers)))
	return cmd
}

const (
	pocketBatch = "/api/batch"
	pocketList  = "/api/collections/visits/records"
	// pocketPage is the largest page that PocketBase gives.
	pocketPage = 1000
)

// openPocketBase signs users in and lets every client create records through the
// batch API, with ids of its own making as a client that was offline has.
func openPocketBase(addr, _ string, j job) (session, error) {
	tokens := make([]string, min(j.clients, pocketUsers))
	for i := range tokens {
		var err error
		if tokens[i], err = pocketToken(addr, i); err != nil {
			return nil, err
		}
	}
	client := func(i int) *caller {
		return newCaller(addr, "Authorization", tokens[i%len(tokens)], "Content-Type", "application/json")
	}
	s := &httpSession{job: j}
	for i := range j.clients + 1 {
		c := client(i)
		bodies := make([][]byte, j.batches)
		for b, batch := range visits(i, j) {
			var err error
			if bodies[b], err = pocketBody(batch); err != nil {
				return nil, err
			}
		}
		s.sends = append(s.sends, func(b int) error {
			_, err := c.call("POST", pocketBatch, bodies[b])
			return err
		})
	}
	s.fetch = func() (int, error) { return pocketPull(client(0)) }
	return s.warmed()
}

func pocketToken(addr string, user int) (string, error) {
	body := fmt.Sprintf(`{"identity":"coach%d@example.org","password":"correct horse battery"}`, user)
	reply, err := newCaller(addr, "Content-Type", "application/json").
		call("POST", "/api/collections/users/auth-with-password", []byte(body))
	var got struct{ Token string }
	if err == nil {
		err = json.Unmarshal(reply, &got)
	}
	return got.Token, err
}

func pocketBody(batch []visit) ([]byte, error) {
	type record struct {
		ID string `json:"id"`
		visit
	}
	type request struct {
		Method string `json:"method"`
		URL    string `json:"url"`
		Body   record `json:"body"`
	}
	requests := make([]request, len(batch))
	for i, v := range batch {
		requests[i] = request{"POST", pocketList, record{strings.ReplaceAll(uuid(), "-", "")[:15], v}}
	}
	return json.Marshal(map[string]any{"requests": requests})
}

// pocketPull reads page after page, as the getFullList of PocketBase's own SDK does.
func pocketPull(c *caller) (total int, err error) {
	var parser fastjson.Parser
	for page := 1; ; page++ {
		reply, err := c.call("GET", fmt.Sprintf("%s?page=%d&perPage=%d&skipTotal=1", pocketList, page, pocketPage), nil)
		if err != nil {
			return total, err
		}
		got, err := parser.ParseBytes(reply)
		if err != nil {
			return total, err
		}
		items := len(got.GetArray("items"))
		total += items
		if items < pocketPage {
			return total, nil
		}
	}
}
