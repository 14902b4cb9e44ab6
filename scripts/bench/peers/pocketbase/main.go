// Command pocketbase is PocketBase as the benchmark of peers runs it: its own
// server and SQLite as they come, the batch API on, one collection of visits
// that signed-in users may write and read, and as many users as were asked for.
package main

import (
	"fmt"
	"log"
	"os"
	"strconv"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// signedIn is the rule for reading and writing visits.
const signedIn = `@request.auth.id != ""`

// main expects USERS in the environment and PocketBase's own words behind its name: serve --http ADDR --dir DIR.
func main() {
	users, err := strconv.Atoi(os.Getenv("USERS"))
	if err != nil {
		log.Fatal("USERS: ", err)
	}
	app := pocketbase.New()
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		if err := prepare(e.App, users); err != nil {
			return err
		}
		return e.Next()
	})
	if err := app.Start(); err != nil {
		log.Fatal(err)
	}
}

func prepare(app core.App, users int) error {
	settings := app.Settings()
	settings.Batch.Enabled = true
	settings.Batch.MaxRequests = 1000
	settings.Batch.Timeout = 30
	if err := app.Save(settings); err != nil {
		return fmt.Errorf("batch API: %w", err)
	}
	visits := core.NewBaseCollection("visits")
	visits.ListRule = types.Pointer(signedIn)
	visits.ViewRule = types.Pointer(signedIn)
	visits.CreateRule = types.Pointer(signedIn)
	visits.Fields.Add(&core.TextField{Name: "on"}, &core.TextField{Name: "story"})
	if err := app.Save(visits); err != nil {
		return fmt.Errorf("visits: %w", err)
	}
	people, err := app.FindCollectionByNameOrId("users")
	if err != nil {
		return fmt.Errorf("users: %w", err)
	}
	for i := range users {
		user := core.NewRecord(people)
		user.SetEmail(fmt.Sprintf("coach%d@example.org", i))
		user.SetPassword("correct horse battery")
		if err := app.Save(user); err != nil {
			return fmt.Errorf("user %d: %w", i, err)
		}
	}
	return nil
}
