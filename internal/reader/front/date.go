package front

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stemma/stemma"
)

// Date reads a date as metadata or a posting line states it and returns it in
// EDTF (ISO 8601-2), as exactly as it is stated: "2021-05-25",
// "2021-05-25T14:30:00Z", "2021-05", "2021"; "" if words state no date or one
// that can be read in two ways ("03/04/2021").
func Date(words string) string {
	words = strings.TrimSpace(words)
	for _, layout := range stamps {
		if t, err := time.Parse(layout, words); err == nil && 1000 <= t.Year() && t.Year() < 3000 {
			switch {
			case strings.Contains(layout, "-07") || strings.Contains(layout, "Z07") || strings.Contains(layout, "MST"):
				if zone, offset := t.Zone(); offset == 0 && zone != "UTC" && zone != "GMT" && zone != "" {
					return t.Format("2006-01-02T15:04:05") // a zone known by its letters only
				}
				return t.Format("2006-01-02T15:04:05Z07:00")
			case strings.Contains(layout, "15"):
				return t.Format("2006-01-02T15:04:05")
			}
			return t.Format(layout)
		}
	}
	found := dates(words)
	if len(found) == 0 {
		return ""
	}
	return found[0].value
}

// stamps are the forms that programs write (RFC 3339, RFC 5322, ISO 8601) and
// the two short forms of EDTF.
var stamps = []string{
	time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700",
	"Mon, 2 Jan 2006 15:04:05 -0700 (MST)",
	"2006-01-02", "2006-01", "2006",
}

// dated is a date in a text.
type dated struct {
	span  stemma.Span
	value string // EDTF
}

const (
	monthWords = `(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	dayWords   = `(\d{1,2})(?:st|nd|rd|th)?`
)

// dateForms are the forms a date has in print, longest first. The names say
// which group is which.
var dateForms = []struct {
	re    *regexp.Regexp
	order string
}{
	{regexp.MustCompile(`\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\b|T)`), "ymd"},
	{regexp.MustCompile(`\b` + dayWords + `[ -]+(?:of )?(` + monthWords + `),?[ -]+(\d{4}|'?\d{2})\b`), "dmy"},
	{regexp.MustCompile(`\b(` + monthWords + `)[ -]*` + dayWords + `,?[ -]+(\d{4})\b`), "mdy"},
	{regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b`), "dmy"},
	{regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`), "either"},
	{regexp.MustCompile(`\b(` + monthWords + `),? (\d{4})\b`), "my"},
}

// dates finds the dates in text that name at least a month and a year, in
// order and without overlap.
func dates(text string) []dated {
	var found []dated
	for _, form := range dateForms {
	match:
		for _, m := range form.re.FindAllStringSubmatchIndex(text, -1) {
			span := stemma.Span{Begin: m[0], End: m[1]}
			if strings.HasSuffix(span.In(text), "T") {
				span.End--
			}
			for _, f := range found {
				if f.span.Overlaps(span) {
					continue match
				}
			}
			parts := map[byte]string{}
			order := form.order
			if order == "either" {
				// Only a number above twelve tells day from month.
				order = "dmy"
				if n, _ := strconv.Atoi(text[m[4]:m[5]]); n > 12 {
					order = "mdy"
				} else if n, _ := strconv.Atoi(text[m[2]:m[3]]); n <= 12 {
					continue
				}
			}
			for i := range len(order) {
				parts[order[i]] = text[m[2*i+2]:m[2*i+3]]
			}
			// No such day is kept too for now: "30 February 2021" is not "February 2021".
			found = append(found, dated{span, edtf(parts['y'], parts['m'], parts['d'])})
		}
	}
	found = slices.DeleteFunc(found, func(d dated) bool { return d.value == "" })
	slices.SortFunc(found, func(a, b dated) int { return a.span.Begin - b.span.Begin })
	return found
}

// edtf puts a date together; day may be "". A year of two digits is read as
// POSIX does: 69 to 99 are of the last century.
func edtf(year, month, day string) string {
	y, err := strconv.Atoi(strings.TrimPrefix(year, "'"))
	if err != nil {
		return ""
	}
	if len(year) < 4 {
		if y += 1900; y < 1969 {
			y += 100
		}
	}
	m, err := strconv.Atoi(month)
	if err != nil {
		m = 1 + slices.Index(months, strings.ToLower(month[:3]))
	}
	if y < 1000 || y > 2999 || m < 1 || m > 12 {
		return ""
	}
	if day == "" {
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	d, err := strconv.Atoi(day)
	if err != nil || d < 1 || d > time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
