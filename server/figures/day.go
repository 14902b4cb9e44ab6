package figures

import (
	"fmt"
	"strconv"
	"time"
)

// Day is a calendar day, counted from 1 January of the year 1; 0 is no day.
type Day int32

// daysToEpoch lies between 1 January of the year 1 (which is Day 1) and 1970.
const daysToEpoch = 719163

// ParseDay reads YYYY-MM-DD; ok is false for everything else.
func ParseDay(text string) (day Day, ok bool) {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil || len(text) != len(time.DateOnly) || at.Year() < 1 {
		return 0, false
	}
	return dayOf(at), true
}

// DayAt is the day on which a moment, in milliseconds since 1970, falls in a
// time zone.
func DayAt(ms int64, zone *time.Location) Day {
	year, month, day := time.UnixMilli(ms).In(zone).Date()
	if year < 1 || year > 9999 {
		return 0
	}
	return dayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func dayOf(at time.Time) Day {
	return Day(at.Unix()/86400 + daysToEpoch)
}

func (d Day) date() time.Time {
	return time.Unix((int64(d)-daysToEpoch)*86400, 0).UTC()
}

// Midnight is the moment, in milliseconds since 1970, at which the day begins in
// a time zone.
func (d Day) Midnight(zone *time.Location) int64 {
	year, month, day := d.date().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, zone).UnixMilli()
}

// String writes YYYY-MM-DD, and nothing for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.date().Format(time.DateOnly)
}

// Quarter is three calendar months: four times the year, plus 0 to 3.
type Quarter int32

// QuarterOf is the quarter that a day lies in.
func QuarterOf(day Day) Quarter {
	at := day.date()
	return Quarter(at.Year()*4 + (int(at.Month())-1)/3)
}

// ParseQuarter reads the form 2026-Q3; ok is false for everything else.
func ParseQuarter(text string) (quarter Quarter, ok bool) {
	if len(text) != 7 || text[4:6] != "-Q" || text[6] < '1' || text[6] > '4' {
		return 0, false
	}
	year, err := strconv.ParseUint(text[:4], 10, 16)
	if err != nil || year == 0 {
		return 0, false
	}
	return Quarter(int(year)*4 + int(text[6]-'1')), true
}

// First is the first day of the quarter.
func (q Quarter) First() Day {
	return dayOf(time.Date(int(q)/4, time.Month(int(q)%4*3+1), 1, 0, 0, 0, 0, time.UTC))
}

// Last is the last day of the quarter.
func (q Quarter) Last() Day {
	return (q + 1).First() - 1
}

// String writes the form 2026-Q3.
func (q Quarter) String() string {
	return fmt.Sprintf("%04d-Q%d", int(q)/4, int(q)%4+1)
}
