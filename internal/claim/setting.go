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
			if d := newDate(t.Value, t.Span.In(s.doc.Text)); d != (date{}) {
				out[k].dates = append(out[k].dates, d)
			}
		}
	}
	for _, m := range s.doc.Mentions {
		if k := at(m.Span); k < len(out) && m.Form == nlp.Name && m.Type == nlp.Place {
			out[k].places = append(out[k].places, strings.ToLower(m.Span.In(s.doc.Text)))
		}
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
