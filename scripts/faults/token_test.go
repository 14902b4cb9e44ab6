package faults

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const shortLife = 2 * time.Second

// Access tokens end in the middle of everything: phones that use theirs until it
// is refused get a new one and go on, and nothing comes twice.
func TestTokensEndWhilePhonesPush(t *testing.T) {
	b := newBed(t, t.TempDir(), 4, "--token-life", shortLife.String())
	b.work()
	for _, w := range b.writers {
		for w.tokens() < 3 {
			b.moved(b.marks())
		}
	}
	b.rest()
	b.whole()
	t.Logf("4 phones were refused and renewed 3 times each, at least; %d changes acknowledged", b.acknowledged())
}

func (w *writer) tokens() int {
	w.Lock()
	defer w.Unlock()
	return w.renewed
}

// The app's token is good when its round begins and over when the round arrives,
// since the network is slower than the token lives. The app asks for another and
// sends the same again.
func TestATokenEndsMidRound(t *testing.T) {
	b := newBed(t, t.TempDir(), 0, "--token-life", shortLife.String())
	n := networkTo(t, b.server)
	app := startApp(t, b.server, n.base, 0)
	before := b.refusedRounds()
	n.add(toxic{"late", "latency", "upstream", 1, map[string]any{"latency": 2 * shortLife.Milliseconds()}})
	app.say("go")
	for end := time.Now().Add(time.Minute); b.refusedRounds() == before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no round came too late:\n%s", b.said.end())
		}
	}
	n.remove("late")
	told := app.finish()
	if told.Statuses["/v1/sync 401"] == 0 || told.Statuses["/v1/token 200"] < 2 {
		t.Fatalf("no token ended: %v", told.Statuses)
	}
	app.arrived(b.reader, told)
	t.Logf("the app's calls: %v", told.Statuses)
}

// refusedRounds is how many rounds came with a token that was not taken.
func (s *server) refusedRounds() int {
	return s.said.count(`"route":"/v1/sync","status":401`)
}

// A phone that listens is let go when its token ends, and so comes back with a new one.
func TestAListenersTokenEnds(t *testing.T) {
	s := serve(t, t.TempDir(), "--token-life", shortLife.String())
	s.start()
	s.found()
	coach := s.coach()
	listen := func() string {
		request, err := http.NewRequest("GET", s.base+"/v1/events", nil)
		check(t, err)
		request.Header.Set("Authorization", "Bearer "+coach.Token())
		client := http.Client{Timeout: 30 * time.Second}
		answer, err := client.Do(request)
		check(t, err)
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		check(t, err) // it was the server that ended it, and in good order
		return fmt.Sprint(answer.StatusCode, " ", string(text))
	}
	for range 2 {
		check(t, coach.SignIn())
		if got := listen(); !strings.HasPrefix(got, "200 : listening") {
			t.Fatal(got)
		}
		if got := listen(); !strings.HasPrefix(got, "401 ") {
			t.Fatal("the token had not ended: ", got)
		}
	}
}
