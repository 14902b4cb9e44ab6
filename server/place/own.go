package place

// OwnPage is a person's own page as a coach in their circle is told of it. Member is
// empty where they have none.
type OwnPage struct {
	Member  string      `json:"member"`
	Devices []OwnDevice `json:"devices"`
}

// OwnDevice is a device on which a person reads their own page.
type OwnDevice struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Added int64  `json:"added"`
	// Yours is true where it shows what is between the person and the coach who asks.
	Yours bool `json:"yours"`
}
