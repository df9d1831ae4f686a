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
// says in his own voice ([Own]).
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
	"github.com/stemma/stemma/nlp"
)

// A Gauge fills Doc.Markers and the factuality of Doc.Attributions. It is safe
// for use by many goroutines.
type Gauge struct {
	lex *Lexicon
}

// New returns a gauge for the language of the lexicon, which must not change
// afterwards.
func New(lex *Lexicon) *Gauge { return &Gauge{lex: lex} }

// Name is "factuality".
func (*Gauge) Name() string { return "factuality" }

// Needs is trees and attributions.
func (*Gauge) Needs() nlp.Layer {
	return nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas | nlp.Dependencies | nlp.Attributions
}

// Adds is factualities.
func (*Gauge) Adds() nlp.Layer { return nlp.Factualities }

// Annotate fills doc.Markers, in order of the text, and for each attribution
// Factuality and Relayed, anew each time it is called.
func (g *Gauge) Annotate(doc *nlp.Doc) {
	p := newPage(doc, g.lex)
	doc.Markers = p.markers()
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		a.Factuality = p.source(a)
		a.Relayed = p.reporter(a)
	}
	doc.Has |= g.Adds()
}
