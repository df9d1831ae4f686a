// Package attribution finds who said what: every place where a source, by a
// cue, puts forward a content, in the terms of PARC 3 (Pareti 2015) and
// PolNeAR (Newell et al. 2018).
//
// It is a cascade of sieves, as Lee et al. (2013) have one for coreference:
// named rules, the most precise first, each of which says in the result that
// it was the one. The rules here read the surface: words, quotation marks and
// the places where sentences end. They need no tags and no trees. They look
// for quotations in any style of marks, for verbs of saying with what they
// take, for "according to" and its like, and for the labels of interviews.
//
// The package holds no words. What a language says, with which verbs, and who
// speaks, is its [Lexicon], as nlp/en has one.
//
// It does not say who a pronoun stands for, does not guess at what surface
// cannot show, and leaves out what it doubts: a reader can find what is
// missing, but not what is wrong.
package attribution

import (
	"github.com/stemma/stemma/nlp"
)

// A Finder fills Doc.Attributions. It is safe for use by many goroutines.
type Finder struct {
	lex   *Lexicon
	table map[string]*entry
	model *Model
}

// New returns a finder for the language of the lexicon, which must not change
// afterwards, with what was learned of it; model may be nil.
func New(lex *Lexicon, model *Model) *Finder {
	return &Finder{lex: lex, table: lex.compile(), model: model}
}

// Name is "attribution".
func (*Finder) Name() string { return "attribution" }

// Needs is tokens and sentences.
func (*Finder) Needs() nlp.Layer { return nlp.Tokens | nlp.Sentences }

// Adds is attributions.
func (*Finder) Adds() nlp.Layer { return nlp.Attributions }

// Annotate fills doc.Attributions, in the order in which they begin in the
// text, anew each time it is called.
func (f *Finder) Annotate(doc *nlp.Doc) {
	p := f.sieves(doc)
	if f.model != nil && doc.Vectors != nil {
		p.clip()
		p.dropUnsaid()
		p.learned(f.model)
	}
	doc.Attributions = p.resolve()
	doc.Has |= f.Adds()
}

// sieves returns the page with what the cascade found.
func (f *Finder) sieves(doc *nlp.Doc) *page {
	p := newPage(doc, f.lex, f.table)
	p.findCues()
	p.findLabels()
	for i := range cascade {
		p.rule = i
		cascade[i].find(p)
	}
	p.goOn()
	return p
}

// Sieves returns the names of the rules, in the order in which they are tried.
func Sieves() []string {
	names := make([]string, len(cascade))
	for i := range cascade {
		names[i] = cascade[i].name
	}
	return names
}
