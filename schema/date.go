package schema

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a day of the Gregorian calendar of which the year, the month or the day is the last thing known: "1996",
// "2017-03" or "2017-05-20", as in ISO 8601 (reduced precision). The zero Date is no date.
//
// What is not known is never filled in: a Date knows the first and the last day that it can be, and two dates are before
// or after one another only where every day that they can be is.
type Date struct {
	year, month, day int // month and day are 0 where not known
}

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD, for years from 1000 to 9999.
func ParseDate(text string) (Date, error) {
	wrong := func(why string) (Date, error) {
		return Date{}, fmt.Errorf("%q is not a date: %s; write YYYY, YYYY-MM or YYYY-MM-DD, for example 2024-06-13", text, why)
	}
	number := func(s string) int {
		n := 0
		for _, c := range s {
			if c < '0' || c > '9' {
				return -1
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	var d Date
	switch {
	case len(text) == 4, len(text) == 7 && text[4] == '-', len(text) == 10 && text[4] == '-' && text[7] == '-':
	default:
		return wrong("it has another form")
	}
	if d.year = number(text[:4]); d.year < 1000 {
		return wrong("its year is not a number from 1000 to 9999")
	}
	if len(text) >= 7 {
		if d.month = number(text[5:7]); d.month < 1 || d.month > 12 {
			return wrong("its month is not from 01 to 12")
		}
	}
	if len(text) == 10 {
		if d.day = number(text[8:]); d.day < 1 || d.day > daysIn(d.year, d.month) {
			return wrong(fmt.Sprintf("%s has %d days", text[:7], daysIn(d.year, d.month)))
		}
	}
	return d, nil
}

// MustDate is ParseDate for dates that stand in code; it panics on text that is no date.
func MustDate(text string) Date {
	d, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero says whether d is no date at all.
func (d Date) IsZero() bool { return d.year == 0 }

// Year is the year, or 0 for no date.
func (d Date) Year() int { return d.year }

// Known says how much is known: "year", "month" or "day"; nothing for no date.
func (d Date) Known() string {
	switch {
	case d.day > 0:
		return "day"
	case d.month > 0:
		return "month"
	case d.year > 0:
		return "year"
	}
	return ""
}

// First is the first day that d can be.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.year, max(d.month, 1), max(d.day, 1)}
}

// Last is the last day that d can be.
func (d Date) Last() Date {
	if d.IsZero() || d.day > 0 {
		return d
	}
	month := d.month
	if month == 0 {
		month = 12
	}
	return Date{d.year, month, daysIn(d.year, month)}
}

// DayBefore is the day before the last day that d can be.
func (d Date) DayBefore() Date {
	last := d.Last()
	t := time.Date(last.year, time.Month(last.month), last.day-1, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// Before says whether d is before e whatever the unknown parts are.
func (d Date) Before(e Date) bool { return d.Last().compareDays(e.First()) < 0 }

// After says whether d is after e whatever the unknown parts are.
func (d Date) After(e Date) bool { return e.Before(d) }

// By says whether d has come by the end of e: the last day that d can be is not after the last day that e can be.
func (d Date) By(e Date) bool { return d.Last().compareDays(e.Last()) <= 0 }

// Compare orders dates for lists: by the last day that they can be, and among equals what is known better first. No date
// comes before every date.
func (d Date) Compare(e Date) int {
	if c := d.Last().compareDays(e.Last()); c != 0 {
		return c
	}
	return e.First().compareDays(d.First()) // of 2017-12-31 and 2017 the former is known better, and its first day is later
}

func (d Date) compareDays(e Date) int {
	return cmp.Or(cmp.Compare(d.year, e.year), cmp.Compare(d.month, e.month), cmp.Compare(d.day, e.day))
}

// String is the date as it is written: "2017-03"; nothing for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	two := func(n int) (byte, byte) { return byte('0' + n/10), byte('0' + n%10) }
	text := [len("2006-01-02")]byte{4: '-', 7: '-'} // by hand, as a large dataset has a hundred thousand of them
	text[0], text[1] = two(d.year / 100)
	text[2], text[3] = two(d.year % 100)
	text[5], text[6] = two(d.month)
	text[8], text[9] = two(d.day)
	switch {
	case d.month == 0:
		return string(text[:4])
	case d.day == 0:
		return string(text[:7])
	}
	return string(text[:])
}

// MarshalText writes the date as [Date.String] does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
