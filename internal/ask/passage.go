package ask

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// A passage is a sentence of a document, read anew with its trees: a case keeps what the main
// clause of a statement says, and what is asked is told in any other as often.
type passage struct {
	doc     *nlp.Doc
	from    int // where it begins in the document
	clauses *clause.Reader
	of      *document // nil for a question
}

// longestPassage is how many bytes are read of a sentence that does not end, around a place.
const longestPassage = 2000

// passage is the sentence of the document around a place.
func (s *search) passage(d *document, at int) *passage {
	begin, end := max(0, at-longestPassage/2), min(len(d.Text), at+longestPassage/2)
	if i := strings.LastIndex(d.Text[begin:at], "\n\n"); i >= 0 {
		begin += i + 2
	} else if begin > 0 {
		begin += max(0, strings.IndexFunc(d.Text[begin:at], unicode.IsSpace))
	}
	if i := strings.Index(d.Text[at:end], "\n\n"); i >= 0 {
		end = at + i
	} else if end < len(d.Text) {
		end = at + max(0, strings.LastIndexFunc(d.Text[at:end], unicode.IsSpace))
	}
	span := sentenceAt(d.Text, nlp.Span{Begin: begin, End: end}, at)
	if d.passages == nil {
		d.passages = map[nlp.Span]*passage{}
	}
	if d.passages[span] == nil {
		doc := nlp.NewDoc(span.In(d.Text))
		s.trees.Annotate(doc)
		s.gauge.Annotate(doc)
		d.passages[span] = &passage{doc: doc, from: span.Begin, clauses: clause.NewReader(doc, en.Clauses()), of: d}
	}
	return d.passages[span]
}

// tokenAt is the token of the passage that begins at a place of the document, -1 for none.
func (p *passage) tokenAt(at int) int {
	i, ok := slices.BinarySearchFunc(p.doc.Tokens, at-p.from, func(t nlp.Token, begin int) int { return t.Begin - begin })
	if !ok {
		return -1
	}
	return i
}

// in is a span of the passage as one of the document.
func (p *passage) in(x nlp.Span) nlp.Span {
	return nlp.Span{Begin: x.Begin + p.from, End: x.End + p.from}
}

func (p *passage) lemma(i int) string {
	t := &p.doc.Tokens[i]
	if t.Lemma != "" {
		return strings.ToLower(t.Lemma)
	}
	return strings.ToLower(t.In(p.doc.Text))
}

// below are the tokens that hang on token i with one of the relations.
func (p *passage) below(i int, relations ...string) (out []int) {
	for k := max(0, i-reachOfTree); k < min(len(p.doc.Tokens), i+reachOfTree); k++ {
		if t := &p.doc.Tokens[k]; t.Head == i && (slices.Contains(relations, t.Deprel) || len(relations) == 0) {
			out = append(out, k)
		}
	}
	return out
}

// reachOfTree is how many tokens before and behind a word those are looked for that hang on it.
const reachOfTree = 80

// preposition is the word that token i stands behind, "" for none.
func (p *passage) preposition(i int) string {
	for _, k := range p.below(i, "case") {
		return p.lemma(k)
	}
	return ""
}

// deed takes the deed at token i apart.
func (p *passage) deed(i int) deed {
	d := deed{passage: p, word: i}
	if p.doc.Tokens[i].UPOS == "NOUN" || p.doc.Tokens[i].UPOS == "PROPN" {
		d.ofNoun()
		return d
	}
	d.ofVerb(i)
	return d
}

// thing reports whether token i is a noun or a name.
func (p *passage) thing(i int) bool {
	return p.doc.Tokens[i].UPOS == "NOUN" || p.doc.Tokens[i].UPOS == "PROPN"
}

// phrase is what stands below token i, without what follows it as a clause of its own.
func (p *passage) phrase(i int) nlp.Span {
	under := func(k int) bool {
		for range reachOfTree {
			if k == i {
				return true
			}
			if t := &p.doc.Tokens[k]; t.Head < 0 || strings.HasPrefix(t.Deprel, "acl") && t.Head == i || t.Deprel == "parataxis" {
				return false
			}
			k = p.doc.Tokens[k].Head
		}
		return false
	}
	first, last := i, i
	for first > 0 && under(first-1) {
		first--
	}
	for last+1 < len(p.doc.Tokens) && under(last+1) {
		last++
	}
	for last > i && p.doc.Tokens[last].UPOS == "PUNCT" {
		last--
	}
	return nlp.Span{Begin: p.doc.Tokens[first].Begin, End: p.doc.Tokens[last].End}
}

// acts reports whether token i is the head of somebody who can do something, or of a pronoun.
func (p *passage) acts(i int) bool {
	t := &p.doc.Tokens[i]
	return t.UPOS == "PRON" || t.UPOS == "PROPN" || p.someone(i)
}

// someone reports whether the document has token i for a word for somebody who can do something.
func (p *passage) someone(i int) bool {
	word := p.in(p.doc.Tokens[i].Span)
	return p.of != nil && slices.ContainsFunc(p.of.mentionsAt(word), func(m *stemma.Mention) bool { return acts[m.Type] && m.Span.Contains(word) })
}

// said reports whether token i says what happens: a verb, or a word with a copula.
func (p *passage) said(i int) bool {
	return p.doc.Tokens[i].UPOS == "VERB" || p.clauses.Copular(i)
}

// headOf is the token of a span of the document on which the others of it hang, -1 for none.
func (p *passage) headOf(x nlp.Span) int {
	x = nlp.Span{Begin: x.Begin - p.from, End: x.End - p.from}
	best := -1
	for i := range p.doc.Tokens {
		t := &p.doc.Tokens[i]
		if !x.Contains(t.Span) || t.Head >= 0 && x.Contains(p.doc.Tokens[t.Head].Span) {
			continue
		}
		if best < 0 || t.UPOS != "PUNCT" {
			best = i
		}
		if t.UPOS != "PUNCT" {
			break
		}
	}
	return best
}
