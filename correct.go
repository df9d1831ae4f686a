package stemma

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma/nlp"
)

// CorrectedAnchor returns the place of a statement of doc as a person says it
// should be. Content, source and cue are words of the document, looked for
// near the statement; white space counts alike whatever it is. What is "" stays
// as it was read. Parts of a broken content are joined by " … ". A NotFound
// error if words do not stand in the document, Invalid if the parts are not in
// the order of the text.
func CorrectedAnchor(doc *Document, s *Statement, content, source, cue string) (Anchor, error) {
	was := StatementAnchor(doc, s)
	spans := s.Content
	if same := strings.Join(strings.Fields(content), " "); same != "" && same != strings.Join(strings.Fields(was.Quote), " ") {
		spans = nil
		for part := range strings.SplitSeq(content, " … ") {
			span, err := near(doc, s.Bounds(), "content", part)
			if err != nil {
				return Anchor{}, err
			}
			if n := len(spans); n > 0 && span.Begin < spans[n-1].End {
				return Anchor{}, &Error{Kind: Invalid, Op: "correct " + string(s.ID),
					Err:  fmt.Errorf("the parts of the content do not stand in this order in the document"),
					Hint: `Give them in the order of the text, joined by " … ".`}
			}
			spans = append(spans, span)
		}
	}
	a := NewAnchor(doc, spans)
	a.Source, a.Cue = was.Source, was.Cue
	for _, given := range []struct {
		name, words string
		to          *string
	}{{"source", source, &a.Source}, {"cue", cue, &a.Cue}} {
		if strings.TrimSpace(given.words) == "" {
			continue
		}
		span, err := near(doc, s.Bounds(), given.name, given.words)
		if err != nil {
			return Anchor{}, err
		}
		*given.to = span.In(doc.Text)
	}
	return a, nil
}

// near finds words at the place nearest to bounds.
func near(doc *Document, bounds Span, what, words string) (Span, error) {
	var best Span
	distance := -1
	fields := strings.Fields(words)
	for at := 0; len(fields) > 0; {
		i := strings.Index(doc.Text[at:], fields[0])
		if i < 0 {
			break
		}
		found := Span{Begin: at + i, End: phrase(doc.Text, at+i, fields)}
		at = found.Begin + len(fields[0])
		if away := max(0, bounds.Begin-found.End, found.Begin-bounds.End); found.End > 0 && (distance < 0 || away < distance) {
			best, distance = found, away
		}
	}
	if distance < 0 {
		return Span{}, &Error{Kind: NotFound, Op: "find the words of the " + what,
			Err:  fmt.Errorf("%q does not stand in %s", words, doc.Path),
			Hint: "Copy the words exactly as they stand in the document."}
	}
	return best, nil
}

// phrase returns where fields end in text if they stand at begin, one after
// another with white space between, and -1 if they do not.
func phrase(text string, begin int, fields []string) int {
	rest := text[begin:]
	for i, f := range fields {
		if i > 0 {
			trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
			if len(trimmed) == len(rest) {
				return -1
			}
			rest = trimmed
		}
		var ok bool
		if rest, ok = strings.CutPrefix(rest, f); !ok {
			return -1
		}
	}
	return len(text) - len(rest)
}

// Corrected is the statement, of doc, as a person says that it should be: with
// the words, the source and the cue of should, which CorrectedAnchor made and
// which may be of an earlier version of the document. Its ID stays, so that what
// is said of it leads back to what was read. What is not found any more stays
// as it was read; who the source is, is then for others to say.
func (s *Statement) Corrected(doc *Document, should Anchor) *Statement {
	c := *s
	c.Chain = slices.Clone(s.Chain)
	if spans, ok := should.spansIn(doc, s.Bounds()); ok {
		c.Content = spans
	}
	if !c.Attributed() && (should.Source != "" || should.Cue != "") {
		c.Chain = append(c.Chain, Attribution{Kind: string(nlp.Indirect)})
	}
	if !c.Attributed() {
		return &c
	}
	voice := c.Voice()
	if voice.Source.In(doc.Text) != should.Source {
		if span, err := near(doc, s.Bounds(), "source", should.Source); err == nil {
			voice.Source, voice.SourceEntity, voice.SourceType = span, "", ""
		}
	}
	if voice.Cue.In(doc.Text) != should.Cue {
		if span, err := near(doc, s.Bounds(), "cue", should.Cue); err == nil {
			voice.Cue = span
		}
	}
	return &c
}

// spansIn are the places of the anchor's words in doc, those nearest to bounds
// where the anchor is of another version.
func (a *Anchor) spansIn(doc *Document, bounds Span) (spans []Span, ok bool) {
	if a.Doc == doc.ID {
		return a.Spans, len(a.Spans) > 0
	}
	for part := range strings.SplitSeq(a.Quote, " … ") {
		span, err := near(doc, bounds, "content", part)
		if n := len(spans); err != nil || n > 0 && span.Begin < spans[n-1].End {
			return nil, false
		}
		spans = append(spans, span)
	}
	return spans, true
}
