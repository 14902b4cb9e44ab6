// Package figures counts what people said about their own goals and decides how
// much of it may be told.
//
// It is pure: it knows neither store, clock nor network. Facts are what one
// person's records say that matters here; a Contribution is what one person
// adds to one quarter; State keeps the sums of all contributions while changes
// come in; Release turns facts into pages that are frozen once they are made.
// What may be told is decided by the steps listed in Rules, in that order.
package figures
