package web

import (
	"strings"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// aroundBytes is how much of the text is shown before and after the words of a
// link: about a line of the page.
const aroundBytes = 90

// around gives the words of a link in those around them, its source and its
// cue marked, and the line on which they begin; nothing where it has no words.
func (s *sheet) around(a *stemma.Attribution) (out []marked, line int) {
	var spans []stemma.Span
	for _, span := range []stemma.Span{a.Source, a.Cue} {
		if s.words(span) != "" {
			spans = append(spans, span)
		}
	}
	if len(spans) == 0 || a.Kind == stemma.KindAuthor {
		return nil, 0
	}
	if len(spans) == 2 && spans[1].Begin < spans[0].Begin {
		spans[0], spans[1] = spans[1], spans[0]
	}
	text := s.doc.Text
	begin, end := spans[0].Begin, spans[len(spans)-1].End
	line = 1 + strings.Count(text[:begin], "\n")
	if len(spans) == 2 && spans[1].Begin-spans[0].End > 4*aroundBytes || len(spans) == 2 && spans[0].Overlaps(spans[1]) {
		spans, end = spans[:1], spans[0].End // too far from one another for a line
	}
	from, to := wordBefore(text, begin-aroundBytes), wordAfter(text, end+aroundBytes)
	at := from
	lead := ""
	if from > 0 {
		lead = "… "
	}
	for _, span := range spans {
		out = append(out, marked{lead + text[at:span.Begin], false}, marked{span.In(text), true})
		at, lead = span.End, ""
	}
	tail := text[at:to]
	if to < len(text) {
		tail = strings.TrimRight(tail, " \n") + " …"
	}
	return append(out, marked{tail, false}), line
}

// wordBefore is where the first word begins at or after i.
func wordBefore(text string, i int) int {
	if i <= 0 {
		return 0
	}
	if k := strings.IndexAny(text[i:], " \n"); k >= 0 && k < aroundBytes {
		return i + k + 1
	}
	for !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// wordAfter is where the last word ends at or before i.
func wordAfter(text string, i int) int {
	if i >= len(text) {
		return len(text)
	}
	if k := strings.LastIndexAny(text[:i], " \n"); k > i-aroundBytes {
		return k
	}
	for !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// A part is one part of a proposition, in words.
type part struct{ Name, Words string }

// roleNames say in plain words what the roles of Universal Dependencies are.
var roleNames = map[string]string{
	"nsubj": "who or what", "csubj": "what", "nsubj:pass": "whom or what it is done to", "csubj:pass": "what it is done to", "obj": "whom or what",
	"iobj": "to whom", "obl": "circumstance", "obl:agent": "by whom", "xcomp": "complement", "ccomp": "that", "nmod": "of what",
}

// taken puts a proposition in words; nothing where none is known.
func (s *sheet) taken(p *stemma.Proposition) []part {
	if p == nil {
		return nil
	}
	out := []part{{"what happens", p.Predicate}}
	for _, a := range p.Args {
		name, role := roleNames[a.Role], a.Role
		if name == "" {
			name, _, _ = strings.Cut(role, ":")
			if roleNames[name] != "" {
				name = roleNames[name]
			}
		}
		out = append(out, part{name, s.words(a.Span)})
	}
	for _, f := range []struct {
		name string
		span stemma.Span
	}{{"when", p.Time}, {"where", p.Place}, {"how many", p.Quantity}} {
		if w := s.words(f.span); w != "" {
			out = append(out, part{f.name, w})
		}
	}
	return out
}
