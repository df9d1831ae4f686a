package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// designations adds to the mentions the descriptions that are a name though their
// noun is written small: "Velm garrison", "accord of 1988" (names.Noun). A description
// that the reader has found becomes the name and stays in its chain.
func designations(text *nlp.Doc) []nlp.Mention {
	r := &designer{text: text, begins: map[int]*nlp.Mention{}, ends: map[int]*nlp.Mention{}}
	for i := range text.Mentions {
		m := &text.Mentions[i]
		if m.Form != nlp.Name {
			continue
		}
		r.named = append(r.named, m.Span)
		if m.Type == nlp.Place || m.Type == nlp.Group || m.Type == nlp.Organization && !strings.Contains(m.In(text.Text), " ") {
			end := m.End
			for _, mark := range []string{"'s", "’s"} {
				if strings.HasSuffix(m.In(text.Text), mark) {
					end -= len(mark)
				}
			}
			r.begins[m.Begin], r.ends[end] = m, m
		}
	}
	if len(r.named) == 0 && len(text.Times) == 0 {
		return text.Mentions
	}
	slices.SortFunc(r.named, func(a, b nlp.Span) int { return cmp.Compare(a.Begin, b.Begin) })
	var found []nlp.Mention
	for _, s := range text.Sentences {
		for i := s.First; i < s.Last; i++ {
			if m, ok := r.at(s, i); ok {
				found = append(found, m)
			}
		}
	}
	if len(found) == 0 {
		return text.Mentions
	}
	byHead := map[int]nlp.Mention{} // by the place of the noun
	for _, m := range found {
		byHead[text.Tokens[m.Head].End] = m
	}
	all := slices.Clone(text.Mentions)
	for i := range all {
		m := &all[i]
		if m.Form != nlp.Nominal {
			continue
		}
		for _, end := range []int{m.End, headEnd(text, m)} {
			d, ok := byHead[end]
			if !ok || d.End < m.End || m.Begin > d.Begin || !articles[strings.ToLower(strings.TrimSpace(text.Text[m.Begin:d.Begin]))] {
				continue
			}
			m.Span, m.Form, m.Type = d.Span, nlp.Name, cmp.Or(d.Type, m.Type)
			delete(byHead, end)
			break
		}
	}
	for _, d := range found {
		if end := text.Tokens[d.Head].End; byHead[end].Span == d.Span {
			all = append(all, d)
		}
	}
	return all
}

func headEnd(text *nlp.Doc, m *nlp.Mention) int {
	if m.Head < 0 {
		return -1
	}
	return text.Tokens[m.Head].End
}

// articles may stand before a designation. "A 1988 accord" is the accord of 1988.
var articles = map[string]bool{"": true, "the": true, "a": true, "an": true}

// mostBetween is how many words in small letters may stand between what makes a
// description unique and its noun: "the Velm traffic police".
const mostBetween = 2

// sureOfDesignation is the Confidence of a designation: see doc/accuracy-identity.md.
const sureOfDesignation = 0.9

var designates = map[string]nlp.EntityType{"facility": nlp.Facility, "body": nlp.PublicBody, "document": nlp.Document}

// A designer looks for designations in a text.
type designer struct {
	text         *nlp.Doc
	named        []nlp.Span           // what has a name
	begins, ends map[int]*nlp.Mention // places and peoples
}

// word is a token of the sentence, "" outside of it.
func (r *designer) word(s nlp.Sentence, i int) string {
	if i < s.First || i >= s.Last {
		return ""
	}
	return r.text.Tokens[i].In(r.text.Text)
}

// at is the designation whose noun is the token.
func (r *designer) at(s nlp.Sentence, i int) (m nlp.Mention, ok bool) {
	head := &r.text.Tokens[i]
	noun, ok := names.DesignationNoun(r.word(s, i))
	if !ok || head.UPOS != "NOUN" && head.UPOS != "PROPN" || r.within(head.Span) {
		return m, false
	}
	m = nlp.Mention{Span: head.Span, Head: i, Type: designates[noun.Is], Form: nlp.Name, Confidence: sureOfDesignation, Chain: -1}
	var of *nlp.Mention
	year, between, owned := false, 0, false
	k := i - 1
back:
	for ; k >= s.First; k-- {
		t := &r.text.Tokens[k]
		word := r.word(s, k)
		switch x := r.ends[t.End]; {
		case x != nil && of == nil && x.Begin >= r.text.Tokens[s.First].Begin:
			of, m.Begin = x, x.Begin
			for k > s.First && r.text.Tokens[k].Begin > x.Begin {
				k--
			}
		case word == "'s" || word == "’s":
			if owned = of == nil && !year && k > s.First && r.ends[r.text.Tokens[k-1].End] != nil; !owned {
				return m, false
			}
		case !year && names.IsYear(word):
			year, m.Begin = true, t.Begin
		case of == nil && !year && between < mostBetween && (t.UPOS == "NOUN" || t.UPOS == "ADJ") && strings.ToLower(word) == word && letters(word):
			between, m.Begin = between+1, t.Begin
		default:
			break back
		}
	}
	if len(noun.Before) > 0 && (between == 0 || noun.Before[0] != "*" && !slices.Contains(noun.Before, r.word(s, i-1))) {
		return m, false
	}
	the := strings.ToLower(r.word(s, k))
	before := of
	if next := r.word(s, i+1); noun.Is == "document" && (next == "with" || next == "between" || next == "among" || next == "on") {
		return m, false // the year, or the country, says but a part of which it is
	}
	// "the accord of 1988", "the garrison at Velm".
	if small := r.word(s, i+1); small == "of" || (small == "at" || small == "in") && noun.Is == "facility" {
		next := i + 2
		if r.word(s, next) == "the" {
			next++
		}
		if after := r.word(s, next); small == "of" && !year && names.IsYear(after) && next == i+2 {
			year, m.End = true, r.text.Tokens[next].End
		} else if after != "" && of == nil {
			if x := r.begins[r.text.Tokens[next].Begin]; x != nil && x.Type != nlp.Group {
				of, m.End = x, x.End
			}
		}
		if m.End == head.End && small == "of" {
			return m, false // "the Velm police of the interior": of something else
		}
	}
	if of == nil && !year || year && !noun.Year || of != nil && !makesUnique(noun, of) {
		return m, false
	}
	switch {
	case the == "the", owned:
	case (the == "a" || the == "an") && noun.Is == "document" && year:
	case noun.Bare && before != nil && between == 0 && (k < s.First || r.text.Tokens[k].UPOS != "ADJ" && r.text.Tokens[k].UPOS != "NOUN" && r.text.Tokens[k].UPOS != "PROPN" && r.text.Tokens[k].UPOS != "DET" && r.text.Tokens[k].UPOS != "NUM"):
	default:
		return m, false
	}
	return m, r.ended(s, i, m.End)
}

// makesUnique reports whether a name is of what makes the noun unique. Before a prison
// the reader often takes one word for the name of a body: it is that of a place.
func makesUnique(noun names.Noun, of *nlp.Mention) bool {
	switch of.Type {
	case nlp.Place:
		return noun.Place
	case nlp.Group:
		return noun.People
	}
	return noun.Place && noun.Is == "facility"
}

// ended reports whether the phrase of a noun ends at a place: no noun, name or hyphen follows, as
// in "the Velm garrison commander".
func (r *designer) ended(s nlp.Sentence, head, end int) bool {
	for i := head; i < s.Last; i++ {
		t := &r.text.Tokens[i]
		if t.Begin < end {
			continue
		}
		first, _ := utf8.DecodeRuneInString(r.word(s, i))
		switch {
		case t.Begin == end && (first == '-' || first == '–' || first == '/' || unicode.IsDigit(first) || unicode.IsLetter(first)):
			return false
		case t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "NUM" || unicode.IsUpper(first):
			return false
		case t.UPOS == "ADJ": // "the Velmian police high command"
			continue
		}
		return true
	}
	return true
}

// within reports whether words are a part of a name.
func (r *designer) within(span nlp.Span) bool {
	i, found := slices.BinarySearchFunc(r.named, span.Begin, func(x nlp.Span, at int) int { return cmp.Compare(x.Begin, at) })
	return found || i > 0 && r.named[i-1].Overlaps(span)
}

// letters reports whether a word has letters alone, or a hyphen among them.
func letters(word string) bool {
	return strings.TrimFunc(word, func(r rune) bool { return unicode.IsLetter(r) || r == '-' }) == ""
}
