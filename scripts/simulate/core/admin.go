package main

import (
	"errors"
	"fmt"

	"alongside/server/place"
)

// admin does one act of administration, as the host, and steps until it is done.
// A refusal is told by its code.
func (w *world) admin(ask request) (head any, body []byte) {
	var made string
	err := w.store.Stepped(func() (err error) {
		made, err = w.act(ask)
		return err
	})
	var refused *place.Error
	if errors.As(err, &refused) {
		return map[string]string{"code": string(refused.Code)}, nil
	}
	return map[string]string{"made": made}, problem(err)
}

func (w *world) act(ask request) (made string, err error) {
	switch ask.Do {
	case "org":
		org, err := w.store.CreateOrg(place.Host, ask.Name)
		return org.ID, err
	case "team":
		team, err := w.store.CreateTeam(place.Host, ask.Of, ask.Name)
		return team.ID, err
	case "member":
		member, err := w.store.CreateMember(place.Host, ask.Name, ask.Role, ask.Teams)
		return member.ID, err
	case "invite":
		invite, err := w.store.CreateInvite(place.Host, ask.Of)
		return invite.Code, err
	case "teams":
		_, err := w.store.PatchMember(place.Host, ask.Of, place.MemberPatch{Teams: &ask.Teams})
		return "", err
	case "end":
		day := w.now.Format("2006-01-02")
		_, err := w.store.PatchMember(place.Host, ask.Of, place.MemberPatch{EndedOn: &day})
		return "", err
	case "revoke":
		_, err := w.store.RevokeDevice(place.Host, ask.Of)
		return "", err
	case "erase":
		_, err := w.store.Erase(place.Host, ask.Of, "asked to be forgotten")
		return "", err
	case "tend":
		return "", w.store.AddToCircle(place.Host, ask.Scope, ask.Member)
	}
	return "", fmt.Errorf("there is no act %q", ask.Do)
}
