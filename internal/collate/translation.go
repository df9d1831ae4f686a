package collate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Translation sets two texts in two languages side by side by the passages of
// their derivation, of which a is From: sentences face one another, and what no
// passage has stands alone. Of the words nothing is said but of the numbers: one
// that the other text has nowhere is marked, if it is one that both languages
// write in digits.
func Translation(a, b Text, passages []stemma.Passage) *Collation {
	c := &collator{a: side(a.Doc), b: side(b.Doc)}
	c.row = [2][]int{none(len(c.a.at)), none(len(c.b.at))}
	for _, p := range passages {
		c.face(p)
	}
	var out Collation
	// A number that stands elsewhere in the other text, as in its dateline, is
	// not another one.
	inA, inB := wholeOf(a.Doc.Text), wholeOf(b.Doc.Text)
	ps := c.ordered()
	moved := outOfOrder(ps)
	for i, p := range ps {
		r := Row{Moved: moved[i]}
		if p.a[0] >= 0 {
			r.A = stemma.Span{Begin: c.a.spans[p.a[0]].Begin, End: c.a.spans[p.a[1]].End}
		}
		if p.b[0] >= 0 {
			r.B = stemma.Span{Begin: c.b.spans[p.b[0]].Begin, End: c.b.spans[p.b[1]].End}
		}
		if r.Both() {
			r.Foreign = true
			onlyA, onlyB := lacking(figures(a.Doc.Text, r.A), inB), lacking(figures(b.Doc.Text, r.B), inA)
			for _, f := range onlyA {
				r.OnlyA = append(r.OnlyA, f.Span)
			}
			for _, f := range onlyB {
				r.OnlyB = append(r.OnlyB, f.Span)
			}
			if len(onlyA)+len(onlyB) > 0 {
				r.Changes = []Change{{Number, written(a.Doc.Text, onlyA), written(b.Doc.Text, onlyB)}}
			}
		}
		out.add(r)
	}
	return &out
}

// face pairs the sentences that a passage holds. One that is in a pair already
// stays there.
func (c *collator) face(p stemma.Passage) {
	within := func(s *cut, span stemma.Span, row []int) (first, last int) {
		first, last = -1, -1
		for i, x := range s.spans {
			if x.Begin >= span.End || x.End <= span.Begin {
				continue
			}
			if row[i] >= 0 {
				return -1, -1
			}
			if first < 0 {
				first = i
			}
			last = i
		}
		return first, last
	}
	i0, i1 := within(c.a, p.From, c.row[0])
	j0, j1 := within(c.b, p.To, c.row[1])
	if i0 < 0 || j0 < 0 {
		return
	}
	for i := i0; i <= i1; i++ {
		c.row[0][i] = len(c.pairs)
	}
	for j := j0; j <= j1; j++ {
		c.row[1][j] = len(c.pairs)
	}
	c.pairs = append(c.pairs, pair{[2]int{i0, i1}, [2]int{j0, j1}})
}

// A figure is a number in digits, of any script.
type figure struct {
	stemma.Span
	digits string // without what sets thousands apart, and without whole millions
}

// figures are the numbers of a stretch of text. "13,000" and "3.5" are one each,
// "25.05.2021" is three.
func figures(text string, s stemma.Span) []figure {
	var out []figure
	for at := s.Begin; at < s.End; {
		first, n := digitsOf(text[at:s.End])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text[at:s.End])
			at += n
			continue
		}
		f := figure{Span: stemma.Span{Begin: at, End: at + n}, digits: strings.TrimLeft(first, "0")}
		for len(first) <= 3 {
			group, n := behind(text[f.End:s.End], ".,٫٬ \u00a0\u202f\u2009")
			if len(group) != 3 {
				break
			}
			f.digits += group
			f.End += n
		}
		listed := len(out) > 0 && out[len(out)-1].End+1 == f.Begin // the 05 of "25.05.2021"
		if fraction, n := behind(text[f.End:s.End], ".,٫"); fraction != "" && !listed {
			if more, _ := behind(text[f.End+n:s.End], ".,٫"); more == "" {
				f.digits += "." + fraction
				f.End += n
			}
		}
		// "13 million" may stand for 13,000,000.
		for len(f.digits) > 6 && strings.HasSuffix(f.digits, "000000") {
			f.digits = f.digits[:len(f.digits)-6]
		}
		out = append(out, f)
		at = f.End
	}
	return out
}

// behind are the digits behind the mark that s begins with, and how many bytes
// both have; none if s begins otherwise.
func behind(s, marks string) (digits string, n int) {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || !strings.ContainsRune(marks, r) {
		return "", 0
	}
	if digits, n = digitsOf(s[size:]); n == 0 {
		return "", 0
	}
	return digits, size + n
}

// digitsOf are the digits that s begins with, and how many bytes they have.
func digitsOf(s string) (digits string, n int) {
	var b []byte
	for i, r := range s {
		if !unicode.IsDigit(r) {
			return string(b), i
		}
		b = append(b, nlp.Digit(r))
	}
	return string(b), len(s)
}

// wholeOf are the numbers of a text.
func wholeOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, f := range figures(text, stemma.Span{End: len(text)}) {
		out[f.digits] = true
	}
	return out
}

// lacking are the figures that another text has not, but for small numbers,
// which a language may spell out.
func lacking(list []figure, other map[string]bool) []figure {
	var out []figure
	for _, f := range list {
		small := len(f.digits) < 2 || len(f.digits) == 2 && f.digits <= "12"
		if !small && !other[f.digits] {
			out = append(out, f)
		}
	}
	return out
}

func written(text string, list []figure) string {
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = flat(f.In(text))
	}
	return strings.Join(words, ", ")
}
