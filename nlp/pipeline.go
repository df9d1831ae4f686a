package nlp

import (
	"context"
	"fmt"
	"strings"
)

// A Layer is a set of the things that annotators lay over a text.
type Layer uint

// The layers.
const (
	Tokens Layer = 1 << iota // Doc.Tokens with their spans
	Sentences
	Tags         // Token.UPOS, XPOS, Feats
	Lemmas       // Token.Lemma
	Dependencies // Token.Head, Deprel
	Mentions
	Coreference // Mention.Chain
	Times
	Attributions
	Factualities // Doc.Markers; Attribution.Factuality, Relayed and Said
)

var layerNames = []string{
	"tokens", "sentences", "tags", "lemmas", "dependencies",
	"mentions", "coreference", "times", "attributions", "factualities",
}

// String names the layers, as "tokens, sentences".
func (l Layer) String() string {
	var names []string
	for i, name := range layerNames {
		if l&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// An Annotator lays one or more layers over a Doc.
//
// Annotate is total: any bytes at all are annotated, in time linear in the
// text, without a panic and without an error. It is deterministic, leaves the
// Text alone, and is safe for use by many goroutines, each on a Doc of its
// own. Calling it twice on one Doc gives the same Doc as calling it once.
type Annotator interface {
	Name() string
	Needs() Layer // what must be there before
	Adds() Layer  // what is there afterwards
	Annotate(*Doc)
}

// A Pipeline is a sequence of annotators for one language, checked when it is
// built. It is safe for use by many goroutines.
type Pipeline struct {
	language string
	parts    []Annotator
}

// NewPipeline returns the parts in the order given. It is an error if a part
// needs a layer that no part before it adds; the message names every such
// part and what it lacks. Language is a BCP 47 tag, as "en".
func NewPipeline(language string, parts ...Annotator) (*Pipeline, error) {
	var has Layer
	var lacks []string
	for _, part := range parts {
		if missing := part.Needs() &^ has; missing != 0 {
			lacks = append(lacks, fmt.Sprintf("%s needs %s", part.Name(), missing))
		}
		has |= part.Adds()
	}
	if lacks != nil {
		return nil, fmt.Errorf("pipeline for %q in this order cannot work: %s", language, strings.Join(lacks, "; "))
	}
	return &Pipeline{language: language, parts: parts}, nil
}

// Language is the BCP 47 tag of the language that the pipeline reads.
func (p *Pipeline) Language() string { return p.language }

// Parts returns the names of the annotators, in order.
func (p *Pipeline) Parts() []string {
	names := make([]string, len(p.parts))
	for i, part := range p.parts {
		names[i] = part.Name()
	}
	return names
}

// Annotate runs every part over the doc.
func (p *Pipeline) Annotate(doc *Doc) { p.AnnotateContext(context.Background(), doc) }

// AnnotateContext is Annotate that stops before the next part where the context has
// ended; it returns its error. The layers added by then are there.
func (p *Pipeline) AnnotateContext(ctx context.Context, doc *Doc) error {
	for _, part := range p.parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		part.Annotate(doc)
		doc.Has |= part.Adds()
	}
	return nil
}
