package demo

// theme is what a life may turn on for a while, in sayings to choose from.
type theme struct {
	about     string
	matters   []string
	known     []string
	strengths []saying
	goals     []aim
	visits    []string
	theirs    []string
	spends    []spend
	asks      []ask
	changes   []string
	threads   []string
	gains     []found
}

// saying is a strength and whose it is.
type saying struct{ words, of string }

// aim is a goal, why it matters, and how they will know.
type aim struct{ words, because, done string }

// spend is a decision; the sum lies between low and high pounds.
type spend struct {
	what, why string
	low, high int
	from      string
	came      string
}

// ask is somebody asked; no answer is no answer yet.
type ask struct{ actor, asked, answered string }

// found is a gain in pounds.
type found struct {
	words  string
	pounds int
	per    string
	from   string
}

var themes = []theme{home, money, company, grief, work, body, caring, freshStart, parenting, newHere}
