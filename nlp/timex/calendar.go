package timex

import (
	"strconv"
	"strings"
	"time"
)

// A point is a day, or the first day of a longer stretch of the calendar, of
// which unit tells the length. The zero point is not known.
type point struct {
	day   time.Time
	unit  int32
	known bool
}

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func valid(y, m, d int) bool {
	if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	return date(y, m, d).Day() == d
}

// at returns the stretch of the given unit in which the day lies.
func at(day time.Time, u int32) point {
	y, m := day.Year(), int(day.Month())
	switch u {
	case weekend:
		day = monday(day)
	case week:
		day = monday(day)
	case monthUnit:
		day = date(y, m, 1)
	case seasonUnit: // meteorological; winter counts to the year in which it begins
		if m < 3 {
			y--
		}
		day = date(y, (m+9)/3%4*3+3, 1)
	case quarter:
		day = date(y, (m-1)/3*3+1, 1)
	case halfYear:
		day = date(y, (m-1)/6*6+1, 1)
	case yearUnit:
		day = date(y, 1, 1)
	case decadeUnit:
		day = date(y/10*10, 1, 1)
	case centuryUnit:
		day = date(y/100*100, 1, 1)
	}
	return point{day: day, unit: u, known: y >= 1 && y <= 9999}
}

func monday(day time.Time) time.Time { return day.AddDate(0, 0, -int(isoWeekday(day)-1)) }

// isoWeekday counts from Monday, 1.
func isoWeekday(day time.Time) int32 { return (int32(day.Weekday())+6)%7 + 1 }

// nthWeekday is the nth such weekday of a month, the last one for n of -1.
func nthWeekday(y, m int, w int32, n int) point {
	if m < 1 || m > 12 || n < -1 || n == 0 || n > 5 {
		return point{}
	}
	first := date(y, m, 1)
	if n < 0 {
		first = first.AddDate(0, 1, -7)
		n = 1
	}
	day := first.AddDate(0, 0, int(w-isoWeekday(first)+7)%7+7*(n-1))
	if int(day.Month()) != m {
		return point{}
	}
	return at(day, dayUnit)
}

// add moves a point by n of the unit u and keeps to the longer of the units.
func (p point) add(n, u int32) point {
	if !p.known || n > 5000 || n < -5000 {
		return point{}
	}
	day := p.day
	months := func(k int32) time.Time {
		// The last day of a month stays within the month it comes to.
		to := date(day.Year(), int(day.Month())+int(k), 1)
		return date(to.Year(), int(to.Month()), min(day.Day(), to.AddDate(0, 1, -1).Day()))
	}
	switch u {
	case dayUnit:
		day = day.AddDate(0, 0, int(n))
	case week, weekend:
		day = day.AddDate(0, 0, 7*int(n))
	case monthUnit:
		day = months(n)
	case quarter, seasonUnit:
		day = months(3 * n)
	case halfYear:
		day = months(6 * n)
	case yearUnit:
		day = months(12 * n)
	case decadeUnit:
		day = months(120 * n)
	case centuryUnit:
		day = months(1200 * n)
	default:
		return point{}
	}
	if day.Year() < 1 || day.Year() > 9999 {
		return point{}
	}
	return point{day: day, unit: p.unit, known: true}
}

// coarser is the same point told by a longer unit.
func (p point) coarser(u int32) point {
	if !p.known || p.unit > u {
		return p
	}
	return at(p.day, u)
}

// value is the point as TIMEX3 writes it.
func (p point) value() string {
	if !p.known {
		return ""
	}
	y, m, d := p.day.Date()
	var buf [16]byte
	b := pad(buf[:0], y, 4)
	switch p.unit {
	case week, weekend:
		y, w := p.day.ISOWeek()
		b = append(pad(b[:0], y, 4), "-W"...)
		b = pad(b, w, 2)
		if p.unit == weekend {
			b = append(b, "-WE"...)
		}
	case monthUnit:
		b = pad(append(b, '-'), int(m), 2)
	case seasonUnit:
		b = append(b, '-')
		b = append(b, fieldCodes[season][(int(m)/3+3)%4]...)
	case quarter:
		b = append(b, "-Q"...)
		b = pad(b, (int(m)-1)/3+1, 1)
	case halfYear:
		b = append(b, "-H"...)
		b = pad(b, (int(m)-1)/6+1, 1)
	case yearUnit:
	case decadeUnit:
		b = b[:3]
	case centuryUnit:
		b = b[:2]
	default:
		b = pad(append(b, '-'), int(m), 2)
		b = pad(append(b, '-'), d, 2)
	}
	return string(b)
}

func pad(b []byte, n, width int) []byte {
	for w, least := width-1, 10; w > 0; w, least = w-1, least*10 {
		if n < least {
			b = append(b, '0')
		}
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// parseDate reads the date of a Doc: an EDTF day, month or year, of which the
// time of day and the marks of doubt are left aside. Anything else is not
// known.
func parseDate(edtf string) point {
	s, _, _ := strings.Cut(edtf, "T")
	s = strings.TrimRight(s, "~?%")
	parts := strings.Split(s, "-")
	var v [3]int
	if len(parts) > 3 || len(parts[0]) != 4 {
		return point{}
	}
	for i, p := range parts {
		n, k := digits(p)
		if k != len(p) || k == 0 || i > 0 && k != 2 {
			return point{}
		}
		v[i] = int(n)
	}
	switch {
	case len(parts) == 3 && valid(v[0], v[1], v[2]):
		return point{day: date(v[0], v[1], v[2]), unit: dayUnit, known: true}
	case len(parts) == 2 && valid(v[0], v[1], 1):
		return at(date(v[0], v[1], 1), monthUnit)
	case len(parts) == 1 && v[0] > 0:
		return at(date(v[0], 1, 1), yearUnit)
	}
	return point{}
}
