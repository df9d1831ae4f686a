package factuality

import (
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/stemma/stemma/nlp"
)

// link is the rule of an attribution that stands beside its parent and not in
// the parent's content.
const link = "link"

// climb bounds the words between a time and the cue that it hangs on.
const climb = 4

// said returns when the source said it, in EDTF, by a time that hangs on the
// cue: on the act of speaking, on where it took place ("in a letter of 3 May"),
// or on what the speaker did by it ("he left on Friday, saying that"). A time
// in the content is when things happened, one in the source belongs to the
// source.
func (p *page) said(a *nlp.Attribution) string {
	c := p.readCue(a.Cue)
	if c.head < 0 {
		return ""
	}
	first, last := tokens(p.doc, a.Cue)
	last = min(last, first+cueReach)
	acts := map[int]bool{c.head: true}
	for i := first; i < last; i++ {
		switch p.doc.Tokens[i].UPOS {
		case "VERB", "AUX", "NOUN":
			acts[i] = true
		}
	}
	// What is done by speaking: "delivered an address accusing".
	top := c.head
	for k := 0; k < 2; k++ {
		h := p.doc.Tokens[top].Head
		if h < 0 || p.hasChild(top, "mark") || p.covers(a, p.doc.Tokens[h].Span) {
			break
		}
		if p.doc.Tokens[h].Deprel == "acl:relcl" {
			break
		}
		if r := p.rel(top); r != "advcl" && r != "xcomp" && r != "acl" && r != "conj" || r == "conj" && p.subject(top) >= 0 {
			break
		}
		top = h
		acts[top] = true
	}
	s := p.doc.Sentences[sentence(p.doc, c.head)]
	begin, end := p.doc.Tokens[s.First].Begin, p.doc.Tokens[s.Last-1].End
	best, far := "", 1<<30
	at := sort.Search(len(p.doc.Times), func(i int) bool { return p.doc.Times[i].End > begin })
	for k := 0; at+k < len(p.doc.Times) && p.doc.Times[at+k].Begin < end && k < reach; k++ {
		t := &p.doc.Times[at+k]
		if t.Type != "DATE" && t.Type != "TIME" || p.covers(a, t.Span) || t.Overlaps(a.Source) {
			continue
		}
		if a.Parent >= 0 && a.Rule != link && !p.covers(&p.doc.Attributions[a.Parent], t.Span) {
			continue // when it was passed on
		}
		value := EDTF(t.Value)
		if value == "" {
			continue
		}
		i, j := tokens(p.doc, t.Span)
		// The word of the time that the others hang on.
		for h := i; h < j; h++ {
			if up := p.doc.Tokens[h].Head; up < i || up >= j {
				i = h
				break
			}
		}
		if !p.hangs(i, acts, a) {
			continue
		}
		d := i - c.head
		if d < 0 {
			d = -d
		}
		if d < far {
			best, far = value, d
		}
	}
	return best
}

// covers reports whether the content of a holds s.
func (p *page) covers(a *nlp.Attribution, s nlp.Span) bool {
	k := sort.Search(len(a.Content), func(k int) bool { return a.Content[k].End > s.Begin })
	return k < len(a.Content) && a.Content[k].Overlaps(s)
}

// hangs reports whether token i hangs on an act, with no word of the content or
// the source between.
func (p *page) hangs(i int, acts map[int]bool, a *nlp.Attribution) bool {
	for k := 0; k <= climb; k++ {
		switch p.rel(i) {
		case "nsubj", "ccomp", "csubj", "parataxis", "root":
			return acts[i]
		}
		if r := p.doc.Tokens[i].Deprel; !acts[i] && (r == "acl:relcl" || r == "advcl" && p.hasChild(i, "nsubj")) {
			return false // a clause of its own tells of something else
		}
		i = p.doc.Tokens[i].Head
		if i < 0 {
			return false
		}
		if acts[i] {
			return true
		}
		if t := p.doc.Tokens[i].Span; p.covers(a, t) || t.Overlaps(a.Source) {
			return false
		}
	}
	return false
}

var seasons = map[string]string{"SP": "21", "SU": "22", "FA": "23", "WI": "24", "Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36"}

// EDTF returns the value of a TIMEX3 date in the Extended Date/Time Format
// (ISO 8601-2): a day, a month, a year, a decade, a century, a season or a
// quarter; a week as the interval of its days, a time of day as its day. It is
// "" for what is no date or not wholly known.
func EDTF(value string) string {
	day, _, _ := strings.Cut(value, "T")
	if day == "" || strings.Contains(day, "X") || day[0] < '0' || day[0] > '9' {
		return ""
	}
	var year, week int
	switch {
	case len(day) == 2:
		return day + "XX"
	case len(day) == 3:
		return day + "X"
	case len(day) < 4:
		return ""
	case len(day) == 4 || isDate(day):
		return day
	}
	if len(day) < 7 || day[4] != '-' {
		return ""
	}
	if s := seasons[day[5:]]; s != "" {
		return day[:5] + s
	}
	if n, err := fmt.Sscanf(day, "%4d-W%2d", &year, &week); err != nil || n != 2 || week < 1 || week > 53 {
		return ""
	}
	// The fourth of January is in the first week.
	first := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := first.AddDate(0, 0, -int(first.Weekday()+6)%7+7*(week-1))
	if strings.HasSuffix(day, "-WE") {
		return monday.AddDate(0, 0, 5).Format(time.DateOnly) + "/" + monday.AddDate(0, 0, 6).Format(time.DateOnly)
	}
	return monday.Format(time.DateOnly) + "/" + monday.AddDate(0, 0, 6).Format(time.DateOnly)
}

func isDate(s string) bool {
	for _, layout := range []string{"2006-01-02", "2006-01"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
