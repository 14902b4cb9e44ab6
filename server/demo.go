package main

import (
	"context"
	"time"

	"alongside/server/demo"
	"alongside/server/place"
	"alongside/server/store"
)

// demoLinks fills an empty store with the demo place and invites its visitors.
// There are none if the store holds a place of its own.
func demoLinks(ctx context.Context, kept *store.Store, people int) ([]link, error) {
	parts, err := demo.Fill(ctx, kept, time.Now(), people)
	if err != nil {
		return nil, err
	}
	members, err := kept.Members(place.Host)
	if err != nil || parts.Coaches[0] == "" {
		return nil, err
	}
	return invited(kept, members, parts.Steward, parts.Coaches[0], parts.Coaches[1],
		parts.OtherCoach, parts.Commissioner, parts.Auditor)
}
