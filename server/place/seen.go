package place

// SeenNote is what a phone noted by itself: that a person's page, or one record of
// it, was opened there.
type SeenNote struct {
	ID     string // the phone's own, so that it can be sent again
	Scope  string
	Kind   string // of the record; empty for the page as a whole
	Record string
	How    string // empty where it was opened
	At     int64  // ms since 1970, by the phone's clock
}

// SeenItem is one line of who saw a person's record, or did something with it.
type SeenItem struct {
	// At is when it was, or began; Until when it ended, or will. Both in ms.
	At    int64 `json:"at"`
	Until int64 `json:"until,omitempty"`
	// Who is a member id and Name their name; both empty for the server itself.
	Who  string `json:"who"`
	Name string `json:"name"`
	Role Role   `json:"role,omitempty"`
	Act  string `json:"act"`
	// What is the kind of record, or of thing, that it was done with; Record its id.
	What   string `json:"what,omitempty"`
	Record string `json:"record,omitempty"`
	// Whom is the name of the member or team that came into a circle or left it.
	Whom    string `json:"whom,omitempty"`
	Count   int    `json:"count,omitempty"` // how many, where it is several
	Offline bool   `json:"offline"`
	Reason  string `json:"reason,omitempty"`
}

// SeenPage is a page of them, newest first. Next asks for the one after it.
type SeenPage struct {
	Items []SeenItem `json:"items"`
	More  bool       `json:"more"`
	Next  string     `json:"next,omitempty"`
	// Betweens are, on the first page, what is between a few and the person and may be
	// asked for in the same way by who reads this.
	Betweens []SeenBetween `json:"betweens,omitempty"`
}

// SeenBetween is what a person told a few, by its id, with the names of those few.
type SeenBetween struct {
	ID   string   `json:"id"`
	With []string `json:"with"`
}

// How something was seen on a phone, where it was not opened by itself.
const (
	SeenFound  = "found"  // words of it came up in a search
	SeenHanded = "handed" // the phone was handed to the person, with their goals
)

// Inquiry is leave for a steward to read who saw one person's record, for a reason
// and for a while.
type Inquiry struct {
	ID     string `json:"id"`
	Person string `json:"person"`
	By     string `json:"by"`
	Reason string `json:"reason,omitempty"` // gone where the person was erased
	At     int64  `json:"at"`
	Until  int64  `json:"until"`
	// Erased says that the person was erased, so that nobody is left to see that it was asked.
	Erased bool `json:"erased,omitempty"`
}
