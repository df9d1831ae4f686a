// Package attribution finds who said what: every place where a source, by a
// cue, puts forward a content, in the terms of PARC 3 (Pareti 2015) and
// PolNeAR (Newell et al. 2018).
//
// It is a cascade of sieves, as Lee et al. (2013) have one for coreference:
// named rules, the most precise first, each of which says in the result that
// it was the one. Most read the surface: words, quotation marks and the places
// where sentences end. They look for quotations in any style of marks, for
// verbs of saying with what they take, for "according to" and its like, and for
// the labels of interviews. Where a doc has trees, some read those, too.
//
// A finder with a [Model] puts what the model says of a doc together with what
// the sieves found, and reads every content again for what is said in it.
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
	lex    *Lexicon
	table  map[string]*entry
	model  *Model
	reader nlp.Annotator
}

// New returns a finder for the language of the lexicon, which must not change
// afterwards. It knows rules alone.
func New(lex *Lexicon) *Finder { return &Finder{lex: lex, table: lex.compile()} }

// Learned returns a finder like that of New that reads by the model, too. The
// reader is the annotator of tags, dependencies and vectors whose vectors the
// model has learned to read; it is asked for those of contents. A doc without
// vectors is read by rules alone.
func Learned(lex *Lexicon, model *Model, reader nlp.Annotator) *Finder {
	f := New(lex)
	f.model, f.reader = model, reader
	return f
}

// Name is "attribution".
func (*Finder) Name() string { return "attribution" }

// Needs is tokens and sentences.
func (*Finder) Needs() nlp.Layer { return nlp.Tokens | nlp.Sentences }

// Adds is attributions.
func (*Finder) Adds() nlp.Layer { return nlp.Attributions }

// Annotate fills doc.Attributions, in the order in which they begin in the
// text, unless the layer is there: what later annotators add to the mentions is
// not to change it.
func (f *Finder) Annotate(doc *nlp.Doc) {
	if doc.Has&nlp.Attributions != 0 {
		return
	}
	p := f.find(doc, 0)
	doc.Attributions = p.resolve()
	reroot(doc)
	doc.Has |= f.Adds()
}

// find returns the page with all that is found on it.
func (f *Finder) find(doc *nlp.Doc, depth int) *page {
	p := f.sieves(doc, depth)
	if f.model == nil || doc.Vectors == nil || len(doc.Tokens) == 0 {
		p.late()
		p.clip(false)
		p.dropUnsaid()
	} else {
		p.clip(false)
		p.dropUnsaid()
		o := p.observe(f.model.vocabulary)
		p.late()
		p.learned(f.model, o)
		if depth < deepest {
			inner := f.within(p, depth)
			p.published(inner)
			p.found = append(p.found, inner...)
		}
	}
	p.undergone()
	return p
}

// sieves returns the page with what the cascade found.
func (f *Finder) sieves(doc *nlp.Doc, depth int) *page {
	p := newPage(doc, f.lex, f.table)
	p.depth = depth
	p.findCues()
	p.findLabels()
	for i := range cascade[:observed] {
		p.rule = i
		cascade[i].find(p)
	}
	p.goOn()
	return p
}

// Observed returns the names of the rules whose findings the model looks at.
func Observed() []string { return Sieves()[:observed] }

// Sieves returns the names of the rules, in the order in which they are tried.
func Sieves() []string {
	names := make([]string, len(cascade))
	for i := range cascade {
		names[i] = cascade[i].name
	}
	return names
}
