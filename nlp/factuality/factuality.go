// Package factuality tells how sure each source is of what it puts forward,
// and whether it affirms it, by the values of FactBank (Saurí and Pustejovsky
// 2009): certain, probable, possible or unknown; positive, negative or
// unknown. It shows the words that say so.
//
// It looks for the markers of a text (hedges, modals, conditions, questions,
// words of hearsay and of distance), each with the clause that it bears on,
// and reads from them how sure three are: the source of an attribution, by its
// cue and by the main clauses of the content; the one who reports that source,
// whose own distance is his and never the source's; and the author, of what he
// says in his own voice ([Own]). It also rates of every predicate how far its
// sentence says that it happened, finds what negations negate, and tells when a
// source said what it said, where the text does.
//
// A content is taken with all its words. That a negation stands in it leaves
// the source's polarity positive; negative is one who denies or doubts what
// the content says. Who keeps silent, declines to comment or asks is unknown
// both ways, with the words of the silence. Where nothing is shown for an
// attribution's reporter, he is unknown: to report is not to vouch. The package
// never says whether anything is true.
//
// It holds no words of a language; those are its [Lexicon], as nlp/en has one.
package factuality

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
)

// A Gauge fills Doc.Markers, Doc.Happenings and the factuality of
// Doc.Attributions. It is safe for use by many goroutines.
type Gauge struct {
	lex       *Lexicon
	events    *Events
	negations *Negations
}

// New returns a gauge for the language of the lexicon, which must not change
// afterwards, with the weights of events and negations. Without weights, nil,
// it tells neither happenings nor what a negation negates.
func New(lex *Lexicon, weights *model.File) (*Gauge, error) {
	g := &Gauge{lex: lex}
	if weights == nil {
		return g, nil
	}
	if err := g.load(weights); err != nil {
		return nil, fmt.Errorf("load factuality: %w", err)
	}
	return g, nil
}

func (g *Gauge) load(f *model.File) error {
	if kind := f.Note("kind"); kind != "factuality" {
		return fmt.Errorf("these are weights of kind %q, not \"factuality\"", kind)
	}
	g.events = &Events{}
	if err := g.events.load(f); err != nil {
		return err
	}
	var err error
	g.negations, err = loadNegations(f, g.lex, g.events.words.Known)
	return err
}

// Name is "factuality".
func (*Gauge) Name() string { return "factuality" }

// Needs is trees, times and attributions.
func (*Gauge) Needs() nlp.Layer {
	return nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas | nlp.Dependencies | nlp.Times | nlp.Attributions
}

// Adds is factualities.
func (*Gauge) Adds() nlp.Layer { return nlp.Factualities }

// Annotate fills doc.Markers and doc.Happenings, in order of the text, and for each attribution
// Factuality, Relayed and Said, anew each time it is called.
func (g *Gauge) Annotate(doc *nlp.Doc) {
	p := newPage(doc, g.lex)
	doc.Markers = p.markers(g.negations)
	doc.Happenings = nil
	if g.events != nil {
		doc.Happenings = g.events.scan(p, p.isEvent)
	}
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		a.Factuality = p.source(a)
		a.Relayed = p.reporter(a)
		a.Said = p.said(a)
	}
	doc.Has |= g.Adds()
}

// Rate returns how far the given tokens of a doc with trees happened, each as a
// [nlp.Happening] has it; nil without weights.
func (g *Gauge) Rate(doc *nlp.Doc, tokens []int) []float64 {
	if g.events == nil {
		return nil
	}
	return g.events.rate(newPage(doc, g.lex), tokens)
}
