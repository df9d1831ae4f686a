package claim

import (
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A date is a time as far as a text tells it: a year, a month and a day of it, 0
// for what is not told.
type date struct{ year, month, day int }

// A setting is when and where what a sentence tells took place, as far as that
// is told there or, where it tells nothing, in the sentences right before.
type setting struct {
	dates  []date
	places []string // names of places in small letters, in order of the text
	own    []date   // those of the dates that the sentence names itself, but for those when something was said
	// weekdays are the days of a week that it names so, where the text does not say of which week; in order.
	weekdays []string
}

// carried is how many sentences back a time and a place still hold.
const carried = 2

// settings are those of the sentences of the stretch.
func (s *scan) settings() []setting {
	out := make([]setting, len(s.doc.Sentences))
	at := func(span nlp.Span) int {
		k, _ := slices.BinarySearchFunc(s.doc.Sentences, span.Begin, func(x nlp.Sentence, begin int) int {
			return s.doc.Tokens[x.Last-1].End - begin - 1
		})
		return k
	}
	for _, t := range s.doc.Times {
		if k := at(t.Span); k < len(out) && (t.Type == "DATE" || t.Type == "TIME") {
			words := t.Span.In(s.doc.Text)
			d, w, said := newDate(t.Value, words), weekdayOf(words), s.ofSaying(k, t.Span)
			switch {
			case d != date{}:
				out[k].dates = append(out[k].dates, d)
				if !said {
					out[k].own = append(out[k].own, d)
				}
			case w != "" && !said:
				out[k].weekdays = append(out[k].weekdays, w)
			}
		}
	}
	for _, m := range s.doc.Mentions {
		if k := at(m.Span); k < len(out) && m.Form == nlp.Name && m.Type == nlp.Place {
			out[k].places = append(out[k].places, strings.ToLower(m.Span.In(s.doc.Text)))
		}
	}
	for k := range out {
		slices.Sort(out[k].weekdays)
	}
	told := slices.Clone(out)
	for k := range out {
		for back := 1; back <= min(carried, k); back++ {
			if len(out[k].dates) == 0 {
				out[k].dates = told[k-back].dates
			}
			if len(out[k].places) == 0 {
				out[k].places = told[k-back].places
			}
		}
	}
	return out
}

// ofSaying reports whether a time in sentence k is that of its words' being said, "the mayor said on Monday":
// it stands in a cue or hangs on one. One inside a source is not: it is of the measurement, or of the report.
func (s *scan) ofSaying(k int, time nlp.Span) bool {
	tokens := s.doc.Tokens
	spoken := func(at nlp.Span) bool {
		from, to := among(s.cues, s.endOfCues, at)
		return slices.ContainsFunc(s.cues[from:to], func(x nlp.Span) bool { return x.Contains(at) })
	}
	for i := s.doc.Sentences[k].First; i < s.doc.Sentences[k].Last; i++ {
		x := &tokens[i]
		if time.Contains(x.Span) && (spoken(x.Span) || x.Head >= 0 && spoken(tokens[x.Head].Span)) {
			return true
		}
	}
	return false
}

// newDate reads a date from its EDTF value, or else the month from its words.
func newDate(value, words string) (d date) {
	if len(value) >= 4 && decimals(value[:4]) {
		d.year, _ = strconv.Atoi(value[:4])
		if len(value) >= 7 && decimals(value[5:7]) {
			d.month, _ = strconv.Atoi(value[5:7])
		}
		if len(value) >= 10 && decimals(value[8:10]) {
			d.day, _ = strconv.Atoi(value[8:10])
		}
		return d
	}
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		w = strings.TrimRight(w, ".,")
		if len(w) >= 3 && months[w[:min(len(w), 3)]] > 0 && (len(w) < 5 || strings.HasPrefix(longMonths, w) || strings.Contains(longMonths, " "+w)) {
			d.month = months[w[:3]]
		} else if decimals(w) && len(w) < 3 {
			d.day, _ = strconv.Atoi(w)
		}
	}
	if d.month == 0 {
		return date{}
	}
	return d
}

const longMonths = "january february march april may june july august september october november december"

var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// apart is about how many days lie between two days; where one is told without its
// year, within a year.
func (d date) apart(e date) int {
	days := (d.month-e.month)*30 + d.day - e.day
	if d.year != 0 && e.year != 0 {
		days += 365 * (d.year - e.year)
	}
	days = max(days, -days)
	if d.year == 0 || e.year == 0 {
		days = min(days, 361-days) // twelve months of thirty days, and the 31st of December
	}
	if d.month != e.month {
		days-- // the 31st
	}
	return days
}

// past reports whether the sentence names a time well before the day of its text, and
// none near it: what it tells is no news. Of a text without a day each time that is
// told by its year or month alone is taken for such.
func (s setting) past(day string) bool {
	if len(s.own) == 0 {
		return false
	}
	now := newDate(day, "")
	for _, d := range s.own {
		switch {
		case now == date{} && d.day != 0, d.year == 0 && d.day != 0:
			return false
		case now == date{}:
		case d.year == 0 && d.month == now.month, d.year == now.year && d.month == 0:
			return false
		case d.year != 0 && d.month != 0 && (now.year-d.year)*12+now.month-d.month < 2 && (d.day == 0 || (now.month-d.month+12*(now.year-d.year))*30+now.day-d.day < longAgo):
			return false
		}
	}
	return true
}

// longAgo is from how many days on what happened is no news.
const longAgo = 20

// meets compares two dates: 1 if they are one in all that both tell, -1 if they
// are not, 0 if they have nothing in common.
func (d date) meets(e date) int {
	met := 0
	for _, p := range [][2]int{{d.year, e.year}, {d.month, e.month}, {d.day, e.day}} {
		switch {
		case p[0] == 0 || p[1] == 0:
		case p[0] != p[1]:
			return -1
		default:
			met = 1
		}
	}
	return met
}

// elsewhere reports whether two figures are told of two places, by their sentences or those right
// before, or else by the beginnings of their texts: of the places of the one and of the other none is
// one, and no text of the case names any two of them together, as it does a town and its land.
func (c *Collection) elsewhere(f, g *figure) bool {
	one, two := f.places(), g.places()
	if len(one) == 0 || len(two) == 0 {
		return false
	}
	for _, p := range one {
		for _, q := range two {
			if known := c.placed[p] != nil && c.placed[q] != nil; !known || onePlace(p, q) || shared(c.placed[p], c.placed[q]) > 0 {
				return false
			}
		}
	}
	return true
}

// places are the names of the places where what a figure counts is told to be.
func (f *figure) places() []string {
	if len(f.setting.places) > 0 {
		return f.setting.places
	}
	return f.text.opening
}

// onePlace reports whether the words for one of two places are those with which the words for the other
// begin: "Springfield" and "Springfield, Missouri". Of two with other words before them they are two:
// "Guinea" and "Papua New Guinea".
func onePlace(a, b string) bool {
	a, b = plainName(a), plainName(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, begins := strings.CutPrefix(b, a)
	return a != "" && begins && (rest == "" || rest[0] == ',' || rest[0] == ' ')
}
