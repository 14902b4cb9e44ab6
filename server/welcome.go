package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"alongside/server/api"
	"alongside/server/place"
	"alongside/server/store"
)

// link lets one device join as one member.
type link struct {
	Role   place.Role `json:"role"`
	Name   string     `json:"name"`
	Invite string     `json:"invite"`
	URL    string     `json:"url"`
}

// welcome makes the links that this start offers, writes them to the file of
// --links and prints those that somebody needs to get in.
func welcome(ctx context.Context, settings settings, base string, kept *store.Store, out io.Writer) error {
	links, wanted, err := offer(ctx, settings, kept)
	if err != nil {
		return err
	}
	for i := range links {
		links[i].URL = api.InviteURL(base, links[i].Invite)
	}
	if settings.links != "" {
		if err := writeLinks(settings.links, links); err != nil {
			return fmt.Errorf("writing the links: %w", err)
		}
	}
	if wanted {
		printLinks(out, base, links)
	}
	return nil
}

// offer makes fresh invites: one for each part in the demo place, else one for a
// steward where none has a device yet or the links are asked for. wanted says
// whether they are to be printed.
func offer(ctx context.Context, settings settings, kept *store.Store) (links []link, wanted bool, err error) {
	if settings.demo {
		links, err = demoLinks(ctx, kept, settings.demoPeople)
		if err != nil || len(links) > 0 {
			return links, true, err
		}
	}
	invite, alone, err := kept.StewardInvite()
	if err != nil || !alone && settings.links == "" {
		return nil, false, err
	}
	members, err := kept.Members(place.Host)
	if err != nil {
		return nil, false, err
	}
	for _, member := range members {
		switch {
		case alone && member.ID == invite.Member:
			return []link{{Role: member.Role, Name: member.Name, Invite: invite.Code}}, true, nil
		case !alone && member.Role == place.Steward && !member.Ended(time.Now().UnixMilli()):
			links, err = invited(kept, members, member.ID)
			return links, false, err
		}
	}
	return nil, false, errors.New("the place has no steward")
}

// invited makes an invite for each of the members named who is still there.
func invited(kept *store.Store, members []place.Member, ids ...string) ([]link, error) {
	var links []link
	for _, id := range ids {
		for _, member := range members {
			if member.ID != id || member.Ended(time.Now().UnixMilli()) {
				continue
			}
			invite, err := kept.CreateInvite(place.Host, id)
			if err != nil {
				return nil, err
			}
			links = append(links, link{Role: member.Role, Name: member.Name, Invite: invite.Code})
		}
	}
	return links, nil
}

// writeLinks replaces the file as a whole, for its owner's eyes only.
func writeLinks(path string, links []link) error {
	data, err := json.MarshalIndent(links, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".links-*")
	if err != nil {
		return err
	}
	_, err = file.Write(append(data, '\n'))
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// printLinks says where to click for each role.
func printLinks(out io.Writer, base string, links []link) {
	fmt.Fprintf(out, "\nAlongside is at %s\n\nWhere to click for each role. Each link lets one browser in, once, within seven days:\n\n", base)
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for _, link := range links {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", link.Role, link.Name, link.URL)
	}
	table.Flush()
	fmt.Fprintln(out)
}
