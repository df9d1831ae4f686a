package claim

import (
	"strings"
	"time"
)

// weekdays are the names of the days of the week.
var weekdays = func() map[string]string {
	m := map[string]string{}
	for d := time.Sunday; d <= time.Saturday; d++ {
		m[strings.ToLower(d.String())] = d.String()
	}
	return m
}()

// nextWeekday reports whether two days of a week are one, or a day and the next.
func nextWeekday(a, b string) bool {
	n := func(name string) time.Weekday {
		for d := time.Sunday; d < time.Saturday; d++ {
			if d.String() == name {
				return d
			}
		}
		return time.Saturday
	}
	apart := (n(a) - n(b) + 7) % 7
	return apart <= 1 || apart == 6
}

// weekdayOf is the day of the week that words name and say no more of: "Monday", "on Monday
// night"; "" for none.
func weekdayOf(words string) string {
	list := strings.Fields(strings.ToLower(words))
	if len(list) > 1 && list[0] == "on" {
		list = list[1:]
	}
	if len(list) == 0 {
		return ""
	}
	return weekdays[list[0]]
}

// day is on what day a telling says that it happened: its date, or the day of the week where
// the text does not say of which week; "" if it does not say.
func (t *telling) day() string {
	if day(t.when) {
		return t.when[:10]
	}
	return t.weekday
}

// onWeekday is the day of the week of a date, or the day of the week that it is itself.
func onWeekday(value string) string {
	if d, err := time.Parse(time.DateOnly, value); err == nil {
		return d.Weekday().String()
	}
	return value
}

// daysDiffer reports whether two days cannot be one. Of a day of a week that is not told it
// is known which day of the week it is, and no more.
func daysDiffer(a, b string) bool {
	if day(a) && day(b) {
		return a != b
	}
	return onWeekday(a) != onWeekday(b)
}
