package claim

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
)

// A gist is words of a text that tell what a claim is about.
type gist struct {
	at    stemma.Span
	words string // those, on one line
	// whole says that it is a clause with its subject, so that whoever reads
	// nothing else knows of whom it is said.
	whole bool
	// denies says that some of its words negate.
	denies bool
}

// longestGist is about how many bytes a gist may have.
const longestGist = 120

// gistOf is the clause that token i heads, or that the noun there is part of with
// these words; else rest. It is as much of that as a line holds.
func (s *scan) gistOf(i int, words, rest stemma.Span) gist {
	at := i
	for range 4 {
		if s.predicates(at) {
			break
		}
		if at = s.doc.Tokens[at].Head; at < 0 {
			break
		}
	}
	g := gist{at: rest}
	if at >= 0 && s.predicates(at) {
		if c, subject := s.core(at); c.Contains(words) || c.Contains(s.doc.Tokens[i].Span) {
			g = gist{at: c, whole: subject && c.Len() <= longestGist}
		}
	}
	g.at = trim(g.at, s.doc.Tokens[i].Span, s.doc.Text)
	g.at.End = g.at.Begin + len(strings.TrimRight(g.at.In(s.doc.Text), " \t\r\n,;:-–—"))
	g.at = closed(g.at, s.doc.Text)
	g.words = clean(g.at.In(s.doc.Text))
	for _, w := range strings.FieldsFunc(strings.ToLower(g.words), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		g.denies = g.denies || holdsNegator(w)
	}
	for _, m := range s.falsities {
		g.denies = g.denies || g.at.Contains(m.Span)
	}
	return g
}

// closed takes in the mark that closes what a stretch of text opens, or opens what it closes,
// where that stands right beside it: marks are no part of a tree.
func closed(at stemma.Span, text string) stemma.Span {
	for _, pair := range []struct{ open, shut string }{{"“", "”"}, {"(", ")"}, {"[", "]"}, {"‘", "’"}, {"«", "»"}, {"„", "“"}, {`"`, `"`}} {
		words := at.In(text)
		opens, shuts := strings.Count(words, pair.open), strings.Count(words, pair.shut)
		if pair.open == pair.shut {
			opens, shuts = (opens+1)/2, opens/2
		}
		after := at.End
		if after < len(text) && strings.IndexByte(".,;:!?", text[after]) >= 0 {
			after++
		}
		switch {
		case opens > shuts && strings.HasPrefix(text[at.End:], pair.shut):
			at.End += len(pair.shut)
		case opens > shuts && strings.HasPrefix(text[after:], pair.shut):
			at.End = after + len(pair.shut)
		case shuts > opens && pair.shut != "’" && strings.HasSuffix(text[:at.Begin], pair.open):
			at.Begin -= len(pair.open)
		}
	}
	return at
}

// predicates reports whether the token heads a clause.
func (s *scan) predicates(i int) bool {
	return s.doc.Tokens[i].UPOS == "VERB" && s.doc.Tokens[i].Deprel != "amod" || s.child(i, "cop") >= 0
}

// core is the clause of a predicate with what completes it, and with what else
// stands in it as long as a line holds both; subject says that it names of whom
// or what it tells.
func (s *scan) core(i int) (out stemma.Span, subject bool) {
	out = s.doc.Tokens[i].Span
	widen := func(k int) { out = out.Cover(s.reach(k)) }
	for _, k := range s.children[i] {
		switch rel := s.doc.Tokens[k].Deprel; rel {
		case "nsubj", "nsubj:pass", "csubj", "expl":
			subject = subject || !pronoun[lemma(&s.doc.Tokens[k])]
			widen(int(k))
		case "obj", "iobj", "aux", "aux:pass", "cop", "xcomp", "ccomp", "compound:prt", "obl:agent":
			widen(int(k))
		}
	}
	for _, k := range s.children[i] {
		if rel := s.doc.Tokens[k].Deprel; strings.HasPrefix(rel, "obl") || rel == "advmod" || rel == "nmod" {
			before := out
			if widen(int(k)); out.Len() > longestGist {
				out = before
			}
		}
	}
	// "the boat that the guard held": with the boat.
	if h := s.doc.Tokens[i].Head; h >= 0 && strings.HasPrefix(s.doc.Tokens[i].Deprel, "acl") && s.doc.Tokens[h].Begin < out.Begin && s.doc.Tokens[h].UPOS != "PRON" {
		noun := s.doc.Tokens[h].Begin
		for _, k := range s.children[h] {
			if t := &s.doc.Tokens[k]; t.Begin < noun && t.Deprel != "punct" && t.Deprel != "case" && t.Deprel != "cc" && t.Deprel != "mark" {
				noun = s.reach(int(k)).Begin
				break
			}
		}
		out.Begin, subject = min(out.Begin, noun), true
	}
	return out, subject
}

// reach is from the first to the last word below token i, with it.
func (s *scan) reach(i int) stemma.Span {
	out := s.doc.Tokens[i].Span
	for _, k := range s.children[i] {
		if s.doc.Tokens[k].Deprel != "punct" {
			out = out.Cover(s.reach(int(k)))
		}
	}
	return out
}

// trim cuts a stretch of text down to a gist around the words that matter, at
// spaces.
func trim(all, keep stemma.Span, text string) stemma.Span {
	if all.Len() <= longestGist {
		return all
	}
	spare := max(0, longestGist-keep.Len())
	out := stemma.Span{Begin: max(all.Begin, keep.Begin-spare/2), End: min(all.End, keep.End+spare/2)}
	if out.Begin > all.Begin {
		if i := strings.IndexByte(text[out.Begin:keep.Begin], ' '); i >= 0 {
			out.Begin += i + 1
		} else {
			out.Begin = keep.Begin
		}
	}
	if out.End < all.End {
		if i := strings.LastIndexByte(text[keep.End:out.End], ' '); i >= 0 {
			out.End = keep.End + i
		} else {
			out.End = keep.End
		}
	}
	return out
}

// gist is the answer whose words tell best what the claim is about: one whose words deny
// nothing before any other, so that "yes" and "no" can be read beside them, then a clause
// with its subject, then one that affirms, then with the most content that others have too;
// the first of equals.
func (d *draft) gist() *answer {
	holders := map[uint32]int{} // how many answers have the word
	content := make([][]uint32, len(d.answers))
	for i, a := range d.answers {
		content[i] = a.content()
		for _, w := range content[i] {
			holders[w]++
		}
	}
	best, most := d.answers[0], -1.0
	for i, a := range d.answers {
		if a.guest && a.figure == nil && a.telling == nil {
			continue // it only takes another back
		}
		score := 0.0
		for _, w := range content[i] {
			score += float64(holders[w] - 1)
		}
		score /= float64(len(d.answers))
		if !a.gistDenies() {
			score += 4
		}
		if a.telling != nil && a.telling.gist.whole || a.figure != nil && a.figure.gist.whole {
			score += 2
		}
		if a.stance == stemma.Affirms {
			score++
		}
		if score > most {
			best, most = a, score
		}
	}
	return best
}

// undisputed is the gist of a telling without the numbers in it that another who says so too gives
// otherwise, for he is no witness for those.
func (d *draft) undisputed(t *telling) (spans []stemma.Span, words string) {
	whole, text := t.gist.at, t.gist.words
	if len(text) != whole.Len() { // the words were put on one line, and no place in them is one of the text
		return []stemma.Span{whole}, text
	}
	var parts []string
	from := whole.Begin
	keep := func(to int) {
		if part := strings.TrimSpace(text[from-whole.Begin : to-whole.Begin]); part != "" {
			begin := from + strings.Index(text[from-whole.Begin:], part)
			spans, parts = append(spans, stemma.Span{Begin: begin, End: begin + len(part)}), append(parts, part)
		}
	}
	for _, f := range t.figures() {
		if f.digits.Begin >= from && f.digits.End <= whole.End && d.disputes(f) {
			keep(f.digits.Begin)
			from = f.digits.End
		}
	}
	keep(whole.End)
	return spans, strings.Join(parts, " … ")
}

// disputes reports whether somebody who says so too gives another number of what f counts.
func (d *draft) disputes(f *figure) bool {
	return slices.ContainsFunc(d.answers, func(a *answer) bool {
		return a.telling != nil && a.stance.Affirmative() && slices.ContainsFunc(a.telling.figures(), func(g *figure) bool {
			return f.kind() == g.kind() && f.noun == g.noun && f.meet(g.number) == differ
		})
	})
}

// figures are those that the telling stands with, in the order in which they stand.
func (t *telling) figures() (out []*figure) {
	for _, f := range t.text.figuresIn(t.sentence) {
		if slices.ContainsFunc(f.tellings, func(u *telling) bool { return u.head == t.head }) {
			out = append(out, f)
		}
	}
	return out
}

// gistDenies reports whether the words that would be the gist of a claim deny something.
func (a *answer) gistDenies() bool {
	switch {
	case a.figure != nil:
		return a.figure.gist.denies
	case a.telling != nil:
		return a.telling.gist.denies
	}
	return a.by.odd || len(a.by.corrected) > 0
}
