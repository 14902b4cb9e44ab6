// Package audit is the trail of who saw what, and of what was done about whom: the
// form of its entries, the chain over them, and the signed head by which others
// know how far it had come. It knows neither the store nor HTTP.
//
// The trail is for the person whom a record is about, and for an inquiry with a
// reason. Nothing in it can be asked by who did it.
package audit

// Act is what was done. An act is never renamed: entries hold it for ever.
type Act string

// The acts. What each says of the words in an entry stands beside it.
const (
	Given        Act = "given"         // a phone fetched a scope from its beginning
	Opened       Act = "opened"        // a page or record was opened on a phone
	Found        Act = "found"         // words of it came up in a search on a phone
	Handed       Act = "handed"        // a phone was handed to the person, with their goals
	Read         Act = "read"          // the record was read from the server: Kind says what of it
	Opening      Act = "opening"       // a steward broke the glass: Reason, Until
	Began        Act = "began"         // a scope was begun
	CircleAdd    Act = "circle_add"    // Whom may see it from now on
	CircleDrop   Act = "circle_drop"   // Whom may not any more
	Linked       Act = "linked"        // a link was made for the person themself
	ConsentGiven Act = "consent_given" // Record
	ConsentTaken Act = "consent_taken" // withdrawn, or said no: Record
	Requested    Act = "requested"     // the person asked for something: Kind
	Erased       Act = "erased"        // Whom is the scope: Reason
	Exported     Act = "exported"      // a copy was made
	Released     Act = "released"      // figures: Record is the release
	LedgerRead   Act = "ledger_read"   // the spending of everybody, without names
	Joined       Act = "joined"        // a device joined: Whom is the device's member
	SignedOut    Act = "signed_out"    // a device was ended: Whom is the device's member
	Inquired     Act = "inquired"      // a steward began to ask who saw this: Reason, Until, ID
	SeenRead     Act = "seen_read"     // somebody read who has seen this
	Kept         Act = "kept"          // how long records are kept was changed
	Expired      Act = "expired"       // what was kept long enough went: Kind, Count
	Restored     Act = "restored"      // the store was put back to here; Record is the history before
	Wrote        Act = "wrote"         // never an entry: what a scope's own log tells
)

// Detail is what an entry seals. Ids stand for themselves; Member did it, Whom and
// Record say to whom or to what.
type Detail struct {
	Act    Act    `json:"act"`
	Member string `json:"member,omitempty"`
	Device string `json:"device,omitempty"`
	Role   string `json:"role,omitempty"`
	Kind   string `json:"kind,omitempty"`
	Record string `json:"record,omitempty"`
	Whom   string `json:"whom,omitempty"`
	Reason string `json:"reason,omitempty"`
	ID     string `json:"id,omitempty"`
	Count  int    `json:"count,omitempty"`
	// At is when it was, in ms, where that is not when the server heard of it; Until
	// when it ends.
	At    int64 `json:"at,omitempty"`
	Until int64 `json:"until,omitempty"`
	// Offline says that a phone noted it by itself and sent it later.
	Offline bool `json:"offline,omitempty"`
}
