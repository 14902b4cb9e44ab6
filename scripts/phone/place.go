package phone

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"
)

// Steward is the first phone of a new place, and a team of coaches that it made.
type Steward struct {
	*Phone
	Team string
}

// Ready waits until the server at base answers that it is ready, or for wait.
func Ready(base string, wait time.Duration) error {
	var last error
	for end := time.Now().Add(wait); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		answer, err := http.Get(base + "/readyz")
		if err != nil {
			last = err
			continue
		}
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return nil
		}
		last = fmt.Errorf("readyz: %s", answer.Status)
	}
	return fmt.Errorf("the server at %s did not become ready: %w", base, last)
}

// Found enrols the steward with the first invite in the file of links that the
// server wrote, and makes one team.
func Found(base, links string) (*Steward, error) {
	text, err := os.ReadFile(links)
	if err != nil {
		return nil, err
	}
	var made []struct{ Invite string }
	if err := json.Unmarshal(text, &made); err != nil {
		return nil, err
	}
	if len(made) == 0 {
		return nil, fmt.Errorf("%s holds no invite", links)
	}
	p, err := Enrol(base, made[0].Invite)
	if err != nil {
		return nil, err
	}
	s := &Steward{Phone: p}
	org, err := s.post("/v1/admin/orgs", map[string]any{"name": "Harbour"})
	if err != nil {
		return nil, err
	}
	team, err := s.post("/v1/admin/teams", map[string]any{"org": org.ID, "name": "Quay"})
	s.Team = team.ID
	return s, err
}

// Invite makes a coach of the team and a fresh invite for them.
func (s *Steward) Invite() (string, error) {
	member, err := s.post("/v1/admin/members", map[string]any{"name": "Coach", "role": "coach", "teams": []string{s.Team}})
	if err != nil {
		return "", err
	}
	made, err := s.post("/v1/admin/invites", map[string]any{"member": member.ID})
	return made.Invite, err
}

// Coach makes a coach of the team and enrols a phone for them.
func (s *Steward) Coach() (*Phone, error) {
	invite, err := s.Invite()
	if err != nil {
		return nil, err
	}
	return Enrol(s.base, invite)
}

type object struct{ ID, Invite string }

func (s *Steward) post(path string, body any) (made object, err error) {
	if err := s.Call("POST", path, body, &made); err != nil {
		return made, fmt.Errorf("%s: %w", path, err)
	}
	return made, nil
}
