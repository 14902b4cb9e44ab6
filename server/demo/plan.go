package demo

import "fmt"

// The fewest and the most people whom an invented place may be alongside at once.
const (
	FewestPeople = 20
	MostPeople   = 1000
)

// onePlace is up to how many people are the work of two teams of one organisation.
const onePlace = 79

type orgPlan struct {
	name   string
	shares bool
	teams  []teamPlan
}

type teamPlan struct {
	name    string
	people  int
	from    int
	coaches []string
	gone    int
	steady  bool
}

func (p teamPlan) team(id string) *team {
	return &team{id: id, name: p.name, people: p.people, gone: p.gone, steady: p.steady, from: p.from}
}

// The members whom visitors may be.
const (
	firstCoach  = "Sioned Parry"
	secondCoach = "Marcus Bell"
	otherCoach  = "Tomos Vaughan"
)

// ordinary is who there is unless the visitor asks for so many people.
var ordinary = []orgPlan{
	{"Hafan Wennol", true, []teamPlan{
		{name: "Harbour team", people: 24, coaches: []string{firstCoach, secondCoach, "Ffion Haf"}},
		{name: "Castle Street team", people: 30, coaches: []string{"Dewi Pritchard", "Amara Okafor", "Jo Lister", "Catrin Wyn"}},
		{name: "Tŷ Coch team", people: 27, from: 1, coaches: []string{"Huw Maddocks", "Priya Nair", "Bethan Roe"}},
	}},
	{"The Lamplight Trust", true, []teamPlan{
		{name: "Bridge team", people: 31, coaches: []string{otherCoach, "Grace Adeyemi", "Lowri Penn", "Callum Shaw"}},
		{name: "Allotment team", people: 26, from: 3, coaches: []string{"Mair Thomas", "Piotr Zielinski", "Nesta Lloyd"}},
	}},
	{"Drws Agored", false, []teamPlan{
		{name: "Quayside team", people: 22, coaches: []string{"Rhian Ellis", "Samir Haddad"}},
		{name: "Upper Valley team", people: 18, from: 2, coaches: []string{"Gethin Morris", "Sarah Quill"}},
	}},
}

// small is a place that has only begun: one organisation, two teams.
var small = []orgPlan{
	{"Hafan Wennol", false, []teamPlan{
		{name: "Harbour team", people: 22, coaches: []string{firstCoach, secondCoach, "Ffion Haf"}},
		{name: "Bridge team", people: 18, coaches: []string{otherCoach, "Grace Adeyemi"}},
	}},
}

// planFor is who there is in a place that is alongside so many people at once, and has
// been alongside a quarter as many more; 0 is the ordinary place.
func planFor(people int) ([]orgPlan, error) {
	switch {
	case people == 0:
		return ordinary, nil
	case people < FewestPeople || people > MostPeople:
		return nil, fmt.Errorf("demo: a place for %d people cannot be made up: ask for %d to %d", people, FewestPeople, MostPeople)
	case people <= onePlace:
		return shared(small, people), nil
	}
	return shared(ordinary, people), nil
}

// shared gives each team its part of so many people, who stay.
func shared(plan []orgPlan, people int) []orgPlan {
	whole := 0
	for _, o := range plan {
		for _, t := range o.teams {
			whole += t.people
		}
	}
	var made []orgPlan
	for _, o := range plan {
		o.teams = append([]teamPlan(nil), o.teams...)
		for i := range o.teams {
			t := &o.teams[i]
			mine := people * t.people / whole
			people, whole = people-mine, whole-t.people
			t.people, t.gone, t.steady = mine, mine/4, true
		}
		made = append(made, o)
	}
	return made
}
