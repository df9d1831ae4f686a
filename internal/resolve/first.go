package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// firstPerson are the words for who speaks. English; general knowledge.
var firstPerson = map[string]bool{"i": true, "me": true, "my": true, "mine": true, "myself": true}

// ourPerson are the words for those who speak together, or for a body that does.
var ourPerson = map[string]bool{"we": true, "us": true, "our": true, "ours": true, "ourselves": true}

// quoted is a stretch of text in the words of a source.
type quoted struct {
	stemma.Span
	source int // its mention, -1 for none
	depth  int // links of the chain: what is quoted within a quotation has more
}

// firstPersons finds what is said in the words of whom, and marks those who say "I".
func (l *local) firstPersons() {
	for _, s := range l.Statements {
		last := &s.Chain[len(s.Chain)-1]
		// "VELD: I saw it" are his words without a mark.
		if last.Kind != string(nlp.Direct) && last.Cue.In(l.Text) != ":" {
			continue
		}
		source := l.at(last.Source)
		for _, c := range s.Content {
			l.quoted = append(l.quoted, quoted{c, source, len(s.Chain)})
		}
	}
	slices.SortStableFunc(l.quoted, func(a, b quoted) int { return cmp.Compare(a.Begin, b.Begin) })
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if m.Form != nlp.Pronoun || !firstPerson[strings.ToLower(m.Span.In(l.Text))] {
			continue
		}
		if q := l.within(m.Span); q != nil && q.source >= 0 {
			l.saysI[q.source] = true
		}
	}
}

// within is the innermost of the stretches of quoted words that a place lies in,
// nil for none.
func (l *local) within(at stemma.Span) *quoted {
	var best *quoted
	for i := range l.quoted {
		q := &l.quoted[i]
		if q.Begin > at.Begin {
			break
		}
		if at.End <= q.End && (best == nil || q.depth >= best.depth) {
			best = q
		}
	}
	return best
}

// i is the mention that "I" at a place means: whoever is quoted there, else the
// author of the text where his name stands in it; -1 where no words say it.
func (l *local) i(at stemma.Span) int {
	if q := l.within(at); q != nil {
		if q.source >= 0 && l.Mentions[q.source].Form == nlp.Pronoun && firstPerson[strings.ToLower(l.Mentions[q.source].Span.In(l.Text))] {
			return -1
		}
		return q.source
	}
	if l.inQuotes(at.Begin) {
		return -1
	}
	return l.byline(func(kind nlp.EntityType) bool { return kind == nlp.Person })
}

// we is the mention that "we" at a place means, where it is a body that speaks so:
// the one whose words are quoted there, or that wrote the text; -1 for others.
func (l *local) we(at stemma.Span) int {
	body := func(kind nlp.EntityType) bool { return class(kind) == 'o' && kind != nlp.Group }
	if q := l.within(at); q != nil {
		if q.source < 0 || l.of[q.source] < 0 || !body(l.names[l.of[q.source]].kind) {
			return -1
		}
		return q.source
	}
	if l.inQuotes(at.Begin) {
		return -1
	}
	return l.byline(body)
}

// byline is the mention by name of the text's only author, if he is of a type
// that may be; -1 where there is none.
func (l *local) byline(may func(nlp.EntityType) bool) int {
	if l.Byline == nil {
		return -1
	}
	found := -1
	for i := range l.Mentions {
		m := &l.Mentions[i]
		if m.Span.Begin >= l.Byline.ShownBy.End {
			break
		}
		if m.Span.Begin >= l.Byline.ShownBy.Begin && l.of[i] >= 0 && may(l.names[l.of[i]].kind) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// inQuotes reports whether a mark of quotation is open at a place of its
// paragraph.
func (l *local) inQuotes(at int) bool {
	before := l.Text[:at]
	before = before[strings.LastIndex(before, "\n\n")+1:]
	return strings.Count(before, "“") > strings.Count(before, "”") || strings.Count(before, `"`)%2 == 1
}
