package attribution

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A quotation is a stretch of one paragraph between quotation marks, marks
// included.
type quotation struct {
	nlp.Span
	inner nlp.Span // without the marks
	// reopens says that the quotation goes on one that the paragraph before
	// left open: it begins with a mark again, as the convention is for quotations
	// of several paragraphs, or has none, where a line was broken in a quotation.
	reopens bool
	// open says that no mark closes it: it ends with its paragraph.
	open      bool
	paragraph int
}

// Families of marks: a mark closes only what a mark of its family opened.
const (
	doubles    = iota // " “ ” „ ‟ `` ''
	singles           // ' ‘ ’ ‚ ` ‹ ›
	guillemets        // « »
	families
)

// Directions of a mark, as far as its shape tells.
const (
	either = iota
	opening
	closing
)

// markAt says whether a quotation mark stands at i: its length in bytes, or 0.
func markAt(text string, i int) (length, family, shape int) {
	switch c := text[i]; {
	case c == '"':
		return 1, doubles, either
	case c == '\'':
		if strings.HasPrefix(text[i:], "''") {
			return 2, doubles, either
		}
		return 1, singles, either
	case c == '`':
		if strings.HasPrefix(text[i:], "``") {
			return 2, doubles, opening
		}
		return 1, singles, opening
	case c < utf8.RuneSelf:
		return 0, 0, 0
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '“':
		return n, doubles, opening
	case '”':
		return n, doubles, closing
	case '„', '‟':
		return n, doubles, opening
	case '‘', '‚', '‹':
		return n, singles, opening
	case '’':
		return n, singles, closing
	case '›':
		return n, singles, closing
	case '«':
		return n, guillemets, opening
	case '»':
		return n, guillemets, closing
	}
	return 0, 0, 0
}

// airBefore and airAfter say whether a mark at the place has room on that
// side: space, the edge of the paragraph or punctuation that leans away.
func airBefore(text string, begin, i int) bool {
	if i <= begin {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(text[begin:i])
	return unicode.IsSpace(r) || strings.ContainsRune("([{—–-/…", r) || r == '\u200b'
}

func airAfter(text string, end, i int) bool {
	if i >= end {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[i:end])
	return unicode.IsSpace(r) || strings.ContainsRune(".,;:?!)]}—–-", r)
}

func wordAt(text string, end, i int) bool {
	if i >= end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:end])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// Bounds on the search for the mark that closes a single quotation. An
// apostrophe is mostly no mark at all, so the closing mark must be found before
// the opening one is believed; a search without bounds would be quadratic in a
// text of apostrophes.
const (
	singleReach = 600 // bytes
	singleTries = 6   // candidates looked at
)

// singleEnd finds the mark that closes a single quotation opened before i, and
// returns where it begins, or -1. A closing mark leans on what is before it
// and no letter follows. One after an "s" within a sentence is more likely a
// possessive ("the workers' demands"); it is taken if there is no other.
func singleEnd(text string, i, end int) int {
	limit := min(end, i+singleReach)
	fallback, tries := -1, 0
	for j := i; j < limit && tries < singleTries; j++ {
		c := text[j]
		if c != '\'' && c != 0xe2 {
			continue
		}
		n, family, shape := markAt(text, j)
		if n == 0 {
			continue
		}
		if family == doubles && c == '\'' {
			j++
			continue
		}
		if family != singles {
			continue
		}
		if fallback >= 0 && wordAt(text, end, j+n) && airBefore(text, i, j) {
			return fallback // another one opens, so this one has closed
		}
		if shape == opening || j < i+2 || wordAt(text, end, j+n) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[i:j])
		if unicode.IsSpace(before) {
			continue
		}
		tries++
		if (before == 's' || before == 'S') && j+n < end && text[j+n] == ' ' {
			if fallback < 0 {
				fallback = j
			}
			continue
		}
		return j
	}
	return fallback
}

// scanner finds the quotations of a text, paragraph by paragraph.
type scanner struct {
	text string
	out  []quotation
	// left says which family the paragraph before left open, -1 for none.
	left   int
	number int // of the paragraph
	// firsts is for each paragraph its first mark that is no single one.
	firsts []firstMark
}

// A firstMark is the first mark of a paragraph.
type firstMark struct {
	nlp.Span
	family int
	closes bool // it closes what no mark of the paragraph opened
}

type opened struct {
	family    int
	at, inner int // where the mark begins and ends
	closes    int // for singles: where the closing mark begins
	reopens   bool
}

// paragraph finds the quotations of text[begin:end]. It takes time linear in
// the bytes.
func (s *scanner) paragraph(begin, end int) {
	var stack [8]opened
	depth := 0
	holds := func(family int) int {
		for k := depth - 1; k >= 0; k-- {
			if stack[k].family == family {
				return k
			}
		}
		return -1
	}
	left := s.left
	s.left = -1
	for i := begin; i < end; {
		n, family, shape := 0, 0, 0
		if c := s.text[i]; c == '"' || c == '\'' || c == '`' || c == 0xe2 || c == 0xc2 {
			n, family, shape = markAt(s.text, i)
		}
		if n == 0 {
			i++
			continue
		}
		before, after := airBefore(s.text, begin, i), airAfter(s.text, end, i+n)
		k := holds(family)
		if family == singles {
			switch {
			case k >= 0 && stack[k].closes == i:
				s.close(stack[k], i, i+n)
				depth = k
			case k < 0 && depth < len(stack) && shape != closing && (before || i > begin && s.isMark(i)) && !after && i+n < end:
				if to := singleEnd(s.text, i+n, end); to >= 0 {
					stack[depth] = opened{family: family, at: i, inner: i + n, closes: to}
					depth++
				}
			}
			i += n
			continue
		}
		first := s.firsts[s.number].End == 0
		if first {
			s.firsts[s.number] = firstMark{Span: nlp.Span{Begin: i, End: i + n}, family: family}
		}
		if k < 0 && shape != opening && after && (!before || i+n == end || shape == closing) {
			s.firsts[s.number].closes = s.firsts[s.number].closes || first
			i += n // an inch mark, or a quotation whose beginning is lost
			continue
		}
		opens := k < 0
		switch {
		case before && !after:
			opens = true // leans on what follows, whatever its shape
			if k >= 0 && shape == closing {
				opens = false
			}
		case after && !before:
			opens = k < 0
		case shape == opening && k >= 0 && i+n < end && wordAt(s.text, end, i+n):
			opens = true
		case shape == opening && k < 0:
			opens = true
		}
		if opens {
			if k >= 0 {
				// The one before was never closed; what looks like it is not
				// quoted, or lost its mark. Precision first: it is no quotation.
				depth = k
			}
			if depth < len(stack) {
				stack[depth] = opened{family: family, at: i, inner: i + n, reopens: i == begin && left == family}
				depth++
			}
		} else if k >= 0 {
			s.close(stack[k], i, i+n)
			depth = k
		}
		i += n
	}
	if depth > 0 && stack[0].family != singles {
		o := stack[0]
		s.out = append(s.out, quotation{
			Span: nlp.Span{Begin: o.at, End: end}, inner: nlp.Span{Begin: o.inner, End: end}, reopens: o.reopens, open: true, paragraph: s.number,
		})
		s.left = o.family
	}
}

// isMark says whether a quotation mark ends right before i.
func (s *scanner) isMark(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s.text[:i])
	return strings.ContainsRune("\"“«„`‘'", r)
}

func (s *scanner) close(o opened, inner, end int) {
	if inner <= o.inner {
		return // nothing between the marks
	}
	s.out = append(s.out, quotation{
		Span: nlp.Span{Begin: o.at, End: end}, inner: nlp.Span{Begin: o.inner, End: inner}, reopens: o.reopens, paragraph: s.number,
	})
}

// linesOfOne is over how many paragraphs a quotation may go on without a mark.
const linesOfOne = 6

// broken finds the quotations over whose lines a mark goes on only at the end: one
// paragraph leaves them open, the next ones have no mark, and the first mark of
// one behind them closes what nothing opened.
func (s *scanner) broken(paragraphs []nlp.Span, reopened []bool) {
	for _, q := range s.out {
		if !q.open || reopened[q.paragraph+1] {
			continue
		}
		_, family, _ := markAt(s.text, q.Begin)
		last := -1
		for k := q.paragraph + 1; k < len(paragraphs) && k-q.paragraph <= linesOfOne; k++ {
			if f := &s.firsts[k]; f.End > 0 {
				if f.closes && f.family == family {
					last = k
				}
				break
			}
		}
		for k := q.paragraph + 1; k <= last; k++ {
			span := paragraphs[k]
			inner := span
			if k == last {
				span.End, inner.End = s.firsts[k].End, s.firsts[k].Begin
			}
			s.out = append(s.out, quotation{Span: span, inner: inner, reopens: true, open: k < last, paragraph: k})
			reopened[k] = true
		}
	}
}

// quotations returns the quotations of the paragraphs in order of their
// beginning, outer before inner.
func quotations(text string, paragraphs []nlp.Span) []quotation {
	s := scanner{text: text, left: -1, firsts: make([]firstMark, len(paragraphs))}
	for i, p := range paragraphs {
		s.number = i
		s.paragraph(p.Begin, p.End)
	}
	// What a paragraph leaves open is a quotation where it begins the
	// paragraph or the next one reopens it. Else a mark is missing somewhere,
	// and nothing tells where the quotation ends.
	reopened := make([]bool, len(paragraphs)+1)
	for _, q := range s.out {
		if q.reopens {
			reopened[q.paragraph] = true
		}
	}
	s.broken(paragraphs, reopened)
	out := s.out[:0]
	for _, q := range s.out {
		if q.open && q.Begin != paragraphs[q.paragraph].Begin && !reopened[q.paragraph+1] {
			continue
		}
		out = append(out, q)
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Begin != out[j].Begin {
			return out[i].Begin < out[j].Begin
		}
		return out[i].End > out[j].End
	})
	return out
}
