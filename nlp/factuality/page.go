package factuality

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A page is a Doc while it is being read: the words as the lexicon knows them,
// and the tree downwards.
type page struct {
	doc   *nlp.Doc
	lex   *Lexicon
	lemma []string // of each token, in lower case

	// The children of token i are child[first[i]:first[i+1]], in order.
	first, child []int32
}

func newPage(doc *nlp.Doc, lex *Lexicon) *page {
	n := len(doc.Tokens)
	p := &page{doc: doc, lex: lex, lemma: make([]string, n), first: make([]int32, n+2), child: make([]int32, n)}
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		p.lemma[i] = lower(t.Lemma)
		if t.Head >= 0 {
			p.first[t.Head+2]++
		}
	}
	for i := 2; i < len(p.first); i++ {
		p.first[i] += p.first[i-1]
	}
	// first[i+1] is now where the children of i begin, and moves to where they end.
	for i := range doc.Tokens {
		if h := doc.Tokens[i].Head; h >= 0 {
			p.child[p.first[h+1]] = int32(i)
			p.first[h+1]++
		}
	}
	return p
}

// lower returns s in lower case, most often s itself.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// children returns those that hang on token i, in order, and of very many the
// first, so that time stays linear whatever the tree.
func (p *page) children(i int) []int32 {
	return p.child[p.first[i]:min(p.first[i+1], p.first[i]+mostChildren)]
}

const mostChildren = 256

// rel is the relation of token i to its head, without a subtype.
func (p *page) rel(i int) string {
	rel, _, _ := strings.Cut(p.doc.Tokens[i].Deprel, ":")
	return rel
}

// hasChild reports whether a child of i hangs on it by one of the relations.
func (p *page) hasChild(i int, rels ...string) bool {
	return slices.ContainsFunc(p.children(i), func(c int32) bool { return slices.Contains(rels, p.rel(int(c))) })
}

// stance is what token i does by itself.
func (p *page) stance(i int) Stance {
	switch p.doc.Tokens[i].UPOS {
	case "VERB", "AUX":
		if by := p.lex.Particles[p.lemma[i]]; by != nil {
			for _, c := range p.children(i) {
				if s, ok := by[p.lemma[c]]; ok && p.doc.Tokens[c].Deprel == "compound:prt" {
					return s
				}
			}
		}
		return p.lex.Verbs[p.lemma[i]]
	case "NOUN", "PROPN":
		if s := p.lex.Nouns[p.lemma[i]]; s != None || !p.hasChild(i, "ccomp", "obj") {
			return s
		}
		return p.lex.Verbs[p.lemma[i]] // "police suspect that", as the tree has it
	case "ADJ":
		if s := p.lex.Adjectives[p.lemma[i]]; s != None {
			return s
		}
		return p.lex.Verbs[p.lemma[i]] // a participle
	}
	return None
}

// negator returns the word that negates predicate i, -1 for none: one beside
// it, or a subject of which there is none.
func (p *page) negator(i int) int {
	for _, c := range p.children(i) {
		c := int(c)
		if p.lex.Negators[p.lemma[c]] && !p.limits(c) {
			switch p.rel(c) {
			case "advmod", "cc", "det", "mark", "case", "discourse", "obl":
				return c
			}
		}
		if p.rel(c) == "nsubj" || p.rel(c) == "expl" {
			if n := p.nobody(c); n >= 0 && p.toldAhead(n, i) < 0 {
				return n
			}
		}
	}
	return -1
}

// toldAhead returns the clause that verb i reports where that stands between word n and the
// verb, "None of them left, said Orel"; -1 for none. Wherever the tree hangs the word, it is
// part of that clause.
func (p *page) toldAhead(n, i int) int {
	for _, c := range p.children(i) {
		if c := int(c); n < c && c < i && p.rel(c) == "ccomp" {
			return c
		}
	}
	return -1
}

// limits reports whether token i is the "no" of "no fewer than seven", which says how many
// there are at least, or at most, or the "not" of "not only", after which comes more: they deny nothing.
func (p *page) limits(i int) bool {
	if i+1 < len(p.doc.Tokens) && p.lex.Mere[p.lemma[i+1]] {
		return true
	}
	return i+2 < len(p.doc.Tokens) && p.lex.Bounds[lower(p.doc.Tokens[i+1].In(p.doc.Text))] && p.lex.Than[p.lemma[i+2]]
}

// nobody returns the word that says of noun phrase i that there is none.
func (p *page) nobody(i int) int {
	if p.lex.Nobody[p.lemma[i]] {
		return i
	}
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "det" && p.lex.Nobody[p.lemma[c]] && !p.limits(int(c)) {
			return int(c)
		}
	}
	return -1
}

// isFirst reports whether i is a pronoun of the one who speaks.
func (p *page) isFirst(i int) bool { return p.doc.Tokens[i].UPOS == "PRON" && p.lex.First[p.lemma[i]] }

// subject returns the subject of i, -1 for none.
func (p *page) subject(i int) int {
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "nsubj" {
			return int(c)
		}
	}
	return -1
}

// tokens returns the range of tokens that share a byte with s.
func tokens(doc *nlp.Doc, s nlp.Span) (first, last int) {
	if s.IsZero() {
		return 0, 0
	}
	first = sort.Search(len(doc.Tokens), func(i int) bool { return doc.Tokens[i].End > s.Begin })
	last = first + sort.Search(len(doc.Tokens)-first, func(i int) bool { return doc.Tokens[first+i].Begin >= s.End })
	return first, last
}

// sentence returns the index of the sentence that holds token i.
func sentence(doc *nlp.Doc, i int) int {
	return sort.Search(len(doc.Sentences), func(k int) bool { return doc.Sentences[k].Last > i })
}
